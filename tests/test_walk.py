"""A whole inspection as one person makes it, from home to the file that is handed on."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.recording import seal
from tests.tapping import READY, draw, late, signed
from tests.walking import READ, Person
from tests.watching import PHONE, opened, server, size_id

__all__ = ["server"]  # fixtures
pytestmark = [pytest.mark.browser, pytest.mark.slow]

Json = dict[str, Any]
FIVE = ("responsible", "action", "funds", "due", "contingency")


@dataclass(frozen=True)
class Job:
    """An inspection: what is here, how many items are answered, and how those that are not right.

    The places count from the first item that is shown. What is found is photographed; of `by_date`
    the five parts are said, too. `worst`: the first of the ticks is chosen, not the last.
    """

    door: str
    facets: tuple[str, ...]
    answers: Mapping[int, str]
    count: int | None = None
    by_date: tuple[int, ...] = ()
    worst: tuple[int, ...] = ()
    people: tuple[str, ...] = ("张建", "吴涤")
    head: Mapping[str, str] = field(default_factory=lambda: {"unit": "东方花园项目部"})


SITE = Job(
    door="construction",
    facets=("tower-crane", "scaffold", "pit"),
    count=30,
    answers={3: "fail", 6: "none", 9: "fail", 12: "unsure", 15: "fail", 20: "none", 24: "fail"},
    by_date=(9, 24),
    worst=(15,),
)
HOUSE = Job(
    door="self-built",
    facets=("masonry",),
    answers={1: "fail", 4: "fail", 8: "unsure"},
    by_date=(4,),
    worst=(1,),
    people=("张建",),
    head={"unit": "阿依古丽家"},
)
SHOP = Job(
    door="gas",
    facets=("bottled-gas", "restaurant"),
    answers={2: "fail", 5: "none", 9: "fail"},
    by_date=(9,),
    people=("马明",),
    head={"unit": "老马面馆"},
)


@dataclass(frozen=True)
class Way:
    """How a walk is made: on what, how late its store opens, how much slower its processor is.

    At most 77 taps are wanted of an inspector; `taps` is what it takes today.
    """

    size: tuple[int, int]
    taps: int
    milliseconds: int = 0
    slowed: int = 1

    def __str__(self) -> str:
        width, height = self.size
        return f"{width}x{height}-{self.milliseconds}ms-{self.slowed}x"


WAYS = [
    Way((360, 640), 71),
    Way((360, 740), 70),
    Way((390, 844), 70),
    Way((412, 915), 69),
    Way((768, 1024), 68),
    Way((1280, 800), 74),
    Way((360, 740), 70, milliseconds=700),
    Way((360, 640), 71, slowed=4),
]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_inspector_loses_nothing_and_no_time(browser: Browser, server: str, way: Way) -> None:
    touch = way.size[0] < 1000
    with opened(browser, server, way.size, has_touch=touch, is_mobile=touch) as watched:
        if way.milliseconds:
            late(watched.page, way.milliseconds)
        if way.slowed > 1:
            session = watched.page.context.new_cdp_session(watched.page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": way.slowed})
        person = Person(watched.open("index.html"), touch)
        walk(person, SITE)
    assert len(person.taps) <= way.taps, str(person)


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Page]:
    """A phone that shows the first page of the site."""
    with opened(browser, server, PHONE, has_touch=True, is_mobile=True) as watched:
        yield watched.open("index.html")


def test_house_is_looked_at_and_what_is_severe_is_said(phone: Page) -> None:
    record = walk(Person(phone), HOUSE)
    assert [one["value"] for one in record["answers"].values()].count("fail") == 2
    phone.go_back()
    expect(phone.locator("[data-part=grade]")).to_contain_text("严重")


def test_shopkeeper_looks_at_the_own_bottles(phone: Page) -> None:
    walk(Person(phone), SHOP)


@pytest.mark.parametrize("size", [(360, 640), (1280, 800)], ids=size_id)
def test_shopkeeper_comes_in_by_his_door(
    browser: Browser, server: str, size: tuple[int, int]
) -> None:
    """What one sees first, then the rest; with a store that opens late."""
    touch = size[0] < 1000
    with opened(browser, server, size, has_touch=touch, is_mobile=touch) as watched:
        late(watched.page, 700)
        person = Person(watched.open("index.html"), touch)
        person.tap(".who [data-role=gas-user] a")
        person.tap(person.page.get_by_role("link", name="用瓶装气").first)
        person.page.locator(READY).wait_for(state="attached")
        assert len(person.taps) <= 3
        given = answer_all(person, SHOP)
        person.tap("[data-action=rest]")
        person.rest()
        rest = person.open()
        assert person.page.locator(f"#{rest[0]}").evaluate(READ)
        for last, item in zip([None, *rest], rest, strict=False):
            if last:
                person.go_on(last, item)
            person.answer(item, "pass")
            given[item] = {"value": "pass", "findings": [], "pending": None}
        person.tap(".record__line > summary")
        person.write("[data-head=unit]", "老马面馆")
        person.write("[data-head=inspectors]", "马明", "", "HB-0000")
        record, pictures = read(end(person, SHOP))
    assert {id_: told(one, given[id_]) for id_, one in record["answers"].items()} == given
    assert (record["door"], record["facets"], pictures) == ("gas-user", ["bottled-gas"], 2)
    assert record["closed"]["hash"] == seal(record)
    assert len(person.taps) <= (58 if touch else 75), str(person)


def walk(person: Person, job: Job) -> Json:
    """Do a job from the first page to the last; nothing of it is lost on the way."""
    person.tap(f"a.door[href*={job.door}]")
    person.page.locator(READY).wait_for(state="attached")
    begin(person, job)
    given = answer_all(person, job)
    record, pictures = read(end(person, job))
    assert {id_: told(one, given[id_]) for id_, one in record["answers"].items()} == given
    assert record["particulars"] == job.head
    people = [{"name": one, "certificate": f"HB-{n:04}"} for n, one in enumerate(job.people)]
    assert record["inspectors"] == people
    assert sorted(record["facets"]) == sorted(job.facets)
    assert record["closed"]["hash"] == seal(record)
    assert pictures == len([one for one in job.answers.values() if one == "fail"])
    assert [one["name"] for one in record["signatures"]] == list(job.people)
    return record


def begin(person: Person, job: Job) -> None:
    """Say what is here, whose it is, and who inspects."""
    page = person.page
    narrow = page.locator("[data-action=filter]").is_visible()
    if narrow:
        person.tap("[data-action=filter]")
    for facet in job.facets:
        person.tap(f"label:has([name=facet][value={facet}])")
    if narrow:
        person.tap("[data-action=see]")
    person.tap(".record__line > summary")
    for name, value in job.head.items():
        person.write(f"[data-head={name}]", value)
    certificates = [f"HB-{n:04}" for n, _ in enumerate(job.people)]
    person.write("[data-head=inspectors]", "、".join(job.people), "", *certificates)


def answer_all(person: Person, job: Job) -> Json:
    """Answer one item after the other; give what was said of each."""
    given: Json = {}
    last = None
    for n, item in enumerate(person.shown()[: job.count]):
        assert person.open()[0] == item
        person.go_on(last, item)
        result = job.answers.get(n, "pass")
        person.answer(item, result)
        given[item] = {"value": result, "findings": [], "pending": None}
        if result == "fail":
            given[item]["findings"] = [find(person, job, item, n)]
        if result == "unsure":
            given[item]["pending"] = leave_open(person, item)
        last = item
    return given


def find(person: Person, job: Job, item: str, n: int) -> Json:
    """Say what was found, and take a picture of it; give it as the record must have it.

    Each text follows the one before by the keyboard's key for the next field.
    """
    panel = person.page.locator(f"#{item} [data-part=finding]")
    panel.wait_for()
    said = {"seen": f"看到的{n}", "place": f"{n}号楼"}
    said["remedy"] = "by-date" if n in job.by_date else "now"
    ticks = panel.locator("[data-part=conditions] label.tick:visible")
    if ticks.count():
        person.tap(ticks.first if n in job.worst else ticks.last)
        said["grade"] = "major" if n in job.worst else "general"
    person.tap(panel.locator(f"label:has([data-field=remedy][value={said['remedy']}])"))
    texts = ["seen", "place"]
    if n in job.by_date:
        texts += [one for one in FIVE if one != "due"]
        said |= {name: f"{name} {n}" for name in texts[2:]}
        person.tap(panel.locator("[data-days='7']"))
        said["due"] = str(today(person.page) + timedelta(days=7))
    person.write(panel.locator("[data-field=seen]"), *(said[name] for name in texts))
    person.photograph(panel.locator("[data-part=add-photo]"), f"#{n:02}8040")
    panel.locator(".photos img").wait_for()
    return said


def today(page: Page) -> date:
    """Give the day of the check."""
    return date.fromisoformat(page.locator("[data-head=date]").input_value())


def leave_open(person: Person, item: str) -> Json:
    """Say what is missing for an answer, and who looks."""
    pending = {"what": "检测报告", "who": "李工"}
    person.write(f"#{item} [data-part=pending] [data-field=what]", *pending.values())
    return pending


def end(person: Person, job: Job) -> Path:
    """Look at the summary, let all sign, close, hand on, and print; give the file."""
    page = person.page
    if page.locator("[data-part=bar] [data-action=close]").is_visible():
        person.tap("[data-part=bar] [data-action=close]")
    else:
        person.tap("[data-part=bar] [data-part=state]")
    page.locator("[data-part=summary] h2").wait_for()
    for who in job.people:
        draw(signed(page, who))
    person.tap_what_came("[data-action=confirm-close]")
    page.locator("[data-part=sealed]").wait_for()
    with page.expect_download() as file:
        person.tap_what_came("[data-part=after] [data-action=export]")
    path = Path(file.value.path())
    page.add_init_script("window.print = () => { window.printed = location.search; }")
    person.tap("[data-part=after] [data-action=print]")
    page.locator("[data-view=sheet][data-ready]").wait_for()
    page.wait_for_function("() => window.printed")
    assert "&print" not in page.evaluate("window.printed"), "who comes back sees it"
    return path


def read(path: Path) -> tuple[Json, int]:
    """Give the record that a file holds, with its pictures beside it, and how many these are."""
    with zipfile.ZipFile(path) as archive:
        files = {name.rpartition("/")[2]: archive.read(name) for name in archive.namelist()}
    (name,) = (one for one in files if one.endswith(".json"))
    record = json.loads(files.pop(name))
    findings = [found for answer in record["answers"].values() for found in answer["findings"]]
    taken = [photo["name"] for found in findings for photo in found["photos"]]
    assert sorted(taken) == sorted(files)
    return record, len(taken)


def told(answer: Json, given: Json) -> Json:
    """Give of an answer what somebody said."""
    findings = [
        {name: finding[name] for name in said}
        for finding, said in zip(answer["findings"], given["findings"], strict=True)
    ]
    return {"value": answer["value"], "findings": findings, "pending": answer["pending"]}
