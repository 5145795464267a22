"""Makes what all pages of one language share: names, menus, sections, and the URLs of the theme's assets."""

from collections.abc import Mapping

from sitegen.model.dress import Dress
from sitegen.model.policy import Policy
from sitegen.model.views import AnalyticsView, LanguageLink, Link, SiteView
from sitegen.plan.corrections import corrections_permalink
from sitegen.plan.edition import Edition
from sitegen.plan.indexes import index_permalink


def make_site_view(
    edition: Edition, assets: Mapping[str, str], policy: Policy, dress: Dress, *, counts_visits: bool, search: str
) -> SiteView:
    """Return what the pages of this language share; `assets` are the output paths of the theme's assets by name, `search`
    the URL of the search page.

    A change of it renders all of them anew, so no single text is in it.
    """
    config = edition.config
    language = config.language(edition.lang)
    corrections = corrections_permalink(edition)
    return SiteView(
        title=config.title,
        description=edition.label(config.description),
        organisation=config.organisation,
        origin=config.origin,
        root=config.base_path,
        home=edition.href(f"{edition.root}/"),
        lang=edition.lang,
        direction=language.direction,
        languages=_languages(edition),
        menus={
            name: tuple(Link(link.label, _local(edition, link.url)) for link in links)
            for name, links in edition.site.menus.get(edition.lang, {}).items()
        },
        sections=_sections(edition),
        assets={name: edition.href("/" + path) for name, path in sorted(assets.items())},
        feed=edition.href(f"{edition.root}/feed.xml"),
        license=config.license,
        extra=config.extra,
        policy=policy.text(in_page=True),
        faces=dress.faces,
        preload=_preload(edition, dress),
        analytics=_analytics(edition) if counts_visits else None,
        search=search,
        newsletter=_local(edition, edition.label(config.newsletter)),
        corrections=edition.href(corrections) if corrections else "",
        calendar=language.calendar,
    )


def _analytics(edition: Edition) -> AnalyticsView | None:
    analytics = edition.config.analytics
    if not analytics.script:
        return None
    script = analytics.script
    return AnalyticsView(
        edition.href(script) if script.startswith("/") else script, dict(sorted(analytics.data.items()))
    )


def _preload(edition: Edition, dress: Dress) -> str:
    path = dress.preloads.get(edition.lang, "")
    return edition.href(f"/{path}") if path else ""


def _languages(edition: Edition) -> tuple[LanguageLink, ...]:
    return edition.language_links(edition.versions("/"))


def _local(edition: Edition, target: str) -> str:
    return edition.href(target) if target.startswith("/") else target


def _sections(edition: Edition) -> dict[str, Link]:
    config = edition.config
    sections = {"articles": Link("", edition.href(edition.root + config.permalinks.articles))}
    if any(edition.lang in author.pages for author in edition.site.authors.values()):
        sections["authors"] = Link("", edition.href(index_permalink(edition, config.permalinks.author)))
    for taxonomy, terms in edition.terms.items():
        if terms:
            rule = config.taxonomies[taxonomy]
            label = edition.label(rule.label, taxonomy)
            sections[taxonomy] = Link(label, edition.href(index_permalink(edition, rule.permalink)))
    return sections
