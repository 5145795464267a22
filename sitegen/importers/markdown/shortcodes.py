"""Hugo's own shortcodes -> Markdown; None where a shortcode has no obvious plain meaning."""

from sitegen.importers.markdown.arguments import Arguments, read_arguments
from sitegen.importers.markdown.liquid import Scope

_VIDEOS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def convert_shortcode(name: str, rest: str, scope: Scope) -> str | None:
    """Convert `{{< name rest >}}`."""
    arguments = read_arguments(rest.rstrip("/"))
    first = arguments.at(0)
    if name in {"figure", "img", "image"}:
        return _figure(arguments, scope)
    if name in {"ref", "relref"}:
        return first or arguments.get("path") or None
    if name in _VIDEOS and (number := first or arguments.get("id")):
        url = _VIDEOS[name] + number
        return scope.link(arguments.get("title") or url, url)
    if name in {"tweet", "x", "twitter"} and (number := arguments.get("id") or first):
        url = f"https://x.com/{arguments.get('user') or 'i'}/status/{number}"
        return scope.link(url, url)
    if name == "gist" and len(arguments.in_order) > 1:
        url = f"https://gist.github.com/{first}/{arguments.at(1)}"
        return scope.link(url, url)
    return None


def _figure(arguments: Arguments, scope: Scope) -> str | None:
    src = arguments.get("src") or arguments.at(0)
    if not src:
        return None
    caption = " ".join(part for part in (arguments.get("title"), arguments.get("caption")) if part)
    if credit := arguments.get("attr"):
        caption = f"{caption} | Credit: {credit}".strip()
    picture = scope.image(src, arguments.get("alt") or arguments.get("caption", "title"), caption)
    target = arguments.get("link")
    return f"[{picture}]({target})" if target and not scope.is_html else picture
