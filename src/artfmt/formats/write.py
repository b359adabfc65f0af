"""Writing: an article -> text in any format; and converting, which is reading and writing."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike

from artfmt.formats.read import read
from artfmt.formats.table import writable
from artfmt.model.article import Article
from artfmt.reading.document import Document
from artfmt.source.errors import UnknownFormatError
from artfmt.source.source import Source


def write(
    article: Article,
    format: str,
    *,
    fragment: bool = False,
    dialect: str | None = None,
    front_matter: Mapping[str, str] | None = None,
    like: Document | None = None,
) -> str:
    """The article as text in a format (a name from the table).

    ``fragment`` leaves out what is around the article: for HTML, the ``<article>`` element alone. ``dialect`` names a
    tool whose spelling is meant: for Markdown, the names of its front matter (hugo, jekyll, eleventy, astro, ghost,
    plain); ``front_matter`` are a house's own keys there, with the fields that they stand for. ``like`` is the document
    that the article was read from: Markdown is written as it stood there, but for what changed.

    Raises UnknownFormatError for a format that cannot be written, has no fragments, or no such dialect.
    """
    row = writable(format)
    if dialect and dialect not in row.dialects:
        dialects = ", ".join(row.dialects) or "none; markdown has some"
        raise UnknownFormatError(f'{format} has no dialect "{dialect}": it has {dialects}')
    if fragment:
        if not row.fragments:
            raise UnknownFormatError(f"{format} has no fragments; html has")
        return row.writer.write_fragment(article)
    if like is not None and row.dialects and like.format == row.name:
        return row.again.write_again(article, like, dialect, front_matter or {})
    if dialect or (front_matter and row.dialects):
        return row.writer.write_dialect(article, dialect, front_matter or {})
    return row.writer.write(article)


def convert(source: bytes | str | PathLike[str] | Source, to: str, format: str | None = None) -> str:
    """Read a source (as ``read`` does) and write its article in the format ``to``."""
    return write(read(source, format).article, to)
