"""The timestamp of a head: when the story was published and updated, and the section beside or above it."""

from __future__ import annotations

from artfmt.language.timestamp import Timestamp, parse_timestamp
from artfmt.language.vocabulary import words
from artfmt.reading.document import Report
from artfmt.reading.head import Head
from artfmt.reading.line import Line
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

_DAY = r"(?P<{0}>[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}})"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [^—–()\d]{2,40}?)?"
_WIRE_DATE = lazy(
    rf"{_PLACE}(?:, ?|\s*[—–-]+\s*|\s*\(){_DAY.format('date')}\W|{_DAY.format('first')}\s*[—–-]+\s*{_PLACE}\s*[—–-]"
)
_WEEKDAYS = words("weekdays")
_LONGEST_WEEKDAY = 12


def is_weekday(text: str) -> bool:
    """Whether a line is the day of the week, beside a date on a line of its own."""
    return len(text) <= _LONGEST_WEEKDAY and text.rstrip(",").lower() in _WEEKDAYS


def names_section_alone(timestamp: Timestamp) -> bool:
    """Whether a timestamp is a section's name and no date."""
    return not (timestamp.published or timestamp.updated or timestamp.relative)


def take_section(head: Head, line: Line, report: Report) -> str:
    """Take a section's name that has a line for itself, the last one being the article's; what the line was read as."""
    if head.lone_section:
        report.left_out(head.lone_section.text, head.lone_section.place, "another section's name", "debris")
        head.lone_section = head.section = None
    if head.section:
        report.read_as(line.text, line.place, "the section again")
        return "section's name, once more"
    head.lone_section, head.section = line, line.text
    report.place_field("/section", line.place)
    return "section"


def take_timestamp(head: Head, line: Line, timestamp: Timestamp, report: Report) -> bool:
    """Take what a timestamp says, unless it says what another has said."""
    section_above = head.lone_section if timestamp.section and not names_section_alone(timestamp) else None
    section = None if section_above else head.section
    if (timestamp.section and section and timestamp.section != section) or (timestamp.updated and head.updated):
        return False
    if (timestamp.relative and "dateline" in head.extra) or (timestamp.published and head.published):
        return False
    if section_above:
        if section_above.text != timestamp.section:
            report.left_out(section_above.text, section_above.place, "another section's name", "debris")
        head.section = head.lone_section = None
    for name, date in (("published", timestamp.published), ("updated", timestamp.updated)):
        if date:
            setattr(head, name, date)
            report.place_field(f"/{name}", line.place)
    if timestamp.section:
        head.section = timestamp.section
        report.place_field("/section", line.place)
    if timestamp.relative:
        _keep_relative(head, line, timestamp.relative, report)
    elif timestamp.published or timestamp.updated:
        dates = (("published", timestamp.published), ("updated", timestamp.updated))
        report.read_as(line.text, line.place, ", ".join(f"{name} {date}" for name, date in dates if date))
    if timestamp.clock:
        _tell_clock(line, timestamp, report)
    return True


def _keep_relative(head: Head, line: Line, words: str, report: Report) -> None:
    head.extra["dateline"] = line.text
    report.place_field("/extra/dateline", line.place)
    report.notice(
        "relative-date",
        Severity.SUGGESTION,
        f'"{words}" names no day of one year; it is kept in extra.dateline: give the date itself, or the time of '
        "reading with --at",
        line.place,
    )


def _tell_clock(line: Line, timestamp: Timestamp, report: Report) -> None:
    day = (timestamp.updated or timestamp.published or "")[:10]
    report.notice(
        "time-left-out",
        Severity.SUGGESTION,
        f'left out the time "{timestamp.clock}", which is none, or names no zone that is known; the day is kept: '
        f"write it like {day}T16:15:00-04:00",
        line.place,
        timestamp.clock or "",
    )


def wire_date(text: str) -> str | None:
    """The day that a wire story's first paragraph names in full before its dash: "PARIS, May 3, 2031 — Text"."""
    match = _WIRE_DATE.match(text)
    timestamp = parse_timestamp(match["date"] or match["first"]) if match else None
    return timestamp.published if timestamp else None
