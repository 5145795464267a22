"""Roles of authors: windows in time that do not depend on the order of imports, beside what editors wrote."""

import os
import random
import textwrap
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import ImportFailed
from sitegen.importers.authors import AuthorsFolder
from sitegen.importers.past import Past, note_of
from sitegen.importers.windows import Seen, lay, windows
from sitegen.importers.write import write_new
from sitegen.model.document import AuthorRole
from sitegen.model.roles import role_at

COUNT = 2000 if os.environ.get("SITEGEN_PROVE") else 100

A, B = AuthorRole("Fellow", "Institute"), AuthorRole("Director", "Institute")


def seen(*items: tuple[str, AuthorRole]) -> list[Seen]:
    return [Seen(day, role.title, role.org) for day, role in items]


def author_file(root: Path, text: str, name: str = "ahmad-ali") -> Path:
    path = root / f"content/authors/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(textwrap.dedent(text).encode())
    return path


def see(root: Path, name: str, *items: tuple[str, AuthorRole]) -> None:
    """Import each item as an article of its own, in a run of its own."""
    for number, (day, role) in enumerate(items):
        authors = AuthorsFolder(root, Past(root))
        id_ = authors.remember(name, role, day)
        assert authors.flush() == ()
        note = note_of("raw.txt", f"{number:032}", {id_: role})
        front = {"title": "T", "date": day, "authors": [id_], "extra": {"imported": note}}
        write_new(root / f"content/articles/{day}-{number}-{random.random()}.md", front, "")


def test_interleaved_roles_are_windows_one_after_the_other() -> None:
    found = windows(seen(("2014-05-01", A), ("2012-03-01", B), ("2010-01-01", A), ("2011-01-01", A)))
    assert [(w.role.title, w.role.start, w.role.end) for w in found] == [
        ("Fellow", "2010-01-01", "2012-02-29"),
        ("Director", "2012-03-01", "2014-04-30"),
        ("Fellow", "2014-05-01", ""),
    ]


def test_spellings_of_one_role_are_one_role() -> None:
    upper = AuthorRole("FELLOW", "institute")
    assert len(windows(seen(("2010-01-01", A), ("2011-01-01", upper)))) == 1


@settings(max_examples=COUNT, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("ABC")), min_size=1, max_size=12, unique_by=lambda x: x[0])
)
def test_the_role_of_every_day_seen_is_the_role_seen(items: list[tuple[int, str]]) -> None:
    dated = [Seen((date(2018, 1, 1) + timedelta(days)).isoformat(), title) for days, title in items]
    roles = [window.role for window in windows(dated)]
    for item in dated:
        role = role_at(roles, item.date)
        assert role is not None
        assert role.title == item.title


@settings(max_examples=COUNT, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC")), min_size=1, max_size=10),
    st.randoms(use_true_random=False),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ABC")), max_size=2),
)
def test_the_order_of_imports_does_not_matter(
    items: list[tuple[int, str]], chance: random.Random, batch: int, by_hand: list[tuple[int, str]]
) -> None:
    dated = sorted({Seen(f"2018-01-{days * 2 + 1:02}", title) for days, title in items})
    hand = [AuthorRole(title, start=f"2018-01-{days * 2 + 2:02}") for days, title in by_hand]
    orders = []
    for _ in range(3):
        chance.shuffle(dated)
        roles = list(hand)
        for start in range(0, len(dated), batch):
            laid = lay(roles, dated[:start], dated[start : start + batch])
            assert [place for place, _ in laid if place >= 0] == list(range(len(roles)))
            roles = [role for _, role in laid]
        orders.append(roles)
    without_hand = [[role for role in roles if role not in hand] for roles in orders]
    assert without_hand[0] == without_hand[1] == without_hand[2]
    assert [[role for role in roles if role in hand] for roles in orders] == [hand] * 3
    if not hand:
        assert orders[0] == [window.role for window in windows(dated)]


def test_roles_come_in_any_order_of_articles(tmp_path: Path) -> None:
    see(tmp_path, "Ahmad Ali", ("2014-05-01", A), ("2010-01-01", A), ("2012-03-01", B), ("2011-01-01", A))
    text = (tmp_path / "content/authors/ahmad-ali.md").read_text()
    assert text == textwrap.dedent(
        """\
        ---
        name: Ahmad Ali
        roles:
          - title: Fellow
            org: Institute
            from: 2010-01-01
            to: 2012-02-29
          - title: Director
            org: Institute
            from: 2012-03-01
            to: 2014-04-30
          - title: Fellow
            org: Institute
            from: 2014-05-01
        ---
        """
    )


def test_comments_order_and_fields_by_hand_stay(tmp_path: Path) -> None:
    path = author_file(
        tmp_path,
        """\
        ---
        # Checked with the office.
        name: "Ahmad Ali"   # as he spells it
        orcid: 0000-0002-1825-0097
        roles:
        # The first one
        - title: Intern # unpaid
          org: Institute
          from: 2009
          to: 2009-12
          # between the roles
        - org: Institute
          title: Fellow
          from: 2018-04-10
        # below the roles
        links: [https://example.org/]
        extra:
          shoe: NO
        ---

        A *life*.  \n        ---
        """,
    )
    body = path.read_bytes().split(b"---\n", 2)[2]
    see(
        tmp_path,
        "Ahmad Ali",
        ("2018-04-10", A),
        ("2017-01-01", A),
        ("2019-02-01", B),
        ("2009-05-01", AuthorRole("Intern")),
    )
    assert path.read_bytes().split(b"---\n", 2)[2] == body
    assert path.read_text().split("---\n")[1] == textwrap.dedent(
        """\
        # Checked with the office.
        name: "Ahmad Ali"   # as he spells it
        orcid: 0000-0002-1825-0097
        roles:
        # The first one
        - title: Intern # unpaid
          org: Institute
          from: 2009
          to: 2009-12
          # between the roles
        - org: Institute
          title: Fellow
          from: 2017-01-01
          to: 2019-01-31
        - title: Director
          org: Institute
          from: 2019-02-01
        # below the roles
        links: [https://example.org/]
        extra:
          shoe: NO
        """
    )


@pytest.mark.parametrize(
    "by_hand",
    [
        "roles: {title: Fellow, org: Institute}",
        "roles: [{title: Fellow}]",
        "roles:\n  - title: fellow\n    org: Institute\n    from: 2009",
        "roles:\n  - title: Fellow\n    from: 2009-12\n    to: 2011",
    ],
)
def test_a_role_by_hand_that_covers_what_was_seen_is_left_alone(tmp_path: Path, by_hand: str) -> None:
    path = author_file(tmp_path, f"---\nname: Ahmad Ali\n{by_hand}\n---\n")
    before = path.read_bytes()
    see(tmp_path, "Ahmad Ali", ("2010-01-01", A))
    assert path.read_bytes() == before


def test_a_role_by_hand_with_other_days_is_never_changed(tmp_path: Path) -> None:
    path = author_file(tmp_path, "---\nname: Ahmad Ali\nroles:\n  - title: Fellow\n    from: 2015\n    to: 2016\n---\n")
    see(tmp_path, "Ahmad Ali", ("2018-01-01", A), ("2010-01-01", B))
    lines = path.read_text().splitlines()
    assert lines[2:8] == ["roles:", "  - title: Director", "    org: Institute", "    from: 2010-01-01", *lines[6:8]]
    assert "  - title: Fellow\n    from: 2015\n    to: 2016\n" in path.read_text()


def test_a_role_that_an_editor_took_out_or_reworded_does_not_come_back(tmp_path: Path) -> None:
    see(tmp_path, "Ahmad Ali", ("2010-01-01", AuthorRole("Felow", "Institute")))
    path = tmp_path / "content/authors/ahmad-ali.md"
    path.write_text(path.read_text().replace("Felow", "Fellow"))
    see(tmp_path, "Ahmad Ali", ("2011-01-01", A))
    assert path.read_text().count("title:") == 1


def test_windows_line_ends_and_the_mark_stay(tmp_path: Path) -> None:
    path = author_file(tmp_path, "\ufeff---\r\nname: Ahmad Ali\r\n---\r\nA life.\r\n")
    see(tmp_path, "Ahmad Ali", ("2010-01-01", A))
    data = path.read_bytes().decode()
    assert data == (
        "\ufeff---\r\nname: Ahmad Ali\r\nroles:\r\n  - title: Fellow\r\n    org: Institute\r\n"
        "    from: 2010-01-01\r\n---\r\nA life.\r\n"
    )


UNUSABLE = [
    "---\nname: \udcff\n---\n",
    "---\nx: " + "[" * 5000 + "\n---\n",
    "no front matter",
    "---\nname: [Ahmad Ali\n---\n",
    "---\n- a\n---\n",
    "---\nname: a: b\n---\n",
]


@pytest.mark.parametrize("text", UNUSABLE)
def test_an_author_file_that_cannot_be_edited_is_left_alone_and_told(tmp_path: Path, text: str) -> None:
    path = author_file(tmp_path, "---\n---\n")
    path.write_bytes(text.encode(errors="surrogateescape"))
    authors = AuthorsFolder(tmp_path, Past(tmp_path))
    assert authors.remember("ahmad-ali", A, "2010-01-01") == "ahmad-ali"
    (problem,) = authors.flush()
    assert problem.location.path == "content/authors/ahmad-ali.md"
    assert path.read_bytes() == text.encode(errors="surrogateescape")


def test_a_name_without_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="holds no letter"):
        AuthorsFolder(tmp_path, Past(tmp_path)).remember("???")


def test_past_roles_are_read_from_the_articles(tmp_path: Path) -> None:
    see(tmp_path, "Ahmad Ali", ("2010-01-01", A), ("2012-01-01", B))
    assert sorted(Past(tmp_path).roles_of("ahmad-ali")) == seen(("2010-01-01", A), ("2012-01-01", B))
    assert list(Past(tmp_path).roles_of("nobody")) == []
