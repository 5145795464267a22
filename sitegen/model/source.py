"""What lies on disk: sources, assets and the theme's files, each with its digest; no bytes."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

SourceKind = Literal["article", "chapter", "page", "author", "term"]


class Source(Struct, frozen=True):
    """One Markdown file of content.

    `path` is relative to the project, with slashes and in NFC (`content/articles/2018/rouhani-syria.ar.md`). `id` is
    the path below the kind's folder without language suffix and ending (`2018/rouhani-syria`; `index.md` takes its
    folder's path). `lang` is the suffix's language, else the site's first. `taxonomy` is set for a term.
    """

    path: str
    kind: SourceKind
    id: str
    lang: str
    digest: str
    size: int
    taxonomy: str = ""


class Asset(Struct, frozen=True):
    """A file that is copied; its bytes never enter memory whole. `path` is relative to the project, `file` is where it
    is read from when that is elsewhere (a theme inside the package: absolute)."""

    path: str
    digest: str
    size: int
    file: str = ""


class ThemeFiles(Struct, frozen=True):
    """The theme's files by name: each theme laid over the one that it extends, the site's own `templates/` over all.

    `templates` has every file a second time below the name of its theme (`default/base.html`), as far as that theme and
    those below it go; `sheets` are the style sheets among the assets, by both kinds of name.
    """

    templates: Mapping[str, Asset]
    assets: Mapping[str, Asset]
    digest: str
    """Digest of the templates' names and digests: while it is equal, equal views are rendered to equal bytes."""
    sheets: Mapping[str, Asset] = {}


class Snapshot(Struct, frozen=True):
    """The whole input folder at one moment, every tuple ordered by path."""

    sources: tuple[Source, ...]
    assets: tuple[Asset, ...]
    """Files beside content sources: `content/**` that are not Markdown."""
    static: tuple[Asset, ...]
    """Files of `static/`, copied as they are; `path` begins with `static/`."""
    theme: ThemeFiles
    fonts: tuple[Asset, ...] = ()
    """The files of `fonts/` that the config names."""


class FileStat(Struct, frozen=True, array_like=True, gc=False):
    """What was remembered of a file: times in nanoseconds, size and digest of content.

    `settled` says that both times lay well before the moment of reading, so that the file cannot have been written
    again within the same tick of the clock: only then do equal times and size stand for equal content.
    """

    mtime_ns: int
    ctime_ns: int
    size: int
    digest: str
    settled: bool
