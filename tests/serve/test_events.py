"""Event streams: every browser learns of every state, none holds up another, and nothing stays behind."""

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

import msgspec
import pytest
from previews import PROBLEM, FolderPreview, Running, eventually, running

from sitegen.serve.events import MAX_CHANGED, joined
from sitegen.serve.interface import State

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def preview(tmp_path: Path) -> FolderPreview:
    return FolderPreview(tmp_path / "site", {"index.html": "<body>Home</body>", "big.bin": bytes(1 << 22)})


@pytest.fixture
def server(preview: FolderPreview) -> Iterator[Running]:
    with running(preview) as server:
        yield server


def test_a_stream_begins_with_the_state_and_tells_what_changes(server: Running, preview: FolderPreview) -> None:
    with server.stream() as next_message:
        assert next_message()["state"]["changed"] is None
        preview.change("index.html", "<body>New</body>")
        message = next_message()
        assert (message["since"], message["state"]["version"]) == (1, 2)
        assert list(message["state"]["changed"]) == ["index.html"]
        preview.tell(problems=(PROBLEM,))
        assert next_message()["state"]["problems"][0]["file"] == "content/articles/a.md"


def test_the_page_asked_for_after_a_message_is_the_new_one(server: Running, preview: FolderPreview) -> None:
    with server.stream() as next_message:
        next_message()
        for number in range(50):
            preview.change("index.html", f"<body>Version {number}.</body>")
            next_message()
            assert f"Version {number}." in server.get("/").text


def test_a_slow_browser_gets_the_latest_state_with_all_changes(server: Running, preview: FolderPreview) -> None:
    with server.stream() as next_message:
        next_message()
        for number in range(500):
            preview.change(f"{number}.html", "x")
        changed: set[str] = set()
        version = 1
        while version < 501:
            message = next_message()
            assert message["since"] == version
            version = message["state"]["version"]
            changed |= set(message["state"]["changed"])
        assert changed == {f"{number}.html" for number in range(500)}


def test_states_are_joined() -> None:
    first = State(2, 5, True, (), {"a": "1", "b": "1"})
    second = State(3, 0, True, (PROBLEM,), {"b": "", "c": "2"})
    assert joined(first, second) == msgspec.structs.replace(second, changed={"a": "1", "b": "", "c": "2"})
    unknown = msgspec.structs.replace(first, changed=None)
    assert joined(unknown, second).changed is None
    assert joined(second, unknown).changed is None
    many = msgspec.structs.replace(first, changed={str(n): "1" for n in range(MAX_CHANGED)})
    assert joined(many, second).changed is None


def test_twelve_tabs_with_streams_of_their_own_leave_room_for_pages(server: Running, preview: FolderPreview) -> None:
    with ExitStack() as stack:
        tabs = [stack.enter_context(server.stream()) for _ in range(12)]
        for next_message in tabs:
            next_message()
        start = monotonic()
        assert server.get("/").status == 200
        assert monotonic() - start < 5
        preview.change("index.html", "<body>New</body>")
        assert {next_message()["state"]["version"] for next_message in tabs} == {2}


@pytest.mark.skipif(not OPEN_FILES.exists(), reason="counts open files as Linux lists them")
def test_dropped_connections_leave_nothing_open(server: Running) -> None:
    def open_files() -> int:
        return len(os.listdir(OPEN_FILES))  # noqa: PTH208

    requests = [
        f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
        for path in ("/__sitegen/events", "/", "/big.bin", "/nowhere")
    ]
    server.get("/")
    before = open_files()
    for number in range(500):
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            is_whole = number % 10 != 0
            connection.sendall(requests[number % 4][: None if is_whole else -1])
            if is_whole and number % 3:
                connection.recv(10)
    assert eventually(lambda: open_files() <= before)
    assert server.get("/").status == 200


def test_the_preview_is_followed_while_the_server_runs(preview: FolderPreview) -> None:
    with running(preview) as server, server.stream() as next_message:
        next_message()
        assert len(preview.followers) == 1
    assert preview.followers == []
