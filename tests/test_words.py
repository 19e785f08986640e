"""The catalogue of words: complete, all used, and safe wherever it is put."""

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from paicha.pipeline import build
from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.office.xlsx.formulas import spoken
from paicha.render.words import as_script, fill, pieces, words
from tests.conftest import ROOT, with_templates

HAN = re.compile(r"[\u3400-\u9fff]")
COMMENT = {
    ".html": re.compile(r"\{#.*?#\}", re.DOTALL),
    ".js": re.compile(r"/\*.*?\*/|(?<![:\"'`])//[^\n]*", re.DOTALL),
    ".css": re.compile(r"/\*.*?\*/", re.DOTALL),
}
# What search knows of the language is no word of the interface: units, numerals, particles.
SCRIPTS = ROOT / "templates" / "assets" / "js"
OF_THE_LANGUAGE = {
    SCRIPTS / "search" / name for name in ("text.js", "figures.js", "parts.js", "rank.js")
}
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in COMMENT)


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the path of each sentence."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    else:
        yield path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_words_stand_in_the_catalogue_alone(path: Path) -> None:
    if path in OF_THE_LANGUAGE:
        return
    text = COMMENT[path.suffix].sub("", path.read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if HAN.search(line)] == []


def test_every_sentence_is_used(project: Project) -> None:
    files = [*TEMPLATES, *(ROOT / "paicha" / "render").rglob("*.py")]
    used = set(re.findall(r"\w+", "\n".join(path.read_text(encoding="utf-8") for path in files)))
    named = {path for path in leaves(words(project)) if path[0] not in BY_ID}
    assert {path for path in named if not {*path[-1].split("-")} <= used} == set()


# Groups whose sentences are looked up by an id of a model: `words.grade[item.grade]`.
BY_ID = {
    "grade",
    "how",
    "cadence",
    "within",
    "party",
    "cover",
    "value",
    "level",
    "change",
    "answer",
    "remedy",
    "fields",
    "paper",
    "field",
    "note_group",
    "note_kind",
    "note_mark",
    "note_name",
    "note_state",
    "note_unit",
    "note_value",
}


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("open: 5\n", "1:7: 错误：这里要写一句话，或一组话"),
        ("- 一句\n", "1:1: 错误：这里要写一句话，或一组话"),
        ("list: {all: '{count 项'}\n", "1:13: 错误：花括号没有成对"),
        ("all: '{0} 项'\n", "1:6: 错误：空位“0”的名字不对"),
    ],
)
def test_wrong_catalogue_is_said_where_it_is_wrong(
    minimal: Project, written: str, wrong: str
) -> None:
    (with_templates(minimal).templates / "words.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    assert str(failed.value.problems[0]).startswith(f"templates/words.yaml:{wrong}")


@pytest.mark.parametrize(
    ("right", "misspelt"),
    [
        ("还有 {count} 项", "还有 {cuont} 项"),
        ("{year}年{month}月{day}日", "{year}年{month}月{dya}日"),
    ],
    ids=["template", "renderer"],
)
def test_slot_that_nothing_fills_is_said_where_it_stands(
    minimal: Project, right: str, misspelt: str
) -> None:
    path = with_templates(minimal).templates / "words.yaml"
    text = path.read_text(encoding="utf-8")
    line = text[: text.index(right)].count("\n") + 1
    path.write_text(text.replace(right, misspelt), encoding="utf-8")
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    said = str(failed.value.problems[0])
    assert said.startswith(f"templates/words.yaml:{line}:")
    assert "没有东西可填" in said


CALL = r"\b{0}\.([\w.]+)\((?:\{{([^{{}}]*)\}})?\)"
WITHIN = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")  # commas there part no names


def calls(script: str) -> Iterator[tuple[str, set[str]]]:
    """Give the path of each sentence a script fills, and the names it fills it with."""
    taken = ",".join(re.findall(r'import \{([^}]*)\} from "#words"', script))
    imported = re.findall(r"(\w+)(?: as (\w+))?", taken)
    named = re.findall(r"const (\w+) = WORDS\.(\w+)", script)
    for name, group in [*named, *((name or group, group) for group, name in imported)]:
        for path, given in re.findall(CALL.format(name), script):
            while WITHIN.search(given):
                given = WITHIN.sub("", given)  # noqa: PLW2901 -- from the innermost outwards
            names = {part.split(":")[0].strip() for part in given.split(",")}
            yield f"{group}.{path}", names - {""}


def test_scripts_fill_the_slots_that_their_sentences_have(project: Project) -> None:
    catalogue = words(project)
    wrong = []
    for script in TEMPLATES:
        if script.suffix != ".js":
            continue
        for path, given in calls(script.read_text(encoding="utf-8")):
            sentence: Any = catalogue
            for name in path.split("."):
                sentence = sentence.get(name) if isinstance(sentence, dict) else None
            if sentence is None or {slot for _, slot in pieces(sentence) if slot} != given:
                wrong.append((script.name, path, given))
    assert wrong == []


def test_script_that_names_no_group_is_said_with_its_line(minimal: Project) -> None:
    script = with_templates(minimal).templates / "assets" / "js" / "site" / "due.js"
    script.write_text(
        '// due\nimport { duo } from "#words";\nexport { duo as startDue };\n', encoding="utf-8"
    )
    with pytest.raises(BuildFailed) as failed:
        build(minimal)
    said = "templates/assets/js/site/due.js:2:10: 错误：templates/words.yaml 里没有“duo”"
    assert str(failed.value.problems[0]).startswith(said)


def test_guide_never_says_that_a_yes_is_safe(project: Project) -> None:
    guide: Any = words(project)["print"]["guide"]
    assert "“是”只说明这一项做到了" in guide["line_by_line"]
    assert not [sentence for sentence in guide.values() if re.search("就是安全|就没事", sentence)]


def test_filled_sentence_lets_no_markup_in() -> None:
    assert fill("<b> {name}", name="<i>") == "&lt;b&gt; &lt;i&gt;"


def test_script_says_a_sentence_as_it_was_written() -> None:
    node = shutil.which("node")
    assert node
    sentence = 'a `b` "c" \\n ${x} {{y}} ${{z}} {count} 条'
    group = {"by-date": sentence, "plain": "`{{}}` $", "within": {"a": "甲"}}
    script = f"const said = {as_script(group)};"
    script += 'const all = [said["by-date"]({ count: 2, x: "乙" }), said.plain, said.within.a];'
    script += "console.log(JSON.stringify(all));"
    found = subprocess.run([node, "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(found.stdout) == [sentence.format(count=2, x="乙"), "`{}` $", "甲"]


# Renderers: fonts are called so in every language, and what marks a citation is of the language.

RENDER = ROOT / "paicha" / "render"
APART = {
    *("apart.py", "characters.py", "plain.py", "lists.py", "printed.py"),  # they take texts apart
    *("inline.py", "pdf.py", "templates.py", "typeset.py", "words.py"),  # they speak to authors
    *("library.py", "module.py"),
}
RENDERERS = sorted(path for path in RENDER.rglob("*.py") if path.name not in APART)
FONTS = {"宋体", "黑体"}


def spoken_in(path: Path) -> list[str]:
    """The texts of a module with Han letters; docstrings and messages for editors are apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart: set[ast.AST] = set()
    for node in ast.walk(tree):
        is_problem = isinstance(node, ast.Call) and ast.unparse(node.func) == "Problem"
        if is_problem or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            apart |= {*ast.walk(node)}
    texts = [node for node in ast.walk(tree) if node not in apart]
    said = [node.value for node in texts if isinstance(node, ast.Constant)]
    return [text for text in said if isinstance(text, str) and HAN.search(text)]


@pytest.mark.parametrize("path", RENDERERS, ids=lambda path: path.relative_to(RENDER).as_posix())
def test_renderer_says_no_word_of_its_own(path: Path) -> None:
    assert set(spoken_in(path)) - FONTS == set()


def test_formula_says_a_sentence_in_the_order_of_its_slots() -> None:
    cells = {"before": "$A$1", "now": "$B$2"}
    said = spoken('{now} "now"{name}, {before} before', cells, name=" (a)")
    assert said == '$B$2&" ""now"" (a), "&$A$1&" before"'
