"""What machines read: feeds, sitemaps, robots.txt, redirects, and the metadata of each class of publication."""

import json
import re
from xml.etree import ElementTree

import feedparser
import pytest
from sites import SiteFolder

from sitegen.plan import sitemaps

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_feed_is_read_by_a_feed_reader(site: SiteFolder) -> None:
    site.author("ann", "Ann Özgür")
    site.author("bob", "Bob & Son")
    site.article("a", "“Quotes” & <tags>", "Text & [more](b.md).", authors="[ann, bob]", tags="[oil]")
    site.article("b", "Second", date="2020-02-02", updated="2020-03-03T10:00:00+01:00")
    site.build()
    feed = feedparser.parse(site.page("feed.xml"))
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Second", "“Quotes” & <tags>"]
    assert feed.entries[1].link == "https://example.org/articles/2020/a/"
    assert [author.name for author in feed.entries[1].authors] == ["Ann Özgür", "Bob & Son"]
    assert 'href="https://example.org/articles/2020/b/"' in feed.entries[1].content[0].value
    assert feed.feed.updated == "2020-03-03T10:00:00+01:00"
    assert feedparser.parse(site.page("authors/ann/feed.xml")).feed.title.startswith("Ann Özgür")
    assert len(feedparser.parse(site.page("tags/oil/feed.xml")).entries) == 1


def test_sitemap_has_canonical_pages_with_their_last_change(site: SiteFolder) -> None:
    site.article("a", tags="[oil]", aliases="[/old/]", updated="2020-05-05")
    site.article("a.ar", "ترجمة")
    site.build()
    tree = ElementTree.fromstring(site.page("sitemap.xml"))
    urls = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in tree}
    assert urls["https://example.org/articles/2020/a/"] == "2020-05-05"
    assert "https://example.org/old/" not in urls
    assert "https://example.org/404.html" not in urls
    assert "https://example.org/ar/articles/2020/a/" in urls
    assert 'hreflang="ar"' in site.page("sitemap.xml")


def test_sitemap_is_split_at_its_limit(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_URLS", 4)
    for number in range(9):
        site.article(f"a{number}")
    site.build()
    index = ElementTree.fromstring(site.page("sitemap.xml"))
    names = [sitemap.findtext(f"{SITEMAP}loc") for sitemap in index]
    assert index.tag == f"{SITEMAP}sitemapindex"
    assert names == [f"https://example.org/sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    lengths = [len(ElementTree.fromstring(site.page(str(name).rsplit("/", 1)[1]))) for name in names]
    assert max(lengths) == 4
    assert sum(lengths) >= 10


def test_robots_names_the_sitemap(site: SiteFolder) -> None:
    site.build()
    assert "Sitemap: https://example.org/sitemap.xml" in site.page("robots.txt")


def _metas(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)


def test_commentary_says_its_zotero_type_and_a_report_carries_full_citation_tags(site: SiteFolder) -> None:
    site.author("ann", "Ann Özgür", "[{title: Fellow, org: House}]")
    site.article("c", "Comment", authors="[ann]")
    site.write("content/articles/r.pdf", "%PDF")
    site.article("r", "Report", authors="[ann]", type="report", number="PB-7", pdf="r.pdf", doi="10.1234/abc.5")
    site.build()
    commentary = _metas(site.page("articles/2020/c/index.html"))
    assert ("z:itemType", "blogPost") in commentary
    assert "citation_technical_report_institution" not in dict(commentary)
    report = _metas(site.page("articles/2020/r/index.html"))
    assert "z:itemType" not in dict(report)
    assert ("citation_author", "Ann Özgür") in report
    assert ("citation_publication_date", "2020/01/01") in report
    assert ("citation_technical_report_institution", "The Institute") in report
    assert ("citation_technical_report_number", "PB-7") in report
    assert ("citation_pdf_url", "https://example.org/articles/2020/r/r.pdf") in report


@pytest.mark.parametrize("title", ["</script><script>x</script>", "<!-- & ]]>", 'quotes " and \\ slashes'])
def test_json_ld_survives_hostile_titles(site: SiteFolder, title: str) -> None:
    site.write(
        "content/articles/a.md", f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2020-01-01\n---\nText.\n"
    )
    site.build()
    page = site.page("articles/2020/a/index.html")
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert len(scripts) == page.count("<script") - 2, "beside the two of the theme"
    assert json.loads(scripts[0])["headline"] == title


def test_person_in_json_ld_has_the_role_as_of_the_article(site: SiteFolder) -> None:
    roles = "[{title: Fellow, org: Old, to: 2020-06-30}, {title: Director, org: New, from: 2020-07-01}]"
    site.author("ann", "Ann", roles)
    site.article("a", authors="[ann]")
    site.build()
    text = re.search(r"ld\+json\">(.*?)</script>", site.page("articles/2020/a/index.html"), re.DOTALL)
    assert text
    assert json.loads(text[1])["author"] == [
        {
            "@type": "Person",
            "name": "Ann",
            "url": "https://example.org/authors/ann/",
            "jobTitle": "Fellow",
            "affiliation": {"@type": "Organization", "name": "Old"},
        }
    ]
