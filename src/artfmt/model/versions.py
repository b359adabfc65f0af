"""The versions of the schema, each of which admits all that the one before it does."""

from __future__ import annotations

from typing import Any, Literal, get_args

SchemaVersion = Literal["1.0", "1.1"]
VERSIONS: tuple[SchemaVersion, ...] = get_args(SchemaVersion)


def lowest_version(article: Any) -> SchemaVersion:
    """The lowest version that has all fields of an article, so that whoever knows no later one can read it."""
    is_of_1_1 = article.dateline or article.footnotes or article.rights or _has_source_type(article.image)
    return "1.1" if is_of_1_1 or any(map(_is_of_1_1, article.body)) else "1.0"


def _is_of_1_1(section: Any) -> bool:
    return (
        section.id is not None or any(map(_has_source_type, section.blocks)) or any(map(_is_of_1_1, section.sections))
    )


def _has_source_type(part: object) -> bool:
    return getattr(part, "source_type", None) is not None
