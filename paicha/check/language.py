"""Content in; questions that cannot be answered by looking, and words that mean two things, out."""

import re
import unicodedata
from collections.abc import Iterator

from paicha.model.checklist import Item
from paicha.model.content import Content
from paicha.model.file import parts
from paicha.problems import Place, Problem

LONGEST = 60  # characters of a question: two lines on a phone
_VAGUE = re.compile("加强|到位|落实|进一步|不断|切实|有效地")
_QUOTED = re.compile("《[^》]*》|“[^”]*”")


def check_language(content: Content) -> Iterator[Problem]:
    """Warn of what an inspector would stumble over; a title or quote may say what it says."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            for message, hint in _stumbles(item.check):
                yield Problem(file.place(*loc, "check"), f"{item.id} {message}", hint, "警告")


def _stumbles(check: str) -> Iterator[tuple[str, str]]:
    """A check is one question of fact, short, with nothing vague in it."""
    if len(check) > LONGEST:
        yield f"有 {len(check)} 个字，超过 {LONGEST} 个", "请拆成几项，或删去说明（写到 look_for）"
    plain = _QUOTED.sub("", check)
    asked = len(re.findall("是否|有没有", plain))
    if not asked:
        yield "不是能答“是”或“否”的问题", "请写成“……是否……”"
    if asked > 1:
        yield "一项里有两个问题", "请拆成两项，一项只问一件事"
    if found := _VAGUE.search(plain):
        yield f"用了说不清的词“{found[0]}”", "请写看得见的：证件、日期、人、物"


def check_glossary(content: Content) -> Iterator[Problem]:
    """A word stands for one term only, however it is written."""
    if not content.glossary:
        return
    file = content.glossary
    seen: dict[str, Place] = {}
    for n, term in enumerate(file.value.terms):
        places = [file.place("terms", n, "term")]
        places += [file.place("terms", n, "also", k) for k in range(len(term.also))]
        for word, place in zip(term.words, places, strict=True):
            key = unicodedata.normalize("NFKC", word).lower()
            if first := seen.get(key):
                yield Problem(place, f"“{word}”重复", f"第 {first.line} 行已有；一个词只能归一组")
            seen.setdefault(key, place)
