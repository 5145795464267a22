"""The author files as an importer uses them: people found by name, stubs for new ones, roles added as bylines give them.

A stub is written the moment somebody is first named, so that no article ever names an author without a file; roles are
written by `flush`. Nothing that an author file says is overwritten.
"""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sitegen.errors import ImportFailed, Location, Problem
from sitegen.importers.past import Past, Seen
from sitegen.importers.read import Written, read_written
from sitegen.importers.roles import add_roles
from sitegen.importers.write import edit_front_matter, free_name, write_new
from sitegen.model.document import AuthorRole
from sitegen.urls import fold, slugify

AUTHORS = "content/authors"


class AuthorsFolder:
    """The people of a project by name and by id; `past` knows the roles that they were seen in before."""

    def __init__(self, root: Path, past: Past) -> None:
        self._root = root
        self._past = past
        self._files: dict[str, Path] = {}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[str, set[str]] = defaultdict(set)
        self._fresh: dict[str, set[Seen]] = defaultdict(set)
        self._unwritten: set[str] = set()
        for written in read_written(root, AUTHORS):
            self._add(written)

    def find(self, name: str) -> tuple[str, ...]:
        """Return the ids of the authors who have this name or id; case, accents, dots and `Family, Given` do not matter."""
        key = _key(name)
        return tuple(sorted(self._by_name.get(key) or self._by_id.get(key) or ()))

    def fault(self, name: str) -> str:
        """Say why nobody can be remembered under a name, or return an empty string."""
        found = self.find(name)
        if len(found) > 1:
            return f'{len(found)} authors are called "{name}": {", ".join(found)}'
        return "" if found or slugify(name) else f'"{name}" is no name: it holds no letter'

    def remember(self, name: str, role: AuthorRole | None = None, date: str = "") -> str:
        """Return the id of the author with this name, made with a stub where there is none; note the role seen on a day.

        ImportFailed where the name has a fault.
        """
        if fault := self.fault(name):
            raise ImportFailed(fault)
        id_ = next(iter(self.find(name)), "") or self._new(name)
        if role and role.title and date:
            self._fresh[id_].add(Seen(date, role.title, role.org, role.program))
            self._unwritten.add(id_)
        return id_

    def flush(self) -> tuple[Problem, ...]:
        """Write the roles noted since the last flush; an author file that cannot be edited is left alone, with a problem."""
        problems = []
        for id_ in sorted(self._unwritten):
            try:
                self._write_roles(id_, frozenset(self._fresh[id_]))
            except (ImportFailed, OSError) as error:
                place = Location(self._files[id_].relative_to(self._root).as_posix())
                message = f'the roles of "{id_}" were not added: {error}'
                problems.append(Problem(place, "bad-yaml", message, "mend the file and import again", "warning"))
        self._unwritten.clear()
        return tuple(problems)

    def _write_roles(self, id_: str, fresh: frozenset[Seen]) -> None:
        past = frozenset(self._past.roles_of(id_)) - fresh
        edit_front_matter(self._files[id_], lambda fields: add_roles(fields, past, fresh))

    def _new(self, name: str) -> str:
        folder = self._root / AUTHORS
        id_ = free_name(folder, slugify(name))
        write_new(folder / f"{id_}.md", {"name": name}, "")
        self._keep(id_, folder / f"{id_}.md", [name])
        return id_

    def _add(self, written: Written) -> None:
        id_ = written.path.removeprefix(f"{AUTHORS}/").removesuffix(".md").removesuffix("/index")
        main, _, _ = id_.rpartition(".")
        is_translation = main and (self._root / AUTHORS / f"{main}.md").exists()
        self._keep(main if is_translation else id_, None if is_translation else written.file, _names(written))

    def _keep(self, id_: str, file: Path | None, names: Iterable[str]) -> None:
        if file:
            self._files[id_] = file
        self._by_id[_key(id_.rsplit("/", 1)[-1])].add(id_)
        for name in names:
            self._by_name[_key(name)].add(id_)


def _names(written: Written) -> list[str]:
    names = written.values.get("names")
    variants = names.values() if isinstance(names, dict) else ()
    return [name for name in (written.values.get("name"), *variants) if isinstance(name, str) and name.strip()]


def _key(name: str) -> str:
    family, comma, given = name.partition(",")
    return slugify(fold(f"{given} {family}" if comma else name)) or fold(name)
