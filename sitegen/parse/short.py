"""Shorter ways to write a value: a string for a table of one field, one item for a list of one.

Both the validator and the JSON Schema accept the short form; what comes out is always the long one.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sitegen.parse.faults import refuse


class Short:
    """Marks a table that may be written as the string of its one main field: `photo.jpg` for `{src: photo.jpg}`."""

    def __init__(self, field: str) -> None:
        self.field = field

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._widen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def _widen(self, value: Any) -> Any:
        if value is None:
            refuse("has no value", "give it a value or remove the name")
        return {self.field: value} if isinstance(value, str) else value


class OneOrMore:
    """Marks a list whose only item may stand without it: `iran` for `[iran]`."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self._widen, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        listed = handler(schema)
        return {"anyOf": [listed["items"], listed]}

    def _widen(self, value: Any) -> Any:
        return [value] if isinstance(value, str | Mapping) else value
