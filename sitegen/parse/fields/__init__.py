"""Turns the values of a front matter into Facts, or into every problem that keeps it from being one.

Facts come out whole or not at all: no field that was refused is ever taken for one that was left out. A field that does
not exist is a problem and no more, unless its name may have been meant to keep the document from being published.
"""

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from sitegen.errors import Problem
from sitegen.model.config import ParseOptions
from sitegen.model.document import ArticleFacts, Facts, Image, PageFacts
from sitegen.model.source import Source
from sitegen.parse.faults import names_of, problems_of, unknown_field
from sitegen.parse.fields.article import ArticleFields, Terms, article_facts
from sitegen.parse.fields.author import AuthorFields, author_facts
from sitegen.parse.fields.origin import Origin
from sitegen.parse.fields.page import PageFields, page_facts
from sitegen.parse.fields.term import TermFields, term_facts
from sitegen.parse.markdown.targets import remote_media
from sitegen.parse.yaml import Header
from sitegen.urls import is_at, origin_of

MODELS: Mapping[str, type[BaseModel]] = {
    "article": ArticleFields,
    "page": PageFields,
    "chapter": PageFields,
    "author": AuthorFields,
    "term": TermFields,
}
"""The model of each kind of source."""

_HIDING = ("draft", "embargo", "expires", "hidden", "private", "publish_at", "published", "status", "visibility")
_KNOWN = {kind: frozenset(names_of(model)) for kind, model in MODELS.items()}
_TERMS = TypeAdapter(dict[str, Terms])


def read_fields(
    header: Header, source: Source, options: ParseOptions, origin: Origin
) -> tuple[Facts | None, list[Problem]]:
    """Return the Facts that front matter alone decides, None where it cannot be used, and what is wrong with it."""
    model = MODELS[source.kind]
    taxonomies = options.taxonomies if source.kind == "article" else ()
    known, terms, foreign = _sort_out(header.values, _KNOWN[source.kind], taxonomies)
    problems = [unknown_field((name,), [*names_of(model), *taxonomies], header.place) for name in foreign]
    fields = labels = None
    try:
        fields = model.model_validate(known, context=origin)
    except ValidationError as error:
        problems += problems_of(error, model, header.place, "yaml")
    try:
        labels = _TERMS.validate_python(terms)
    except ValidationError as error:
        problems += problems_of(error, model, header.place, "yaml")
    if fields is None or labels is None or any(map(_may_hide, foreign)):
        return None, problems
    if (lang := known.get("lang", source.lang)) != source.lang:
        problems.append(_wrong_language(lang, source, header))
    facts = _facts(fields, labels, source)
    image = None if facts is None or isinstance(facts, PageFacts) else facts.image
    if image and not image.alt:
        problems.append(_without_alt(image, header))
    problems += _remote(facts, options, header)
    return facts, problems


def _remote(facts: Facts | None, options: ParseOptions, header: Header) -> Iterator[Problem]:
    image = None if facts is None or isinstance(facts, PageFacts) else facts.image
    recording = facts.recording if isinstance(facts, ArticleFacts) else None
    for name, url in (("image", image.src if image else ""), ("audio", recording.audio if recording else "")):
        if origin_of(url) and not is_at(url, options.media_hosts):
            yield Problem(header.place((name,)), "remote-media", *remote_media(url), "warning")


def _sort_out(
    values: Mapping[str, Any], fields: frozenset[str], taxonomies: tuple[str, ...]
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    known, foreign = {}, []
    for name, value in values.items():
        if name in fields:
            known[name] = value
        elif name not in taxonomies:
            foreign.append(name)
    return known, {name: values[name] for name in taxonomies if name in values}, foreign


def _facts(fields: BaseModel, labels: Mapping[str, tuple[str, ...]], source: Source) -> Facts | None:
    match fields:
        case ArticleFields():
            return article_facts(fields, source, labels)
        case PageFields():
            return page_facts(fields, source)
        case AuthorFields():
            return author_facts(fields, source)
        case TermFields():
            return term_facts(fields, source)
    return None


def _without_alt(image: Image, header: Header) -> Problem:
    name = image.src.rpartition("/")[2]
    message = f'the image "{name}" has no text for those who cannot see it'
    hint = f"say what it shows: image: {{src: {name}, alt: …}}"
    return Problem(header.place(("image",)), "image-alt", message, hint, "warning")


def _may_hide(name: str) -> bool:
    return bool(difflib.get_close_matches(name.lower(), _HIDING, n=1, cutoff=0.75))


def _wrong_language(lang: str, source: Source, header: Header) -> Problem:
    message = f'lang: "{lang}" disagrees with the file\'s name, which says "{source.lang}"'
    hint = f"end the file's name with .{lang}.md, or correct lang"
    return Problem(header.place(("lang",)), "wrong-language", message, hint)
