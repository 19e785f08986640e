"""The built site in; Lighthouse's scores of six kinds of page on a phone out."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from scripts.nginx import serving
from scripts.pictures import chinese_fonts

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "scripts" / "node" / "node_modules" / ".bin" / "lighthouse"
RUNS = 3
PAGES = {
    "home": "index.html",
    "door": "doors/gas-user/index.html",
    "own list": "doors/gas-user/gas/index.html?first=1&facet=bottled-gas",
    "checklist": "checklists/construction/2024/index.html",
    "item": "items/SG-0001/index.html",
    "notice": "sources/plan-2023-33/index.html",
}
WANTED = {"accessibility": 100, "best-practices": 100, "seo": 100, "performance": 98}
FONTS: dict[str, Any] = {}  # of Chinese, where the machine has none: set when all begins
CHROME = "--headless=new --no-sandbox --disable-gpu --ignore-certificate-errors"


def main() -> None:
    """Print the median of each score and of the layout's shift; exit 1 below what we promise."""
    print(f"{'':10}" + "".join(f"{name:>16}" for name in (*WANTED, "CLS", "LCP ms")))
    enough = True
    with tempfile.TemporaryDirectory() as folder, serving(ROOT / "site", Path(folder)) as served:
        FONTS.update(chinese_fonts(Path(folder)))
        for name, path in PAGES.items():
            reports = [report(served.base + path) for _ in range(RUNS)]
            scores = {one: median(score(each, one) for each in reports) for one in WANTED}
            shift = median(number(each, "cumulative-layout-shift") for each in reports)
            paint = median(number(each, "largest-contentful-paint") for each in reports)
            row = [*(f"{score:.0f}" for score in scores.values()), f"{shift:.3f}", f"{paint:.0f}"]
            print(f"{name:10}" + "".join(f"{one:>16}" for one in row))
            for title in failing(reports[0]):
                print(f"          {title}")
            enough &= shift == 0 and all(scores[one] >= WANTED[one] for one in WANTED)
    raise SystemExit(0 if enough else 1)


def report(address: str) -> dict[str, Any]:
    """Give Lighthouse's report of a page: a middling phone on a slow network."""
    only = f"--only-categories={','.join(WANTED)}"
    flags = [only, "--output=json", "--quiet", f"--chrome-flags={CHROME}"]
    environment = {**os.environ, **FONTS, "CHROME_PATH": shutil.which("chromium") or ""}
    command = [str(PROGRAM), address, *flags]
    done = subprocess.run(command, check=True, env=environment, capture_output=True)  # noqa: S603
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def score(found: dict[str, Any], category: str) -> float:
    """Give a category's score, of 100."""
    return float(found["categories"][category]["score"] * 100)


def number(found: dict[str, Any], audit: str) -> float:
    """Give what an audit measured: milliseconds, or a shift without unit."""
    return float(found["audits"][audit]["numericValue"])


def failing(found: dict[str, Any]) -> list[str]:
    """Name the audits that cost points outside performance."""
    counted = {
        one["id"]
        for category in ("accessibility", "best-practices", "seo")
        for one in found["categories"][category]["auditRefs"]
        if one["weight"]
    }
    audits = found["audits"]
    return [audits[id_]["title"] for id_ in sorted(counted) if audits[id_]["score"] == 0]


if __name__ == "__main__":
    main()
