"""Turns a file of the theme's `templates/inline/` into the element that stands in pages, and into its hash for the policy.

Both are of the same text, as browsers see it: UTF-8, with line feeds alone.
"""

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from markupsafe import Markup

from sitegen.render.faults import fault
from sitegen.render.loader import INLINE, ThemeLoader

_ELEMENTS = {".js": "script", ".css": "style"}


def inline_names(loader: ThemeLoader) -> list[str]:
    """Return the names of all files that may stand in pages, sorted."""
    return sorted(name.removeprefix(INLINE) for name in loader.files if name.startswith(INLINE))


def write_inline(loader: ThemeLoader, name: str) -> Markup:
    """Return the element with a file's text. LookupError where the theme has no such file, ThemeError where it is unfit."""
    if f"{INLINE}{name}" not in loader.files:
        known = ", ".join(inline_names(loader)) or "none"
        raise LookupError(f'the theme has no inline file "{name}"; in its templates/inline/ there are: {known}')
    element, text = _read(loader, name)
    # Safe: the theme's own script or style, which does not close its element.
    return Markup(f"<{element}>{text}</{element}>")


def hash_inline(loader: ThemeLoader) -> Mapping[str, tuple[str, ...]]:
    """Return the hashes of all files, as sources of a policy, by the element that they stand in."""
    hashes: dict[str, list[str]] = {"script": [], "style": []}
    for name in inline_names(loader):
        element, text = _read(loader, name)
        hashes[element].append(hash_source(text))
    return {element: tuple(sorted(set(sources))) for element, sources in hashes.items()}


def hash_source(text: str) -> str:
    """Return the source by which a policy allows an element with this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _read(loader: ThemeLoader, name: str) -> tuple[str, str]:
    path = loader.path_of(INLINE + name)
    element = next((each for suffix, each in _ELEMENTS.items() if name.endswith(suffix)), "")
    if not element:
        raise fault(path, f'"{name}" can stand in no page', "name it .js or .css")
    text = loader.text(INLINE + name).replace("\r\n", "\n").replace("\r", "\n")
    for end in (f"</{element}", "<!--"):
        if end in text.lower():
            line = text[: text.lower().index(end)].count("\n") + 1
            raise fault(path, f'"{end}" would end the {element} in the page', "write it in another way", line)
    if "\0" in text:
        raise fault(path, "the file holds a zero byte, which browsers read as another character")
    return element, text
