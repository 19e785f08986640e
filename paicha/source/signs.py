"""A sign of a Chinese keyboard in; what it should be out."""

_WIDE = {"，": ",", "：": ":", "；": ",", "｛": "{", "｝": "}", "［": "[", "］": "]"}


def wide_sign(sign: str) -> tuple[str, str]:
    """Name a sign that is not half-width, and say how it is written."""
    hint = "用英文输入法写；几项之间写“, ”，例如 {a: 一, b: 二}"
    if sign in "｛｝［］":
        hint = "用英文输入法写括号"
    if sign == "：":
        hint = "键和值之间写“: ”（半角冒号加一个空格）"
    return f"这里的“{sign}”是全角的，应是半角的“{_WIDE.get(sign, ',')}”", hint
