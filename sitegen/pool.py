"""Runs functions over chunks of work on several processes, and yields the results in the order of the chunks.

Results are the same for every number of jobs. A few chunks are under way at a time, whatever their number, so memory
stays bounded. Workers end with the pool: at its close, on any error or signal, and when this process itself is killed.
"""

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from queue import Empty, SimpleQueue
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from msgspec import Struct

from sitegen.errors import SitegenError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PREPARE, _CHUNK = b"p", b"c"
"""The first byte of a message says what it is; that of a call is no letter, since pickles begin with 0x80."""
_IN_FLIGHT_PER_JOB = 3
_GRACE_SECONDS = 2.0
_GARBAGE = 50_000
_WAKE_SECONDS = 0.5
"""How often a wait looks up, so that Ctrl-C is heard on systems where a wait on a lock cannot be interrupted."""


def chunks(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Yield the items in order, so many at a time."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


class _Answer(Struct, frozen=True):
    """What became of the chunk with a number: a pickled result, or an error."""

    number: int
    payload: bytes = b""
    error: BaseException | None = None


class Pool:
    """Processes that are started at the first use and reused; one job means none, and work is done in this process.

    `preload` names the modules that the workers need: where the system can, they are imported once for all of them.
    """

    def __init__(self, jobs: int, preload: Sequence[str] = ()) -> None:
        self.jobs = max(1, jobs)
        self._preload = list(preload)
        self._workers: list[_Worker] = []

    def map(
        self, function: Callable[..., _Result], chunks: Iterable[Any], arguments: Sequence[Any] = ()
    ) -> Iterator[_Result]:
        """Yield `function(*arguments, chunk)` for each chunk, in the order of the chunks.

        The function is one at the top level of a module. An error of its is raised here, with the worker's traceback
        as a note; SitegenError where a worker died.
        """
        if self.jobs == 1:
            return (function(*arguments, chunk) for chunk in chunks)
        return self._map_apart(pickle.dumps((function, tuple(arguments))), iter(chunks))

    @property
    def is_started(self) -> bool:
        """Whether workers are there, so that using them costs no time to start them."""
        return bool(self._workers)

    def prepare(self, function: Callable[..., object], *arguments: Any) -> None:
        """Have every worker call a function before its next work, while this process goes on.

        It only gains time: what it returns or raises is lost. Nothing happens where there are no workers to be.
        """
        if self.jobs > 1:
            self._start()
            call = pickle.dumps((function, arguments))
            for worker in self._workers:
                worker.prepare(call)

    def _map_apart(self, call: bytes, chunks: Iterator[Any]) -> Iterator[Any]:
        self._start()
        tasks: SimpleQueue[tuple[int, bytes] | None] = SimpleQueue()
        answers: SimpleQueue[_Answer] = SimpleQueue()
        numbered = enumerate(map(pickle.dumps, chunks))
        feeds = [threading.Thread(target=w.feed, args=(call, tasks, answers), daemon=True) for w in self._workers]
        for feed in feeds:
            feed.start()
        try:
            yield from _in_order(numbered, tasks, answers, _IN_FLIGHT_PER_JOB * self.jobs)
        except BaseException:
            self._kill()
            raise
        finally:
            for _ in feeds:
                tasks.put(None)
            for feed in feeds:
                feed.join()

    def _start(self) -> None:
        """Start the workers: by fork where that is safe, since it takes no time, else by a server or from nothing."""
        if self._workers:
            return
        import multiprocessing  # noqa: PLC0415 - most builds start no process

        method = _start_method(multiprocessing.get_all_start_methods())
        start: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            start.set_forkserver_preload([__name__, *self._preload])
        if method == "fork":
            for name in self._preload:
                import_module(name)
        with _without_main():
            for _ in range(self.jobs):
                self._workers.append(_Worker(start, [worker.pipe.fileno() for worker in self._workers]))

    def _kill(self) -> None:
        """End the workers without waiting for their work; their pipes are left to those who still read them."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.end()
        self._workers = []

    def close(self) -> None:
        """End the workers when their work is done; the pool may be used again."""
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            worker.end()
        self._workers = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._kill()


def _in_order(
    tasks_left: Iterator[tuple[int, bytes]],
    tasks: "SimpleQueue[tuple[int, bytes] | None]",
    answers: "SimpleQueue[_Answer]",
    window: int,
) -> Iterator[Any]:
    """Keep a window of chunks under way and yield each result in its turn."""
    under_way = _put(tasks, islice(tasks_left, window))
    early: dict[int, _Answer] = {}
    turn = 0
    while under_way:
        answer = _wait_for(answers)
        if answer.error is not None:
            raise answer.error
        early[answer.number] = answer
        while turn in early:
            under_way += _put(tasks, islice(tasks_left, 1)) - 1
            yield pickle.loads(early.pop(turn).payload)
            turn += 1


def _put(tasks: "SimpleQueue[tuple[int, bytes] | None]", some: Iterable[tuple[int, bytes]]) -> int:
    count = 0
    for task in some:
        tasks.put(task)
        count += 1
    return count


def _wait_for(answers: "SimpleQueue[_Answer]") -> _Answer:
    while True:
        try:
            return answers.get(timeout=_WAKE_SECONDS)
        except Empty:
            continue


class _Worker:
    """One process and our end of its pipe; while a map runs, a thread feeds it, one chunk at a time."""

    def __init__(self, start: Any, others: Sequence[int]) -> None:
        """Start a process; `others` are our ends of other workers' pipes, which a fork must not keep open."""
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = start.Pipe()
        inherited = [*others, self.pipe.fileno()] if start.get_start_method() == "fork" else []
        self.process: BaseProcess = start.Process(target=_work, args=(theirs, inherited), daemon=True)
        self.process.start()
        theirs.close()

    def prepare(self, call: bytes) -> None:
        with suppress(OSError):  # the next map finds out that the worker is gone, and says so
            self.pipe.send_bytes(_PREPARE + call)

    def feed(
        self, call: bytes, tasks: "SimpleQueue[tuple[int, bytes] | None]", answers: "SimpleQueue[_Answer]"
    ) -> None:
        try:
            self.pipe.send_bytes(call)
            while task := tasks.get():
                self.pipe.send_bytes(_CHUNK + task[1])
                answers.put(_read_answer(task[0], self.pipe.recv_bytes()))
            self.pipe.send_bytes(b"")
        except (EOFError, OSError):
            answers.put(_Answer(-1, error=SitegenError(self._obituary())))

    def _obituary(self) -> str:
        self.process.join(_GRACE_SECONDS)
        code = self.process.exitcode
        why = f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return f"a worker process ended unexpectedly ({why})\n    It may have run out of memory: try fewer --jobs."

    def end(self) -> None:
        self.process.join(_GRACE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _start_method(methods: Sequence[str]) -> str:
    """Only Linux forks safely, and only while no other thread could be holding a lock."""
    if sys.platform == "linux" and "fork" in methods and threading.active_count() == 1 and not _has_foreign_threads():
        return "fork"
    return "forkserver" if "forkserver" in methods else "spawn"


def _has_foreign_threads() -> bool:
    """Tell whether a library runs threads that Python does not know, as Vega's engine does: a fork would wait for them."""
    return len(list(Path("/proc/self/task").iterdir())) > len(sys._current_frames())


def _read_answer(number: int, message: bytes) -> _Answer:
    if message[:1] == b"r":
        return _Answer(number, message[1:])
    error, text = pickle.loads(message[1:])
    error.add_note(text)
    return _Answer(number, error=error)


def _work(pipe: "Connection[Any, Any]", inherited: Sequence[int]) -> None:
    """Live as a worker: a call, then chunks for it until an empty message, and again, until the pipe is closed.

    In place of a call comes at times one that prepares, and has no chunks.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a fork has the handler of the process that it came from
    for descriptor in inherited:
        os.close(descriptor)
    gc.enable()
    gc.freeze()
    gc.set_threshold(_GARBAGE)  # what a chunk makes is dropped with it; few cycles are left to be found
    try:
        while True:
            message = pipe.recv_bytes()
            call = _load(message.removeprefix(_PREPARE))
            if message.startswith(_PREPARE):
                with suppress(Exception):
                    call()
                continue
            while message := pipe.recv_bytes():
                pipe.send_bytes(_answer_to(call, message[1:]))
    except (EOFError, OSError):
        return


def _load(call: bytes) -> Callable[..., Any]:
    """Return what to do with a chunk; where that cannot be loaded, the first chunk raises the reason."""
    try:
        function, arguments = pickle.loads(call)
    except Exception as error:
        return partial(_raise, error)
    return partial(function, *arguments)


def _raise(error: Exception, _chunk: object) -> None:
    raise error


def _answer_to(call: Callable[[Any], Any], chunk: bytes) -> bytes:
    try:
        return b"r" + pickle.dumps(call(pickle.loads(chunk)))
    except Exception as error:
        return b"e" + _pickle_error(error)


def _pickle_error(error: Exception) -> bytes:
    text = "In a worker process:\n" + "".join(traceback.format_exception(error)).rstrip()
    try:
        message = pickle.dumps((error, text))
        pickle.loads(message)
    except Exception:
        return pickle.dumps((RuntimeError(repr(error)), text))  # an error that cannot travel is told in words
    return message


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep new processes from importing the script that started this one: they need none of it, and it may run things."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
