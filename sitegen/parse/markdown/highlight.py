"""Fenced code to HTML with Pygments' class names; colours are the theme's.

A language that nobody knows is plain text; nothing is styled in place.
"""

from functools import lru_cache
from typing import Any

from sitegen.parse.markdown.escape import escape

LONGEST = 50_000
"""Characters of code beyond which it is shown plain: some lexers are slow on text made for it."""


def code_html(code: str, language: str) -> str:
    """Return the inside of a `<code>` element."""
    lexer = _lexer(language) if language and len(code) <= LONGEST else None
    if lexer is None:
        return escape(code)
    from pygments import highlight  # noqa: PLC0415

    return str(highlight(code, lexer, _formatter()))


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415
    from pygments.util import ClassNotFound  # noqa: PLC0415

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@lru_cache(maxsize=1)
def _formatter() -> Any:
    from pygments.formatters.html import HtmlFormatter  # noqa: PLC0415

    return HtmlFormatter(nowrap=True)
