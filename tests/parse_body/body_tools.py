"""What the tests of bodies share: a source, options, and a body with its holes filled."""

from collections.abc import Mapping

from sitegen.model.config import ParseOptions
from sitegen.model.document import Body
from sitegen.model.source import Source
from sitegen.parse.markdown import Rendered, render_body


def render(text: str, lang: str = "en", raw_html: str = "escape", first_line: int = 1, fast: bool = True) -> Rendered:
    source = Source("content/articles/2018/x.md", "article", "2018/x", lang, "", 0)
    options = ParseOptions(
        ("en", "ar"),
        "UTC",
        ("tags", "regions"),
        raw_html="sanitise" if raw_html == "sanitise" else "escape",
        media_hosts=("https://e.org", "https://example.org"),
    )
    return render_body(text, first_line, source, options, fast)


def fill(body: Body, prefix: str = "", targets: Mapping[str, str] | None = None) -> str:
    """Fill the holes: each target is its own URL where `targets` gives none; an empty URL leaves plain text."""
    out = [body.parts[0]]
    opened: list[str] = []
    for slot, part in zip(body.slots, body.parts[1:], strict=True):
        url = slot.value if targets is None else targets.get(slot.value, "")
        if slot.kind == "open":
            opened.append(url)
            out.append(f'<a href="{url}"{slot.extra}>' if url else "")
        elif slot.kind == "close":
            out.append("</a>" if opened.pop() else "")
        elif slot.kind == "chart":
            out.append(f"[{slot.value}]")
        elif slot.kind == "img":
            out.append(f'<img src="{url}"{slot.extra}>')
        else:
            out.append(url if slot.kind == "src" else prefix)
        out.append(part)
    return "".join(out)


def html_of(text: str, lang: str = "en", raw_html: str = "escape") -> str:
    return fill(render(text, lang, raw_html).body)


def kinds_of(text: str, raw_html: str = "escape") -> list[tuple[str, int]]:
    return [(problem.kind, problem.location.line) for problem in render(text, raw_html=raw_html).problems]
