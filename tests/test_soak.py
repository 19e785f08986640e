"""Whatever happens to a phone, nothing is lost that was not said to be unsaved.

A walk of random steps with a seed: answers, words and pictures, in tabs of two offices under one
host, on stores that open late, never, or refuse; pages are left, loaded anew and killed meanwhile.
`make soak` makes a thousand (PAICHA_SOAK).
"""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page

from paicha.pipeline import build
from paicha.project import Project
from tests.conftest import LIMIT
from tests.recording import seal, served
from tests.soaking import (
    ANSWER,
    FILL,
    NAMED,
    NEVER,
    PHOTO,
    READ,
    REFUSED,
    SAID,
    WRITE,
)
from tests.tapping import FULL, LATE, kill, ready

pytestmark = pytest.mark.browser

SOAK = int(os.environ.get("PAICHA_SOAK", "12"))
ITEMS = [f"TZ-{n:04}" for n in (1, 2, *range(11, 15))]
FOUND = ITEMS[-1]  # is never right: words and pictures are of it
LIST = "checklists/ladders/index.html"
MORE = """
      - id: {id}
        check: 第{n}节横档是否都不松动
        grade: general
        how: [site]
        basis:
          - {{source: notice, clause: "1", quote: 横档不能松动}}
        on_fail: [stop-use]
        owners: [unit]
"""
Json = dict[str, Any]
What = tuple[str, str]  # an item, and what of it: its value, its words, a picture
Said = dict[What, set[Any]]


@pytest.fixture(scope="module")
def host(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two offices of one campaign under one host, `east/` and `west/`, with a longer list."""
    root = tmp_path_factory.mktemp("offices")
    for office in ("east", "west"):
        project = Project(shutil.copytree(minimal_whole, root / "projects" / office))
        more = "".join(
            MORE.format(id=id_, n="一二三四"[n]).removeprefix("\n")
            for n, id_ in enumerate(ITEMS[2:])
        )
        ladders = project.root / "checklists" / "ladders.yaml"
        text = ladders.read_text(encoding="utf-8")
        ladders.write_text(text.replace("retired:\n", f"{more}retired:\n"), encoding="utf-8")
        text = project.settings.read_text(encoding="utf-8")
        project.settings.write_text(f"id: {office}\n{text}", encoding="utf-8")
        build(project)
        shutil.copytree(project.output, root / "host" / office)
    with served(root / "host") as base:
        yield base


@dataclass
class Tab:
    """A list in a tab; `given` is what was done there since it last said that all is saved."""

    page: Page
    office: str
    mode: str
    given: list[tuple[What, Any]] = field(default_factory=list)

    @property
    def healthy(self) -> bool:
        return self.mode in ("", "late")


@dataclass
class Walk:
    """A phone, what is done with it, and what it must still have: of each office and record."""

    context: BrowserContext
    host: str
    chance: random.Random
    tabs: list[Tab] = field(default_factory=list)
    sure: dict[tuple[str, str], Said] = field(default_factory=dict)
    kept_by: dict[tuple[str, str, What], str] = field(
        default_factory=dict
    )  # by which kind of store
    disputes: set[tuple[str, str, What]] = field(default_factory=set)
    pictures: int = 0
    log: list[str] = field(default_factory=list)

    def tab(self, office: str, mode: str) -> Tab:
        """Open a list of an office; what was said to be saved before is there."""
        self.log.append(f"open {office} {mode}")
        page = self.context.new_page()
        page.on("dialog", Dialog.accept)
        page.on("pageerror", lambda error: self.log.append(f"ERROR {error}"))
        if mode in SCRIPTS:
            page.add_init_script(SCRIPTS[mode])
        tab = Tab(page, office, mode)
        self.tabs.append(tab)
        self.load(tab)
        return tab

    def load(self, tab: Tab) -> None:
        """Load a list (anew); what nobody said was saved may be there, or not."""
        self.forget(tab)
        tab.page.goto(f"{self.host}{tab.office}/{LIST}")
        if tab.mode == "late" and self.chance.random() < 0.5:
            self.answer(tab)
        ready(tab.page)
        if tab.healthy:
            self.check(tab)

    def forget(self, tab: Tab) -> None:
        """What was given and not said to be saved may have come to the disk."""
        mine = tab.page.evaluate(NAMED) if tab.given else ""
        for what, value in tab.given:
            expected = self.sure.get((tab.office, mine), {})
            if what in expected:
                expected[what].add(value)
        tab.given.clear()

    def hear(self, tab: Tab) -> bool:
        """Believe what a page says: if all is saved, what was given there is there for good."""
        said = tab.page.evaluate(SAID)
        if not said["saved"]:
            return False
        expected = self.sure.setdefault((tab.office, said["mine"]), {})
        for what, value in dict(tab.given).items():  # what was said last
            if not (what[1].startswith("photo") and said["failed"]):
                at = (tab.office, said["mine"], what)
                before = (
                    expected.get(what, set()) if self.disputed(tab, at, said["kind"]) else set()
                )
                expected[what] = before | {value}
        tab.given.clear()
        return True

    def disputed(self, tab: Tab, at: tuple[str, str, What], kind: str) -> bool:
        """Whether another tab, or another store, says something of the same: either may be last."""
        others = [one for one in self.tabs if one is not tab and one.office == tab.office]
        theirs = {value for one in others for what, value in one.given if what == at[2]}
        self.sure[at[:2]].setdefault(at[2], set()).update(theirs)
        disputed = bool(theirs) or at in self.disputes or self.kept_by.get(at, kind) != kind
        self.disputes = self.disputes | {at} if theirs else self.disputes - {at}
        self.kept_by[at] = kind
        return disputed

    def check(self, tab: Tab, *, last: bool = False) -> None:
        """Hold what is stored against what was said; `last`: all must lie in one place."""
        read = tab.page.evaluate(READ)
        stored = read["database"] + ([] if last else read["texts"])
        for (office, key), said in self.sure.items():
            ours = [one for one in stored if key_of(one) == key]
            if office != tab.office:
                assert not ours, self.told(f"{key} of {office} is seen in {tab.office}")
                continue
            # What two places say differently stands beside, as a draft of its own.
            beside = [one for one in stored if (office, key_of(one)) not in self.sure]
            for what, values in said.items():
                found = [value_of(one, what) for one in ours + beside]
                wanted = values | self.on_its_way(office, what)
                assert wanted & {*found}, self.told(f"{key} {what}: {found}, not {wanted}")
        assert not [one for one in self.log if one.startswith("ERROR")], self.told("complains")

    def on_its_way(self, office: str, what: What) -> set[Any]:
        """What was given in open tabs, and may be there already."""
        given = [one for tab in self.tabs if tab.office == office for one in tab.given]
        return {value for one, value in given if one == what}

    def told(self, what: str) -> str:
        return "\n".join([*self.log, what])

    # Steps

    def answer(self, tab: Tab) -> None:
        item = self.chance.choice(ITEMS)
        result = "fail" if item == FOUND else self.chance.choice(("pass", "none", "fail"))
        self.give(tab, (item, "value"), result, ANSWER, [item, result])

    def write(self, tab: Tab) -> None:
        words = f"看到{self.chance.randrange(1000)}"
        self.give(tab, (FOUND, "seen"), words, WRITE, [FOUND, words])

    def photograph(self, tab: Tab) -> None:
        self.pictures += 1
        self.give(tab, (FOUND, f"photo {self.pictures}"), True, PHOTO, [FOUND, self.pictures])

    def give(self, tab: Tab, what: What, value: Any, script: str, given: list[Any]) -> None:
        """Do something on a page, if the page lets one."""
        if tab.page.evaluate(script, given):
            self.log.append(f"{self.tabs.index(tab)} {what} {value}")
            tab.given.append((what, value))

    def fill_disk(self, tab: Tab) -> None:
        if tab.healthy and not tab.page.evaluate("Boolean(window.room)"):
            self.log.append("full")
            tab.page.evaluate(FULL)

    def make_room(self, tab: Tab) -> None:
        if tab.page.evaluate("Boolean(window.room)"):
            self.log.append("room")
            tab.page.evaluate("window.room(); delete window.room")

    def reload(self, tab: Tab) -> None:
        self.log.append("reload")
        self.hear(tab)
        self.load(tab)

    def leave(self, tab: Tab) -> None:
        self.log.append("leave")
        self.hear(tab)
        self.forget(tab)
        tab.page.goto(f"{self.host}{tab.office}/index.html")
        self.load(tab)

    def kill(self, tab: Tab) -> None:
        """All tabs go at once; only what they said a moment before is known."""
        self.log.append("kill")
        unheard = [one for one in self.tabs if not self.hear(one)]
        for one in unheard:  # what these were given may contradict what another one said
            self.forget(one)
        for one in self.tabs[1:]:
            one.page.close(run_before_unload=False)
        kill(self.tabs[0].page)
        self.tabs.clear()
        self.tab(tab.office, self.some_mode())

    def other_tab(self, tab: Tab) -> None:
        if len(self.tabs) < 2:
            self.tab(self.chance.choice(("east", "west")), self.some_mode())

    def some_mode(self) -> str:
        return self.chance.choices(("", "late", "refused", "never"), (8, 4, 2, 1))[0]

    def close(self, tab: Tab) -> None:
        """Close the record, which stays as it is; then begin another."""
        if not tab.healthy or not self.settle(tab):
            return
        self.log.append("close")
        page = tab.page
        if not page.evaluate(FILL):
            return
        self.settle(tab)
        page.evaluate("location.hash = 'summary'")
        page.locator("[data-part=summary] h2").wait_for()
        page.locator("[data-action=confirm-close]").dispatch_event("click")
        page.locator("[data-part=sealed]").wait_for()
        mine = page.evaluate(NAMED)
        (record,) = [one for one in page.evaluate(READ)["database"] if key_of(one) == mine]
        assert record["closed"]["hash"] == seal(record)
        self.sure[tab.office, mine][("", "closed")] = {seal(record)}
        page.locator("[data-part=after] [data-action=start-record]").dispatch_event("click")
        page.locator("[data-part=summary]").wait_for(state="hidden")

    def settle(self, tab: Tab) -> bool:
        """Give a page room and time to save; whether there is a record."""
        self.make_room(tab)
        if not tab.page.evaluate(NAMED) and not tab.given:
            return False
        tab.page.wait_for_function(f"() => ({SAID})().saved")
        return self.hear(tab)

    def go(self) -> None:
        self.tab("east", self.some_mode())
        for _ in range(self.chance.randrange(8, 24)):
            tab = self.chance.choice(self.tabs)
            step: Callable[[Walk, Tab], None] = self.chance.choices([*STEPS], [*STEPS.values()])[0]
            step(self, tab)
            if tab in self.tabs and self.chance.random() < 0.3:
                self.hear(tab)
        for tab in list(self.tabs):
            self.settle(tab)
        for office in ("east", "west"):
            self.check(self.tab(office, ""), last=True)


SCRIPTS = {"late": LATE.replace("MILLISECONDS", "300"), "refused": REFUSED, "never": NEVER}
STEPS: dict[Callable[[Walk, Tab], None], int] = {
    Walk.answer: 40,
    Walk.write: 12,
    Walk.photograph: 8,
    Walk.fill_disk: 4,
    Walk.make_room: 5,
    Walk.reload: 8,
    Walk.leave: 5,
    Walk.kill: 6,
    Walk.other_tab: 6,
    Walk.close: 3,
}


def key_of(record: Json) -> str:
    return f"{record['id']}.{record['revision']}"


def value_of(record: Json, what: What) -> Any:
    item, part = what
    if part == "closed":
        return record["closed"] and seal(record)
    answer = record["answers"].get(item)
    if not answer or part == "value":
        return answer and answer["value"]
    (finding,) = answer["findings"]
    if part == "seen":
        return finding["seen"]
    return any(part == f"photo {one['width']}" for one in finding["photos"])


@pytest.mark.slow
@pytest.mark.parametrize("part", range(4))
def test_nothing_is_lost_that_was_not_said_to_be_unsaved(
    browser: Browser, host: str, part: int
) -> None:
    for number in range(part, SOAK, 4):
        context = browser.new_context()
        context.set_default_timeout(LIMIT * 1000)
        walk = Walk(context, host, random.Random(number), log=[f"seed {number}"])
        try:
            walk.go()
        except Error as error:
            raise AssertionError(walk.told(str(error))) from error
        finally:
            context.close()
