"""Another campaign is another folder: nothing of the real one is in what the program writes."""

import re
from collections import deque
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from paicha.model.site import Site
from tests.conftest import ROOT, Built
from tests.test_paper import documents, pages
from tests.watching import DESK, opened

RIDES = Path(__file__).parent / "sites" / "rides-2027"
# Beside what stands in the content: what the campaign, its place and its fields are called.
SPOKEN = (
    *("2022", "2023", "2024", "SG-", "RQ-", "ZJ-", "QY-", "construction", "self-built"),
    *("昌吉", "准东", "阜康", "州住建", "住建", "自治州", "昌州", "县市（园区）"),
    *("专项行动", "专项整治", "整治", "领导小组", "调度表", "附件1", "附件2", "约谈"),
    *("施工", "燃气", "自建房", "动火", "塔吊", "报警器", "液化", "危大"),
)
# The program's own words: what a record and a finding are, and what putting it right takes.
TRADE = {
    *("检查记录", "隐患", "重大隐患", "一般隐患", "重大事故隐患", "当场整改", "限期整改"),
    *("挂牌督办", "督办", "企业自查", "抽查检查"),  # of a finding: `supervised`, `source`
    *("复查", "复查记录", "整改复查", "隐患整改复查记录", "销号"),  # of what becomes of it
    *("责任人", "整改措施", "资金", "期限", "应急预案", "预案", "签名"),
    *("填写", "填报", "改成", "楼道", "走廊", "过道"),  # of everybody, for people search by them
}


def words(site: Site) -> set[str]:
    """Every title, name, number and trade word of the real campaign; one character is no word."""
    schedule, settings = site.schedule, site.settings
    found: list[Iterable[str]] = [
        SPOKEN,
        (settings.title, settings.summary, settings.issuer, settings.campaign, *settings.examples),
        (phase.title for phase in schedule.phases),
        (deadline.title for deadline in schedule.deadlines),
        (report.title for report in schedule.reports),
        (duty.title for duty in site.duties),
        (role.title for role in site.roles.values()),
        (group.title for group in site.groups),
        (one.title for one in site.actions.values()),
        (one.holder for group in site.groups for one in group.members),
        (one.head.title for one in site.guidance.values()),
        (word for term in site.glossary.terms for word in term.words),
    ]
    for checklist in site.checklists.values():
        found.append((checklist.title, checklist.short_title, f"{checklist.prefix}-"))
        found.append(section.title for section in checklist.sections)
        found.append(facet.title for facet in checklist.facets)
        found.append(item.check for item in checklist.items())
    for form in site.forms.values():
        found += [(form.title, form.short_title), (value.title for value in form.values())]
    for source in site.sources.values():
        head = source.head
        found.append((source.id, head.title, head.short_title, head.document_number, head.issuer))
    return {word for group in found for word in group if len(word) > 1} - TRADE


@pytest.fixture(scope="module")
def foreign(site: Site) -> list[str]:
    """The words of the real campaign that the other one does not use itself."""
    own = "".join(path.read_text(encoding="utf-8") for path in texts(RIDES))
    found = sorted(word for word in words(site) if word not in own)
    assert len(found) > 1500
    return found


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def texts(folder: Path) -> list[Path]:
    packed = (".pdf", ".png", ".jpg", ".xlsx", ".docx", ".zip")
    return [path for path in files(folder) if path.suffix not in packed]


def leaked(text: str, foreign: list[str]) -> list[str]:
    """The words that stand in a text; a hash or a photograph may hold any number, or a length."""
    said = re.sub(r"base64,[\w+/=]+|%[0-9A-F]{2}|[0-9a-f]{10,}|\d{5,}", " ", text)
    signs = set(said)  # most words have one that a text lacks: only the others are looked for
    return [word for word in foreign if signs.issuperset(word) and word in said]


SHOWN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const said = [document.title, document.body.textContent, document.body.innerText];
  for (const one of document.querySelectorAll("*")) {
    for (const { name, value } of one.attributes) said.push(`${name}=${value}`);
    if (one.localName === "template") said.push(one.innerHTML);
    for (const pseudo of ["::before", "::after"]) said.push(getComputedStyle(one, pseudo).content);
  }
  return [said.join("\\n"), [...document.links].map((one) => one.href)];
}"""


@pytest.mark.browser
def test_walk_of_the_whole_site_meets_no_word_of_the_real_campaign(
    browser: Browser, rides: Built, foreign: list[str]
) -> None:
    start = f"{rides.folder.as_uri()}/"
    seen, waiting, found = {urljoin(start, "index.html")}, deque(["index.html"]), []
    with opened(browser, start, DESK) as watched:
        while waiting:
            path = waiting.popleft()
            text, links = watched.open(path).evaluate(SHOWN)
            # The folder the site lies in is no part of it.
            found += [(path, word) for word in leaked(text.replace(start, ""), foreign)]
            for link in (urldefrag(one).url.split("?")[0] for one in links):
                if link not in seen and urlsplit(link).path.endswith(".html"):
                    seen.add(link)
                    waiting.append(link.removeprefix(start))
    assert found == []
    walked = {one.removeprefix(start) for one in seen}
    walked -= {
        f"offline/{one}.html" for one in ("lifts", "rides", "own-operator-lifts")
    }  # to take away
    assert walked | {"404.html"} == set(rides.pages())


def test_no_file_of_the_site_holds_a_word_of_the_real_campaign(
    rides: Built, foreign: list[str]
) -> None:
    read = texts(rides.folder)
    assert {path.suffix for path in read} >= {".html", ".ics", ".json", ".js", ".css", ".svg"}
    found = {path.name: leaked(path.read_text(encoding="utf-8"), foreign) for path in read}
    assert {name: words for name, words in found.items() if words} == {}


def test_no_document_holds_a_word_of_the_real_campaign(rides: Built, foreign: list[str]) -> None:
    made = documents(rides)
    assert len(made) == 10
    for path in made:
        text = "".join(pages(path))
        assert text
        assert leaked(text, foreign) == [], path.name


CODE = [
    *sorted((ROOT / "paicha").rglob("*.py")),
    *(path for path in files(ROOT / "templates") if path.suffix not in (".svg", ".png")),
]


def test_programs_own_text_names_no_campaign(foreign: list[str]) -> None:
    """Not even in a comment: the next one who copies it would copy the name."""
    found = {}
    for path in CODE:
        text = path.read_text(encoding="utf-8")
        spoken = [word for word in SPOKEN if word in text and word in foreign]
        found[path.relative_to(ROOT).as_posix()] = spoken
    assert {name: words for name, words in found.items() if words} == {}


def test_starter_names_no_campaign(foreign: list[str]) -> None:
    for path in files(ROOT / "paicha" / "starter"):
        assert leaked(path.read_text(encoding="utf-8"), foreign) == [], path.name


def test_walk_would_notice_a_word(foreign: list[str], built: Built) -> None:
    """The same look at the real site's pages finds plenty."""
    home = (built.folder / "index.html").read_text(encoding="utf-8")
    assert len(leaked(home, foreign)) > 20
    assert {"昌吉", "2023", "专项行动", "施工", "动火"} <= set(leaked(home, foreign))


def test_other_campaign_is_as_whole_as_the_real_one(rides: Built, built: Built) -> None:
    """Every kind of page that the real site has, the other has too."""

    def kinds(site: Built) -> set[str]:
        alike = {re.sub(r"/[^/]+/(?=index\.html)", "/*/", path) for path in site.pages()}
        return {re.sub("^doors/[^*/]+/", "doors/*/", path) for path in alike}

    assert kinds(built) - kinds(rides) <= {"checklists/construction/*/index.html"}
    assert rides.summary.warnings == ()
