"""What a record is: the published schema, the model and the page's own check say the same."""

import io
import json
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, Page
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from paicha.model.record import Record, Step
from paicha.project import Project
from tests.recording import (
    NOW,
    PHOTO,
    RECORDS,
    Json,
    closed,
    good,
    identified,
    ladders,
    offer,
    opened_records,
    pretty,
    served,
    step,
)
from tests.scripted import ran
from tests.watching import PHONE, opened

__all__ = ["ladders"]
pytestmark = pytest.mark.browser
CASES = sorted(RECORDS.glob("*.yaml"))


class Change(BaseModel):
    """A change to the text of the good record."""

    model_config = ConfigDict(extra="forbid")
    find: str
    put: str


class Spoil(BaseModel):
    """Bytes put over others: `at` bytes after the first place where `after` stands."""

    model_config = ConfigDict(extra="forbid")
    after: str
    at: int
    put: str

    def apply(self, content: bytes) -> bytes:
        at = content.index(bytes.fromhex(self.after)) + self.at
        put = bytes.fromhex(self.put)
        return content[:at] + put + content[at + len(put) :]


class Case(BaseModel):
    """A file somebody sends; how many records it gives, what is said of them and of the rest."""

    model_config = ConfigDict(extra="forbid")
    what: str
    file: str = "记录.json"
    step: bool = False  # of the good record's finding, in its place
    named: bool = False  # by what it says once it is edited
    closed: bool = False
    spoil_number: bool = False
    edit: list[Change] = Field(default_factory=list)
    text: str | None = None
    times: int = 1
    hex: str = ""
    whole: bool = False  # the bytes of `hex` stand before the record
    encode: str = "utf-8"
    keep: float = 1  # how much of it arrived
    zip: dict[str, str] | None = None  # what it holds: record, photo, zip, or a text
    deflated: bool = False
    photo: bool = False
    spoil: Spoil | None = None
    reads: int = 0
    warns: list[str] = Field(default_factory=list)
    says: list[str] = Field(default_factory=list)

    def content(self) -> bytes:
        """Give the bytes of the file."""
        content = self._zip() if self.zip is not None else self._plain()
        if self.spoil:
            content = self.spoil.apply(content)
        return content[: int(len(content) * self.keep)]

    def record(self) -> str:
        """Give the text of the record."""
        record = step() if self.step else closed(good()) if self.closed else good()
        if self.spoil_number:
            record["closed"]["number"] = f"{record['closed']['number'][:-8]}00000000"
        text = pretty(record)
        for change in self.edit:
            assert change.find in text, f"{change.find} stands in the record"
            text = text.replace(change.find, change.put)
        return pretty(identified(json.loads(text))) if self.named else text

    def _plain(self) -> bytes:
        if self.photo:
            return PHOTO
        if self.hex:
            return bytes.fromhex(self.hex) + (self.record().encode() if self.whole else b"")
        text = self.record() if self.text is None else self.text * self.times
        return text.encode(self.encode)

    def is_written(self) -> bool:
        """Say whether all of the record's text is there as it was written."""
        other = self.text is not None or self.hex or self.zip is not None or self.photo
        return not other and self.keep == 1

    def _zip(self) -> bytes:
        held = io.BytesIO()
        method = zipfile.ZIP_DEFLATED if self.deflated else zipfile.ZIP_STORED
        with zipfile.ZipFile(held, "w", method) as archive:
            for name, kind in (self.zip or {}).items():
                archive.writestr(name, self._entry(kind))
        return held.getvalue()

    def _entry(self, kind: str) -> bytes:
        if kind == "zip":
            return Case(what="", zip={"记录.json": "record"}).content()
        return {"record": self.record().encode(), "photo": PHOTO}.get(kind, kind.encode())


def case(path: Path) -> Case:
    return Case(**yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def page(browser: Browser, ladders: Project) -> Iterator[Page]:
    with served(ladders.output) as base, opened(browser, base, PHONE) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(NOW))
        yield opened_records(watched.page, base)


def validator(ladders: Project, name: str) -> Draft202012Validator:
    path = ladders.output / "data" / f"{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def published(ladders: Project) -> Draft202012Validator:
    return validator(ladders, "record")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_file_is_read_or_refused_in_words_for_people(
    page: Page, path: Path, tmp_path: Path
) -> None:
    one = case(path)
    content = one.content()
    if len(content) > 50_000_000:  # too large to be handed over but as a file
        (tmp_path / one.file).write_bytes(content)
        page.locator('[data-action="import"]').set_input_files(tmp_path / one.file)
        page.locator('[data-part="refused"]:not([hidden])').wait_for()
    else:
        offer(page, (one.file, content))
    assert page.locator('[data-part="refused"] li').all_inner_texts() == one.says
    assert page.locator(".incoming").count() == one.reads
    assert page.locator('[data-part="warnings"] li').all_inner_texts() == one.warns
    assert page.locator("main img, main script, main b").count() == 0, "text became HTML"
    page.evaluate("document.querySelector('[data-action=cancel]').click()")


def test_corpus_holds_what_goes_wrong() -> None:
    refused = [one for one in map(case, CASES) if not one.reads]
    assert len(refused) >= 60
    assert len({tuple(one.says) for one in refused}) >= 50, "a reason of its own for each"


def mutations(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield (place, new value) for every place of a record, and (place, ...) to take it out."""
    strange: list[Any] = [
        *(
            None,
            True,
            0,
            1,
            -1,
            1.5,
            "",
            "x",
            "A",
            "pass",
            "fail",
            "none",
            "unsure",
            "now",
            "major",
        ),
        *([], [""], ["x"], [1], {}, {"x": "y"}, {"TZ-0001": {}}, "0" * 12, "0" * 16, "0" * 64),
        *("2030-02-31", "2030-13-01", "2030-1-1", "2030-05-25T14:03:00+08:00", "ladders"),
        *("2030-05-25T24:03:00+08:00", "2030-05-25T14:03:00Z", "a" * 61, "LA20300525-ABCDEF01"),
    ]
    yield from ((at, one) for one in (*strange, ...))
    below = list(enumerate(value)) if isinstance(value, list) else []
    for name, one in value.items() if isinstance(value, dict) else below:
        yield from mutations(one, (*at, name))
    if isinstance(value, dict):
        yield (*at, "extra"), 1


def mutated(record: Json, at: tuple[Any, ...], value: Any) -> Any:
    if not at:
        return None if value is ... else value
    changed = deepcopy(record)
    place: Any = changed
    for name in at[:-1]:
        place = place[name]
    if value is ...:
        del place[at[-1]]
    else:
        place[at[-1]] = value
    return changed


def fits(record: Any, model: type[BaseModel] = Record) -> bool:
    try:
        model.model_validate(record)
    except ValidationError:
        return False
    return True


UNSURE = {"value": "unsure", "pending": {"what": "检测报告", "who": "王五"}}
SIGNATURE = {"as": "companions", "name": "王五", "at": "2030-05-25T15:00:00+08:00"} | {
    "content": "0" * 64,
    "strokes": [[0, 0, 1000, 320]],
}


def test_page_schema_and_model_agree_on_every_change_of_a_record(
    published: Draft202012Validator,
) -> None:
    revised = closed(good() | {"revision": 2, "revises": {"number": "LA20300525-00000000"}})
    revised["revises"]["hash"] = revised["closed"]["seal"] = "0" * 64
    revised["objects"] = {"ladder-1": {"kind": "wooden", "name": "1号梯"}}
    revised["answers"]["TZ-0002@ladder-1"] = revised["answers"]["TZ-0002"] | UNSURE
    revised["signatures"] = [SIGNATURE]
    tried = [(at, mutated(revised, at, value)) for at, value in mutations(revised)]
    said = ran(FORMAT, "return given.map(wrongIn);", [value for _, value in tried])
    assert len(tried) > 3000
    for (at, value), words in zip(tried, said, strict=True):
        valid = published.is_valid(value)
        assert (words == "") == valid, f"{at}: {words}"
        assert fits(value) == valid, at
    assert 20 < sum(words == "" for words in said) < len(said) / 2


def test_page_schema_and_model_agree_on_every_change_of_a_step(ladders: Project) -> None:
    published = validator(ladders, "step")
    photos = good()["answers"]["TZ-0001"]["findings"][0]["photos"]
    recheck = step(kind="recheck", result="not-right", due="2030-06-10", photos=photos)
    tried = [(at, mutated(recheck, at, value)) for at, value in mutations(recheck)]
    said = ran(
        {"records/format.js": "wrongInStep"},
        "return given.map(wrongInStep);",
        [one for _, one in tried],
    )
    assert len(tried) > 1500
    for (at, value), words in zip(tried, said, strict=True):
        valid = published.is_valid(value)
        assert (words == "") == valid, f"{at}: {words}"
        assert fits(value, Step) == valid, at
    assert 20 < sum(words == "" for words in said) < len(said) / 2


def test_page_schema_and_model_agree_on_the_corpus(published: Draft202012Validator) -> None:
    judged = 0
    written = {path: one for path in CASES if (one := case(path)).is_written() and not one.step}
    said = ran(FORMAT, WRONG, [one.record() for one in written.values()])
    for (path, one), words in zip(written.items(), said, strict=True):
        if words is None:  # no JSON
            continue
        assert (words == "") == published.is_valid(json.loads(one.record())), path.stem
        told = "格式" in words or any(words in said for said in one.says)
        assert words == "" or told, path.stem
        judged += 1
    assert judged > 40


FORMAT = {"records/format.js": "wrongIn"}
WRONG = """
const parsed = (text) => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};
return given.map(parsed).map((found) => found && wrongIn(found.value));
"""


def test_number_and_hash_of_a_closed_record_can_be_computed_by_anyone() -> None:
    record = good()
    made = ran({"record/seal.js": "close"}, "return close(given).closed;", record)
    expected = closed(record)["closed"]
    assert (made["number"], made["hash"]) == (expected["number"], expected["hash"])


def test_another_program_opens_our_zip_and_we_open_its() -> None:
    entries = {"记录.json": b"{}", "照片/一.jpg": PHOTO, "leer": b"", "gross": bytes(100_000)}
    written = ran(ZIP, WRITE, [[name, list(bytes_)] for name, bytes_ in entries.items()])
    with zipfile.ZipFile(io.BytesIO(bytes(written))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == entries
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.comment = b"a comment"
        for name, content in entries.items():
            archive.writestr(name, content)
        archive.mkdir("folder")
    read = ran(ZIP, READ, list(held.getvalue()))
    assert {name: bytes(content) for name, content in read} == entries


ZIP = {"records/unzip.js": "read", "records/zip.js": "write"}
WRITE = """
const named = given.map(([name, bytes]) => ({ name, bytes: Uint8Array.from(bytes) }));
return [...new Uint8Array(await new Blob(write(named)).arrayBuffer())];
"""
READ = "return (await read(Uint8Array.from(given))).map(({ name, bytes }) => [name, [...bytes]]);"
