"""Three hundred requests that no browser sends: none of them gets anything from outside, none stops the server."""

from pathlib import Path

import pytest
from previews import FolderPreview, eventually, running

SECRET = "the secret beside the site"


def hostile_targets() -> list[bytes]:
    """Paths that mean to leave the site's folder, in every spelling."""
    ups = [
        *(
            b"..",
            b"%2e%2e",
            b"%2E.",
            b".%2e",
            b"%252e%252e",
            b"%c0%ae%c0%ae",
            b"%e0%80%ae%e0%80%ae",
            b"..;",
            b"...",
            b"%uff0e%uff0e",
        ),
        *(b"..%00", b".%00.", b"..%20", b"%09..", b"..%0d%0a"),
    ]
    slashes = [b"/", b"%2f", b"%5c", b"\\", b"//", b"%252f", b"%c0%af", b"/./"]
    climbs = [b"/" + (up + slash) * depth + b"secret.txt" for up in ups for slash in slashes for depth in (1, 2)]
    absolute = [
        *(
            b"//etc/passwd",
            b"///etc/passwd",
            b"/%2fetc%2fpasswd",
            b"/C:/secret.txt",
            b"/file:///etc/passwd",
            b"//127.0.0.1/c$/x",
        ),
        *(
            b"http://evil.example/",
            b"https://127.0.0.1/",
            b"*",
            b"evil.example:80",
            b"?x",
            b"/%",
            b"/%zz",
            b"/%00",
            b"/secret.txt%00.html",
        ),
        *(
            b"/link/secret.txt",
            b"/link",
            b"/.git/config",
            b"/~/.ssh/id_rsa",
            b"/index.html/../../secret.txt",
            b"/CON",
            b"/a" * 3000,
        ),
        *(
            b"/" + b"a" * 65536,
            b"/" + b"%41" * 20000,
            b"/?" + b"q" * 60000,
            b"/__sitegen/digest?" + b"path=../secret.txt&" * 500,
        ),
        *(
            b"/__sitegen/about?path=%00",
            b"/__sitegen/digest?path=%ff",
            b"/__sitegen/client/..%2f..%2fapp.py",
            b"/__sitegen/../secret.txt",
        ),
        b"/__sitegen/client/preview.js%00",
    ]
    return climbs + absolute


def hostile_requests(host: bytes) -> list[bytes]:
    """Whole requests that are wrong in their form."""
    fine = b"GET / HTTP/1.1\r\nHost: " + host + b"\r\n"
    return [
        *(
            b"",
            b"\r\n",
            b"\0" * 100,
            b"\xff" * 1000,
            b"GET",
            b"GET /",
            b"GET / HTTP/9.9\r\n\r\n",
            b"GET / HTTP/1.1\n\n",
            fine,
        ),
        *(
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"GET  /  HTTP/1.1\r\n\r\n",
        ),
        *(b"A" * 70000, b"G\0T / HTTP/1.1\r\n\r\n", b"GET /\xc3\xa9 HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"),
        fine + b"X: y\r\n" * 10000 + b"\r\n",
        fine + b"X: " + b"y" * 100000 + b"\r\n\r\n",
        fine + b"X: a\0b\r\n\r\n",
        fine + b" folded: x\r\n\r\n",
        fine + b"Content-Length: -1\r\n\r\n",
        fine + b"Content-Length: 99999999999999999999\r\n\r\nx",
        fine + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        fine + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        fine + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        fine + b"Transfer-Encoding: gzip\r\n\r\n",
        fine + b"Expect: 100-continue\r\n\r\n",
        fine
        + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
        fine + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        fine + b"Range: bytes=" + b",".join(b"%d-" % n for n in range(9000)) + b"\r\n\r\n",
        fine + b"Range: bytes=--1,-,a-b\r\nIf-Range: \xff\r\n\r\n",
        fine + b"If-None-Match: " + b'"x",' * 10000 + b"\r\n\r\n",
        fine + b"Accept-Encoding: " + b"gzip;q=0," * 5000 + b"\r\n\r\n",
        (fine + b"\r\n") * 50,
        fine + b"\r\n" + b"garbage after a request\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 100000\r\n\r\n" + b"x" * 1000,
        b"POST / HTTP/1.1\r\nHost: " + host + b"\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnot a chunk\r\n",
        b"CONNECT evil.example:443 HTTP/1.1\r\nHost: " + host + b"\r\n\r\n",
        b"TRACE / HTTP/1.1\r\nHost: " + host + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: " + host + b"\r\nOrigin: " + b"http://" * 1000 + b"\r\n\r\n",
    ]


def test_hostile_requests(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    preview = FolderPreview(tmp_path / "site", {"index.html": "<body>Home</body>", "404.html": "<body>Nothing</body>"})
    (preview.folder / "link").symlink_to(tmp_path / "secret.txt")
    with running(preview) as server:
        host = server.host.encode()
        requests = [
            b"GET " + target + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"
            for target in hostile_targets()
        ]
        requests += hostile_requests(host)
        assert len(requests) >= 300
        for request in requests:
            answer = server.raw(request)
            assert SECRET.encode() not in answer, request[:200]
            assert str(tmp_path).encode() not in answer, request[:200]
            assert b"Traceback" not in answer, request[:200]
            assert not answer or answer.split(maxsplit=2)[1] != b"500", request[:200]
        assert eventually(lambda: server.get("/").status == 200)
    assert "Traceback" not in capfd.readouterr().err
