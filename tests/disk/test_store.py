"""The cache file: what it keeps, and that nothing but time is lost with it."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import SitegenError
from sitegen.store import FILE, Bodies, ParsedRow, Store, StoreDamaged

ROWS = [ParsedRow(f"key{n}", b"facts%d" % n, b"problems%d" % n, f"digest{n}", b"body%d" % n * 500) for n in range(20)]


@pytest.fixture
def folder(tmp_path) -> Path:
    """A closed store that holds ROWS, a view and a named value."""
    with Store(tmp_path / ".sitegen") as store:
        store.remember_parsed(ROWS)
        store.save({"record": b"all of it"}, [("index.html", b"view")])
        assert store.note == ""
    return tmp_path / ".sitegen"


def test_what_was_kept_is_there_in_the_next_build(folder):
    with Store(folder) as store:
        heads = store.parsed_heads(["key3", "key19", "absent"])
        assert heads == {"key3": (b"facts3", b"problems3", "digest3"), "key19": (b"facts19", b"problems19", "digest19")}
        assert store.bodies(["digest3", "digest4"]) == {"digest3": ROWS[3].body, "digest4": ROWS[4].body}
        assert store.get("record") == b"all of it"
        assert store.get("absent") is None
        assert store.views(["index.html", "absent"]) == {"index.html": b"view"}
        assert store.note == ""


def test_more_keys_than_one_query_holds(folder):
    keys = [f"key{n}" for n in range(5000)]
    with Store(folder) as store:
        store.remember_parsed(ParsedRow(key, key.encode(), b"", "") for key in keys)
        heads = store.parsed_heads(keys)
        assert heads == {key: (key.encode(), b"", "") for key in keys}


def test_later_values_replace_earlier_ones(folder):
    with Store(folder) as store:
        store.remember_parsed([ParsedRow("key1", b"new", b"", "digest2")])
        store.save({"record": b"new"}, [("b.html", b"b")], removed_views=["index.html"])
    with Store(folder) as store:
        assert store.parsed_heads(["key1"]) == {"key1": (b"new", b"", "digest2")}
        assert store.get("record") == b"new"
        assert store.views(["index.html", "b.html"]) == {"b.html": b"b"}


def test_an_unfinished_save_leaves_the_values_of_the_last(folder):
    def views():
        yield "index.html", b"new"
        raise RuntimeError("the build failed")

    with Store(folder) as store:
        with pytest.raises(RuntimeError):
            store.save({"record": b"new"}, views())
        assert store.views(["index.html"]) == {"index.html": b"view"}
        assert store.get("record") == b"all of it"


def test_prune_forgets_dead_results_and_only_their_bodies(folder):
    with Store(folder) as store:
        store.remember_parsed([ParsedRow("shares", b"", b"", "digest1")])
        live = {"key0": "digest0", "shares": "digest1"}
        assert (store.prune(live), store.prune(live)) == (19, 0)
        assert store.parsed_heads([row.key for row in ROWS]).keys() == {"key0"}
        assert store.bodies(["digest0", "digest1"]).keys() == {"digest0", "digest1"}
        with pytest.raises(StoreDamaged, match="missing"):
            store.bodies(["digest1", "digest2"])


def test_prune_gives_space_back(folder):
    with Store(folder) as store:
        store.remember_parsed(ParsedRow(f"big{n}", b"", b"", f"big{n}", b"x" * 50_000) for n in range(20))
    size = (folder / FILE).stat().st_size
    with Store(folder) as store:
        store.prune({})
    assert (folder / FILE).stat().st_size < size


def test_another_process_reads_bodies_while_the_store_is_open(folder):
    code = "import sys; from pathlib import Path; from sitegen.store import Bodies\n"
    code += "print(len(Bodies(Path(sys.argv[1])).bodies(['late'])['late']))"
    with Store(folder) as store:
        store.remember_parsed([ParsedRow("late", b"", b"", "late", b"x" * 1234)])
        done = subprocess.run([sys.executable, "-c", code, store.path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1234"


def test_where_the_disk_is_full_the_store_is_named(folder):
    with Store(folder) as store:
        store._db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(SitegenError) as caught:
            store.save({"big": b"x" * 1_000_000}, [])
    [problem] = caught.value.problems
    assert (problem.location.path, problem.kind) == (str(folder / FILE), "unwritable")
    assert "full" in problem.message


def test_a_reader_cannot_write(folder):
    with Bodies(folder / FILE) as bodies, pytest.raises(sqlite3.OperationalError, match="readonly"):
        bodies._db.execute("DELETE FROM bodies")


def test_a_copy_of_the_closed_store_is_complete(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "elsewhere")
    assert [path.name for path in folder.iterdir()] == [FILE]
    with Store(tmp_path / "elsewhere") as store:
        assert len(store.parsed_heads([row.key for row in ROWS])) == 20


def test_clean_starts_from_nothing(folder):
    with Store(folder, clean=True) as store:
        assert (store.get("record"), store.parsed_heads(["key1"]), store.note) == (None, {}, "")


@pytest.mark.parametrize("content", [b"not a database" * 100, b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_database_is_replaced_with_a_note(folder, content):
    (folder / FILE).write_bytes(content)
    with Store(folder) as store:
        assert "damaged" in store.note
        assert store.get("record") is None
        store.save({"record": b"new"})
    with Store(folder) as store:
        assert (store.note, store.get("record")) == ("", b"new")


def test_another_version_is_replaced_with_a_note(folder):
    with sqlite3.connect(folder / FILE) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with Store(folder) as store:
        assert "another version" in store.note
        assert store.get("record") is None


def test_an_empty_file_is_an_empty_store(folder):
    (folder / FILE).write_bytes(b"")
    with Store(folder) as store:
        assert (store.note, store.get("record")) == ("", None)


@pytest.mark.parametrize("blocked", ["a file for the folder", "a folder for the file"])
def test_where_nothing_can_be_written_a_temporary_store_serves(tmp_path, blocked):
    folder = tmp_path / ".sitegen"
    if blocked == "a file for the folder":
        folder.write_text("in the way")
    else:
        (folder / FILE).mkdir(parents=True)
    with Store(folder) as store:
        store.remember_parsed(ROWS)
        with Bodies(store.path) as bodies:
            assert bodies.bodies(["digest7"]) == {"digest7": ROWS[7].body}
        assert "nothing is remembered" in store.note
        temporary = store.path
    assert not temporary.exists()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_never_gives_a_wrong_value(tmp_path_factory, data):
    """Whatever bytes are overwritten: each value read is the one stored, or absent, or the damage is told."""
    folder = tmp_path_factory.mktemp("store")
    with Store(folder) as store:
        store.remember_parsed(ROWS)
        store.save({"record": b"all of it" * 300})
    content = bytearray((folder / FILE).read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=40))
    content[at : at + len(noise)] = noise
    (folder / FILE).write_bytes(content)
    with Store(folder) as store:
        try:
            heads = store.parsed_heads([row.key for row in ROWS])
            bodies = store.bodies(body for _, _, body in heads.values())
            record = store.get("record")
        except StoreDamaged:
            return
    expected = {row.key: (row.facts, row.problems, row.body_digest) for row in ROWS}
    assert all(expected[key] == head for key, head in heads.items())
    assert bodies == {head[2]: ROWS[int(head[2][6:])].body for head in heads.values()}
    assert record in (None, b"all of it" * 300)


def test_a_killed_writer_leaves_what_was_committed(folder):
    code = """
        import sys
        from pathlib import Path
        from sitegen.store import ParsedRow, Store

        def rows():
            for n in range(600):
                yield ParsedRow(f"n{n}", b"f", b"", f"d{n}", b"b" * 9000)

        def views():
            for n in range(5000):
                yield f"v{n}", b"v" * 9000
            print("now", flush=True)
            sys.stdin.read()

        store = Store(Path(sys.argv[1]))
        store.remember_parsed(rows())
        store.save({"record": b"new"}, views())
    """
    command = [sys.executable, "-c", textwrap.dedent(code), folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout.readline().strip() == b"now"
        writer.send_signal(signal.SIGKILL)
    with Store(folder) as store:
        assert store.get("record") == b"all of it"
        assert store.views(["v0", "index.html"]) == {"index.html": b"view"}
        assert len(store.parsed_heads(f"n{n}" for n in range(600))) == 600
