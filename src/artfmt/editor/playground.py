"""What the playground's page shows of a text: its structure, its findings, and the article in every format.

The page (``docs/playground``) runs this in the browser; nothing here knows of it but what it is given: plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from artfmt.editor.buffer import Buffer, as_row
from artfmt.formats.table import FORMATS, readable
from artfmt.formats.write import write
from artfmt.model.article import (
    Article,
    Author,
    Code,
    Embed,
    Footnote,
    Image,
    ListItem,
    Note,
    Paragraph,
    Publisher,
    Quote,
    Related,
    Rights,
    Section,
    Table,
)
from artfmt.model.prose import plain_text
from artfmt.reading.document import Document
from artfmt.source.errors import ArtfmtError
from artfmt.source.source import Source

# What the article says of itself in a word or a line, in the order in which it is read.
_FIELDS = ("headline", "deck", "section", "dateline", "published", "updated", "language", "url")


def shown(text: str, from_format: str = "", why: bool = False) -> dict[str, Any]:
    """All that is shown of a text.

    ``from_format`` is the name of its format; left out, the content tells it. ``format`` is what it was read as, None
    where it is no article. ``structure`` has a row a part: ``name``, ``text``, ``depth`` (from 0), ``line`` (from 1,
    or None). ``findings`` are those of ``artfmt check`` without a configuration. ``outputs`` has the article in each
    format that can be written, by the format's name, or why it cannot be. ``explained`` has, where ``why`` is asked
    for, a line for each piece of the text: what it was taken for, and why. Raises UnknownFormatError.
    """
    name = f"article{readable(from_format).suffixes[0]}" if from_format else "article"
    buffer = Buffer(name, text)
    document = buffer.document
    findings = [as_row(finding) for finding in buffer.findings]
    if document is None:
        return {"format": None, "structure": [], "findings": findings, "outputs": {}, "explained": []}
    return {
        "format": document.format,
        "structure": [*structure(document)],
        "findings": findings,
        "outputs": {row.name: _written(document.article, row.name) for row in FORMATS if row.writes},
        "explained": _explained(document.format, buffer.source) if why else [],
    }


def structure(document: Document) -> Iterator[dict[str, Any]]:
    """A row for each part of an article that holds words, each beneath the one that it is a part of."""
    article = document.article
    for field in _FIELDS:
        if value := getattr(article, field):
            yield _row(document, f"/{field}", field, value, 0)
    above: list[str] = []
    for pointer, part in article.walk():
        if (words := _words(part)) is not None:
            while above and not pointer.startswith(f"{above[-1]}/"):
                above.pop()
            yield _row(document, pointer, *words, len(above))
            above.append(pointer)
    if article.tags:
        yield _row(document, "/tags", "tags", ", ".join(article.tags), 0)


def _row(document: Document, pointer: str, name: str, text: str, depth: int) -> dict[str, Any]:
    place = document.locate(pointer)
    return {"name": name, "text": text, "depth": depth, "line": place.line if place else None}


def _words(part: Any) -> tuple[str, str] | None:
    """What a part is called and what it says; None for one that only holds others, or marks them."""
    tell = _TELL.get(type(part))
    return tell(part) if tell else None


def _of_section(section: Section) -> tuple[str, str] | None:
    if section.axiom:
        return f"label: {section.axiom.kind}", section.axiom.label
    return ("heading", plain_text(section.heading)) if section.heading else None


_TELL: dict[type, Callable[[Any], tuple[str, str] | None]] = {
    Author: lambda author: ("author", ", ".join(filter(None, (author.name, author.role)))),
    Publisher: lambda publisher: ("publisher", publisher.name),
    Section: _of_section,
    Paragraph: lambda paragraph: ("paragraph", plain_text(paragraph.content)),
    ListItem: lambda item: ("item", plain_text(item.content)),
    Quote: lambda quote: ("quote", plain_text(quote.attribution)),
    Image: lambda image: ("picture", plain_text(image.caption) or image.alt or image.src or ""),
    Table: lambda table: ("table", plain_text(table.caption) or f"{len(table.rows)} rows"),
    Embed: lambda embed: ("embed", embed.title or embed.url),
    Code: lambda code: ("code", code.text),
    Related: lambda related: ("related", related.title),
    Note: lambda note: (note.kind, plain_text(note.content)),
    Footnote: lambda footnote: ("footnote", plain_text(footnote.content)),
    Rights: lambda rights: ("rights", rights.statement or rights.holder or rights.license or ""),
}


def _written(article: Article, format: str) -> str:
    try:
        return write(article, format)
    except ArtfmtError as error:
        return str(error)


def _explained(format: str, source: Source) -> list[str]:
    row = readable(format)
    lines = row.explain(source, {}) if row.explains else ()
    return [line.removeprefix(f"{source.name}:") for line in lines]
