"""A full disk, a read-only folder, too many open files: at every single call, and what is left then."""

import builtins
import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from publishing import picture, put

from sitegen.errors import PublishFailed

OLD = {
    "index.html": b"old home",
    "a/index.html": b"old a",
    "gone/index.html": b"gone",
    "turn": b"file",
    "same": b"same",
}
NEW = {"index.html": b"new home", "a/index.html": b"new a", "new/index.html": b"new", "turn/x": b"x", "same": b"same"}

CALLS = ["replace", "mkdir", "chmod", "lstat", "unlink", "write", "open"]
FAULTS = [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EIO, errno.EMFILE]


class Fault:
    """Lets one kind of system call fail at its nth use in the site's folder."""

    def __init__(self, root: Path, call: str, nth: int, code: int) -> None:
        self.root, self.call, self.left, self.code = str(root), call, nth, code
        self.happened = False

    def wrap(self, real: Callable) -> Callable:
        def call(*arguments, **named):
            if any(isinstance(a, str | os.PathLike) and os.fspath(a).startswith(self.root) for a in arguments):
                self.left -= 1
                if self.left == 0:
                    self.happened = True
                    raise OSError(self.code, os.strerror(self.code), os.fspath(arguments[0]))
            return real(*arguments, **named)

        return call

    def install(self, patch: pytest.MonkeyPatch) -> None:
        if self.call == "write":
            patch.setattr(Path, "write_bytes", self.wrap(Path.write_bytes))
        elif self.call == "open":
            patch.setattr(io, "open", self.wrap(io.open))
            patch.setattr(builtins, "open", self.wrap(builtins.open))
            patch.setattr(os, "open", self.wrap(os.open))
        else:
            patch.setattr(os, self.call, self.wrap(getattr(os, self.call)))


@pytest.mark.parametrize("code", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", CALLS)
def test_a_fault_at_any_call_is_named_tears_nothing_and_is_repaired(tmp_path, call, code):
    nth, happened = 0, True
    while happened:
        nth += 1
        root = tmp_path / str(nth)
        root.mkdir()
        put(root, OLD)
        fault = Fault(root, call, nth, code)
        with pytest.MonkeyPatch.context() as patch:
            fault.install(patch)
            try:
                put(root, {path: data for path, data in NEW.items() if path != "same"}, {"same": b"same"})
                failed = False
            except PublishFailed as error:
                failed = True
                assert os.strerror(code) in str(error)
                assert str(root) in str(error) or any(path in str(error) for path in NEW)
        happened = fault.happened
        assert not (failed and (root / ".sitegen/stage").exists())
        found = picture(root / "output")
        assert found == NEW if not failed else all(data in (OLD.get(p), NEW.get(p)) for p, data in found.items())
        put(root, NEW)
        assert picture(root / "output", own=True).keys() == {*NEW, ".sitegen-manifest"}
        assert picture(root / "output") == NEW
    assert nth > 1


@pytest.mark.parametrize("call", ["write", "replace"])
def test_before_the_first_rename_the_old_site_stays_as_it_was(tmp_path, call):
    put(tmp_path, OLD)
    before = picture(tmp_path / "output", own=True)
    with pytest.MonkeyPatch.context() as patch:
        Fault(tmp_path, call, 1, errno.ENOSPC).install(patch)
        with pytest.raises(PublishFailed):
            put(tmp_path, NEW)
    assert picture(tmp_path / "output") == {p: data for p, data in before.items() if not p.startswith(".sitegen")}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_output_folder_is_named(tmp_path):
    put(tmp_path, OLD)
    (tmp_path / "output").chmod(0o555)
    try:
        with pytest.raises(PublishFailed, match="output"):
            put(tmp_path, NEW)
    finally:
        (tmp_path / "output").chmod(0o755)
    assert picture(tmp_path / "output") == OLD
