"""What is read: bytes or text with a name, and places within it."""

from __future__ import annotations

import codecs
from functools import cached_property
from os import PathLike, fspath

from artfmt.source.errors import ReadError
from artfmt.source.location import LINE_END, Lines, Location

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAVE_AS_UTF8 = "save the file as UTF-8"


class Source:
    """One document to read, before anything is known of it.

    ``data`` is its content, bytes or text; ``name`` is what messages call it (a path, or "-"); ``url`` is the
    address that it was found at, if the caller told one; ``charset`` is what its server said its bytes are in.
    """

    def __init__(self, data: bytes | str, name: str = "-", url: str | None = None, charset: str | None = None) -> None:
        self.data = data
        self.name = name
        self.url = url
        self.charset = charset

    @classmethod
    def of(
        cls, source: bytes | str | PathLike[str] | Source, name: str | None = None, url: str | None = None
    ) -> Source:
        """The source of what a caller hands in: bytes and str are content, a path is a file that is read now.

        A Source stays as it is; with ``url``, another address gives another Source. Raises OSError where the file
        cannot be read.
        """
        if isinstance(source, Source):
            return source if url in (None, source.url) else cls(source.data, source.name, url, source.charset)
        if isinstance(source, bytes | str):
            return cls(source, name or "-", url)
        with open(source, "rb") as file:
            return cls(file.read(), name or fspath(source), url)

    @cached_property
    def text(self) -> str:
        """The content as text: from UTF-8, or from UTF-16 or UTF-32 with a byte order mark.

        Raises ReadError, with the place of the first bad byte, where it is anything else.
        """
        if isinstance(self.data, str):
            return self.data.removeprefix("\ufeff")  # a mark that was decoded with the text
        for mark, encoding in _BOMS:
            if self.data.startswith(mark):
                return self._decoded(self.data[len(mark) :], encoding)
        return self._decoded(self.data, "utf-8")

    def beginning(self, size: int) -> str:
        """The first characters of the content, about ``size`` of them, whatever stands in it."""
        head = self.data[:size]
        if isinstance(head, str):
            return head
        for mark, encoding in _BOMS:
            if head.startswith(mark):
                return head[len(mark) :].decode(encoding, "replace")
        return head.decode("utf-8", "replace")

    @property
    def lines(self) -> list[str]:
        """The lines of the content, as places count them; those of windows-1252 where it is no UTF-8."""
        return LINE_END.split(self.lenient_text[0])

    @cached_property
    def lenient_text(self) -> tuple[str, str | None]:
        """The content as text, and windows-1252 where it had to be taken for that; None where it was as ``text``.

        Raises ReadError where it can be neither, or is binary.
        """
        try:
            return self.text, None
        except ReadError as not_utf8:
            assert isinstance(self.data, bytes)
            if b"\0" in self.data or self.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                raise
            try:
                return self.data.decode("windows-1252"), "windows-1252"
            except UnicodeDecodeError:
                raise not_utf8 from None

    def _decoded(self, data: bytes, encoding: str) -> str:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            if b"\0" in data[:4096]:
                raise ReadError(f"is a binary file, not text; {_SAVE_AS_UTF8} text") from None
            before = data[: error.start].decode(encoding, "replace")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            bad = data[error.start : error.start + 1].hex()
            raise ReadError(
                f"is not {encoding.upper()} text: byte 0x{bad} cannot stand here; {_SAVE_AS_UTF8}",
                line=line,
                column=column,
            ) from None
        if "\0" in text[:4096]:
            raise ReadError(f"is a binary file, not text; {_SAVE_AS_UTF8} text")
        return text

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def location(self, offset: int) -> Location:
        """The line and column of a character of ``text``, counted from 0."""
        return self._lines.location(offset)
