"""A folder of JavaScript modules in; the modules, once all of them fit together, out."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from paicha.problems import BuildFailed, Problem, did_you_mean
from paicha.project import Project
from paicha.render.scripts.module import Import, Module
from paicha.render.words import Catalogue, Sentence, Words, pieces, read_catalogue, words_of
from paicha.source.text import must_read

WORDS = "#words"  # what a module takes the sentences from that it says
LOADER = "site/late.js"  # gives the function that `import("./x.js")` becomes
FOLDER = "templates/assets/js"
# What no name of a script can be, ours or another's.
_RESERVED = """
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof var
    void while with yield"""
RESERVED = frozenset(_RESERVED.split())


@dataclass(frozen=True, eq=False)
class Library:
    """Every module by its path in the folder, and the catalogue of words they take from."""

    modules: dict[str, Module]
    words: Words

    @cached_property
    def entries(self) -> list[str]:
        """The modules that pages name: those in the folder itself."""
        return [path for path in self.modules if "/" not in path]

    def path(self, module: Module, source: str) -> str:
        """Say which module a source is, seen from another."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(module.path), source))

    def needs(self, path: str) -> list[str]:
        """Give the modules that one takes from before it runs."""
        module = self.modules[path]
        sources = (one.source for one in module.imports if one.source != WORDS)
        return list(dict.fromkeys(self.path(module, source) for source in sources))

    def wants(self, path: str) -> list[str]:
        """Give the modules that one asks for when they are first wanted."""
        module = self.modules[path]
        return list(dict.fromkeys(self.path(module, one.source) for one in module.late))


def read_library(project: Project) -> Library:
    """Read the modules of a project, or raise BuildFailed with all that is wrong with them.

    The same texts give the same library: `serve` builds after every save.
    """
    found = (_read(project, path) for path in project.templates_like("assets/js/**/*.js"))
    return _library(tuple(found), read_catalogue(project))


@lru_cache(maxsize=4)
def _library(modules: tuple[Module, ...], catalogue: Catalogue) -> Library:
    return fitting(Library({one.path: one for one in modules}, words_of(catalogue)))


def fitting(library: Library) -> Library:
    """Give modules that fit together as they are, or raise BuildFailed."""
    if problems := list(_problems(library)):
        raise BuildFailed(problems)
    if circles := list(_circles(library)):
        raise BuildFailed(circles)
    return library


def _read(project: Project, path: Path) -> Module:
    name = project.name(path)
    own = path.as_posix().rpartition("/assets/js/")[2]
    return _module(own, name, must_read(path, name))


@lru_cache(maxsize=1024)
def _module(path: str, name: str, text: str) -> Module:
    """Give a module, which keeps what is found in its text."""
    return Module(path, name, text)


def _problems(library: Library) -> Iterator[Problem]:
    for module in library.modules.values():
        yield from module.problems()
        for one in module.imports:
            check = _words_problems if one.source == WORDS else _import_problems
            yield from check(library, module, one)
        for one in module.late:
            yield from _import_problems(library, module, one)
            if LOADER not in library.modules:
                hint = "请从备份恢复：它取来用到才要的脚本"
                yield Problem(module.place(one.at), f"没有文件 {FOLDER}/{LOADER}", hint)


def _import_problems(library: Library, module: Module, taken: Import) -> Iterator[Problem]:
    """What is imported is a module of the folder, and gives the names that are taken."""
    path = library.path(module, taken.source)
    place = module.place(taken.at)
    if not taken.source.startswith(("./", "../")):
        hint = f"写 ./名字.js、../文件夹/名字.js；句子从 {WORDS} 取"
        yield Problem(place, f"读不懂“{taken.source}”", hint)
    elif path.startswith("../"):
        yield Problem(place, f"“{taken.source}”在 {FOLDER} 之外", "请把要用的放进这个文件夹")
    elif path not in library.modules:
        hint = did_you_mean(taken.source, _sources(library, module))
        yield Problem(place, f"没有文件“{taken.source}”", hint)
    else:
        yield from _name_problems(library.modules[path], module, taken)


def _sources(library: Library, module: Module) -> list[str]:
    """Give the other modules as this one would name them, its neighbours first."""
    folder = posixpath.dirname(module.path)
    found = (posixpath.relpath(path, folder or ".") for path in library.modules)
    named = [one if one.startswith("../") else f"./{one}" for one in found]
    return sorted(named, key=lambda one: (one.startswith("../"), one.count("/"), one))


def _name_problems(source: Module, module: Module, taken: Import) -> Iterator[Problem]:
    for name in taken.names:
        if name.there not in source.exports:
            hint = did_you_mean(name.there, source.exports) or "它什么也没有 export"
            message = f"“{taken.source}”没有 export “{name.there}”"
            yield Problem(module.place(name.at), message, hint)


def _words_problems(library: Library, module: Module, taken: Import) -> Iterator[Problem]:
    """What is taken from the catalogue is a group of it, whose slots a script can name."""
    for name in taken.names:
        if name.there not in library.words:
            hint = did_you_mean(name.there, sorted(library.words))
            message = f"templates/words.yaml 里没有“{name.there}”这一组"
            yield Problem(module.place(name.at), message, hint)
        else:
            yield from _slot_problems(library.words[name.there], module)


def _slot_problems(value: Words | Sentence, module: Module) -> Iterator[Problem]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _slot_problems(inner, module)
        return
    for slot in {slot for _, slot in pieces(value) if slot in RESERVED}:
        hint = f"{module.name} 要说这一句；请换一个名字"
        yield Problem(value.place, f"空位“{slot}”的名字在脚本里有别的意思", hint)


def _circles(library: Library) -> Iterator[Problem]:
    """No module needs itself, by whatever way."""
    done: set[str] = set()

    def visit(path: str, trail: tuple[str, ...]) -> Iterator[Problem]:
        for taken in library.modules[path].imports:
            if taken.source == WORDS:
                continue
            target = library.path(library.modules[path], taken.source)
            if target in (*trail, path):
                yield _circle(library, (*trail, path), target, taken.at)
            elif target not in done:
                yield from visit(target, (*trail, path))
        done.add(path)

    for path in library.modules:
        if path not in done:
            yield from visit(path, ())


def _circle(library: Library, trail: tuple[str, ...], target: str, at: int) -> Problem:
    round_ = " → ".join((*trail[trail.index(target) :], target))
    hint = "请把两边都要用的移到第三个文件"
    return Problem(library.modules[trail[-1]].place(at), f"转了一圈：{round_}", hint)
