"""Measures what pictures and social cards cost apart from everything else.

    .venv/bin/python benchmarks/media.py --cards 10000 --pictures 20

Processor seconds are those of one process that makes them one after the other; wall seconds those of whole builds on all cores.
"""

import argparse
import io
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import write_corpus
from PIL import Image

from sitegen.build import build
from sitegen.media import make_card, make_pictures, measure
from sitegen.model.fonts import Font, font_for
from sitegen.model.views import CardText, CardView, PictureView
from sitegen.steps.fonts import choose, folders

SIZE = (4000, 3000)
WIDTHS = (480, 800, 1200, 1800)
TITLES = (
    "Rouhani calls for continued cooperation in Syria",
    "Water in the Levant: supply, demand and the politics of shared rivers in a decade of drought",
    "روحاني يدعو إلى استمرار التعاون في سوريا بعد سبع سنوات من الحرب",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cards", type=int, default=10_000)
    options.add_argument("--pictures", type=int, default=20)
    given = options.parse_args()
    print(json.dumps({"one picture": one_picture(), "one card": one_card(), "builds": builds(given)}, indent=2))


def one_picture() -> dict[str, str]:
    """Processor milliseconds for each version of one photograph of twelve megapixels."""
    content = photograph(0)
    costs = {"measure": _cost(lambda: measure(content))}
    views = {"itself": PictureView("", "JPEG", 0, 88)}
    views |= {f"{kind} {width}": PictureView("", kind, width, 60) for kind in ("AVIF", "WEBP") for width in WIDTHS}  # type: ignore[arg-type]
    costs |= {name: _cost(lambda view=view: list(make_pictures(content, [view]))) for name, view in views.items()}
    costs["all in one pass"] = _cost(lambda: list(make_pictures(content, views.values())))
    return costs


def photograph(seed: int) -> bytes:
    """Return a JPEG with the detail of a photograph: noise at several scales."""
    image = Image.effect_noise((500, 375), 90 + seed % 20).resize(SIZE, Image.Resampling.BICUBIC)
    image = Image.merge("RGB", [image, image.rotate(180), image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def one_card() -> dict[str, str]:
    paths = {path: path.name for folder in folders() for path in sorted(folder.rglob("*")) if path.is_file()}
    fonts = list(choose(paths))
    files = {font.digest: font.file for font in fonts}
    views = [_card(title, fonts) for title in TITLES]
    for view in views:
        make_card(view, files)
    return {
        title[:24]: _cost(lambda view=view: make_card(view, files), 30)
        for title, view in zip(TITLES, views, strict=True)
    }


def _card(title: str, fonts: list[Font]) -> CardView:
    def text(some: str, bold: bool = False) -> CardText:
        return CardText(some, font_for(some, fonts, bold))

    is_arabic = not title.isascii()
    return CardView(
        headline=text(title, True),
        kicker=text("Commentary"),
        authors=text("Ahmad Majidyar, Jane Doe"),
        site=text("IranObserved"),
        lang="ar" if is_arabic else "en",
        direction="rtl" if is_arabic else "ltr",
        paper="#fffdf9",
        ink="#1c1d20",
        accent="#8a2a1b",
    )


def builds(given: argparse.Namespace) -> dict[str, str]:
    """Wall seconds of builds of one corpus: without cards, with them, and again without output; then with photographs."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        write_corpus(site / "content", given.cards, "sitegen")
        plain = (Path(__file__).parent / "site/sitegen.toml").read_text(encoding="utf-8")
        (site / "sitegen.toml").write_text(plain, encoding="utf-8")
        found = {"cold, no cards": _wall(site)}
        (site / "sitegen.toml").write_text(plain.replace("[cards]\nenabled = false\n", ""), encoding="utf-8")
        found[f"cold, {given.cards} cards"] = _wall(site)
        found["cold, cards kept"] = _wall(site)
        for number in range(given.pictures):
            (site / f"content/articles/photo-{number}.jpg").write_bytes(photograph(number))
        text = "".join(f"![A photograph](photo-{number}.jpg)\n\n" for number in range(given.pictures))
        article = f"---\ntitle: Photographs\ndate: 2020-01-01\n---\n{text}"
        (site / "content/articles/photos.md").write_text(article, encoding="utf-8")
        found[f"warm, {given.pictures} photographs of 12 MP more"] = _wall(site, is_cold=False)
        return found


def _wall(site: Path, is_cold: bool = True) -> str:
    if is_cold:
        shutil.rmtree(site / "output", ignore_errors=True)
    started = time.perf_counter()
    build(site, clean=is_cold)
    return f"{time.perf_counter() - started:.1f} s"


def _cost(make: Callable[[], object], times: int = 1) -> str:
    started = time.process_time()
    for _ in range(times):
        make()
    return f"{(time.process_time() - started) / times * 1000:.1f} ms"


if __name__ == "__main__":
    main()
