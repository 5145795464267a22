"""Turns headers by path into a `_headers` file, the form that Netlify and Cloudflare Pages read."""

from sitegen.model.views import HeadersView


def write_headers(view: HeadersView) -> bytes:
    """Write each rule as a path, and below it its headers, one a line."""
    lines = []
    for rule in view.rules:
        lines += [rule.path, *(f"  {name}: {value}" for name, value in rule.headers)]
    return "".join(f"{line}\n" for line in lines).encode()
