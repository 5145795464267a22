"""What stands between a tag's braces -> its name, its arguments in order and by name, and its filters."""

import re

from msgspec import Struct

_ARGUMENT = re.compile(
    r"""(?:(?P<key>[A-Za-z_][\w-]*)[ \t\n]*[:=][ \t\n]*)?(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s,"'`]+)""",
    re.DOTALL,
)
_PIPE = re.compile(r"""[^|"']+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|["']""", re.DOTALL)
_UNESCAPE = re.compile(r"\\(.)", re.DOTALL)


class Arguments(Struct, frozen=True):
    in_order: tuple[str, ...] = ()
    named: dict[str, str] = {}

    def get(self, *names: str) -> str:
        """Return the first of these named arguments that has a value."""
        return next((self.named[name] for name in names if self.named.get(name)), "")

    def at(self, index: int) -> str:
        return self.in_order[index] if index < len(self.in_order) else ""


def read_arguments(text: str) -> Arguments:
    """Read `"a" 'b' key="c", key: "d" bare`."""
    in_order: list[str] = []
    named: dict[str, str] = {}
    for match in _ARGUMENT.finditer(text):
        value = literal(match["value"])
        if match["key"]:
            named[match["key"].lower()] = value
        else:
            in_order.append(value)
    return Arguments(tuple(in_order), named)


def literal(text: str) -> str:
    """Return a quoted string without its quotes, anything else as it is."""
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'`":
        return _UNESCAPE.sub(r"\1", text[1:-1])
    return text


def is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"


def split_filters(text: str) -> list[str]:
    """Split `value | filter: argument | filter` at the bars outside quotes."""
    parts = [""]
    done = 0
    for match in _PIPE.finditer(text):
        parts += [""] * (match.start() - done)
        parts[-1] += match[0]
        done = match.end()
    return [part.strip() for part in parts]
