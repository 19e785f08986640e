"""JavaScript modules: what cannot be linked is refused by its place, what can runs as written."""

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from paicha.problems import BuildFailed
from paicha.project import Project
from paicha.render.assets import assets
from paicha.render.scripts.code import tight
from paicha.render.scripts.library import FOLDER, Library, fitting
from paicha.render.scripts.linked import late_script, linked, script, whole
from paicha.render.scripts.module import Module
from paicha.render.words import catalogue
from scripts.script_words import main as write_words
from tests.conftest import ROOT, with_templates

JS = ROOT / "templates" / "assets" / "js"
CASES = sorted((Path(__file__).parent / "cases" / "scripts").glob("*.yaml"))
# Groups of sentences, one of which no script can say: `{export}` names nothing there.
WORDS = """filter: {all: "全部 {count} 项", "by-date": "限期"}
offer: {keep: "请先{export}"}
"""


def library_of(files: dict[str, str]) -> Library:
    modules = {path: Module(path, f"{FOLDER}/{path}", text) for path, text in files.items()}
    return fitting(Library(modules, catalogue(WORDS, "templates/words.yaml")))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_module_that_cannot_be_linked_is_explained(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    with pytest.raises(BuildFailed) as failed:
        library_of(case["files"])
    assert f"{failed.value}\n" == case["says"]


def test_cases_differ_in_what_they_show() -> None:
    said = [yaml.safe_load(path.read_text(encoding="utf-8"))["what"] for path in CASES]
    assert len(set(said)) == len(said)


def ran(scripts: dict[str, str], first: str) -> list[object]:
    """Run a script as a page does, with others that it may load; give what it said by `told`."""
    page = f"""
        const told = [];
        const scripts = {json.dumps(scripts)};
        const tell = (...values) => told.push(...values);
        const listeners = {{}};
        globalThis.addEventListener = (name, hear) => hear();
        globalThis.document = {{
          currentScript: {{ src: "https://here/assets/list.js" }},
          createElement: () => ({{
            relList: {{ supports: () => true }},
            addEventListener(name, hear) {{ this[name] = hear; }},
            remove() {{}},
          }}),
          head: {{
            append(script) {{
              if (script.rel) return tell(`${{script.rel}} ${{script.href}}`);
              const name = script.src.replace("https://here/assets/", "");
              queueMicrotask(() => {{
                if (!(name in scripts)) return script.error();
                document.currentScript = script;
                tell(`loaded ${{name}}`);
                new Function("tell", scripts[name])(tell);
                document.currentScript = null;
                script.load();
              }});
            }},
          }},
        }};
        new Function("tell", scripts["{first}"])(tell);
        document.currentScript = null;
        process.on("exit", () => console.log(JSON.stringify(told)));
    """
    found = subprocess.run(["node", "-e", page], capture_output=True, text=True, check=True)
    said: list[object] = json.loads(found.stdout)
    return said


def test_linked_script_runs_each_module_once_after_what_it_needs() -> None:
    files = {
        "list.js": """
            // what a page of a list is
            import { first, second as other } from "./list/one.js";
            import { filter as phrase } from "#words";
            import { count } from "./list/count.js";
            tell(first(), other, phrase.all({ count: count() }), phrase["by-date"]);
        """,
        "list/one.js": """
            import { counted, count as now } from "./count.js";
            const text = `export const a = ${`{${now()}}`}; // no comment`; /* one */ // two
            export const first = () => counted("/* no comment */"), third = 3;
            export { text as second };
        """,
        "list/count.js": """
            let count = 0;
            tell("count.js");
            /**
             * Count.
             */
            export function counted(/** @type {string} */ what) {
              count += 1;
              return what + count;
            }
            const now = () => count;
            export { now as count };
        """,
    }
    files = {name: text.replace("\n            ", "\n") for name, text in files.items()}
    library = library_of(files)
    text = script(linked(library, "list.js"), {})
    said = ["count.js", "/* no comment */1", "export const a = {0}; // no comment", "全部 1 项"]
    assert ran({"list.js": text}, "list.js") == [*said, "限期"]
    assert [line for line in text.splitlines() if "Count." in line or "two" in line] == []
    assert "\nfunction counted(what){count+=1;\nreturn what+count;}\n" in text


# One name for three things: what a module gives, what another gives, and what a third means by it.
ALIKE = {
    "list.js": """
import { print as printed, say } from "./list/one.js";
import { say as other, Told } from "./list/two.js";
const print = () => "the list's";
tell(say(), other(), printed(), print(), new Told().text, say.name);
""",
    "list/one.js": """
import { count } from "./two.js";
export const say = () => `one ${count}`;
export const print = () => status;
""",
    "list/two.js": """
const status = "two's";
export const say = () => (status ? "two" : "");
export class Told { text = "told"; }
export const count = 2, status$ = 3;
""",
}


def test_modules_that_say_the_same_name_never_meet() -> None:
    text = script(linked(library_of(ALIKE), "list.js"), {})
    page = f'globalThis.status = "the page\'s";\n{text}'
    said = ["one 2", "two", "the page's", "the list's", "told", "say"]
    assert ran({"list.js": page}, "list.js") == said


TIGHT = {
    "a + +b - -c + ++d - --e": "a+ +b- -c+ ++d- --e",
    "return /a  b/ . test( c )": "return/a  b/.test(c)",
    "f(\n  /[/ ]  \\/ /g , 1 / 2 / 3 )": "f(/[/ ]  \\/ /g,1/2/3)",
    'say(`a  ${ b  + "  c" }  // d`) // e\n\n  /* f */\n  g': (
        'say(`a  ${ b  + "  c" }  // d`)\ng'
    ),
    "typeof  a in b /* c */ of d": "typeof a in b of d",
    "case 'a b' : async ( { c } ) => ({ c })": "case'a b':async({c})=>({c})",
}


@pytest.mark.parametrize("text", TIGHT)
def test_room_in_a_script_goes_and_its_texts_and_lines_stay(text: str) -> None:
    assert tight(text) == TIGHT[text]


LATE = {
    "list.js": """
import { count } from "./list/count.js";
const more = async () => {
  const one = await import("./list/exports.js");
  const { printed } = await import('./list/prints.js');
  tell(one.exported(), printed(), count());
  tell((await import("./list/exports.js")) === one, (await import("./list/count.js")).count());
};
tell(count());
more();
""",
    "list/count.js": """
let number = 0;
export const count = () => (number += 1);
""",
    "list/zip.js": """
import { count } from "./count.js";
tell("zip.js");
export const zipped = (what) => `${what} ${count()}`;
""",
    "list/exports.js": """
import { zipped } from "./zip.js";
import { filter } from "#words";
export const exported = () => zipped(filter["by-date"]);
""",
    "list/prints.js": """
import { zipped } from "./zip.js";
export const printed = () => zipped("printed");
""",
    **{name: (JS / name).read_text("utf-8") for name in ("site/late.js", "site/handed.js")},
}


def late_assets(entry: str = "list.js") -> dict[str, str]:
    """Give the scripts of an entry and of what it asks for late, by their names."""
    library = library_of(LATE)
    one = linked(library, entry)
    addresses = {path: path.rpartition("/")[2] for path in one.late}
    found = {addresses[path]: late_script(one, path) for path in one.late}
    return {**found, entry: script(one, addresses)}


def test_what_is_asked_for_late_shares_what_is_there() -> None:
    scripts = late_assets()
    assert set(scripts) == {"list.js", "exports.js", "prints.js"}
    ahead = [f"prefetch https://here/assets/{name}" for name in ("exports.js", "prints.js")]
    loaded = ["loaded exports.js", "zip.js", "loaded prints.js"]
    said = ["限期 2", "printed 3", 4, True, 5]
    assert ran(scripts, "list.js") == [*ahead, 1, *loaded, *said]
    assert "count += 1" not in "".join(text for name, text in scripts.items() if name != "list.js")


def test_what_does_not_arrive_is_asked_for_again() -> None:
    scripts = late_assets()
    one = scripts.pop("exports.js")
    scripts["list.js"] = scripts["list.js"].replace(
        "\nmore();",
        '\nmore().catch((error) => { tell(error.message); scripts["exports.js"] = one; more(); });',
    )
    page = {**scripts, "first.js": f"const one = {json.dumps(one)};\n{scripts['list.js']}"}
    said = ran(page, "first.js")
    assert said[-1:] == [5]


def test_lone_page_has_in_one_script_what_others_ask_for_late() -> None:
    library = library_of(LATE)
    text = script(whole(library, "list.js"), {})
    assert ran({"list.js": text}, "list.js") == ["zip.js", 1, "限期 2", "printed 3", 4, True, 5]


def test_scripts_of_a_page_are_named_by_all_that_is_in_them(minimal: Project) -> None:
    folder = with_templates(minimal).templates / "assets" / "js"
    for name, text in LATE.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text.replace('filter["by-date"]', "filter.and"), "utf-8")
    before = assets(minimal)
    late = "list.js:list/exports.js"
    assert str(before[late].path).startswith("assets/list-exports.")
    assert before[late].path.name in before["list.js"].content.decode()
    (folder / "list" / "exports.js").write_text(LATE["list/prints.js"], "utf-8")
    after = assets(minimal)
    assert {name for name in before if before[name] != after[name]} == {"list.js", late}


# Rules that need no page: node itself runs each file of tests/js, on the modules as they stand.

HOOKS = ROOT / "tests" / "js" / "modules.mjs"
UNITS = sorted((ROOT / "tests" / "js").glob("*.test.mjs"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_rules_hold_without_a_page(path: Path) -> None:
    write_words()
    command = ["node", "--import", str(HOOKS), "--test", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"^# pass [1-9]", ran.stdout, re.MULTILINE), ran.stdout


WRONG = {
    "no-restricted-properties": "document.body.innerHTML = location.hash;",
    "no-undef": "paicha.record.seal();",
    "no-unused-vars": "const one = 1;",
    "complexity": f"export const f = (a) => ({'a ? 1 : ' * 8}0);",
    "no-restricted-imports": 'import { a } from "../search/a.js"; a();',
}


def test_what_no_script_may_do_is_refused() -> None:
    npm = ROOT / "tests" / "node"
    eslint = str(npm / "node_modules" / ".bin" / "eslint")
    name = ("--stdin", "--stdin-filename", "templates/assets/js/list/a.js")
    ran = subprocess.run(
        [eslint, "--config", npm / "eslint.config.mjs", *name, "--format", "json"],
        input="\n".join(WRONG.values()),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    (found,) = json.loads(ran.stdout)
    assert [one["ruleId"] for one in found["messages"]] == list(WRONG)


HEAD = """<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; script-src 'self'; img-src data:">
<script defer src="assets/list.js"></script></head></html>
"""


@pytest.mark.browser
def test_what_is_asked_for_late_comes_on_a_memory_stick_too(
    browser: Browser, tmp_path: Path
) -> None:
    scripts = late_assets()
    (tmp_path / "assets").mkdir()
    for name, text in scripts.items():
        (tmp_path / "assets" / name).write_text(text, encoding="utf-8")
    (tmp_path / "index.html").write_text(HEAD, encoding="utf-8")
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.add_init_script("window.told = []; window.tell = (...all) => told.push(...all);")
    page.goto((tmp_path / "index.html").as_uri())
    page.wait_for_function("() => told.length === 7")
    assert page.evaluate("told") == [1, "zip.js", "限期 2", "printed 3", 4, True, 5]
    page.close()
    assert wrong == []
