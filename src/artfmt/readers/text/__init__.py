"""Raw text, as people get it by copying a page or a mail.

Lines are cleaned and numbered (``lines``), the head is told from the body (``head``), the body is read into
a run of section starts and blocks (``body``, ``bullets``), and the run is assembled into sections.
"""

from __future__ import annotations

from artfmt.article import Article
from artfmt.assemble import assemble
from artfmt.diagnostics import Severity
from artfmt.document import Report
from artfmt.errors import ReadError
from artfmt.readers.text.body import read_body
from artfmt.readers.text.head import read_head
from artfmt.readers.text.lines import clean, split_lines
from artfmt.source import Source


def read(source: Source, report: Report) -> Article:
    """The article that a raw text holds.

    Every word of the text is in the article or in a notice of the report. Raises ReadError where the text
    has no headline or no body.
    """
    text, guessed = source.lenient_text
    if guessed:
        report.notice(
            "encoding-guessed",
            Severity.WARNING,
            f"is not UTF-8 text; it was read as {guessed}: save it as UTF-8",
        )
    lines = split_lines(clean(text))
    if not lines:
        raise ReadError("holds no text: an article needs a headline and at least one paragraph")
    head = read_head(lines, report)
    if head.headline is None:
        raise ReadError("has no headline: put one on the first line, and at least one paragraph beneath it")
    body = read_body(lines[head.end :], report)
    sections = assemble(body.flow, report)
    if not sections:
        raise ReadError("has a headline but no body: put at least one paragraph beneath it, on a line of its own")
    return Article(
        type="newsletter" if body.newsletter else "article",
        headline=head.headline,
        deck=head.deck,
        section=head.section,
        published=head.published,
        updated=head.updated,
        authors=head.authors,
        image=head.image,
        body=sections,
        related=tuple(body.related),
        notes=tuple(body.notes),
        extra=head.extra,
    )
