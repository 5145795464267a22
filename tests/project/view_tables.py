"""Writes docs/views.md, the fields of all that templates see, from the types themselves. Run it when a view has changed."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "views.md"
_VIEWS = ROOT / "sitegen" / "model" / "views"
_FILLED = ROOT / "sitegen" / "render" / "bodies.py"

_HEAD = """# What templates see

The views of [theming](theming.md), field by field. Where nothing is to be said a text, list or number is empty,
or there is none. A URL is ready for `href`, and empty where there is nothing to link to; dates are ISO 8601 texts.
"""


def write_tables() -> str:
    """Return the text of the page."""
    pages = _classes(_VIEWS / "pages.py")
    parts = _classes(_VIEWS / "parts.py")
    filled = [each for each in _classes(_FILLED) if each.name in {"FilledBody", "TocItem"}]
    blocks = [_HEAD]
    for title, classes in (("The views of pages", pages), ("Their parts", parts), ("Filled bodies", filled)):
        blocks += [f"\n## {title}\n", *map(_section, classes)]
    return "".join(blocks)


def _classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in ast.parse(path.read_text()).body if isinstance(node, ast.ClassDef)]


def _section(node: ast.ClassDef) -> str:
    said = ast.get_docstring(node)
    text = f"\n{_one_line(said)}\n" if said else ""
    rows = "".join(f"| `{name}` | `{kind}` | {what} |\n" for name, kind, what in _fields(node))
    return f"\n### {node.name}\n{text}\n| field | type | |\n|---|---|---|\n{rows}"


def _fields(node: ast.ClassDef) -> Iterator[tuple[str, str, str]]:
    for field, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            said = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            default = "may be empty" if field.value is not None and not said else ""
            kind = ast.unparse(field.annotation).replace("|", "\\|")
            yield field.target.id, kind, _one_line(str(said)) or default


def _one_line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    PAGE.write_text(write_tables(), encoding="utf-8")
