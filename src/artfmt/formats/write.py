"""Writing: an article -> text in any format; and converting, which is reading and writing."""

from __future__ import annotations

from os import PathLike

from artfmt.formats.read import read
from artfmt.formats.table import writable
from artfmt.model.article import Article
from artfmt.source.errors import UnknownFormatError
from artfmt.source.source import Source


def write(article: Article, format: str, *, fragment: bool = False) -> str:
    """The article as text in a format (a name from the table).

    ``fragment`` leaves out what is around the article: for HTML, the ``<article>`` element alone.

    Raises UnknownFormatError for a format that cannot be written, or has no fragments.
    """
    row = writable(format)
    if not fragment:
        return row.writer.write(article)
    if not row.fragments:
        raise UnknownFormatError(f"{format} has no fragments; html has")
    return row.writer.write_fragment(article)


def convert(source: bytes | str | PathLike[str] | Source, to: str, format: str | None = None) -> str:
    """Read a source (as ``read`` does) and write its article in the format ``to``."""
    return write(read(source, format).article, to)
