"""The site's configuration as a frozen value, made from `sitegen.toml` by `parse.config`."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from sitegen.model.webfonts import FontFile

Labels = Mapping[str, str]
"""Text by language code; the entry "" serves every language that has none of its own."""

PublicationClass = Literal[
    "commentary", "brief", "report", "paper", "interview", "podcast", "video", "event", "dataset", "in-the-news"
]
Level = Literal["error", "warn", "ignore"]
Calendar = Literal["gregorian", "persian"]


def label_in(labels: Labels, lang: str, fallback: str = "") -> str:
    """Return the label for a language, else the general one, else the fallback."""
    return labels.get(lang) or labels.get("") or fallback


class Language(Struct, frozen=True):
    """One language of the site; `code` is a BCP 47 tag as used in file suffixes (`ar`, `pt-BR`)."""

    code: str
    name: str
    direction: Literal["ltr", "rtl"] = "ltr"
    calendar: Calendar = "gregorian"
    """In which its pages show dates; addresses and what machines read keep the Gregorian one."""


class TypeRule(Struct, frozen=True):
    """A type of publication in the site's own vocabulary, mapped to a class that sitegen knows."""

    id: str
    label: Labels
    plural: Labels
    publication_class: PublicationClass
    disclaimer: Labels = {}


class TaxonomyRule(Struct, frozen=True):
    """A taxonomy: its name is the front-matter field and the folder of its term files (`tags`)."""

    name: str
    label: Labels
    singular: Labels
    permalink: str
    ordered: bool = False
    """An ordered taxonomy (series) gives its articles a previous and a next."""


class MenuItem(Struct, frozen=True):
    """One entry of a menu; `to` is a source path, an id (`page:about`, `tags:iran`), a site path (`/articles/`) or a URL."""

    label: Labels
    to: str


class Permalinks(Struct, frozen=True):
    """URL patterns by kind. Placeholders: {year} {month} {day} {slug} {type} {id}; each begins and ends with a slash."""

    article: str = "/articles/{year}/{slug}/"
    page: str = "/{slug}/"
    author: str = "/authors/{slug}/"
    type: str = "/types/{slug}/"
    articles: str = "/articles/"


class Home(Struct, frozen=True):
    """What the home page shows beside lead story and latest: of each taxonomy in `sections` as many of its leading terms as
    `terms` says, each with at most `cards` articles, and at most so many `events` to come."""

    sections: tuple[str, ...] = ()
    terms: int = 3
    cards: int = 3
    events: int = 3


class Feeds(Struct, frozen=True):
    """How many entries a feed holds, and which feeds carry whole texts rather than summaries."""

    items: int = 20
    full_text: Literal["none", "site", "all"] = "site"


class Analytics(Struct, frozen=True):
    """The site's own counting of visits: a script at a path of the site or at another host, its `data-` attributes by name,
    and where it reports to, if that is neither the site nor the script's host. Empty for none."""

    script: str = ""
    data: Mapping[str, str] = {}
    endpoint: str = ""


SearchRule = Literal["always", "never", "where-installed"]
"""Whether readers can search the site; where nothing is said, they can if the extra `search` is installed."""


class Cards(Struct, frozen=True):
    """Whether articles have social cards, and their colours, each `#rrggbb`."""

    enabled: bool = True
    paper: str = "#fffdf9"
    ink: str = "#1c1d20"
    accent: str = "#8a2a1b"


class Images(Struct, frozen=True):
    """In which widths (pixels) and formats pictures are offered beside the original; `quality` is 1 to 100, as JPEG counts."""

    widths: tuple[int, ...] = (480, 800, 1200, 1800)
    formats: tuple[Literal["AVIF", "WEBP"], ...] = ("AVIF", "WEBP")
    quality: int = 75


class ParseOptions(Struct, frozen=True):
    """The part of the config that parsing one file depends on; its digest is part of the parse cache's key."""

    languages: tuple[str, ...]
    timezone: str
    taxonomies: tuple[str, ...]
    raw_html: Literal["escape", "sanitise"] = "escape"
    summary_length: int = 200
    media_hosts: tuple[str, ...] = ()


class Config(Struct, frozen=True):
    """Everything that `sitegen.toml` says, with defaults filled in. The first language is the site's default."""

    title: str
    base_url: str
    """Scheme, host and path, ending with a slash: `https://example.org/publication/`."""
    description: Labels
    organisation: str
    languages: tuple[Language, ...]
    timezone: str
    default_type: str
    types: Mapping[str, TypeRule]
    taxonomies: Mapping[str, TaxonomyRule]
    permalinks: Permalinks
    menus: Mapping[str, tuple[MenuItem, ...]]
    theme: str
    """Name of a folder in `themes/`, else of a theme inside the package."""
    output: str
    page_size: int
    related: int
    """How many related articles a page shows; 0 turns them off."""
    feeds: Feeds
    severity: Mapping[str, Level]
    parse: ParseOptions
    images: Images = Images()
    cards: Cards = Cards()
    license: str = ""
    analytics: Analytics = Analytics()
    fonts: tuple[FontFile, ...] = ()
    """The house's own fonts, role by role in the order written."""
    media_hosts: tuple[str, ...] = ()
    """Other hosts whose pictures and recordings pages may show, each as scheme and host."""
    newsletter: Labels = {}
    """Where readers sign up, by language: a URL, or a path of the site."""
    home: Home = Home()
    search: SearchRule = "where-installed"
    extra: Mapping[str, str] = {}
    """`[extra]`: strings for the site's own templates."""

    @property
    def default_language(self) -> str:
        """The first language: its pages stand at the root, and its labels serve for those that other languages lack."""
        return self.languages[0].code

    @property
    def base_path(self) -> str:
        """The path of the base URL, beginning and ending with a slash."""
        return "/" + self.base_url.split("/", 3)[3]

    @property
    def origin(self) -> str:
        """Scheme and host of the base URL, without a final slash."""
        return "/".join(self.base_url.split("/", 3)[:3])

    def root_of(self, lang: str) -> str:
        """Return where a language's pages stand: "" for the first language, `/ar` for another."""
        return "" if lang == self.default_language else f"/{lang.lower()}"

    def language(self, code: str) -> Language:
        """Return a language of the site by its code, which must be one of them."""
        return next(lang for lang in self.languages if lang.code == code)


PROBLEM_KINDS: Mapping[str, str] = {
    "bad-attribute": "an attribute that Markdown may not set",
    "bad-data": "a file of data that cannot be read, or that a chart cannot show",
    "bad-encoding": "a file that is not UTF-8",
    "bad-font": "a font file that cannot be used",
    "bad-headers": "a line of static/_headers that hosts cannot read",
    "bad-link": "a link or image address that may not be published",
    "bad-name": "a name that files or URLs cannot have",
    "bad-picture": "a picture that is damaged, too large, or of a kind that browsers do not show",
    "bad-value": "a value that its field cannot hold",
    "bad-yaml": "front matter that is not strict YAML",
    "broken-anchor": "a link to a heading that is not there",
    "broken-footnote": "a reference to a footnote that is not there",
    "broken-link": "a link to a source that is not there",
    "duplicate-key": "a name given twice in one table",
    "font-permission": "a font whose maker forbids that it is published, or parts of it",
    "image-alt": "an image without a description",
    "merged-terms": "spellings that were taken as one term",
    "misplaced": "a Markdown file where none has a meaning",
    "missing-asset": "a file that is not there",
    "missing-chapter": "a chapter that is not there",
    "missing-extra": "something that is asked for, and not installed",
    "missing-field": "a field that must be given",
    "missing-font": "a script for which no font is at hand, so that social cards carry the mark alone",
    "not-a-file": "something else where a file must be",
    "path-escape": "a path that leaves its folder",
    "raw-html": "HTML in Markdown",
    "remote-media": "a picture or recording at a host that the policy does not allow",
    "same-name": "two files with one name, or for one page",
    "term-conflict": "one name that stands for two terms",
    "term-cycle": "a term that is broader than itself",
    "unclosed-block": "a block that is opened and never closed",
    "unknown-author": "an author without a file",
    "unknown-block": "a block of a name that has no meaning",
    "unknown-embed": "an embed from a host that is not known",
    "unknown-field": "a field that does not exist",
    "unknown-language": "a file name that ends in a language which the site lacks",
    "unknown-term": "a term that the vocabulary lacks",
    "unknown-translation": "a translation of something that is not there",
    "unknown-type": "a type that the config lacks",
    "unlisted-chapter": "a chapter that no report lists",
    "unpublished-link": "a link to something that is not published",
    "unreadable": "a file or folder that may not be read",
    "unsafe-asset": "a file that browsers or servers would run",
    "unused-footnote": "a footnote that nothing refers to",
    "wrong-language": "a language that disagrees with the file's name",
    "wrong-translation": "a translation of itself, or of a text in its own language",
}
"""Every kind of problem that `[severity]` may set, with what it means."""
