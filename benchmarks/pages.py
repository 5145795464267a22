"""Weigh finished pages, and have Lighthouse judge them on a phone: one line a page, as a table.

    python benchmarks/pages.py output / /articles/2026/how-to-publish-a-report/

Needs Chromium and npm: Lighthouse comes as an npm package into `--work`. The pages are served on this machine alone, compressed
as hosts do it. What a page weighs is its HTML with the style sheets and scripts that it names, each by gzip.
"""

import argparse
import gzip
import http.server
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
from functools import partial
from pathlib import Path

LIGHTHOUSE = "lighthouse@12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


class Compressed(http.server.SimpleHTTPRequestHandler):
    """The files of a folder, texts by gzip."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content, kind = path.read_bytes(), self.guess_type(str(path))
        self.send_response(200)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
            kind += "; charset=utf-8"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=31536000" if "/assets/" in self.path else "max-age=300")
        self.end_headers()
        self.wfile.write(content)


def weigh(output: Path, page: str) -> int:
    """Return the bytes of a page with its style sheets and scripts, compressed."""
    html = (output / page.strip("/") / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="/([^"]+)"', html)
    parts = [html.encode(), *((output / name).read_bytes() for name in dict.fromkeys(named))]
    return sum(len(gzip.compress(part)) for part in parts)


def judge(lighthouse: Path, url: str) -> tuple[dict[str, int], float]:
    """Return Lighthouse's scores of a page by category, out of 100, and its layout shift."""
    command = [lighthouse, url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    done = subprocess.run(
        [*command, f"--chrome-flags={CHROME}"], capture_output=True, text=True, env=environment, check=True
    )
    report = json.loads(done.stdout)
    scores = {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES}
    for name in CATEGORIES:
        if scores[name] < 100:
            weighed = [ref["id"] for ref in report["categories"][name]["auditRefs"] if ref["weight"]]
            lost = [each for each in weighed if (report["audits"][each]["score"] or 0) < 1]
            print(f"  {url}: {name}: {', '.join(lost)}")
    return scores, report["audits"]["cumulative-layout-shift"]["numericValue"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("pages", nargs="+", help="addresses from the site's root: /articles/")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "sitegen-pages")
    options = parser.parse_args()
    lighthouse = options.work / "node_modules/.bin/lighthouse"
    if not lighthouse.exists():
        quiet = ["--no-save", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"]
        subprocess.run(["npm", "install", *quiet, "--prefix", options.work, LIGHTHOUSE], check=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressed, directory=str(options.output)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rows = []
    for page in options.pages:
        scores, shift = judge(lighthouse, f"http://127.0.0.1:{server.server_address[1]}{page}")
        rows.append([page, f"{weigh(options.output, page) / 1024:.1f}", f"{shift:g}", *map(str, scores.values())])
    for row in [["page", "KiB", "shift", *CATEGORIES], ["---", *["---:"] * 6], *rows]:
        print(f"| {' | '.join(row)} |")
    server.shutdown()


if __name__ == "__main__":
    main()
