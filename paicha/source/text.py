"""A file in; its text out, or the one thing that keeps it from being text."""

import re
import stat
import unicodedata
from functools import lru_cache
from pathlib import Path

from paicha.problems import BuildFailed, Place, Problem

LONGEST_LINE = 2_000  # characters; the notice's longest paragraph has 600
BOM = "\ufeff"
# Radicals, Chinese characters and Arabic letters that stand here once more under another code.
_AGAIN = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb50-\ufdff\ufe70-\ufefc\U0002f800-\U0002fa1f]")
_RADICALS = range(0x2E80, 0x2FE0)


def read_text(path: Path, name: str) -> tuple[str | None, list[Problem]]:
    """Read `path` (called `name` in messages) as UTF-8; None means the text cannot be used."""
    data, problems = read_bytes(path, name)
    if data is None:
        return None, problems
    text, found = decode(data, name)
    return text, [*problems, *found]


def read_bytes(path: Path, name: str) -> tuple[bytes | None, list[Problem]]:
    """Read `path` (called `name` in messages) as it is; None means that it cannot be read."""
    try:
        if not stat.S_ISREG(mode := path.stat().st_mode) and not stat.S_ISDIR(mode):
            return None, [Problem(Place(name), "不是普通的文件，读不了", "请移走，换成文件")]
        return path.read_bytes(), []
    except OSError as error:
        return None, [Problem(Place(name), *_unreadable(error, path))]


def _unreadable(error: OSError, path: Path) -> tuple[str, str]:
    """Say why a file cannot be read, and what to do."""
    if path.is_symlink():
        return "链接通向的文件不在了", "请把文件本身放进来"
    if isinstance(error, FileNotFoundError):
        return "没有这个文件", "这是必需的文件，请新建或从备份恢复"
    if isinstance(error, IsADirectoryError):
        return "这里应是文件，却是文件夹", "请移走同名文件夹"
    if isinstance(error, PermissionError):
        return "没有读取权限", "请检查这个文件的权限"
    return f"读不了：{error.strerror}", "请检查磁盘"


def must_read(path: Path, name: str) -> str:
    """Read what the program itself needs, a template or style; BuildFailed if it cannot be used."""
    text, problems = read_text(path, name)
    if text is None:
        raise BuildFailed(problems)
    return text


@lru_cache(maxsize=512)
def decode(data: bytes, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """Decode bytes; a byte order mark is left out with a warning, line ends become one kind."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, error, name),)
    warnings = []
    if text.startswith(BOM):
        text = text[1:]
        hint = "另存时选“UTF-8”而不是“带 BOM 的 UTF-8”"
        warnings.append(Problem(Place(name, 1, 1), "文件开头有 BOM，已略过", hint, "警告"))
    text = text.replace("\r\n", "\n")
    problems = _unusable(text, name)
    return (None if problems else text), (*warnings, *problems)


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Problem:
    line = data.count(b"\n", 0, error.start) + 1
    begin, end = data.rfind(b"\n", 0, error.start) + 1, data.find(b"\n", error.start)
    at = error.start
    gbk = _looks_like_gbk(data)
    while gbk and at > begin and data[at - 1] >= 0x80:  # some of it passes as UTF-8
        at -= 1
    place = Place(name, line, len(data[begin:at].decode("utf-8")) + 1)
    if not gbk:
        return Problem(place, "不是 UTF-8 文字", "请用编辑器另存为 UTF-8")
    shown = data[at : end if end >= 0 else None].decode("gb18030", errors="replace").strip()[:12]
    hint = f"按 GBK 读是“{shown}”；请用编辑器另存为 UTF-8"
    return Problem(place, "不是 UTF-8 文字，像是 GBK 编码", hint)


def _looks_like_gbk(data: bytes) -> bool:
    """Tell a file saved as GBK from a damaged one, most of which still reads as UTF-8."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    read = data.decode("utf-8", errors="replace")
    lost = read.count("\ufffd")
    return lost > sum(char > "\u0800" for char in read) - lost


def _unusable(text: str, name: str) -> list[Problem]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            message = f"这一行有 {len(line)} 个字符，最多 {LONGEST_LINE} 个"
            found.append(Problem(Place(name, number, 1), message, "请分行；图片等不要写进文字里"))
        elif again := second_code(line):
            place = Place(name, number, line.index(again) + 1)
            found.append(Problem(place, *meant_by(again, again)))
        elif (column := _first_control(line)) >= 0:
            message = f"有看不见的字符 U+{ord(line[column]):04X}"
            hint = "请删去，或重新输入这一行"
            found.append(Problem(Place(name, number, column + 1), message, hint))
    return found


def second_code(text: str) -> str:
    """Give the first sign of a text that looks like a character, but no search or quote finds it.

    "" where there is none. A few codes among them are characters of their own.
    """
    found = (one[0] for one in _AGAIN.finditer(text))
    return next((one for one in found if ord(one) in _RADICALS or _meant(one) != one), "")


def meant_by(sign: str, written: str) -> tuple[str, str]:
    """Say what a sign of another code is, as it is written, and which character is meant."""
    shown = f"“{written}”（U+{ord(sign):04X}）" if written == sign else f"“{written}”（{sign}）"
    kind = "部首的代码，不是字" if ord(sign) in _RADICALS else "兼容字符的代码，不是通用的字"
    meant = _meant(sign)
    return f"{shown}是{kind}", f"请改成“{meant}”" if meant != sign else "请重新输入这个字"


def _meant(sign: str) -> str:
    return unicodedata.normalize("NFKC", sign)


def on_one_line(text: object, most: int = 30) -> str:
    """Show a text in a message: on one line, and not all of it where it is long."""
    line = " ".join(str(text).split())
    return line if len(line) <= most else line[: most - 1] + "…"


def control(text: str) -> str:
    """Give the first character of a text that may not stand in one; "" where all may."""
    return text[_first_control(text) :][:1] if _first_control(text) >= 0 else ""


def _first_control(line: str) -> int:
    if line.isprintable():
        return -1
    return next((i for i, c in enumerate(line) if _is_control(c)), -1)


def _is_control(char: str) -> bool:
    """Controls, marks that only steer (bidi, zero width), separators of lines, non-characters.

    YAML refuses some, paper can show none, and a quote that holds one never matches its clause.
    """
    if char == "\t":
        return False
    return (
        unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")
        or (ord(char) & 0xFFFE) == 0xFFFE
        or 0xFDD0 <= ord(char) <= 0xFDEF
    )
