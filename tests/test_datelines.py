from __future__ import annotations

import pytest

from artfmt.datelines import Dateline, parse_dateline


@pytest.mark.parametrize(
    "line",
    [
        "The board met on Aug 22, 2031",
        "Aug 32, 2031",
        "Feb 29, 2031",
        "2031-13-01",
        "2031",
        "May I have a word",
        "Updated the plan - World",
        "3 hours of rain",
        "Aug 22, 2031: a day to remember",
        "x" * 1000,
    ],
)
def test_no_dateline(line: str) -> None:
    assert parse_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Aug 22, 2019 - Politics & Policy", Dateline("2019-08-22", section="Politics & Policy")),
        ("Updated Dec 1, 2022 - World", Dateline(updated="2022-12-01", section="World")),
        ("3 hours ago - Health", Dateline(relative="3 hours ago", section="Health")),
        ("Updated 16 mins ago - Sports", Dateline(relative="16 mins ago", section="Sports")),
        ("Published Aug. 22, 2019 at 4:15 p.m. ET", Dateline("2019-08-22T16:15:00-04:00")),
        ("2024-05-06", Dateline("2024-05-06")),
        ("June 4, 2021", Dateline("2021-06-04")),
        ("Friday, June 4, 2021", Dateline("2021-06-04")),
        ("Jun 4, 2021 -Technology", Dateline("2021-06-04", section="Technology")),
        ("2031-04-14T07:45:00Z", Dateline("2031-04-14T07:45:00Z")),
        ("4 June 2021", Dateline("2021-06-04")),
        ("Sept. 4, 2021 | World", Dateline("2021-09-04", section="World")),
        ("Sep 4, 2021 – World", Dateline("2021-09-04", section="World")),
        ("September 4th, 2021", Dateline("2021-09-04")),
        ("Last updated: May 4, 2021", Dateline(updated="2021-05-04")),
        ("Technology", Dateline(section="Technology")),
    ],
)
def test_dateline(line: str, dateline: Dateline) -> None:
    assert parse_dateline(line) == dateline
