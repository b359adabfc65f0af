"""Dates as people and pages write them -> RFC 3339."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from artfmt.language.months import month_of
from artfmt.language.timestamp import parse_timestamp
from artfmt.source.lazy import lazy

_ISO = lazy(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:(?:T|\s+|\s*T\s*)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}(?!\d))?)?"
)
_COMPACT = lazy(r"(20\d{2}|19\d{2})([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?")
_SLASHED = lazy(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DOTTED = lazy(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SHORT_YEAR = lazy(r"(?<![\d.])(\d\d)\.(\d\d)\.(\d\d)(?![\d.])")
_AMBIGUOUS = lazy(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
_CJK = lazy(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_EPOCH = lazy(r"1\d{9}(?:\d{3})?")
_IN_ADDRESS = lazy(r"/(20\d{2}|19\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)")
_EARLIEST, _LATEST = 1700, 2100
_LONGEST_LINE = 60

# A word that may be a month's: of three letters, or of two signs where vowels are signs of their own.
_WORD = r"([^\W\d_]{3,12}|[\u0600-\u0dff\u0e00-\u0e7f]{2,12})"
_SPOKEN = lazy(
    rf"(?<![\w.])(\d{{1,2}})(?:st|nd|rd|th|er|º|°)?\.?\s+(?:de\s+|d')?{_WORD}\.?,?\s+(?:de\s+|del\s+)?(\d{{4}})(?!\d)"
    rf"|{_WORD}\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(\d{{4}})(?!\d)"
)


def rfc3339(text: str | None, *, language: str | None = None) -> str | None:
    """The date, or the date and time where the offset is told, that metadata give; None where they give none.

    ISO 8601 in its bent forms, RFC 2822, seconds or milliseconds since 1970, and dates as people write them in a
    ``language`` (BCP 47).
    """
    text = (text or "").strip()
    if not text or len(text) > 200:
        return None
    if match := _ISO.search(text):
        return _from_iso(match)
    if match := _COMPACT.fullmatch(text):
        return _day(*map(int, match.groups()))
    if _EPOCH.fullmatch(text):
        moment = datetime.datetime.fromtimestamp(int(text[:10]), datetime.UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    if text[:1].isalpha() and ":" in text and text[3:4] in ", ":
        from email.utils import parsedate_to_datetime  # which brings the network's modules along

        try:
            moment = parsedate_to_datetime(text)
            return moment.isoformat() if moment.tzinfo else moment.date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    return spoken_day(text, language=language)


def _from_iso(match: re.Match[str]) -> str | None:
    day = _day(int(match[1]), int(match[2]), int(match[3]))
    if not day or not match[4] or not match[7]:
        return day
    hour, minute, second = int(match[4]), int(match[5]), int(match[6] or 0)
    zone = match[7]
    if zone in ("Z", "UTC", "GMT"):
        offset = "Z"
    else:
        digits = zone[1:].replace(":", "").ljust(4, "0")
        offset = f"{zone[0]}{digits[:2]}:{digits[2:]}"
        if int(digits[:2]) > 14 or int(digits[2:]) > 59:
            return day
    if hour > 23 or minute > 59 or second > 59:
        return day
    return f"{day}T{hour:02}:{minute:02}:{second:02}{offset}"


def _writes_day_first(language: str | None) -> bool:
    """Whether 3/4/2019 is the third of April in a language: in all but English that is not said to be British.

    A page that says no language is taken for an American one.
    """
    return (language or "en").lower() not in ("en", "en-us", "en-ph")


def spoken_day(text: str, *, language: str | None = None) -> str | None:
    """The first day that a text names in full, in numbers or in words of the larger languages.

    ``language`` (BCP 47) settles which number of 3/4/2019 is the month, and which month a word is that several
    languages read differently.
    """
    if match := _ISO.search(text) or _SLASHED.search(text) or _CJK.search(text):
        return _day(*map(int, match.groups()[:3]))
    if match := _DOTTED.search(text):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    for match in _SPOKEN.finditer(text):
        day, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        month = month_of(name.lower(), language)
        if month and (date := _day(int(year), month, int(day))):
            return date
    if match := _AMBIGUOUS.search(text):
        first, second, year = map(int, match.groups())
        day_first = first > 12 or (second <= 12 and _writes_day_first(language))
        return _day(year, second, first) if day_first else _day(year, first, second)
    if match := _SHORT_YEAR.search(text):
        return _day(_CENTURY + int(match[3]), int(match[2]), int(match[1]))
    timestamp = parse_timestamp(text)
    return (timestamp.published or timestamp.updated or "")[:10] or None if timestamp else None


@lru_cache(maxsize=1_000)
def is_day(text: str) -> bool:
    """Whether a short line tells a day."""
    return len(text) < _LONGEST_LINE and any(map(str.isdigit, text)) and spoken_day(text) is not None


def without_days(text: str, instead: str) -> str:
    """A text with something instead of each day that it names."""
    if not any(map(str.isdigit, text)):
        return " ".join(text.split())
    for pattern in (_ISO, _SLASHED, _CJK, _DOTTED, _AMBIGUOUS):
        text = pattern.sub(f" {instead} ", text)
    text = _SPOKEN.sub(lambda match: f" {instead} " if month_of((match[2] or match[4]).lower()) else match[0], text)
    return " ".join(text.split())


def day_in_address(url: str | None) -> str | None:
    """The day that stands in an address ("/2019/08/22/")."""
    match = _IN_ADDRESS.search(url or "")
    return _day(*map(int, match.groups())) if match else None


_CENTURY = 2000  # of years of two digits: pages are younger


def _day(year: int, month: int, day: int) -> str | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date.isoformat() if _EARLIEST <= year <= _LATEST else None
