"""Content in; every citation that is not what its source says out."""

from collections.abc import Iterator

from paicha.model.base import Basis
from paicha.model.checklist import Section
from paicha.model.content import Content, File, parts
from paicha.model.texts import Source
from paicha.problems import Problem, did_you_mean


def check_citations(content: Content) -> Iterator[Problem]:
    """Apply every rule on what entries rest on."""
    if "SourceHead" in content.broken:
        return
    sources = {file.id: file.value for file in content.sources}
    for file in content.files():
        for loc, basis in parts(file, Basis):
            for key, message, hint in _wrong(basis, sources):
                yield Problem(file.place(*loc, key), message, hint)
    yield from _sections(content, sources)
    yield from _notes(content, sources)
    for source in content.sources:
        yield from _informative(source)


def _wrong(basis: Basis, sources: dict[str, Source]) -> Iterator[tuple[str, str, str]]:
    """A citation names a source and a clause of it; a quote is a literal part of that clause."""
    source = sources.get(basis.source)
    if source is None:
        yield "source", f"没有依据文件“{basis.source}”", did_you_mean(basis.source, sources)
        return
    texts = {clause.id: clause.text for clause in source.clauses}
    if basis.clause not in texts:
        yield "clause", *_no_clause(basis.clause, source)
    elif basis.quote is None:
        if source.head.text == "literal":
            yield "", "缺少引文 quote", f"请从 {basis.clause} 原文中照抄起作用的那几个字"
    elif basis.quote not in texts[basis.clause]:
        yield "quote", *_no_quote(basis, source)


def _no_clause(clause: str, source: Source) -> tuple[str, str]:
    known = [one.id for one in source.clauses]
    above = clause.rsplit(".", 1)[0]
    near = [one for one in known if one.rsplit(".", 1)[0] == above]
    return f"{source.id} 里没有条款“{clause}”", did_you_mean(clause, near or known)


def _no_quote(basis: Basis, source: Source) -> tuple[str, str]:
    """Say where the words do stand, or how far they agree with the clause."""
    quote = basis.quote or ""
    elsewhere = [clause.id for clause in source.clauses if quote in clause.text]
    message = f"引文不是 {basis.clause} 的原文：“{quote[:30]}”"
    if elsewhere:
        return message, f"这段话在 {'、'.join(elsewhere[:3])}"
    text = next(one.text for one in source.clauses if one.id == basis.clause)
    agreed = next((n for n in range(len(quote), 1, -1) if quote[:n] in text), 0)
    if not agreed:
        return message, "请从原文照抄，连标点也一样"
    at = text.find(quote[:agreed])
    return message, f"原文是“{text[at : at + len(quote) + 4]}”"


def _sections(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    """A section's clause is one of the site's main source."""
    main = sources.get(content.settings.value.source) if content.settings else None
    if not main:
        return
    known = {clause.id for clause in main.clauses}
    for file in content.checklists:
        for loc, section in parts(file, Section):
            if section.clause and section.clause not in known:
                yield Problem(file.place(*loc, "clause"), *_no_clause(section.clause, main))


def _notes(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    """A form's notes are clauses of its notes' source."""
    for file in content.forms:
        if not file.value.notes:
            continue
        source = sources.get(file.value.notes_source or "")
        if source is None:
            named = file.value.notes_source or ""
            hint = did_you_mean(named, sources)
            yield Problem(file.place("notes_source"), f"没有依据文件“{named}”", hint)
            continue
        known = {clause.id for clause in source.clauses}
        for n, note in enumerate(file.value.notes):
            if note not in known:
                yield Problem(file.place("notes", n), *_no_clause(note, source))


def _informative(file: File[Source]) -> Iterator[Problem]:
    """A clause that is marked as informative exists."""
    known = {clause.id for clause in file.value.clauses}
    for clause in file.value.head.informative:
        if clause not in known:
            place = file.located.key_place("informative", clause)
            yield Problem(place, *_no_clause(clause, file.value))
