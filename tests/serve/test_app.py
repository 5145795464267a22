"""The server as a browser meets it: a running one, on a preview made of a folder."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from previews import PROBLEM, Answer, FolderPreview, Running, running

PAGE = "<!doctype html><html><body><p>Text</p></body></html>"
SOUND = bytes(range(256)) * 40


@pytest.fixture
def preview(tmp_path: Path) -> FolderPreview:
    files: dict[str, str | bytes] = {
        "index.html": PAGE,
        "404.html": "<body>Not here</body>",
        "about/index.html": PAGE,
        "articles/a/index.html": PAGE,
        "feed.xml": "<feed/>",
        "talk.mp3": SOUND,
        "assets/style.css": "body {}",
        "_redirects": "/old /about/#team 301\n",
    }
    return FolderPreview(tmp_path / "site", files)


@pytest.fixture
def server(preview: FolderPreview) -> Iterator[Running]:
    with running(preview) as server:
        yield server


def told(answer: Answer) -> dict[str, Any]:
    """What the script of a page was told."""
    value = re.search('data-sitegen="([^"]*)"', answer.text)
    assert value
    told: dict[str, Any] = json.loads(html.unescape(value[1]))
    return told


def test_serves_pages_with_the_script_and_files_as_they_are(server: Running, preview: FolderPreview) -> None:
    page = server.get("/about/")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert page.text.startswith("<!doctype html><html><body><p>Text</p><script")
    assert told(page)["main"] == "about/index.html"
    assert (preview.folder / "about/index.html").read_text() == PAGE
    assert server.get("/feed.xml").text == "<feed/>"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.xml", "application/xml"),
        ("a.json", "application/json"),
        ("a.svg", "image/svg+xml"),
        ("a.webp", "image/webp"),
        ("a.avif", "image/avif"),
        ("a.pdf", "application/pdf"),
        ("a.woff2", "font/woff2"),
        ("a.mp4", "video/mp4"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.tar.gz", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_content_types(server: Running, preview: FolderPreview, name: str, kind: str) -> None:
    preview.write(name, "x")
    assert server.get(f"/{name}").headers["content-type"] == kind


def test_redirects(server: Running) -> None:
    slash, old = server.get("/about?x=1"), server.get("/old?x=1")
    assert (slash.status, slash.headers["location"]) == (301, "/about/?x=1")
    assert (old.status, old.headers["location"]) == (301, "/about/?x=1#team")


def test_not_found_is_the_sites_page_and_waits_for_the_one_that_was_asked_for(server: Running) -> None:
    answer = server.get("/nowhere/")
    assert answer.status == 404
    assert answer.text.startswith("<body>Not here<script")
    assert list(told(answer)["pages"]) == ["nowhere/index.html", "404.html"]
    assert told(answer)["pages"]["nowhere/index.html"] == ""


def test_not_found_without_a_page_for_it(server: Running, preview: FolderPreview) -> None:
    (preview.folder / "404.html").unlink()
    answer = server.get("/nowhere/")
    assert answer.status == 404
    assert "Page not found" in answer.text


def test_base_path(tmp_path: Path) -> None:
    with running(FolderPreview(tmp_path, {"index.html": PAGE}, "/publication/")) as server:
        assert server.get("/").headers["location"] == "/publication/"
        assert server.get("/publication/").status == 200
        assert server.get("/index.html").status == 404


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/__sitegen/client/preview.js"])
def test_etag(server: Running, path: str) -> None:
    first = server.get(path)
    assert first.headers["cache-control"] == "no-cache"
    for known in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = server.get(path, {"If-None-Match": known})
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert server.get(path, {"If-None-Match": '"other"'}).status == 200


def test_etag_of_a_page_is_that_of_what_is_sent(server: Running, preview: FolderPreview) -> None:
    first = server.get("/about/").headers["etag"]
    preview.tell(version=2, changed={})
    assert server.get("/about/").headers["etag"] != first


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=0-9", 206, SOUND[:10]),
        ("bytes=100-", 206, SOUND[100:]),
        ("bytes=-5", 206, SOUND[-5:]),
        ("bytes=0-999999", 206, SOUND),
        ("bytes=999999-", 416, None),
        ("bytes=5-2", 400, None),
        ("bytes=" + ",".join(f"{n}-{n}" for n in range(10_000)), 200, SOUND),
    ],
)
def test_ranges(server: Running, wanted: str, status: int, part: bytes | None) -> None:
    answer = server.get("/talk.mp3", {"Range": wanted})
    assert answer.status == status
    assert part is None or answer.body == part


def test_a_range_of_a_file_that_changed_is_the_whole_file(server: Running) -> None:
    etag = server.get("/talk.mp3").headers["etag"]
    assert server.get("/talk.mp3", {"Range": "bytes=0-9", "If-Range": etag}).status == 206
    assert server.get("/talk.mp3", {"Range": "bytes=0-9", "If-Range": '"old"'}).body == SOUND


@pytest.mark.parametrize("path", ["/about/", "/talk.mp3", "/nowhere", "/__sitegen/state", "/__sitegen/events"])
def test_head_is_get_without_body(server: Running, path: str) -> None:
    head = server.get(path, method="HEAD")
    assert head.body == b""
    if path != "/__sitegen/events":
        get = server.get(path)
        assert head.status == get.status
        assert head.headers.get("content-length") == get.headers["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW"])
def test_nothing_can_be_sent(server: Running, method: str) -> None:
    assert server.get("/", method=method).status == 405


def test_links_are_not_followed(server: Running, preview: FolderPreview, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    for name in ("link.html", "link.txt"):
        (preview.folder / name).symlink_to(tmp_path / "secret.html")
        assert server.get(f"/{name}").status == 404


def test_a_fault_of_the_preview_is_a_page_that_waits(preview: FolderPreview, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(path: str) -> None:
        raise ValueError("unheard of")

    monkeypatch.setattr(preview, "find", find)
    with running(preview) as server:
        answer = server.get("/about/")
        assert answer.status == 500
        assert told(answer)["waits"] is True
        assert server.get("/__sitegen/state").status == 200


def test_before_the_first_build_every_url_waits(server: Running, preview: FolderPreview) -> None:
    preview.tell(built=False, problems=(PROBLEM,))
    for path in ("/", "/about", "/assets/style.css", "/nowhere"):
        answer = server.get(path)
        assert (answer.status, answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert told(answer)["waits"] is True
    state = json.loads(server.get("/__sitegen/state").body)
    assert state["problems"][0]["message"] == '"tags" is no <list>'
    preview.tell(built=True, problems=(), version=2)
    assert server.get("/").status == 200


def test_digests_of_what_a_page_shows(server: Running, preview: FolderPreview) -> None:
    preview.write("a.html", '<link rel=stylesheet href="/x.css">text')
    asked = "&".join(f"path={path}" for path in ("a.html", "feed.xml", "nowhere", "../secret", "/etc/passwd"))
    answer = json.loads(server.get(f"/__sitegen/digest?{asked}").body)
    assert answer["a.html"]["sheets"] == ["/x.css"]
    assert answer["a.html"]["digest"] == told(server.get("/a.html"))["pages"]["a.html"]
    assert answer["a.html"]["rest"] == told(server.get("/a.html"))["rest"]
    assert answer["feed.xml"]["digest"]
    assert [answer[path]["digest"] for path in ("nowhere", "../secret", "/etc/passwd")] == ["", "", ""]


def test_about(server: Running) -> None:
    about = json.loads(server.get("/__sitegen/about?path=articles/a/index.html").body)
    assert about["banner"] == "Draft: not published"
    assert about["facts"][0] == {
        "label": "Source",
        "text": "content/articles/a.md",
        "url": "editor://a.md",
        "level": "",
    }
    for path in ("about/index.html", "", "../articles/x"):
        assert server.get(f"/__sitegen/about?path={path}").body == b"null"


@pytest.mark.parametrize("name", ["preview.js", "worker.js", "preview.css"])
def test_client_files(server: Running, name: str) -> None:
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    assert server.get(f"/__sitegen/client/{name}").headers["content-type"].startswith(kind)


@pytest.mark.parametrize("name", ["", "app.py", "../app.py", "..%2fapp.py", "%2e%2e/app.py"])
def test_nothing_else_is_the_clients(server: Running, name: str) -> None:
    assert server.get(f"/__sitegen/client/{name}").status == 404
