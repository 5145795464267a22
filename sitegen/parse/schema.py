"""Writes the JSON Schemas (draft 2020-12) by which an editor completes and checks front matter and `sitegen.toml`.

They come from the models that the build itself reads by, so that what an editor accepts in form, the build accepts too.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from sitegen.model.config import PROBLEM_KINDS, Config, label_in
from sitegen.parse.config_tables import ProjectTable
from sitegen.parse.fields import MODELS
from sitegen.parse.fields.article import Terms

Schema = dict[str, Any]


def schemas(config: Config) -> Mapping[str, Schema]:
    """Return the schemas by file name; those of front matter list the site's own types, taxonomies and languages."""
    kinds = ("article", "page", "author", "term")
    written = {f"{kind}.schema.json": _front_matter(MODELS[kind], config) for kind in kinds}
    article = written["article.schema.json"]["properties"]
    article["type"]["enum"] = list(config.types)
    for name, rule in config.taxonomies.items():
        article[name] = {**TypeAdapter(Terms).json_schema(), "description": label_in(rule.label, "", name)}
    return {**written, "sitegen.schema.json": _config()}


def _front_matter(model: type[BaseModel], config: Config) -> Schema:
    schema = _schema_of(model)
    schema["properties"]["lang"]["enum"] = [language.code for language in config.languages]
    return schema


def _config() -> Schema:
    schema = _schema_of(ProjectTable)
    levels = schema["properties"]["severity"]["additionalProperties"]
    schema["properties"]["severity"] = {
        "type": "object",
        "description": schema["properties"]["severity"]["description"],
        "properties": {kind: {**levels, "description": meaning} for kind, meaning in PROBLEM_KINDS.items()},
        "additionalProperties": False,
    }
    return schema


def _schema_of(model: type[BaseModel]) -> Schema:
    plain: Schema = _without_null(model.model_json_schema())
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **plain}


def _without_null(node: Any) -> Any:
    """Drop what says only that a field may be left out, and the titles that repeat a field's name."""
    if isinstance(node, list):
        return [_without_null(item) for item in node if item != {"type": "null"}]
    if not isinstance(node, dict):
        return node
    kept = {key: _without_null(value) for key, value in node.items() if not _says_nothing(key, value)}
    choices = kept.get("anyOf", [])
    if len(choices) == 1:
        del kept["anyOf"]
        return {**choices[0], **kept}
    return kept


def _says_nothing(key: str, value: Any) -> bool:
    return (key == "default" and value in (None, "", [], {})) or (key == "title" and isinstance(value, str))
