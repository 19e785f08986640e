"""Modules that fit together in; one classic script an entry out, as `file://` needs it.

Modules become blocks within one function, each after those that it needs. What they give are
variables of the function, under their own names where no other block can mean anything else by
them. What an entry asks for late becomes scripts of their own: each is a function that is handed
`$modules` (site/late.js), what modules give by their paths, so that nothing is there twice or
global.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from paicha.render.scripts.code import tight
from paicha.render.scripts.library import LOADER, WORDS, Library
from paicha.render.scripts.module import Module, Name
from paicha.render.words import as_script

Seen = dict[tuple[str, str], str]  # a module's path and what it gives → the variable's name


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
    modules = [one.library.modules[path] for path in one.order]
    seen, handed = _seen(one.library, modules), _handed(one)
    parts = [_words(one.library, modules)]
    if handed:
        parts.append("const $modules = {};\n")
    if not one.late and any(module.late for module in modules):
        parts.append("const $late = async (path) => $modules[path];\n")  # it is all here
    for module in modules:
        parts.append(_block(one.library, module, seen))
        if module.path in handed:
            gives = ", ".join(_pair(it, seen[module.path, it]) for it in handed[module.path])
            parts.append(f'$modules["{module.path}"] = {{ {gives} }};\n')
        if module.path == LOADER and one.late:
            written = json.dumps(addresses, indent=1)
            parts.append(f"const $late = {seen[LOADER, 'loader']}($modules, {written});\n")
    return tight(f'(() => {{\n"use strict";\n{"".join(parts)}}})();\n')


def late_script(one: Linked, path: str) -> str:
    """Write the script of what an entry asks for late: what the entry has not, once."""
    own = [at for at in _ordered(one.library, [path]) if at not in one.order]
    modules = [one.library.modules[at] for at in own]
    parts = [_function(one.library, module) for module in modules]
    said = _words(one.library, modules)
    head = 'document.currentScript.take(($modules, $late) => {\n"use strict";\n'
    return tight(f"{head}{said}{''.join(parts)}}});\n")


def _seen(library: Library, modules: Sequence[Module]) -> Seen:
    """Name what modules give as other blocks see it."""
    seen = {}
    for n, module in enumerate(modules):
        meant = {name for other in modules for name in _meant(library, other, module.path)}
        for name in module.gives:
            plain = name.there in module.constants - meant
            seen[module.path, name.there] = name.there if plain else f"{name.there}${n}"
    return seen


def _meant(library: Library, module: Module, path: str) -> frozenset[str]:
    """Give the names by which a module may mean something else than what another one gives."""
    if module.path == path:
        return frozenset()
    taken = (
        name.there
        for one in module.imports
        if library.path(module, one.source) == path
        for name in one.names
        if name.there == name.here
    )
    return module.words.difference(taken)


def _handed(one: Linked) -> dict[str, list[str]]:
    """Say by modules which names late ones take; all, of one that is asked for as if late."""
    library = one.library
    late = [library.modules[path] for path in _ordered(library, one.late) if path not in one.order]
    asked = {path for at in one.order for path in library.wants(at)}
    asked.update(path for module in late for path in library.wants(module.path))
    found = {path: dict.fromkeys(library.modules[path].exports) for path in asked & {*one.order}}
    for module in late:
        for taken in module.imports:
            if (path := library.path(module, taken.source)) in one.order:
                found.setdefault(path, {}).update(dict.fromkeys(it.there for it in taken.names))
    return {path: sorted(names) for path, names in found.items()}


def _words(library: Library, modules: Iterable[Module]) -> str:
    """Write the groups of sentences that modules say."""
    groups = {name.there for module in modules for name in _groups(module)}
    if not groups:
        return ""
    return f"const $words = {as_script({name: library.words[name] for name in sorted(groups)})};\n"


def _groups(module: Module) -> Iterator[Name]:
    return (name for one in module.imports if one.source == WORDS for name in one.names)


def _block(library: Library, module: Module, seen: Seen) -> str:
    """Write a module as a block; what it gives under another name is handed out at its end."""
    gives = [(name, seen[module.path, name.there]) for name in module.gives]
    shared = {name.there for name, variable in gives if variable == name.there}
    body = f"{{\n{_brought(library, module, seen)}{_body(library, module, shared)}\n"
    given = (f"var {variable} = {name.here};\n" for name, variable in gives if "$" in variable)
    return f"{body}{''.join(given)}}}\n"


def _brought(library: Library, module: Module, seen: Seen) -> str:
    """Write as constants what a module takes of others that goes by another name."""
    found = {}
    for one in module.imports:
        for name in one.names:
            if one.source == WORDS:
                found[name.here] = f"$words.{name.there}"
            else:
                found[name.here] = seen[library.path(module, one.source), name.there]
    return "".join(f"const {here} = {it};\n" for here, it in found.items() if here != it)


def _function(library: Library, module: Module) -> str:
    """Write a module as a function that runs once, whichever script brings it first."""
    gives = ", ".join(_pair(name.there, name.here) for name in module.gives)
    return (
        f'$modules["{module.path}"] ??= (() => {{\n{_taken(library, module)}'
        f"{_body(library, module)}\nreturn {{ {gives} }};\n}})();\n"
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


def _body(library: Library, module: Module, shared: Collection[str] = ()) -> str:
    late = {one.source: library.path(module, one.source) for one in module.late}
    return module.body(late, shared)


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
