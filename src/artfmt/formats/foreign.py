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

    @property
    def is_text(self) -> bool:
        """Whether its files may be without a zero byte."""
        return bool({_PDF, _RTF} & {*self.begins})


_PDF, _RTF = b"%PDF-1.", b"{\\rtf1"

_COPY = "save it as .docx, or copy its text"
_AS_TEXT = "save the article as Markdown or .docx, or copy its text"
_ZIP = (b"PK\x03\x04",)

_ATTRIBUTES = "author|revdate|toc|doctype|email|icons|imagesdir|keywords|description"
_OF_ASCIIDOC = rf"= \S.*\n(?:.*\n){{0,3}}?:(?:{_ATTRIBUTES}):"
_CODE = """
.py .pyi .js .mjs .ts .tsx .jsx .css .scss .c .h .cc .cpp .java .go .rs .rb .php .sh .sql .ipynb .lua .pl .swift .kt
"""
_PICTURE = "a picture", "it holds no text"
_SHEET = "a spreadsheet", "copy its text, or save a table of it as CSV"
_SLIDES = "a presentation", "copy its text"
_FILM = "a film or a recording", "it holds no text"

FOREIGN: tuple[Foreign, ...] = (
    Foreign("a PDF", _COPY, (".pdf",), (_PDF, b"%PDF-2."), is_document=True),
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
    Foreign("RTF", _COPY, (".rtf",), (_RTF,), is_document=True),
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
        looks_like=r"(?:%.*\n\s*+)*+\\document(?:class|style)\s*(?:\[[^\]\n]*\])?\{",
        is_document=True,
    ),
    Foreign(
        "reStructuredText",
        _AS_TEXT,
        (".rst", ".rest"),
        looks_like=r"(?=(?:.*\n){0,20}?[=~^*#+-]{4,}\n)(?:.*\n){0,40}?\.\. [\w-]+::(?:\s|$)",
        is_document=True,
    ),
    Foreign("AsciiDoc", _AS_TEXT, (".adoc", ".asciidoc", ".asc"), looks_like=_OF_ASCIIDOC, is_document=True),
    Foreign(
        "Org mode", _AS_TEXT, (".org",), looks_like=r"(?i:#\+(?:title|author|date|options|startup):)", is_document=True
    ),
    Foreign("DocBook", _AS_TEXT, looks_like=r"(?s:.{0,400}?)<(?:article|book)\s[^>]*docbook\.org"),
    Foreign("a calendar", "copy its text", (".ics",), looks_like=r"BEGIN:VCALENDAR\s*\n"),
    Foreign("a script", "it is source code", looks_like=r"#!\s*/\w+/"),
    Foreign("source code", "it is no article", tuple(_CODE.split())),
)


def kind_of_name(name: str) -> Foreign | None:
    """The kind that a file's name tells by its suffix, whatever the file holds."""
    suffix = splitext(name)[1].lower()
    return next((kind for kind in FOREIGN if suffix in kind.suffixes), None) if suffix else None


def foreign_of(source: Source, *, is_named: bool = False) -> Foreign | None:
    """The kind of a source that artfmt knows and does not read; None for what it may read.

    ``is_named`` tells that the source has the suffix of a format that is read: then only what is no text is another.
    """
    head = source.data[:_LOOKED_AT]
    if isinstance(head, bytes):
        is_text = b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff"))
        for kind in FOREIGN:
            if kind.begins and head.startswith(kind.begins) and kind.holds in head and (not is_text or kind.is_text):
                return kind
        if not is_text:
            return None
    if is_named:
        return None
    return _of_text(source.beginning(_LOOKED_AT)) or _of_name(source.name)


def _of_text(text: str) -> Foreign | None:
    text = text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    return next((kind for kind in FOREIGN if kind.looks_like and re.match(kind.looks_like, text)), None)


def _of_name(name: str) -> Foreign | None:
    suffix = splitext(name)[1].lower()
    return next((kind for kind in FOREIGN if suffix in kind.suffixes and not kind.begins), None)


def refuse_foreign(source: Source, *, is_named: bool = False) -> None:
    """Raise ReadError for what artfmt knows and does not read; it says what that is, and what to do."""
    kind = foreign_of(source, is_named=is_named)
    if kind:
        raise ReadError(f"is {kind.name}, which artfmt does not read: {kind.cure}")
