"""Text in, located values out: every value keeps its place, and stays what was written."""

from xml.parsers import expat

import pytest

from paicha.problems import Place, did_you_mean
from paicha.source.document import read_yaml
from paicha.source.events import DEEPEST
from paicha.source.font import characters, cut
from paicha.source.marked import (
    blocks,
    check_anchors,
    check_markdown,
    split_front_matter,
)
from paicha.source.rendered import Kind, rendered
from paicha.source.text import LONGEST_LINE, decode, on_one_line

NESTED = """\
# 梯子
title: 梯子检查表
items:
  - id: TZ-0001
    measure: {label: 间距, max: 30}
  - 第二
"""


def place(line: int, column: int) -> Place:
    return Place("a.yaml", line, column)


def tags(text: str, kind: Kind = "page") -> list[str]:
    """Render Markdown and read the result as the XML our pages are."""
    found: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, _: found.append(tag)
    parser.Parse(f"<x>{rendered(text, kind).html}</x>", True)
    return found[1:]


def markdown_faults(text: str, *, headings: bool = True) -> list[str]:
    found = check_markdown(
        text, lambda line, column: place(line + 1, column + 1), "page", headings=headings
    )
    return [str(one).partition("\n")[0].partition("错误：")[2] for one in found]


def test_every_value_has_its_line_and_column() -> None:
    found = read_yaml(NESTED, "a.yaml")
    assert found.place() == place(2, 1)
    assert found.place("title") == place(2, 8)
    assert found.place("items") == place(4, 3)
    assert found.place("items", 0) == place(4, 5)
    assert found.place("items", 0, "id") == place(4, 9)
    assert found.place("items", 0, "measure") == place(5, 14)
    assert found.place("items", 0, "measure", "max") == place(5, 31)
    assert found.place("items", 1) == place(6, 5)


def test_every_key_has_its_line_and_column() -> None:
    found = read_yaml(NESTED, "a.yaml")
    assert found.key_place("items") == place(3, 1)
    assert found.key_place("items", 0, "measure") == place(5, 5)
    assert found.key_place("items", 0, "measure", "max") == place(5, 26)


def test_columns_count_characters_not_bytes() -> None:
    found = read_yaml("{梯子: 木梯, 架: 三}", "a.yaml")
    assert found.place("架") == place(1, 13)


def test_what_is_missing_is_shown_at_its_parent() -> None:
    found = read_yaml(NESTED, "a.yaml")
    assert found.place("items", 0, "measure", "unit") == place(5, 14)
    assert found.key_place("items", 0, "grade") == place(4, 5)
    assert read_yaml("", "a.yaml").place("title") == place(1, 1)


@pytest.mark.parametrize(
    "word",
    (
        *("no", "yes", "on", "off", "n", "True", "NULL", "0x1F", "0o17", "017", "1_000", "1e3"),
        *(".5", "5.", "12:30", "2023-05-25", "+", ".inf", ".nan", "3.1.4", "1" * 19),
    ),
)
def test_word_stays_text(word: str) -> None:
    assert read_yaml(f"a: {word}", "a.yaml").value == {"a": word}


@pytest.mark.parametrize(
    ("word", "value"),
    (
        *(("true", True), ("false", False), ("null", None), ("~", None), ("", None)),
        *(("0", 0), ("12", 12), ("-3", -3), ("+3", 3), ("3.10", 3.1), ("-0.5", -0.5)),
    ),
)
def test_core_words_are_values(word: str, value: object) -> None:
    read = read_yaml(f"a: {word}", "a.yaml").value["a"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("word", ["3.10", "no", "null", "true", "12", "~", ""])
def test_quoted_word_stays_text(word: str) -> None:
    assert read_yaml(f'a: "{word}"', "a.yaml").value == {"a": word}
    assert read_yaml(f"a: '{word}'", "a.yaml").value == {"a": word}


def test_number_remembers_how_it_was_written() -> None:
    found = read_yaml("clause: 3.10", "a.yaml")
    assert found.words["clause",] == "3.10"


def test_text_with_a_bar_keeps_the_place_of_each_line() -> None:
    found = read_yaml("a:\n  b: |\n\n    一\n      二\n", "a.yaml")
    assert found.value["a"]["b"] == "\n一\n  二\n"
    assert found.within(("a", "b"), 1, 0) == place(4, 5)
    assert found.within(("a", "b"), 2, 3) == place(5, 8)


def test_text_on_one_line_keeps_the_place_of_each_character() -> None:
    assert read_yaml("a: 一二三", "a.yaml").within(("a",), 0, 2) == place(1, 6)


@pytest.mark.parametrize("text", ['a: "一二"', "a: >\n  一二\n", "a: 一\n  二\n", "a: |\n"])
def test_text_written_otherwise_has_one_place(text: str) -> None:
    assert read_yaml(text, "a.yaml").within(("a",), 0, 1) == place(1, 4)


def test_depth_has_a_limit() -> None:
    assert not read_yaml("[" * DEEPEST + "]" * DEEPEST, "a.yaml").problems
    assert read_yaml("[" * 1000, "a.yaml").problems
    assert read_yaml("- " * 1000, "a.yaml").problems


def test_comment_with_a_space_is_a_comment() -> None:
    assert read_yaml("a: 一 # 二\nb: 三 ## 四\n# 五\n", "a.yaml").value == {"a": "一", "b": "三"}


def test_hash_within_a_word_is_text() -> None:
    assert read_yaml("a: 1#楼\nb: '2 #楼'\n", "a.yaml").value == {"a": "1#楼", "b": "2 #楼"}


def test_reading_stops_at_no_line_end() -> None:
    assert read_yaml("a: 1\nb", "a.yaml").problems
    assert read_yaml("{a", "a.yaml").problems
    assert not read_yaml("a:", "a.yaml").problems


def test_windows_line_ends_are_line_ends() -> None:
    assert decode("一\r\n二\r\n".encode(), "a") == ("一\n二\n", ())


def test_byte_order_mark_is_left_out_with_a_warning() -> None:
    text, problems = decode("\ufeff一".encode(), "a")
    assert text == "一"
    assert [problem.level for problem in problems] == ["警告"]


@pytest.mark.parametrize("char", ["\0", "\r", "\x1b", "\x7f", "\x85", "\u00ad", "\u200b"])
def test_invisible_character_is_refused(char: str) -> None:
    text, problems = decode(f"一\n二{char}".encode(), "a")
    assert text is None
    assert [(one.place.line, one.place.column) for one in problems] == [(2, 2)]


@pytest.mark.parametrize("text", ["一　二", "一\t二", "a\u00a0b", "e\u0301", "𠀀", "，。、《》"])
def test_visible_text_is_taken(text: str) -> None:
    assert decode(text.encode(), "a") == (text, ())


def test_line_has_a_longest_length() -> None:
    assert decode(b"a" * LONGEST_LINE, "a")[0]
    assert decode(b"a" * (LONGEST_LINE + 1), "a")[0] is None


@pytest.mark.parametrize(
    ("data", "gbk"),
    [
        ("标题: 梯子".encode("gbk"), True),
        ("联通".encode("gbk"), True),  # famous for passing as UTF-8
        ("a: 1\nb: 梯".encode("gb18030"), True),
        ("很长的一段文字里坏了一个字".encode()[:-1], False),
        ("梯子要看横档要看".encode()[:9] + b"\xff" + "梯脚要看防滑垫".encode(), False),
        ("a: 梯子".encode("utf-16"), False),
    ],
)
def test_gbk_is_told_from_damage(data: bytes, *, gbk: bool) -> None:
    text, problems = decode(data, "a")
    if text is None:
        assert ("GBK" in problems[0].message) == gbk
    else:
        assert data == "联通".encode("gbk"), "these two characters cannot be told apart"


def test_message_is_on_one_line() -> None:
    assert on_one_line("一\n二\t三") == "一 二 三"
    assert on_one_line("一" * 40) == "一" * 29 + "…"


def test_front_matter_keeps_the_lines_of_the_file() -> None:
    text = "---\ntitle: 怎么用\nsummary: 看\n---\n\n正文 {#1 一}\n"
    found, body, first = split_front_matter(text, "a.yaml")
    assert found.value == {"title": "怎么用", "summary": "看"}
    assert found.place("summary") == place(3, 10)
    assert [block.place for block in blocks(body, first, "a.yaml")] == [place(6, 1)]


def test_rule_below_the_front_matter_is_text() -> None:
    _, body, _ = split_front_matter("---\ntitle: 一\n---\n上\n\n---\n\n下\n", "a.yaml")
    assert "---" in body


def test_block_has_an_id_a_label_and_a_level() -> None:
    text = "### 三、任务 {#3 三}\n\n第一行\n第二行 {#3.1 三（一）}\n\n没有编号\n"
    found = list(blocks(text, 10, "a.yaml"))
    assert [(one.id, one.label, one.level, one.text) for one in found] == [
        ("3", "三", 3, "三、任务"),
        ("3.1", "三（一）", 0, "第一行\n第二行"),
        ("", "", 0, "没有编号"),
    ]
    assert [one.place for one in found] == [place(10, 1), place(12, 1), place(15, 1)]
    assert [one.anchor for one in found][:2] == [place(10, 10), place(13, 5)]


@pytest.mark.parametrize("id_", ["3.2.3.1", "annex-1.note.2", "第八条（一）", "letter.to"])
def test_clause_id_can_be(id_: str) -> None:
    assert not list(check_anchors(f"文字 {{#{id_} 称呼}}", 1, "a.yaml"))


@pytest.mark.parametrize("end", ["{#}", "{# 1 一}", "{#1 一}。", "{#a/b 一}", "{#1 一", "｛#1 一}"])
def test_anchor_that_is_none_is_not_silent(end: str) -> None:
    assert len(list(check_anchors(f"上\n文字 {end}\n\n下", 1, "a.yaml"))) == 1


def test_raw_html_is_shown_as_text() -> None:
    assert tags("<script>alert(1)</script> <b onclick='x'>a</b>\n\n<div>\n") == ["p", "p"]


@pytest.mark.parametrize("text", ["a & b < c", "`<br>`", "|a|b|\n|-|-|\n|1|2|", "a  \nb", "---"])
def test_html_is_well_formed(text: str) -> None:
    assert tags(text)


@pytest.mark.parametrize(
    "text",
    (
        *("a <b>", "</p>", "<!-- a -->", "<?a?>", "a<img src=x>", "x <script", "&nbsp;", "&#65;"),
        *("[a](javascript:b)", "[a](  JAVASCRIPT:b)", "[a](java\tscript:b)", "[a](<vbscript:b>)"),
        *("[a](data:text/html,b)", "[a](file:///etc/passwd)", "[a](\\\\b)", "[a](//b.cn)"),
        *("[a][b]\n\n[b]: javascript:c", "![a](b.png)", "![a](https://b.cn/c.png)"),
        *("![](picture:a)", "![](picture:a/../b)", "![](picture:)", "![a](picture:a)"),
    ),
)
def test_markdown_holds_nothing_that_runs_or_loads(text: str) -> None:
    assert len(markdown_faults(text)) == 1


@pytest.mark.parametrize(
    "text",
    (
        *("1 < 2", "a <= b", "`<b>`", "``a ` <b>``", "&lt;b&gt;", "<https://a.cn>", "<a@b.cn>"),
        *("[a](../../forms/index.html)", "[a](https://a.cn/b?c=d)", "[a](mailto:a@b.cn)"),
        *("[a](#b)", "# a", "- a\n    - b", "R&D", "a & b; c"),
    ),
)
def test_markdown_may_hold_text_and_links(text: str) -> None:
    assert not markdown_faults(text)


def test_faults_of_markdown_are_where_they_stand() -> None:
    text = "一\n\n二 [三](x:y) 四\n五 <b>\n"
    found = check_markdown(text, lambda line, column: place(line + 1, column + 1), "page")
    assert sorted(one.place for one in found) == [place(3, 5), place(4, 3)]


@pytest.mark.parametrize("text", ["# 一", "#一", "一\n===", "一\n---", "> ## 一", "- # 一"])
def test_heading_can_be_refused(text: str) -> None:
    assert markdown_faults(text, headings=False) == ["这里不能写标题"]
    assert not markdown_faults(text)


@pytest.mark.parametrize(
    "sign", ["[", "(", "*", "`", ">", "- ", "![", "[a](", "_a", "\\", "<", "&"]
)
def test_longest_line_of_signs_is_rendered(sign: str) -> None:
    text = sign * (LONGEST_LINE // len(sign))
    assert tags(text)
    assert tags(text, "note")


def test_nearest_word_is_offered() -> None:
    assert did_you_mean("majr", ["major", "general"]) == "是否想写 major？可选：major、general"
    assert did_you_mean("x", ["major", "general"]) == "可选：major、general"
    assert not did_you_mean("x", [])


def test_long_choice_is_cut() -> None:
    many = [f"name-{n}" for n in range(40)]
    assert did_you_mean("xyz", many).endswith("name-11……")
    assert did_you_mean("name-39x", many) == "是否想写 name-39？"


def test_font_shows_every_character_of_gb2312() -> None:
    codes = [bytes([row, cell]) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)]
    chars = {char for code in codes for char in code.decode("gb2312", errors="ignore")}
    assert len(chars) == 6763
    assert set(map(ord, chars)) <= characters()


@pytest.mark.parametrize("char", "，。、；：？！“”‘’（）《》〔〕【】—…·　①⑳ⅠⅫ㎡℃％‰×÷±≤≥▲■□○●→✓")
def test_font_shows_the_signs_of_officials(char: str) -> None:
    assert ord(char) in characters()


@pytest.mark.parametrize("char", "🙂☐☑☒✗\ue000\u200b\ufffd")
def test_font_lacks(char: str) -> None:
    assert ord(char) not in characters()


def test_cut_font_is_small_and_the_same_each_time() -> None:
    first = cut("梯子")
    assert set(first) == {400, 700}
    assert all(len(data) < 100_000 for data in first.values())
    assert cut("子梯梯") == first == cut("梯子")
