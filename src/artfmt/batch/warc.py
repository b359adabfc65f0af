"""WARC files (ISO 28500) -> documents: the HTML of each answer that a server gave with success.

Other records (requests, metadata) and answers (redirects, errors, pictures) are passed over. Where a record is broken
the next one is looked for, and a failure stands for what lies between.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from artfmt.batch.columns import DocumentRow, Failure
from artfmt.batch.rows import too_large

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading

_HTML = ("text/html", "application/xhtml+xml")
_STARTS = (b"\x1f\x8b\x08", b"\nWARC/1.", b"\x28\xb5\x2f\xfd")
_PIECE = 1 << 20
_MOST_BREAKS = 1000
_LENGTH = re.compile("[0-9]{1,15}")
_PANIC = "PanicException"  # what a fault of fastwarc's Rust raises: no Exception, and of no importable type
_MOST_HEADERS = 1 << 20  # bytes of HTTP headers beside a page


class _Forward:
    """A stream that can only be read on."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int) -> bytes:
        """The next bytes."""
        data: bytes = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._position

    def seekable(self) -> bool:
        """No: what was read is gone."""
        return False


class _Answer(NamedTuple):
    """What a record holds: a page or None, and how long it should be by HTTP, where that is said.

    ``position`` is where it starts in the file, ``is_cut`` tells that it says to be longer than the file.
    """

    document: DocumentRow | None
    length: int = 0
    announced: int | None = None
    is_cut: bool = False
    position: int = 0

    @property
    def has_wrong_length(self) -> bool:
        """Whether the record's length is not that of its page."""
        return bool(self.document and self.document.data) and self.announced not in (None, self.length)


class _Break(NamedTuple):
    """A place from where on no record could be read."""

    after: int
    why: str


def documents(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    """The documents of a WARC file, compressed or not; the address is the record's, the date when it was fetched.

    Raises OSError where the file is no WARC, or is damaged and cannot be searched for the next record.
    """
    # Files are decompressed by fastwarc itself, which knows where members start; it does not know bzip2.
    by_itself = container_stream.raw.seekable() and container_stream.container.compression != "bz2"
    stream = container_stream.raw if by_itself else _Forward(container_stream.stream)
    for number, answer in enumerate(_pages(_found(stream, reading)), 1):
        yield answer._replace(id=f"{container_stream.container.path}#{number}")


def _pages(answers: Iterator[_Answer | _Break]) -> Iterator[DocumentRow]:
    """The pages, and a failure for each damage; a record is held back until it is known whether another follows it."""
    last: DocumentRow | None = None
    damage: _Break | None = None
    before: _Answer | None = None
    for answer in answers:
        if isinstance(answer, _Break):
            if before and before.has_wrong_length and last:
                message = f"its record has a wrong length: it holds {before.length:,} of {before.announced:,} bytes"
                last = _damage(message, last.url)
            else:
                damage = damage or answer
            before = None
            continue
        if last:
            yield last
        if damage:
            yield _damage(f"damaged after byte {damage.after:,} up to byte {answer.position:,}: {damage.why}")
        last, before, damage = answer.document, answer, None
    if last:
        yield last
    if damage:
        yield _damage(f"damaged after byte {damage.after:,}, and no record follows: {damage.why}")


def _found(stream: Any, reading: Reading) -> Iterator[_Answer | _Break]:
    """What the records hold, and the breaks between them."""
    start: int | None = 0
    breaks = 0  # since the last record: what starts like one and is none must not be tried without end
    while start is not None and breaks <= _MOST_BREAKS:
        position, answer = start, None
        try:
            for record in ArchiveIterator(stream, parse_http=False):
                position = record.stream_pos
                answer = _answer(record, reading)._replace(position=position)
                yield answer
                breaks = 0
                if answer.is_cut:
                    break
        except BaseException as error:
            if not isinstance(error, OSError) and type(error).__name__ != _PANIC:
                raise
            if not stream.seekable():
                raise OSError(str(error)) from None
            yield _Break(position, str(error))
        else:
            if answer is None and stream.tell():
                yield _Break(start, "there is no record")
            if not (answer and answer.is_cut and stream.seekable()):
                return
        breaks += 1
        start = _next_start(stream, max(position, start) + 1)


def _damage(message: str, url: str | None = None) -> DocumentRow:
    return DocumentRow.failed("", Failure("damaged", message), url)


def _next_start(stream: Any, position: int) -> int | None:
    """Where the next record may start, from a position on."""
    stream.seek(position)
    before = b""
    while piece := stream.read(_PIECE):
        window = before + piece
        starts = [(window.find(magic), magic) for magic in _STARTS if magic in window]
        if starts:
            at, magic = min(starts)
            start: int = position - len(before) + at + magic.startswith(b"\n")
            stream.seek(start)
            return start
        position += len(piece)
        before = window[-8:]
    return None


def _answer(record: Any, reading: Reading) -> _Answer:
    """What a record holds."""
    if record.record_type not in (WarcRecordType.response, WarcRecordType.no_type):
        return _Answer(None)
    url, length = record.headers.get("WARC-Target-URI"), record.content_length
    if record.headers.get("Content-Length") is None:
        return _Answer(_damage("its record says no length: the file may end within it", url), is_cut=True)
    most = reading.max_size + _MOST_HEADERS
    raw = record.reader.read(min(length, most) + 1)
    if len(raw) < min(length, most):
        message = f"the file ends within its record: {len(raw):,} of {length:,} bytes are there"
        return _Answer(_damage(message, url), is_cut=True)
    answered, page = _parsed(raw, reading.max_size + 1)
    headers = answered.http_headers
    if headers is None or not _is_page(answered, record):
        return _Answer(None)
    if len(page) > reading.max_size:
        return _Answer(DocumentRow.failed("", too_large(None, reading.max_size), url))
    date = record.record_date.isoformat() if record.record_date else None
    id = record.headers.get("WARC-Record-ID")
    document = DocumentRow("", page, reading.format or "html", url, date, answered.http_charset, id)
    announced = _LENGTH.fullmatch(headers.get("Content-Length", "").strip())
    return _Answer(document, len(page), int(announced[0]) if announced and not _is_coded(headers) else None)


def _is_coded(headers: Any) -> bool:
    return bool(headers.get("Content-Encoding") or headers.get("Transfer-Encoding"))


def _is_page(answered: Any, record: Any) -> bool:
    status = answered.http_headers.status_code
    kind = answered.http_content_type or record.headers.get("WARC-Identified-Payload-Type", "")
    return status is not None and 200 <= status < 300 and kind.lower() in _HTML


def _parsed(raw: bytes, most: int) -> tuple[Any, bytes]:
    """The HTTP answer of a record's block, and its content.

    Codings that the headers name and the bytes are not in are let be, as browsers do.
    """
    for decode in ("all", "transfer", "none"):
        answered = WarcRecord()
        answered.init_headers(WarcRecordType.response)
        answered.set_bytes_content(raw)
        answered.is_http = True
        try:
            answered.parse_http(auto_decode=decode)
            page = answered.reader.read(most)
        except OSError:
            continue
        headers: Any = answered.http_headers
        coding = headers.get("Content-Encoding", "") if headers else ""
        if decode == "transfer" and coding.strip().lower() == "deflate":
            page = _inflated(page, most)
        return answered, page
    return answered, raw


def _inflated(page: bytes, most: int) -> bytes:
    """What many servers send as "deflate": the bare stream, without zlib's header (RFC 9110, section 8.4.1.2)."""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(page, most)
    except zlib.error:
        return page
