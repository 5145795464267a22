"""Search indexes as they lie in an output folder, and sites that have one."""

import gzip
import json
from pathlib import Path

from sites import CONFIG, SiteFolder

ENABLED = CONFIG.replace("enabled = false", "enabled = true").replace('["en", "ar"]', '["en", "ar", "fa"]')
SIGNATURE = b"pagefind_dcd"


def site_with_search(root: Path) -> SiteFolder:
    """A site of three languages, with a draft and an embargoed text."""
    site = SiteFolder(root, config=ENABLED)
    site.author("ann", "Ann Smith", "[{title: Fellow, org: House}]")
    site.write("content/regions/iran.md", "---\nlabel: Iran\nbroader: gulf\n---\n")
    site.write("content/regions/gulf.md", "---\nlabel: Gulf\n---\n")
    site.write("content/pages/about.md", "---\ntitle: About\nsummary: Us.\n---\nWhat the institute does.\n")
    site.article("oil", "Oil and gas", "Sanctions on refineries.", authors="[ann]", regions="[iran]", tags="[oil]")
    site.article(
        "water", "Water", "A drought.\n\n## Rivers of Khuzestan\n\nThe Karun.", date="2019-05-05", tags="[water]"
    )
    site.article("draft", "Zwischenzug", "Zugzwang.", draft="true", tags="[zugluft]")
    site.article("later", "Quodlibet", "Quidditas.", publish_at="2031-01-01", authors="[ann]")
    site.article("policy.fa", "سياست خارجي", "كتاب‌هاي سياسي در ۲۰۱۸.", date="2018-04-10")
    site.article("siyasa.ar", "السياسة الخارجية", "على الجامعة في سنة ٢٠١٨ كتب محمّد.", date="2018-04-11")
    return site


def index_of(tree: dict[str, bytes], folder: str = "search/pagefind/") -> dict[str, bytes]:
    """Return the files of one index by their name in its folder, unpacked where they are packed."""
    files = {path.removeprefix(folder): data for path, data in tree.items() if path.startswith(folder)}
    return {name: gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data for name, data in files.items()}


def found_in(index: dict[str, bytes]) -> dict[str, dict]:
    """Return what an index holds of each page, by URL."""
    pages = [json.loads(data.removeprefix(SIGNATURE)) for name, data in index.items() if name.startswith("fragment/")]
    return {page["url"]: page for page in pages}
