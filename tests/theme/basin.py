"""The sources of a small publication with one page of each kind, in English and Arabic."""

import struct
import zlib
from pathlib import Path

from sites import SiteFolder

CONFIG = """
[site]
title = "Basin Review"
base_url = "https://example.org/"
description = "Research on water and power."
organisation = "The Institute"
languages = ["en", "ar"]
"""

SENTENCE = "Farmers below the dam read the gauge each morning and decide by noon whether to irrigate. "
ARABIC = "يقرأ المزارعون أسفل السد المقياس كل صباح ويقررون قبل الظهر ما إذا كانوا سيروون أرضهم. "
SECTIONS = "\n\n".join(
    f"## Part {number}\n\n{SENTENCE * 12}\n\nSee [the ledger](https://example.com/ledger/{number}).[^{number}]"
    for number in range(1, 7)
)
NOTES = "\n\n".join(
    f"[^{number}]: Note {number}, with [a source](https://example.com/{number})." for number in range(1, 7)
)
PARTS = """
::: comment
What the author makes of it.
:::

::: quote Jane Doe
A network that measures can be governed.
:::

::: warning Provisional
They will be revised.
:::

| Year | Released | Billed |
|:-----|---------:|-------:|
| 2020 |    1,377 |    902 |

![A dam](dam.png "The dam | Credit: Archive")
"""


def picture(width: int, height: int) -> bytes:
    """Write a grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = zlib.compress((b"\0" + b"\x99" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def write_publication(root: Path) -> SiteFolder:
    """Write the sources, and return the folder."""
    site = SiteFolder(root, config=CONFIG)
    for name in ("dam.png", "jane.png"):
        folder = "authors" if name == "jane.png" else "articles"
        site.write(f"content/{folder}/{name}", picture(900, 600))
    for number in range(9):
        role = "[{title: Fellow, org: The Institute, from: 2015}]"
        image = "image: {src: jane.png, alt: Jane Doe}\n" if number == 0 else ""
        site.write(
            f"content/authors/person-{number}.md",
            f"---\nname: Person {number}\nroles: {role}\n{image}---\n\nWorks on water.\n",
        )
    image = "{src: dam.png, alt: A dam, caption: The dam, credit: Archive}"
    common = {"tags": "[Water, Law]", "regions": "[Levant]", "programs": "[Power]", "series": "[Rivers]"}
    site.article(
        "whole",
        "Who owns the basin?",
        f"{SENTENCE * 5}\n\n{SECTIONS}\n{PARTS}\n{NOTES}",
        date="2020-05-02",
        updated="2020-05-09",
        authors="[person-0, person-1, {id: person-2, role: editor}]",
        image=image,
        summary="A draft shows how far two governments moved.",
        takeaways="[The ceiling stays., A market decides.]",
        corrections="[{date: 2020-05-03, text: The year was 2015.}]",
        funding="A grant.",
        doi="10.1234/basin",
        pin="true",
        **common,
    )
    site.write(
        "content/articles/whole.ar.md",
        "---\ntitle: من يملك الحوض؟\ndate: 2020-05-04\nauthors: [person-0]\ntags: [Water]\n---\n\n"
        + "\n\n".join(f"## قسم {number}\n\n{ARABIC * 12}[^{number}]" for number in range(1, 5))
        + "\n\n"
        + "\n\n".join(f"[^{number}]: هامش." for number in range(1, 5)),
    )
    everyone = ", ".join(f"person-{number}" for number in range(9))
    site.article("many", "Nine views", SENTENCE * 3, authors=f"[{everyone}]", date="2020-04-02", **common)
    site.article("small", "A note", SENTENCE, date="2020-04-01")
    site.write("content/articles/report/full.pdf", b"%PDF-1.4\n")
    chapters = [f"chapter-{number}.md" for number in range(3)]
    for number, name in enumerate(chapters):
        site.write(f"content/articles/report/{name}", f"---\ntitle: Chapter {number}\n---\n\n{SECTIONS}\n\n{NOTES}\n")
    site.article(
        "report/index",
        "Water in the Levant",
        "A report.",
        type="report",
        chapters=f"[{', '.join(chapters)}]",
        pdf="full.pdf",
        authors="[person-0]",
        date="2020-03-01",
    )
    site.write("content/articles/talk.mp3", b"ID3")
    site.article("talk", "A talk", SENTENCE, type="podcast", audio="talk.mp3", duration="'42:30'", date="2020-02-01")
    site.article(
        "launch", "A launch", SENTENCE, type="event", start="2020-03-03 14:00", place="Amman", date="2020-02-02"
    )
    site.write("content/articles/ledger.csv", "a,b\n1,2\n")
    site.article("ledger", "The ledger", SENTENCE, type="dataset", files="[ledger.csv]", date="2020-02-03")
    site.write("content/pages/about.md", f"---\ntitle: About\n---\n\n{SENTENCE}\n")
    return site


PLACES = {
    "home": "/",
    "home in Arabic": "/ar/",
    "article": "/articles/2020/whole/",
    "article in Arabic": "/ar/articles/2020/whole/",
    "nine authors": "/articles/2020/many/",
    "report": "/articles/2020/report/",
    "podcast": "/articles/2020/talk/",
    "event": "/articles/2020/launch/",
    "dataset": "/articles/2020/ledger/",
    "author": "/authors/person-0/",
    "people": "/authors/",
    "term": "/tags/water/",
    "terms": "/tags/",
    "all": "/articles/",
    "year": "/articles/2020/",
    "page": "/about/",
    "search": "/search/",
    "not found": "/404.html",
}
"""The kinds of pages, by what they are."""
