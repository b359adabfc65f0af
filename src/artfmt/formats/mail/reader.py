"""Mail: a message (RFC 5322, MIME) or a mailbox of messages (RFC 4155); the HTML part is read, or else the text part.

The subject, the sender and the date are what stands beside the text: the text's own headline, byline and date come
first. A forward's own headers are the text's, and are passed over there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from artfmt.formats.html.markup import article_of_letter, text_of_markup
from artfmt.formats.several import each_of, first_of
from artfmt.formats.text.reader import read as read_text
from artfmt.language.name_judge import NameJudge
from artfmt.language.vocabulary import pattern
from artfmt.model.article import Article, Author, Publisher
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

_NEXT = re.compile(rb"^From [^\n]{3,200}\d{4}[^\n]*\r?\n(?=[!-9;-~]+:)", re.MULTILINE)
_MARKS = re.compile(rf"^(?:{pattern('subject_marks')}\s*(?:\[\d+\]|\(\d+\))?:\s*)+", re.IGNORECASE)
# What the standard library trips over in headers of mails that are broken.
_TRIPS = (ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)
# A header field, with the lines that go on from it: longer ones cost the library more than their length.
_FIELD = re.compile(rb"^[!-9;-~]+:.*(?:\r?\n[ \t].*)*+", re.MULTILINE)
_END_OF_HEAD = re.compile(rb"(\r?\n\r?\n)")
_LONGEST_FIELD, _MOST_MULTIPARTS = 4_000, 60
_DEEPEST, _MOST_PARTS = 12, 500
_FAR_LONGER = 3
_LISTS = ("list-unsubscribe", "list-id", "precedence", "x-campaign", "x-mailer")
_MESSAGE = "message/rfc822"
_NO_TEXT = "holds no text: artfmt reads a mail's HTML or text part"


def read(source: Source, report: Report) -> Article:
    """The article of the first message; the others are told. Raises ReadError where there is none."""
    return first_of(_messages(source), _article, _subject, report)


def read_all(source: Source, report_of: Callable[[], Report]) -> Iterator[tuple[Article, Report]]:
    """The article of every message. Raises ReadError where none of them is one."""
    return each_of(_messages(source), _article, _subject, report_of)


def _source_text(source: Source) -> str:
    """A mail's source as text, of whatever encodings it is made."""
    return source.data if isinstance(source.data, str) else source.data.decode("utf-8", "replace")


def _messages(source: Source) -> list[EmailMessage]:
    data = source.data.encode("utf-8", "replace") if isinstance(source.data, str) else source.data
    data = data.lstrip(b"\xef\xbb\xbf\r\n \t")
    parser = BytesParser(policy=policy.default)
    starts = [match.start() for match in _NEXT.finditer(data)] if data.startswith(b"From ") else []
    if not starts:
        return [_parsed(parser, data)]
    pieces = (data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True))
    return [_parsed(parser, piece.partition(b"\n")[2]) for piece in pieces]


def _parsed(parser: Any, data: bytes) -> EmailMessage:
    """A message. Raises ReadError for one that nests deeper than any mail."""
    if data.count(b"\nContent-Type: m") + data.count(b"\ncontent-type: m") > _MOST_MULTIPARTS:
        raise ReadError("nests too many parts to be a mail")
    head, gap, body = (*_END_OF_HEAD.split(data, maxsplit=1), b"", b"")[:3]
    head = _FIELD.sub(lambda field: field[0][:_LONGEST_FIELD], head)
    try:
        message: EmailMessage = parser.parsebytes(head + gap + body)
    except _TRIPS:
        raise ReadError("is no mail that can be taken apart: save it anew, or copy its text") from None
    return message


def _header(message: EmailMessage, name: str) -> str:
    """A header as text; what cannot be decoded is empty."""
    try:
        return one_line(str(message.get(name) or ""))
    except _TRIPS:
        return ""


def _subject(message: EmailMessage) -> str:
    return _MARKS.sub("", _header(message, "subject"))


def _date(message: EmailMessage) -> str | None:
    try:
        moment = parsedate_to_datetime(_header(message, "date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


def _article(message: EmailMessage, report: Report) -> Article:
    report.decode = _source_text
    markup, text = _bodies(message, report)
    name, _ = parseaddr(_header(message, "from"))
    is_list = any(message.get(header) for header in _LISTS)
    is_person = bool(name) and not is_list and NameJudge([]).is_person(name)
    metadata = Metadata(
        headline=_subject(message) or None,
        published=_date(message),
        authors=(Author(name),) if is_person else (),
        publisher=Publisher(name) if name and not is_person else None,
    )
    if markup:
        return article_of_letter(markup, metadata, report)
    if text:
        return _of_text(text, metadata, report)
    raise ReadError(_NO_TEXT)


def _of_text(text: str, metadata: Metadata, report: Report) -> Article:
    """The article of a text part; the subject is its headline where it has no other."""
    try:
        article = read_text(Source(text, report.path), report)
    except ReadError:
        report.headline = report.headline or metadata.headline
        article = read_text(Source(text, report.path), report)
    return replace(
        article,
        published=article.published or metadata.published,
        authors=article.authors or metadata.authors,
        publisher=article.publisher or metadata.publisher,
    )


def _bodies(message: EmailMessage, report: Report) -> tuple[str, str]:
    """The HTML and the text of a message, those of a message attached to it where it has none; what is left is told."""
    markup: list[str] = []
    text: list[str] = []
    attached: list[EmailMessage] = []
    for part in _parts(message, report):
        kind, name, is_attached = _kind_of(part)
        if kind == _MESSAGE:
            attached += part.get_payload()  # type: ignore[arg-type]
        elif is_attached or kind not in ("text/html", "text/plain"):
            report.notice("left-out", Severity.INFO, f'left out "{name[:80]}": an attachment', None, name)
        else:
            (markup if kind == "text/html" else text).append(_decoded(part))
    pages, plain = [*filter(str.strip, markup)], "\n\n".join(filter(str.strip, text))
    if not pages and not plain and attached:
        return _bodies_of_attached(attached, report)
    for other in attached:
        report.left_out(_subject(other) or _MESSAGE, None, "a message attached to the mail")
    return _longest(pages, plain, report)


def _bodies_of_attached(attached: list[EmailMessage], report: Report) -> tuple[str, str]:
    for other in attached[1:]:
        report.left_out(_subject(other) or _MESSAGE, None, "another message attached to the mail")
    return _bodies(attached[0], report)


def _longest(pages: list[str], plain: str, report: Report) -> tuple[str, str]:
    """The longest of the HTML parts and the text; a part beside them is told."""
    longest = max(pages, key=len, default="")
    for page in pages:
        if page is not longest:
            report.left_out(text_of_markup(page), None, "another HTML part of the mail")
    if longest and len(text_of_markup(longest)) * _FAR_LONGER < len(plain):  # a signature beside the text
        report.left_out(text_of_markup(longest), None, "an HTML part beside the text")
        return "", plain
    return longest, plain


def _kind_of(part: EmailMessage) -> tuple[str, str, bool]:
    """A part's type, its name and whether it is attached; what cannot be told is an attachment."""
    try:
        kind = part.get_content_type()
        return kind, one_line(part.get_filename() or kind), part.get_content_disposition() == "attachment"
    except _TRIPS:
        return "application/octet-stream", "a part of a broken mail", True


def _parts(message: EmailMessage, report: Report) -> Iterator[EmailMessage]:
    """The parts of a message that hold something, outer ones first; a message within it is one part.

    Parts beyond what a mail would have are told.
    """
    waiting: list[tuple[EmailMessage, int]] = [(message, 0)]
    passed_over = 0
    for _ in range(_MOST_PARTS):
        if not waiting:
            break
        part, depth = waiting.pop()
        if not part.is_multipart() or (depth and _kind_of(part)[0] == _MESSAGE):
            yield part
        elif depth < _DEEPEST:
            inner: Sequence[EmailMessage] = part.get_payload()  # type: ignore[assignment]
            waiting += [(inner_part, depth + 1) for inner_part in reversed(inner)]
        else:
            passed_over += 1
    if passed_over := passed_over + len(waiting):
        many = f"{passed_over} parts" if passed_over > 1 else "a part"
        report.notice("left-out", Severity.INFO, f"left out {many}: more or deeper than a mail holds", None, "")


def _decoded(part: EmailMessage) -> str:
    """A part's text by the charset that it names, else by UTF-8, else by windows-1252."""
    try:
        data = part.get_payload(decode=True)
    except _TRIPS:
        return ""
    if not isinstance(data, bytes):
        return str(data or "")
    try:
        charset_named = part.get_content_charset()
    except _TRIPS:
        charset_named = None
    for charset in (charset_named, "utf-8"):
        try:
            return data.decode(charset or "utf-8")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("windows-1252", "replace")
