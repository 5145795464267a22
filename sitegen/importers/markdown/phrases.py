"""Links, images and what stands for those that are missing, as Markdown that cannot break the text around it."""

import re

_SPACES = re.compile(r"\s+")
_BRACKETS = re.compile(r"(?<!\\)([\[\]])")
_PLAIN_TARGET = re.compile(r"[^\s()<>]+")


def link(text: str, target: str) -> str:
    """Write a link."""
    return f"[{label(text)}]({destination(target)})"


def image(target: str, alt: str, caption: str = "") -> str:
    """Write an image; the caption becomes its title, which stands below a figure."""
    title = f' "{one_line(caption).replace(chr(34), chr(92) + chr(34))}"' if caption.strip() else ""
    return f"![{label(alt)}]({destination(target)}{title})"


def missing_image(alt: str) -> str:
    """Return a text that names an image nobody has."""
    return rf"\[image: {label(alt)}\]"


def label(text: str) -> str:
    """Return text for the brackets of a link or an image: on one line, brackets escaped."""
    return _BRACKETS.sub(r"\\\1", one_line(text))


def destination(target: str) -> str:
    """Return a target for the parentheses of a link or an image; in angle brackets where it is not one plain word."""
    return target if _PLAIN_TARGET.fullmatch(target) else f"<{target.replace('<', '%3C').replace('>', '%3E')}>"


def code(text: str) -> str:
    """Write text as code, without the backticks in it; nothing for an empty one."""
    return f"`{one_line(text).replace('`', '')}`" if text else ""


def one_line(text: str) -> str:
    """Return text on one line, every run of white space a single space."""
    return _SPACES.sub(" ", text).strip()
