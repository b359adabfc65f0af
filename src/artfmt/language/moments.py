"""Dates of articles (RFC 3339 dates, and times with their offset) as days and moments that can be compared."""

from __future__ import annotations

import datetime


def moment(date: str) -> datetime.datetime | None:
    """The moment that an RFC 3339 date or time names, a day's being its first in UTC; None for no real day."""
    try:
        # RFC 3339 has leap seconds, which the calendar of Python has not.
        time = datetime.datetime.fromisoformat(date.replace(":60", ":59"))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)


def is_before(one: str, other: str, least: datetime.timedelta) -> bool:
    """Whether one date is ``least`` or more before another; a day may mean any moment of it."""
    first, second = moment(one), moment(other)
    if first is None or second is None:
        return False
    if _is_day(one) and not _is_day(other):
        first += datetime.timedelta(days=1)  # a day may mean its last moment
    return second > first and second - first >= least


def _is_day(date: str) -> bool:
    return "T" not in date
