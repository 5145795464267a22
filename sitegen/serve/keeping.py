"""Keeps the output folder up to date while its sources are edited: `sitegen build`, again whenever something changed."""

import time
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from sitegen.build import PUBLIC, Session
from sitegen.errors import Busy, ConfigError, SitegenError
from sitegen.model.report import BuildReport
from sitegen.publish import lock
from sitegen.serve.watching import LOOK_SECONDS, Watcher, pause_after
from sitegen.steps.deciding import Decision
from sitegen.store import StoreDamaged

Report = Callable[[BuildReport], None]
Refuse = Callable[[SitegenError], None]


def keep_output(
    root: Path,
    watcher: Watcher,
    *,
    jobs: int = 0,
    report: Report,
    refuse: Refuse,
) -> None:
    """Build again and again until interrupted. `report` gets each build that changed something, `refuse` what kept one
    from it, each error once; a build or an import by another process is waited for, and so is a folder that was moved
    away.
    """
    clean = False
    refusals = _Refusals(refuse)
    while True:
        try:
            with Session(root, jobs=jobs, clean=clean) as session:
                _keep_up(root, session, watcher, report, refusals)
                clean = False
        except StoreDamaged:
            clean = True
        except ConfigError as error:
            refusals.tell(error)
            watcher.wait(LOOK_SECONDS)


class _Refusals:
    """What kept the site from being built since the last time that nothing did."""

    def __init__(self, refuse: Refuse) -> None:
        self._refuse = refuse
        self.last = ""

    def tell(self, error: SitegenError) -> None:
        if str(error) != self.last:
            self._refuse(error)
        self.last = str(error)


def _keep_up(root: Path, session: Session, watcher: Watcher, report: Report, refusals: _Refusals) -> None:
    """Build again and again, until another process has written to the store: then this session remembers too little."""
    pause = LOOK_SECONDS
    done: Decision | None = None
    # Where the store went, the folder may have gone with it, and a lock would make it anew.
    while session.tools.store.is_there():
        began, spent = time.monotonic(), time.thread_time()
        try:
            with lock(root / PUBLIC.state):
                if session.tools.store.is_changed_elsewhere():
                    return
                decision = session.look()
                if decision is done:  # what a look costs is seen where it found nothing to do
                    pause = pause_after(time.thread_time() - spent, time.monotonic() - began)
                if decision is not done or refusals.last:
                    made, done = session.carry_out(decision)
                    if made.rendered or made.removed or refusals.last:
                        report(replace(made, seconds=time.monotonic() - began))
                refusals.last = ""
        except StoreDamaged:
            raise
        except Busy:
            pass
        except SitegenError as error:
            refusals.tell(error)
        watcher.wait(pause)
