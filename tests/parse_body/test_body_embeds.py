"""Embeds ask nothing of another host by themselves, frame what is on the list alone, and say what is wrong line by line."""

import pytest
from body_tools import html_of, kinds_of, render
from hypothesis import given
from hypothesis import strategies as st

from sitegen.parse.markdown.embed_hosts import frame_of

FRAMES = {
    "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=1m30s": "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&start=90",
    "https://m.youtube.com/shorts/aqz-KE-bpKQ": "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1",
    "https://youtu.be/aqz-KE-bpKQ?t=7": "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&start=7",
    "https://vimeo.com/1084537": "https://player.vimeo.com/video/1084537?autoplay=1&dnt=1",
    "https://vimeo.com/1084537/abcdef0123": "https://player.vimeo.com/video/1084537?autoplay=1&dnt=1&h=abcdef0123",
    "https://open.spotify.com/episode/4rOoJ6Egrf8K2IrywzwOMk": "https://open.spotify.com/embed/episode/4rOoJ6Egrf8K2IrywzwOMk",
    "https://soundcloud.com/house/talk-one": "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fhouse%2Ftalk-one"
    "&auto_play=true&visual=false",
    "https://podcasts.apple.com/us/podcast/talk/id123?i=456": "https://embed.podcasts.apple.com/us/podcast/talk/id123?i=456",
    "https://archive.org/details/some.item_1": "https://archive.org/embed/some.item_1",
    "https://www.documentcloud.org/documents/123-a-paper.html": "https://embed.documentcloud.org/documents/123-a-paper/?embed=1",
    "https://www.openstreetmap.org/?mlat=35.7&mlon=51.4#map=2/0/10": "https://www.openstreetmap.org/export/embed.html?"
    "bbox=-80.00000,-67.50000,100.00000,67.50000&layer=mapnik&marker=35.7,51.4",
}

REFUSED = [
    "https://example.org/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/embed/../../x",
    "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://vimeo.com/channels/staff",
    "https://soundcloud.com/house",
    "https://www.openstreetmap.org/",
    "https://www.openstreetmap.org/#map=99/0/0",
    "https://open.spotify.com/user/x",
]


@pytest.mark.parametrize(("url", "frame"), FRAMES.items())
def test_what_is_known_is_framed_in_its_most_private_form(url: str, frame: str) -> None:
    found = frame_of(url)
    assert found is not None
    assert found.url == frame
    assert frame.startswith(f"{found.origin}/")


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_known_is_never_framed(url: str) -> None:
    assert frame_of(url) is None


@given(st.sampled_from(["youtube.com", "vimeo.com", "soundcloud.com", "archive.org", "openstreetmap.org"]), st.text())
def test_no_path_leads_a_frame_to_another_host(host: str, rest: str) -> None:
    try:
        frame = frame_of(f"https://{host}/{rest}")
    except ValueError:
        pytest.fail(f"raised for {rest!r}")
    assert frame is None or set('"<>\\ \n\t').isdisjoint(frame.url)


VIDEO = "::: video\nurl: https://youtu.be/aqz-KE-bpKQ\ntitle: War & peace\n{}:::"


def test_embed_is_a_link_with_a_poster_until_the_reader_chooses_it() -> None:
    html = html_of(VIDEO.format("poster: a.jpg\ncaption: At *home*\ncredit: The House\ntranscript: talk.txt\n"))
    assert "<iframe" not in html
    assert html == (
        '<figure class="embed embed-video" data-embed="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1"'
        ' data-embed-title="War &amp; peace">\n'
        '<a href="https://youtu.be/aqz-KE-bpKQ" class="embed-link">'
        '<img src="content/articles/2018/a.jpg" alt="" class="embed-poster" loading="lazy" decoding="async">'
        '<span class="embed-action">Play the video</span> <span class="embed-title">War &amp; peace</span>'
        ' <span class="embed-host">Comes from YouTube, and is loaded only when you choose it.</span></a>\n'
        '<figcaption><span class="embed-caption">At <em>home</em></span> <span class="credit">The House</span>'
        ' <a href="asset:content/articles/2018/talk.txt">Transcript</a> </figcaption>\n</figure>\n'
    )


def test_embed_speaks_the_language_of_its_text() -> None:
    assert "پخش ویدئو" in html_of(VIDEO.format(""), "fa")
    assert "تشغيل الفيديو" in html_of(VIDEO.format(""), "ar-LB")


def test_file_beside_the_text_is_played_by_the_browser_and_loads_nothing_before() -> None:
    rendered = render("::: video\nsrc: talk.mp4\ntitle: Talk\nposter: a.png\ncaptions: talk.vtt\n:::")
    html = html_of("::: video\nsrc: talk.mp4\ntitle: Talk\nposter: a.png\ncaptions: talk.vtt\n:::")
    assert 'preload="none"' in html
    assert '<track kind="captions" src="content/articles/2018/talk.vtt" srclang="en" default>' in html
    assert "data-embed" not in html
    assert [path.rpartition("/")[2] for path in rendered.assets] == ["a.png", "talk.mp4", "talk.vtt"]
    assert rendered.embeds == ()


def test_hosts_of_frames_are_told_for_the_policy_of_the_page() -> None:
    text = VIDEO.format("") + "\n\n::: document\nsrc: a.pdf\ntitle: Paper\n:::"
    assert render(text).embeds == ("'self'", "https://www.youtube-nocookie.com")


def test_host_that_is_not_known_gets_a_link_and_a_warning() -> None:
    text = "::: map\nurl: https://maps.example.org/x\ntitle: Basra\n:::"
    assert kinds_of(text) == [("unknown-embed", 2)]
    assert "data-embed" not in html_of(text)
    assert '<a href="https://maps.example.org/x" class="embed-link">' in html_of(text)


FAULTS = {
    "no title": ("::: video\nurl: https://youtu.be/aqz-KE-bpKQ\n:::", [("missing-field", 1)]),
    "neither url nor src": ("::: audio\ntitle: T\n:::", [("missing-field", 1)]),
    "both url and src": ("::: audio\nsrc: a.mp3\nurl: https://e.org\ntitle: T\n:::", [("missing-field", 1)]),
    "a name that is not known": (VIDEO.format("postr: a.jpg\n"), [("unknown-field", 4)]),
    "a name given twice": (VIDEO.format("title: b\n"), [("duplicate-key", 4)]),
    "a name without value": (VIDEO.format("poster:\n"), [("missing-field", 4)]),
    "a line that is none": (VIDEO.format("just text\n"), [("bad-value", 4)]),
    "a script": ("::: video\nurl: javascript:alert(1)\ntitle: T\n:::", [("bad-link", 2)]),
    "a file as url": ("::: video\nurl: a.mp4\ntitle: T\n:::", [("bad-link", 2)]),
    "a file of another kind": ("::: video\nsrc: a.exe\ntitle: T\n:::", [("bad-value", 2)]),
    "a file outside": ("::: video\nsrc: ../../../../a.mp4\ntitle: T\n:::", [("path-escape", 2)]),
    "a poster elsewhere": (VIDEO.format("poster: https://e.org/a.jpg\n"), [("bad-value", 4)]),
    "a title after the name": (VIDEO.replace("::: video", "::: video Talk").format(""), [("bad-value", 1)]),
    "a word misspelt": ("::: vidoe\n:::", [("unknown-block", 1), ("unknown-block", 2)]),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_with_its_line(name: str) -> None:
    text, expected = FAULTS[name]
    assert kinds_of(text) == expected


def test_unknown_name_and_block_suggest_the_nearest() -> None:
    problems = render(VIDEO.format("postr: a.jpg\n") + "\n\n::: vidoe\n:::").problems
    assert [problem.hint for problem in problems][:2] == ['did you mean "poster"?', 'did you mean "video"?']


def test_value_goes_on_over_lines_that_begin_with_a_blank_and_may_be_quoted() -> None:
    html = html_of(
        '::: map\nurl: https://www.openstreetmap.org/#map=5/1/2\ntitle: "Basra\n  and the\n\n  marshes"\n:::'
    )
    assert ' data-embed-title="Basra and the marshes"' in html
