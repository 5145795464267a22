"""The fields of a foreign front matter, taken one by one: what nobody takes is left for `extra`, so that nothing is lost."""

import html
import re
from collections.abc import Iterator
from typing import Any

from sitegen.importers.markdown.front import Front
from sitegen.importers.markdown.notes import Notes

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_DEEPEST = 8


class Intake:
    """Hands out each field once, under any of its names, and collects what the report must say."""

    def __init__(self, front: Front, path: str) -> None:
        self.front = front
        self.notes = Notes(path)
        for line, words in front.faults:
            self.notes.say(line, "front-matter", words)
        self.extra: dict[str, Any] = {"repeated": front.repeated} if front.repeated else {}
        self._left = dict(front.fields)
        self._names: dict[str, str] = {}
        for key in self._left:
            self._names.setdefault(_fold(key), key)

    def note(self, key: str, words: str, kind: str = "front-matter") -> None:
        """Say something about a field, with its line."""
        self.notes.say(self.front.line_of(key), kind, words)

    def each(self, *names: str) -> Iterator[tuple[str, Any]]:
        """Take every field with one of these names, in the order of the names; fields without a value are dropped."""
        for name in names:
            key = self._names.get(_fold(name))
            if key in self._left:
                value = self._left.pop(key)
                if value not in (None, "", [], {}):
                    yield key, value

    def keep(self, key: str, value: Any) -> None:
        """Leave a value in `extra` under its own name."""
        self.extra[key] = value

    def text(self, *names: str) -> str:
        """Take the first of these fields that is text, without markup. Raw markup and others that differ stay in `extra`."""
        found = ""
        for key, value in self.each(*names):
            if not isinstance(value, str | int | float) or isinstance(value, bool):
                self.keep(key, value)
                continue
            plain = plain_text(str(value))
            if found and plain != found:
                self.keep(key, value)
            elif not found:
                found = plain
                if plain != " ".join(str(value).split()):
                    self.note(key, f'the markup in "{key}" was taken out; the original is in extra.{key}')
                    self.keep(key, value)
        return found

    def finish(self) -> dict[str, Any]:
        """Return `extra` with all that nobody took, in the order written."""
        rest = {key: value for key, value in self._left.items() if value not in (None, "", [], {})}
        self._left.clear()
        nested = rest.pop("extra", {})
        merged = {**(nested if isinstance(nested, dict) else {"extra": nested}), **rest, **self.extra}
        return {str(key): plain_value(value) for key, value in merged.items()}


def _fold(name: str) -> str:
    return name.strip().casefold().replace("-", "").replace("_", "").replace(" ", "")


def plain_text(text: str) -> str:
    """Return text on one line, without HTML tags and with entities as characters."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return _visible(" ".join(text.split()))


def plain_value(value: Any, depth: int = 0) -> Any:
    """Return a value with nothing in it that front matter cannot hold: control characters, deep nesting, other types."""
    if isinstance(value, dict | list | tuple) and depth >= _DEEPEST:
        return _visible(repr(value))
    if isinstance(value, dict):
        return {_visible(str(key)): plain_value(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(item, depth + 1) for item in value]
    if isinstance(value, int | float) or value is None:
        return value
    return _visible(str(value))


def _visible(text: str) -> str:
    return text if text.isprintable() else _CONTROL.sub("", text)
