"""What templates have beside Jinja's own: pure filters and functions, bound to the language and shared view of a site."""

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

from markupsafe import Markup, escape

from sitegen import language
from sitegen.model.views import ContributorView, IndexItem, LanguageLink, Link, SiteView
from sitegen.urls import absolute

_REMEMBERED = 8192


def filters_for(site: SiteView) -> Mapping[str, Callable[..., Any]]:
    """Return the filters by name; those that speak take another language as `lang`."""
    return {
        "absolute": partial(absolute, site.origin),
        "link": link,
        "focus": focus,
        "date": partial(language.show_date, lang=site.lang, calendar=site.calendar),
        "number": partial(language.show_number, lang=site.lang),
        "duration": partial(language.show_duration, lang=site.lang),
        "size": partial(language.show_size, lang=site.lang),
        "join_names": partial(language.join_names, lang=site.lang),
    }


def globals_for(site: SiteView) -> Mapping[str, Any]:
    """Return the variables and functions that every template and macro of the site sees."""
    return {
        "site": site,
        "font_faces": partial(_font_faces, site),
        "asset": partial(_asset, site.assets),
        "once": lru_cache(_REMEMBERED, typed=True)(_say),
    }


def link(target: Link | IndexItem | LanguageLink | ContributorView, **attributes: str) -> Markup:
    """Write `<a href>` with the name of what it leads to, or the name alone where the URL is empty."""
    text = escape(target.label if isinstance(target, Link | IndexItem) else target.name)
    if not target.url:
        return text
    # Safe: the address, the name and the values are escaped; attribute names are written by the template.
    rest = "".join(f' {name.rstrip("_")}="{escape(value)}"' for name, value in attributes.items())
    return Markup(f'<a href="{escape(target.url)}"{rest}>{text}</a>')


def focus(place: str) -> str:
    """Return the classes that move a crop to a place in the picture: `top left` gives `focus-x-0 focus-y-0`.

    Pages may have no style attributes, so that a site can forbid them; places are rounded to quarters (`30% 60%` gives
    `focus-x-25`), and the middle, which needs no class, has none.
    """
    words = place.split()
    if place.endswith("%"):
        x, y = (round(int(word.removesuffix("%")) / 25) * 25 for word in words)
    else:
        x = 0 if "left" in words else 100 if "right" in words else 50
        y = 0 if "top" in words else 100 if "bottom" in words else 50
    return " ".join(f"focus-{axis}-{part}" for axis, part in (("x", x), ("y", y)) if part != 50)


def _font_faces(site: SiteView) -> str:
    """Write what a head needs for the house's own fonts: the style, after a link to the font that is needed at once."""
    if not site.faces:
        return ""
    href = escape(site.preload)
    link = f'<link rel="preload" href="{href}" as="font" type="font/woff2" crossorigin>\n' if href else ""
    # Safe: the style is made of numbers, encoded addresses and names of ours.
    return Markup(f"{link}<style>{site.faces}</style>")


def _say(macro: Callable[..., str], *arguments: Any) -> str:
    """Call a macro that shows nothing but its arguments: a card stands on a dozen pages and is written once."""
    return macro(*arguments)


def _asset(assets: Mapping[str, str], name: str) -> str:
    if name not in assets:
        known = ", ".join(sorted(assets)) or "none"
        raise LookupError(f'the theme has no asset "{name}"; in its assets/ there are: {known}')
    return assets[name]
