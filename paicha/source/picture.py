"""A picture's bytes in; as pages show it, with its size and its words, or what is wrong with it.

An SVG is shown as it was written, so it may hold nothing but shapes and words. A photograph is
written anew: nothing of the camera stays, neither place nor name nor day.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

from paicha.problems import Place, Problem
from paicha.source.text import decode

MOST_OF_A_DRAWING, MOST_OF_A_PHOTOGRAPH, WIDEST = 6_144, 60_000, 1_600  # bytes, bytes, pixels
_SMALLEST = 13  # pixels of a letter where the drawing is 320 wide
_SMALLER = (
    f"请用“画图”等软件把图改小到 {WIDEST} 像素以内，另存为 JPG；"
    "或在微信里不选“原图”发给自己，再存下来"
)

_SHAPES = ("path", "line", "polyline", "polygon", "rect", "circle", "ellipse")
_ELEMENTS = ("svg", "g", *_SHAPES, "text", "tspan")
_ATTRIBUTES = frozenset(
    (
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "width", "height"),
        *("cx", "cy", "r", "rx", "ry", "transform", "opacity", "fill", "fill-opacity"),
        *("fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap"),
        *("stroke-linejoin", "stroke-dasharray", "font-size", "font-weight", "text-anchor"),
    )
)
_OF_THE_ROOT = frozenset(("xmlns", "viewBox", "font-family"))
_NAMESPACE, _FAMILY = "http://www.w3.org/2000/svg", "sans-serif"
_BOX = re.compile(r"0 0 ([1-9]\d{0,3}) ([1-9]\d{0,3})")
_UNFIT = re.compile(r"<\?\w*|<!(?!--)\w*|&(?!(?:amp|lt|gt);)[#\w]*;?")
_ESCAPED = {ord(char): f"%{ord(char):02X}" for char in ' %#<>"[]{}|\\^`'}
KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_STARTS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


@dataclass(frozen=True, slots=True)
class Label:
    """Words in a drawing, and where they stand."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as pages show it, and its size; of a drawing, its words."""

    content: bytes
    width: int
    height: int
    labels: tuple[Label, ...] = ()


ReadImage = tuple[Image | None, tuple[Problem, ...]]


@lru_cache(maxsize=256)
def read_image(data: bytes, name: str) -> ReadImage:
    """Read a picture called `name` in messages; what it is its content decides."""
    kind = next((kind for start, kind in _STARTS.items() if data.startswith(start)), "svg")
    ending = PurePosixPath(name).suffix.removeprefix(".")
    if kind == "svg" != ending:
        hint = "请用看图软件打开，另存为 JPG 或 PNG"
        return None, (Problem(Place(name), f"不是 {ending.upper()} 图片", hint),)
    if kind != ending:
        message = f"名字是 .{ending}，里面却是 {kind.upper()} 图片"
        return None, (Problem(Place(name), message, f"请改名为 {PurePosixPath(name).stem}.{kind}"),)
    return _drawing(data, name) if kind == "svg" else _photograph(data, name, kind)


def as_address(content: bytes, ending: str) -> str:
    """Write a picture, or the site's icon, as an address, by what its file's name ends with.

    KeyError for what pages do not show.
    """
    kind = KINDS[ending]
    if kind == KINDS[".svg"]:
        return f"data:{kind}," + _as_text(content.decode("utf-8"))
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _as_text(svg: str) -> str:
    """Keep a drawing's words as they are: what is text stays small when packed.

    Line ends would vanish from an address, so each becomes a blank; single quotation marks may
    stand in one as they are.
    """
    bare = re.sub(r"\s+", " ", re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)).strip()
    if "'" not in bare:
        bare = re.sub("<[^>]*>", lambda tag: tag[0].replace('"', "'"), bare)
    return bare.translate(_ESCAPED)


# Drawings


def _drawing(data: bytes, name: str) -> ReadImage:
    if len(data) > MOST_OF_A_DRAWING:
        message = f"这张图有 {len(data)} 字节，最多 {MOST_OF_A_DRAWING} 字节"
        hint = "坐标只写整数或一位小数，减少路径；照片请用 JPG"
        return None, (Problem(Place(name), message, hint),)
    text, problems = decode(data, name)
    if text is None:
        return None, problems
    drawn = _Drawn(name)
    problems += tuple(drawn.read(text))
    image = Image(text.encode("utf-8"), *drawn.size, tuple(drawn.labels))
    return (None if any(one.stops for one in problems) else image), problems


class _Drawn:
    """What is seen of a drawing while it is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = (0, 0)
        self.labels: list[Label] = []
        self._found: list[Problem] = []
        self._within: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, text: str) -> list[Problem]:
        """Read a drawing, and say what may not stand in it."""
        if unfit := _UNFIT.search(text):
            at, begin = unfit.start(), text.rfind("\n", 0, unfit.start())
            place = Place(self.name, text.count("\n", 0, at) + 1, at - begin)
            hint = "删去 <?…?>、<!DOCTYPE…>；字直接写，只有 &lt; &gt; &amp; 可以写成代号"
            return [Problem(place, f"图里不能写“{unfit[0]}”", hint)]
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            said = expat.errors.messages[error.code]
            place = Place(self.name, error.lineno, error.offset + 1)
            return [Problem(place, f"SVG 写法有误：{said}", "请检查标签和引号是否成对")]
        return self._found

    def _here(self) -> Place:
        parser = self._parser
        return Place(self.name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)

    def _complain(self, message: str, hint: str) -> None:
        self._found.append(Problem(self._here(), message, hint))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in _ELEMENTS or (tag == "svg") == bool(self._within):
            self._complain(f"图里不能有“{tag}”", f"只用 {'、'.join(_ELEMENTS)}，最外面是 svg")
            attributes = {}
        elif tag == "svg":
            self._root(attributes)
        for key, value in attributes.items():
            self._attribute(tag, key, value)
        if tag == "text":
            self.labels.append(Label("", self._here()))
        self._within.append(tag)

    def _root(self, attributes: dict[str, str]) -> None:
        """The root says which namespace, how large, and in which font."""
        if box := _BOX.fullmatch(attributes.get("viewBox", "")):
            self.size = (int(box[1]), int(box[2]))
        else:
            self._complain("缺少 viewBox，或写法不对", '写 viewBox="0 0 320 200"：宽和高用整数')
        for key, value in (("xmlns", _NAMESPACE), ("font-family", _FAMILY)):
            if attributes.get(key) != value:
                self._complain(f"svg 上缺少 {key}，或写法不对", f'写 {key}="{value}"')

    def _attribute(self, tag: str, key: str, value: str) -> None:
        """An attribute is one of a few, names nothing outside, and leaves letters large enough."""
        sized = key in ("width", "height") and tag != "rect"
        if sized or not (key in _ATTRIBUTES or (tag == "svg" and key in _OF_THE_ROOT)):
            hint = "画多大由网页定" if sized else "颜色、线宽直接写成 fill、stroke、stroke-width 等"
            self._complain(f"{tag} 上不能写“{key}”", hint)
        elif "(" in value and key != "transform":
            self._complain(f"{key} 的值“{value[:20]}”不能用", "颜色写成 #1a1a1a 这样，或 none")
        elif key == "font-size" and self.size[0]:
            letters = float(value) if re.fullmatch(r"\d+(\.\d+)?", value) else 0
            if letters * 320 < _SMALLEST * self.size[0]:
                least = f"{_SMALLEST * self.size[0] / 320:g}"
                self._complain(f"字太小：font-size 是 {value}", f"至少 {least}，手机上才看得清")

    def _end(self, _: str) -> None:
        self._within.pop()

    def _text(self, text: str) -> None:
        if "text" in self._within:
            last = self.labels.pop()
            self.labels.append(Label(last.text + text, last.place))


# Photographs


def _photograph(data: bytes, name: str, kind: str) -> ReadImage:
    problems = tuple(_too_large(data, name))
    image = None if problems else _upright(data, kind)
    if image is None and not problems:
        problems = (Problem(Place(name), "图片打不开", "请重新导出，或从手机里再传一次"),)
    return image, problems


def _too_large(data: bytes, name: str) -> Iterator[Problem]:
    if len(data) > MOST_OF_A_PHOTOGRAPH:
        message = f"这张图有 {len(data) // 1000} KB，最多 {MOST_OF_A_PHOTOGRAPH // 1000} KB"
        yield Problem(Place(name), message, _SMALLER)
        return
    from PIL import Image as Pillow

    try:
        size = Pillow.open(BytesIO(data)).size
    except Exception:  # noqa: BLE001 -- Pillow raises whatever it trips over
        return
    if max(size) > WIDEST:
        message = f"这张图是 {size[0]} × {size[1]} 像素，最多 {WIDEST} 像素"
        yield Problem(Place(name), message, _SMALLER)


def _upright(data: bytes, kind: str) -> Image | None:
    """Write a photograph anew, as one looks at it; None where it cannot be opened."""
    from PIL import Image as Pillow
    from PIL import ImageFile, ImageOps, JpegImagePlugin

    out, patience = BytesIO(), ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint has all programs take half a picture
        with Pillow.open(BytesIO(data), formats=("PNG", "JPEG")) as opened:
            shown = ImageOps.exif_transpose(opened)
            shown.info = {k: v for k, v in shown.info.items() if k == "transparency"}
            if kind == "png":
                shown.save(out, "PNG", optimize=True)
            elif isinstance(opened, JpegImagePlugin.JpegImageFile) and shown.mode in ("L", "RGB"):
                # As fine as it was: what is saved anew at another quality grows or blurs.
                sampling = JpegImagePlugin.get_sampling(opened)
                tables = opened.quantization
                shown.save(out, "JPEG", qtables=tables, subsampling=sampling, optimize=True)
            else:
                shown.convert("RGB").save(out, "JPEG", quality=85)
    except Exception:  # noqa: BLE001 -- Pillow raises whatever it trips over
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = patience
    return Image(out.getvalue(), *shown.size)
