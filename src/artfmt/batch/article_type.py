"""The article as an Arrow type, derived from the article schema, and articles to and from it.

Arrow and Parquet have no type that holds itself, as a section holds sections and a list lists: sections are typed three
deep and lists two; what lies deeper is JSON text, as are values of any shape (``extra``). What an article leaves out is
null.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeAlias

import pyarrow as pa

from artfmt.model.schema import load_schema

_DEEPEST = {"section": 3, "list": 2}
_PLAIN = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}

_Convert: TypeAlias = Callable[[Any], Any]


class _Column(NamedTuple):
    """An Arrow type, and what makes its values of JSON's and JSON's of them; None where they are the same."""

    type: Any
    to_arrow: _Convert | None = None
    from_arrow: _Convert | None = None


@cache
def article_type() -> Any:
    """The type of an article: a ``pyarrow.StructType`` with the schema's fields in the schema's order."""
    return _article().type


def to_arrow(article: Mapping[str, Any]) -> Any:
    """An article's data (``Article.to_dict()``) as a value of ``article_type()``."""
    return _apply(_article().to_arrow, article)


def from_arrow(value: Mapping[str, Any]) -> Any:
    """The data of an article, for ``Article.from_dict``, of a value of ``article_type()`` (as ``to_pylist`` gives)."""
    return _apply(_article().from_arrow, value)


@cache
def _article() -> _Column:
    return _column(load_schema(), {})


def _apply(convert: _Convert | None, value: Any) -> Any:
    return convert(value) if convert else value


def _column(declared: Mapping[str, Any], above: Mapping[str, int]) -> _Column:
    """The column of what a part of the schema declares; ``above`` counts the definitions that it lies within."""
    if "$ref" in declared:
        name = declared["$ref"].rpartition("/")[2]
        depth = above.get(name, 0) + 1
        if depth > _DEEPEST.get(name, 1) and name in above:
            return _json()
        return _column(load_schema()["$defs"][name], {**above, name: depth})
    kind = declared.get("type")
    if kind == "array":
        return _list(_column(declared["items"], above))
    if kind == "object":
        fields = _fields(declared)
        return _struct({name: _column(field, above) for name, field in fields.items()}) if fields else _json()
    return _Column(_PLAIN[kind]) if kind else _Column(pa.string())


def _fields(declared: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an object, with those that it has by its type alone."""
    fields = {name: field for name, field in declared.get("properties", {}).items() if name != "$schema"}
    for branch in declared.get("allOf", ()):
        definition = load_schema()["$defs"][branch["then"]["$ref"].rpartition("/")[2]]
        fields |= {name: field for name, field in definition["properties"].items() if name not in fields}
    return fields


def _json() -> _Column:
    return _Column(pa.string(), lambda value: json.dumps(value, ensure_ascii=False), json.loads)


def _list(item: _Column) -> _Column:
    def each(convert: _Convert | None) -> _Convert | None:
        return (lambda values: [convert(value) for value in values]) if convert else None

    return _Column(pa.list_(item.type), each(item.to_arrow), each(item.from_arrow))


def _struct(columns: Mapping[str, _Column]) -> _Column:
    fields = pa.struct([pa.field(name, column.type) for name, column in columns.items()])
    into = {name: column.to_arrow for name, column in columns.items() if column.to_arrow}
    out_of = {name: column.from_arrow for name, column in columns.items()}

    def to_struct(value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: into[name](field_value) if name in into else field_value
            for name, field_value in value.items()
            if name != "$schema"
        }

    def from_struct(value: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: _apply(out_of[name], field_value) for name, field_value in value.items() if field_value is not None
        }

    return _Column(fields, to_struct if into else None, from_struct)
