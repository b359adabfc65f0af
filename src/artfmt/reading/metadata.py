"""What a source says of an article beside its text: what feeds, mails and content systems hold in fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from artfmt.model.article import Article, ArticleType, Author, Image, Note, Publisher, Related


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
    authors: tuple[Author, ...] = ()
    publisher: Publisher | None = None
    image: Image | None = None
    related: tuple[Related, ...] = ()
    notes: tuple[Note, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def or_else(self, other: Metadata) -> Metadata:
        """These fields, and those of another that are empty here."""
        empty = {one.name: getattr(other, one.name) for one in fields(self) if not getattr(self, one.name)}
        return replace(self, **empty)

    def of(self, article: Article) -> dict[str, Any]:
        """The stated fields of an article; where the text tells of more related stories or notes, those too."""
        values = {one.name: value for one in fields(self) if (value := getattr(self, one.name))}
        for name in ("related", "notes"):
            if name in values:
                values[name] = (*values[name], *getattr(article, name))
        return values
