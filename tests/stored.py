"""What a page keeps on its device, read and written beside the page: by no script of ours."""

import time
from typing import Any

from playwright.sync_api import Page

from tests.conftest import LIMIT

Json = dict[str, Any]

# Defines `stored` where the store is IndexedDB: the body of an async function follows.
STORED = """
const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});
const run = async (name, mode, work) => {
  const request = indexedDB.open(`paicha:${document.documentElement.dataset.site}`, 3);
  request.onupgradeneeded = () => {
    for (const one of ["records", "photos", "current", "summaries", "steps", "proofs"])
      request.result.createObjectStore(one);
  };
  const database = await asked(request);
  const transaction = database.transaction([name, "summaries"], mode);
  if (mode === "readwrite") transaction.objectStore("summaries").clear();
  const ended = new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = () => failed(transaction.error);
  });
  const result = await Promise.all(work(transaction.objectStore(name)).map(asked));
  await ended;
  database.close();
  return result;
};
const keyOf = ({ id, revision }) => `${id}.${revision}`;
const stored = {
  all: async () => (await run("records", "readonly", (all) => [all.getAll()]))[0],
  put: (...records) =>
    run("records", "readwrite", (all) => records.map((one) => all.put(one, keyOf(one)))),
  remove: (...keys) => run("records", "readwrite", (all) => keys.map((key) => all.delete(key))),
  empty: () => run("records", "readwrite", (all) => [all.clear()]),
  photo: async (name) => (await run("photos", "readonly", (all) => [all.get(name)]))[0],
  photoNames: async () => (await run("photos", "readonly", (all) => [all.getAllKeys()]))[0],
  putPhoto: (name, blob) => run("photos", "readwrite", (all) => [all.put(blob, name)]),
  current: async (name) => (await run("current", "readonly", (all) => [all.get(name)]))[0],
};
"""


def stored(page: Page, work: str, given: Any = None) -> Any:
    """Run the body of an async function that has `stored` and what is `given`; give its result."""
    return page.evaluate(f"async (given) => {{ {STORED} {work} }}", given)


def until(page: Page, condition: str, given: Any = None) -> None:
    """Wait until an expression holds that has `stored` and what is `given`.

    `wait_for_function` takes the promise of an async predicate for a yes.
    """
    deadline = time.monotonic() + LIMIT
    while not stored(page, f"return {condition};", given):
        assert time.monotonic() < deadline, condition


def kept(page: Page) -> dict[str, Json]:
    """Read what the page keeps: key → record."""
    records = stored(page, "return stored.all();")
    return {f"{record['id']}.{record['revision']}": record for record in records}


def put(page: Page, *records: Json) -> None:
    """Put records where the page keeps them, as another tab would, which tells nobody."""
    stored(page, "await stored.put(...given);", list(records))


def remove(page: Page, *keys: str) -> None:
    stored(page, "await stored.remove(...given);", list(keys))


def put_photo(page: Page, name: str, content: bytes) -> None:
    """Put a picture where the page keeps them."""
    stored(page, PUT_PHOTO, [name, list(content)])


PUT_PHOTO = """
const [name, bytes] = given;
await stored.putPhoto(name, new Blob([Uint8Array.from(bytes)], { type: "image/jpeg" }));
"""


def kept_photo(page: Page, name: str) -> bytes | None:
    """Read a kept picture."""
    found = stored(page, READ_PHOTO, name)
    return None if found is None else bytes(found)


READ_PHOTO = """
const blob = await stored.photo(given);
return blob ? [...new Uint8Array(await blob.arrayBuffer())] : null;
"""
