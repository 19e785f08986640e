"""A campaign that leaves out all it may is whole, and says nothing of what is not there."""

import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from paicha.model.base import Basis
from paicha.model.campaign import Actions, Duty, Phase, Responsibilities, Schedule
from paicha.model.checklist import Checklist, Facet
from paicha.model.form import Form, Where
from paicha.model.measure import Measure
from paicha.model.texts import DigestFile, PageHead, Settings, SourceHead
from paicha.new import settle
from paicha.pipeline import build, check
from paicha.problems import BuildFailed, Place
from paicha.project import Project
from paicha.render.paper.pdf import make_paper
from paicha.render.words import Sentence, fill
from paicha.source.document import read_yaml
from paicha.source.marked import split_front_matter
from tests.conftest import with_templates

KINDS: dict[str, type[BaseModel]] = {
    "content/site.yaml": Settings,
    "content/sources/*.yaml": DigestFile,
    "checklists/responsibilities.yaml": Responsibilities,
    "checklists/schedule.yaml": Schedule,
    "checklists/actions.yaml": Actions,
    "checklists/forms/*.yaml": Form,
    "checklists/*.yaml": Checklist,
    "content/sources/*.md": SourceHead,
    "content/guidance/*.md": PageHead,
}
# Kept all the same: rules ask for them, or other parts rest on them.
HELD = {
    *((Basis, "quote"), (DigestFile, "replaced_by"), (Form, "ledger")),
    *((Form, "notes_source"), (Phase, "start"), (Duty, "at_least"), (Where, "says")),
    *((Facet, "called"),),
}
# Left out though it is a list: an item that has no own voice is asked at a door with a warning.
GONE = {(Responsibilities, "doors")}


def needed(part: Any) -> Any:
    """Give a part's values without those that may be missing."""
    if isinstance(part, BaseModel):
        return {
            field.alias or name: needed(getattr(part, name))
            for name, field in type(part).model_fields.items()
            if field.default is not None or isinstance(part, Measure) or (type(part), name) in HELD
            if getattr(part, name) is not None and (type(part), name) not in GONE
        }
    if isinstance(part, dict):
        return {key: needed(one) for key, one in part.items()}
    return [needed(one) for one in part] if isinstance(part, tuple) else part


def written(part: BaseModel) -> str:
    """Write a part as YAML, of which JSON is some."""
    return json.dumps(needed(part), ensure_ascii=False, default=str, indent=1)


def strip(path: Path, kind: type[BaseModel]) -> None:
    """Leave in a file what must be there."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        head, body = read_yaml(text, path.name), ""
    else:
        head, body, _ = split_front_matter(text, path.name)
    kept = written(kind.model_validate(head.value))
    path.write_text(f"---\n{kept}\n---\n{body}" if body else kept, encoding="utf-8")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The starter without all that is optional, built with its PDFs."""
    folder = tmp_path_factory.mktemp("bare") / "project"
    settle(folder)
    shutil.rmtree(folder / "content" / "changes")
    seen: set[Path] = set()
    for pattern, kind in KINDS.items():
        for path in sorted({*folder.glob(pattern)} - seen):
            strip(path, kind)
            seen.add(path)
    project = Project(folder)
    _, problems = check(project)
    assert [str(one) for one in problems] == [], "\n".join(map(str, problems))
    build(project, make_paper)
    return project


def said(path: Path) -> Iterator[str]:
    """Give all that a file says, whatever its kind."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
        yield done.stdout.decode("utf-8")
    elif path.suffix in (".xlsx", ".docx"):
        with zipfile.ZipFile(path) as parts:
            yield from (parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    elif path.suffix not in (".png", ".zip"):
        yield path.read_text(encoding="utf-8")


def test_what_is_missing_is_nowhere_printed_as_none(bare: Project) -> None:
    files = sorted(path for path in bare.output.rglob("*") if path.is_file())
    assert {path.suffix for path in files} >= {".html", ".pdf", ".xlsx", ".docx", ".csv", ".ics"}
    found = [path.name for path in files if any("None" in text for text in said(path))]
    assert found == []


def test_self_check_asks_by_the_check_where_no_own_voice_is(bare: Project) -> None:
    guide = "".join(said(bare.output / "pdf" / "self-check.pdf"))
    asked = "".join(guide.split())
    items = json.loads((bare.output / "data" / "items.json").read_text(encoding="utf-8"))["items"]
    assert items
    for item in items:
        assert item["ask"] is None
        assert item["check"] in asked


def test_template_that_would_print_nothing_as_a_word_fails_by_its_line(minimal: Project) -> None:
    page = with_templates(minimal).templates / "item.html"
    text = page.read_text(encoding="utf-8")
    line = text[: text.index("<h1")].count("\n") + 1
    page.write_text(text.replace("<h1", "{{ section.clause and item.ask }}<h1", 1), "utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    assert f"templates/item.html:{line}:1: 错误：这里没有东西可写" in str(failed.value)


def test_slot_is_not_filled_with_what_is_missing() -> None:
    sentence = Sentence("每{unit}一次")
    sentence.place = Place("templates/words.yaml", 1, 1)
    with pytest.raises(BuildFailed, match="没有东西可填"):
        fill(sentence, unit=None)
