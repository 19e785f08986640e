"""The catalogue in; `#words` as lint and unit tests of scripts take it out, in .cache/js/."""

import json
import os
from pathlib import Path

from paicha.project import Project
from paicha.render.scripts.library import RESERVED
from paicha.render.words import Words, as_script, pieces, words

ROOT = Path(__file__).parent.parent


def main(root: Path = ROOT) -> None:
    """Write words.js, and words.d.ts in which slots are parameters."""
    said = words(Project(root))
    groups = {name: group for name, group in said.items() if _is_sayable(name, group)}
    folder = root / ".cache" / "js"
    folder.mkdir(parents=True, exist_ok=True)
    for ending, write in (("js", _script), ("d.ts", _types)):
        lines = [write(name, group) for name, group in sorted(groups.items())]
        _replace(folder / f"words.{ending}", "\n".join(lines))


def _replace(path: Path, text: str) -> None:
    """Write a file that others may be reading."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    new.replace(path)


def _is_sayable(name: str, value: Words | str) -> bool:
    """Say whether a script could take a group: it names the group and every slot."""
    if isinstance(value, dict):
        return name not in RESERVED and all(_is_sayable("", one) for one in value.values())
    return not RESERVED & {slot for _, slot in pieces(value) if slot}


def _script(name: str, group: Words) -> str:
    return f"export const {name} = {as_script(group)};"


def _types(name: str, group: Words) -> str:
    return f"export const {name}: {_type(group)};"


def _type(value: Words | str) -> str:
    if isinstance(value, dict):
        inner = (f"readonly {json.dumps(key)}: {_type(one)}" for key, one in value.items())
        return f"{{ {'; '.join(inner)} }}"
    slots = sorted({slot for _, slot in pieces(value) if slot})
    if not slots:
        return "string"
    return f"(slots: {{ {'; '.join(f'{slot}: string | number' for slot in slots)} }}) => string"


if __name__ == "__main__":
    main()
