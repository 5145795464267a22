"""Raw files -> written articles, a batch at a time: read, authors and their roles first, then the articles.

So an article never names an author who is not there, and what a killed run has written is what the next one finds done.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from sitegen.digest import digest
from sitegen.errors import Location, Problem
from sitegen.files import read_file
from sitegen.importers.authors import AUTHORS, AuthorsFolder
from sitegen.importers.past import ARTICLES, Past
from sitegen.importers.raw.article import RawArticle, read_article
from sitegen.importers.raw.body import write_body
from sitegen.importers.raw.dates import DateOrder
from sitegen.importers.raw.decode import Undecodable, decode
from sitegen.importers.raw.files import RawFile
from sitegen.importers.raw.front import PROGRAMS, make_front
from sitegen.importers.raw.people import RawPerson
from sitegen.importers.raw.programs import find_program
from sitegen.importers.report import ImportItem
from sitegen.importers.suggest import Suggester
from sitegen.importers.vocabulary import read_terms
from sitegen.importers.write import free_name, write_new
from sitegen.model.config import Config
from sitegen.model.document import AuthorRole
from sitegen.urls import fold, slugify

_LARGEST = 2 * 1024 * 1024
"""More bytes than any article has."""
_SUGGESTED = frozenset({"tags", "regions"})


class _Read(Struct, frozen=True):
    """A text that can be imported, with its authors' ids."""

    file: RawFile
    digest: str
    article: RawArticle
    lang: str
    people: tuple[tuple[str, RawPerson, AuthorRole], ...]
    notes: tuple[Problem, ...]


class _Twin(Struct, frozen=True):
    """A file with the very bytes of another one of this run."""

    file: RawFile
    digest: str


class RawImport:
    """One run's knowledge of the project: what was imported, who writes, what the vocabulary holds."""

    def __init__(self, root: Path, config: Config, order: DateOrder | None) -> None:
        self._root, self._config, self._order = root, config, order
        self._past = Past(root)
        self._authors = AuthorsFolder(root, self._past)
        self._codes = codes = [language.code for language in config.languages]
        taxonomies = _SUGGESTED & set(config.taxonomies)
        self._suggester = Suggester(read_terms(root, taxonomies, codes), codes, "tags" if "tags" in taxonomies else "")
        programs = read_terms(root, {PROGRAMS} & set(config.taxonomies), codes)
        self._programs = {fold(name): term.label for term in programs for name in term.names}
        self._done: dict[str, str] = {}

    def take(self, files: Sequence[RawFile]) -> Iterator[ImportItem]:
        """Import a batch, yielding one item for each file, in the same order."""
        read = [self._read(file) for file in files]
        problems = {problem.location.path: problem for problem in self._authors.flush()}
        for each in read:
            yield self._finish(each, problems)

    def _finish(self, read: ImportItem | _Read | _Twin, problems: Mapping[str, Problem]) -> ImportItem:
        if isinstance(read, _Twin):
            return ImportItem(read.file.shown, "unchanged", self._done[read.digest])
        return self._write(read, problems) if isinstance(read, _Read) else read

    def _read(self, file: RawFile) -> ImportItem | _Read | _Twin:
        if file.fault:
            return ImportItem(file.shown, "rejected", reason=file.fault)
        try:
            data = _bytes_of(file.path)
            mark = digest(data)
            if mark in self._done:
                return _Twin(file, mark)
            if target := self._past.find(mark):
                return ImportItem(file.shown, "unchanged", target)
            decoded = decode(data)
        except OSError as error:
            return ImportItem(file.shown, "rejected", reason=f"it cannot be read: {error.strerror}")
        except Undecodable as error:
            return ImportItem(file.shown, "rejected", reason=str(error))
        article = read_article(decoded.text, self._order)
        guessed = [(0, f"the encoding was taken for {decoded.guess}")] if decoded.guess else []
        notes = tuple(_note(file, line, words) for line, words in (*guessed, *article.notes))
        if not article.sections:
            return ImportItem(file.shown, "rejected", reason="it is a headline without a text", notes=notes)
        return self._placed(file, mark, article, notes)

    def _placed(self, file: RawFile, mark: str, article: RawArticle, notes: tuple[Problem, ...]) -> ImportItem | _Read:
        earlier = self._past.find_changed(file.name, article.title)
        if question := article.question or self._question(article, earlier):
            return ImportItem(file.shown, "decision", earlier, question, notes)
        people = {found[0]: found for person in article.people for found in [self._person(person, article.day)]}
        self._done[mark] = ""
        return _Read(file, mark, article, self._language(file), tuple(people.values()), notes)

    def _question(self, article: RawArticle, earlier: str) -> str:
        if earlier:
            return f"it has changed since it was imported as {earlier}: remove that to import it again, or rename this"
        fault = next(filter(None, (self._authors.fault(person.name) for person in article.people)), "")
        return f"{fault}: write the id of the right one into the byline" if fault else ""

    def _person(self, person: RawPerson, day: str) -> tuple[str, RawPerson, AuthorRole]:
        program = find_program(person.title, lambda name: self._programs.get(fold(name), ""))
        role = AuthorRole(person.title, person.org, program)
        return self._authors.remember(person.name, role, day), person, role

    def _language(self, file: RawFile) -> str:
        suffix = Path(file.path.stem).suffix.removeprefix(".")
        return suffix if suffix in self._codes else self._config.default_language

    def _write(self, read: _Read, problems: Mapping[str, Problem]) -> ImportItem:
        article = read.article
        evidence = self._suggester.suggest(article.title, article.paragraphs, read.lang)
        front = make_front(article, read.people, evidence, self._config, (read.file.name, read.digest))
        target, notes = self._place_for(read)
        write_new(self._root / target, front, write_body(article.sections, article.links))
        self._done[read.digest] = target
        files = [f"{AUTHORS}/{id_}.md" for id_, _, _ in read.people]
        notes += [problems[file] for file in files if file in problems]
        return ImportItem(read.file.shown, "imported", target, notes=(*read.notes, *notes), evidence=evidence)

    def _place_for(self, read: _Read) -> tuple[str, list[Problem]]:
        year, slug = read.article.day[:4], slugify(read.article.title)
        name = free_name(self._root / ARTICLES / year, slug, self._codes)
        suffix = "" if read.lang == self._config.default_language else f".{read.lang}"
        is_second = slug and name != slug
        words = f'another article of {year} is called "{read.article.title}" too'
        return f"{ARTICLES}/{year}/{name}{suffix}.md", [_note(read.file, 1, words)] if is_second else []


def _bytes_of(path: Path) -> bytes:
    """Undecodable where a file is too large to be looked at."""
    if (size := path.stat().st_size) > _LARGEST:
        raise Undecodable(f"{size // 1024 // 1024} MB are too much for one article")
    return read_file(path)


def _note(file: RawFile, line: int, words: str) -> Problem:
    return Problem(Location(file.shown, line), "import", words, severity="warning")
