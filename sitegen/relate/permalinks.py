"""Gives every document, author and term its permalink from the config's patterns; other languages stand below `/xx/`."""

from sitegen.model.config import Config
from sitegen.model.document import ArticleFacts, AuthorFacts, PageFacts
from sitegen.urls import slugify


def article_permalink(facts: ArticleFacts, type_id: str, config: Config) -> str:
    """Fill in the pattern for articles; the date's parts are those of the editor's wall clock."""
    pattern = config.permalinks.article
    day = facts.date.date
    path = pattern.format(
        year=day[:4],
        month=day[5:7],
        day=day[8:],
        slug=slug_of(facts),
        type=slugify(type_id),
        id=_slug_path(facts.id) if "{id}" in pattern else "",
    )
    return config.root_of(facts.lang) + path


def page_permalink(facts: PageFacts, config: Config) -> str:
    """Fill in the pattern for plain pages; the page `home` is the home page of its language."""
    if facts.id == "home":
        return config.root_of(facts.lang) + "/"
    path = config.permalinks.page.format(slug=facts.slug or _slug_path(facts.id), id=_slug_path(facts.id))
    return config.root_of(facts.lang) + path


def author_permalink(facts: AuthorFacts, lang: str, config: Config) -> str:
    """Fill in the pattern for authors."""
    return config.root_of(lang) + config.permalinks.author.format(slug=slug_of(facts), id=slugify(facts.id))


def term_permalink(slug: str, taxonomy: str, lang: str, config: Config) -> str:
    """Fill in the pattern of the taxonomy; a term's id is its slug."""
    return config.root_of(lang) + config.taxonomies[taxonomy].permalink.format(slug=slug, id=slug)


def slug_of(facts: ArticleFacts | AuthorFacts) -> str:
    """Return the slug as given, else that of the file's name."""
    return facts.slug or slugify(facts.id.rsplit("/", 1)[-1])


def _slug_path(id_: str) -> str:
    return "/".join(slugify(part) for part in id_.split("/"))
