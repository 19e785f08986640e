"""The text of a JavaScript module in; what it takes and gives, and the rest of it, out.

A module takes names by `import { a, b as c } from "./x.js";` and gives them by `export` before
what defines them or by `export { a };`, each at the beginning of a line. What is rarely wanted
it asks for by `await import("./x.js")`. Nothing else can be linked, and is refused by its place.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from paicha.problems import Place, Problem
from paicha.render.scripts.code import bare, tight

_IMPORT = re.compile(r"""^import\s*\{([^{}]*)\}\s*from\s*(["'])([^"'\n]*)\2;\n?""", re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:const|class|function\*?|async function\*?) +([\w$]+))", re.MULTILINE
)
_LISTED = re.compile(r"^export\s*\{([^{}]*)\};\n?", re.MULTILINE)
_LATE = re.compile(r"""\bimport\(\s*(["'])([^"'\n]*)\1\s*\)""")
_ANY = re.compile(r"(?<![.\w$])(?:import|export)\b(?!\s*:)")
_DEFINED = re.compile(
    r"^(?:export )?(const|let|var|class|function\*?|async function\*?)\s+"
    r"([\w$]+|\{[^{}]*\}|\[[^\[\]]*\])",
    re.MULTILINE,
)
_WORD = re.compile(r"(?<![.\w$])[A-Za-z_$][\w$]*")
_NAMED = re.compile(r"[^,]+")
_ALIAS = re.compile(r"\s*([\w$]+)(?:\s+as\s+([\w$]+))?\s*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name that is taken or given: as it is called there, and here."""

    at: int
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Import:
    """Names taken from another module; `source` says from which, at the place `at`."""

    at: int
    source: str
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Module:
    """A module by its path in the folder (`record/rules.js`), and by its name in messages."""

    path: str
    name: str
    text: str

    @cached_property
    def code(self) -> str:
        """The text without comments, and without what texts hold; places are the same."""
        return bare(self.text)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """What it takes before it runs."""
        return tuple(
            Import(found.start(3), self._said(found, 3), tuple(self._names(found)))
            for found in _IMPORT.finditer(self.code)
        )

    @cached_property
    def late(self) -> tuple[Import, ...]:
        """What it asks for when it is first wanted."""
        found = _LATE.finditer(self.code)
        return tuple(Import(one.start(2), self._said(one, 2)) for one in found)

    @cached_property
    def gives(self) -> tuple[Name, ...]:
        """The names it gives."""
        defined = [Name(one.start(1), one[1], one[1]) for one in _EXPORT.finditer(self.code)]
        listed = [name for one in _LISTED.finditer(self.code) for name in self._names(one)]
        return (*defined, *(Name(one.at, one.here, one.there) for one in listed))

    @cached_property
    def words(self) -> frozenset[str]:
        """The names that it may say, also within a template's `${…}`."""
        return frozenset(_WORD.findall(tight(self.text)))

    @cached_property
    def constants(self) -> frozenset[str]:
        """The names of constants that it gives where it defines them."""
        found = (one[1] for one in _EXPORT.finditer(self.code))
        return frozenset(name for name in found if self._defined[name][1] == "const")

    @cached_property
    def exports(self) -> dict[str, str]:
        """The names it gives, each with what it is called within."""
        return {name.there: name.here for name in self.gives}

    def place(self, at: int) -> Place:
        """Say where in the file a place of the text is."""
        line = self.text.count("\n", 0, at) + 1
        return Place(self.name, line, at - self.text.rfind("\n", 0, at))

    def body(self, late: dict[str, str], shared: Collection[str]) -> str:
        """Give what is left to run.

        `late` says which module each late source is; the constants in `shared` can be seen from
        outside of the block that the body is put into.
        """
        edits = [(*one.span(), "") for at in (_IMPORT, _LISTED) for one in at.finditer(self.code)]
        for one in _EXPORT.finditer(self.code):
            seen = one[1] in shared
            edits.append((one.start(), one.start(1), "var ") if seen else (*one.span(), ""))
        wanted = _LATE.finditer(self.code)
        edits += [(*one.span(), f'$late("{late[self._said(one, 2)]}")') for one in wanted]
        return _edited(self.text, sorted(edits))

    def problems(self) -> Iterator[Problem]:
        """Find what cannot be right whatever the other modules are."""
        yield from self._other_forms()
        yield from self._unreadable()
        yield from self._taken_twice()
        yield from self._given_wrongly()

    def _said(self, found: re.Match[str], group: int) -> str:
        return self.text[found.start(group) : found.end(group)]

    def _names(self, found: re.Match[str]) -> Iterator[Name]:
        for one in _NAMED.finditer(found[1]):
            if name := _ALIAS.fullmatch(one[0]):
                at = found.start(1) + one.start() + name.start(1)
                yield Name(at, name[1], name[2] or name[1])

    def _other_forms(self) -> Iterator[Problem]:
        known = {
            one.start()
            for pattern in (_IMPORT, _EXPORT, _LISTED, _LATE)
            for one in pattern.finditer(self.code)
        }
        for one in _ANY.finditer(self.code):
            if one.start() not in known:
                hint = (
                    '写在行首：import { a } from "./b.js"; 或 export const a = …；'
                    '用到才取的写 await import("./b.js")'
                )
                yield Problem(self.place(one.start()), f"这种 {one[0]} 连不起来", hint)

    def _unreadable(self) -> Iterator[Problem]:
        for pattern in (_IMPORT, _LISTED):
            for found in pattern.finditer(self.code):
                for one in _NAMED.finditer(found[1]):
                    if one[0].strip() and not _ALIAS.fullmatch(one[0]):
                        at = found.start(1) + one.start() + len(one[0]) - len(one[0].lstrip())
                        message = f"读不懂“{one[0].strip()}”"
                        yield Problem(self.place(at), message, "写名字，或 名字 as 另一个名字")

    def _taken_twice(self) -> Iterator[Problem]:
        here: set[str] = set()
        for one in (name for part in self.imports for name in part.names):
            if one.here in here:
                hint = "一个名字只取一次；两处同名的，用 as 换一个"
                yield Problem(self.place(one.at), f"名字“{one.here}”取了两次", hint)
            here.add(one.here)
        for name, (at, _) in self._defined.items():
            if name in here:
                hint = "请用 as 换一个名字"
                yield Problem(self.place(at), f"名字“{name}”取来了，又在这里定义", hint)

    def _given_wrongly(self) -> Iterator[Problem]:
        taken = {name.here for one in self.imports for name in one.names}
        there: set[str] = set()
        for one in self.gives:
            if one.there in there:
                yield Problem(self.place(one.at), f"“{one.there}”export 了两次", "请去掉一处")
            elif one.here not in taken and one.here not in self._defined:
                hint = "要在行首用 const、function 或 class 定义"
                yield Problem(self.place(one.at), f"export 的“{one.here}”没有定义", hint)
            elif self._defined.get(one.here, (0, ""))[1] in ("let", "var"):
                hint = "别的文件只看得到它最初的值；请 export 一个读它的函数"
                yield Problem(self.place(one.at), f"export 的“{one.here}”会变", hint)
            there.add(one.there)

    @cached_property
    def _defined(self) -> dict[str, tuple[int, str]]:
        """Give what is defined at the beginning of a line: its place, and by which word."""
        found = {}
        for one in _DEFINED.finditer(self.code):
            for part in one[2].strip("{}[]").split(","):
                name = part.split("=")[0].split(":")[-1].strip()
                found[name] = (one.start(2), one[1])
        return found


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    parts, done = [], 0
    for start, stop, put in edits:
        parts += [text[done:start], put]
        done = stop
    return "".join([*parts, text[done:]])
