"""Plans the plain pages, the page for what is not found, and the redirects from old addresses."""

import difflib
from collections.abc import Collection, Iterator

from sitegen.errors import Location, Problem
from sitegen.model.document import PageFacts
from sitegen.model.output import Output
from sitegen.model.site import Site
from sitegen.model.views import Card, NotFoundView, PageView, RedirectView
from sitegen.plan.corrections import CORRECTIONS
from sitegen.plan.edition import Edition
from sitegen.plan.heads import make_head
from sitegen.plan.home import HOME
from sitegen.plan.voice import shown_date
from sitegen.urls import output_path

_PARTS = frozenset({HOME, CORRECTIONS})


def plan_pages(edition: Edition) -> Iterator[Output]:
    """Plan each plain page by the template that its front matter names.

    Not `home.md` and `corrections.md`, whose texts are part of pages that have more.
    """
    for page in edition.site.pages.values():
        facts = page.facts
        if isinstance(facts, PageFacts) and facts.id not in _PARTS and facts.lang == edition.lang:
            versions = {lang: edition.site.pages[key].permalink for lang, key in page.translations.items()}
            view = PageView(
                head=make_head(edition, page.permalink, facts.title, description=facts.summary, versions=versions),
                title=facts.title,
                bodies=(edition.body(page.key),),
                summary=facts.summary,
                updated=shown_date(facts.updated),
                extra=facts.extra,
            )
            yield edition.page(page.permalink, facts.template or "page.html", view, origin=page.key)


def unknown_templates(site: Site, templates: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each page or chapter whose front matter names a template that is not among the theme's."""
    for page in site.pages.values():
        for facts in (page.facts, *page.chapters):
            if isinstance(facts, PageFacts) and facts.template and facts.template not in templates:
                yield _unknown_template(facts, [name.removesuffix(".html") for name in templates if "/" not in name])


def _unknown_template(facts: PageFacts, stems: list[str]) -> Problem:
    near = difflib.get_close_matches(facts.template.removesuffix(".html"), stems, n=1)
    hint = f'did you mean "{near[0]}.html"?' if near else f'write the file "templates/{facts.template}"'
    message = f'there is no template "{facts.template}"'
    return Problem(Location(facts.path), "unknown-template", message, hint, value="template")


def plan_not_found(edition: Edition) -> Iterator[Output]:
    """Hosts serve one 404.html for the whole site, so it is in the site's first language."""
    if edition.lang == edition.config.default_language:
        latest: tuple[Card, ...] = tuple(edition.cards[key] for key in edition.articles[:3])
        view = NotFoundView(make_head(edition, "/404.html", ""), latest)
        yield edition.page("/404.html", "404.html", view, "page for what is not found", rank=2)


def plan_redirects(edition: Edition) -> Iterator[Output]:
    """Plan a page at each alias that leads to the new address, for hosts that do not read `_redirects`."""
    for old, permalink, origin in redirects(edition):
        url = edition.href(permalink)
        view = RedirectView(url, edition.config.origin + url)
        yield edition.page(_as_page(old), "redirect.html", view, f"alias in {origin}", rank=2)


def redirects(edition: Edition) -> Iterator[tuple[str, str, str]]:
    """Yield (old path, permalink, source) of every alias in this language, ordered by source."""
    site, lang = edition.site, edition.lang
    for page in site.pages.values():
        if page.facts.aliases and page.facts.lang == lang:
            yield from ((old, page.permalink, page.key) for old in page.facts.aliases)
    for author in site.authors.values():
        if author.facts.lang == lang and lang in author.permalinks:
            yield from ((old, author.permalinks[lang], author.facts.path) for old in author.facts.aliases)
    for terms in site.terms.values():
        for term in terms.values():
            file = term.files.get(lang)
            if file and lang in term.permalinks:
                yield from ((old, term.permalinks[lang], file.path) for old in file.old_urls)


def _as_page(old: str) -> str:
    """An old address without ending is served as a folder."""
    is_file = "." in output_path(old).rpartition("/")[2]
    return old if is_file else f"{old}/"
