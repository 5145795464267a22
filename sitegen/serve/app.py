"""The preview as a web application: the site as a static host would serve it, with the preview's script in every page.

What is ours lies below `/__sitegen/`; everything else is the site. Whatever may block runs in a thread.
"""

import secrets
import stat
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from anyio.to_thread import run_sync
from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from sitegen.digest import digest
from sitegen.files import read_file
from sitegen.serve.events import Events
from sitegen.serve.guard import Guard
from sitegen.serve.hosting import Found, Missing, Moved, clean_path, locate, parse_redirects
from sitegen.serve.inject import CLIENT, PageState, digest_but_sheets, inject, sheets_of
from sitegen.serve.interface import File, Preview, State
from sitegen.serve.media import HTML, media_type
from sitegen.serve.own_pages import FAILED, NOT_BUILT, NOT_FOUND

MAX_ASKED = 20
"""Outputs that one request may ask about: each may block a thread for a second."""


class OutputState(Struct, frozen=True):
    """What the browser compares with the page that it shows; `rest` and `sheets` are those of pages."""

    digest: str
    rest: str = ""
    sheets: tuple[str, ...] = ()


def make_app(preview: Preview, hosts: Collection[str]) -> Starlette:
    """Return the application for a preview; it answers requests whose `Host` is one of `hosts`, given without port."""
    run = secrets.token_hex(8)
    events = Events(preview, run)
    site = _Site(preview, run)

    @asynccontextmanager
    async def following(_: Starlette) -> AsyncIterator[None]:
        events.start()
        yield
        events.close()

    app = Starlette(
        routes=[
            Route("/__sitegen/events", events, methods=["GET"]),
            Route("/__sitegen/state", site.state),
            Route("/__sitegen/digest", site.digests),
            Route("/__sitegen/about", site.about),
            Route(CLIENT + "{name}", _client),
            Route("/{path:path}", site.page),
        ],
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers={Exception: site.failure},
        lifespan=following,
    )
    # Slashes are the site's own matter, and a redirect of Starlette's would name the host.
    app.router.redirect_slashes = False

    def close() -> None:
        events.close()
        preview.stop()

    app.state.close = close
    app.state.base_path = preview.base_path
    return app


class _Site:
    """The requests that need the preview."""

    def __init__(self, preview: Preview, run: str) -> None:
        self._preview = preview
        self._run = run

    async def state(self, _request: Request) -> Response:
        return _json(self._preview.state())

    async def digests(self, request: Request) -> Response:
        asked = request.query_params.getlist("path")[:MAX_ASKED]
        return _json(await run_sync(lambda: {path: self._output_state(path) for path in asked}))

    async def about(self, request: Request) -> Response:
        path = clean_path("/" + request.query_params.get("path", ""))
        return _json(await run_sync(self._preview.about, path) if path else None)

    async def failure(self, _request: Request, _error: Exception) -> Response:
        return self._page(self._preview.state(), FAILED, 500, waits=True)

    async def page(self, request: Request) -> Response:
        return await run_sync(self._answer, request)

    def _answer(self, request: Request) -> Response:
        # Asked before any file is read: the page may be newer than the version it names, never older.
        state = self._preview.state()
        if not state.built:
            return self._page(state, NOT_BUILT, 503, waits=True)
        match locate(request.scope["raw_path"], self._preview.base_path, self._redirects(), self._find):
            case Moved(to, status):
                return RedirectResponse(_with_query(to, request.scope["query_string"].decode("latin-1")), status)
            case Found(path, file) if media_type(path) == HTML:
                page = self._page(state, read_file(file.path), 200, path, {path: file.digest})
                return _unless_known(request, page)
            case Found(path, file):
                etag = {"etag": f'"{file.digest}"'}
                info = file.path.lstat()
                return _unless_known(request, FileResponse(file.path, 200, etag, media_type(path), stat_result=info))
            case Missing(path):
                return self._not_found(state, path)

    def _redirects(self) -> Mapping[str, Moved]:
        file = self._find("_redirects")
        return _redirects_in(file.path, file.digest) if file else {}

    def _not_found(self, state: State, path: str) -> Response:
        pages = {path: ""} if path else {}
        if file := self._find("404.html"):
            return self._page(state, read_file(file.path), 404, path, pages | {"404.html": file.digest})
        return self._page(state, NOT_FOUND, 404, path, pages)

    def _page(
        self,
        state: State,
        page: bytes,
        status: int,
        main: str = "",
        pages: Mapping[str, str] | None = None,
        *,
        waits: bool = False,
    ) -> Response:
        rest = digest_but_sheets(page)
        shown = PageState(self._run, state.version, self._preview.base_path, main, pages or {}, rest, waits)
        body = inject(page, shown)
        return Response(body, status, {"etag": f'"{digest(body)}"'}, HTML)

    def _output_state(self, path: str) -> OutputState:
        file = self._find(path) if clean_path(f"/{path}") else None
        if not file:
            return OutputState("")
        if media_type(path) != HTML:
            return OutputState(file.digest)
        page = read_file(file.path)
        return OutputState(file.digest, digest_but_sheets(page), tuple(sheets_of(page)))

    def _find(self, path: str) -> File | None:
        """What is gone, or was replaced by a link, is not there."""
        file = self._preview.find(path)
        try:
            return file if file and stat.S_ISREG(file.path.lstat().st_mode) else None
        except OSError:
            return None


@lru_cache(maxsize=1)
def _redirects_in(path: Path, _digest: str) -> Mapping[str, Moved]:
    return parse_redirects(read_file(path).decode("utf-8", "replace"))


def _with_query(to: str, query: str) -> str:
    """An address with a query of its own keeps that."""
    place, hash_, anchor = to.partition("#")
    return f"{place}?{query}{hash_}{anchor}" if query and "?" not in place else to


def _unless_known(request: Request, response: Response) -> Response:
    etag = response.headers["etag"]
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    return Response(status_code=304, headers={"etag": etag}) if etag in known or "*" in known else response


def _json(value: Any) -> Response:
    return Response(msgspec.json.encode(value), media_type="application/json")


_FOLDER = Path(__file__).parent / "client"


async def _client(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _CLIENT_FILES:
        return Response(status_code=404)
    return _unless_known(request, _CLIENT_FILES[name])


def _client_file(path: Path) -> Response:
    body = path.read_bytes()
    return Response(body, 200, {"etag": f'"{digest(body)}"'}, media_type(path.name))


_CLIENT_FILES = {path.name: _client_file(path) for path in _FOLDER.iterdir()}
