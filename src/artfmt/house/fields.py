"""What a house asks of fields: that they are there, or not, and what they may hold; and a schema for ``extra``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Any, NamedTuple

from artfmt.house.patterns import Pattern
from artfmt.house.sections import spelled
from artfmt.model.prose import Span, plain_text
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity
from artfmt.source.errors import ConfigError
from artfmt.source.location import json_pointer
from artfmt.source.nearest import nearest

_SHOWN = 8  # values that a message names


class Field(NamedTuple):
    """What is asked of one field; ``name`` is what the house calls it, ``path`` leads there from the article."""

    name: str
    path: tuple[str, ...]
    required: bool = False
    forbidden: bool = False
    allowed: tuple[str, ...] = ()
    shape: Pattern | None = None
    message: str | None = None
    severity: Severity = Severity.ERROR


class Fields(NamedTuple):
    """What is asked of fields."""

    fields: tuple[Field, ...]

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """No pattern tells beforehand."""
        return ()

    def findings(self, passages: Passages, _: Set[int]) -> Iterator[Finding]:
        """Each field that lacks, that must not be there, or that holds what it may not."""
        for field in self.fields:
            for message, pointer, fix in _faults(field, passages):
                yield Finding(pointer, field.message or message, fix=fix, severity=field.severity)


def _faults(field: Field, passages: Passages) -> Iterator[tuple[str, str, Fix | None]]:
    for parts, value in _values(passages.article, field.path, ()):
        pointer = json_pointer(parts)
        if value is None or value in ("", (), {}):
            if field.required:
                yield f'"{field.name}" is missing: this house asks for it', pointer, None
        elif field.forbidden:
            yield f'"{field.name}" must not be given in this house', pointer, None
        else:
            yield from _of_value(field, pointer, value)


def _of_value(field: Field, pointer: str, value: Any) -> Iterator[tuple[str, str, Fix | None]]:
    text = _text(value)
    if field.allowed and text not in field.allowed:
        near = nearest(text, field.allowed)
        some = ", ".join(field.allowed[:_SHOWN]) + (", …" if len(field.allowed) > _SHOWN else "")
        hint = f'did you mean "{near}"?' if near else f"it may be {some}"
        fix = Fix(f'write "{near}"', (Edit(pointer, 0, len(text), near),), safe=False) if near else None
        yield f'"{field.name}" may not be "{text}" in this house: {hint}', pointer, fix
    if field.shape and not field.shape.fullmatch(text):
        yield f'"{field.name}" is "{text}", which has not the form {field.shape.text}', pointer, None


def _text(value: Any) -> str:
    if isinstance(value, tuple) and value and all(isinstance(part, Span) for part in value):
        return plain_text(value)
    return spelled(getattr(value, "name", value))


def _values(
    whole: Any, path: tuple[str, ...], parts: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values that a path leads to with their places; of a list each, None for what is not there."""
    if _is_list(whole) and whole and (path or not isinstance(whole[0], Span)):
        for index, one in enumerate(whole):
            yield from _values(one, path, (*parts, index))
    elif not path:
        yield parts, whole
    elif whole is not None and not _is_list(whole):
        value = whole.get(path[0]) if isinstance(whole, Mapping) else getattr(whole, path[0], None)
        yield from _values(value, path[1:], (*parts, path[0]))


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple | list) and not hasattr(value, "_fields")


class Extra(NamedTuple):
    """A JSON Schema, as text, that ``extra`` is to be valid under, which holds what is no field of an article."""

    schema: str

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """No pattern tells beforehand."""
        return ()

    def findings(self, passages: Passages, _: Set[int]) -> Iterator[Finding]:
        """Each place where ``extra`` breaks the schema."""
        for error in validator(self.schema).iter_errors(_plain(passages.article.extra)):
            yield Finding(json_pointer(("extra", *error.instance_path)), f"{error.message} (the house's schema)")


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def validator(schema: str) -> Any:
    """A validator that fetches nothing, and whose patterns are linear. Raises ConfigError for what is no schema."""
    try:
        import jsonschema_rs
    except ModuleNotFoundError as error:
        raise ConfigError(f"extra_schema needs {error.name}, whose patterns are linear: pip install it") from None
    try:
        data = json.loads(schema)
        options = jsonschema_rs.RegexOptions()
        return jsonschema_rs.validator_for(data, retriever=_refused, pattern_options=options, validate_formats=True)
    except (ValueError, TypeError) as error:
        raise ConfigError(f"is no JSON Schema: {str(error).splitlines()[0][:200]}") from None


def _refused(address: str) -> Any:
    raise ValueError(f"{address} lies elsewhere: a schema of a house holds all that it refers to")
