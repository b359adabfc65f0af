"""Writing: an article -> text in any format; and converting, which is reading and writing."""

from __future__ import annotations

from os import PathLike

from artfmt.formats.read import read
from artfmt.formats.table import writable
from artfmt.model.article import Article
from artfmt.source.errors import UnknownFormatError
from artfmt.source.source import Source


def write(article: Article, format: str, *, fragment: bool = False, dialect: str | None = None) -> str:
    """The article as text in a format (a name from the table).

    ``fragment`` leaves out what is around the article: for HTML, the ``<article>`` element alone. ``dialect`` names a
    tool whose spelling is meant: for Markdown, the names of its front matter (hugo, jekyll, eleventy, astro, ghost,
    plain).

    Raises UnknownFormatError for a format that cannot be written, has no fragments, or no such dialect.
    """
    row = writable(format)
    if dialect:
        if dialect not in row.dialects:
            dialects = ", ".join(row.dialects) or "none; markdown has some"
            raise UnknownFormatError(f'{format} has no dialect "{dialect}": it has {dialects}')
        return row.writer.write_dialect(article, dialect)
    if not fragment:
        return row.writer.write(article)
    if not row.fragments:
        raise UnknownFormatError(f"{format} has no fragments; html has")
    return row.writer.write_fragment(article)


def convert(source: bytes | str | PathLike[str] | Source, to: str, format: str | None = None) -> str:
    """Read a source (as ``read`` does) and write its article in the format ``to``."""
    return write(read(source, format).article, to)
