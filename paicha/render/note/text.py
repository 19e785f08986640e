"""A note in; its text out, for a terminal or a mail."""

from collections.abc import Iterator

from paicha.render.note import Line, Note, Told
from paicha.render.words import Words

_IN_A_ROW = 60  # characters of a change that stands on one line


def as_text(note: Note, said: Words) -> str:
    """Write a note."""
    return "\n".join(_lines(note, said))


def _lines(note: Note, said: Words) -> Iterator[str]:
    yield from filter(None, (said["note"]["title"], note.by))
    yield ""
    yield from note.opening
    if note.groups:
        yield said["note"]["how_to_read"]["text"]
    for title, found in note.groups:
        yield ""
        yield said["note"]["group"].format(title=title, count=len(found))
        for one in found:
            yield from _entry(one, said)


def _entry(one: Told, said: Words) -> Iterator[str]:
    yield ""
    yield "  " + "　".join(filter(None, (one.state, one.kind, one.id, one.title)))
    if where := "　".join(filter(None, (one.place, _cited(one, said)))):
        yield f"  {where}"
    for line in one.lines:
        yield from _change(line, said, whole=one.whole)


def _cited(one: Told, said: Words) -> str:
    return said["note"]["basis"].format(clauses=one.clauses) if one.clauses else ""


def _change(line: Line, said: Words, *, whole: bool) -> Iterator[str]:
    words, old, new = said["note"], line.old, line.new
    if whole:
        yield "    " + words["line"].format(name=line.name, said=new or old)
    elif len(old + new) <= _IN_A_ROW or words["nothing"] in (old, new):
        change = words["became"].format(old=old, new=new)
        yield "    " + words["line"].format(name=line.name, said=change)
    else:
        yield "    " + words["line"].format(name=line.name, said="")
        yield "      " + words["line"].format(name=words["old"], said=old)
        yield "      " + words["line"].format(name=words["new"], said=new)
