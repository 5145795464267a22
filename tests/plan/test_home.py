"""The home page: events that are not over, sections of programs and regions, and nothing twice."""

import pytest
from sites import NOW, SiteFolder, difference

DAY = 24 * 60 * 60
HOME = (
    "{% if page.lead %}lead: {{ page.lead.title }}\n{% endif %}"
    "{% for card in page.latest %}latest: {{ card.title }}\n{% endfor %}"
    "{% for card in page.events %}event: {{ card.title }} {{ card.start }} {{ card.place }}\n{% endfor %}"
    "{% for each in page.sections %}{{ each.taxonomy }} {{ each.link.label }} {{ each.link.url }}: "
    "{{ each.cards|map(attribute='title')|join(' ') }}\n{% endfor %}"
)


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    site.write("templates/home.html", HOME)
    return site


def shown(site: SiteFolder, what: str, path: str = "index.html") -> list[str]:
    """Return what the home page shows under a name."""
    return [
        line.removeprefix(f"{what}: ").strip() for line in site.page(path).splitlines() if line.startswith(f"{what}: ")
    ]


def event(site: SiteFolder, name: str, start: str, **fields: str) -> None:
    site.article(name, name.title(), type="event", date="2020-08-01", start=start, **fields)


def test_events_to_come_stand_by_their_start_and_past_ones_nowhere_there(site: SiteFolder) -> None:
    event(site, "later", "2020-11-01")
    event(site, "sooner", "2020-10-01 18:00", place="Main Hall")
    event(site, "past", "2020-09-01")
    site.article("text", "A text")
    site.build()
    assert shown(site, "event") == ["Sooner 2020-10-01T18:00:00+00:00 Main Hall", "Later 2020-11-01"]
    assert (shown(site, "lead"), shown(site, "latest")) == (["Past"], ["A text"])


def test_a_build_after_the_end_of_an_event_renews_the_page(site: SiteFolder) -> None:
    event(site, "talk", "2020-09-20 18:00", end="2020-09-20 20:00")
    site.article("text", "A text")
    over = site.build().next_due
    assert len(shown(site, "event")) == 1
    assert over == 1_600_632_000  # 2020-09-20 20:00 UTC
    assert site.build(now=over - 1).rendered == 0
    assert "index.html" in site.build(now=over).reasons
    assert shown(site, "event") == []


def test_an_event_of_a_whole_day_is_over_with_it(site: SiteFolder) -> None:
    event(site, "talk", "2020-09-13")
    assert site.build().next_due == 1_600_041_600  # 2020-09-14 00:00 UTC
    event(site, "talk", "2020-09-12", end="2020-09-14")
    assert site.build().next_due == 1_600_128_000


def test_an_event_without_end_lasts_until_the_end_of_its_day(site: SiteFolder) -> None:
    event(site, "talk", "2020-09-13T01:00:00-03:00")
    assert site.build().next_due == 1_600_052_400  # 2020-09-13 24:00 at -03:00


def test_the_config_says_how_many_events_are_shown(site: SiteFolder) -> None:
    for number in range(5):
        event(site, f"e{number}", f"2020-10-0{number + 1}")
    site.build()
    assert [line.split()[0] for line in shown(site, "event")] == ["E0", "E1", "E2"]
    config = site.root / "sitegen.toml"
    config.write_text(config.read_text() + "\n[home]\nevents = 0\n")
    site.build()
    assert shown(site, "event") == []


def test_embargoed_events_leave_no_trace(site: SiteFolder) -> None:
    site.article("text", "A text")
    before = site.build().next_due
    tree = site.tree()
    event(site, "talk", "2020-10-01", publish_at="2031-01-01")
    assert before is None
    assert site.build().next_due == 1_924_992_000
    assert difference(tree, site.tree()) == []


def test_programs_and_regions_have_sections_of_what_stands_nowhere_above(site: SiteFolder) -> None:
    for number in range(40):
        site.article(
            f"a{number:02}",
            f"T{number:02}",
            date=f"2020-0{number // 20 + 1}-{number % 20 + 1:02}",
            programs="[Water]" if number % 2 else "[Energy]",
            regions="[Levant]" if number < 10 else "[Gulf]",
        )
    site.build()
    assert site.page("index.html").splitlines()[13:] == [
        "programs Energy /programs/energy/: T26 T24 T22",
        "programs Water /programs/water/: T25 T23 T21",
        "regions Gulf /regions/gulf/: T20 T19 T18",
        "regions Levant /regions/levant/: T09 T08 T07",
    ]


def test_a_small_site_has_no_sections(site: SiteFolder) -> None:
    for number in range(13):
        site.article(f"a{number}", programs="[Water]")
    site.build()
    assert "programs" not in site.page("index.html")


def test_home_is_renewed_by_a_change_of_a_section_alone(site: SiteFolder) -> None:
    for number in range(20):
        site.article(f"a{number:02}", date=f"2020-01-{number + 1:02}", programs="[Water]")
    site.build()
    site.article("a05", "Renamed", date="2020-01-06", programs="[Water]")
    assert "index.html" in site.build().reasons
    assert "Renamed" in site.page("index.html").split("programs Water")[1]


def test_events_are_offered_to_calendars(site: SiteFolder) -> None:
    event(site, "talk", "2020-10-01 18:00", place="Hall", summary="Rain; or not.")
    site.article("vague", "Vague", type="event", date="2020-08-01", place="Hall")
    site.build()
    assert 'href="/articles/2020/talk/event.ics"' in site.page("articles/2020/talk/index.html")
    calendar = site.page("articles/2020/talk/event.ics")
    assert "DTSTART:20201001T180000Z" in calendar
    assert "DESCRIPTION:Rain\\; or not." in calendar
    assert [path for path in site.tree() if path.endswith(".ics")] == ["articles/2020/talk/event.ics"]
    event(site, "talk", "2020-10-02 18:00", place="Hall", summary="Rain; or not.")
    assert "articles/2020/talk/event.ics" in site.build().reasons
    (site.root / "content/articles/talk.md").unlink()
    site.build()
    assert not [path for path in site.tree() if path.endswith(".ics")]


def test_events_are_of_the_language_of_the_page(site: SiteFolder) -> None:
    event(site, "talk", "2020-10-01")
    site.article("other.ar", "حديث", type="event", date="2020-08-01", start="2020-10-02")
    site.build(now=NOW + DAY)
    assert shown(site, "event") == ["Talk 2020-10-01"]
    assert shown(site, "event", "ar/index.html") == ["حديث 2020-10-02"]
