"""Who wrote it: names as metadata and bylines give them -> authors, without outlets, addresses and "Staff"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from artfmt.formats.html.linked_data import text_of, types_of
from artfmt.language.byline_parts import LONGEST_BYLINE, MOST_NAMES, OPENING, split_names
from artfmt.language.name_judge import ORGANIZATION, NameJudge, plain_name
from artfmt.model.article import Author
from artfmt.model.urls import safe_address

_ADDRESS = re.compile(r"\s*(?:\w+://|www\.|@)")
_BREAK = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)


def authors_of(
    values: Iterable[Any], judge: NameJudge, address: Any = safe_address
) -> tuple[list[Author], list[Author]]:
    """The persons, and the organisations, that JSON-LD, meta elements or microdata name as authors.

    A value is a string ("A and B"), a node with a name, or a list of them.
    """
    persons: dict[str, Author] = {}
    others: dict[str, Author] = {}
    for value in values:
        if isinstance(value, list):
            more, rest = authors_of(value, judge, address)
            persons |= {plain_name(part.name): part for part in more if plain_name(part.name) not in persons}
            others |= {plain_name(part.name): part for part in rest if plain_name(part.name) not in others}
            continue
        node = value if isinstance(value, dict) else {}
        if isinstance(node.get("name"), list):
            more, rest = authors_of([{**node, "name": name} for name in node["name"][:MOST_NAMES]], judge, address)
            persons |= {plain_name(part.name): part for part in more}
            others |= {plain_name(part.name): part for part in rest}
            continue
        if isinstance(value, str):
            value = _BREAK.sub(";", value[:LONGEST_BYLINE])
        url = role = None
        if node:
            raw = node.get("url") or node.get("sameAs")
            raw = raw[0] if isinstance(raw, list) and raw else raw
            url = address(raw) if isinstance(raw, str) else None
            role = text_of(node.get("jobTitle"))
        name = _name_of(node) if node else text_of(value)
        if not name or _ADDRESS.match(name):
            continue
        kinds = types_of(node)
        certain = "Person" in kinds
        organisation = not certain and (_is_organisation(name) or "Organization" in " ".join(kinds))
        for part, role_of_part in split_names(name, certain=certain) if not organisation else [(name, None)]:
            if organisation or not (judge.is_person(part) or (certain and judge.is_named(part))):
                if judge.is_fit(part) and not (judge.is_generic(part) and not judge.is_outlet(part)):
                    others.setdefault(plain_name(part), Author(part, None, url))
            else:
                persons.setdefault(plain_name(part), Author(part, role_of_part or role, url))
    return list(persons.values())[:MOST_NAMES], list(others.values())[:MOST_NAMES]


def _is_organisation(name: str) -> bool:
    """Whether a whole name is that of a body of people: "Centre for River Studies and Planning"."""
    return ORGANIZATION.search(name) is not None and "," not in name and not OPENING.match(name) and name.count(" ") > 2


def _name_of(node: dict[str, Any]) -> str | None:
    if name := text_of(node.get("name")):
        return name
    parts = [text_of(node.get(part)) for part in ("givenName", "additionalName", "familyName")]
    return " ".join(part for part in parts if part) or None
