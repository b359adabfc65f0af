"""What a source says of an article beside its text: what feeds, mails and content systems hold in fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from artfmt.model.article import Article, ArticleType, Author, Image, Note, Publisher, Related, Rights
from artfmt.model.prose import canonical, one_line

_DAY = len("2031-03-03")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Fields of an article as the source states them; each as [`Article`][artfmt.Article] has it, or empty."""

    type: ArticleType | None = None
    id: str | None = None
    url: str | None = None
    language: str | None = None
    headline: str | None = None
    deck: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    dateline: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: Publisher | None = None
    image: Image | None = None
    related: tuple[Related, ...] = ()
    notes: tuple[Note, ...] = ()
    rights: Rights | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def or_else(self, other: Metadata) -> Metadata:
        """These fields, and those of another that are empty here."""
        empty = {one.name: getattr(other, one.name) for one in fields(self) if not getattr(self, one.name)}
        return replace(self, **empty)

    def of(self, article: Article) -> dict[str, Any]:
        """The stated fields of an article, each on one line; related stories that the text tells of come behind."""
        values = {one.name: _on_one_line(getattr(self, one.name)) for one in fields(self)}
        values = {name: value for name, value in values.items() if value}
        for name in ("related", "notes"):
            if name in values:
                values[name] = (*values[name], *getattr(article, name))
        return values


def change_of(published: str | None, changed: str | None) -> str | None:
    """When an article was changed, where that was on another day than it was published; both as RFC 3339 has them."""
    return changed if changed and published and changed[:_DAY] != published[:_DAY] else None


def _on_one_line(value: Any) -> Any:
    """A value of a field in canonical form; what has no visible character is empty."""
    match value:
        case str():
            return one_line(value) or None
        case tuple():
            return tuple(filter(None, map(_on_one_line, value)))
        case Author():
            name = one_line(value.name)
            return replace(value, name=name, role=one_line(value.role or "") or None) if name else None
        case Publisher():
            name = one_line(value.name)
            return replace(value, name=name) if name else None
        case Related():
            title = one_line(value.title)
            return replace(value, title=title) if title else None
        case Rights():
            texts = {one.name: one_line(getattr(value, one.name) or "") or None for one in fields(value)}
            return Rights(**texts) if any(texts.values()) else None
        case Image():
            alt = one_line(value.alt or "") or None
            return replace(value, alt=alt, caption=canonical(value.caption), credit=canonical(value.credit))
        case _:
            return value
