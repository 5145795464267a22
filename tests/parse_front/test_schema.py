"""The schemas for editors: they accept what the build accepts and refuse what it refuses, in form."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sitegen.model.config import PROBLEM_KINDS
from sitegen.parse import parse_config
from sitegen.parse.schema import schemas

CONFIG = parse_config(
    b'[site]\ntitle = "T"\nbase_url = "https://example.org"\nlanguages = ["en", "ar"]\n'
    b'[types.analysis]\nclass = "commentary"\n[taxonomies.tags]\nlabel = "Themes"\n[taxonomies.policy-areas]\n'
)
SCHEMAS = schemas(CONFIG)

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "number": (int, float),
    "integer": int,
    "boolean": bool,
}
_CHECKED = {
    *("$ref", "additionalProperties", "anyOf", "enum", "items", "maximum", "minimum", "pattern"),
    *("properties", "required", "type"),
}
_SAID = {"$defs", "$schema", "const", "default", "description"}


def accepts(node: Any, value: Any, root: Mapping[str, Any]) -> bool:
    """Tell whether a value meets a schema, for the few keywords that the schemas use."""
    assert set(node) <= _CHECKED | _SAID
    if "$ref" in node:
        return accepts(root["$defs"][node["$ref"].rpartition("/")[2]], value, root)
    if "anyOf" in node and not any(accepts(choice, value, root) for choice in node["anyOf"]):
        return False
    if not _is_of_type(node.get("type"), value) or ("enum" in node and value not in node["enum"]):
        return False
    if isinstance(value, str):
        return re.search(node.get("pattern", ""), value) is not None
    if isinstance(value, int) and not isinstance(value, bool):
        return bool(node.get("minimum", value) <= value <= node.get("maximum", value))
    if isinstance(value, list):
        return all(accepts(node.get("items", {}), item, root) for item in value)
    if isinstance(value, dict):
        return _accepts_table(node, value, root)
    return True


def _is_of_type(wanted: str | list[str] | None, value: Any) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted or [*_TYPES]
    return any(isinstance(value, _TYPES[name]) and (name == "boolean") == isinstance(value, bool) for name in names)


def _accepts_table(node: Any, table: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    others = node.get("additionalProperties", True)
    known = node.get("properties", {})
    for name, value in table.items():
        schema = known.get(name, others)
        if schema is False or (schema is not True and not accepts(schema, value, root)):
            return False
    return set(node.get("required", ())) <= set(table)


def check(name: str, value: Any) -> bool:
    schema = SCHEMAS[f"{name}.schema.json"]
    return accepts(schema, value, schema)


ARTICLE = {"title": "T", "date": "2018-04-10"}


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"title": 1984, "date": "2018-04-10T09:00:00+03:30"},
        {"type": "analysis", "tags": "iran", "policy-areas": ["a", 2018], "lang": "ar"},
        {"authors": ["a", {"id": "b", "role": "with", "as": "B."}], "hosts": "c", "guests": {"id": "d"}},
        {"image": "a.jpg", "draft": True, "duration": 90, "number": 1.10},
        {"image": {"src": "a.jpg", "alt": "A"}, "source": "https://example.org", "duration": "1:02:03"},
        {"corrections": [{"date": "2018-04-11", "text": "T"}], "extra": {"a": [1, {"b": None}]}},
    ],
)
def test_good_front_matter_of_an_article(more: dict[str, Any]) -> None:
    assert check("article", {**ARTICLE, **more})


@pytest.mark.parametrize(
    "more",
    [
        {"titel": "T"},
        {"date": "10 April 2018"},
        {"type": "commentary"},
        {"lang": "fr"},
        {"regions": ["gulf"]},
        {"draft": "yes"},
        {"authors": [{"id": "a", "role": "boss"}]},
        {"authors": [{"role": "editor"}]},
        {"image": {"alt": "A"}},
        {"expires": None},
        {"tags": [["a"]]},
        {"takeaways": {"a": "b"}},
    ],
)
def test_bad_front_matter_of_an_article(more: dict[str, Any]) -> None:
    assert not check("article", {**ARTICLE, **more})


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("article", ARTICLE, {"title": "T"}),
        ("page", {"title": "T", "template": "wide.html"}, {"title": "T", "tags": []}),
        (
            "author",
            {"name": "N", "roles": [{"title": "F", "from": 2018, "to": "2019-03"}]},
            {"name": "N", "title": "F"},
        ),
        ("author", {"name": "N", "links": ["https://example.org"]}, {"name": "N", "roles": [{"from": 2018}]}),
        ("term", {"label": "L", "aliases": ["A"], "labels": {"ar": "ل"}}, {"title": "L"}),
        (
            "sitegen",
            {"site": {"title": "T", "base_url": "https://example.org/", "languages": ["en", {"code": "ar"}]}},
            {"site": {"title": "T"}},
        ),
        (
            "sitegen",
            {"site": {"title": "T", "base_url": "x"}, "severity": {"broken-link": "warn"}, "build": {"page_size": 5}},
            {"site": {"title": "T", "base_url": "x"}, "severity": {"broken-lnk": "warn"}},
        ),
    ],
)
def test_each_schema_tells_good_from_bad(name: str, good: Any, bad: Any) -> None:
    assert check(name, good)
    assert not check(name, bad)


def test_the_schema_accepts_the_config_of_this_repository() -> None:
    raw = tomllib.loads((Path(__file__).parents[2] / "sitegen.toml").read_text(encoding="utf-8"))
    assert check("sitegen", raw)


def test_every_field_has_a_description_and_no_other_may_stand() -> None:
    for schema in SCHEMAS.values():
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert schema["additionalProperties"] is False
        assert all("description" in field for field in schema["properties"].values())


def test_editors_can_complete_the_sites_own_names() -> None:
    article = SCHEMAS["article.schema.json"]["properties"]
    assert article["type"]["enum"] == ["analysis"]
    assert article["lang"]["enum"] == ["en", "ar"]
    assert article["tags"]["description"] == "Themes"
    assert "series" not in article
    assert list(SCHEMAS["sitegen.schema.json"]["properties"]["severity"]["properties"]) == list(PROBLEM_KINDS)


def test_schemas_are_the_same_every_time() -> None:
    assert json.dumps(schemas(CONFIG)) == json.dumps(SCHEMAS)
