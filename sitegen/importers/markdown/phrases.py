"""Links, images and what stands for those that are missing, as Markdown that cannot break the text around it."""

import re

_SPACES = re.compile(r"\s+")
_BRACKETS = re.compile(r"(?<!\\)([\[\]])")
_PLAIN_TARGET = re.compile(r"[^\s()<>]+")


def link(text: str, target: str) -> str:
    return f"[{label(text)}]({destination(target)})"


def image(target: str, alt: str, caption: str = "") -> str:
    title = f' "{one_line(caption).replace(chr(34), chr(92) + chr(34))}"' if caption.strip() else ""
    return f"![{label(alt)}]({destination(target)}{title})"


def missing_image(alt: str, target: str = "") -> str:
    """Return a text that names an image nobody has."""
    parts = [part for part in (label(alt), code(target)) if part]
    return rf"\[image: {', '.join(parts)}\]"


def label(text: str) -> str:
    return _BRACKETS.sub(r"\\\1", one_line(text))


def destination(target: str) -> str:
    return target if _PLAIN_TARGET.fullmatch(target) else f"<{target.replace('<', '%3C').replace('>', '%3E')}>"


def code(text: str) -> str:
    return f"`{one_line(text).replace('`', '')}`" if text else ""


def one_line(text: str) -> str:
    return _SPACES.sub(" ", text).strip()
