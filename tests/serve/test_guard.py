"""Who is let in: this preview's own pages and people at this machine, nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from previews import Answer, FolderPreview, Running, running

PATHS = ("/", "/feed.xml", "/__sitegen/state", "/__sitegen/events", "/__sitegen/client/preview.js", "/nowhere")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder: Path = tmp_path_factory.mktemp("site")
    with running(FolderPreview(folder, {"index.html": "<body>Private</body>", "feed.xml": "Private"})) as server:
        yield server


def assert_refused(answer: Answer) -> None:
    assert answer.status == 403
    assert answer.text == "This preview answers only at its own address.\n"
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LocalHost"])
def test_own_names(server: Running, host: str) -> None:
    name = f"{host}:{server.port}"
    assert server.get("/", {"Host": name}).status == 200
    assert server.get("/", {"Host": name, "Origin": f"http://{name}".lower()}).status == 200


@pytest.mark.parametrize(
    "host",
    [
        *(
            "evil.example",
            "evil.example:{port}",
            "127.0.0.1.nip.io:{port}",
            "localhost.evil.example:{port}",
            "localhost",
        ),
        *(
            "localhost:1",
            "2130706433:{port}",
            "0x7f.1:{port}",
            "0.0.0.0:{port}",
            "127.0.0.2:{port}",
            "localhost.:{port}",
        ),
        *("", "user@localhost:{port}", "localhost:{port}:{port}", "localhost:{port}, evil.example", "::1:{port}"),
    ],
)
def test_other_names_get_nothing(server: Running, host: str) -> None:
    for path in PATHS:
        assert_refused(server.get(path, {"Host": host.format(port=server.port), "X-Forwarded-Host": server.host}))


def test_no_name_and_two_names_get_nothing(server: Running) -> None:
    own = f"Host: {server.host}\r\n".encode()
    old = server.raw(b"GET / HTTP/1.0\r\n\r\n")
    assert b" 403 " in old.splitlines()[0]
    for names in (b"", own + b"Host: evil.example\r\n", own * 2):
        answer = server.raw(b"GET / HTTP/1.1\r\n" + names + b"\r\n")
        assert answer.split()[1] in {b"400", b"403"}
        assert b"Private" not in answer


@pytest.mark.parametrize(
    "origin",
    [
        *("null", "http://evil.example", "http://evil.example:{port}", "https://127.0.0.1:{port}", "http://127.0.0.1"),
        *("http://127.0.0.1:1", "http://192.168.1.2:{port}", "file://", "http://localhost.evil.example:{port}"),
        *("127.0.0.1:{port}", "http://127.0.0.1:{port}.evil.example", "", "chrome-extension://abc"),
    ],
)
def test_pages_of_others_get_nothing(server: Running, origin: str) -> None:
    for path in PATHS:
        assert_refused(server.get(path, {"Origin": origin.format(port=server.port)}))


@pytest.mark.parametrize(
    ("site", "mode", "is_refused"),
    [
        ("cross-site", "no-cors", True),
        ("cross-site", "cors", True),
        ("cross-site", "", True),
        ("cross-site", "navigate", False),
        ("same-origin", "cors", False),
        ("none", "navigate", False),
    ],
)
def test_what_the_browser_says_of_a_request(server: Running, site: str, mode: str, is_refused: bool) -> None:
    for path in ("/", "/__sitegen/state"):
        answer = server.get(path, {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode})
        if is_refused:
            assert_refused(answer)
        else:
            assert answer.status == 200


def test_no_answer_is_for_other_sites(server: Running) -> None:
    for path in ("/", "/feed.xml", "/__sitegen/state", "/nowhere"):
        headers = server.get(path).headers
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert not [name for name in headers if name.startswith("access-control")]
