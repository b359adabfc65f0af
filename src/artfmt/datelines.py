"""The dateline of a copied page: when it was published or updated, and the section beside it.

"Aug 22, 2019 - Politics & Policy", "Updated Dec 1, 2022 - World", "3 hours ago - Health", "2024-05-06".
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(sorted({m for name in _MONTHS for m in (name, name[:3])} | {"sept"}, key=len, reverse=True))
_DATE = (
    rf"(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"|(?P<day2>\d{{1,2}})\.?\s+(?P<month2>{_MONTH})\.?,?\s+(?P<year2>\d{{4}})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_DATELINE = re.compile(
    r"(?:last\s+)?(?:(?P<verb>published|posted|updated|modified)\s*:?\s+(?:on\s+)?)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?:(?:{_DATE})(?P<time>,?\s+(?:at\s+)?\d{{1,2}}[:.]\d{{2}}[^-–—|]{{0,20}})?"
    r"|(?P<relative>(?:an?|\d{1,3})\s+(?:min(?:ute)?|hour|hr|day|week)s?\s+ago|yesterday|just\s+now))"
    r"(?:\s+[-–—|·]\s*(?P<section>[^-–—|·\s][^–—|·]{0,59}))?",
    re.IGNORECASE,
)
_LONGEST = 140

# Names of sections that stand alone where a dateline would, with no date.
SECTIONS = frozenset(
    {
        "business",
        "climate",
        "culture",
        "economy",
        "economy & business",
        "education",
        "energy",
        "energy & climate",
        "energy & environment",
        "health",
        "health care",
        "local",
        "media",
        "news",
        "opinion",
        "podcasts",
        "politics",
        "politics & policy",
        "real estate",
        "science",
        "sports",
        "tech",
        "technology",
        "things to do",
        "transportation",
        "u.s.",
        "world",
    }
)


class Dateline(NamedTuple):
    """What a dateline says.

    ``date`` is an RFC 3339 date, ``updated`` whether it is that of an update; ``relative`` is a date that
    only a reader of that day can work out ("3 hours ago"), as written.
    """

    date: str | None = None
    updated: bool = False
    relative: str | None = None
    section: str | None = None


def parse_dateline(line: str) -> Dateline | None:
    """The dateline that ``line`` is, whole; None where it is something else or names no day of the calendar."""
    if len(line) > _LONGEST:
        return None
    if line.lower() in SECTIONS:
        return Dateline(section=line)
    match = _DATELINE.fullmatch(line)
    if not match:
        return None
    updated = (match["verb"] or "").lower() in ("updated", "modified")
    if match["relative"]:
        return Dateline(updated=updated, relative=match["relative"], section=match["section"])
    date = _iso_date(match)
    return Dateline(date, updated, None, match["section"]) if date else None


def _iso_date(match: re.Match[str]) -> str | None:
    try:
        if match["iso"]:
            return datetime.date.fromisoformat(match["iso"]).isoformat()
        name = (match["month"] or match["month2"]).lower()
        month = next(number for number, full in enumerate(_MONTHS, 1) if full.startswith(name[:3]))
        year, day = int(match["year"] or match["year2"]), int(match["day"] or match["day2"])
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}):\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})")


def spoken_date(date: str, language: str | None) -> str:
    """An RFC 3339 date as people write it in English ("May 4, 2031"), a time with its offset beside it.

    As it stands where ``language`` (a tag of BCP 47) is another one, or where it names no day of the calendar.
    """
    if language and not language.lower().startswith("en"):
        return date
    timed = _TIME.fullmatch(date)
    try:
        day = datetime.date.fromisoformat(timed[1] if timed else date)
    except ValueError:
        return date
    words = f"{_MONTHS[day.month - 1].capitalize()} {day.day}, {day.year}"
    if not timed:
        return words
    return f"{words}, {timed[2]} UTC" + ("" if timed[3] == "Z" else timed[3].replace("-", "\u2212"))
