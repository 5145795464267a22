"""YAML -> plain values: dates, numbers and words such as `NO` stay as they are written; depth and size are bounded.

Of a repeated field the last counts, as it does for other generators; the earlier ones are kept apart.
"""

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MOST_VALUES = 20_000
"""More than any front matter holds; aliases of aliases could stand for billions."""
_DEEPEST = 20
_PLAIN = {"": None, "~": None, "null": None, "true": True, "false": False}


class Reading(Struct, frozen=True):
    """`repeated` holds the earlier values of fields that stand more than once; `faults` are (line in the text, words)."""

    fields: dict[str, Any]
    repeated: dict[str, list[Any]] = {}
    faults: tuple[tuple[int, str], ...] = ()


class NotYaml(Exception):
    """What is wrong, and on which line of the text."""

    def __init__(self, words: str, line: int = 1) -> None:
        self.words, self.line = words, line
        super().__init__(words)


def read_yaml(text: str) -> Reading:
    """Read a mapping; NotYaml where the text is none."""
    reader = _Reader(yaml.parse(text, Loader=_LOADER))
    try:
        fields = reader.document()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise NotYaml(error.problem or "not YAML", line) from error
    except yaml.YAMLError as error:
        raise NotYaml((str(error).splitlines() or ["not YAML"])[0]) from error
    if fields is None:
        return Reading({})
    if not isinstance(fields, dict):
        raise NotYaml("the front matter is not a list of fields")
    return Reading(fields, reader.repeated, tuple(reader.faults))


def scalar(text: str) -> Any:
    """Return what a word without quotes means: nothing, true, false, or itself."""
    return _PLAIN.get(text.lower(), text)


class _Reader:
    """Makes values of the parser's events: never deeper or more than is sound, whatever aliases stand for."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.used = 0
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.repeated: dict[str, list[Any]] = {}
        self.faults: list[tuple[int, str]] = []

    def document(self) -> Any:
        for event in self.events:
            if isinstance(event, yaml.NodeEvent):
                value = self.value(event, 0)
                for _ in self.events:
                    pass
                return value
        return None

    def value(self, event: Any, depth: int) -> Any:
        before = self.used
        self._count(1)
        if depth > _DEEPEST:
            raise NotYaml("the front matter is nested too deeply")
        if isinstance(event, yaml.AliasEvent):
            value, size = self.anchors.get(str(event.anchor), (f"*{event.anchor}", 1))
            self._count(size)
            return value
        if isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._sequence(depth)
        else:
            value = scalar(event.value) if event.implicit[0] else event.value
        if event.anchor:
            self.anchors[event.anchor] = (value, self.used - before)
        return value

    def _count(self, size: int) -> None:
        self.used += size
        if self.used > _MOST_VALUES:
            raise NotYaml("the front matter holds too many values")

    def _sequence(self, depth: int) -> list[Any]:
        items = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = event.value if isinstance(event, yaml.ScalarEvent) else str(self.value(event, depth + 1))
            value = self.value(next(self.events), depth + 1)
            if key in fields:
                words = f'the field "{key}" stands twice; the last one counts, earlier ones are in extra.repeated'
                self.faults.append((event.start_mark.line + 1, words))
                self.repeated.setdefault(key, []).append(fields[key])
            fields[key] = value
        return fields
