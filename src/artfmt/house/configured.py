"""The house rules of a configuration: ``fields``, ``extra_schema``, ``terms``, ``patterns`` and ``styles``, as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from artfmt.house.fields import Extra, Field, Fields, validator
from artfmt.house.judges import Action, Existence, Term, Terms
from artfmt.house.parts import DEFAULT, NAMES, Scope
from artfmt.house.patterns import Pattern, is_tame
from artfmt.house.rules import HouseRule
from artfmt.house.sections import spelled
from artfmt.house.vale import rule_of, settled, style_files
from artfmt.model.schema import load_schema
from artfmt.source.beside import Beside
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ConfigError, ReadError
from artfmt.source.location import json_pointer
from artfmt.source.nearest import nearest
from artfmt.source.source import Source

FIELDS, EXTRA, TERMS = "house.fields", "house.extra", "house.terms"
_MOST_RULES = 1_000
Fault = tuple[str, str]  # a JSON Pointer into the configuration, and what is wrong there


class Styled(NamedTuple):
    """The rules of a house, and sentences on what of its styles is not read."""

    rules: tuple[HouseRule, ...]
    unread: tuple[str, ...] = ()


def rules_in(data: Mapping[str, Any], beside: Beside, front_matter: Mapping[str, str]) -> Styled:
    """The house rules of a configuration's data, whose own faults were told before.

    ``beside`` has the files that they name. Raises ConfigError for a file that cannot be used.
    """
    rules = [*field_rules(data.get("fields", {}), beside, front_matter)]
    if "extra_schema" in data:
        rules.append(_extra(data["extra_schema"], beside))
    if terms := data.get("terms"):
        rules.append(_of_terms(terms))
    rules += [_of_pattern(name, value) for name, value in data.get("patterns", {}).items()]
    unread: list[str] = []
    for style in data.get("styles", ()):
        rules += _of_style(style, beside, unread)
    if len(rules) > _MOST_RULES:
        raise ConfigError(f"the house has {len(rules)} rules: {_MOST_RULES} are the most")
    return Styled(settled(rules), tuple(unread))


def field_rules(fields: Mapping[str, Any], beside: Beside, front_matter: Mapping[str, str]) -> tuple[HouseRule, ...]:
    """The rule of fields; none where nothing is asked of any."""
    demand = tuple(_field(name, _asked(value), beside, front_matter) for name, value in fields.items())
    return (HouseRule(FIELDS, Severity.ERROR, "A field is not as the house asks for it.", Fields(demand)),) * bool(
        demand
    )


def _asked(value: Any) -> Mapping[str, Any]:
    """What is asked of a field, whose short forms are "required", "forbidden" and a list of what it may hold."""
    if isinstance(value, str):
        return {value: True}
    return {"allowed": value} if isinstance(value, list) else value


def _field(name: str, demand: Mapping[str, Any], beside: Beside, front_matter: Mapping[str, str]) -> Field:
    allowed = demand.get("allowed", ())
    values = _listed(allowed, beside) if isinstance(allowed, str) else tuple(map(spelled, allowed))
    shape = Pattern(demand["form"]) if "form" in demand else None
    required, forbidden = bool(demand.get("required")), bool(demand.get("forbidden"))
    path = path_of(name, front_matter)
    severity = Severity(demand.get("severity", "error"))
    return Field(name, path, required, forbidden, values, shape, demand.get("message"), severity)


def path_of(name: str, front_matter: Mapping[str, str]) -> tuple[str, ...]:
    """Where a field lies, by the name that a house has for it: the article's own, or a key beside them."""
    path = tuple(front_matter.get(name, name).split("."))
    return path if path[0] in load_schema()["properties"] else ("extra", *path)


def _listed(path: str, beside: Beside) -> tuple[str, ...]:
    """The values that a file lists: a list, the keys of a mapping, or one a line."""
    content = beside.read(path)
    if not path.endswith((".yaml", ".yml", ".json")):
        return tuple(line.strip() for line in content.decode("utf-8", "replace").splitlines() if line.strip())
    values = _loaded(content, path)
    if not isinstance(values, list | dict):
        raise ConfigError(f"{path}: must be a list of values, or a mapping whose keys are values")
    return tuple(str(value.get("name", "")) if isinstance(value, dict) else spelled(value) for value in values)


def _loaded(content: bytes, path: str) -> Any:
    from artfmt.formats.yaml.reader import load_yaml

    try:
        return load_yaml(Source(content, path).text, path)
    except ReadError as error:
        place = f":{error.line}" if error.line else ""
        raise ConfigError(f"{path}{place}: {error.message}") from None


def _extra(path: str, beside: Beside) -> HouseRule:
    text = beside.read(path).decode("utf-8", "replace")
    try:
        validator(text)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None
    return HouseRule(
        EXTRA, Severity.ERROR, "What stands beside the article's fields breaks the house's schema.", Extra(text)
    )


def _of_terms(terms: Mapping[str, Any]) -> HouseRule:
    """The rule of terms; longer ones come first, of which shorter ones may be a part."""
    longest_first = sorted(terms, key=len, reverse=True)
    some = tuple(
        _term(spelling, {"use": use} if isinstance(use := terms[spelling], str) else use) for spelling in longest_first
    )
    return HouseRule(TERMS, Severity.WARNING, "The house writes this in another way.", Terms(some))


def _term(spelling: str, demand: Mapping[str, Any]) -> Term:
    use = demand.get("use")
    ignores_case = not demand.get("case", False)
    bounds = [r"\b" if spelling[place].isalnum() else "" for place in (0, -1)]
    words = r"\s+".join(map(re.escape, spelling.split()))
    pattern = Pattern(f"{bounds[0]}{words}{bounds[1]}", ignores_case, is_plain=True)
    is_spelling = use is not None and use.lower() == spelling.lower()  # of one word, whose capitals are what matters
    keeps = ignores_case and not is_spelling
    severity = Severity(demand["severity"]) if "severity" in demand else None
    return Term(pattern, use, demand.get("message"), _scope(demand), tuple(demand.get("except", ())), keeps, severity)


def _scope(demand: Mapping[str, Any]) -> Scope:
    return Scope(tuple(demand.get("in", DEFAULT)), tuple(demand.get("not_in", ())))


def _of_pattern(name: str, demand: Mapping[str, Any]) -> HouseRule:
    pattern = Pattern(demand["find"], not demand.get("case", False), is_tame=is_tame(demand["find"]))
    action = Action(demand["replace"] or None) if "replace" in demand else None
    judge = Existence(pattern, demand["message"], _scope(demand), tuple(demand.get("except", ())), action)
    return HouseRule(f"house.{name}", Severity(demand.get("severity", "warning")), demand["message"], judge)


def _of_style(style: str, beside: Beside, unread: list[str]) -> Iterator[HouseRule]:
    files = list(style_files(style, beside.names(style)))
    if not files:
        within = [name for name in beside.names(style) if "." not in name]
        hint = f': did you mean "{style.rstrip("/")}/{within[0]}"?' if within else ""
        raise ConfigError(f'the style "{style}" holds no rules{hint}')
    for name, path in files:
        try:
            yield rule_of(name, _loaded(beside.read(path), path))
        except ConfigError as error:
            unread.append(f"{path}: skipped: {str(error).removeprefix(f'{path}: ')}")


def faults(data: Mapping[str, Any]) -> Iterator[Fault]:
    """What is wrong with the house rules in a configuration's data, beside what its schema tells."""
    for pointer, demand in _all_asked(data):
        for field in ("find", "form"):
            if field in demand and (fault := Pattern(demand[field], True).fault):
                yield f"{pointer}/{field}", fault
        for field in ("in", "not_in"):
            for index, part in enumerate(demand.get(field, ())):
                if part not in NAMES:
                    yield f"{pointer}/{field}/{index}", _no_part(part)
    for pointer, fields in _all_fields(data):
        for name in fields:
            if fault := _doubtful_field(name, data.get("front_matter", {})):
                yield pointer + json_pointer((name,)), fault


def _all_fields(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "/fields", data.get("fields", {})
    for index, part in enumerate(data.get("paths", ())):
        yield f"/paths/{index}/fields", part.get("fields", {})


def _all_asked(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    sections = [*_all_fields(data), *((f"/{name}", data.get(name, {})) for name in ("terms", "patterns"))]
    for pointer, section in sections:
        for name, demand in section.items():
            if isinstance(demand, Mapping):
                yield pointer + json_pointer((name,)), demand


def _no_part(name: str) -> str:
    near = nearest(name, NAMES)
    return f'there is no part "{name}": ' + (f'did you mean "{near}"?' if near else f"it may be {', '.join(NAMES)}")


def _doubtful_field(name: str, front_matter: Mapping[str, str]) -> str | None:
    """What is to be said of a field that is none, and nearly one; any other name is a key of the house's own."""
    head = name.partition(".")[0]
    near = nearest(head, _known_fields(), 0.9)
    if head in _known_fields() or name in front_matter or not near:
        return None
    return f'"{head}" is no field: did you mean "{near}"? A key of your own is written extra.{name}'


@cache
def _known_fields() -> tuple[str, ...]:
    return tuple(load_schema()["properties"])
