"""Whatever an author writes, nothing of it runs or loads, and `check` says what is not shown."""

import random
import re
from functools import cache
from typing import get_args
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from paicha.pipeline import build
from paicha.problems import BuildFailed, Place
from paicha.project import Project
from paicha.source.marked import check_markdown
from paicha.source.rendered import Kind, rendered

KINDS: tuple[Kind, ...] = get_args(Kind)
SHOWN = {
    "p",
    "br",
    "hr",
    "em",
    "strong",
    "code",
    "pre",
    "blockquote",
    "ul",
    "ol",
    "li",
    "a",
    "span",
}
SHOWN |= {"table", "thead", "tbody", "tr", "th", "td", "h1", "h2", "h3", "h4", "h5", "h6"}
SAFE = re.compile(r"(https?|mailto):|(?![a-z][a-z0-9+.-]*:|[/\\])", re.IGNORECASE)

# Each was, or could be, one thing to a checker and another to a reader.
CORPUS = (
    "看`样图\n- [点这里](javascript:alert(1)//../../../index.html)`",
    "一 | 二\n--|--\n[点](java\nscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&#x6a;avascript&colon;alert(1))",
    "[a](javascript&#58;alert(1))",
    "[a](&Tab;javascript:alert(1))",
    "[a](\\javascript:alert(1))",
    "[a](<javascript:alert(1)>)",
    "[a](< javascript:alert(1)>)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "[b]\n\n[b]:\n  <javascript:alert(1)> 'title'",
    "<javascript:alert(1)>",
    "[a](vbscript:msgbox(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](//b.cn/c)",
    "[a](/&sol;b.cn)",
    "[a](\\\\b.cn)",
    "[a](&#47;/b.cn)",
    "[a](blob:https://a.cn/1)",
    "![a](https://b.cn/c.png)",
    "![a](x.png)",
    "[![a](x.png)](javascript:alert(1))",
    "![a][b]\n\n[b]: //b.cn/c.png",
)
RAW = (
    "<iframe src='https://b.cn'></iframe>",
    "<p onclick='alert(1)'>a</p>",
    "<div style='position:fixed'>\n\na\n\n</div>",
    "a <img src=x onerror=alert(1)> b",
    "<svg/onload=alert(1)>",
    "<style>a{}</style>",
    "<!-- a --><script>alert(1)</script>",
    "`a\n<script>alert(1)</script>\n`",
)


def faults(text: str, kind: Kind) -> list[str]:
    found = check_markdown(text, lambda line, column: Place("a.md", line + 1, column + 1), kind)
    return [str(one) for one in found]


def wrong_in(html: str) -> list[str]:
    """Say what a rendered text holds that may run, load or look like something else."""
    wrong = []
    for element in ET.fromstring(f"<x>{html}</x>").iter():  # noqa: S314 -- our own
        allowed = {"a": {"href", "title"}, "ol": {"start"}}.get(element.tag, {"id"})
        if element.tag not in SHOWN | {"x"} or set(element.attrib) - allowed:
            wrong.append(f"{element.tag} {element.attrib}")
        link = re.sub(r"[\t\r\n]", "", element.get("href", "")).strip()
        if not SAFE.match(link):
            wrong.append(link)
    return wrong


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", CORPUS)
def test_what_would_run_is_not_shown_and_is_told(text: str, kind: Kind) -> None:
    shown = rendered(text, kind)
    assert wrong_in(shown.html) == []
    runs = re.search(r"<(a|img)\b[^>]*(script|data|b\.cn|blob|x\.png)", shown.html)
    assert not runs
    if shown.refused:
        assert faults(text, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", RAW)
def test_html_is_shown_as_it_was_written_and_is_told(text: str, kind: Kind) -> None:
    shown = ET.fromstring(f"<x>{rendered(text, kind).html}</x>")  # noqa: S314 -- our own
    tag = text[text.index("<") :].partition(">")[0]
    assert re.sub(r"\s+", "", tag) in re.sub(r"\s+", "", "".join(shown.itertext()))
    assert wrong_in(rendered(text, kind).html) == []
    assert any("不能写 HTML 标签" in one for one in faults(text, kind))


@cache
def chance(seed: int = 13, count: int = 3000) -> tuple[str, ...]:
    """Give texts of pieces that mean something to Markdown, HTML or a browser's address bar."""
    pieces = [
        *("[a](", "[a][b]", "\n[b]: ", ")", "![", "](", "`", "``", "\n", "\n\n", "\n- ", "    "),
        *("\t", "|", "\n|-|-|\n", "> ", "# ", "*", "**", "_", "\\", "<", ">", "&", ";", '"', "'"),
        *("javascript:", "java", "script:", "alert(1)", "data:text/html,", "//b.cn", "\\\\b.cn"),
        *("&#106;", "&colon;", "&Tab;", "&NewLine;", "&lt;", "&amp;#106;", " ", "\u00a0", "\u3000"),
        *("<script>", "<img src=x onerror=", "<b style=", "<a@b.cn>", "<https://a.cn>", "<!--"),
        *(
            "../x/index.html",
            "https://a.cn",
            "mailto:",
            "[TOC]",
            "字",
            "1. ",
            ":",
            "/",
            "(",
            "{#a}",
        ),
    ]
    random_ = random.Random(seed)
    texts = ("".join(random_.choices(pieces, k=random_.randrange(2, 24))) for _ in range(count))
    return tuple(texts)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_any_text_runs_and_what_is_left_out_is_told(kind: Kind) -> None:
    for text in chance():
        shown = rendered(text, kind)
        assert wrong_in(shown.html) == [], text
        assert not shown.refused or faults(text, kind), text


# Each was accepted, and a word of it not shown.
LOST = (
    "[注]: 字",
    "字\n\n[字]: ../x/index.html '字'\n\n字",
    "\u00a0![\n\n1. )[a](    >\n[b]:     字**:*<a@b.cn>",
)


def words_shown(html: str) -> int:
    """Count the words on the page, in its text and in the attributes of its links."""
    page = ET.fromstring(f"<x>{html}</x>")  # noqa: S314 -- our own
    values = [value for one in page.iter() if one.tag == "a" for value in one.attrib.values()]
    return "".join([*page.itertext(), *values]).count("字")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", LOST)
def test_no_word_of_what_is_accepted_is_lost(text: str, kind: Kind) -> None:
    assert words_shown(rendered(text, kind).html) == text.count("字")


def test_sign_of_the_renderer_itself_is_never_shown() -> None:
    text = '&lt;![<!--*script:[TOC]# "**<b style=*\t\n('
    assert rendered(text, "page").html == ""
    assert faults(text, "page")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_check_and_pages_agree_on_any_text(seed: int) -> None:
    """20,000 texts, as pages and as notes."""
    for text in chance(seed, 5000):
        for kind in KINDS:
            shown = rendered(text, kind)
            assert wrong_in(shown.html) == [], text
            if faults(text, kind):
                continue
            assert not shown.refused, text
            assert words_shown(shown.html) == text.count("字"), text


def test_browser_reads_no_other_address_than_we_do(browser: Browser) -> None:
    texts = (*CORPUS, *RAW, *chance())
    shown = "\n".join(rendered(text, kind).html for text in texts for kind in KINDS)
    page = browser.new_page()
    page.goto("about:blank")
    page.set_content(f"<base href='https://here.cn/a/b/c.html'>{shown}")
    found = page.evaluate(
        "() => [...document.links].map(({ protocol, host }) => `${protocol} ${host}`)"
    )
    page.close()
    assert len(found) > 100
    assert {one.split()[0] for one in found} <= {
        "https:",
        "http:",
        "mailto:",
        ":",
    }  # ":" is no address
    assert not [one for one in found if one.endswith("b.cn")]


def test_link_of_the_issue_fails_where_it_stands(minimal: Project) -> None:
    checklist = minimal.checklists / "ladders.yaml"
    text = checklist.read_text(encoding="utf-8")
    strange = "看`样图\n          - [点这里](javascript:alert(1)//../../../index.html)`"
    checklist.write_text(text.replace("把梯子放平，四只脚都看。", strange), encoding="utf-8")
    line = text[: text.index("把梯子放平")].count("\n") + 2
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    assert str(failed.value).startswith(
        f"checklists/ladders.yaml:{line}:17: 错误：链接“javascript:alert(1)"
    )


def test_lists_without_end_are_refused_and_the_next_text_is_whole() -> None:
    deep = "\n".join("    " * n + "- a" for n in range(400))
    for kind in KINDS:
        assert "一层套一层" in faults(deep, kind)[0]
        assert rendered("- a", kind).html == "<ul>\n<li>a</li>\n</ul>"


def test_blank_text_has_no_part_of_the_text_before() -> None:
    for kind in KINDS:
        assert rendered("[a](javascript:b)\n\n# c", kind).refused
        blank = rendered(" \n\n", kind)
        assert (blank.html, blank.links, blank.headings, blank.refused) == ("", [], 0, [])


def test_code_and_signs_are_shown_as_written() -> None:
    for kind in KINDS:
        assert rendered("`&lt;b&gt; <i> &amp;`", kind).html == (
            "<p><code>&amp;lt;b&amp;gt; &lt;i&gt; &amp;amp;</code></p>"
        )
        assert rendered("&lt;b&gt; R&D &copy", kind).html == "<p>&lt;b&gt; R&amp;D &amp;copy</p>"
        mail = rendered("<a@b.cn>", kind)
        assert (mail.html, mail.links) == (
            '<p><a href="mailto:a@b.cn">a@b.cn</a></p>',
            ["mailto:a@b.cn"],
        )
