"""The import as a whole: what it writes, what it leaves alone, and that nothing is lost."""

import json
import os
import string
import subprocess
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from md_folders import config_of, import_files, import_post

from sitegen.build import build
from sitegen.errors import ImportFailed
from sitegen.importers import write
from sitegen.importers.markdown import import_markdown
from sitegen.importers.markdown.fields import Post, read_post
from sitegen.importers.markdown.files import read_sources
from sitegen.model.source import Source
from sitegen.parse import parse, parse_config
from sitegen.urls import slugify

FILES = {
    "2015-01-01-a.md": "---\ntitle: A\nauthor: jane-doe\n---\n[b](/2016/02/02/b/)",
    "2016-02-02-b.md": "---\ntitle: B\nauthor: jane-doe\n---\nText",
}


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_second_import_changes_nothing(tmp_path: Path) -> None:
    first = import_files(tmp_path, FILES)
    before = tree(first.root)
    second = import_files(tmp_path, FILES)

    assert tree(second.root) == before
    assert second.report.counts() == {"imported": 0, "unchanged": 2, "decision": 0, "rejected": 0}
    assert [item.target for item in second.report.items] == [item.target for item in first.report.items]


def test_a_later_post_finds_those_imported_before(tmp_path: Path) -> None:
    import_files(tmp_path, FILES)
    done = import_files(tmp_path, {"2017-03-03-c.md": "---\ntitle: C\nauthor: jane-doe\n---\n[a](/2015/01/01/a/)"})

    assert done.report.counts()["imported"] == 1
    assert done.body(done.item("c.md").target) == "[a](../2015/a.md)"


def test_what_was_moved_or_edited_here_is_left_alone(tmp_path: Path) -> None:
    done = import_files(tmp_path, FILES)
    old, new = done.root / "content/articles/2015/a.md", done.root / "content/articles/2015/renamed.md"
    new.write_text(old.read_text().replace("title: A", "title: Edited"))
    old.unlink()
    again = import_files(tmp_path, FILES)

    assert again.item("a.md").status == "unchanged"
    assert again.item("a.md").target == "content/articles/2015/renamed.md"
    assert not old.exists()


def test_a_source_that_changed_waits_for_a_decision(tmp_path: Path) -> None:
    import_files(tmp_path, FILES)
    done = import_files(tmp_path, {"2015-01-01-a.md": "---\ntitle: A, again\n---\nText"})

    assert done.item("a.md").status == "decision"
    assert "remove content/articles/2015/a.md" in done.item("a.md").reason
    assert done.front("content/articles/2015/a.md")["title"] == "A"


def test_the_article_notes_what_it_came_from(tmp_path: Path) -> None:
    note = import_post(tmp_path, "Text").front()["extra"]["imported"]

    assert note["file"] == "old/posts/2015-06-11-a-post.md"
    assert len(note["digest"]) == 32


FELLOW = "---\ntitle: A\nauthor: {name: Jane Doe, role: Fellow, org: Institute}\n---\nText"
DIRECTOR = "---\ntitle: B\nauthor: {name: Jane Doe, role: Director, org: Institute}\n---\nText"


def test_roles_do_not_depend_on_how_often_a_folder_was_imported(tmp_path: Path) -> None:
    first, second = {"2015-01-01-a.md": FELLOW}, {"2014-01-01-b.md": DIRECTOR}
    import_files(tmp_path / "twice", first)
    twice = import_files(tmp_path / "twice", second)
    once = import_files(tmp_path / "once", {**first, **second})

    assert "to: 2014-12-31" in (once.root / "content/authors/jane-doe.md").read_text()
    assert tree(twice.root) == tree(once.root)


def test_after_a_kill_the_next_import_completes_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"2015-01-01-a.md": f"{FELLOW} ![x](x.png)", "2016-01-01-b.md": f"{DIRECTOR} ![x](x.png)", "x.png": b"x"}
    clean = import_files(tmp_path / "clean", files)
    for name in (f"{step} {number}" for step in ("stage", "link", "replace") for number in range(5)):
        with monkeypatch.context() as patch:
            kill_at(name, patch)
            with suppress(Killed):
                import_files(tmp_path / name, files)
        done = import_files(tmp_path / name, files)
        assert {path: data for path, data in tree(done.root).items() if not path.endswith(".new")} == tree(clean.root)


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def kill_at(name: str, patch: pytest.MonkeyPatch) -> None:
    """Kill at one of the points at which a file is staged, named or replaced."""
    step, _, number = name.partition(" ")
    owner, attribute = {"stage": (write, "_stage"), "link": (os, "link"), "replace": (Path, "replace")}[step]
    left, call = iter(range(int(number))), getattr(owner, attribute)

    def call_or_die(*args: Any) -> Any:
        if next(left, None) is None:
            raise Killed
        return call(*args)

    patch.setattr(owner, attribute, call_or_die)


def test_a_post_that_needs_a_decision_leaves_no_author_behind(tmp_path: Path) -> None:
    done = import_post(tmp_path, "Text", "title: T\nauthors: [Jane Doe, '???']\n")

    assert done.only.status == "decision"
    assert tree(done.root) == {}


def test_an_author_file_that_cannot_be_edited_is_told(tmp_path: Path) -> None:
    author = tmp_path / "site/content/authors/jane-doe.md"
    author.parent.mkdir(parents=True)
    author.write_text("---\nname: Jane Doe\nroles: [\n---\n")
    done = import_files(tmp_path, {"2015-01-01-a.md": FELLOW})

    assert 'content/authors/jane-doe.md: warning: the roles of "jane-doe" were not added' in done.words()


def test_hand_written_files_are_never_overwritten(tmp_path: Path) -> None:
    mine = tmp_path / "site/content/articles/2015/a-post.md"
    author = tmp_path / "site/content/authors/jane-doe.md"
    for path in (mine, author):
        path.parent.mkdir(parents=True)
        path.write_text("---\nname: Jane B. Doe\ntitle: Mine\ndate: 2015-01-01\n---\n")
    done = import_post(tmp_path, "Text", "title: T\nauthor: jane-doe\n")

    assert done.only.target == "content/articles/2015/a-post-2.md"
    assert "title: Mine" in mine.read_text()
    assert "Jane B. Doe" in author.read_text()
    assert done.front()["authors"] == ["jane-doe"]


def test_posts_of_one_name_get_names_of_their_own(tmp_path: Path) -> None:
    files = {f"{folder}/2015-0{day}-01-same.md": "---\ntitle: T\n---\n" for day in (1, 2) for folder in "ab"}
    done = import_files(tmp_path, files)

    targets = [item.target for item in done.report.items]
    assert sorted(Path(target).stem for target in targets) == ["same", "same-2", "same-3", "same-4"]


def test_one_old_address_leads_to_one_text(tmp_path: Path) -> None:
    files = {
        "2015-05-21-Tock.md": "---\ntitle: A\npermalink: /2015/05/21/tock/\nredirect_from: /2015/05/21/Tock/\n---\n",
        "2016-01-01-b.md": "---\ntitle: B\nredirect_from: [/2015/05/21/tock/, /b/]\n---\n",
    }
    done = import_files(tmp_path, files)

    assert done.front(done.item("Tock.md").target)["aliases"] == ["/2015/05/21/tock/"]
    b = done.front(done.item("b.md").target)
    assert b["aliases"] == ["/2016/01/01/b/", "/b/"]
    assert b["extra"]["old_urls"] == ["/2015/05/21/tock/"]
    assert '"/2015/05/21/tock/" cannot be an alias' in done.words()


def test_an_alias_that_is_the_address_here_is_left_out(tmp_path: Path) -> None:
    config = config_of(more='[permalinks]\narticle = "/{year}/{month}/{day}/{slug}/"\n')

    assert "aliases" not in import_post(tmp_path, "Text", config=config).front()


def test_hugo_pages_keep_their_address(tmp_path: Path) -> None:
    files = {
        "content/posts/my-post.md": "+++\ntitle = 'A'\ndate = 2015-01-01\naliases = ['old-name']\n+++\n[b](../bundle/)",
        "content/posts/bundle/index.md": "+++\ntitle = 'B'\ndate = 2015-01-02\n+++\n![x](x.png)",
        "content/posts/bundle/x.png": b"\x89PNG\r\n\x1a\n",
    }
    done = import_files(tmp_path, files, folder="hugo")

    assert done.front("content/articles/2015/my-post.md")["aliases"] == ["/posts/my-post/", "/posts/old-name/"]
    assert done.body("content/articles/2015/my-post.md") == "[b](bundle.md)"
    assert done.body("content/articles/2015/bundle.md") == "![x](bundle/x.png)"


def test_odd_names_and_characters_are_imported_and_told(tmp_path: Path) -> None:
    names = ["Caf\udce9", "bell\x07", "two\nlines", "x y", "a:b?", "سیاست", "-x", "'q\""]
    files = {f"{name}/2015-01-01-{name}.md": "# Head\x1bing\n\nText" for name in names}
    files["2015-01-02-json.md"] = (
        '{"title": "\\ud800A\\u0007", "tags": ["\\ud800"], "\\ud800k": ["\\udfff"]}\n{{ page.title }}'
    )
    done = import_files(tmp_path, files)

    assert done.report.counts()["imported"] == len(files)
    assert json.loads(done.report.as_json())["items"]
    assert done.report.as_text().encode()
    for item in done.report.items:
        data = (done.root / item.target).read_bytes()
        parsed = parse(Source(item.target, "article", "a", "en", "", len(data)), data, config_of().parse)
        assert [problem for problem in parsed.problems if problem.severity == "error"] == []
    assert import_files(tmp_path, files).report.counts()["unchanged"] == len(files)


def test_what_is_not_read_of_a_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "old"
    (folder / "posts").mkdir(parents=True)
    (folder / "folder").symlink_to(tmp_path)
    (folder / "link.md").symlink_to(folder / "posts")
    (folder / "loop.md").symlink_to("loop.md")
    (folder / "picture.png").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.md")
    (folder / "large.md").touch()
    os.truncate(folder / "large.md", 1 << 40)
    done = import_files(tmp_path, FILES)

    told = {Path(item.source).name: item.reason for item in done.report.items if item.status == "rejected"}
    assert told == {
        "folder": "is a symbolic link, which is not followed",
        "link.md": "is a symbolic link, which is not followed",
        "loop.md": "is a symbolic link, which is not followed",
        "picture.png": "is a symbolic link, which is not followed",
        "pipe.md": "cannot be read: not a regular file",
        "large.md": "is too large for a text: 1048576 MB",
    }
    assert done.report.counts()["imported"] == 2


def test_the_depth_of_a_folder_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    here = os.open(tmp_path / "old", os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("a", dir_fd=here)
        here, above = os.open("a", os.O_RDONLY, dir_fd=here), here
        os.close(above)
    with os.fdopen(os.open("2015-01-01-x.md", os.O_WRONLY | os.O_CREAT, dir_fd=here), "w") as file:
        file.write("Text")
    os.close(here)

    try:
        assert import_files(tmp_path, {}).only.status == "imported"
    finally:
        subprocess.run(["rm", "-rf", tmp_path / "old"], check=True)  # deeper than Python 3.11 can remove


def test_a_picture_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = import_files(tmp_path, {"2015-01-01-a.md": "![a](x.png)", "x.png": b"\x89PNG\r\n\x1a\n"})

    assert done.only.status == "imported"
    assert 'no file for the image "x.png"' in done.words()


def test_progress_is_told(tmp_path: Path) -> None:
    calls: list[tuple[int, int]] = []
    import_files(tmp_path, FILES, progress=lambda done, total: calls.append((done, total)))

    assert calls == [(1, 2), (2, 2)]


def test_the_report_reads_as_text_and_json(tmp_path: Path) -> None:
    done = import_files(tmp_path, {**FILES, "x.md": ""})

    assert "2 imported, 0 unchanged, 0 need a decision, 1 rejected" in done.report.as_text()
    assert json.loads(done.report.as_json())["counts"]["imported"] == 2


@pytest.mark.parametrize("folder", ["content", "content/articles", ".", "none"])
def test_own_content_and_missing_folders_are_refused(tmp_path: Path, folder: str) -> None:
    (tmp_path / "content/articles").mkdir(parents=True)

    with pytest.raises(ImportFailed, match=r"own content|not a folder"):
        import_markdown(tmp_path, config_of(), tmp_path / folder)


_texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" :#'\"-[]{}&"), min_size=1
)
_names = st.text(string.ascii_letters + "é", min_size=1, max_size=8)
_leaves = st.booleans() | _texts
_inner = _leaves | st.lists(_leaves, max_size=3) | st.dictionaries(_names, _leaves, max_size=3)
_values = _inner | st.lists(_inner, max_size=3) | st.dictionaries(_names, _inner, max_size=3)


@settings(max_examples=2000 if os.environ.get("SITEGEN_PROVE") else 60, deadline=None)
@given(
    # Markup and entities are taken out of a title, with the original kept under extra.
    title=_texts.filter(lambda text: any(map(str.isalnum, text)) and not {"<", "&"} & set(text)),
    tags=st.lists(_names, max_size=4, unique_by=str.casefold),
    day=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    own=_values,
    form=st.sampled_from(["yaml", "json"]),
)
def test_front_matter_survives(
    tmp_path_factory: pytest.TempPathFactory, title: str, tags: list[str], day: date, own: Any, form: str
) -> None:
    front = {"title": title, "tags": tags, "date": day.isoformat(), "own_field": own}
    text = json.dumps(front) if form == "json" else f"---\n{yaml.safe_dump(front, allow_unicode=True)}---"
    done = import_files(tmp_path_factory.mktemp("one"), {"a.md": f"{text}\nText\n"})

    target = done.only.target
    data = (done.root / target).read_bytes()
    facts = parse(Source(target, "article", "a", "en", "", len(data)), data, config_of().parse).facts
    assert facts is not None
    assert facts.title == " ".join(title.split())  # type: ignore[union-attr]
    assert facts.terms.get("tags", ()) == tuple(tags)  # type: ignore[union-attr]
    assert facts.date.date == day.isoformat()  # type: ignore[union-attr]
    assert _plain(facts.extra.get("own_field")) == _plain(own)


def _plain(value: Any) -> Any:
    """Return a value as front matter holds it: without empty parts."""
    if isinstance(value, dict):
        kept = {key: _plain(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, "")} or None
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value] or None
    return value


CORPUS = Path(__file__).parents[3] / "shared/corpora/18f"


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the posts of 18F are not beside the project")
def test_every_post_of_18f_is_imported(tmp_path: Path) -> None:
    config = config_of()
    report = import_markdown(tmp_path, config, CORPUS)

    assert report.counts() == {"imported": 509, "unchanged": 0, "decision": 0, "rejected": 0}
    posts = [post for source in read_sources(CORPUS) if isinstance(post := read_post(source, config), Post)]  # type: ignore[arg-type]
    for post, item in zip(posts, report.items, strict=True):
        data = (tmp_path / item.target).read_bytes()
        id_ = item.target.removeprefix("content/articles/").removesuffix(".md")
        parsed = parse(Source(item.target, "article", id_, "en", "", len(data)), data, config.parse)
        assert [problem for problem in parsed.problems if problem.severity == "error"] == []
        assert len(parsed.facts.contributors) == len(post.people)  # type: ignore[union-attr]
        assert parsed.facts.terms["tags"] == tuple(post.fields["tags"])  # type: ignore[union-attr]
        for contributor in parsed.facts.contributors:  # type: ignore[union-attr]
            assert (tmp_path / f"content/authors/{contributor.author}.md").is_file()
    again = import_markdown(tmp_path, config, CORPUS)
    assert again.counts()["unchanged"] == 509


@pytest.mark.slow
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the posts of 18F are not beside the project")
def test_every_post_of_18f_stands_on_the_pages_of_its_authors_and_tags(tmp_path: Path) -> None:
    text = '[site]\ntitle = "18F"\nbase_url = "https://example.org/"\n[markdown]\nraw_html = "sanitise"\n'
    (tmp_path / "sitegen.toml").write_text(text)
    report = import_markdown(tmp_path, parse_config(text.encode()), CORPUS)
    assert not [problem for problem in build(tmp_path).problems if problem.severity == "error"]

    output = tmp_path / "output"
    listed = {f"{kind}/{each.name}": _hrefs(each) for kind in ("authors", "tags") for each in (output / kind).iterdir()}
    for item in report.items:
        front = yaml.safe_load((tmp_path / item.target).read_text().split("---\n")[1])
        address = f"/articles/{item.target.removeprefix('content/articles/').removesuffix('.md')}/"
        assert (output / address[1:] / "index.html").is_file()
        names = [f"authors/{id_}" for id_ in front["authors"]] + [f"tags/{slugify(tag)}" for tag in front["tags"]]
        for name in names:
            assert address in listed[name], f"{address} is not on the pages of {name}"


def _hrefs(folder: Path) -> str:
    return "".join(page.read_text() for page in folder.rglob("*.html")) if folder.is_dir() else ""
