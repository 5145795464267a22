"""The server as a program: the port it takes, what it says, and how it ends."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from time import monotonic

import pytest
from previews import Running

from sitegen.errors import ServeFailed
from sitegen.serve.running import PORTS_TRIED, allowed_hosts, bind

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from previews import FolderPreview
from sitegen.serve.app import make_app
from sitegen.serve.running import allowed_hosts, run

host, port = sys.argv[3], int(sys.argv[4])
preview = FolderPreview(Path(sys.argv[2]), {"index.html": "<body>Home</body>"}, "/base/")

def speak(kind):
    return lambda text: print(kind, text, flush=True)

run(make_app(preview, allowed_hosts(host)), host, port, say=speak("say"), warn=speak("warn"))
print("ended", len(preview.followers), preview.stopped, flush=True)
"""


class Program:
    """A server in a process of its own."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        here = str(Path(__file__).parent)
        self.process = subprocess.Popen(
            [sys.executable, "-c", dedent(PROGRAM), here, str(folder), host, str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.warnings: list[str] = []
        self.address = ""
        assert self.process.stdout
        for line in self.process.stdout:
            kind, _, text = line.strip().partition(" ")
            if kind == "say":
                self.address = text
                break
            self.warnings.append(text)
        self.running = Running(int(self.address.split(":")[2].split("/")[0]))

    def end(self, number: signal.Signals) -> tuple[str, str, float]:
        start = monotonic()
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        return out, err, monotonic() - start


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ends_at_once_and_quietly_with_streams_open(tmp_path: Path, number: signal.Signals) -> None:
    program = Program(tmp_path, "127.0.0.1", 0)
    assert program.address == f"http://127.0.0.1:{program.running.port}/base/"
    assert program.warnings == []
    with program.running.stream() as next_message, program.running.stream():
        next_message()
        out, err, seconds = program.end(number)
    assert (out, err, program.process.returncode) == ("ended 0 True\n", "", 0)
    assert seconds < 5


def test_takes_the_next_port_and_says_so(tmp_path: Path, taken: int) -> None:
    program = Program(tmp_path, "127.0.0.1", taken)
    assert program.running.port > taken
    assert program.warnings == [f'port "{taken}" is in use; this preview takes {program.running.port}']
    assert program.running.get("/base/").status == 200
    program.end(signal.SIGTERM)


def test_warns_where_others_can_read(tmp_path: Path) -> None:
    program = Program(tmp_path, "0.0.0.0", 0)
    (warning,) = program.warnings
    assert re.fullmatch(
        rf"everyone who can reach http://.+:{program.running.port}/ can read the preview, with drafts and embargoed texts",
        warning,
    )
    assert "127.0.0.1" not in warning
    assert program.address.startswith("http://127.0.0.1:")
    assert program.running.get("/base/").status == 200
    assert program.running.get("/base/", {"Host": "evil.example"}).status == 403
    program.end(signal.SIGINT)


def test_no_port_is_free(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    monkeypatch.setattr("sitegen.serve.running.PORTS_TRIED", 1)
    with pytest.raises(ServeFailed, match=f'^the ports from "{taken}" on are all in use'):
        bind("127.0.0.1", taken)
    assert PORTS_TRIED > 1


@pytest.mark.parametrize("host", ["203.0.113.1", "no-such-host.invalid", "no..name", "x" * 64])
def test_a_host_that_is_not_this_machine(host: str) -> None:
    with pytest.raises(ServeFailed, match=f'^the preview cannot listen at "{host}:8000"'):
        bind(host, 8000)


def test_allowed_hosts() -> None:
    own = {"localhost", "127.0.0.1", "[::1]"}
    assert allowed_hosts("127.0.0.1") == own
    assert allowed_hosts("192.168.7.7") == own | {"192.168.7.7"}
    assert allowed_hosts("fd00::1") == own | {"[fd00::1]"}
    assert allowed_hosts("0.0.0.0") >= own
