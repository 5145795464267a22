"""The tables of `sitegen.toml` as pydantic models: every fault at once, and the schema that editors check by."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool

from sitegen.model.config import Cards, Images, Level, PublicationClass
from sitegen.parse.config_defaults import TAXONOMIES, TYPES
from sitegen.parse.config_values import (
    ArticlePattern,
    BaseUrl,
    CalendarName,
    Colour,
    DataName,
    DefaultType,
    FixedPath,
    FontPath,
    FontScript,
    HostOrigin,
    MenuName,
    MenuTarget,
    NamePattern,
    Newsletter,
    OutputFolder,
    PictureWidth,
    ProblemKind,
    ScriptUrl,
    SectionName,
    SlugPattern,
    TaxonomyName,
    ThemeName,
    Timezone,
    Title,
    TypeName,
    WebUrl,
    WrittenLabels,
)
from sitegen.parse.faults import Strict, refuse
from sitegen.parse.languages import LanguageCode
from sitegen.parse.short import OneOrMore, Short


class LanguageTable(Strict):
    code: LanguageCode = Field(description="BCP 47 code, as in the suffix of file names: en, ar, pt-BR")
    name: Title | None = Field(None, description="The language's own name for itself")
    direction: Literal["ltr", "rtl"] | None = Field(None, description="Direction of writing; known for most languages")
    calendar: CalendarName = Field("gregorian", description="Calendar of dates: gregorian, or for Persian also persian")


def _unique_languages(languages: tuple[LanguageTable, ...]) -> tuple[LanguageTable, ...]:
    count = Counter(language.code.lower() for language in languages)
    if not languages:
        refuse("names no language", 'write languages = ["en"]')
    if twice := sorted(code for code, times in count.items() if times > 1):
        refuse(f'names "{twice[0]}" twice', "list each language once")
    return languages


Languages = Annotated[tuple[Annotated[LanguageTable, Short("code")], ...], AfterValidator(_unique_languages)]


class SiteTable(Strict):
    title: Title = Field(description="Name of the publication")
    base_url: BaseUrl = Field(description="Where the site will stand: https://example.org/ or with a path")
    description: WrittenLabels | None = Field(
        None, description="One sentence on the publication, for search engines and feeds"
    )
    organisation: str = Field("", description="The institution that publishes it")
    timezone: Timezone = Field("UTC", description="Zone of dates that name none: Europe/London")
    license: str = Field("", description="Licence of every text that does not name its own")
    languages: Languages | None = Field(None, description="Languages of the site, the default one first")
    default_type: DefaultType | None = Field(None, description="Type of an article that names none")
    newsletter: Newsletter | None = Field(
        None, description="Where readers sign up for the newsletter: a URL or a site path"
    )


class TypeTable(Strict):
    label: WrittenLabels | None = Field(None, description="What one is called: Commentary")
    plural: WrittenLabels | None = Field(None, description="What several are called: Commentaries")
    publication_class: PublicationClass = Field(
        alias="class", description="Decides what the page says to machines; the type's own name where that is a class"
    )
    disclaimer: WrittenLabels | None = Field(None, description="A note printed below each text of the type")


def _fill_class(types: Any) -> Any:
    """Take a type's own name as its class where it gives none, so that a name that is no class is a fault of its own."""
    if not isinstance(types, dict):
        return types
    return {name: {"class": name, **table} if isinstance(table, dict) else table for name, table in types.items()}


Types = Annotated[dict[TypeName, TypeTable], BeforeValidator(_fill_class)]


class TaxonomyTable(Strict):
    label: WrittenLabels | None = Field(None, description="Heading of the index of terms: Tags")
    singular: WrittenLabels | None = Field(None, description="What one term is called: Tag")
    permalink: NamePattern | None = Field(None, description="URL of a term: /tags/{slug}/")
    ordered: StrictBool | None = Field(
        None, description="Whether its articles have a previous and a next, as a series does"
    )


class PermalinksTable(Strict):
    article: ArticlePattern = Field(
        "/articles/{year}/{slug}/", description="Placeholders: {year} {month} {day} {slug} {type} {id}"
    )
    page: NamePattern = Field("/{slug}/", description="Placeholders: {slug} {id}")
    author: NamePattern = Field("/authors/{slug}/", description="Placeholders: {slug} {id}")
    type: SlugPattern = Field("/types/{slug}/", description="Placeholder: {slug}")
    articles: FixedPath = Field("/articles/", description="The list of all articles")


class MenuEntry(Strict):
    label: WrittenLabels = Field(description="The words to click")
    to: MenuTarget = Field(description="A source path, an id (page:about, tags:iran), a site path or a URL")


class BuildTable(Strict):
    output: OutputFolder = Field("output", description="Folder that the site is written to")
    theme: ThemeName = Field("default", description="A folder in themes/, or a theme that comes with sitegen")
    page_size: int = Field(20, strict=True, ge=1, le=1000, description="Articles on one page of a listing")
    related: int = Field(5, strict=True, ge=0, le=50, description="Related articles below each; 0 for none")


class HomeTable(Strict):
    sections: tuple[SectionName, ...] | None = Field(
        None, description="Taxonomies whose leading terms have a section of their own: programs, regions"
    )
    terms: int = Field(3, strict=True, ge=1, le=50, description="Sections of each taxonomy")
    cards: int = Field(3, strict=True, ge=1, le=50, description="Articles of a section")
    events: int = Field(3, strict=True, ge=0, le=50, description="Events to come; 0 for none")


class CardsTable(Strict):
    enabled: StrictBool = Field(True, description="Whether each article has a picture for social media")
    paper: Colour = Field(Cards().paper, description="Colour of the background: #fffdf9")
    ink: Colour = Field(Cards().ink, description="Colour of the text: #1c1d20")
    accent: Colour = Field(Cards().accent, description="Colour of the mark and the type: #8a2a1b")


class ImagesTable(Strict):
    widths: Annotated[tuple[PictureWidth, ...], Field(min_length=1, max_length=12)] = Field(
        Images().widths, description="Widths in pixels in which pictures are offered to browsers"
    )
    formats: tuple[Literal["avif", "webp"], ...] = Field(
        ("avif", "webp"), description="Formats beside the original, the preferred one first"
    )
    quality: int = Field(Images().quality, strict=True, ge=1, le=100, description="1 to 100, as JPEG counts it")


class FeedsTable(Strict):
    items: int = Field(20, strict=True, ge=1, le=1000, description="Entries of a feed")
    full_text: Literal["none", "site", "all"] = Field("site", description="Feeds that carry whole texts")


class MarkdownTable(Strict):
    raw_html: Literal["escape", "sanitise"] = Field("escape", description="What becomes of HTML in Markdown")


class AnalyticsTable(Strict):
    script: ScriptUrl = Field("", description="Path of a script in static/, or the URL of one at another host")
    data: dict[DataName, str] = Field({}, description="Attributes of the script, without data-")
    endpoint: WebUrl = Field("", description="Where the script reports to, if to a third host")


class PolicyTable(Strict):
    media_hosts: tuple[HostOrigin, ...] = Field((), description="Hosts whose pictures and recordings pages may show")


class FontTable(Strict):
    file: FontPath = Field(description="A font file below fonts/: TrueType, OpenType or WOFF")
    scripts: tuple[FontScript, ...] = Field((), description="The scripts that it is to serve; all that it has if none")


Fonts = Annotated[tuple[Annotated[FontTable, Short("file")], ...], OneOrMore()]


class FontsTable(Strict):
    text: Fonts = Field((), description="Running text")
    headings: Fonts = Field((), description="Headings")
    interface: Fonts = Field((), description="Menus, labels, captions")
    mono: Fonts = Field((), description="Code")


class SummaryTable(Strict):
    length: int = Field(200, strict=True, ge=40, le=2000, description="Characters of a summary taken from the text")


class SearchTable(Strict):
    enabled: StrictBool | None = Field(
        None, description="Whether readers can search the site; by default where the extra `search` is installed"
    )


class ProjectTable(Strict):
    """The whole of sitegen.toml."""

    site: SiteTable = Field(description="What the publication is")
    types: Types | None = Field(None, description="The site's own types, in place of the ten known")
    taxonomies: dict[TaxonomyName, TaxonomyTable] | None = Field(
        None, description="The site's own taxonomies, in place of tags, regions, programs and series"
    )
    permalinks: PermalinksTable = Field(PermalinksTable.model_validate({}), description="URL patterns")
    menus: dict[MenuName, tuple[MenuEntry, ...]] = Field({}, description="Menus by name; themes show main and footer")
    build: BuildTable = Field(BuildTable.model_validate({}), description="What is built, and where")
    home: HomeTable = Field(HomeTable.model_validate({}), description="What the home page shows")
    feeds: FeedsTable = Field(FeedsTable.model_validate({}), description="Atom feeds")
    cards: CardsTable = Field(CardsTable.model_validate({}), description="Pictures of articles for social media")
    images: ImagesTable = Field(ImagesTable.model_validate({}), description="Sizes and formats of pictures")
    markdown: MarkdownTable = Field(MarkdownTable.model_validate({}), description="How Markdown is read")
    summary: SummaryTable = Field(SummaryTable.model_validate({}), description="Summaries that are taken from the text")
    fonts: FontsTable = Field(FontsTable.model_validate({}), description="The house's own fonts")
    policy: PolicyTable = Field(PolicyTable.model_validate({}), description="What browsers let pages do")
    analytics: AnalyticsTable = Field(
        AnalyticsTable.model_validate({}), description="The site's own counting of visits"
    )
    search: SearchTable = Field(SearchTable.model_validate({}), description="Search for readers")
    severity: dict[ProblemKind, Level] = Field({}, description="What each kind of problem counts as")
    extra: dict[str, str] = Field({}, description="Text for the site's own templates")


def validation_context(raw: dict[str, Any]) -> dict[str, list[str]]:
    """Gather what checks in one table must know of others, from a file that may be wrong anywhere."""
    return {
        "languages": _codes(raw.get("site")) or ["en"],
        "types": _names(raw, "types") or list(TYPES),
        "taxonomies": _names(raw, "taxonomies") or list(TAXONOMIES),
        "article_fields": _article_fields() if "taxonomies" in raw else [],
    }


def _article_fields() -> list[str]:
    from sitegen.parse.fields.article import ARTICLE_FIELDS  # noqa: PLC0415 - most sites keep the taxonomies known

    return sorted(ARTICLE_FIELDS)


def _codes(site: Any) -> list[str]:
    languages = site.get("languages") if isinstance(site, dict) else None
    items = languages if isinstance(languages, list) else []
    codes = (item.get("code") if isinstance(item, dict) else item for item in items)
    return [code for code in codes if isinstance(code, str)]


def _names(raw: dict[str, Any], table: str) -> list[str]:
    return list(raw[table]) if isinstance(raw.get(table), dict) else []
