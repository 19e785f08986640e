"""The catalogue in, templates/words.yaml; the sentences of pages, paper, files and scripts out.

A sentence may have slots, `找到 {count} 条`: templates fill them with the filter `fill`, renderers
with `str.format`, a script with a function (`as_script`), a style with counters (`into_style`).
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

from markupsafe import Markup, escape

from paicha.problems import BuildFailed, Place, Problem, did_you_mean
from paicha.project import Project
from paicha.source.document import read_yaml
from paicha.source.located import Loc, Located
from paicha.source.text import read_text

Words = dict[str, Any]  # group → id → sentence, or a group within
Catalogue = tuple[tuple[str, str], ...]  # text and name of each file, the program's first


class Sentence(str):
    """A sentence that knows where it stands, so that a slot nothing fills is said there."""

    __slots__ = ("place",)
    place: Place

    def format(self, **values: Any) -> str:  # type: ignore[override]
        """Fill the slots, or raise BuildFailed."""
        self.must_fit(values)
        return super().format(**values)

    def must_fit(self, values: Mapping[str, Any]) -> None:
        """Raise BuildFailed where `values` has nothing for a slot."""
        lacking = [slot for _, slot in pieces(self) if slot and values.get(slot) is None]
        if lacking:
            message = f"空位“{lacking[0]}”在这句话里没有东西可填"
            hint = f"可选：{'、'.join(values) or '没有'}"
            raise BuildFailed([Problem(self.place, message, hint)])


_IN_STYLE = re.compile(r"\bWORDS\.(\w+)\.(\w+)")


def words(project: Project) -> Words:
    """Read the catalogue, or raise BuildFailed: every value is a sentence or a group of them.

    A campaign may have some of its sentences otherwise: they stand in a file of its own, under
    the same keys, and nothing else does.
    """
    return words_of(read_catalogue(project))


def read_catalogue(project: Project) -> Catalogue:
    """Read the files of the catalogue, or raise BuildFailed."""
    *own, program = (folder / "words.yaml" for folder in project.template_folders)
    paths = (program, *(path for path in own if path.exists()))
    return tuple(_read(path, project.name(path)) for path in paths)


def _read(path: Path, name: str) -> tuple[str, str]:
    text, problems = read_text(path, name)
    if problems:
        raise BuildFailed(problems)
    return text or "", name


@lru_cache(maxsize=8)
def words_of(files: Catalogue) -> Words:
    """Take the sentences from the texts of a catalogue, or raise BuildFailed."""
    (text, name), *own = files
    said = catalogue(text, name)
    for text, name in own:
        said = _laid_over(catalogue(text, name), said)
    return said


def _laid_over(own: Words, said: Words) -> Words:
    """Put a campaign's sentences in the place of the program's, or raise BuildFailed."""
    if problems := list(_unlike(own, said)):
        raise BuildFailed(problems)
    return _merged(own, said)


def _unlike(own: Words, said: Words) -> Iterator[Problem]:
    """A sentence stands where the program has one, and has no other slots than that."""
    for key, value in own.items():
        there = said.get(key)
        if isinstance(value, dict) and isinstance(there, dict):
            yield from _unlike(value, there)
        elif there is None or isinstance(value, dict) or isinstance(there, dict):
            hint = did_you_mean(key, said)
            yield Problem(_first(value).place, f"没有可以改的“{key}”：这里的话盖不住任何一句", hint)
        elif extra := _slots(value) - _slots(there):
            known = "、".join(sorted(_slots(there))) or "没有"
            message = f"空位“{min(extra)}”在这句话里没有东西可填"
            yield Problem(value.place, message, f"可选：{known}")


def _first(value: Any) -> Sentence:
    """Give the first sentence of a group, to say where it stands."""
    while isinstance(value, dict):
        value = next(iter(value.values()))
    sentence: Sentence = value
    return sentence


def _slots(sentence: str) -> set[str]:
    return {slot for _, slot in pieces(sentence) if slot}


def _merged(own: Words, said: Words) -> Words:
    both = {
        key: _merged(value, said[key]) if isinstance(value, dict) else value
        for key, value in own.items()
    }
    return said | both


@lru_cache(maxsize=8)
def catalogue(text: str, name: str) -> Words:
    """Take a catalogue from its text, or raise BuildFailed."""
    found = read_yaml(text, name)
    if problems := found.problems or list(_wrong(found, found.value, ())):
        raise BuildFailed(problems)
    value: Words = _placed(found, found.value, ())
    return value


def _placed(located: Located, value: Any, loc: Loc) -> Any:
    if isinstance(value, dict):
        return {key: _placed(located, inner, (*loc, key)) for key, inner in value.items()}
    sentence = Sentence(value)
    sentence.place = located.place(*loc)
    return sentence


def _wrong(located: Located, value: Any, loc: Loc) -> Iterator[Problem]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _wrong(located, inner, (*loc, key))
    elif not isinstance(value, str) or not loc:
        yield Problem(located.place(*loc), "这里要写一句话，或一组话", "例如 open: 还没有答")
    else:
        yield from _wrong_slots(value, located.place(*loc))


def _wrong_slots(sentence: str, place: Place) -> Iterator[Problem]:
    hint = "空位写作 {count}：一对花括号，里面是英文名字"
    try:
        unfit = [slot for _, slot in pieces(sentence) if slot and not slot.isidentifier()]
    except ValueError:
        yield Problem(place, "花括号没有成对", hint)
        return
    if unfit:
        yield Problem(place, f"空位“{unfit[0]}”的名字不对", hint)


def pieces(sentence: str) -> Iterator[tuple[str, str | None]]:
    """Take a sentence apart: (text, slot after it or None)."""
    for text, slot, _, _ in Formatter().parse(sentence):
        yield text, slot


def fill(sentence: str, **values: Any) -> Markup:
    """Fill the slots of a sentence on a page; what is no markup is escaped."""
    if isinstance(sentence, Sentence):
        sentence.must_fit(values)
    return Markup(str(escape(sentence))).format(**values)  # noqa: S704 -- escaped just now


def day(value: date, said: Words) -> str:
    """Write a day as officials do, by the words of `date`: 2030年5月25日."""
    written: str = said["day"].format(year=value.year, month=value.month, day=value.day)
    return written


def into_style(style: str, catalogue: Words, name: str) -> str:
    """Put a sentence where a style says `WORDS.group.id`; a slot is the counter of its name."""

    def sentence(use: re.Match[str]) -> str:
        found = catalogue.get(use[1], {}).get(use[2])
        if found is None:
            raise BuildFailed([_unknown(use, f"“{use[1]}.{use[2]}”", catalogue, name)])
        said = [(json.dumps(text, ensure_ascii=False), slot) for text, slot in pieces(found)]
        return " ".join(f"{text} counter({slot})" if slot else text for text, slot in said)

    return _IN_STYLE.sub(sentence, style)


def _unknown(use: re.Match[str], what: str, catalogue: Words, name: str) -> Problem:
    line = use.string.count("\n", 0, use.start()) + 1
    column = use.start() - use.string.rfind("\n", 0, use.start())
    hint = f"可选：{'、'.join(sorted(catalogue))}"
    return Problem(Place(name, line, column), f"templates/words.yaml 里没有{what}", hint)


def as_script(value: Any) -> str:
    """Write a group of the catalogue as JavaScript.

    A sentence becomes a string, one with slots a function of an object that has them.
    """
    if isinstance(value, dict):
        return "{" + ",".join(f"{_key(key)}:{as_script(one)}" for key, one in value.items()) + "}"
    slots = sorted({slot for _, slot in pieces(value) if slot})
    if not slots:
        return json.dumps(value.format(), ensure_ascii=False)
    said = [_escaped(text) + (f"${{{slot}}}" if slot else "") for text, slot in pieces(value)]
    return f"({{{','.join(slots)}}})=>`{''.join(said)}`"


def _key(key: str) -> str:
    return key if key.isidentifier() else json.dumps(key)


def _escaped(text: str) -> str:
    return re.sub(r"([\\`]|\$(?=\{))", r"\\\1", text)
