"""A publication in; the two scripts that search downloads, one after the other, out.

The first, small, lets items be found; the second brings what else items say and all other
entries. Each is `document.currentScript.take({...})`, so that it also runs from a memory stick,
and carries the keys of its characters: how they sound, the second also how they are written in
traditional script. Texts are sent once, as they are shown; the browser makes them comparable
(assets/js/search/text.js).

1: {lists: [[id, title]], sections: [[list, title]], words: [[term, word, ...]],
    items: [[id, section, major, check, ask, [when], edition]], sounds: "ba八巴 bai白百"};
    list and section are places in their lists, edition is there where it is not the list's first
2: {bases: [text], rests: [[[line of look_for], [evidence], [value], [base]]] (by item),
    words (terms that the first does not use),
    meanings: [text] and related: [[term that the meaning names]] (of the terms of both waves),
    entries: [[kind, path, [field, title], where, [[field, line]]]], sounds, traditional: "滅灭"}
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import astuple
from itertools import chain
from typing import Any

from paicha.model.glossary import Glossary, Term, finder
from paicha.model.measure import Measure
from paicha.model.site import Site
from paicha.output import OutputFile, text_file
from paicha.render import paths
from paicha.render.assets import hashed
from paicha.render.publication import Publication
from paicha.render.search.characters import common_hanzi, hanzi, sounds, traditional
from paicha.render.search.entries import FoundItem, entries, found_items
from paicha.render.words import Words, words

Wave = dict[str, Any]
NAMES = ("search-1.js", "search-2.js")


def search_assets(publication: Publication) -> dict[str, OutputFile]:
    """Give both waves by the names that templates know."""
    items = list(found_items(publication))
    first, second = waves(publication.site, items, words(publication.project))
    return {name: _script(name, wave) for name, wave in zip(NAMES, (first, second), strict=True)}


def ahead(named: Mapping[str, OutputFile]) -> OutputFile:
    """Write the script that fetches the first wave before the page of search asks for it.

    Its name stays: pages that named the wave itself would all change with every item.
    """
    way = paths.relative(str(named[NAMES[0]].path), paths.AHEAD)
    link = f'{{rel:"prefetch",href:new URL("{way}",document.currentScript.src)}}'
    script = f'document.head.append(Object.assign(document.createElement("link"),{link}));\n'
    return text_file(paths.AHEAD, script)


def waves(site: Site, items: list[FoundItem], said: Words) -> tuple[Wave, Wave]:
    """Give both waves, each with the keys of the characters that it brings."""
    first = _items(site, items)
    near, far = _terms(site.glossary.terms, "".join(_strings(first["items"])))
    first["words"] = [term.searched for term in near]
    second: Wave = {
        **_rests(items),
        "words": [term.searched for term in far],
        "meanings": [term.meaning for term in (*near, *far)],
        "related": _related(site.glossary, [*near, *far]),
        "entries": [astuple(entry) for entry in entries(site, said)],
    }
    known = hanzi(_strings(first))
    every = known | hanzi(_strings(second))
    first["sounds"] = sounds(known)
    second["sounds"] = sounds((every | common_hanzi()) - known)
    second["traditional"] = traditional(every)
    return first, second


def _items(site: Site, items: list[FoundItem]) -> Wave:
    lists = {id_: n for n, id_ in enumerate(site.checklists)}
    parts = {part: n for n, part in enumerate(dict.fromkeys(map(_part, items)))}
    return {
        "lists": [[id_, one.short_title] for id_, one in site.checklists.items()],
        "sections": [[lists[id_], title] for id_, title in parts],
        "items": [_row(one, parts[_part(one)]) for one in items],
    }


def _rests(items: list[FoundItem]) -> Wave:
    bases = {base: n for n, base in enumerate(dict.fromkeys(b for i in items for b in i.bases))}
    return {"bases": list(bases), "rests": [_rest(one, bases) for one in items]}


def _terms(terms: tuple[Term, ...], items: str) -> tuple[list[Term], list[Term]]:
    """Part the terms of the glossary: those with a word that items use, and the others."""
    used = [any(word in items for word in term.words) for term in terms]
    near = [term for term, is_used in zip(terms, used, strict=True) if is_used]
    return near, [term for term, is_used in zip(terms, used, strict=True) if not is_used]


def _related(glossary: Glossary, terms: list[Term]) -> list[list[int]]:
    """Give for each term the others that its meaning names: 焊工 of 特种作业人员."""
    terms_in = finder(glossary)
    places = {term: n for n, term in enumerate(terms)}
    return [[places[one] for one in terms_in(term.meaning) if one != term] for term in terms]


def _part(entry: FoundItem) -> tuple[str, str]:
    return entry.checklist, entry.section


def _row(entry: FoundItem, section: int) -> list[Any]:
    item = entry.item
    whens = [condition.when for condition in item.major_if]
    major = int(item.grade == "major")
    edition = [entry.edition] if entry.edition else []
    return [item.id, section, major, item.check, item.ask or "", whens, *edition]


def _rest(entry: FoundItem, bases: dict[str, int]) -> list[Any]:
    values = [_limits(measure) for measure in entry.item.measures]
    based = [bases[base] for base in entry.bases]
    return [list(entry.look_for), list(entry.item.evidence), values, based]


def _limits(measure: Measure) -> str:
    """Write a value with its limits: 氧含量 19.5%～23.5%."""
    limits = (f"{one:g}{measure.unit}" for one in (measure.min, measure.max) if one is not None)
    return " ".join(filter(None, (measure.label, "～".join(limits))))


def _strings(value: Any) -> Iterator[str]:
    """Yield every text in a value made of lists and dictionaries."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(map(_strings, value))
    elif isinstance(value, dict):
        yield from _strings(list(value.values()))


def _script(name: str, wave: Wave) -> OutputFile:
    content = json.dumps(wave, ensure_ascii=False, separators=(",", ":"))
    return hashed(name, f"document.currentScript.take({content});\n".encode())
