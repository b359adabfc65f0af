"""Formatting: an article in the one form that artfmt writes its format in, with nothing of its source lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from os import PathLike

from artfmt.checking.config import house_of
from artfmt.checking.settings import Settings
from artfmt.formats.read import read
from artfmt.formats.table import format_named
from artfmt.reading.document import Document
from artfmt.source.errors import ArtfmtError, ReadError
from artfmt.source.source import Source

# Signs of what no article holds, by the name of the format.
_APART = {"jats": ("<!--", "<?"), "html": ("<!--", "<?", "<script")}
_PAIRED = re.compile(r"\{\{[<%]\s*/|\{%-?\s*end")
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n.*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_LOOSE = re.compile(r"(<li>)\s*<p>|</p>\s*(?=</li>|<[uo]l>)")
_CODE = re.compile(r"<pre>.*?</pre>", re.DOTALL)
_HEAD = re.compile(r"(?:#.*\n)+")  # comments above a YAML file, as those that name its schema


class NotFormattedError(ArtfmtError):
    """A source stays as it is; the message says why."""


def formatted(
    source: bytes | str | PathLike[str] | Source, settings: Settings | None = None, format: str | None = None
) -> str:
    """The text of a source in the form that artfmt writes; formatting it again changes nothing.

    ``source`` and ``format`` are as for ``read``, ``settings`` as for ``check``. The article in it is the same.
    In Markdown the front matter, templates and HTML stay as they stand. Raises ReadError where the source cannot be
    read, and NotFormattedError where writing it anew would lose something.
    """
    house = house_of(settings)
    document = read(source, format, **house)
    text = _written(document, house.get("front_matter", {}))
    try:
        again = read(Source(text, document.source.name), document.format, **house)
    except ReadError:
        again = None
    if again is None or again.article != document.article:
        raise NotFormattedError("would be read as another article when formatted; it stays as it is")
    if format_named(document.format).dialects and _shown(text) != _shown(document.source_text):
        raise NotFormattedError("would be shown otherwise when formatted; it stays as it is")
    return text


def _written(document: Document, front_matter: Mapping[str, str]) -> str:
    row = format_named(document.format)
    if not row.lossless or not row.writes:
        raise NotFormattedError(f"{row.title} has no one form: convert it to another format")
    if row.dialects:
        if _PAIRED.search(document.source_text):
            raise NotFormattedError("holds text within templates, which may be code; it stays as it is")
        return row.again.write_formatted(document, front_matter)
    if notice := next(iter(document.notices), None):
        raise NotFormattedError(f"something of it would be lost ({notice.message}); it stays as it is")
    text = row.writer.write(document.article)
    if any(document.source_text.count(sign) > text.count(sign) for sign in _APART.get(row.name, ())):
        raise NotFormattedError("holds comments or scripts, which would be lost; it stays as it is")
    if row.name != "yaml":
        return text
    head = _HEAD.match(document.source_text)
    if _has_comment(document.source_text[head.end() if head else 0 :]):
        raise NotFormattedError("holds comments, which would be lost; it stays as it is")
    return f"{head[0]}{_HEAD.sub('', text, count=1)}" if head else text


def _has_comment(text: str) -> bool:
    """Whether YAML holds a comment: a number sign between two of its tokens."""
    import yaml

    end = 0
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if "#" in text[end : token.start_mark.index]:
                return True
            end = token.end_mark.index
    except yaml.YAMLError:  # what the parser in C took
        return True
    return False


def _shown(markdown: str) -> tuple[str, list[str]]:
    """What a page shows of Markdown, and the code in it: by CommonMark with tables, whatever its white space."""
    from markdown_it import MarkdownIt

    body = _FRONT.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(body)
    return " ".join(_LOOSE.sub(r"\1", page).split()), _CODE.findall(page)
