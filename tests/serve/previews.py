"""A preview made of a folder, the server on it, and requests as browsers and others send them."""

import http.client
import json
import socket
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import msgspec

from sitegen.digest import digest
from sitegen.serve.app import make_app
from sitegen.serve.interface import About, Fact, File, ShownProblem, State
from sitegen.serve.running import allowed_hosts, bind, make_server

PROBLEM = ShownProblem(
    severity="error",
    file="content/articles/a.md",
    line=3,
    column=8,
    message='"tags" is no <list>',
    hint="write it as [one, two]",
    excerpt=((2, "title: A"), (3, "tags: x")),
    open="editor://content/articles/a.md:3",
)


class FolderPreview:
    """Every file of a folder is an output; `change` writes one and tells so."""

    def __init__(self, folder: Path, files: Mapping[str, str | bytes] | None = None, base_path: str = "/") -> None:
        self.folder = folder
        self.base_path = base_path
        self.stopped = False
        self.followers: list[Callable[[State], None]] = []
        self._state = State(version=1, working=0, built=True, problems=(), changed=None)
        for path, text in (files or {}).items():
            self.write(path, text)

    def state(self) -> State:
        return self._state

    def follow(self, tell: Callable[[State], None]) -> Callable[[], None]:
        self.followers.append(tell)
        return lambda: self.followers.remove(tell)

    def find(self, path: str) -> File | None:
        file = self.folder / path
        return File(file, digest(file.read_bytes())) if file.is_file() else None

    def about(self, path: str) -> About | None:
        if "articles/" not in path or not self.find(path):
            return None
        return About("Draft: not published", (Fact("Source", "content/articles/a.md", "editor://a.md"),))

    def stop(self) -> None:
        self.stopped = True

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def change(self, path: str, text: str | bytes) -> None:
        file = self.write(path, text)
        self.tell(version=self._state.version + 1, changed={path: digest(file.read_bytes())})

    def tell(self, **fields: Any) -> None:
        self._state = msgspec.structs.replace(self._state, **fields)
        for tell in list(self.followers):
            tell(self._state)


class Running:
    """A server on a preview, in a thread of this process."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> "Answer":
        """Send one request with the server's own Host, unless another is given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in {"Host": self.host, **(headers or {})}.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def raw(self, request: bytes, seconds: float = 10) -> bytes:
        """Send bytes as they are, and return what comes until the server closes or has answered and waits."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=seconds) as connection:
            try:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(65536), b""))
            except ConnectionError:
                return b""

    @contextmanager
    def stream(self) -> Iterator[Callable[[], dict[str, Any]]]:
        """Open an event stream; the function that it yields returns the next message."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", "/__sitegen/events", headers={"Host": self.host})
            response = connection.getresponse()
            assert response.status == 200

            def next_message() -> dict[str, Any]:
                while True:
                    line = response.readline()
                    assert line, "the stream ended"
                    if line.startswith(b"data: "):
                        message: dict[str, Any] = json.loads(line[6:])
                        return message

            yield next_message
        finally:
            connection.close()


class Answer:
    """What came back."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self) -> str:
        return self.body.decode()


@contextmanager
def running(preview: FolderPreview, hosts: Collection[str] = allowed_hosts("127.0.0.1")) -> Iterator[Running]:
    """Serve a preview on a free port."""
    listener = bind("127.0.0.1", 0)
    server = make_server(make_app(preview, hosts))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    try:
        yield Running(listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(20)
        assert not thread.is_alive(), "the server did not end"


def eventually(is_so: Callable[[], bool], seconds: float = 20) -> bool:
    """Wait until something is so; False if it never is."""
    end = monotonic() + seconds
    while not is_so():
        if monotonic() > end:
            return False
        sleep(0.02)
    return True
