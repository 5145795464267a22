"""What is to be written, and why: outputs and their plan, and the changes that a record leaves to be made."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Recipe = Literal[
    "template", "atom", "sitemap", "calendar", "headers", "text", "style", "font", "copy", "picture", "card", "index"
]

Rank = Literal[0, 1, 2, 3]
"""Order of publishing: 0 assets, 1 pages, 2 listings and indexes, 3 feeds, sitemaps and the rest."""


class Output(Struct, frozen=True):
    """One file of the site.

    `path` is relative to the output folder (`articles/2018/x/index.html`, NFC, slashes). By recipe:
    template  `template` names it; `view` is the MessagePack form of its view; `lang` chooses the shared SiteView
    atom, sitemap, calendar, headers, text   `view` as above, no template
    style     `view` as above, its text; `file` the style sheet that it was made from
    font      `file` is the project path of the font, `view` the FontCut that is made of it
    copy      `file` is the project path (or absolute path) of the asset, `view` its digest as bytes
    index     a search index: this file and others in its folder, made together by a tool, whose names are known only then
    card      `view` as above; the fonts that it names by digest are at hand
    picture   `file` as of a copy, `view` the PictureView that says what is made of it
    `bodies` are the source paths of the bodies that the view names, in order. `origin` says where it comes from, in words,
    such as a source's path or `tags: iran`.
    """

    path: str
    recipe: Recipe
    view: bytes
    origin: str
    rank: Rank = 1
    template: str = ""
    lang: str = ""
    file: str = ""
    bodies: tuple[str, ...] = ()


class Plan(Struct, frozen=True):
    """Every output of the site, ordered by path; no two on one path, also where case and Unicode form are folded.

    `shared` holds the MessagePack form of the SiteView of each language.
    """

    outputs: Mapping[str, Output]
    shared: Mapping[str, bytes]


ReasonKind = Literal["new", "view", "site", "body", "template", "generator", "missing", "altered"]


class Reason(Struct, frozen=True):
    """Why an output is stale; `detail` names the body, the template or the file."""

    kind: ReasonKind
    detail: str = ""

    def __str__(self) -> str:
        return _SENTENCES[self.kind].format(self.detail)


_SENTENCES: Mapping[str, str] = {
    "new": "it was not there before",
    "view": "what it shows changed",
    "site": "what all pages share changed",
    "body": 'the text of "{}" changed',
    "template": "its template or one that this uses changed",
    "generator": "sitegen itself or a library changed",
    "missing": "the file is gone from the output folder",
    "altered": "the file in the output folder was altered",
}


class Changes(Struct, frozen=True):
    """What publishing has to do: outputs to render with their reasons, by path; paths to keep; paths to remove."""

    stale: Mapping[str, tuple[Reason, ...]]
    kept: tuple[str, ...]
    removed: tuple[str, ...]
