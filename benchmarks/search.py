"""Build the same articles without and with search, and print what the search adds, as JSON.

    python benchmarks/search.py --n 10000

Call it with a Python that has sitegen and its extra `search` (after `make site`: .venv/bin/python). Seconds are those of whole
commands; what the index costs is the difference of two builds that are equal but for it.
"""

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus
from measure import Run, measure

HERE = Path(__file__).resolve().parent
BUILD = [sys.executable, "-m", "sitegen", "build"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, help="articles (default 10000)")
    number = parser.parse_args().n
    with tempfile.TemporaryDirectory(prefix="sitegen-search-") as folder:
        site = Path(folder) / "site"
        shutil.copytree(HERE / "site", site)
        write_corpus(site / "content", number, "sitegen")
        without = measure(BUILD, site)
        edited = sorted((site / "content/articles").rglob("*.md"))[number // 2]
        edit_without = _edit(edited, site)
        config = site / "sitegen.toml"
        config.write_text(config.read_text().replace("[search]\nenabled = false", "[search]\nenabled = true"))
        shutil.rmtree(site / "output")
        shutil.rmtree(site / ".sitegen")
        with_ = measure(BUILD, site)
        index = [path for path in (site / "output/search/pagefind").rglob("*") if path.is_file()]
        figures = {
            "articles": number,
            "cold_seconds": {"without": round(without.seconds, 2), "with": round(with_.seconds, 2)},
            "peak_mib": {"without": round(without.peak), "with": round(with_.peak)},
            "nothing_seconds": round(measure(BUILD, site).seconds, 2),
            "one_body_seconds": {
                "without": round(edit_without.seconds, 2),
                "with": round(_edit(edited, site).seconds, 2),
            },
            "index": {"files": len(index), "mib": round(sum(path.stat().st_size for path in index) / 2**20, 1)},
            "first_search_kib": _asked_first(index),
        }
        print(json.dumps(figures, indent=2))


def _edit(article: Path, site: Path) -> Run:
    article.write_text(f"{article.read_text()}\nOne sentence more.\n")
    return measure(BUILD, site)


def _asked_first(index: list[Path]) -> int:
    """Return what a first search loads before any part of the index: the program and the list of its parts."""
    names = (".js", ".pf_meta", ".pagefind", ".json")
    return round(sum(path.stat().st_size for path in index if path.suffix in names) / 1024)


if __name__ == "__main__":
    main()
