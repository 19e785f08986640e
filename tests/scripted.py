"""Rules of scripts, asked from Python: run by node on the modules as they stand, or in a page."""

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from typing import Any

from playwright.sync_api import Page

from paicha.project import Project
from paicha.render.scripts.library import Library, read_library
from paicha.render.scripts.linked import script, whole
from paicha.render.scripts.module import Module
from scripts.script_words import main as write_words
from tests.conftest import ROOT

JS = ROOT / "templates" / "assets" / "js"
HOOKS = ROOT / "tests" / "js" / "modules.mjs"
Taken = Mapping[str, str]  # a module's path → the names that are taken from it

written_words = cache(write_words)


def ran(taken: Taken, work: str, given: Any = None) -> Any:
    """Run the body of an async function that has what is `taken` and `given`; give its result."""
    written_words()
    imports = "".join(
        f'import {{ {names} }} from "{(JS / path).as_uri()}";\n' for path, names in taken.items()
    )
    text = f"""
        import {{ readFileSync }} from "node:fs";
        {imports}
        const given = JSON.parse(readFileSync(0, "utf-8"));
        const work = async () => {{ {work} }};
        console.log(JSON.stringify(await work()));
    """
    command = ["node", "--import", str(HOOKS), "--input-type=module", "--eval", text]
    said = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def ran_in(page: Page, taken: Taken, work: str, given: Any = None) -> Any:
    """Do the same in a page, with modules of its own: those of the page are not touched."""
    imports = "".join(f'import {{ {names} }} from "./{path}";\n' for path, names in taken.items())
    library = read_library(Project(ROOT))
    text = f"{imports}globalThis.$ran = async (given) => {{ {work} }};\n"
    modules = {**library.modules, "asked.js": Module("asked.js", "asked.js", text)}
    linked = script(whole(Library(modules, library.words), "asked.js"), {})
    return page.evaluate(f"(given) => {{ {linked} return $ran(given); }}", given)
