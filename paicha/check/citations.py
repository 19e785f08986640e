"""Content in; every citation that is not what its source says out."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from paicha.model.base import Basis
from paicha.model.checklist import Section
from paicha.model.content import Content
from paicha.model.file import File, parts
from paicha.model.texts import Source, SourceHead
from paicha.problems import Place, Problem, did_you_mean
from paicha.source.located import Loc
from paicha.source.text import on_one_line

Clauses = dict[str, dict[str, str]]  # source → clause → its text


def check_citations(content: Content) -> Iterator[Problem]:
    """Apply every rule on what entries rest on."""
    if SourceHead in content.broken:
        return
    sources = {file.id: file.value for file in content.sources}
    texts = {id_: {c.id: c.text for c in source.clauses} for id_, source in sources.items()}
    for file in content.files():
        yield from _bases(file, sources, texts)
    yield from _sections(content, sources)
    yield from _notes(content, sources)
    yield from _gaps(content, sources)
    for source in content.sources:
        yield from _said_of_clauses(source)


def _bases(file: File[Any], sources: dict[str, Source], texts: Clauses) -> Iterator[Problem]:
    """What an entry rests on is there; what is not is named once in a file."""
    missing: dict[tuple[str, str], list[Place]] = {}
    for loc, basis in parts(file, Basis):
        if basis.source not in sources:
            missing.setdefault((basis.source, ""), []).append(file.place(*loc, "source"))
        elif basis.clause not in texts[basis.source]:
            place = file.place(*loc, "clause")
            missing.setdefault((basis.source, basis.clause), []).append(place)
        else:
            yield from _quote(file, loc, basis, sources[basis.source], texts[basis.source])
    for (name, clause), places in missing.items():
        message, hint = f"没有依据文件“{name}”", did_you_mean(name, sources)
        if clause:
            message, hint = _no_clause(clause, sources[name])
        count = f"（这个文件里有 {len(places)} 处）" if len(places) > 1 else ""
        yield Problem(places[0], message + count, hint)


def _quote(
    file: File[Any], loc: Loc, basis: Basis, source: Source, texts: dict[str, str]
) -> Iterator[Problem]:
    """A quote is a literal part of its clause; a source in its own words is quoted."""
    if basis.quote is None:
        if source.head.text == "literal":
            hint = f"请从 {basis.clause} 原文中照抄起作用的那几个字"
            yield Problem(file.place(*loc), "缺少引文 quote", hint)
    elif texts[basis.clause] and basis.quote not in texts[basis.clause]:
        message, hint = _no_quote(basis.quote, basis.clause, texts)
        yield Problem(file.place(*loc, "quote"), message, hint)


def _no_clause(clause: str, source: Source) -> tuple[str, str]:
    known = [one.id for one in source.clauses]
    above = clause.rsplit(".", 1)[0]
    near = [one for one in known if one.rsplit(".", 1)[0] == above]
    return f"{source.id} 里没有条款“{on_one_line(clause)}”", did_you_mean(clause, near or known)


def _no_quote(quote: str, clause: str, texts: dict[str, str]) -> tuple[str, str]:
    """Say where the words do stand, or what the clause says in their place."""
    message = f"引文不是 {clause} 的原文：“{on_one_line(quote, 30)}”"
    elsewhere = [one for one, text in texts.items() if quote in text]
    if elsewhere:
        return message, f"这段话在条款 {'、'.join(elsewhere[:3])} 里；请改 clause，或另抄一段"
    same = SequenceMatcher(None, quote, texts[clause], autojunk=False).find_longest_match()
    if same.size < 2:
        return message, "请从原文照抄，连标点也一样"
    begin = max(0, same.b - same.a)
    said = texts[clause][begin : same.b - same.a + len(quote) + 4]
    return message, f"请照抄原文，连标点也一样：“{on_one_line(said, 60)}”"


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
        name = file.value.notes_source
        if file.value.notes and not name:
            hint = "请写明表注在哪个依据文件里"
            yield Problem(file.place("notes"), "有 notes 却缺少 notes_source", hint)
        if not name:
            continue
        if name not in sources:
            hint = did_you_mean(name, sources)
            yield Problem(file.place("notes_source"), f"没有依据文件“{name}”", hint)
            continue
        known = {clause.id for clause in sources[name].clauses}
        for n, note in enumerate(file.value.notes):
            if note not in known:
                yield Problem(file.place("notes", n), *_no_clause(note, sources[name]))


def _gaps(content: Content, sources: dict[str, Source]) -> Iterator[Problem]:
    """A gap is of a clause of the site's main source, a doubt of one of any source."""
    if not (file := content.gaps):
        return
    main = content.settings.value.source if content.settings else ""
    named = [(("gaps", n), main, gap.clause) for n, gap in enumerate(file.value.gaps)]
    named += [(("doubts", n), one.source, one.clause) for n, one in enumerate(file.value.doubts)]
    for loc, name, clause in named:
        if name in sources:
            if clause not in {one.id for one in sources[name].clauses}:
                yield Problem(file.place(*loc, "clause"), *_no_clause(clause, sources[name]))
        elif name != main:  # the settings' own mistake is theirs
            hint = did_you_mean(name, sources)
            yield Problem(file.place(*loc, "source"), f"没有依据文件“{name}”", hint)


def _said_of_clauses(file: File[Source]) -> Iterator[Problem]:
    """A clause of which something is said at the head exists."""
    known = {clause.id for clause in file.value.clauses}
    for key in ("informative", "beside"):
        for clause in getattr(file.value.head, key):
            if clause not in known:
                place = file.located.key_place(key, clause)
                yield Problem(place, *_no_clause(clause, file.value))
