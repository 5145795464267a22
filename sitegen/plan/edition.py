"""One language of the site, ready to be shown: links, cards and images as templates get them."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, Contributor, Image, Moment
from sitegen.model.media import Media
from sitegen.model.site import Author, Page, Related, Site, Term
from sitegen.model.source import Asset
from sitegen.model.views import BodyView, Card, Entry, ImageSource, ImageView, Link
from sitegen.plan.pictures import output_of, sources_of, versions_of
from sitegen.plan.reuse import Reuse
from sitegen.plan.voice import Voice, packed, shown_date
from sitegen.urls import chapter_anchor, picture_path


class Edition(Voice):
    """The site in one language; everything that a view holds is made from here.

    Not a value: it remembers the cards and links that it made, since most are shown on many pages. `made` is `Reuse.made`.
    """

    def __init__(self, site: Site, related: Related, media: Media, assets: Mapping[str, Asset], reuse: Reuse) -> None:
        super().__init__(reuse.voice.config, reuse.voice.lang)
        self.site = site
        self.related = related
        self.media = media
        self.assets = assets
        self.made = reuse.made
        self.articles = site.articles[self.lang]
        self._facts = {key: page.facts for key, page in site.pages.items() if isinstance(page.facts, ArticleFacts)}
        self._cards: dict[str, Card] = {}
        self._entries: dict[str, Entry] = {}
        self._sources: dict[tuple[str, str], tuple[ImageSource, ...]] = {}
        self._person_links: dict[tuple[str, str], Link] = {}
        self._term_links: dict[tuple[str, str], Link] = {}

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

    def card(self, key: str) -> Card:
        """Return the card of an article, packed; `key` must be one of this site's articles."""
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = self._made_card(self.site.pages[key], self.facts(key))
        return card

    def entry(self, key: str) -> Entry:
        """Return an article as one line of a listing that has nothing of its own to say of it, packed."""
        entry = self._entries.get(key)
        if entry is None:
            entry = self._entries[key] = self.made(("entry", key), _make_entry, self.card(key))
        return entry

    def _made_card(self, page: Page, facts: ArticleFacts) -> Card:
        people = tuple(self.person_link(each) for each in facts.contributors if each.role in _BYLINE_ROLES)
        image = self.image(facts.image, facts.path)
        return self.made(("card", page.key), _make_card, facts, page.permalink, page.type, people, image)

    def term_link(self, term: Term) -> Link:
        """Return a term's label with its URL, which is empty where no article in this language has the term."""
        key = term.taxonomy, term.id
        if key not in self._term_links:
            permalink = term.permalinks.get(self.lang, "")
            self._term_links[key] = Link(self.label(term.labels, term.id), self.href(permalink) if permalink else "")
        return self._term_links[key]

    def term_labels(self, page: Page) -> tuple[str, ...]:
        """Return the labels of all terms of an article, taxonomy by taxonomy."""
        terms = self.site.terms
        return tuple(self.term_link(terms[name][id_]).label for name, ids in page.terms.items() for id_ in ids)

    def person_link(self, contributor: Contributor) -> Link:
        """Return the name in the byline (the one that the article gives, else the author's, else the id) with the URL of the
        author's page in this language, empty where there is none."""
        key = contributor.author, contributor.name
        if key not in self._person_links:
            author = self.site.authors.get(contributor.author)
            permalink = author.permalinks.get(self.lang, "") if author else ""
            name = contributor.name or (self.author_name(author) if author else contributor.author)
            self._person_links[key] = Link(name, self.href(permalink) if permalink else "")
        return self._person_links[key]

    def author_name(self, author: Author) -> str:
        """Return an author's name in this language, else the one for all languages."""
        return author.facts.names.get(self.lang) or author.facts.name

    def image(self, image: Image | None, source: str) -> ImageView | None:
        """Return the image in all its versions, None where there is none or its file is missing."""
        if image is None or not (url := self.file_url(image.src, source)):
            return None
        view = ImageView(url, image.alt, image.credit, image.caption, image.focus)
        path = picture_path(image.src)
        return self._sized(view, path, self._placed(source).get(path, ""))

    def _sized(self, view: ImageView, path: str, placed: str) -> ImageView:
        """Return an image with the size and the versions of its file, given by project path and output path."""
        found = self.media.pictures.get(path)
        if found is None:
            return view
        if (path, placed) not in self._sources:
            versions = versions_of(self.assets[path], placed or output_of(path), found, self.config.images)
            self._sources[path, placed] = sources_of(versions, self.href)
        return replace(view, width=found.width, height=found.height, sources=self._sources[path, placed])

    def file_url(self, value: str, source: str) -> str:
        """Return the URL of a file that a source names: an asset, a path of the site, or another site's URL."""
        if value.startswith("/"):
            return self.href(value)
        if "://" in value:
            return value
        placed = self._placed(source).get(value, "")
        return self.href("/" + placed) if placed else ""

    def _placed(self, source: str) -> Mapping[str, str]:
        """Return the output path of each file that a source shows or offers, but for the pictures that are refused."""
        files = self.site.files.get(source, {})
        refused = self.media.refused.intersection(files)
        return {path: placed for path, placed in files.items() if path not in refused} if refused else files

    def body(self, source: str, prefix: str = "", title: str = "", anchor: str = "") -> BodyView:
        """Return a body with the URLs of all that it links to and shows."""
        targets = {target: link and self.href(link) for target, link in self.site.links.get(source, {}).items()}
        for asset, placed in self._placed(source).items():
            targets[asset] = targets[f"asset:{asset}"] = self.href("/" + placed)
        charts = self.media.charts.get(source, {})
        pictures = dict(self._pictures(source))
        return BodyView(source, dict(sorted(targets.items())), prefix, title, anchor, pictures, charts)

    def _pictures(self, source: str) -> Iterator[tuple[str, ImageView]]:
        """Yield the pictures that a source shows and whose size is known, by project path."""
        for path in self.site.pictures.get(source, ()):
            placed = self._placed(source).get(path, "")
            if path in self.media.pictures:
                url = self.href("/" + (placed or output_of(path)))
                yield path, self._sized(ImageView(url), path, placed)

    def bodies(self, page: Page) -> tuple[BodyView, ...]:
        """Return a document's own body and those of its chapters, whose ids are prefixed by the chapter's anchor."""
        bodies = [self.body(page.key)]
        for chapter in page.chapters:
            anchor = chapter_anchor(chapter.slug, chapter.id)
            bodies.append(self.body(chapter.path, prefix=f"{anchor}-", title=chapter.title, anchor=anchor))
        return tuple(bodies)

    def plain_bodies(self, page: Page) -> tuple[BodyView, ...]:
        """Return a document's bodies for readers without our style sheet: charts as the table of their data alone."""
        return tuple(_plain(body) for body in self.bodies(page))

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
                    key=lambda term: (self.label(term.labels, term.id).casefold(), term.id),
                )
            )
            for taxonomy, terms in self.site.terms.items()
        }


_BYLINE_ROLES = frozenset({"author", "with", "host"})


_LONGEST_TABLE = 20_000
"""Characters of a table that is worth sending along; a longer one is a link to its file."""


def _plain(body: BodyView) -> BodyView:
    if not body.charts:
        return body
    tables = {key: html for key, html in body.charts.items() if key.endswith(".table") and len(html) <= _LONGEST_TABLE}
    return replace(body, charts=tables)


def _make_entry(_voice: Voice, card: Card) -> Entry:
    return packed(Entry(card))


def _make_card(
    voice: Voice,
    facts: ArticleFacts,
    permalink: str,
    type_id: str,
    people: tuple[Link, ...],
    image: ImageView | None,
) -> Card:
    return packed(
        Card(
            title=facts.title,
            url=voice.href(permalink),
            date=shown_date(facts.date),
            type=voice.type_link(type_id),
            contributors=people,
            summary=facts.summary,
            image=image,
            lang="" if facts.lang == voice.lang else facts.lang,
        )
    )
