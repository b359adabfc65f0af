"""The schema: where it lies, whether data are valid under it, and what is wrong where they are not.

A fast validator says yes or no; only data that fail are gone through again for explanations.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from artfmt.model.article import Article
from artfmt.model.footnotes import misreferred
from artfmt.model.limits import MOST_TOLD, too_deep
from artfmt.model.urls import is_active
from artfmt.model.versions import VERSIONS, SchemaVersion
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.location import json_pointer
from artfmt.source.nearest import nearest

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


class Violation(NamedTuple):
    """One way in which data break the schema.

    ``pointer`` is the JSON Pointer of the value that is wrong; ``of_key`` tells that its key is what is wrong.
    """

    rule: str
    pointer: str
    message: str
    of_key: bool = False


@cache
def schema_text(name: str = "article") -> str:
    """A schema as it is published, JSON text: that of an "article" or of the "config"."""
    file = f"{name}.schema.json"
    inside = Path(__file__).parents[1] / "schemas" / file
    # An editable install leaves the schemas in the repository, beside src/.
    beside = Path(__file__).parents[3] / "schemas" / file
    return (inside if inside.exists() else beside).read_text(encoding="utf-8")


@cache
def load_schema(name: str = "article") -> dict[str, Any]:
    """A schema as a mapping, which callers must not change."""
    schema: dict[str, Any] = json.loads(schema_text(name))
    return schema


def schema_address(version: SchemaVersion = VERSIONS[-1]) -> str:
    """The address that a version of the article's schema is published at."""
    return f"https://artfmt.github.io/artfmt/schemas/{version}/article.schema.json"


@cache
def _fast_is_valid(name: str) -> Callable[[Any], bool]:
    try:
        import jsonschema_rs
    except ModuleNotFoundError:  # where it is not built for, as in a browser: the other says the same, ten times slower
        explainer: Callable[[Any], bool] = _explainer(name).is_valid
        return explainer
    return jsonschema_rs.validator_for(load_schema(name)).is_valid


def is_valid(data: Any, schema: str = "article") -> bool:
    """Whether data (as from ``json.loads``) are valid under a schema."""
    try:
        return _fast_is_valid(schema)(data)
    except (ValueError, TypeError, RecursionError):  # nested too deeply, lone surrogates, keys that are not text
        return False


def validate(article: Article | Mapping[str, Any]) -> list[Diagnostic]:
    """Everything about an article, or a mapping in its shape, that breaks the schema; nothing else.

    The findings are errors with a JSON Pointer and no place, in the order of the data.
    """
    data = article.to_dict() if isinstance(article, Article) else article
    return [
        Diagnostic(violation.rule, Severity.ERROR, violation.message, pointer=violation.pointer)
        for violation in violations(data)
    ]


def violations(data: Any) -> list[Violation]:
    """Every way in which data (as from ``json.loads``) break the article's schema; empty for valid data."""
    if is_valid(data):
        deep = [Violation("nested-too-deep", pointer, message) for pointer, message in too_deep(data)]
        return deep or [Violation("broken-footnote", pointer, message) for pointer, message in misreferred(data)]
    return explained(data, "article")


def explained(data: Any, schema: str) -> list[Violation]:
    """Every way in which data break a schema, gone through slowly."""
    try:
        violations_found = [
            violation for error in _explainer(schema).iter_errors(data) for violation in _explained(error)
        ]
        violations_found += islice(_unencodable((), data), MOST_TOLD)
    except RecursionError:
        violations_found = [Violation("nested-too-deep", "", "is nested too deeply to be an article")]
    return list(dict.fromkeys(violations_found))


@cache
def _explainer(schema: str) -> Any:
    from jsonschema import Draft202012Validator, validators
    from jsonschema.exceptions import ValidationError as Error

    def pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Error]:
        # "$" is the end of the text in JSON Schema (ECMA-262), but in Python also stands before a last line end.
        if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", pattern), instance):
            yield Error(f"{instance!r} does not match {pattern!r}")

    def unique(_: Any, is_on: bool, instance: Any, __: Any) -> Iterator[Error]:
        # The library's own compares every item with every other where they cannot be sorted.
        if is_on and len({json.dumps(item, sort_keys=True) for item in instance}) < len(instance):
            yield Error("has non-unique elements")

    return validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"pattern": pattern, "uniqueItems": unique}
    )(load_schema(schema))


def _explained(error: ValidationError) -> Iterator[Violation]:
    path = json_pointer(error.absolute_path)
    match error.validator:
        case "required":
            name = error.message.split("'")[1]
            yield Violation("missing-field", path, f'needs the field "{name}"')
        case "additionalProperties":
            yield from _unknown_fields(error, path)
        case "type":
            names = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            type_wanted, got = " or ".join(_TYPE_NAMES[str(name)] for name in names), _type_name(error.instance)
            quotes = (
                ": put it in quotes" if type_wanted == "text" and not isinstance(error.instance, dict | list) else ""
            )
            yield Violation("wrong-type", path, f"{_name(error)} must be {type_wanted}, not {got}{quotes}")
        case "pattern" if _wants_address(error) and is_active(str(error.instance)):
            yield Violation("active-url", path, f"{_name(error)} runs something when it is followed: take it out")
        case _:
            yield Violation("wrong-value", path, f"{_name(error)} {_wrong_value(error)}")


def _wants_address(error: ValidationError) -> bool:
    """Whether a pattern that was broken is that of addresses."""
    return bool(error.validator_value == load_schema()["$defs"]["url"]["pattern"])


def _name(error: ValidationError) -> str:
    """What a message calls the value: its field's name, and its number in a list."""
    names = [part for part in error.absolute_path if isinstance(part, str)]
    last = error.absolute_path[-1] if error.absolute_path else None
    if last is None:
        return "the article"
    return f'item {last + 1} of "{names[-1]}"' if isinstance(last, int) else f'"{last}"'


def _unknown_fields(error: ValidationError, path: str) -> Iterator[Violation]:
    schema: Any = error.schema
    instance: Any = error.instance
    fields = list(schema["properties"])
    for key in instance:
        if key in fields:
            continue
        close = nearest(str(key), fields)
        cure = f'did you mean "{close}"?' if close else f"known fields are {', '.join(fields)}"
        yield Violation("unknown-field", path + json_pointer([key]), f'unknown field "{key}": {cure}', of_key=True)


_TYPE_NAMES = {
    "string": "text",
    "array": "a list",
    "object": "a mapping of fields",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


def _type_name(value: Any) -> str:
    if value is None:
        return "null (leave out a field that has no value)"
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "a mapping of fields")


def _wrong_value(error: ValidationError) -> str:
    """What is wrong with a value and what to do, by the keyword of the schema that it breaks."""
    limit: Any = error.validator_value
    match error.validator:
        case "const":
            return f"must be {json.dumps(limit)}" + (", in quotes" if isinstance(limit, str) else "")
        case "enum":
            return f"must be one of {', '.join(limit)}{_hint(error.instance, limit)}"
        case "pattern":
            return _pattern_messages().get(limit, f"does not match {limit}")
        case "minItems" | "minLength" | "minProperties":
            return "must not be empty"
        case "minimum" | "maximum":
            return f"must be {'at least' if error.validator == 'minimum' else 'at most'} {limit}"
        case "contains":
            return "must hold at least one visible character"
        case "uniqueItems":
            return "holds the same value twice"
        case "anyOf":
            fields = list(dict.fromkeys(name for option in limit for name in option.get("required", ())))
            return "needs a block or a section" if "sections" in fields else f"needs one of {', '.join(fields)}"
        case "maxProperties":
            return "holds a reference to a footnote beside other fields: give each a span of its own"
        case "not":
            return "cannot stand beside a heading: a section has one or the other"
        case _:
            return error.message


def _hint(value: Any, names: list[str]) -> str:
    if not isinstance(value, str):
        return ", in quotes"
    close = nearest(value, names)
    return f'; did you mean "{close}"?' if close else ""


@cache
def _pattern_messages() -> dict[str, str]:
    defs = load_schema()["$defs"]
    pattern_of = {name: definition["pattern"] for name, definition in defs.items() if "pattern" in definition}
    issn = defs["publisher"]["properties"]["issn"]["pattern"]
    kind = defs["axiom"]["properties"]["kind"]["pattern"]
    place = defs["section"]["properties"]["id"]["pattern"]
    source_type = defs["image"]["properties"]["source_type"]["pattern"]
    return {
        pattern_of["text"]: "holds a control character: take it out",
        defs["line"]["allOf"][1]["pattern"]: "must hold at least one visible character",
        pattern_of[
            "url"
        ]: "is not an address that artfmt accepts: use http, https, ftp, mailto or tel, or a relative one, "
        "without white space, quotes, angle brackets, backslashes or backticks",
        pattern_of[
            "date"
        ]: 'must be a date like "2031-05-04", or a time with its offset like "2031-05-04T16:15:00-04:00"',
        load_schema()["properties"]["language"]["pattern"]: 'must be a language tag like "en" or "es-MX"',
        issn: 'must be an ISSN like "1234-5679"',
        pattern_of["footnote_id"]: "must be letters, digits, hyphens, underscores and full stops",
        place: "must be letters, digits, hyphens, underscores, colons and full stops",
        source_type: 'must be a term of IPTC\'s digital source types, like "trainedAlgorithmicMedia"',
        kind: 'must be lower-case words joined by hyphens, like "why-it-matters"',
    }


def _unencodable(path: tuple[str | int, ...], value: Any) -> Iterator[Violation]:
    """Text with lone surrogates, which no file can hold; JSON escapes can spell it and no pattern can find it."""
    if isinstance(value, str):
        if any("\ud800" <= char <= "\udfff" for char in value):
            yield Violation(
                "wrong-value", json_pointer(path), "holds half of a surrogate pair: write the whole character"
            )
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unencodable((*path, key), key)
            yield from _unencodable((*path, key), item)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unencodable((*path, index), item)
