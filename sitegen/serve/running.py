"""Runs the preview's web application: binds a port, says where, and ends at once when asked to.

Signals are ours alone: uvicorn would raise them again when it is done, and a preview that was asked to end has not failed.
"""

import errno
import ipaddress
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.applications import Starlette

from sitegen.errors import ServeFailed

PORTS_TRIED = 20
"""How many ports are tried, one after the other, until one is free."""

_ENDING = (signal.SIGINT, signal.SIGTERM)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})


def allowed_hosts(host: str) -> frozenset[str]:
    """Return the names at which a preview on `host` answers: this machine's own, and where it listens beyond, its addresses."""
    if host in _EVERYWHERE:
        return _LOOPBACK | {_bracketed(address) for address in _own_addresses()}
    return _LOOPBACK | {_bracketed(host)}


def run(app: Starlette, host: str, port: int, *, say: Callable[[str], None], warn: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `say` gets the address once it is known, `warn` what people should know about it.

    Takes the next free port where `port` is in use. Raises ServeFailed where the host cannot be bound at all.
    """
    listener = bind(host, port)
    taken = listener.getsockname()[1]
    if port not in {0, taken}:
        warn(f'port "{port}" is in use; this preview takes {taken}')
    if not _is_loopback(host):
        others = sorted(f"http://{name}:{taken}/" for name in allowed_hosts(host) - _LOOPBACK)
        warn(f"everyone who can reach {', '.join(others)} can read the preview, with drafts and embargoed texts")
    shown = "127.0.0.1" if host in _EVERYWHERE else _bracketed(host)
    say(f"http://{shown}:{taken}{app.state.base_path}")
    make_server(app).run([listener])


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on a host's first free port from `port` on; ServeFailed where there is none."""
    for candidate in range(port, min(port + PORTS_TRIED, 65536)):
        try:
            return _bound(host, candidate)
        except UnicodeError as error:  # of a name with a part that is empty or too long
            raise _unusable(host, candidate, "it is no name of a host") from error
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise _unusable(host, candidate, error.strerror) from error
    raise ServeFailed(
        f'the ports from "{port}" on are all in use\n    end another preview, or choose a port with --port'
    )


def _unusable(host: str, port: int, why: str | None) -> ServeFailed:
    return ServeFailed(
        f'the preview cannot listen at "{_bracketed(host)}:{port}": {why}\n'
        "    choose another address with --host, or another port with --port"
    )


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows this option would let two servers share a port.
        if os.name != "nt":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # A port is taken only by listening: two sockets may be bound to one that nobody listens at.
        listener.listen(2048)
    except OSError:
        listener.close()
        raise
    return listener


class Server(uvicorn.Server):
    """uvicorn, ended by signals without raising them again, and with all that waits let go before it waits for requests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in _ENDING}
        try:
            yield
        finally:
            for number, action in before.items():
                signal.signal(number, action)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # What is cut off now is cut off by intent, and nothing to be told about.
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        self.config.app.state.close()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def make_server(app: Starlette) -> Server:
    """Return a server for the application, to be run on a socket of `bind`."""
    return Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="on",
            proxy_headers=False,
            server_header=False,
            access_log=False,
            log_config=None,
            log_level="error",
            timeout_graceful_shutdown=1,
        )
    )


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _own_addresses() -> set[str]:
    """The addresses of this machine's name, and the one from which it would speak to the world; nothing is sent."""
    found = set()
    with suppress(OSError):
        found |= {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None)}
    for family, somewhere in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))
            found.add(probe.getsockname()[0])
    return {address for address in found if "%" not in address}
