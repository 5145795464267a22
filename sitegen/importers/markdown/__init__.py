"""A folder of another generator's Markdown -> articles, pages and authors of this site, with a report of every file.

Nothing is lost: what has no place here is kept under `extra`, in the text, or in the report. Nothing is overwritten, and
importing the same folder again changes nothing.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.errors import ImportFailed, Location, Problem
from sitegen.importers.authors import AUTHORS, AuthorsFolder
from sitegen.importers.markdown.aliases import lost_aliases, permalinks_of, share_aliases
from sitegen.importers.markdown.anchors import Anchors
from sitegen.importers.markdown.articles import Article, Surroundings, make_article
from sitegen.importers.markdown.assets import AssetCopier, AssetFinder
from sitegen.importers.markdown.fields import Post, Refusal, read_post
from sitegen.importers.markdown.files import SourceFile, Unreadable, read_sources
from sitegen.importers.markdown.names import guess_person
from sitegen.importers.markdown.notes import Notes
from sitegen.importers.markdown.places import Places, index_posts
from sitegen.importers.markdown.targets import OldSite
from sitegen.importers.past import Past
from sitegen.importers.report import ImportItem, ImportProgress, ImportReport
from sitegen.importers.write import write_new
from sitegen.model.config import Config
from sitegen.model.document import AuthorRole
from sitegen.read.walk import shown
from sitegen.urls import href, slugify


class _Planned(Struct, frozen=True):
    post: Post
    target: str
    people: Mapping[str, AuthorRole] = {}
    is_new: bool = True


def import_markdown(
    root: Path,
    config: Config,
    folder: Path,
    progress: ImportProgress | None = None,
    *,
    assets: Path | None = None,
    old_url: str = "",
) -> ImportReport:
    """Import every Markdown file below a folder: Jekyll's, Hugo's, Eleventy's or Pelican's.

    `assets` is one more folder in which the files that texts show may lie. `old_url` is the address of the old site: links and
    images that this site lacks lead there; without it they are spelled out in the text. Each is a note of the report with its
    place. ImportFailed where the folder cannot be read, holds no Markdown, is part of the site's content, or a file cannot be
    written.
    """
    _check(root, folder)
    try:
        return _Import(root, config, folder).run(progress, AssetFinder(folder, assets), old_url)
    except OSError as error:
        raise ImportFailed(f"{error.filename or folder}: {error.strerror or error}") from error


def _check(root: Path, folder: Path) -> None:
    if not folder.is_dir():
        raise ImportFailed(f'"{folder}" is not a folder')
    content = (root / "content").resolve()
    if folder.resolve().is_relative_to(content) or content.is_relative_to(folder.resolve()):
        raise ImportFailed(f'"{folder}" holds this site\'s own content')


class _Import:
    """One run: all files are read and given their places before the first is written, because links go both ways."""

    def __init__(self, root: Path, config: Config, folder: Path) -> None:
        self.root, self.config, self.folder = root, config, folder
        self.past = Past(root)
        self.people = AuthorsFolder(root, self.past)
        self.places = Places(root, config)
        self.items: dict[str, ImportItem] = {}
        self.planned: list[_Planned] = []

    def run(self, progress: ImportProgress | None, finder: AssetFinder, old_url: str) -> ImportReport:
        self._plan()
        if not (self.items or self.planned):
            hint = "Markdown ends in .md or .markdown; for raw texts leave out --from markdown"
            name = shown(str(self.folder))
            raise ImportFailed(problems=[Problem(Location(name), "import", f'"{name}" holds no Markdown', hint)])
        placed = [(each.post, each.target) for each in self.planned]
        aliases = share_aliases(placed, self.config)
        permalinks = permalinks_of(placed, self.config)
        site = OldSite(
            root=self.root,
            url=old_url,
            base_url=self.config.base_url,
            addresses={target: self.config.base_url + href(path)[1:] for target, path in permalinks.items()},
            index=index_posts(placed),
            finder=finder,
            copier=AssetCopier(),
            find_author=self._find_author,
            terms=self._terms(),
            id_schemes=frozenset({"author", *self.config.taxonomies}),
        )
        articles = []
        for each in self.planned:
            own = aliases[each.target]
            lost = lost_aliases(each.post, own, permalinks[each.target])
            if each.is_new:
                articles.append(make_article(each.post, Surroundings(each.target, each.people, own, lost), site))
            else:
                self._tell(ImportItem(each.post.file.shown, "unchanged", each.target))
        self._write(articles, progress)
        return ImportReport(tuple(item for _, item in sorted(self.items.items())))

    def _write(self, articles: Sequence[Article], progress: ImportProgress | None) -> None:
        """Write roles before articles: a run that is killed comes back to them with the articles that are not there yet."""
        problems = {problem.location.path: problem for problem in self.people.flush()}
        anchors = Anchors(self.root, {each.target: each.body for each in articles}, self.config.parse)
        for done, each in enumerate(articles, 1):
            shown = each.post.file.shown
            files = [f"{AUTHORS}/{id_}.md" for id_ in each.front.get("authors", ())]
            notes = Notes(shown, [*each.notes, *(problems[file] for file in files if file in problems)])
            body = anchors.mend(each.target, notes.say)
            write_new(self.root / each.target, each.front, body.text)
            self._tell(ImportItem(shown, "imported", each.target, notes=notes.in_order()))
            if progress:
                progress(done, len(articles))

    def _tell(self, item: ImportItem) -> None:
        self.items[item.source] = item

    def _plan(self) -> None:
        fresh = []
        for source in read_sources(self.folder):
            read = source if isinstance(source, Unreadable) else read_post(source, self.config)
            if isinstance(source, Unreadable) or not isinstance(read, Post):
                self.items[source.shown] = _refused(source, read)
            elif target := self.past.find(read.file.digest):
                self.places.keep(read, target)
                self.planned.append(_Planned(read, target, is_new=False))
            elif target := self.past.find_changed(read.file.id):
                self.places.keep(read, target)
                reason = f"has changed since it was imported; to import it again, remove {target}"
                self.items[source.shown] = ImportItem(source.shown, "decision", target, reason)
            else:
                fresh.append(read)
        for post in fresh:
            self._place(post)
        self.planned.sort(key=lambda each: each.post.file.shown)

    def _place(self, post: Post) -> None:
        names = [self._name(person.name) for person in post.people]
        if fault := next(filter(None, map(self.people.fault, names)), ""):
            self.items[post.file.shown] = ImportItem(post.file.shown, "decision", "", fault, post.notes)
            return
        day = f"{post.day:%Y-%m-%d}" if post.day else ""
        people: dict[str, AuthorRole] = {}
        for name, person in zip(names, post.people, strict=True):
            role = AuthorRole(person.job, person.org)
            people.setdefault(self.people.remember(name, role, day), role)
        self.planned.append(_Planned(post, self.places.claim(post), people))

    def _name(self, written: str) -> str:
        return written if self.people.find(written) else guess_person(written)

    def _find_author(self, name: str) -> tuple[str, str] | None:
        found = self.people.find(name)
        return (guess_person(name), found[0]) if len(found) == 1 else None

    def _terms(self) -> dict[str, str]:
        terms: dict[str, str] = {}
        for each in self.planned:
            for taxonomy in self.config.taxonomies if not each.post.fields.get("draft") else ():
                for label in each.post.fields.get(taxonomy, ()):
                    terms.setdefault(slugify(label), f"{taxonomy}:{slugify(label)}")
        return terms


def _refused(source: SourceFile | Unreadable, read: Post | Refusal | Unreadable) -> ImportItem:
    is_decision = isinstance(read, Refusal) and read.is_decision
    reason = "" if isinstance(read, Post) else read.reason
    return ImportItem(source.shown, "decision" if is_decision else "rejected", "", reason)
