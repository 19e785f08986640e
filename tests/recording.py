"""What tests of records share: a good record, its seal, and the records page on a strict server."""

import hashlib
import http.server
import io
import json
import re
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page

from paicha.pipeline import Summary, build
from paicha.project import Project
from tests.conftest import Built, made_once
from tests.stored import put, put_photo
from tests.unreliable import POLICY
from tests.watching import PHONE, opened

Json = dict[str, Any]

KEY = "00112233445566aa.1"
RECORDS = Path(__file__).parent / "records"
PHOTO = (RECORDS / "photo.jpg").read_bytes()
PHOTO_NAME = "TZ-0001-0c6e34237e4c.jpg"
PICTURE = {PHOTO_NAME: PHOTO}
NOW = "2030-05-25T17:00:00+08:00"


def good() -> Json:
    """A record of the minimal site: one major finding with a picture, one right answer."""
    record: Json = json.loads((RECORDS / "good.json").read_text(encoding="utf-8"))
    return record


def content(record: Json) -> str:
    """Hash what leaves a device with a record, by the words of the published schema alone."""
    return _hash({key: one for key, one in record.items() if key not in ("changed", "exported")})


def exported_of(record: Json, at: str) -> Json:
    """Say that a record left its device as it is."""
    return record | {"exported": {"at": at, "content": content(record)}}


def pretty(record: Json) -> str:
    """Write a record as it is exported."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def seal(record: Json) -> str:
    """Hash a record's content, by the words of the published schema alone."""
    return _hash({key: one for key, one in record.items() if key not in ("closed", "exported")})


def _hash(said: Json) -> str:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(written.encode("utf-8")).hexdigest()


def closed(record: Json, at: str = "2030-05-25T16:00:00+08:00") -> Json:
    """Close a record."""
    hash_ = seal(record)
    day = record["date"].replace("-", "")
    number = f"{record['checklist'][:2].upper()}{day}-{hash_[:8].upper()}"
    return {**record, "closed": {"at": at, "number": number, "hash": hash_}}


def identified(step: Json) -> Json:
    """Name a step by what it says, by the words of the published schema alone."""
    return step | {"id": _hash({key: one for key, one in step.items() if key != "id"})[:16]}


def step(**changes: Any) -> Json:
    """That the good record's finding was put right, an hour later."""
    record = closed(good())
    answer = record["answers"]["TZ-0001"]
    (finding,) = answer["findings"]
    kept = ("seen", "place", "grade", "remedy", "responsible", "due", "supervised", "photos")
    particulars = {name: record["particulars"].get(name, "") for name in ("unit", "project")}
    made = {
        "format": "paicha-step/1",
        "site": record["site"],
        "office": record["office"],
        "at": "2030-05-25T16:30:00+08:00",
        "date": "2030-05-25",
        "by": people("王五"),
        "kind": "put-right",
        "of": {"record": record["id"], "revision": 1, "number": record["closed"]["number"]}
        | {"question": "TZ-0001", "finding": finding["id"]},
        "found": particulars
        | {"title": record["title"], "date": record["date"], "by": "张三", "object": ""}
        | {"check": answer["check"]}
        | {name: finding[name] for name in kept},
        "result": None,
        "due": "",
        "words": "换了新的防滑垫",
        "lasting": "每月查一次",
        "photos": [],
    }
    return identified(made | changes)


@pytest.fixture(scope="session")
def ladders(minimal_whole: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the minimal site, built without paper; tests only look at it."""

    def make(root: Path) -> Summary:
        shutil.copytree(minimal_whole, root)
        return build(Project(root))

    return made_once(tmp_path_factory, "ladders", make).project


class Strict(http.server.SimpleHTTPRequestHandler):
    """Serves as the sample configuration does: nothing inline, nothing from elsewhere."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine under the strict policy."""
    handler = partial(Strict, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{serving.server_port}/"
        finally:
            serving.shutdown()


def opened_records(page: Page, base: str, query: str = "") -> Page:
    """Open the records page and wait until it has shown what it keeps."""
    page.goto(f"{base}records/index.html{query}")
    page.locator('[data-module="records"][data-ready]').wait_for()
    return page


def keep(page: Page, *records: Json, photos: dict[str, bytes] | None = None) -> None:
    """Put records and pictures where the page keeps them, and show them."""
    put(page, *records)
    for name, content in (photos or {}).items():
        put_photo(page, name, content)
    page.reload()
    page.locator('[data-module="records"][data-ready]').wait_for()


def listed_in(built: Built, name: str) -> Json:
    """Read the script of a list, `ladders.2030`, as a browser would."""
    (path,) = (built.folder / "assets").glob(f"{name.replace('.', '-')}.*.js")
    script = path.read_text(encoding="utf-8")
    found = re.fullmatch(r"document\.currentScript\.take\((\{.*\})\);\n", script, re.DOTALL)
    assert found
    read: Json = json.loads(found[1])
    return read


def card(page: Page, record: Json) -> Locator:
    """Find a record's card in the list."""
    return page.locator(f'[data-record-id="{record["id"]}.{record["revision"]}"]')


def downloaded(page: Page, button: Locator) -> tuple[str, bytes]:
    """Press a button that gives a file; give its name and bytes."""
    with page.expect_download() as found:
        button.click()
    return found.value.suggested_filename, Path(found.value.path()).read_bytes()


def exported(page: Page, button: Locator) -> tuple[str, bytes]:
    """Export records, until the page says that they are; give the file's name and bytes."""
    name, content = downloaded(page, button)
    page.get_by_text(f"已导出 {name}").wait_for()
    return name, content


def offer(page: Page, *files: tuple[str, bytes]) -> None:
    """Choose files to import and wait for what the page says of them."""
    payloads = [FilePayload(name=name, mimeType="", buffer=content) for name, content in files]
    page.locator('[data-action="import"]').set_input_files(payloads)
    shown = '[data-part="preview"]:not([hidden]), [data-part="refused"]:not([hidden])'
    page.locator(shown).first.wait_for()


def accept(page: Page) -> str:
    """Take what was chosen; give what the page says then."""
    page.evaluate(f"{STATUS}.textContent = ''")
    page.locator('[data-action="accept"]').click()
    page.locator('[data-part="preview"]').wait_for(state="hidden")
    page.locator('[data-view="list"] > [data-part="said"]:not(:empty)').wait_for()
    return said(page)


def said(page: Page) -> str:
    """Give what the page says of the whole list."""
    return str(page.evaluate(f"{STATUS}.textContent"))


STATUS = """document.querySelector('[data-view="list"] > [data-part="said"]')"""


@pytest.fixture(scope="module")
def server(ladders: Project) -> Iterator[str]:
    with served(ladders.output) as base:
        yield base


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, server: str, ladders: Project) -> str:
    return server if request.param == "http" else f"{ladders.output.as_uri()}/"


@contextmanager
def phone(browser: Browser, base: str, *records: Json, **more: Any) -> Iterator[Page]:
    """Lend a phone of its own that keeps some records; nothing on its pages may go wrong."""
    size = more.pop("size", PHONE)
    photos = more.pop("photos", {})
    with opened(browser, base, size, **more) as watched:
        watched.page.clock.set_fixed_time(datetime.fromisoformat(NOW))
        page = opened_records(watched.page, base)
        if records:
            keep(page, *records, photos=photos)
        yield page


def other(**changes: Any) -> Json:
    """The good record as another inspector's of the same visit: an id of its own."""
    record = good() | {"id": "ffeeddccbbaa9988", "inspectors": people("赵六")} | changes
    return exported_of(record, record["exported"]["at"]) if record["exported"] else record


def people(*names: str) -> list[Json]:
    return [{"name": name, "certificate": ""} for name in names]


def said_of(record: Json, **particulars: str) -> Json:
    """Change some of a record's particulars."""
    return record | {"particulars": record["particulars"] | particulars}


def answered(record: Json, **changes: Json | None) -> Json:
    """Change a record's answers: TZ_0001={...} changes some of what it says, None takes it out."""
    answers = dict(record["answers"])
    for name, change in changes.items():
        id_ = name.replace("_", "-")
        if change is None:
            del answers[id_]
        else:
            answers[id_] = answers[id_] | change
    return record | {"answers": answers}


def found(record: Json, **changes: Any) -> Json:
    """Change what the good record's finding says."""
    (finding,) = record["answers"]["TZ-0001"]["findings"]
    return answered(record, TZ_0001={"findings": [finding | changes]})


def zipped(record: Json) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("记录.json", pretty(record))
        archive.writestr(f"照片/{PHOTO_NAME}", PHOTO)
    return held.getvalue()
