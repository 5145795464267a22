"""Lets in only who asks for this preview by its own name, from its own pages or from the address bar.

A page of another site can send requests here, and can make its own name lead here; it cannot choose `Host`, `Origin` and
`Sec-Fetch-Site`. No answer ever carries a CORS header.
"""

from collections.abc import Collection

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = (
    (b"cache-control", b"no-cache"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-robots-tag", b"noindex"),
)
"""On every answer: always asked again, not for other sites to embed, nor for search engines to keep."""


class Guard:
    """ASGI middleware; `hosts` are names without port, the port is the one at which the server listens."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        app = self._app if self._is_welcome(scope) else _REFUSAL
        await app(scope, receive, send_guarded)

    def _is_welcome(self, scope: Scope) -> bool:
        names = self._names(scope)
        hosts = _values(scope, b"host")
        origins = _values(scope, b"origin")
        return (
            len(hosts) == 1
            and hosts[0] in names
            and len(origins) <= 1
            and all(origin.removeprefix("http://") in names and origin.startswith("http://") for origin in origins)
            and (
                "cross-site" not in _values(scope, b"sec-fetch-site")
                or _values(scope, b"sec-fetch-mode") == ["navigate"]
            )
        )

    def _names(self, scope: Scope) -> set[str]:
        port = scope["server"][1]
        names = {f"{host}:{port}" for host in self._hosts}
        return names | self._hosts if port == 80 else names


_REFUSAL = PlainTextResponse("This preview answers only at its own address.\n", 403)


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key == name]
