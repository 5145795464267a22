"""This repository's own publication, built once and served as a static host serves it, for browsers and validators."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from sitegen.build import build

ROOT = Path(__file__).resolve().parents[2]
NOW = int(datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp())
"""The instant at which the pages are looked at, so that what lies ahead stays ahead."""

KINDS = {
    "home": "",
    "commentary": "articles/2026/start-here/",
    "seed": "articles/2018/rouhani-calls-for-continued-tehran-moscow-cooperation-in-syria-in-wake-of/",
    "report": "articles/2026/how-to-publish-a-report/",
    "brief": "articles/2026/how-an-embargo-works/",
    "paper": "articles/2026/incremental-equals-clean/",
    "interview": "articles/2026/questions-that-editors-ask/",
    "podcast": "articles/2026/read-aloud/",
    "event": "articles/2026/standards-day/",
    "dataset": "articles/2026/build-times/",
    "in the news": "articles/2026/wcag-2-2/",
    "author": "authors/sitegen-maintainers/",
    "authors": "authors/",
    "term": "tags/publishing/",
    "broader term": "tags/middle-east/",
    "terms": "tags/",
    "program": "programs/guide/",
    "series": "series/sitegen-guide/",
    "type": "types/brief/",
    "year": "articles/2026/",
    "all articles": "articles/",
    "about": "about/",
    "corrections": "corrections/",
    "search": "search/",
    "not found": "404.html",
    "Arabic home": "ar/",
    "Arabic brief": "ar/articles/2026/how-an-embargo-works/",
    "Arabic author": "ar/authors/sitegen-maintainers/",
    "Arabic term": "ar/tags/publishing/",
    "Arabic search": "ar/search/",
    "Persian home": "fa/",
    "Persian brief": "fa/articles/2026/how-an-embargo-works/",
}
"""Every kind of page by name: its address below the site's root."""


def build_publication(folder: Path) -> Path:
    """Build a copy of the publication in a folder; return its output folder."""
    for name in ("content", "themes", "static", "templates"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "sitegen.toml", folder)
    report = build(folder, now=NOW)
    assert not [problem for problem in report.problems if problem.severity == "error"]
    return folder / "output"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone; yield its address, which ends with a slash."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Static, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Static(http.server.SimpleHTTPRequestHandler):
    """Files as they are, with `404.html` for what is not there, and nothing said on the terminal."""

    extensions_map = {  # noqa: RUF012 - the form that http.server takes
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".avif": "image/avif",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
        ".webp": "image/webp",
        ".woff2": "font/woff2",
    }

    def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)
