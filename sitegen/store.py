"""Keeps bytes from build to build in one file below `.sitegen/`: parse results, bodies, views and a few named values.

A shortcut and never a source: deleting it changes only the time. A file that is damaged, of another version or no
database is replaced by an empty one, and where none can be written the store is a temporary one. Each value carries a
checksum, so that no other is ever taken for it. What the bytes mean is the caller's.

Bodies are addressed by content, so they are committed as they come and other processes may read them; all else is one
transaction at the end of a build. A rollback journal is used and no write-ahead log: between transactions the one file
is complete, and may be copied.
"""

import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from msgspec import Struct

from sitegen.errors import Location, Problem, SitegenError

FILE = "cache.sqlite3"

_VERSION = 2
_PATIENCE_SECONDS = 60
_BATCH = 500
_MANY = 1000
"""More keys than this are found sooner by reading the whole table."""
_SCHEMA = """
    CREATE TABLE parsed (key TEXT PRIMARY KEY, body TEXT, facts BLOB, problems BLOB, mark INTEGER);
    CREATE TABLE bodies (digest TEXT PRIMARY KEY, value BLOB);
    CREATE TABLE views (path TEXT PRIMARY KEY, value BLOB);
    CREATE TABLE named (name TEXT PRIMARY KEY, value BLOB);
"""
_REFUSALS = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What the system refuses; every other error of the database means that the file is damaged."""

_Item = TypeVar("_Item")


class StoreDamaged(SitegenError):
    """The store's file proved damaged in the middle of a build: open it anew with `clean`, and build again."""


class ParsedRow(Struct, frozen=True, gc=False):
    """One parse result: its key, facts and problems as the caller encoded them, and its body, by digest.

    `body` is None where a body is already stored, or there is none (`body_digest` is empty then).
    """

    key: str
    facts: bytes
    problems: bytes
    body_digest: str
    body: bytes | None = None


class Bodies:
    """The bodies of a store, for reading, in any process."""

    def __init__(self, path: Path) -> None:
        with _translated(path):
            uri = f"{path.absolute().as_uri()}?mode=ro"
            self._db = sqlite3.connect(uri, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
        self.path = path

    def bodies(self, digests: Iterable[str]) -> dict[str, bytes]:
        """Return bodies by digest; StoreDamaged where one is not there, for the store itself had named it."""
        wanted = set(digests)
        with _translated(self.path):
            rows = _select(self._db, "SELECT digest, value FROM bodies WHERE digest IN", wanted)
            found = {digest: _unseal(value, digest) for digest, value in rows}
        if len(found) < len(wanted):
            raise StoreDamaged(f"{self.path}: the cache is damaged: a body is missing")
        return found

    def body(self, digest: str) -> bytes:
        """Return one body, on the same terms."""
        return self.bodies((digest,))[digest]

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Store(Bodies):
    """The store of one site, for reading and writing by the one process that builds it.

    `path` is the file that other processes open as `Bodies`; `note` says in words what was wrong with an earlier file.
    """

    def __init__(self, folder: Path, clean: bool = False) -> None:
        self._stack = ExitStack()
        self.path = folder / FILE
        self.note = ""
        self._data_version = 0
        try:
            self._db = self._open(clean)
        except (OSError, sqlite3.DatabaseError) as error:
            temporary = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="sitegen-"))
            self.note = f"{self.path}: the cache cannot be used, and nothing is remembered: {error}"
            self.path = Path(temporary) / FILE
            self._db = self._open(clean=False)
        self._number = self.path.stat().st_ino

    def parsed_heads(self, keys: Iterable[str]) -> dict[str, tuple[bytes, bytes, str]]:
        """Return facts, problems and body digest by key; keys that are not stored are left out."""
        wanted = set(keys)
        columns = "SELECT key, facts, problems, body, mark FROM parsed"
        with _translated(self.path):
            if len(wanted) > _MANY:
                rows: Iterable[Any] = (row for row in self._db.execute(columns) if row[0] in wanted)
            else:
                rows = _select(self._db, f"{columns} WHERE key IN", sorted(wanted))
            heads = {}
            for key, facts, problems, body, mark in rows:
                if mark != _mark(key, body, facts, problems):
                    raise _Broken
                heads[key] = (facts, problems, body)
            return heads

    def remember_parsed(self, rows: Iterable[ParsedRow]) -> None:
        """Store parse results, in batches as they come; what is committed stays, also when the build then fails."""
        for batch in _batches(rows):
            # Not synced: after a power cut, checksums tell what is whole, and the save at the end syncs these as well.
            with self._transaction("OFF") as db:
                db.executemany(
                    "INSERT OR IGNORE INTO bodies VALUES (?, ?)",
                    ((row.body_digest, _seal(row.body, row.body_digest)) for row in batch if row.body is not None),
                )
                db.executemany(
                    "INSERT OR REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)",
                    map(_marked, batch),
                )

    def views(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the views of outputs by path; those that are not stored are left out."""
        with _translated(self.path):
            rows = _select(self._db, "SELECT path, value FROM views WHERE path IN", paths)
            return {path: _unseal(value, path) for path, value in rows}

    def get(self, name: str) -> bytes | None:
        """Return a named value, or None."""
        with _translated(self.path):
            row = self._db.execute("SELECT value FROM named WHERE name = ?", (name,)).fetchone()
            return None if row is None else _unseal(row[0], name)

    def save(
        self, named: Mapping[str, bytes], views: Iterable[tuple[str, bytes]] = (), removed_views: Iterable[str] = ()
    ) -> None:
        """Store named values and views, and forget some views, all or nothing.

        Not while other processes still read bodies: they would wait for its end.
        """
        with self._transaction() as db:
            db.executemany("DELETE FROM views WHERE path = ?", ((path,) for path in removed_views))
            db.executemany("INSERT OR REPLACE INTO views VALUES (?, ?)", ((p, _seal(view, p)) for p, view in views))
            db.executemany("INSERT OR REPLACE INTO named VALUES (?, ?)", ((n, _seal(v, n)) for n, v in named.items()))

    def prune(self, live: Mapping[str, str]) -> int:
        """Forget all parse results but the live ones, given as body digest by key, and their bodies; return how many."""
        with _translated(self.path):
            dead = [key for (key,) in self._db.execute("SELECT key FROM parsed") if key not in live]
            bodies = {body for (body,) in _select(self._db, "SELECT body FROM parsed WHERE key IN", dead)}
        if dead:
            with self._transaction("OFF") as db:
                db.executemany("DELETE FROM parsed WHERE key = ?", ((key,) for key in dead))
                db.executemany("DELETE FROM bodies WHERE digest = ?", ((b,) for b in bodies.difference(live.values())))
            self._shrink()
        return len(dead)

    def is_there(self) -> bool:
        """Tell whether the file is still the one that was opened."""
        with suppress(OSError):
            return self.path.stat().st_ino == self._number  # of no other file while this one is open
        return False

    def is_changed_elsewhere(self) -> bool:
        """Tell whether another process has written to the store, removed or replaced it, since the last answer."""
        if not self.is_there():
            return True
        with _translated(self.path):
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
        before, self._data_version = self._data_version, version
        return before not in {0, version}

    def close(self) -> None:
        """Let the file go; a temporary one is removed."""
        super().close()
        self._stack.close()

    def _open(self, clean: bool) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if clean:
            _discard(self.path)
        try:
            return _connect(self.path)
        except _Unusable as error:
            self.note = f"{self.path}: the cache {error} and was replaced by an empty one"
            _discard(self.path)
            return _connect(self.path)

    @contextmanager
    def _transaction(self, synchronous: str = "NORMAL") -> Iterator[sqlite3.Connection]:
        with _translated(self.path):
            self._db.execute(f"PRAGMA synchronous = {synchronous}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _shrink(self) -> None:
        """Give space back when more than half of the file is empty."""
        with _translated(self.path):
            free, pages = (self._db.execute(f"PRAGMA {n}").fetchone()[0] for n in ("freelist_count", "page_count"))
            if free > pages // 2:
                self._db.execute("VACUUM")


class _Unusable(Exception):
    """Says in words why a file cannot be the store; the sentence begins with "the cache"."""


def _connect(path: Path) -> sqlite3.Connection:
    # A store may pass from thread to thread, but is one thread's at a time.
    db = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA page_size = 8192")
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("PRAGMA synchronous = OFF")
        _check(db)
        db.execute("BEGIN IMMEDIATE")
        db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("ROLLBACK")
    except (sqlite3.DatabaseError, UnicodeDecodeError, _Unusable) as error:
        db.close()
        if isinstance(error, _Unusable) or (_is_refusal(error) and _code(error) != sqlite3.SQLITE_READONLY):
            raise
        raise _Unusable("was damaged") from None  # a damaged file header, too, makes a database read-only
    return db


def _check(db: sqlite3.Connection) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").fetchone()
    if not version and not tables:
        db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
    elif version != _VERSION:
        raise _Unusable("is of another version of sitegen")
    elif tables != _SCHEMA.count("CREATE TABLE"):
        raise _Unusable("was damaged")


def _discard(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Tell damage from what the system refuses (a full disk, a lock that is never freed)."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if _is_refusal(error):
            hint = "Free space on its disk, or check its permissions."
            problem = Problem(Location(str(path)), "unwritable", f'the cache cannot be written: "{error}"', hint)
            raise SitegenError(problems=[problem]) from error
        raise StoreDamaged(f"{path}: the cache is damaged: {error}") from error
    except _Broken:
        raise StoreDamaged(f"{path}: the cache is damaged: a checksum differs") from None


def _is_refusal(error: Exception) -> bool:
    return _code(error) in _REFUSALS


def _code(error: Exception) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


class _Broken(Exception):
    """A value is not the one that was stored."""


def _seal(value: bytes, *names: str) -> bytes:
    return _checksum(value, names) + value


def _unseal(sealed: object, *names: str) -> bytes:
    if not isinstance(sealed, bytes) or sealed[:4] != _checksum(value := sealed[4:], names):
        raise _Broken
    return value


def _checksum(value: bytes, names: tuple[str, ...]) -> bytes:
    """Cover a value and the names under which it is stored."""
    return zlib.crc32(value, zlib.crc32("\n".join(names).encode())).to_bytes(4, "big")


def _marked(row: ParsedRow) -> tuple[str, str, bytes, bytes, int]:
    mark = _mark(row.key, row.body_digest, row.facts, row.problems)
    return row.key, row.body_digest, row.facts, row.problems, mark


def _mark(key: str, body: str, facts: object, problems: object) -> int:
    """The checksum of a parse result; 0, which is none, where a column holds what was never stored."""
    if not isinstance(facts, bytes) or not isinstance(problems, bytes):
        return 0
    return zlib.crc32(problems, zlib.crc32(facts, zlib.crc32(f"{key}\n{body}\n{len(facts)}".encode()))) or 1


def _select(db: sqlite3.Connection, query: str, keys: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for batch in _batches(keys):
        yield from db.execute(f"{query} ({','.join('?' * len(batch))})", batch).fetchall()


def _batches(items: Iterable[_Item]) -> Iterator[Sequence[_Item]]:
    rest = iter(items)
    while batch := tuple(islice(rest, _BATCH)):
        yield batch
