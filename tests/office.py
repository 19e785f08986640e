"""LibreOffice as a reader: it opens what we make, computes it anew, and prints it."""

import atexit
import os
import shutil
import subprocess
import tempfile
import warnings
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

# A workbook that Excel seems to have saved is shown with the results it holds; we want them anew.
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/fonts</cachedir>
</fontconfig>
"""
Rows = list[list[Any]]


@cache
def profile() -> Path:
    """Make a profile of its own for LibreOffice, with the paper's font."""
    folder = Path(tempfile.mkdtemp(prefix="paicha-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "user").mkdir()
    (folder / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    fonts = files("justmytype_intl_cjk").joinpath("fonts/ofl/notosanssc")
    (folder / "fonts.conf").write_text(FONTS.format(fonts=fonts, folder=folder), encoding="utf-8")
    return folder


def converted(paths: list[Path], kind: str, folder: Path) -> list[Path]:
    """Let LibreOffice open files and save them as another kind into a folder."""
    home = profile()
    given = [f"-env:UserInstallation={home.as_uri()}", "--headless", "--convert-to", kind]
    env = {**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf")}
    command = ["soffice", *given, "--outdir", str(folder), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, env=env, timeout=120)
    made = [folder / f"{path.stem}.{kind}" for path in paths]
    assert all(path.exists() for path in made)
    return made


def printed(paths: list[Path], folder: Path) -> list[list[str]]:
    """Give for each file the text of each page that LibreOffice prints, without spaces."""
    return [_pages(pdf) for pdf in converted(paths, "pdf", folder)]


def _pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return ["".join(page.split()) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def opened(path: Path) -> Any:
    """Open a workbook to be filled in; openpyxl knows no print area of whole columns."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Print area cannot be set", UserWarning)
        return openpyxl.load_workbook(path)


def sheets(path: Path) -> dict[str, Rows]:
    """Read the cells of every sheet as another program does."""
    book = CalamineWorkbook.from_path(path)
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def recomputed(books: dict[str, Any], folder: Path) -> dict[str, dict[str, Rows]]:
    """Save filled workbooks, let LibreOffice compute them, and read what each says."""
    given, made = folder / "filled", folder / "computed"
    given.mkdir()
    made.mkdir()
    for name, book in books.items():
        book.save(given / f"{name}.xlsx")
    done = converted([given / f"{name}.xlsx" for name in books], "xlsx", made)
    return {name: sheets(path) for name, path in zip(books, done, strict=True)}
