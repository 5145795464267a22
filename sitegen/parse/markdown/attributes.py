"""The attributes that content may set, and the values that they may have.

The allow-list is the wall: no attribute that runs, styles or loads anything is on it.
"""

import re

ALLOWED = ("id", "class", "lang", "dir", "title", "width", "height")

_VALUES = {
    "id": re.compile(r"[^\W\d_][\w\-.]*"),
    "class": re.compile(r"[\w\-]+(?: +[\w\-]+)*"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "title": re.compile(r"[^\x00-\x1f]*"),
    "width": re.compile(r"[1-9]\d{0,4}"),
    "height": re.compile(r"[1-9]\d{0,4}"),
}
_SIZES = frozenset({"width", "height"})


def is_good(name: str, value: str, is_image: bool) -> bool:
    """Tell whether an attribute may be written; a width or height only on an image."""
    rule = _VALUES.get(name)
    return bool(rule and rule.fullmatch(value)) and (is_image or name not in _SIZES)
