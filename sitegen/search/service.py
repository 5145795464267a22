"""Runs Pagefind as a service: HTML documents in, one after the other, and the files of an index out, all through pipes.

Pagefind numbers what it is given in the order in which it is given. Of a folder that is the order of the file system,
which is another on another machine; so documents are sent, and their answers are read while the next are on their way.
Files are taken from its answer and not from a disk, where Pagefind 1.5 says that they are written before they are.
"""

import base64
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import msgspec
from msgspec import Struct

_AT_A_TIME = 64
_CHUNK = 1 << 20

_Item = TypeVar("_Item")


class ServiceFailed(Exception):
    """Says in words what Pagefind answered, or that it ended."""


class _File(Struct):
    path: str
    content: bytes


class _Payload(Struct):
    type: Literal["NewIndex", "IndexedFile", "GetFiles", "Error"]
    files: tuple[_File, ...] = ()
    message: str = ""


class _Answer(Struct):
    payload: _Payload


_decode = msgspec.json.Decoder(_Answer).decode


def index_documents(
    program: Path, documents: Iterable[tuple[str, str]], options: Mapping[str, Any]
) -> dict[str, bytes]:
    """Index documents, given as (URL, HTML) in order, and return the files of the index by path."""
    with _Service(program) as service:
        service.send({"type": "NewIndex", "config": options})
        service.expect("NewIndex")
        waiting = 0
        for batch in _batches(documents):
            for url, html in batch:
                service.send({"type": "AddFile", "index_id": 0, "url": url, "file_contents": html})
            service.flush()
            for _ in range(waiting):
                service.expect("IndexedFile")
            waiting = len(batch)
        for _ in range(waiting):
            service.expect("IndexedFile")
        service.send({"type": "GetFiles", "index_id": 0})
        return {file.path: file.content for file in service.expect("GetFiles").files}


class _Service:
    """One run of the program. It reads whatever is sent at once, so that sending never waits for answers to be read."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._sent = 0
        self._rest = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._out.close()
        with suppress(BrokenPipeError):
            self._in.close()

    def send(self, payload: Mapping[str, Any]) -> None:
        self._sent += 1
        message = msgspec.json.encode({"message_id": self._sent, "payload": payload})
        try:
            self._in.write(base64.b64encode(message) + b",")
        except BrokenPipeError:
            raise _ended() from None

    def flush(self) -> None:
        try:
            self._in.flush()
        except BrokenPipeError:
            raise _ended() from None

    def expect(self, kind: str) -> _Payload:
        """Read the next answer, which must be of that kind."""
        self.flush()
        payload = _decode(base64.b64decode(self._answer())).payload
        if payload.type != kind:
            raise ServiceFailed(f"Pagefind answered: {payload.message or payload.type}")
        return payload

    def _answer(self) -> bytes:
        parts = []
        more = self._rest
        while b"," not in more:
            parts.append(more)
            more = os.read(self._out.fileno(), _CHUNK)
            if not more:
                raise _ended()
        end, _, self._rest = more.partition(b",")
        return b"".join((*parts, end))


def _ended() -> ServiceFailed:
    return ServiceFailed("Pagefind ended before its work was done")


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    rest = iter(items)
    while batch := list(islice(rest, _AT_A_TIME)):
        yield batch
