"""What browsers let pages do: one policy, in every page and in the headers, as strict as the site's own files allow."""

import re
from html import unescape

import pytest
from sites import CONFIG, NOW, SiteFolder

from sitegen.errors import ConfigError, ContentError
from sitegen.model.document import ArticleFacts, Moment, PageFacts
from sitegen.model.dress import Dress
from sitegen.model.site import Rule
from sitegen.parse import parse_config
from sitegen.plan.policy import make_policy
from sitegen.relate import Relater


def _in_page(site: SiteFolder, path: str = "index.html") -> dict[str, list[str]]:
    found = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', site.page(path))
    assert len(found) == 1
    return _directives(unescape(found[0]))


def _directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def _headers(site: SiteFolder) -> dict[str, dict[str, str]]:
    rules: dict[str, dict[str, str]] = {}
    path = ""
    for line in site.page("_headers").splitlines():
        if line.startswith("  "):
            name, value = line.strip().split(": ", 1)
            assert name not in rules[path]
            rules[path][name] = value
        else:
            path = line
            rules[path] = {}
    return rules


def test_every_page_and_the_headers_have_one_policy(site: SiteFolder) -> None:
    site.article("a", aliases="[/old/]")
    site.build()
    headers = _headers(site)["/*"]
    in_header = _directives(headers["Content-Security-Policy"])
    assert in_header.pop("frame-ancestors") == ["'self'"]
    for page in sorted((site.root / "output").rglob("*.html")):
        assert _in_page(site, str(page.relative_to(site.root / "output"))) == in_header
    assert in_header["default-src"] == in_header["base-uri"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & {s for each in in_header.values() for s in each}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers.keys() >= {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"}


def test_what_has_a_fingerprint_is_kept_for_ever_and_nothing_else(site: SiteFolder) -> None:
    site.write("static/assets/logo.svg", "<svg/>")
    site.build()
    kept = {path for path, headers in _headers(site).items() if "immutable" in headers.get("Cache-Control", "")}
    assert kept
    assert all(re.fullmatch(r"/assets/.*\.[0-9a-f]{8}\.\w+", path) for path in kept)
    assert all((site.root / "output" / path[1:]).is_file() for path in kept)


def test_an_inline_script_of_the_site_enters_the_policy(site: SiteFolder) -> None:
    site.build()
    before = _in_page(site)["script-src"]
    site.write("templates/inline/mine.js", "document.title")
    report = site.build()
    after = _in_page(site)["script-src"]
    assert len(after) == len(before) + 1
    assert after[0] == "'self'"
    assert [reason.kind for reason in report.reasons["index.html"]] == ["site", "template"]


def test_rules_of_the_site_itself_are_joined_with_ours(site: SiteFolder) -> None:
    site.write(
        "static/_headers",
        "# mine\n/*\n  x-frame-options: DENY\n  referrer-policy: no-referrer\n\n/files/*\n\tX-Robots-Tag: noindex\n",
    )
    site.build()
    headers = _headers(site)
    assert headers["/*"]["referrer-policy"] == "no-referrer"
    assert "Referrer-Policy" not in headers["/*"]
    assert headers["/*"]["x-frame-options"] == "DENY"
    assert "Content-Security-Policy" in headers["/*"]
    assert headers["/files/*"] == {"X-Robots-Tag": "noindex"}
    (site.root / "static/_headers").unlink()
    site.build()
    assert "/files/*" not in _headers(site)


@pytest.mark.parametrize(("text", "line"), [("X-A: b\n", 1), ("/*\n  X-A: b\n  nothing\n", 3), ("# c\n\nfoo\n", 3)])
def test_a_line_of_theirs_that_is_no_header_is_named(text: str, line: int, site: SiteFolder) -> None:
    site.write("static/_headers", text)
    with pytest.raises(ContentError, match=rf'static/_headers:{line}: error: ".*" is no header'):
        site.build()


def _with(site: SiteFolder, table: str) -> None:
    (site.root / "sitegen.toml").write_text(f"{CONFIG}\n{table}\n")


def test_no_script_counts_visits_unless_one_is_named(site: SiteFolder) -> None:
    site.build()
    assert " defer" not in site.page("index.html")
    assert _in_page(site)["connect-src"] == ["'self'"]


def test_the_sites_own_counting_needs_no_other_host(site: SiteFolder) -> None:
    _with(site, '[analytics]\nscript = "/count.js"\ndata = { site = "a&b" }')
    site.write("static/count.js", "1")
    site.build()
    assert '<script src="/count.js" defer data-site="a&amp;b"></script>' in site.page("index.html")
    assert [source for source in _in_page(site)["script-src"] if source.startswith("http")] == []


def test_a_counting_script_that_is_not_there_is_named(site: SiteFolder) -> None:
    _with(site, '[analytics]\nscript = "/count.js"')
    with pytest.raises(ContentError, match=r'sitegen.toml:\d+: error: nothing lies at "/count.js"'):
        site.build()


def test_another_hosts_counting_enters_the_policy(site: SiteFolder) -> None:
    _with(site, '[analytics]\nscript = "https://count.example/s.js"\nendpoint = "https://in.example/x"')
    site.build()
    policy = _in_page(site)
    assert "https://count.example" in policy["script-src"]
    assert "https://in.example" not in policy["script-src"]
    assert policy["connect-src"] == ["'self'", "https://count.example", "https://in.example"]


def test_hosts_of_pictures_and_recordings_are_those_of_the_config(site: SiteFolder) -> None:
    _with(site, '[policy]\nmedia_hosts = ["https://*.cdn.example"]')
    site.build()
    assert _in_page(site)["img-src"] == ["'self'", "data:", "https://*.cdn.example"]
    assert _in_page(site)["media-src"] == ["'self'", "https://*.cdn.example"]


def test_what_readers_would_not_see_is_told_with_its_line(site: SiteFolder) -> None:
    body = "![A dam](https://pictures.example/a.jpg)\n\n![A dam](https://a.cdn.example/a.jpg)"
    site.article(
        "a", body=body, type="podcast", audio="https://sound.example/a.mp3", image="https://b.cdn.example/b.jpg"
    )
    _with(site, '[policy]\nmedia_hosts = ["https://*.cdn.example"]')
    told = [
        (str(each.location), each.value or each.message)
        for each in site.build().problems
        if each.kind == "remote-media"
    ]
    assert told == [
        ("content/articles/a.md:4:8", '"https://sound.example/a.mp3" is at another host, and readers do not see it'),
        ("content/articles/a.md:9", '"https://pictures.example/a.jpg" is at another host, and readers do not see it'),
    ]


@pytest.mark.parametrize("host", ["cdn.example", "https://cdn.example/", "https:", "*", "https://a b", "https://a;x"])
def test_what_is_no_host_is_refused(host: str, site: SiteFolder) -> None:
    _with(site, f'[policy]\nmedia_hosts = ["{host}"]')
    with pytest.raises(ConfigError, match="is not a scheme with a host"):
        site.build()


def test_an_embed_may_be_framed_once_it_is_published(site: SiteFolder) -> None:
    video = "::: video\nurl: https://www.youtube.com/watch?v=abcdefghijk\ntitle: A talk\n:::"
    site.article("a", body=video, draft="true")
    site.build()
    assert _in_page(site)["frame-src"] == ["'self'"]
    site.article("a", body=video)
    site.build()
    assert _in_page(site)["frame-src"] == ["'self'", "https://www.youtube-nocookie.com"]


def test_only_hosts_of_published_embeds_may_be_framed() -> None:
    day = Moment(NOW - 1, "2020-01-01T00:00:00+00:00")
    facts = [
        ArticleFacts("content/articles/a.md", "a", "en", "A", day, embeds=("https://b.example", "https://c.example")),
        ArticleFacts("content/articles/b.md", "b", "en", "B", day, draft=True, embeds=("https://hidden.example",)),
        PageFacts("content/pages/p.md", "p", "en", "P", embeds=("https://b.example", "https://a.example")),
    ]
    config = parse_config(CONFIG.encode())
    policy = make_policy(config, Relater().relate(facts, set(), config, Rule(NOW)), Dress(), can_search=False)
    assert policy.directives["frame-src"] == ("'self'", "https://a.example", "https://b.example", "https://c.example")
