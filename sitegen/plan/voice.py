"""How one language of a site speaks, by the config alone: labels, addresses, and outputs of what is shown."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar, cast

import msgspec

from sitegen.digest import pack
from sitegen.model.config import Config, label_in
from sitegen.model.document import Moment
from sitegen.model.output import Output, Rank
from sitegen.model.views import BodyView, LanguageLink, Link, TemplateView
from sitegen.urls import href, output_path, slugify


class Voice:
    """One language under one config. It knows nothing of the Site, so what is made with it and some parts is made of
    those parts alone."""

    def __init__(self, config: Config, lang: str) -> None:
        self.config = config
        self.lang = lang
        self.root = config.root_of(lang)
        self._base_path, self._origin = config.base_path, config.origin
        self._type_links: dict[str, Link] = {}

    def href(self, permalink: str) -> str:
        """Return the URL of a permalink on this host, with the path of the base URL."""
        return href(permalink, self._base_path)

    def absolute(self, permalink: str) -> str:
        """Return the URL of a permalink with scheme and host."""
        return self._origin + href(permalink, self._base_path)

    def label(self, labels: Mapping[str, str], fallback: str = "") -> str:
        """Return the label for this language, else the general one, else the fallback."""
        return label_in(labels, self.lang, fallback)

    @cached_property
    def feed(self) -> Link:
        """The feed of the whole site in this language."""
        return Link(self.config.title, self.href(f"{self.root}/feed.xml"))

    def type_link(self, type_id: str) -> Link:
        """Return a type's label with the URL of its list."""
        if type_id not in self._type_links:
            label = self.label(self.config.types[type_id].label, type_id)
            self._type_links[type_id] = Link(label, self.href(self.type_permalink(type_id)))
        return self._type_links[type_id]

    def type_permalink(self, type_id: str) -> str:
        """Return the permalink of the list of a type."""
        return self.root + self.config.permalinks.type.format(slug=slugify(type_id), id=slugify(type_id))

    def file_url(self, value: str, placed: Mapping[str, str]) -> str:
        """Return the URL of a file that a source names: an asset, a path of the site, or another site's URL.

        `placed` are the output paths of the source's assets. Empty where the file is missing.
        """
        if value.startswith("/"):
            return self.href(value)
        if "://" in value:
            return value
        path = placed.get(value, "")
        return self.href("/" + path) if path else ""

    def language_links(self, permalinks: Mapping[str, str]) -> tuple[LanguageLink, ...]:
        """Return the versions of a page in the config's order of languages; empty where there is only one."""
        if len(permalinks) < 2:
            return ()
        return tuple(
            LanguageLink(lang.code, lang.name, lang.direction, self.href(permalinks[lang.code]))
            for lang in self.config.languages
            if lang.code in permalinks
        )

    def alternates(self, permalinks: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
        """Return (hreflang, absolute URL) of every version, with x-default; empty where there is only one."""
        if len(permalinks) < 2:
            return ()
        order = [lang.code for lang in self.config.languages if lang.code in permalinks]
        links = [(code, self.absolute(permalinks[code])) for code in order]
        return (*links, ("x-default", links[0][1]))

    def page(self, permalink: str, template: str, view: TemplateView, origin: str, rank: Rank = 1) -> Output:
        """Return the output of a template; the bodies that the view names become its dependencies."""
        bodies: Iterable[BodyView] = getattr(view, "bodies", ())
        return Output(
            path=output_path(permalink),
            recipe="template",
            view=pack(view),
            origin=origin,
            rank=rank,
            template=template,
            lang=self.lang,
            bodies=tuple(body.source for body in bodies),
        )


_Part = TypeVar("_Part")


def packed(part: _Part) -> _Part:
    """Return a part in its MessagePack form, in which it may stand in any view that is to be encoded.

    A card is shown on a dozen pages; so it is encoded once, and nothing of it can be read before the view is decoded.
    """
    return cast(_Part, msgspec.Raw(pack(part)))


def shown_date(moment: Moment | None) -> str:
    """Return a date as views hold it: the day alone where the editor gave no time; empty for none."""
    if moment is None:
        return ""
    return moment.date if moment.whole_day else moment.iso
