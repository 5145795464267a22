"""Writes XML elements as text: everything escaped, and the characters that XML 1.0 forbids (section 2.2) dropped."""

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Escape text for content and quoted attributes."""
    return escape(text if text.isprintable() else _FORBIDDEN.sub("", text))


def element(tag: str, text: str = "", **attributes: str) -> str:
    """Write one element with text; an attribute's name may end in `_`, and `__` in it stands for a colon."""
    names = ((name.rstrip("_").replace("__", ":"), value) for name, value in attributes.items())
    opening = tag + "".join(f' {name}="{clean(value)}"' for name, value in names)
    return f"<{opening}>{clean(text)}</{tag}>" if text else f"<{opening}/>"


def document(tag: str, children: list[str], **attributes: str) -> bytes:
    """Write a whole document, one child a line."""
    opening = element(tag, **attributes).removesuffix("/>") + ">"
    lines = ['<?xml version="1.0" encoding="utf-8"?>', opening, *children, f"</{tag}>", ""]
    return "\n".join(lines).encode()
