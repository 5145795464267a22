"""One reference of a foreign body -> where it leads on this site, or what the report must say of it.

In order: a post of the import, a page of an author or a term, a file that can be copied; what is left leads to the old site
where its address is given, and nowhere where it is not.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from posixpath import relpath
from urllib.parse import quote, unquote, urljoin, urlsplit

from msgspec import Struct

from sitegen.importers.markdown.assets import AssetCopier, AssetFinder, asset_fault, copy_whole, safe_name
from sitegen.importers.markdown.files import SourceFile
from sitegen.importers.markdown.links import Reference
from sitegen.importers.markdown.notes import Say
from sitegen.importers.markdown.places import Index
from sitegen.importers.markdown.urls import url_key
from sitegen.urls import SCHEMES, WEB_SCHEMES, is_allowed, join_inside, path_fault, scheme_of, slugify

_PELICAN = re.compile(r"[{|](filename|static|attach|author|tag|category|index)[}|]")
_LISTING = re.compile(r"/+(?:author|authors|team|people|tag|tags|topics|categories|category)/+([^/?#]+)/*(?:[?#].*)?")
_PEOPLE = re.compile(r"/+(?:author|authors|team|people)/")

_HOST = re.compile(r"//[^/.]+\.")


class OldSite(Struct, frozen=True):
    """What is known of the site that the texts come from and of the one they go to; shared by all posts."""

    root: Path
    url: str
    base_url: str
    addresses: Mapping[str, str]
    """The whole new URL of each post by target, for raw HTML, in which nothing else leads anywhere."""
    index: Index
    finder: AssetFinder
    copier: AssetCopier
    find_author: Callable[[str], tuple[str, str] | None]
    terms: Mapping[str, str]
    """Slug of a term -> its id with its taxonomy, `tags:agile`."""

    id_schemes: frozenset[str]
    """What a link may begin with that names a person or a term: `author`, `tags`."""

    @property
    def host(self) -> str:
        return _host(self.url)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


class Resolver:
    """Resolves the references of one post, which stood at the address `home` (empty where that is not known)."""

    def __init__(self, site: OldSite, source: SourceFile, target: str, home: str, say: Say) -> None:
        self.site, self.source, self.target, self.home, self.say = site, source, target, home, say

    def __call__(self, reference: Reference) -> str | None:
        written = reference.target
        path = self._path_of(written)
        if path is None:
            return self._elsewhere(reference)
        path, hash_, anchor = path.partition("#")
        if reference.is_html and path in {"", "/"}:
            return f"{self.site.base_url}{hash_}{anchor}" if path else None
        if path in {"", "/"}:
            return written
        if not reference.is_image and (found := self._page(path, reference)):
            return found + hash_ + anchor
        if file := self.site.finder.find(path, self.source.path):
            return self._copied(file, path, reference)
        return self._missing(path + hash_ + anchor, reference)

    def _path_of(self, written: str) -> str | None:
        """Return the path that a target names on the old site; None where it is another site's."""
        if match := _PELICAN.match(written):
            sections = {"author": "/author/", "tag": "/tag/", "category": "/category/"}
            return sections.get(match[1], "") + (written[match.end() :] or "/")
        if not scheme_of(written) and not _HOST.match(written):
            return written
        try:
            parts = urlsplit(written.strip())
        except ValueError:
            return None
        if not self.site.host or _host(written) != self.site.host:
            return None
        return (parts.path or "/") + (f"#{parts.fragment}" if parts.fragment else "")

    def _elsewhere(self, reference: Reference) -> str | None:
        """Leave a link to another site alone, unless it is of a kind that is never published."""
        written = reference.target
        if scheme_of(written) in self.site.id_schemes and not reference.is_html:
            return written
        if written.startswith("//"):
            return f"https:{written}"
        if written and is_allowed(written, WEB_SCHEMES if reference.is_image else SCHEMES):
            return written
        self.say(reference.line, "bad-link", f'"{written[:80]}" is of a kind that is not published; it became text')
        return None

    def _page(self, path: str, reference: Reference) -> str:
        target = self._target_of(unquote(path))
        if reference.is_html:
            return self.site.addresses.get(target, "")
        if target:
            return relpath(target, str(PurePosixPath(self.target).parent))
        return self._listing(path)

    def _target_of(self, path: str) -> str:
        index = self.site.index
        if path.endswith((".md", ".markdown")):
            here = join_inside(str(self.source.below.parent), path)
            return (index.by_file.get(here, "") if here else "") or index.find_file(path)
        if not path.startswith("/"):
            path = urljoin(self.home, path) if self.home else ""
        return index.by_url.get(url_key(path), "") if path else ""

    def _listing(self, path: str) -> str:
        match = _LISTING.fullmatch(path)
        if not match:
            return ""
        name = unquote(match[1])
        if _PEOPLE.match(path):
            found = self.site.find_author(name)
            return f"author:{found[1]}" if found else ""
        return self.site.terms.get(slugify(name), "")

    def _copied(self, file: Path, path: str, reference: Reference) -> str | None:
        if fault := asset_fault(file):
            if file.suffix.lower() != ".svg":
                self.say(reference.line, "unsafe-asset", f'"{reference.target}" was not copied: it {fault}')
                return self._missing(path, reference)
            self.say(
                reference.line,
                "unsafe-asset",
                f'"{reference.target}" {fault}; it went to static/, check that it is harmless',
            )
        elif not reference.is_html:
            return copy_beside(file, self.target, self.site)
        address = keep_address(file, urljoin(self.home, path), self.site)
        return self.site.base_url + quote(address[1:]) if reference.is_html else quote(address)

    def _missing(self, path: str, reference: Reference) -> str | None:
        written = reference.target
        if scheme_of(written):
            return written
        kind, what = (
            ("missing-asset", "no file for the image") if reference.is_image else ("broken-link", "no page for")
        )
        absolute = urljoin(self.site.url, urljoin(self.home, path))
        if self.site.url and (path.startswith("/") or self.home):
            self.say(reference.line, kind, f'{what} "{written}"; it leads to the old site now')
            return absolute
        end = "the raw HTML names it in a title" if reference.is_html else "it is spelled out in the text"
        self.say(reference.line, kind, f'{what} "{written}"; {end}')
        return None


def copy_beside(file: Path, target: str, site: OldSite) -> str:
    """Copy a file into the folder of an article's assets; return its path relative to the article."""
    folder = target.removesuffix(".md")
    return f"{PurePosixPath(folder).name}/{site.copier.copy(file, site.root / folder)}"


def keep_address(file: Path, path: str, site: OldSite) -> str:
    """Copy a file into `static/`, so that it keeps its old address; return the address.

    That is for files that raw HTML shows, in which nothing resolves a path, and for those that only static/ may hold.
    """
    address = "/" + unquote(re.split(r"[?#]", path, maxsplit=1)[0]).lstrip("/")
    if path_fault(address):
        address = f"/assets/{safe_name(file.name)}"
    if not (copy := site.root / "static" / address[1:]).exists():
        copy_whole(file, copy)
    return address
