"""What steps find out, before planning, of the theme's and the site's files that decide what pages may do."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.model.policy import HeaderRule
from sitegen.model.webfonts import FontOutput


class Dress(Struct, frozen=True):
    """What stands in every page or is sent with it. `scripts` and `styles` are the hashes, as sources of a policy, of what
    may stand in pages; `headers` the rules of the site's own `static/_headers`; `sheets` the texts of the theme's style
    sheets by name; `fonts` the files of the house's own, `faces` the style by which pages use them, and `preloads` by
    language the path of the one that running text needs."""

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    headers: tuple[HeaderRule, ...] = ()
    sheets: Mapping[str, str] = {}
    fonts: tuple[FontOutput, ...] = ()
    faces: str = ""
    preloads: Mapping[str, str] = {}
