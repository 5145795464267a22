"""Keeps a preview of the site up to date while its sources are edited, and answers what the server asks of it.

One thread builds. A look that finds errors leaves all files as they were; one that finds much to renew begins with the
pages that somebody looks at, and starts over as soon as something else has changed.
"""

import threading
import time
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from msgspec import Struct

from sitegen.build import Session
from sitegen.errors import Location, Problem, PublishFailed, SitegenError
from sitegen.model.site import Site
from sitegen.publish import is_held, lock
from sitegen.serve.about import Desk, Suggest, describe
from sitegen.serve.board import Board
from sitegen.serve.interface import About, File, State
from sitegen.serve.shown import Editor, show_problem
from sitegen.serve.viewed import Viewed
from sitegen.serve.watching import LOOK_SECONDS, Watching, pause_after
from sitegen.steps.deciding import Decision
from sitegen.steps.tools import Purpose
from sitegen.store import StoreDamaged

STATE_FOLDER = ".sitegen/preview"
OUTPUT_FOLDER = f"{STATE_FOLDER}/output"

_MOST_TOLD = 500
"""Of more changed files than this the browsers are not told one by one."""
_PATIENCE_SECONDS = 30.0
"""How long a request waits for a page that is still to be renewed."""
_WAKE_SECONDS = 0.1
"""How often a request that waits for the building looks up: a template may never end, and the preview must."""
_REST_SECONDS = 1.0
"""After so long without a change, what is remembered is stored, and what the next change needs is made ready."""
_GRACE_SECONDS = 1.0
_DOUBT_SECONDS = 0.1
"""So long nothing may have changed before an error is told: a file that is still being written is no news."""
_DOUBTS = 8
"""How often an error waits for that, where files go on changing."""


class _View(Struct, frozen=True):
    """The session at work, and its last decision, as far as that has been carried out."""

    session: Session
    decision: Decision


class Preview:
    """The site as it is on disk, built into a folder of its own: `start` begins, `close` ends.

    `as_of` is the instant that is shown, None for this very one; `shows_all` adds what is not published then. `tell` gets
    a line on every change, and the problems found.
    """

    def __init__(
        self,
        root: Path,
        watcher: Watching,
        tell: Callable[[str, Sequence[Problem]], None],
        *,
        base_path: str = "/",
        shows_all: bool = True,
        as_of: int | None = None,
        jobs: int = 0,
        editor: Editor | None = None,
        suggest: Suggest | None = None,
    ) -> None:
        self.base_path = base_path
        self._root = root
        self._watcher = watcher
        self._tell = tell
        self._purpose = Purpose(STATE_FOLDER, OUTPUT_FOLDER, is_preview=True, shows_all=shows_all)
        self._as_of = as_of
        self._jobs = jobs
        self._editor = editor or Editor("")
        self._suggest = suggest
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)
        self._board = Board()
        self._viewed = Viewed()
        self._at_work = threading.Lock()  # the session is for one thread at a time
        self._changed = threading.Condition()  # guards all below
        self._files: dict[str, str] = {}
        self._stale: dict[str, None] = {}
        self._unmade: dict[str, str] = {}
        """Search indexes that wait to be asked for, by folder."""
        self._view: _View | None = None
        self._tried: Decision | None = None
        """What was carried out, or failed: nothing is to be done until the next look decides something else."""
        self._warnings: tuple[Problem, ...] = ()
        self._unsaved = ""
        self._lock = ExitStack()

    def start(self) -> None:
        """Begin to build; Busy where another preview of the site is running."""
        self._take_lock()
        self._thread.start()

    def stop(self) -> None:
        """Begin to end: no request waits any longer, and the building stops where it can."""
        self._closing = True
        self._watcher.close()
        with self._changed:
            self._changed.notify_all()

    def close(self) -> None:
        """End the building: what is under way is put in place where that takes no time, else the next start does it."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join(_GRACE_SECONDS)
        self._lock.close()

    # --- what the server asks, from its threads

    def state(self) -> State:
        """Return how the preview stands."""
        return self._board.state

    def follow(self, tell: Callable[[State], None]) -> Callable[[], None]:
        """Call `tell` with every new state; return the function that ends it."""
        return self._board.follow(tell)

    def find(self, path: str) -> File | None:
        """Return the file of an output, waiting where it is about to be renewed; what searches find is indexed only now."""
        for folder, index in tuple(self._unmade.items()):
            if path.startswith(folder):
                self._make_index(index)
        self._viewed.note(path)
        with self._changed:
            self._changed.wait_for(lambda: path not in self._stale or self._closing, _PATIENCE_SECONDS)
            digest = self._files.get(path)
        return None if digest is None else File(self._root / OUTPUT_FOLDER / path, digest)

    def _make_index(self, index: str) -> None:
        with self._at_work:
            if self._view is None or index not in self._view.decision.stale:
                return
            view = self._view
            _, decision = view.session.renew(view.decision, [index])
            if self._tried is view.decision:
                self._tried = decision
            self._view = _View(view.session, decision)
            self._note_files(view.session, decision)

    def about(self, path: str) -> About | None:
        """Return what the editor's bar says of a page; None while the preview ends."""
        while not self._at_work.acquire(timeout=_WAKE_SECONDS):
            if self._closing:
                return None
        try:
            if self._view is None:
                return None
            site, view = self._relate(self._view)
            now = int(time.time()) if self._as_of is None else self._as_of
            return describe(path, site, view.decision, Desk(view.session.tools, self._editor, self._suggest, now))
        finally:
            self._at_work.release()

    # --- the building, in a thread of its own

    def _run(self) -> None:
        clean = False
        while not self._closing:
            try:
                with Session(self._root, purpose=self._purpose, jobs=self._jobs, clean=clean) as session:
                    # With the folder the lock went, and another preview may have begun in the new one.
                    if not is_held(self._root / STATE_FOLDER):
                        self._take_lock()
                    self._keep_up(session)
            except StoreDamaged:
                clean = True
            except Exception as error:  # such as a folder that was moved away: it may come again
                self._fail(error)
                self._watcher.wait(LOOK_SECONDS)
            finally:
                self._view = self._tried = None

    def _take_lock(self) -> None:
        self._lock.close()
        self._lock.enter_context(lock(self._root / STATE_FOLDER, work="preview of this site"))

    def _keep_up(self, session: Session) -> None:
        """Look and renew until closed, or until somebody removed what the session works on."""
        pause = LOOK_SECONDS
        named: Collection[str] = ()
        while not self._closing:
            began, spent, version = time.monotonic(), time.thread_time(), self._board.state.version
            if self._view is not None and not self._is_there(session):
                return
            is_settled, was_whole = self._look(session, named), not named
            if self._board.state.version == version:  # what a look costs is seen where it found nothing to do
                pause = pause_after(time.thread_time() - spent, time.monotonic() - began)
            # What was named is shown first; then comes the look at everything, which alone is the truth.
            named = self._pause(session, pause) if is_settled and was_whole else ()
        self._rest(session)

    def _pause(self, session: Session, seconds: float) -> Collection[str]:
        """Wait until there is reason to look again; return the files that alone seem to have changed, if it is known."""
        if self._watcher.wait(_REST_SECONDS):
            return self._watcher.named
        if not self._closing:
            self._rest(session)
            if self._watcher.wait(seconds - _REST_SECONDS):
                return self._watcher.named
        return ()

    def _is_there(self, session: Session) -> bool:
        output = self._root / OUTPUT_FOLDER
        return output.is_dir() and not output.is_symlink() and not session.tools.store.is_changed_elsewhere()

    def _look(self, session: Session, named: Collection[str], doubts: int = _DOUBTS) -> bool:
        """Look for changes and renew what they made stale; tell whether all is settled, as far as it can be.

        Good news shows at once. An error is doubted, as often as `doubts` says, until nothing changes any more.
        """
        began = time.monotonic()
        try:
            with self._at_work:
                # A look that fails leaves nothing tried: what it shows goes away with the next one, whatever that finds.
                tried, self._tried = self._tried, None
                decision = session.look(self._as_of, named)
                self._tried = tried
            if decision is tried:
                return True
            is_settled = self._renew(session, decision)
        except StoreDamaged:
            raise
        except Exception as error:
            if doubts and not self._board.state.problems and not self._closing:
                self._tried = None
                is_quiet = not self._watcher.wait(_DOUBT_SECONDS)
                return self._look(session, (), 0 if is_quiet else doubts - 1)
            self._fail(error)
            return True
        renewed = len(decision.due)
        if is_settled and (renewed or decision.changes.removed):
            self._tell(f"Renewed {renewed:,} of {len(self._files):,} in {time.monotonic() - began:.2f} s.", ())
        return is_settled

    def _renew(self, session: Session, decision: Decision) -> bool:
        """Renew what is stale, pages in view first; False where it stopped because something else has changed."""
        self.base_path = decision.taken.config.base_path
        with self._changed:
            self._stale = dict.fromkeys(decision.due)
        if decision.problems != self._warnings:
            self._warnings = decision.problems
            self._tell("", decision.problems)
        gone = dict.fromkeys(decision.changes.removed, "")
        while True:
            self._tried = decision
            with self._at_work:
                if self._view is not None and self._view.decision.planned is decision.planned:
                    decision = self._view.decision  # which is further on where somebody has searched meanwhile
                _, decision = session.renew(decision, self._viewed.next_of(decision.due))
                self._view = _View(session, decision)
                if not decision.due:
                    self._tried = decision
                self._publish(session, decision, gone)
            gone = {}
            if not decision.due:
                return True
            if self._closing or self._watcher.wait(0.0):
                return False

    def _publish(self, session: Session, decision: Decision, gone: Mapping[str, str]) -> None:
        """Let server and browsers know what lies in the folder now."""
        told = {**gone, **self._note_files(session, decision)}
        self._board.post(
            working=len(decision.due), built=True, problems=(), changed=told if len(told) <= _MOST_TOLD else None
        )

    def _note_files(self, session: Session, decision: Decision) -> dict[str, str]:
        """Take note of what lies in the folder, and return the digests of the files that changed."""
        files = {path: each.content for path, each in session.tools.memory.published().items() if each.content}
        with self._changed:
            changed = {path: digest for path, digest in files.items() if self._files.get(path) != digest}
            self._files = files
            self._stale = dict.fromkeys(decision.due)
            indexes = (path for path, output in decision.stale.items() if output.recipe == "index")
            self._unmade = {path.rpartition("/")[0] + "/": path for path in indexes}
            self._changed.notify_all()
        return changed

    def _fail(self, error: Exception) -> None:
        """Show what went wrong. What a disk refused is tried again at the next look: no source tells when it is mended."""
        if isinstance(error, PublishFailed):
            self._tried = None
        if isinstance(error, SitegenError):
            self._refuse(error.problems or [Problem(Location(""), "error", str(error))])
        elif self._refuse([Problem(Location(""), "error", f"sitegen itself failed: {error!r}")]):
            self._tell("".join(traceback.format_exception(error)), ())

    def _refuse(self, problems: Sequence[Problem]) -> bool:
        """Show the errors that keep the preview from being renewed, and tell whether they are new; all files stay as they
        were."""
        shown = tuple(show_problem(self._root, problem, self._editor) for problem in sorted(problems))
        with self._changed:
            self._stale = {}
            self._changed.notify_all()
        if shown == self._board.state.problems:
            return False
        self._warnings = ()
        self._tell("", problems)
        self._board.post(working=0, problems=shown, changed={})
        return True

    def _rest(self, session: Session) -> None:
        """Store what is remembered, and have at hand what the next change needs."""
        with self._at_work:
            if self._view is not None and not self._board.state.problems:
                self._save(session, self._relate(self._view)[1].decision)

    def _relate(self, view: _View) -> tuple[Site, _View]:
        """Return the Site that is shown, and the view with its plan at hand, which is no other to the next look."""
        site, decision = view.session.relate(view.decision, self._as_of)
        if self._tried is view.decision:
            self._tried = decision
        self._view = _View(view.session, decision)
        return site, self._view

    def _save(self, session: Session, decision: Decision) -> None:
        """What cannot be stored is said once; the pages are right all the same, and the next rest tries again."""
        unsaved = ""
        try:
            session.save(decision)
        except StoreDamaged:
            raise
        except SitegenError as error:
            unsaved = str(error)
            if unsaved != self._unsaved:
                self._tell("", error.problems)
        self._unsaved = unsaved
