"""Content in; questions that cannot be answered by looking, and words that mean two things, out."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from paicha.model.checklist import Item
from paicha.model.content import Content
from paicha.model.file import parts
from paicha.problems import Place, Problem

LONGEST = 60  # characters of a question: two lines on a phone
_VAGUE = re.compile("加强|到位|落实|进一步|不断|切实|有效地")
_QUOTED = re.compile("《[^》]*》|“[^”]*”")
_NEGATED = re.compile("是否(都|全都|均)?(没有|不存在|不含)")
_ACHIEVED = re.compile("做到(没有|不|没).*(了吗|吗)$")
_HAZARDS = (
    "隐患|裂缝|裂纹|破损|缺失|失效|松动|开裂|锈蚀|腐蚀|老化|变形|倾斜|沉降|漏气|漏水|泄漏|堵塞|"
    "过期|超期|超载|报废|违法|违规|积水|占压|坍塌|脱落|渗漏"
)
_HAZARD = re.compile(
    f"是否(已|已经|(有|存在|发生|出现|产生)[^，。：]{{0,10}})?({_HAZARDS})(的?(情况|情形|现象))?$"
)
_HELPED = re.compile("防|报警|制度|记录|不|没|未|无|清单|台账|处理|排除|消除|检测|监测")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")
_CLUMSY = (  # what a native reader stumbles over, wherever it stands
    (re.compile("(?<![符结综联])合(规范|设计)(要求)?"), "请写“符合{0}”"),
    (re.compile("变形[^，。；]{0,6}达不到"), "变形大了才危险，请写“不满足”"),
)


def check_language(content: Content) -> Iterator[Problem]:
    """Warn of what an inspector would stumble over; a title or quote may say what it says."""
    for file in content.checklists:
        for loc, item in parts(file, Item):
            for message, hint in (*_stumbles(item.check), *_reads_backwards(item.check)):
                yield Problem(file.place(*loc, "check"), f"{item.id} {message}", hint, "警告")
            if item.ask and _ACHIEVED.search(item.ask):
                hint = "请写成平常问的话，例如“我们在用的……，都没有……吗”"
                yield Problem(file.place(*loc, "ask"), f"{item.id} 的自问读不顺", hint, "警告")
    yield from _clumsy(content)


def _reads_backwards(check: str) -> Iterator[tuple[str, str]]:
    """The safe answer is 合格 or 是, and reads naturally under its button."""
    if found := _NEGATED.search(check):
        yield f"用了“{found[0]}”", "答“是”时读着别扭：请写该有什么、该怎样，例如“……是否件件完好”"
    found = _HAZARD.search(check)
    if found and not _HELPED.search(found[0]):
        yield f"答“是”成了有危险（“{found[0]}”）", "请反过来问，让“是”“合格”是安全的"


def check_repeated_questions(content: Content) -> Iterator[Problem]:
    """No question stands twice in a campaign, whatever its signs."""
    seen: dict[str, tuple[str, Place]] = {}
    for file in content.checklists:
        for loc, item in parts(file, Item):
            key = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", item.check))
            place = file.place(*loc, "check")
            other, first = seen.setdefault(key, (item.id, place))
            if first != place:
                hint = f"{first.path} 第 {first.line} 行已有；请并成一项，或写明各查哪一部分"
                yield Problem(place, f"{item.id} 与 {other} 问的是同一句", hint, "警告")


def _clumsy(content: Content) -> Iterator[Problem]:
    """Words that say it wrongly, in any file of ours; what is copied literally is let be."""
    literal = {f.located.name for f in content.sources if f.value.head.text == "literal"}
    for name, text in content.texts.items():
        for number, column, words, hint in () if name in literal else _clumsy_in(text):
            yield Problem(Place(name, number, column), f"“{words}”用词不当", hint, "警告")


@lru_cache(maxsize=256)
def _clumsy_in(text: str) -> tuple[tuple[int, int, str, str], ...]:
    """Give line, column, words and a hint of each; most files are the same as at the last check."""
    return tuple(
        (number, found.start() + 1, found[0], hint.format(*(found.groups() or ("",))))
        for number, line in enumerate(text.splitlines(), 1)
        if "quote:" not in line
        for kind, hint in _CLUMSY
        for found in kind.finditer(line)
    )


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


def check_contact(content: Content) -> Iterator[Problem]:
    """Warn of a person's number where an office's own belongs: it is printed on every page."""
    if (file := content.settings) and (found := _MOBILE.search(file.value.contact)):
        hint = "请写单位的值班电话；个人的号码会印在每一页上"
        message = f"contact 里有手机号 {found[0][:3]}……"
        yield Problem(file.place("contact"), message, hint, "警告")


def check_glossary(content: Content) -> Iterator[Problem]:
    """A word stands for one term only, however it is written."""
    if not content.glossary:
        return
    file = content.glossary
    seen: dict[str, Place] = {}
    for n, term in enumerate(file.value.terms):
        places = [file.place("terms", n, "term")]
        for key in ("also", "english"):
            places += [file.place("terms", n, key, k) for k in range(len(getattr(term, key)))]
        for word, place in zip(term.searched, places, strict=True):
            folded = unicodedata.normalize("NFKC", word).lower()
            if first := seen.get(folded):
                yield Problem(place, f"“{word}”重复", f"第 {first.line} 行已有；一个词只能归一组")
            seen.setdefault(folded, place)
