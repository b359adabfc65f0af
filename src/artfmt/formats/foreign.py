"""What people have that is no article in any format of artfmt's: told by its content, and what to do with it."""

from __future__ import annotations

import re
from os.path import splitext
from typing import TYPE_CHECKING, NamedTuple

from artfmt.source.errors import ReadError

if TYPE_CHECKING:
    from artfmt.source.source import Source

_LOOKED_AT = 4096


class Foreign(NamedTuple):
    """One kind: what it is called, by what its files and contents are told, and what to do with one.

    ``begins`` are bytes that a content begins with, ``holds`` others that stand near its beginning; ``looks_like`` is a
    pattern for what is text; ``suffixes`` tell a text whose content tells nothing. ``is_document`` tells that it may be
    written for readers.
    """

    name: str
    cure: str
    suffixes: tuple[str, ...] = ()
    begins: tuple[bytes, ...] = ()
    holds: bytes = b""
    looks_like: str = ""
    is_document: bool = False


_COPY = "save it as .docx, or copy its text"
_AS_TEXT = "save the article as Markdown or .docx, or copy its text"
_ZIP = (b"PK\x03\x04",)

_CODE = """
.py .pyi .js .mjs .ts .tsx .jsx .css .scss .c .h .cc .cpp .java .go .rs .rb .php .sh .sql .ipynb .lua .pl .swift .kt
"""
_PICTURE = "a picture", "it holds no text"
_SHEET = "a spreadsheet", "copy its text, or save a table of it as CSV"
_SLIDES = "a presentation", "copy its text"
_FILM = "a film or a recording", "it holds no text"

FOREIGN: tuple[Foreign, ...] = (
    Foreign("a PDF", _COPY, (".pdf",), (b"%PDF-",), is_document=True),
    Foreign("an EPUB", "copy the text of the chapter", (".epub",), _ZIP, b"application/epub+zip", is_document=True),
    Foreign(
        "an OpenDocument text", _COPY, (".odt",), _ZIP, b"application/vnd.oasis.opendocument.text", is_document=True
    ),
    Foreign(*_SHEET, (".ods",), _ZIP, b"opendocument.spreadsheet"),
    Foreign(*_SHEET, (".xlsx",), _ZIP, b"xl/"),
    Foreign(*_SLIDES, (".odp",), _ZIP, b"opendocument.presentation"),
    Foreign(*_SLIDES, (".pptx",), _ZIP, b"ppt/"),
    Foreign(
        "a document of Word 97-2003",
        "save it as .docx",
        (".doc",),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
        is_document=True,
    ),
    Foreign("RTF", _COPY, (".rtf",), (b"{\\rtf",), is_document=True),
    Foreign(*_PICTURE, (".png",), (b"\x89PNG",)),
    Foreign(*_PICTURE, (".jpg", ".jpeg"), (b"\xff\xd8\xff",)),
    Foreign(*_PICTURE, (".gif",), (b"GIF87a", b"GIF89a")),
    Foreign(*_PICTURE, (".webp",), (b"RIFF",), b"WEBP"),
    Foreign(*_PICTURE, (".tif", ".tiff"), (b"II*\x00", b"MM\x00*")),
    Foreign(*_FILM, (".mp4", ".mov"), (b"\x00\x00\x00",), b"ftyp"),
    Foreign(*_FILM, (".mp3",), (b"ID3",)),
    Foreign("a gzip archive", "unpack it first", (".gz",), (b"\x1f\x8b",)),
    Foreign("an archive", "unpack it first", (".7z", ".rar", ".xz"), (b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")),
    Foreign("a database", "export its articles", (".sqlite", ".db"), (b"SQLite format 3",)),
    Foreign(
        "LaTeX",
        _AS_TEXT,
        (".tex", ".latex"),
        looks_like=r"(?:\s*%.*\n)*\s*\\(?:documentclass|documentstyle|begin\{document\})",
        is_document=True,
    ),
    Foreign(
        "reStructuredText",
        _AS_TEXT,
        (".rst", ".rest"),
        looks_like=r"(?:.*\n){0,40}?\.\. (?:[\w-]+::(?:\s|$)|_[\w -]+:|\|[\w -]+\| )",
        is_document=True,
    ),
    Foreign("AsciiDoc", _AS_TEXT, (".adoc", ".asciidoc", ".asc"), looks_like=r"= \S.*\n(?:.*\n){0,3}?:[\w-]+:(?: |\n)"),
    Foreign(
        "Org mode", _AS_TEXT, (".org",), looks_like=r"(?i:#\+(?:title|author|date|options|startup):)", is_document=True
    ),
    Foreign("DocBook", _AS_TEXT, looks_like=r"(?s:.{0,400}?)<(?:article|book)[^>]*docbook\.org"),
    Foreign("a calendar", "copy its text", (".ics",), looks_like="BEGIN:VCALENDAR"),
    Foreign("a script", "it is source code", looks_like=r"#!\s*/"),
    Foreign("source code", "it is no article", tuple(_CODE.split())),
)


def kind_of_name(name: str) -> Foreign | None:
    """The kind that a file's name tells by its suffix, whatever the file holds."""
    suffix = splitext(name)[1].lower()
    return next((kind for kind in FOREIGN if suffix in kind.suffixes), None) if suffix else None


def foreign_of(source: Source) -> Foreign | None:
    """The kind of a source that artfmt knows and does not read; None for what it may read."""
    head = source.data[:_LOOKED_AT]
    if isinstance(head, str):
        return _of_text(head)
    for kind in FOREIGN:
        if kind.begins and head.startswith(kind.begins) and kind.holds in head:
            return kind
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    return _of_text(source.beginning(_LOOKED_AT)) or _of_name(source.name)


def _of_text(text: str) -> Foreign | None:
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    return next((kind for kind in FOREIGN if kind.looks_like and re.match(kind.looks_like, text)), None)


def _of_name(name: str) -> Foreign | None:
    suffix = splitext(name)[1].lower()
    return next((kind for kind in FOREIGN if suffix in kind.suffixes and not kind.begins), None)


def refuse_foreign(source: Source) -> None:
    """Raise ReadError for what artfmt knows and does not read; it says what that is, and what to do."""
    kind = foreign_of(source)
    if kind:
        raise ReadError(f"is {kind.name}, which artfmt does not read: {kind.cure}")
