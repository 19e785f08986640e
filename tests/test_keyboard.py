"""With a keyboard only, and by the names a screen reader says: to a basis, to a printed list."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.watching import DESK, address, opened, server

__all__ = ["address", "server"]  # fixtures
pytestmark = pytest.mark.browser


# Whether what is focused says a name at all; by which role and as what, is asked of few then.
SAYS = """(name) => {
  const here = document.activeElement;
  const labels = [...(here.labels ?? [])].map((one) => one.textContent);
  const said = [here.ariaLabel, here.textContent, ...labels];
  const bare = (text) => (text ?? "").replaceAll(/\\s+/g, "");
  return said.some((text) => bare(text).includes(bare(name)));
}"""


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until what has this role and begins with this name is focused."""
    wanted = page.get_by_role(role, name=re.compile(f"^{re.escape(name)}"))  # type: ignore[arg-type]
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(SAYS, name) and wanted.and_(page.locator(":focus")).count():
            return
    pytest.fail(f"no {role} “{name}” is reached by Tab on {page.url}")


@pytest.mark.slow
def test_from_home_to_an_items_basis_and_back(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as watched:
        page = watched.open("index.html")
        tab_to(page, "link", "施工")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("房屋市政工程施工安全检查表")
        tab_to(page, "link", "SG-0130")
        page.keyboard.press("Enter")
        question = page.get_by_role("heading", level=1).inner_text()
        assert "塔机" in question
        tab_to(page, "link", "施工判定标准2024版 第八条（一）")
        page.keyboard.press("Enter")
        clause = page.get_by_role("region", name="第八条（一）", exact=True)
        expect(clause).to_be_in_viewport()
        expect(clause).to_contain_text("使用登记")
        tab_to(page, "link", "SG-0130")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text(question)


def test_to_a_printed_list_of_major_items_of_one_topic(browser: Browser, address: str) -> None:
    with opened(browser, address, DESK) as watched:
        watched.page.add_init_script("window.print = () => (window.printed = true)")
        page = watched.open("checklists/construction/index.html")
        tab_to(page, "checkbox", "只看重大")
        page.keyboard.press("Space")
        tab_to(page, "combobox", "专题")
        chosen = "document.activeElement.selectedOptions[0].textContent"
        while page.evaluate(chosen) != "脚手架":
            page.keyboard.press("ArrowDown")
        tab_to(page, "button", "打印这份清单")
        page.keyboard.press("Enter")
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        rows = page.locator(".item:visible")
        topics = rows.evaluate_all("all => all.map((one) => one.closest('section').id)")
        assert set(topics) == {"scaffolds"}
        assert rows.evaluate_all("all => all.every((one) => one.dataset.grade === 'major')")
        assert page.get_by_text("筛选：只看重大、脚手架").is_visible()
        assert page.locator(".item .answer:visible").count() == rows.count()


def test_arrow_keys_walk_the_list_and_show_each_detail(browser: Browser, server: str) -> None:
    with opened(browser, server, DESK) as watched:
        page = watched.open("checklists/construction/index.html")
        shown = page.locator(".item__more[open]")
        expect(shown).to_have_count(1)
        page.locator(".item__more > summary").first.focus()
        page.keyboard.press("ArrowDown")
        second = page.locator(".item").nth(1)
        expect(second.locator("summary")).to_be_focused()
        expect(second.locator(".item__detail")).to_be_in_viewport()
        expect(shown).to_have_count(1)
