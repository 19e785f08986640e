"""Each office's records for itself, brought together from where they lie; what went is said."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from paicha.pipeline import build
from paicha.project import Project
from tests.recording import KEY, PHOTO_NAME, PICTURE, Json, good, opened_records, other, served
from tests.stored import kept, kept_photo, put, until
from tests.tapping import answer, items_of, ready, saved
from tests.watching import PHONE, opened

pytestmark = pytest.mark.browser
OLD = "paicha:5cf6654c"  # of every office of the made-up campaign, before offices had ids
NOTHING = "east/data/files.json"  # a page of the host that no script of ours is on
LIST = "checklists/ladders/index.html"


@pytest.fixture(scope="module")
def host(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two offices of one campaign under one host, `east/` and `west/`."""
    root = tmp_path_factory.mktemp("offices")
    for office in ("east", "west"):
        shutil.copytree(minimal_whole, root / "projects" / office)
        project = Project(root / "projects" / office)
        text = project.settings.read_text(encoding="utf-8")
        project.settings.write_text(f"id: {office}\n{text}", encoding="utf-8")
        build(project)
        shutil.copytree(project.output, root / "host" / office)
    with served(root / "host") as base:
        yield base


@pytest.fixture
def page(browser: Browser, host: str) -> Iterator[Page]:
    with opened(browser, host, PHONE) as watched:
        yield watched.page


def news(page: Page) -> Locator:
    return page.locator("[data-part=news]")


def cards(page: Page) -> Locator:
    return page.locator("[data-part=records] [data-record-id]")


def weather(word: str) -> Json:
    return good() | {"particulars": good()["particulars"] | {"weather": word}}


def test_offices_under_one_host_never_see_each_others_records(page: Page, host: str) -> None:
    page.goto(f"{host}east/{LIST}")
    ready(page)
    first = items_of(page)[0]
    answer(page, first, "pass")
    saved(page)
    assert [one["office"] for one in kept(page).values()] == ["east"]
    page.goto(f"{host}west/{LIST}")
    ready(page)
    expect(page.locator("[data-answer]:checked")).to_have_count(0)
    opened_records(page, f"{host}west/")
    expect(cards(page)).to_have_count(0)
    named = page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))")
    assert all(name.startswith("paicha:east:") for name in named if "record" in name)
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(1)


def test_role_of_one_office_is_not_anothers(page: Page, host: str) -> None:
    page.goto(f"{host}east/index.html")
    role = page.locator("[data-module=due] select")
    chosen = role.locator("option").nth(1).get_attribute("value")
    role.select_option(chosen)
    page.goto(f"{host}west/index.html")
    expect(role).to_have_value("")
    page.evaluate(
        "([role, old]) => localStorage.setItem(old, role)",
        [chosen, f"{OLD} role".replace(":", " ")],
    )
    page.reload()
    expect(role).to_have_value(chosen or "")


FORMER = """async ([name, records, photos]) => {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    for (const one of ["records", "photos", "current"]) request.result.createObjectStore(one);
  };
  await new Promise((done) => (request.onsuccess = done));
  const work = request.result.transaction(["records", "photos", "current"], "readwrite");
  for (const one of records) {
    work.objectStore("records").put(one, `${one.id}.${one.revision}`);
    work.objectStore("current").put(`${one.id}.${one.revision}`, `${one.checklist}.${one.edition}`);
  }
  for (const [photo, bytes] of photos)
    work.objectStore("photos").put(new Blob([Uint8Array.from(bytes)]), photo);
  await new Promise((done) => (work.oncomplete = done));
  request.result.close();
}"""
THERE = """async (name) => {
  const request = indexedDB.open(name, 1);
  await new Promise((done) => (request.onsuccess = done));
  const all = request.result.transaction("records").objectStore("records").getAll();
  await new Promise((done) => (all.onsuccess = done));
  request.result.close();
  return all.result;
}"""


OPENED_AS_BEFORE = """async (name) => {
  const request = indexedDB.open(name, 1);
  return new Promise((done) => {
    request.onsuccess = () => done("");
    request.onerror = () => done(request.error.name);
  });
}"""


def former(
    page: Page, *records: Json, photos: dict[str, bytes] | None = None, name: str = OLD
) -> None:
    """Put records where older editions of the site kept them."""
    pictures = [[photo, list(content)] for photo, content in (photos or {}).items()]
    page.evaluate(FORMER, [name, list(records), pictures])


def test_records_under_the_former_key_come_once_to_each_office(page: Page, host: str) -> None:
    page.goto(f"{host}{NOTHING}")
    former(page, good(), photos=PICTURE)
    page.goto(f"{host}east/{LIST}")
    ready(page)
    expect(news(page)).to_contain_text("里面的1份已经抄到本单位这里，原处没有动")
    expect(page.locator("[data-answer]:checked")).to_have_count(2)
    assert kept(page) == {KEY: good()}
    assert kept_photo(page, PHOTO_NAME) == PICTURE[PHOTO_NAME]
    assert page.evaluate(THERE, OLD) == [good()]
    opened_records(page, f"{host}east/")
    news(page).locator("[data-action=heard]").click()
    cards(page).locator(".kept__more summary").click()
    cards(page).locator("[data-action=delete]").click()
    page.locator("dialog [data-action=delete-now]").click()
    expect(cards(page)).to_have_count(0)
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(0)
    expect(news(page)).to_have_count(0)
    opened_records(page, f"{host}west/")
    expect(cards(page)).to_have_count(1)


def test_what_an_older_page_still_writes_comes_too(page: Page, host: str) -> None:
    page.goto(f"{host}{NOTHING}")
    former(page, good())
    opened_records(page, f"{host}east/")
    later = weather("阴") | {"changed": "2030-05-25T18:00:00+08:00"}
    former(page, later, other())
    opened_records(page, f"{host}east/")
    until(page, "(await stored.all()).length === 2")
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(2)
    assert kept(page)[KEY] == later


def test_older_program_writes_no_longer_where_a_newer_one_was(page: Page, host: str) -> None:
    page.goto(f"{host}east/{LIST}")
    own = "paicha:" + page.evaluate("() => document.documentElement.dataset.site")
    page.goto(f"{host}{NOTHING}")
    page.evaluate("(name) => { indexedDB.deleteDatabase(name); }", own)
    former(page, good(), name=own)
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(1)
    assert page.evaluate(OPENED_AS_BEFORE, own) == "VersionError"


# A database that does not open


REFUSED = "indexedDB.open = () => { throw new DOMException('', 'UnknownError'); };"
SILENT = "indexedDB.open = () => ({});"
FAILING = """indexedDB.open = () => {
  const request = { error: new DOMException("", "UnknownError") };
  queueMicrotask(() => request.onerror());
  return request;
};"""


@pytest.mark.parametrize("fault", [REFUSED, SILENT, FAILING], ids=["refused", "silent", "failing"])
def test_database_that_does_not_open_once_strands_nothing(
    page: Page, host: str, fault: str
) -> None:
    opened_records(page, f"{host}east/")
    put(page, good())
    page.clock.install()
    context = page.context
    sick = context.new_page()
    sick.clock.install()
    sick.add_init_script(fault)
    sick.goto(f"{host}east/{LIST}", wait_until="load")
    if fault == SILENT:
        sick.clock.fast_forward(60_000)
    ready(sick)
    expect(news(sick)).to_contain_text("没有打开：以前的记录这次看不到，没有丢")
    first = items_of(sick)[0]
    answer(sick, first, "none")
    expect(sick.locator("[data-part=saved]")).to_contain_text("不含照片")
    sick.close()
    whole = context.new_page()
    whole.goto(f"{host}east/{LIST}")
    ready(whole)
    expect(news(whole)).to_contain_text("另存的1份记录已经并进来")
    assert whole.locator(f"#{first} [value=none]").is_checked()
    assert len(kept(whole)) == 2
    assert not [key for key in whole.evaluate("Object.keys(localStorage)") if ":record:" in key]


def test_text_leaves_the_simple_store_only_once_it_is_on_the_disk(page: Page, host: str) -> None:
    aside(page, host, other())
    page.add_init_script(FULL)
    opened_records(page, f"{host}east/")
    assert lying(page) == [other()]
    page = page.context.new_page()
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(1)
    assert lying(page) == []
    assert list(kept(page).values()) == [other()]


FULL = "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };"


def aside(page: Page, host: str, *records: Json) -> None:
    """Put records where a visit without a database keeps them."""
    page.goto(f"{host}{NOTHING}")
    page.evaluate(
        """(all) => {
          for (const one of all) {
            const key = `paicha:east:record:${one.id}.${one.revision}`;
            localStorage.setItem(key, JSON.stringify(one));
          }
        }""",
        list(records),
    )


def lying(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate(
        """() => Object.keys(localStorage)
          .filter((key) => key.startsWith("paicha:east:record:"))
          .map((key) => JSON.parse(localStorage.getItem(key)))"""
    )
    return found


def test_record_changed_in_both_stands_as_two(page: Page, host: str) -> None:
    opened_records(page, f"{host}east/")
    mine, theirs = weather("阴"), weather("雪")
    put(page, mine)
    aside(page, host, theirs)
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(2)
    assert kept(page)[KEY] == mine
    assert sorted(one["particulars"]["weather"] for one in kept(page).values()) == ["阴", "雪"]


# A store that was wiped


def emptied(context: BrowserContext, host: str, name: str) -> None:
    """Let the browser clear its databases, as one does that is short of room."""
    page = context.new_page()
    page.goto(f"{host}{NOTHING}")
    page.evaluate(
        """(name) => new Promise((done) => (indexedDB.deleteDatabase(name).onsuccess = done))""",
        name,
    )
    page.close()


def test_wiped_store_is_told(page: Page, host: str) -> None:
    page.goto(f"{host}east/{LIST}")
    ready(page)
    answer(page, items_of(page)[0], "pass")
    page.locator(".record__line > summary").click()
    page.locator("[data-head=unit]").fill("青山县木器厂")
    saved(page)
    opened_records(page, f"{host}east/")
    expect(cards(page)).to_have_count(1)
    expect(news(page)).to_have_count(0)
    page.goto(f"{host}{NOTHING}")
    emptied(page.context, host, "paicha:east")
    page.goto(f"{host}east/{LIST}")
    ready(page)
    expect(news(page)).to_contain_text("1份记录不在了")
    expect(news(page)).to_contain_text("“青山县木器厂　梯子检查表　")
    opened_records(page, f"{host}east/")
    expect(news(page)).to_contain_text("青山县木器厂")
    news(page).locator("[data-action=heard]").click()
    opened_records(page, f"{host}east/")
    expect(news(page)).to_have_count(0)


def test_record_that_a_tab_filled_in_is_missed_where_all_was_wiped(page: Page, host: str) -> None:
    page.goto(f"{host}east/{LIST}")
    ready(page)
    answer(page, items_of(page)[0], "pass")
    saved(page)
    page.goto(f"{host}{NOTHING}")
    page.evaluate("localStorage.clear()")
    emptied(page.context, host, "paicha:east")
    page.goto(f"{host}east/{LIST}")
    ready(page)
    expect(news(page)).to_contain_text("名称不详")


def test_deleted_record_is_not_missed(page: Page, host: str) -> None:
    page.goto(f"{host}east/{LIST}")
    ready(page)
    answer(page, items_of(page)[0], "pass")
    saved(page)
    opened_records(page, f"{host}east/")
    cards(page).locator(".kept__more summary").click()
    cards(page).locator("[data-action=delete]").click()
    page.locator("dialog [data-action=delete-now]").click()
    expect(cards(page)).to_have_count(0)
    page.goto(f"{host}east/{LIST}")
    ready(page)
    expect(news(page)).to_have_count(0)
