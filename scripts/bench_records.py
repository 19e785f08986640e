"""A built site in; how soon a slow phone lists two thousand records, out (`make bench`)."""

import hashlib
import json
import random
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from scripts.pictures import SITE, chinese_fonts

RECORDS = 2_000
ANSWERS = 30  # of each
SLOWED = 4  # times, as a phone
ROUNDS = 5
LISTS = ("construction.2024", "gas.2023", "self-built.2023")
Json = dict[str, Any]


def main() -> None:
    """Print how soon records are listed, first and again, beside a loop of the same run."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            env=chinese_fonts(Path(folder)),
            args=["--no-sandbox", "--disable-gpu"],
        )
        page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
        page.add_init_script(NOTED)
        address = (SITE / "records" / "index.html").as_uri()
        page.goto(address)
        page.locator("html[data-ready]").wait_for()
        put(page, list(generated(SITE, RECORDS)))
        slow = page.context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        print(f"{RECORDS:,} records, {SLOWED}x slowed; a loop takes {page.evaluate(LOOP):.0f} ms")
        first, counted = listed(page, address)
        print(f"  not summed up yet: first cards {first:.0f} ms, all {counted:.0f} ms")
        again = [listed(page, address) for _ in range(ROUNDS)]
        for name, times in zip(
            ("first cards", "all counted"), zip(*again, strict=True), strict=True
        ):
            print(
                f"  again: {name} median {statistics.median(times):.0f} ms, "
                f"slowest {max(times):.0f} ms"
            )
        browser.close()


def listed(page: Page, address: str) -> tuple[float, float]:
    """Open the page; give the ms until the first cards are painted, and until all are counted."""
    page.goto(address)
    page.locator("html[data-notedall]").wait_for(timeout=300_000)
    noted: dict[str, float] = page.evaluate("noted")
    return noted["first"], noted["all"]


# When cards are painted, and when the line above them counts all records.
NOTED = f"""globalThis.noted = {{}};
const look = () => {{
  const {{ noted }} = globalThis;
  const painted = (name) => requestAnimationFrame(() => setTimeout(() => {{
    noted[name] ||= performance.now();
    document.documentElement.dataset[`noted${{name}}`] = "";
  }}));
  if (!noted.first && document.querySelector("[data-record-id]")) painted("first");
  const totals = document.querySelector('[data-part="totals"]')?.textContent || "";
  if (!noted.all && totals.includes(" {RECORDS} ")) painted("all");
}};
new MutationObserver(look).observe(document, {{ subtree: true, childList: true }});
"""

LOOP = """() => {
  const start = performance.now();
  let sum = 0;
  for (let n = 0; n < 1e7; n += 1) sum = (sum + n * n) % 1000003;
  return sum < 0 ? 0 : performance.now() - start;
}"""


def put(page: Page, records: list[Json]) -> None:
    """Put records where the page keeps them, as known ones."""
    for at in range(0, len(records), 200):
        page.evaluate(PUT, records[at : at + 200])


PUT = """async (records) => {
  const database = await new Promise((done, failed) => {
    const request = indexedDB.open(`paicha:${document.documentElement.dataset.site}`);
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const transaction = database.transaction("records", "readwrite");
  const kept = transaction.objectStore("records");
  for (const one of records) {
    const key = `${one.id}.${one.revision}`;
    kept.put(one, key);
    localStorage.setItem(`${database.name}:known:${key}`, one.particulars.unit);
  }
  await new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
  });
  database.close();
}"""


def generated(site: Path, count: int, seed: int = 1) -> Iterator[Json]:
    """Make records of a year's inspections, most of them closed, by the lists of a site."""
    rng = random.Random(seed)  # noqa: S311 -- the same records each time
    lists = [(name, listed_in(site, name)) for name in LISTS]
    for n in range(count):
        name, of = lists[n % len(lists)]
        day = (date(2026, 11, 30) - timedelta(days=n // 6)).isoformat()
        record = begun(name, of, day, n)
        asked = rng.sample(of["items"], min(ANSWERS, len(of["items"])))
        record["answers"] = {item["id"]: answered(item, day, rng) for item in asked}
        yield record if n % 10 == 0 else closed(record)


def listed_in(site: Path, name: str) -> Json:
    """Read a list as its script gives it."""
    (path,) = (site / "assets").glob(f"{name.replace('.', '-')}.*.js")
    found = re.search(r"\.take\((\{.*\})\)", path.read_text(encoding="utf-8"), re.DOTALL)
    if not found:
        raise ValueError(path)
    read: Json = json.loads(found[1])
    return read


def begun(name: str, of: Json, day: str, n: int) -> Json:
    """Begin a record of a list, of one of many units."""
    checklist, edition = name.split(".")
    at = f"{day}T09:30:00+08:00"
    people = [{"name": who, "certificate": ""} for who in ("张三", "李四")]
    return {
        "format": "paicha-record/2",
        "id": f"{n:016x}",
        "revision": 1,
        "revises": None,
        "site": "",
        "office": "",
        "checklist": checklist,
        "title": of["title"],
        "edition": edition,
        "edition_title": f"{edition}版",
        "started": at,
        "changed": at,
        "exported": None,
        "closed": None,
        "date": day,
        "inspectors": people,
        "companions": [],
        "particulars": {"unit": f"某镇第{n % 500}号单位", "address": "某路"},
        "facets": [],
        "objects": {},
        "answers": {},
        "signatures": [],
    }


def answered(item: Json, day: str, rng: random.Random) -> Json:
    """Answer an item: one in twelve with a finding."""
    value = "fail" if rng.random() < 1 / 12 else "pass"
    conditions = [one["when"] for one in item["conditions"]][:1] if rng.random() < 1 / 2 else []
    found = {
        "id": f"{rng.getrandbits(32):08x}",
        "seen": "现场看到的情况，写了两句话。",
        "place": "二层东侧",
        "conditions": conditions,
        "grade": "major" if conditions else "general",
        "remedy": "by-date",
        "responsible": "王五",
        "action": "更换",
        "funds": "2000元",
        "due": day,
        "contingency": "停用",
        "source": "spot",
        "supervised": False,
        "photos": [],
    }
    return {
        "kind": "result",
        "value": value,
        "text_hash": item["text_hash"],
        "check": item["check"],
        "at": f"{day}T09:40:00+08:00",
        "by": "张三、李四",
        "measures": {},
        "note": "",
        "pending": None,
        "findings": [found] if value == "fail" else [],
    }


def closed(record: Json) -> Json:
    """Close a record, and say that it left the device as it is."""
    hash_ = hashed(record, "exported", "closed")
    number = (
        f"{record['checklist'][:2].upper()}{record['date'].replace('-', '')}-{hash_[:8].upper()}"
    )
    sealed = {**record, "closed": {"at": record["changed"], "number": number, "hash": hash_}}
    content = hashed(sealed, "exported", "changed")
    return {**sealed, "exported": {"at": record["changed"], "content": content}}


def hashed(record: Json, *without: str) -> str:
    """Hash what a record says, as the scripts do."""
    said = {key: value for key, value in record.items() if key not in without}
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    main()
