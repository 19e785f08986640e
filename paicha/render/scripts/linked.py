"""Modules that fit together in; one classic script an entry out, as `file://` needs it.

Every module becomes a function that runs once, after those that it needs; it finds them under
their paths in `$modules`. What an entry asks for late becomes scripts of their own: each is a
function that is handed `$modules` (site/late.js), so that nothing is there twice or global.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from paicha.render.scripts.library import LOADER, WORDS, Library
from paicha.render.scripts.module import Module, Name
from paicha.render.words import as_script


@dataclass(frozen=True, slots=True)
class Linked:
    """A script in pieces: `named` says under which name each late one is to be had."""

    library: Library
    entry: str
    order: tuple[str, ...]  # its modules, each after those that it needs; the entry is the last
    late: tuple[str, ...]  # what it asks for late, and what that asks for


def linked(library: Library, entry: str) -> Linked:
    """Link an entry: what it is made of, and what is made of its own beside it."""
    own, late = _ordered(library, [entry]), _wanted(library, entry)
    first = _ordered(library, [LOADER]) if late else ()
    return Linked(library, entry, tuple(dict.fromkeys((*first, *own))), late)


def whole(library: Library, entry: str) -> Linked:
    """Link an entry with what it asks for late, as a page needs it that has nothing beside it."""
    own, late = _ordered(library, [entry]), _wanted(library, entry)
    rest = _ordered(library, late)
    return Linked(library, entry, tuple(dict.fromkeys((*own[:-1], *rest, entry))), ())


def script(one: Linked, addresses: dict[str, str]) -> str:
    """Write the script of an entry, where `addresses` has the names of its late ones."""
    *modules, entry = [one.library.modules[path] for path in one.order]
    parts = ["const $modules = {};\n", _words(one.library, [*modules, entry])]
    for module in modules:
        parts.append(_function(one.library, module, "="))
        if module.path == LOADER and one.late:
            written = json.dumps(addresses, indent=1)
            parts.append(f'const $late = $modules["{LOADER}"].loader($modules, {written});\n')
    if not one.late and any(module.late for module in (*modules, entry)):
        parts.append("const $late = async (path) => $modules[path];\n")  # it is all here
    parts += [_taken(one.library, entry), _body(one.library, entry)]
    return f'(() => {{\n"use strict";\n{"".join(parts)}}})();\n'


def late_script(one: Linked, path: str) -> str:
    """Write the script of what an entry asks for late: what the entry has not, once."""
    own = [at for at in _ordered(one.library, [path]) if at not in one.order]
    modules = [one.library.modules[at] for at in own]
    parts = [_function(one.library, module, "??=") for module in modules]
    said = _words(one.library, modules)
    head = 'document.currentScript.take(($modules, $late) => {\n"use strict";\n'
    return f"{head}{said}{''.join(parts)}}});\n"


def _words(library: Library, modules: Iterable[Module]) -> str:
    """Write the groups of sentences that modules say."""
    groups = {name.there for module in modules for name in _groups(module)}
    if not groups:
        return ""
    return f"const $words = {as_script({name: library.words[name] for name in sorted(groups)})};\n"


def _groups(module: Module) -> Iterator[Name]:
    return (name for one in module.imports if one.source == WORDS for name in one.names)


def _function(library: Library, module: Module, put: str) -> str:
    gives = ", ".join(_pair(name.there, name.here) for name in module.gives)
    return (
        f'$modules["{module.path}"] {put} (() => {{\n{_taken(library, module)}'
        f"{_body(library, module)}return {{ {gives} }};\n}})();\n"
    )


def _taken(library: Library, module: Module) -> str:
    """Write what a module takes as constants."""
    lines = []
    for one in module.imports:
        path = library.path(module, one.source)
        source = "$words" if one.source == WORDS else f'$modules["{path}"]'
        names = ", ".join(_pair(name.there, name.here) for name in one.names)
        lines.append(f"const {{ {names} }} = {source};\n")
    return "".join(lines)


def _body(library: Library, module: Module) -> str:
    return module.body({one.source: library.path(module, one.source) for one in module.late})


def _pair(key: str, value: str) -> str:
    return key if key == value else f"{key}: {value}"


def _ordered(library: Library, paths: Iterable[str]) -> tuple[str, ...]:
    """Give modules and all that they need, each after what it needs itself."""
    done: dict[str, None] = {}

    def visit(path: str) -> None:
        if path not in done:
            for needed in library.needs(path):
                visit(needed)
            done[path] = None

    for path in paths:
        visit(path)
    return tuple(done)


def _wanted(library: Library, entry: str) -> tuple[str, ...]:
    """Give what an entry asks for late, with what that asks for, unless it has it anyway."""
    own = set(_ordered(library, [entry]))
    found: dict[str, None] = {}
    waiting = [entry]
    while waiting:
        for path in _ordered(library, [waiting.pop()]):
            new = [one for one in library.wants(path) if one not in own and one not in found]
            found |= dict.fromkeys(new)
            waiting += new
    return tuple(found)
