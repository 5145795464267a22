"""One language of the site, ready to be shown: links, cards and bodies as templates get them."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, AuthorFacts, AuthorRole, Contributor, Event, Image, Moment
from sitegen.model.media import Media
from sitegen.model.site import Author, Page, Related, Site, Term
from sitegen.model.source import Asset
from sitegen.model.views import BodyView, Card, Entry, ImageSource, ImageView, Link
from sitegen.plan.collation import Key, sort_key
from sitegen.plan.pictures import output_of, sources_of, versions_of
from sitegen.plan.voice import Voice, packed, shown_date
from sitegen.reuse import Reuse, Shared
from sitegen.urls import chapter_anchor, picture_path


class People(Shared, frozen=True, eq=False):
    """The people who published in a language, by id: name with the URL of their page."""

    known: Mapping[str, Link]

    def link(self, contributor: Contributor) -> Link:
        """Return the name in the byline: the one that the article gives, else the author's, else the id."""
        known = self.known.get(contributor.author)
        if known is None:
            return Link(contributor.name or contributor.author, "")
        return Link(contributor.name, known.url) if contributor.name else known


class Profile(Struct, frozen=True, gc=False):
    """What the byline of an article shows of a person beside their name; of their roles the one of its day."""

    roles: tuple[AuthorRole, ...] = ()
    image: ImageView | None = None
    bio: str = ""
    orcid: str = ""


class TermLinks(Shared, frozen=True, eq=False):
    """The label of each term by taxonomy and id, with its URL, which is empty where no article of a language has it."""

    known: Mapping[str, Mapping[str, Link]]

    def labels(self, terms: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Return the labels of all terms of an article, taxonomy by taxonomy."""
        return tuple(self.known[taxonomy][id_].label for taxonomy, ids in terms.items() for id_ in ids)


class Text(Struct, frozen=True, gc=False):
    """What the view of a body is made of: permalinks of its links and output paths of its assets, both by target; and the
    pictures that it shows, by project path, and what its charts and tables are drawn as."""

    source: str
    links: Mapping[str, str]
    placed: Mapping[str, str]
    prefix: str = ""
    title: str = ""
    anchor: str = ""
    pictures: Mapping[str, ImageView] = {}
    charts: Mapping[str, str] = {}


class Edition(Voice):
    """The site in one language; everything that a view holds is made from here.

    Not a value: it remembers the cards and links that it made, since most are shown on many pages. `made` is `Reuse.made`.
    """

    def __init__(
        self, site: Site, related: Related, media: Media, assets: Mapping[str, Asset], reuse: Reuse[Voice]
    ) -> None:
        super().__init__(reuse.context.config, reuse.context.lang)
        self.site = site
        self.related = related
        self.media = media
        self.assets = assets
        self.made = reuse.made
        self.articles = site.articles[self.lang]
        self._facts = {key: page.facts for key, page in site.pages.items() if isinstance(page.facts, ArticleFacts)}
        self._sources: dict[tuple[str, str], tuple[ImageSource, ...]] = {}

    def is_of(self, site: Site, related: Related, media: Media, assets: Mapping[str, Asset], config: Config) -> bool:
        """Tell whether this shows that very Site; one that is merely equal costs as much to compare as to show."""
        is_same_site = self.site is site and self.related is related and self.config is config
        return is_same_site and self.assets == assets and self.media == media

    def facts(self, key: str) -> ArticleFacts:
        """Return the facts of an article."""
        return self._facts[key]

    @cached_property
    def changed(self) -> Mapping[str, Moment]:
        """When each article last changed in the editor's eyes: its update, else its date."""
        return {key: facts.updated or facts.date for key, facts in self._facts.items()}

    # --- parts of views

    @cached_property
    def people(self) -> People:
        """All who published in this language."""
        known = {
            id_: Link(author.versions[self.lang].name, self.href(author.permalinks[self.lang]))
            for id_, author in self.site.authors.items()
            if self.lang in author.pages
        }
        return self.made("people", _make_people, known)

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """What bylines show of each of them, by id; equal ones are the very same from plan to plan."""
        return {
            id_: self.made(("profile", id_), _make_profile, author.versions[self.lang], self.portrait(author))
            for id_, author in self.site.authors.items()
            if self.lang in author.pages
        }

    def portrait(self, author: Author) -> ImageView | None:
        """Return the picture of an author, which their file in this language names, or the main one."""
        told = author.versions[self.lang]
        return self.image(told.image, told.path) or self.image(told.image, author.facts.path)

    @cached_property
    def term_links(self) -> TermLinks:
        """All terms that articles of any language have."""
        known = {
            taxonomy: {id_: self._term_link(term) for id_, term in terms.items()}
            for taxonomy, terms in self.site.terms.items()
        }
        return self.made("terms", _make_term_links, known)

    @property
    def cards(self) -> Mapping[str, Card]:
        """The card of each article of this language, packed."""
        return self._shown[0]

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Each article as one line of a listing that has nothing of its own to say of it, packed."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[Mapping[str, Card], Mapping[str, Entry]]:
        pages, people = self.site.pages, self.people
        cards: dict[str, Card] = {}
        entries: dict[str, Entry] = {}
        for key in self.articles:
            image = self.image(self._facts[key].image, key)
            cards[key], entries[key] = self.made(("card", key), _make_card, pages[key], people, image)
        return cards, entries

    def _term_link(self, term: Term) -> Link:
        permalink = term.permalinks.get(self.lang, "")
        return Link(self.label(term.labels, term.id), self.href(permalink) if permalink else "")

    def term_link(self, term: Term) -> Link:
        """Return a term's label with its URL, which is empty where no article in this language has the term."""
        return self.term_links.known[term.taxonomy][term.id]

    def author_name(self, author: Author) -> str:
        """Return an author's name in this language, in which they must have published."""
        return author.versions[self.lang].name

    def term_order(self, term: Term) -> tuple[Key, str]:
        """Return what terms are ordered by: their labels, in the order of this language's alphabet."""
        return sort_key(self.label(term.labels, term.id), self.lang), term.id

    def image(self, image: Image | None, source: str) -> ImageView | None:
        """Return the image in all its versions, None where there is none or its file is missing."""
        placed = self.placed(source)
        if image is None or not (url := self.file_url(image.src, placed)):
            return None
        view = ImageView(url, image.alt, image.credit, image.caption, image.focus)
        path = picture_path(image.src)
        return self._sized(view, path, placed.get(path, ""))

    def _sized(self, view: ImageView, path: str, placed: str) -> ImageView:
        """Return an image with the size and the versions of its file, given by project path and output path."""
        found = self.media.pictures.get(path)
        if found is None:
            return view
        if (path, placed) not in self._sources:
            versions = versions_of(self.assets[path], placed or output_of(path), found, self.config.images)
            self._sources[path, placed] = sources_of(versions, self.href)
        return replace(view, width=found.width, height=found.height, sources=self._sources[path, placed])

    def placed(self, source: str) -> Mapping[str, str]:
        """Return the output path of each file that a source shows or offers, but for the pictures that are refused."""
        files = self.site.files.get(source, _NONE)
        refused = self.media.refused.intersection(files) if files else ()
        return {path: placed for path, placed in files.items() if path not in refused} if refused else files

    def size(self, asset: str) -> int:
        """Return the size of an asset in bytes; 0 of what is none."""
        return self.assets[asset].size if asset in self.assets else 0

    def _pictures(self, source: str) -> Iterator[tuple[str, ImageView]]:
        """Yield the pictures that a source shows and whose size is known, by project path."""
        for path in self.site.pictures.get(source, ()):
            if path in self.media.pictures:
                placed = self.placed(source).get(path, "")
                url = self.href("/" + (placed or output_of(path)))
                yield path, self._sized(ImageView(url), path, placed)

    def text(self, source: str, prefix: str = "", title: str = "", anchor: str = "") -> Text:
        """Return what a body is made of."""
        links, charts = self.site.links.get(source, _NONE), self.media.charts.get(source, _NONE)
        return Text(source, links, self.placed(source), prefix, title, anchor, dict(self._pictures(source)), charts)

    def body(self, source: str) -> BodyView:
        """Return a body with the URLs of all that it links to and shows."""
        return make_body(self, self.text(source))

    def texts(self, page: Page) -> tuple[Text, ...]:
        """Return a document's own text and those of its chapters, whose ids are prefixed by the chapter's anchor."""
        return tuple([self.text(*part) for part in text_parts(page)])

    def versions(self, path: str, languages: Collection[str] | None = None) -> dict[str, str]:
        """Return the permalink of one path in every language of the site, or in those given."""
        return {
            lang: self.config.root_of(lang) + path
            for lang in self.site.articles
            if languages is None or lang in languages
        }

    @cached_property
    def terms(self) -> Mapping[str, tuple[Term, ...]]:
        """The terms that have articles in this language, by taxonomy, ordered by label."""
        return {
            taxonomy: tuple(
                sorted(
                    (term for term in terms.values() if self.lang in term.pages),
                    key=self.term_order,
                )
            )
            for taxonomy, terms in self.site.terms.items()
        }


def text_parts(page: Page) -> Iterator[tuple[str, str, str, str]]:
    """Yield source, prefix of ids, title and anchor of a document's own text and of its chapters."""
    yield page.key, "", "", ""
    for chapter in page.chapters:
        anchor = chapter_anchor(chapter.slug, chapter.id)
        yield chapter.path, f"{anchor}-", chapter.title, anchor


_NONE: Mapping[str, str] = {}
_BYLINE_ROLES = frozenset({"author", "with", "host"})


_LONGEST_TABLE = 20_000
"""Characters of a table that is worth sending along; a longer one is a link to its file."""


def plain(body: BodyView) -> BodyView:
    """Return a body for readers without our style sheet: charts as the table of their data alone."""
    if not body.charts:
        return body
    tables = {key: html for key, html in body.charts.items() if key.endswith(".table") and len(html) <= _LONGEST_TABLE}
    return replace(body, charts=tables)


def _make_people(_voice: Voice, known: Mapping[str, Link]) -> People:
    return People(known)


def _make_profile(_voice: Voice, facts: AuthorFacts, portrait: ImageView | None) -> Profile:
    return Profile(facts.roles, portrait, facts.bio, facts.orcid)


def _make_term_links(_voice: Voice, known: Mapping[str, Mapping[str, Link]]) -> TermLinks:
    return TermLinks(known)


def _make_card(voice: Voice, page: Page, people: People, image: ImageView | None) -> tuple[Card, Entry]:
    facts = page.facts
    assert isinstance(facts, ArticleFacts)
    event = facts.event or Event()
    card = Card(
        title=facts.title,
        url=voice.href(page.permalink),
        date=shown_date(facts.date),
        type=voice.type_link(page.type),
        contributors=tuple([people.link(each) for each in facts.contributors if each.role in _BYLINE_ROLES]),
        summary=facts.summary,
        image=image,
        lang="" if facts.lang == voice.lang else facts.lang,
        number=facts.number,
        start=shown_date(event.start),
        end=shown_date(event.end),
        place=event.place,
        duration=facts.recording.duration if facts.recording else 0,
    )
    shown = packed(card)
    return shown, packed(Entry(shown))


def make_body(voice: Voice, text: Text) -> BodyView:
    """Return a body with the URLs of all that it links to and shows."""
    targets = {target: link and voice.href(link) for target, link in text.links.items()}
    for asset, path in text.placed.items():
        targets[asset] = targets[f"asset:{asset}"] = voice.href("/" + path)
    ordered = dict(sorted(targets.items()))
    return BodyView(text.source, ordered, text.prefix, text.title, text.anchor, text.pictures, text.charts)
