"""Tells every open browser of each new state, over event streams that hold nothing when the browser is gone.

A stream keeps one message at most: a slow browser gets the latest state, with all that changed since its last one.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import msgspec
from msgspec import Struct
from starlette.types import Receive, Scope, Send

from sitegen.serve.interface import Preview, State

HEARTBEAT = 15.0
"""Seconds after which a silent stream says so: the system notices only when it sends that a browser has vanished."""

MAX_CHANGED = 1000
"""More changes than this are not worth listing: the browser asks about the one page that it shows."""

_HEADERS = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


class StateMessage(Struct, frozen=True):
    """A state as it is sent; what `state.changed` lists is all that changed after version `since`."""

    run: str
    since: int
    state: State


class _Box:
    """What is still to be sent on one stream."""

    def __init__(self, version: int) -> None:
        self.version = version
        self.state: State | None = None
        self.filled = asyncio.Event()

    def put(self, state: State) -> None:
        # One that was on its way while this stream began is older than what the stream began with.
        if state.version < self.version:
            return
        self.state = state if self.state is None else joined(self.state, state)
        self.filled.set()

    def take(self, run: str) -> StateMessage | None:
        self.filled.clear()
        state, self.state = self.state, None
        if state is None:
            return None
        since, self.version = self.version, state.version
        return StateMessage(run, since, state)


def joined(older: State, newer: State) -> State:
    """Return the newer state with the changes of both."""
    if older.changed is None or newer.changed is None or len(older.changed) + len(newer.changed) > MAX_CHANGED:
        return msgspec.structs.replace(newer, changed=None)
    return msgspec.structs.replace(newer, changed={**older.changed, **newer.changed})


class Events:
    """The ASGI endpoint of the streams; `start` and `close` belong to the event loop, as the streams do."""

    def __init__(self, preview: Preview, run: str) -> None:
        self._preview = preview
        self._run = run
        self._boxes: set[_Box] = set()
        self._is_open = False
        self._stop: Callable[[], None] = lambda: None

    def start(self) -> None:
        """Begin to follow the preview."""
        loop = asyncio.get_running_loop()

        def tell(state: State) -> None:
            # The preview may speak once more while the loop is being closed.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._spread, state)

        self._is_open = True
        self._stop = self._preview.follow(tell)

    def close(self) -> None:
        """End every stream, and follow the preview no longer."""
        if self._is_open:
            self._is_open = False
            self._stop()
            for box in self._boxes:
                box.filled.set()

    def _spread(self, state: State) -> None:
        for box in self._boxes:
            box.put(state)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        state = self._preview.state()
        box = _Box(state.version)
        # What changed before this browser came is unknown to it.
        box.put(msgspec.structs.replace(state, changed=None))
        self._boxes.add(box)
        gone = asyncio.create_task(_disconnected(receive))
        gone.add_done_callback(lambda _: box.filled.set())
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
            while self._is_open and not gone.done() and scope["method"] == "GET":
                await self._send_next(box, send)
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._boxes.discard(box)
            gone.cancel()

    async def _send_next(self, box: _Box, send: Send) -> None:
        try:
            await asyncio.wait_for(box.filled.wait(), HEARTBEAT)
        except TimeoutError:
            body = b":\n\n"
        else:
            message = box.take(self._run)
            if message is None:
                return
            body = b"data: %s\n\n" % msgspec.json.encode(message)
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
