"""Content in; pictures that are not there, that nobody names, or that say what no clause says."""

import re
from collections import Counter
from collections.abc import Iterator

from paicha.check.references import item_ids, refer
from paicha.check.said.words import Words
from paicha.model.content import Content
from paicha.model.file import File
from paicha.model.pictures import Picture, Pictures
from paicha.problems import Place, Problem, did_you_mean
from paicha.source.marked import pictures_in, split_front_matter
from paicha.source.quantities import amounts, days, says
from paicha.source.text import on_one_line

_AT_MOST = 2  # beside one item
_UNIT = re.compile(r"\s*([a-zA-Zµμ°℃%‰²³/]+)")  # of what the program does not reckon with


def check_pictures(content: Content) -> Iterator[Problem]:
    """Apply every rule on pictures."""
    if Pictures in content.broken:
        return
    file = content.pictures
    pictures = file.value.pictures if file else ()
    if not (file and file.lost):
        yield from _unnamed(content, pictures)
    if file:
        for n, picture in enumerate(pictures):
            yield from _files(file, n, picture, content)
            yield from _numbers(file, n, picture, content)
        yield from _beside_items(file, content)
    yield from _in_guidance(content)


def _unnamed(content: Content, pictures: tuple[Picture, ...]) -> Iterator[Problem]:
    """A file that lies there is named by an entry."""
    named = {name for picture in pictures for name in picture.files}
    if not named <= content.images.keys():
        return  # one may be misspelt
    for name in content.images.keys() - named:
        hint = "请在 content/pictures.yaml 里给它写一条，或移走"
        yield Problem(Place(f"content/pictures/{name}"), "没有一条说明用到这张图", hint)


def _files(file: File[Pictures], n: int, picture: Picture, content: Content) -> Iterator[Problem]:
    """A picture is one file, or a wrong and a right one; each of them is there."""
    loc = ("pictures", n)
    pair = [key for key in ("wrong", "right") if getattr(picture, key)]
    if len(pair) == 1 or (pair and picture.file):
        message = f"“{picture.id}”的 file、wrong、right 不能这样写"
        yield Problem(file.place(*loc), message, "写 file 一张，或 wrong 和 right 两张")
        return
    for key, name in zip(pair or ["file"], picture.files, strict=True):
        if name not in content.images:
            place = file.place(*loc, key if getattr(picture, key) else "id")
            there = did_you_mean(name, sorted(content.images))
            hint = f"{there}；不叫 {picture.id}.svg 的，写 file:" if key == "file" else there
            yield Problem(place, f"content/pictures/ 里没有 {name}", hint.removeprefix("；"))


def _beside_items(file: File[Pictures], content: Content) -> Iterator[Problem]:
    """A picture stands beside items that exist, and an item has few."""
    known, count = item_ids(content), Counter[str]()
    for n, picture in enumerate(file.value.pictures):
        yield from refer(file, ("pictures", n, "items"), picture.items, known, "检查项")
        for k, item in enumerate(dict.fromkeys(picture.items)):
            count[item] += 1
            if count[item] == _AT_MOST + 1:
                place = file.place("pictures", n, "items", k)
                hint = "请从一张图的 items 里删去它"
                yield Problem(place, f"{item} 旁边的图多于 {_AT_MOST} 张", hint)


def _in_guidance(content: Content) -> Iterator[Problem]:
    """A picture that a page of guidance shows has an entry."""
    file = content.pictures
    lost = file.lost_ids("pictures") if file else set()
    known = [one.id for one in file.value.pictures] if file else []
    if lost is None:
        return
    for page in content.guidance:
        name = page.located.name
        _, body, first = split_front_matter(content.texts[name], name)
        for id_, line, column in pictures_in(body):
            if id_ not in {*known, *lost}:
                hint = did_you_mean(id_, known) or "请先在 content/pictures.yaml 里写一条"
                yield Problem(Place(name, first + line, column + 1), f"没有图“{id_}”", hint)


def _numbers(file: File[Pictures], n: int, picture: Picture, content: Content) -> Iterator[Problem]:
    """A number with a unit, drawn or told, stands in a clause that the picture rests on."""
    words = Words(content.sources)
    texts = list(map(words.text, picture.basis))
    if not all(texts):
        return  # a clause is not there, which is said elsewhere
    named = "、".join(basis.clause for basis in picture.basis)
    for text, place in _said(file, n, picture, content):
        if missing := [*_missing_days(text, texts), *_missing_numbers(text, texts)]:
            shown = "、".join(missing)
            message = f"图“{picture.id}”写着“{on_one_line(text)}”，条款 {named} 里没有 {shown}"
            yield Problem(place, message, "请照条款改图上的数，或在 basis 里补上写着它的条款")


def _said(
    file: File[Pictures], n: int, picture: Picture, content: Content
) -> Iterator[tuple[str, Place]]:
    """Yield what is written in a drawing, and beside a picture, each with its place."""
    images = [image for name in picture.files if (image := content.images.get(name))]
    yield from ((label.text, label.place) for image in images for label in image.labels)
    for key in ("title", "alt", "caption"):
        if text := getattr(picture, key):
            yield text, file.place("pictures", n, key)


def _missing_days(text: str, clauses: list[str]) -> Iterator[str]:
    """Yield the days of a text that no clause says, however it writes them."""
    known = [one for clause in clauses for one in days(clause)]
    for year, month, day in dict.fromkeys(days(text)):
        if not any(one[1:] == (month, day) and year in (None, one[0]) for one in known):
            yield f"{year}年{month}月{day}日" if year else f"{month}月{day}日"


def _missing_numbers(text: str, clauses: list[str]) -> Iterator[str]:
    """Yield the numbers in figures that have a unit, be it any, and that no clause says."""
    of_days = ("年", "月", "日") if days(text) else ()
    for one in amounts(text):
        other = _UNIT.match(text, one.end)
        unit = one.unit or (other[1] if other else "")
        if not unit or unit in of_days or not text[one.start].isdigit():
            continue
        if not any(says(clause, one.value, unit) for clause in clauses):
            yield f"{float(one.value):g}{unit}"
