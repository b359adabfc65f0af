"""The timestamp of a copied page: when it was published or updated, and the section beside it.

"Aug 22, 2019 - Politics & Policy", "Updated Dec 1, 2022 at 4:15 p.m. ET", "3 hours ago - Health", "2024-05-06".

A timestamp is one piece or several, parted by dashes, bars or dots. Each piece is a date, a name of a section or
nothing but a word of the page ("4 min read").
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from artfmt.language.desks import DESKS
from artfmt.language.months import english_month, english_name, month_of
from artfmt.language.names import is_role
from artfmt.language.vocabulary import by_language, listed, pattern, table
from artfmt.source.lazy import lazy

# What the letters after a clock mean: the zone whose offset of that day is taken, or the offset itself. Letters that
# mean several zones in one language (IST, CST in China) are read as news in English most often means them.
_ZONES = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "ct": "America/Chicago",
    "central": "America/Chicago",
    "mt": "America/Denver",
    "mountain": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "akt": "America/Anchorage",
    "ht": "Pacific/Honolulu",
    "uk": "Europe/London",
}
_OFFSETS = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "est": -300,
    "edt": -240,
    "cst": -360,
    "cdt": -300,
    "mst": -420,
    "mdt": -360,
    "pst": -480,
    "pdt": -420,
    "akst": -540,
    "akdt": -480,
    "hst": -600,
    "bst": 60,
    "west": 60,
    "cet": 60,
    "cest": 120,
    "eet": 120,
    "eest": 180,
    "msk": 180,
    "sast": 120,
    "jst": 540,
    "kst": 540,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
}
_ZONE_NAMES = "|".join(sorted((*_ZONES, *_OFFSETS), key=len, reverse=True))
_ZONE = rf"(?:{_ZONE_NAMES})\b(?:\s+time)?|(?:utc|gmt)?[+\-\u2212]\d{{1,2}}(?::?\d{{2}})?"
_CLOCK_NAMES = {name: time for time, names in table("clock_names").items() for name in names}


def _clock(number: int) -> str:
    """The pattern of a time of day; its groups bear a number, as a line may have two of them."""
    return (
        rf"(?:(?P<hour{number}>\d{{1,2}})(?:(?:[:.]|h)(?P<minute{number}>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?)?\s*"
        rf"(?P<half{number}>[ap]\.?\s?m\b\.?|{pattern('clock_marks')})?|(?P<noon{number}>{'|'.join(_CLOCK_NAMES)}))"
        # A zone, or another that is not known.
        rf"(?:\s*\(?(?P<zone{number}>{_ZONE})\)?|(?<=[ap]m)\s+\(?(?-i:[A-Z]{{1,3}}T)\)?)?"
    )


def _count(number: str, space: str) -> str:
    """The pattern of a number of units of time ("3 hours")."""
    units = "|".join(unit for units in _UNITS.values() for unit in units)
    return rf"(?P<count{number}>{'|'.join(_AGO['one'])}|\d{{1,3}})\s{space}(?P<unit{number}>{units})"


_WEEKDAY = rf"(?:{pattern('weekdays_before_days')}\.?,?\s+)?"
_WORD = r"[^\W\d_]{3,12}"
_DAY = (
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<year3>\d{4})[./](?P<month3>\d{1,2})[./](?P<day3>\d{1,2})"
    r"|(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year4>\d{4})"
    rf"|(?P<month>{_WORD})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th|º|er)?\.?\s+(?:de\s+)?(?P<month2>{_WORD})\.?,?(?:\s+(?:del?\s+)?(?P<year2>\d{{4}}))?"
)
_VERB = (
    rf"(?:(?:(?P<updated>{pattern('updated')})|{pattern('published')})\s*:?\s+"
    rf"(?:{pattern('before_days')}\s+){{0,2}})?(?:{pattern('before_lone_days')}\s+)?"
)
_UNITS = table("time_units")
_AGO = table("ago")
_RELATIVE_DAYS = table("relative_days")
_RELATIVE = (
    rf"(?:about\s+)?{_count('', '*')}\s+(?:{'|'.join(_AGO['after'])})"
    rf"|(?:{'|'.join(_AGO['before'])})\s+{_count('2', '+')}"
    rf"|{'|'.join(day for days in _RELATIVE_DAYS.values() for day in days)}"
)
_PIECE = lazy(
    rf"{_VERB}(?:{_clock(2)}\s*,?\s+(?:on\s+)?)?"
    rf"(?:{_WEEKDAY}(?:{_DAY})(?:(?:,?\s+(?:{pattern('before_clocks')}\s+)?|t|\s*[-–—|@/]\s+){_clock(1)})?|(?P<relative>{_RELATIVE}))",
    re.IGNORECASE,
)
# What a date cannot do without: a number, or a word that tells a day by itself.
_MAY_BE_DATED = lazy(
    rf"\d|^.{{0,40}}\b(?:{'|'.join((*_AGO['after'], *_AGO['before']))}"
    rf"|{'|'.join(day for days in _RELATIVE_DAYS.values() for day in days)})\b"
)
_ONLY_CLOCK = lazy(rf"(?:at\s+)?{_clock(1)}", re.IGNORECASE)
_WEEKDAYS = frozenset(by_language("weekdays")["en"])
_NEVER_DESKS = tuple(f"{word} " for word in listed("not_desk_openings"))
_BETWEEN = lazy(r"\s+[-–—|·•]\s*|\s*[|·•]\s+|\s+\((?=updated)", re.IGNORECASE)
_READ_TIME = lazy(r"\d{1,3}[\s-]min(?:ute)?s?(?:\s+read)?|[\d,]+ words", re.IGNORECASE)
_LONGEST = 160
_LONGEST_SECTION = 60
_LONGEST_PIECE = 100
_MOST_PIECES = 5

_DAY_START = datetime.timedelta()
_MINUTE, _HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
_DAY_LONG = datetime.timedelta(days=1)
# How long each unit is; months and years are not equally long.
_SPANS = {"minute": _MINUTE, "hour": _HOUR, "day": _DAY_LONG, "week": 7 * _DAY_LONG}


class Timestamp(NamedTuple):
    """What a timestamp says.

    ``published`` and ``updated`` are RFC 3339: the day, or the time with its offset where the line names a zone.
    ``clock`` is a time left out of them, since it names none. ``relative`` is a date that only a reader of that day
    can work out ("3 hours ago", "May 4"), as written. ``rest`` is what the line says beside ("4 min read").
    """

    published: str | None = None
    updated: str | None = None
    relative: str | None = None
    section: str | None = None
    clock: str | None = None
    rest: str = ""


class _When(NamedTuple):
    """One piece's date: RFC 3339 or, where it is relative and no time of reading is known, the words."""

    date: str | None
    updated: bool
    relative: str | None = None
    clock: str | None = None


def parse_timestamp(line: str, at: datetime.datetime | None = None) -> Timestamp | None:
    """The timestamp that ``line`` is, whole; None where it is something else or names no day of the calendar.

    ``at`` is the time of reading, with its offset: relative dates, and days without a year, are worked out by it.
    """
    return None if len(line) > _LONGEST else _parsed(line, at)


@lru_cache(maxsize=2048)  # a line is looked at from several sides
def _parsed(line: str, at: datetime.datetime | None) -> Timestamp | None:
    if line.lower() in DESKS:
        return Timestamp(section=line)
    pieces = _BETWEEN.split(line, _MOST_PIECES)
    timestamp = Timestamp()
    dated = False
    for number, piece in enumerate(pieces):
        if when := _when(piece.rstrip(")") if number else piece, at):
            longer = _with_date(timestamp, when)
            dated = True
        elif dated and (clock := _ONLY_CLOCK.fullmatch(piece)) and (clock["half1"] or clock["minute1"]):
            longer = _with_clock(timestamp, clock)
        elif _READ_TIME.fullmatch(piece):
            longer = timestamp._replace(rest=f"{timestamp.rest} {piece}".strip())
        else:
            longer = timestamp._replace(section=piece) if not timestamp.section and _is_section(piece) else None
        if longer is None:
            return None
        timestamp = longer
    return timestamp if dated and len(pieces) <= _MOST_PIECES else None


def _is_section(piece: str) -> bool:
    return (
        len(piece) <= _LONGEST_SECTION
        and piece[:1].isalpha()
        and not piece.endswith((".", "!", "?", ":", ","))
        and piece.count(" ") < 6
        and not piece.lower().startswith(_NEVER_DESKS)
        and not is_role(piece)
        and not any(map(str.isdigit, piece))
        and piece.lower() not in _WEEKDAYS
    ) or piece.lower() in DESKS


def _with_date(timestamp: Timestamp, when: _When) -> Timestamp | None:
    """The timestamp with one more date; None where it says twice when."""
    if when.relative:
        return None if timestamp.relative else timestamp._replace(relative=when.relative)
    if when.updated or timestamp.published:
        if timestamp.updated:
            return None
        return timestamp._replace(updated=when.date, clock=when.clock or timestamp.clock)
    return timestamp._replace(published=when.date, clock=when.clock or timestamp.clock)


def _with_clock(timestamp: Timestamp, clock: re.Match[str]) -> Timestamp | None:
    """The timestamp with the time of its last date in a piece of its own."""
    day = timestamp.updated or timestamp.published
    if not day or "T" in day:
        return None
    time = _timed(day, clock, 1)
    if time is None:
        return timestamp._replace(clock=clock[0])
    return timestamp._replace(updated=time) if timestamp.updated else timestamp._replace(published=time)


def _when(piece: str, at: datetime.datetime | None) -> _When | None:
    match = _PIECE.fullmatch(piece) if len(piece) <= _LONGEST_PIECE and _MAY_BE_DATED.search(piece.lower()) else None
    if not match:
        return None
    updated = bool(match["updated"])
    if match["relative"]:
        date = _before(match, at) if at else None
        return _When(date, updated) if date else _When(None, updated, match["relative"])
    day = _day_of(match, at)
    if day is None:
        return None
    which = 1 if match["hour1"] or match["noon1"] else 2 if match["hour2"] or match["noon2"] else 0
    if not day:  # a day without its year
        return _When(None, updated, piece)
    if not which:
        return _When(day, updated)
    time = _timed(day, match, which)
    return _When(time or day, updated, clock=None if time else _written(match, which))


def _written(match: re.Match[str], which: int) -> str:
    """The time of a timestamp as it is written."""
    groups = [match.span(f"{name}{which}") for name in ("hour", "minute", "half", "noon") if match[f"{name}{which}"]]
    return match.string[groups[0][0] : groups[-1][1]]


def _day_of(match: re.Match[str], at: datetime.datetime | None) -> str | None:
    """The day as RFC 3339; "" where the line leaves out the year and no time of reading tells it; None for no day."""
    try:
        if match["iso"]:
            return datetime.date.fromisoformat(match["iso"]).isoformat()
        if match["year3"]:
            return datetime.date(int(match["year3"]), int(match["month3"]), int(match["day3"])).isoformat()
        if match["year4"]:
            return _numbered(int(match["first"]), int(match["second"]), int(match["year4"]), match["mark"])
        word = (match["month"] or match["month2"]).lower()
        month = english_month(word) or (month_of(word) if match["month2"] else None)
        if not month:
            return None
        day = int(match["day"] or match["day2"])
        year = match["year"] or match["year2"]
        if year:
            return datetime.date(int(year), month, day).isoformat()
        datetime.date(2000, month, day)
        return _latest(month, day, at) if at else ""
    except ValueError:
        return None


def _numbered(first: int, second: int, year: int, mark: str) -> str:
    """The day of "22.8.2019", "8/22/2019"; "" where both numbers could be the month."""
    if mark == "." or first > 12:
        return datetime.date(year, second, first).isoformat()
    if second > 12 or first == second:
        return datetime.date(year, first, second).isoformat()
    datetime.date(year, first, second)
    return ""


def _latest(month: int, day: int, at: datetime.datetime) -> str:
    """The last such day up to the time of reading."""
    year = at.year if (month, day) <= (at.month, at.day) else at.year - 1
    while True:
        try:
            return datetime.date(year, month, day).isoformat()
        except ValueError:  # February 29
            year -= 1


def _timed(day: str, match: re.Match[str], which: int) -> str | None:
    """Day and time with the offset of that day in the zone that is named; None without a zone."""
    zone = match[f"zone{which}"]
    clock = _clock_of(match, which)
    if not zone or clock is None:
        return None
    offset = _zone_of(zone.lower().removesuffix(" time").strip())
    if offset is None:
        return None
    time = datetime.datetime.combine(datetime.date.fromisoformat(day), clock, offset)
    if (time.utcoffset() or _DAY_START) % _MINUTE:  # local mean time, before there were zones
        return None
    return time.isoformat().replace("+00:00", "Z")


def _clock_of(match: re.Match[str], which: int) -> datetime.time | None:
    if noon := match[f"noon{which}"]:
        return datetime.time(12 if _CLOCK_NAMES[noon.lower()] == "noon" else 0)
    hour, minute = int(match[f"hour{which}"]), int(match[f"minute{which}"] or 0)
    half = (match[f"half{which}"] or "").lower()[:1]
    if half in ("a", "p") and not 1 <= hour <= 12:
        return None
    if half == "a":
        hour %= 12
    elif half == "p":
        hour = hour % 12 + 12
    return datetime.time(hour, minute) if hour < 24 and minute < 60 else None


def _zone_of(name: str) -> datetime.tzinfo | None:
    if name in _OFFSETS:
        return datetime.timezone(_MINUTE * _OFFSETS[name])
    if name in _ZONES:
        import zoneinfo

        return zoneinfo.ZoneInfo(_ZONES[name])
    number = name.removeprefix("utc").removeprefix("gmt")
    digits = number[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        return None
    return datetime.timezone((hours * _HOUR + minutes * _MINUTE) * (1 if number[0] == "+" else -1))


def _before(match: re.Match[str], at: datetime.datetime) -> str | None:
    """The date that so long ago was: a time for minutes and hours, a day for more."""
    words = match["relative"].lower()
    count, unit = match["count"] or match["count2"], (match["unit"] or match["unit2"] or "").lower()
    if not unit:
        if _is_any(words, _RELATIVE_DAYS["now"]):
            return at.replace(second=0, microsecond=0).isoformat().replace("+00:00", "Z")
        days = 1 if _is_any(words, _RELATIVE_DAYS["yesterday"]) else 0
        return (at.date() - datetime.timedelta(days=days)).isoformat()
    number = int(count) if count.isdigit() else 1
    span = _SPANS.get(next(name for name, units in _UNITS.items() if _is_any(unit, units)))
    if span is None:
        return None
    try:
        if span >= _DAY_LONG:
            return (at.date() - number * span).isoformat()
        time = at - number * span
    except OverflowError:
        return None
    return time.replace(second=0, microsecond=0).isoformat().replace("+00:00", "Z")


def _is_any(text: str, patterns: tuple[str, ...]) -> bool:
    return re.fullmatch("|".join(patterns), text) is not None


_TIME = lazy(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})")


def spoken_date(date: str, language: str | None) -> str:
    """An RFC 3339 date as people write it in English ("May 4, 2031"), a time with its offset beside it.

    As it stands where ``language`` (a tag of BCP 47) is another one, or where it names no day of the calendar.
    """
    if language and not language.lower().startswith("en"):
        return date
    match = _TIME.fullmatch(date)
    try:
        day = datetime.date.fromisoformat(match[1] if match else date)
    except ValueError:
        return date
    words = f"{english_name(day.month)} {day.day}, {day.year}"
    if not match:
        return words
    return f"{words}, {match[2]} UTC" + ("" if match[3] == "Z" else match[3].replace("-", "\u2212"))
