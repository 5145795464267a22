"""A site with unpublished documents is, byte for byte, the site without them."""

import os
import random
from pathlib import Path

import pytest
from edits import Editor
from pictures import picture
from sites import SiteFolder, difference

SITES = 200 if os.environ.get("SITEGEN_PROVE") else 8
CANARY = "canary7f3a9c"


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SITES))
def test_unpublished_documents_change_no_byte(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    site = SiteFolder(tmp_path / "site")
    editor = Editor(site, rng)
    editor.start()
    site.author("mole", "Mole", "[{title: Agent}]")
    site.write(f"content/tags/{CANARY}.md", f"---\nlabel: {CANARY}\nbroader: iran\n---\n{CANARY}\n")
    without = site.clean_tree(tmp_path / "clean")
    for number in range(rng.randint(1, 4)):
        _hide(site, rng, number)
    report = site.build()
    assert difference(site.tree(), without) == []
    assert report.hidden
    assert not [path for path, content in site.tree().items() if CANARY in path or CANARY.encode() in content]


def _hide(site: SiteFolder, rng: random.Random, number: int) -> None:
    why = rng.choice(
        [{"draft": "true"}, {"publish_at": "2031-01-01"}, {"date": "2031-01-01"}, {"expires": "2020-02-01"}]
    )
    site.write(f"content/articles/{CANARY}-{number}.png", picture(300, 200, "JPEG", comment=CANARY))
    fields = {
        "authors": rng.choice(["[mole]", "[mole, ann]"]),
        "tags": f"[{CANARY}, iran, oil]",
        "series": "Notes",
        "summary": CANARY,
        "image": f"{{src: {CANARY}-{number}.png, alt: {CANARY}}}",
        "aliases": f"[/{CANARY}-{number}/]",
        **why,
    }
    body = f"{CANARY} [about](page:about) ![{CANARY}]({CANARY}-{number}.png)"
    site.article(f"{CANARY}-{number}", CANARY, body, **fields)
    if rng.random() < 0.3:
        site.article(f"{CANARY}-{number}.ar", CANARY, body, **fields)
