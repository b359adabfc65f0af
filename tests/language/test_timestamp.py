from __future__ import annotations

import datetime

import pytest

from artfmt.language.timestamp import Timestamp, parse_timestamp


@pytest.mark.parametrize(
    "line",
    [
        "The board met on Aug 22, 2031",
        "Aug 32, 2031",
        "Feb 29, 2031",
        "2031-13-01",
        "2031",
        "May I have a word",
        "3 shot on May 4",
        "8 HURT ON MAY 4, 2031",
        "May 4, 3 lost",
        "Updated the plan - World",
        "3 hours of rain",
        "Aug 22, 2031: a day to remember",
        "x" * 1000,
    ],
)
def test_no_timestamp(line: str) -> None:
    assert parse_timestamp(line) is None


@pytest.mark.parametrize(
    ("line", "timestamp"),
    [
        ("Mar 2, 2031, 9:15 pm IST", Timestamp("2031-03-02", clock="9:15 pm")),
        ("Posted: Jun 3, 2030 / 05:42 PM CDT", Timestamp("2030-06-03T17:42:00-05:00")),
        ("Media release, September 1, 2031", Timestamp("2031-09-01")),
        ("Le 8 août 2035", Timestamp("2035-08-08")),
        ("Atualizado em 18 de setembro de 2032", Timestamp(updated="2032-09-18")),
        ("Aug 22, 2019 - Politics & Policy", Timestamp("2019-08-22", section="Politics & Policy")),
        ("Updated Dec 1, 2022 - World", Timestamp(updated="2022-12-01", section="World")),
        ("3 hours ago - Health", Timestamp(relative="3 hours ago", section="Health")),
        ("Updated 16 mins ago - Sports", Timestamp(relative="16 mins ago", section="Sports")),
        ("Published Aug. 22, 2019 at 4:15 p.m. ET", Timestamp("2019-08-22T16:15:00-04:00")),
        ("2024-05-06", Timestamp("2024-05-06")),
        ("June 4, 2021", Timestamp("2021-06-04")),
        ("Friday, June 4, 2021", Timestamp("2021-06-04")),
        ("Jun 4, 2021 -Technology", Timestamp("2021-06-04", section="Technology")),
        ("2031-04-14T07:45:00Z", Timestamp("2031-04-14T07:45:00Z")),
        ("4 June 2021", Timestamp("2021-06-04")),
        ("Sept. 4, 2021 | World", Timestamp("2021-09-04", section="World")),
        ("Sep 4, 2021 – World", Timestamp("2021-09-04", section="World")),
        ("September 4th, 2021", Timestamp("2021-09-04")),
        ("Last updated: May 4, 2021", Timestamp(updated="2021-05-04")),
        ("Technology", Timestamp(section="Technology")),
    ],
)
def test_timestamp(line: str, timestamp: Timestamp) -> None:
    assert parse_timestamp(line) == timestamp


@pytest.mark.parametrize(
    ("line", "timestamp"),
    [
        # The offset is that of the day: daylight saving time in August, none in January.
        ("Published Aug. 22, 2031 at 4:15 p.m. ET", Timestamp("2031-08-22T16:15:00-04:00")),
        ("Published Jan. 22, 2031 at 4:15 p.m. ET", Timestamp("2031-01-22T16:15:00-05:00")),
        ("Aug. 22, 2031 at 4:15 p.m. EST", Timestamp("2031-08-22T16:15:00-05:00")),
        ("May 4, 2031, 9 a.m. PT", Timestamp("2031-05-04T09:00:00-07:00")),
        ("May 4, 2031 at noon CT", Timestamp("2031-05-04T12:00:00-05:00")),
        ("May 4, 2031 12:30 a.m. MT", Timestamp("2031-05-04T00:30:00-06:00")),
        ("May 4, 2031 at 16:15 GMT+2", Timestamp("2031-05-04T16:15:00+02:00")),
        ("4 May 2031 16:15 UTC", Timestamp("2031-05-04T16:15:00Z")),
        ("4:15 p.m. ET, May 4, 2031", Timestamp("2031-05-04T16:15:00-04:00")),
        ("May 4, 2031 | 4:15 p.m. ET | 4 min read", Timestamp("2031-05-04T16:15:00-04:00", rest="4 min read")),
        ("May 4, 2031 12:30", Timestamp("2031-05-04", clock="12:30")),
        ("May 4, 2031 at 25:00 ET", Timestamp("2031-05-04", clock="25:00")),
        ("May 4, 2031 at 13 p.m. ET", Timestamp("2031-05-04", clock="13 p.m.")),
        (
            "Published May 4, 2031 · Updated May 5, 2031 at 9 a.m. ET",
            Timestamp("2031-05-04", "2031-05-05T09:00:00-04:00"),
        ),
        ("May 4, 2031 (updated May 5, 2031)", Timestamp("2031-05-04", "2031-05-05")),
        ("4 de mayo de 2031 - Política", Timestamp("2031-05-04", section="Política")),
        ("Publicado el 4 de mayo de 2031", Timestamp("2031-05-04")),
        ("22.08.2031", Timestamp("2031-08-22")),
        ("8/22/2031", Timestamp("2031-08-22")),
        ("5/4/2031", Timestamp(relative="5/4/2031")),  # May 4 or April 5
        ("May 4 - World", Timestamp(relative="May 4", section="World")),
        ("hace 3 horas - Salud", Timestamp(relative="hace 3 horas", section="Salud")),
    ],
)
def test_times_and_zones(line: str, timestamp: Timestamp) -> None:
    assert parse_timestamp(line) == timestamp


AT = datetime.datetime.fromisoformat("2031-05-04T10:00:00-04:00")


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("3 hours ago - Health", "2031-05-04T07:00:00-04:00", None),
        ("Updated 16 mins ago", None, "2031-05-04T09:44:00-04:00"),
        ("an hour ago", "2031-05-04T09:00:00-04:00", None),
        ("yesterday", "2031-05-03", None),
        ("2 days ago - World", "2031-05-02", None),
        ("a week ago", "2031-04-27", None),
        ("just now", "2031-05-04T10:00:00-04:00", None),
        ("May 4", "2031-05-04", None),
        ("May 5", "2030-05-05", None),
        ("Feb 29", "2028-02-29", None),
    ],
)
def test_dates_that_hang_on_the_time_of_reading(line: str, published: str | None, updated: str | None) -> None:
    found = parse_timestamp(line, AT)
    assert found is not None
    assert (found.published, found.updated, found.relative) == (published, updated, None)
