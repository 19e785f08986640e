"""A person before a page: touches what is in sight, swipes for what is not, and counts both."""

from collections import Counter
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page

from tests.tapping import picture

# Where to touch a part, and whether it would be this part that is touched there.
PLACE = """(one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const touched = document.elementFromPoint(x, y);
  return { x, y, top, free: touched !== null && (one === touched || one.contains(touched)) };
}"""
# The item in hand: what is focused in it, and whether its question and its answers can be read.
IN_HAND = """() => {
  const here = document.activeElement;
  const row = here.closest("[data-item-id]");
  const text = here.matches("textarea, input:not([type=radio], [type=checkbox])");
  return row && { id: row.id, text };
}"""
# Whether nothing lies over an item's question and answers, and all of both is in the window.
READ = """(row) => ["check", "answers"].every((name) => {
  const one = row.querySelector(`[data-part=${name}]`);
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const ends = [[left + 2, top + 2], [right - 2, bottom - 2]];
  return ends.every(([x, y]) => row.contains(document.elementFromPoint(x, y)));
})"""
# A page refuses for 600 milliseconds what may be the second half of a tap: a person rests so long,
# which counts nothing here. What moves then is waited for.
QUICK = """(() => {
  const later = window.setTimeout;
  window.setTimeout = (work, after, ...all) => later(work, after === 600 ? 60 : after, ...all);
})();"""
AT_REST = """async () => {
  const moving = document.getAnimations().filter((one) => !(one instanceof CSSAnimation));
  await Promise.allSettled(moving.map((one) => one.finished));
}"""
SHOWN = "(all) => all.filter((row) => row.checkVisibility()).map((row) => row.id)"


@dataclass
class Person:
    """Touches pages; what the on-screen keyboard and the system's own windows take is not counted.

    A touch is a tap; to bring something into sight, a swipe. `taps` says what each was for.
    """

    page: Page
    touch: bool = True
    taps: list[str] = field(default_factory=list)
    swipes: int = 0

    def __post_init__(self) -> None:
        self.page.add_init_script(QUICK)

    def __str__(self) -> str:
        counted = Counter(self.taps).most_common()
        each = ", ".join(f"{count} {name}" for name, count in counted)
        return f"{len(self.taps)} taps, {self.swipes} swipes: {each}"

    def find(self, where: str | Locator) -> Locator:
        return self.page.locator(where) if isinstance(where, str) else where

    def tap(self, where: str | Locator) -> None:
        """Touch the middle of a part, as soon as it is there and nothing lies over it."""
        one = self.find(where)
        one.wait_for()
        at = self.into_sight(one)
        if self.touch:
            self.page.touchscreen.tap(at["x"], at["y"])
        else:
            self.page.mouse.click(at["x"], at["y"])
        self.taps.append(str(where).rpartition("selector='")[2].rpartition("] ")[2][:40])

    def tap_what_came(self, where: str) -> None:
        """Touch what has just come into the place of something else: not at once."""
        self.rest()
        self.tap(where)

    def rest(self) -> None:
        """Look up when all is at rest."""
        self.page.locator("[data-settling]").wait_for(state="detached")
        self.page.evaluate(AT_REST)

    def into_sight(self, one: Locator) -> dict[str, Any]:
        at: dict[str, Any] = one.evaluate(PLACE)
        if not at["free"]:
            size = self.page.viewport_size
            assert size
            one.evaluate("(one) => one.scrollIntoView({ block: 'center', behavior: 'instant' })")
            there: dict[str, Any] = one.evaluate(PLACE)
            assert there["free"], f"something lies over {one}"
            self.swipes += max(1, ceil(abs(there["top"] - at["top"]) / (0.8 * size["height"])))
            at = there
        return at

    def write(self, where: str | Locator, *texts: str) -> None:
        """Tap a field and type; the key for the next field leads to those of the other texts."""
        self.tap(where)
        for n, text in enumerate(texts):
            if n:
                self.page.keyboard.press("Tab")
            self.page.keyboard.insert_text(text)

    def photograph(self, where: Locator, colour: str) -> None:
        """Take a picture: the camera is the system's."""
        with self.page.expect_file_chooser() as chooser:
            self.tap(where)
        taken = FilePayload(name="IMG_0001.png", mimeType="image/png", buffer=picture(colour))
        chooser.value.set_files(taken)

    def answer(self, item: str, result: str) -> None:
        """Tap an answer, and look up when all is at rest."""
        self.tap(f"#{item} label:has([data-answer][value={result}])")
        self.rest()

    def go_on(self, last: str | None, wanted: str) -> None:
        """Go on to the next open item: by 下一项, unless it can be read once all is at rest."""
        row = self.page.locator(f"#{wanted}")
        if last:
            self.page.locator(f"#{last} :checked").first.wait_for(state="attached")
            self.rest()
        if last and row.evaluate(READ):
            return
        self.tap("[data-action=next]")
        at = self.page.evaluate(IN_HAND)
        assert at == {"id": wanted, "text": False}, f"after {last}: {at}"
        assert row.evaluate(READ), f"{wanted} cannot be read"

    def shown(self) -> list[str]:
        """Give the items that the list is narrowed to."""
        found: list[str] = self.page.locator("[data-item-id]").evaluate_all(SHOWN)
        return found

    def open(self) -> list[str]:
        """Give those of them that are not answered."""
        unanswered = "[data-item-id]:not(:has([data-answer]:checked))"
        found: list[str] = self.page.locator(unanswered).evaluate_all(SHOWN)
        return found
