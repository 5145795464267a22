"""A decoded raw text -> its parts: headline, people, day, paragraphs, comment sections, links."""

from msgspec import Struct

from sitegen.importers.raw.dates import DateOrder
from sitegen.importers.raw.header import read_header
from sitegen.importers.raw.lines import lines_of, paragraphs_of
from sitegen.importers.raw.links import RawLink, split_links
from sitegen.importers.raw.people import RawPerson
from sitegen.importers.raw.sections import Section, split_sections


class RawArticle(Struct, frozen=True):
    """The parts of a raw text. `question` is what must be decided first; `notes` are (line, words) worth a look."""

    title: str
    day: str
    people: tuple[RawPerson, ...] = ()
    sections: tuple[Section, ...] = ()
    links: tuple[RawLink, ...] = ()
    question: str = ""
    notes: tuple[tuple[int, str], ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(text for section in self.sections for text in section.paragraphs)

    @property
    def has_comment(self) -> bool:
        return any(section.is_comment for section in self.sections)


def read_article(text: str, order: DateOrder | None = None) -> RawArticle:
    """Take a text apart; one that is only a headline has no sections."""
    header = read_header(lines_of(text), order)
    body, links = split_links(header.body)
    notes = list(header.notes)
    if header.byline is None:
        notes.append((1, "it has no byline; it was imported without authors"))
    else:
        notes += [(1, words) for words in header.byline.notes]
    orphans = [
        person.org for person in (header.byline.people if header.byline else ()) if person.org and not person.title
    ]
    notes += [(1, f'"{org}" in the byline was left out, for no role goes with it') for org in orphans]
    notes += [(1, f'"{link.title}" under "Read more" has no address') for link in links if not link.url]
    return RawArticle(
        title=header.title,
        day=header.date.day,
        people=header.byline.people if header.byline else (),
        sections=split_sections(line.text for line in paragraphs_of(body)),
        links=links,
        question=header.question,
        notes=tuple(sorted(notes)),
    )
