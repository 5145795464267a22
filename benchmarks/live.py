"""Time the live preview: from the save of a file to the event that a browser gets, on the articles of run.py.

    python benchmarks/live.py --n 10000 --edits 20 --rebuilds 2000 --peers

Call it with a Python that has sitegen (after `make site`: .venv/bin/python). A real `sitegen serve` runs on a site with its own
copy of the default theme; a client that holds the event stream notes when each change arrives. Prints JSON and a table.
"""

import argparse
import http.client
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from corpus import write_site
from measure import family_memory
from peers import time_body_edits

HERE = Path(__file__).resolve().parent
PATIENCE = 120.0


class Served:
    """A running preview with a client that holds its event stream."""

    def __init__(self, site: Path) -> None:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", "serve", "--port", "8800"],
            cwd=site,
            stdout=subprocess.PIPE,
            text=True,
            env={**environment, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout
        said = next(line for line in self.process.stdout if "http://" in line)
        self.port = int(re.search(r":(\d+)/", said)[1])
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def listen(self) -> None:
        self.events: queue.Queue[tuple[float, dict]] = queue.Queue()
        self.state = {"working": 1, "built": False}
        threading.Thread(target=self._listen, daemon=True).start()
        self.settle()

    def _listen(self) -> None:
        """Note each event at once: a library's reader would wait until it has read ahead."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(f"GET /__sitegen/events HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
            read = b""
            while more := connection.recv(1 << 20):
                at = time.perf_counter()
                *lines, read = (read + more).split(b"\n")
                for line in lines:
                    if line.startswith(b"data:"):
                        self.events.put((at, json.loads(line[5:])["state"]))

    def get(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        response.read()
        return response.status

    def wait_for(self, is_it: Callable[[dict], bool]) -> float:
        """Return when the first event came that is the one."""
        while True:
            at, self.state = self.events.get(timeout=PATIENCE)
            if is_it(self.state):
                return at

    def settle(self) -> None:
        """Wait until nothing is left to be renewed and no event comes any more."""
        while True:
            is_still = self.state["built"] and not self.state["working"]
            try:
                self.state = self.events.get(timeout=1.5 if is_still else PATIENCE)[1]
            except queue.Empty:
                return

    def end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


def main() -> None:
    options = _options()
    site = options.work / f"live-{options.n}"
    write_site(site, HERE / "site", options.n, "sitegen")
    shutil.copytree(HERE.parent / "themes/default", site / "themes/default")
    first = Served(site)
    first.listen()
    first.end()
    warm = Served(site)
    while warm.get("/") != 200:
        time.sleep(0.01)
    results: dict[str, object] = {
        "articles": options.n,
        "first page of a warm start": round(time.perf_counter() - warm.began, 3),
    }
    warm.listen()
    results |= _edits(warm, site, options.edits)
    results |= _memory(warm, site, options.rebuilds)
    warm.end()
    if options.peers:
        peers = time_body_edits(options.work, options.n, options.edits)
        results |= {f"a body, {name}'s server": seconds for name, seconds in peers.items()}
    print(json.dumps(results, indent=2))
    print("| from the save to the event | seconds |\n|---|---:|")
    print("\n".join(f"| {name} | {value} |" for name, value in results.items()))


def _edits(served: Served, site: Path, count: int) -> dict[str, float]:
    articles = sorted((site / "content/articles").rglob("*.md"))
    article = articles[len(articles) // 2]
    page = f"articles/{article.parent.name}/{article.stem}/index.html"
    assert served.get(f"/{page.removesuffix('index.html')}") == 200
    styles, template = site / "themes/default/assets/style.css", site / "themes/default/templates/article.html"

    def append(number: int) -> None:
        article.write_text(f"{article.read_text()}\nSentence {number}, added last.\n")

    def retitle(number: int) -> None:
        article.write_text(
            re.sub(
                '^title: "(Edition \\d+, )?', f'title: "Edition {number}, ', article.read_text(), count=1, flags=re.M
            )
        )

    def retag(number: int) -> None:
        other = articles[(number * 37) % len(articles)].read_text()
        tags = re.search(r"^tags: .*$", other, re.M)[0]
        article.write_text(re.sub(r"^tags: .*$", tags, article.read_text(), count=1, flags=re.M))

    def restyle(number: int) -> None:
        styles.write_text(f"{styles.read_text()}\n.added-{number} {{ color: inherit }}\n")

    def reform(number: int) -> None:
        text = re.sub(r"<!-- edition \d+ -->", "", template.read_text())
        template.write_text(text.replace("<h1", f"<!-- edition {number} --><h1", 1))

    kinds: dict[str, tuple[Callable[[int], None], str]] = {
        "a body": (append, page),
        "a title": (retitle, page),
        "the tags": (retag, page),
        "a style sheet": (restyle, "assets/style.css"),
        "the template of articles": (reform, page),
    }
    found = {}
    for name, (edit, path) in kinds.items():
        seconds = []
        for number in range(count):
            began = time.perf_counter()
            edit(number)
            seconds.append(served.wait_for(lambda state, path=path: path in (state["changed"] or {})) - began)
            served.settle()
        found[name] = round(median(seconds), 3)
    return found


def _memory(served: Served, site: Path, rebuilds: int) -> dict[str, float]:
    articles = sorted((site / "content/articles").rglob("*.md"))
    found = {}
    for number in range(rebuilds):
        if number == 20:
            served.settle()
            found["MiB after 20 rebuilds"] = round(family_memory(served.process.pid))
        article = articles[(number * 7919) % len(articles)]
        article.write_text(f"{article.read_text()}\nRebuild {number}.\n")
        served.wait_for(lambda state: bool(state["changed"]))
    served.settle()
    found[f"MiB after {rebuilds:,} rebuilds"] = round(family_memory(served.process.pid))
    return found


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, help="articles (default 10000)")
    parser.add_argument("--edits", type=int, default=20, help="edits of each kind (default 20)")
    parser.add_argument(
        "--rebuilds", type=int, default=200, help="rebuilds between two looks at the memory (default 200)"
    )
    parser.add_argument("--peers", action="store_true", help="time the servers of Hugo and Eleventy too; needs Node")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-benchmarks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
