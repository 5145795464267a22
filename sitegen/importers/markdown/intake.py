"""The fields of a foreign front matter, taken one by one: what nobody takes is left for `extra`, so that nothing is lost."""

import html
import re
from collections.abc import Iterator
from typing import Any

from sitegen.importers.markdown.front import Front
from sitegen.importers.markdown.notes import Notes
from sitegen.importers.write import writable

_TAG = re.compile(r"<[A-Za-z/!][^<>]*>")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")


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
        return {**(nested if isinstance(nested, dict) else {"extra": nested}), **rest, **self.extra}


def _fold(name: str) -> str:
    return name.strip().casefold().replace("-", "").replace("_", "").replace(" ", "")


def plain_text(text: str) -> str:
    """Return text on one line, without HTML tags and with entities as characters."""
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return writable(" ".join(text.split()))
