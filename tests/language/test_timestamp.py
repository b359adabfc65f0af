from __future__ import annotations

import datetime

import pytest

from artfmt.language.timestamp import Dateline, parse_dateline


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
def test_no_dateline(line: str) -> None:
    assert parse_dateline(line) is None


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("Mar 2, 2031, 9:15 pm IST", Dateline("2031-03-02", clock="9:15 pm")),
        ("Posted: Jun 3, 2030 / 05:42 PM CDT", Dateline("2030-06-03T17:42:00-05:00")),
        ("Media release, September 1, 2031", Dateline("2031-09-01")),
        ("Le 8 août 2035", Dateline("2035-08-08")),
        ("Atualizado em 18 de setembro de 2032", Dateline(updated="2032-09-18")),
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


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        # The offset is that of the day: daylight saving time in August, none in January.
        ("Published Aug. 22, 2031 at 4:15 p.m. ET", Dateline("2031-08-22T16:15:00-04:00")),
        ("Published Jan. 22, 2031 at 4:15 p.m. ET", Dateline("2031-01-22T16:15:00-05:00")),
        ("Aug. 22, 2031 at 4:15 p.m. EST", Dateline("2031-08-22T16:15:00-05:00")),
        ("May 4, 2031, 9 a.m. PT", Dateline("2031-05-04T09:00:00-07:00")),
        ("May 4, 2031 at noon CT", Dateline("2031-05-04T12:00:00-05:00")),
        ("May 4, 2031 12:30 a.m. MT", Dateline("2031-05-04T00:30:00-06:00")),
        ("May 4, 2031 at 16:15 GMT+2", Dateline("2031-05-04T16:15:00+02:00")),
        ("4 May 2031 16:15 UTC", Dateline("2031-05-04T16:15:00Z")),
        ("4:15 p.m. ET, May 4, 2031", Dateline("2031-05-04T16:15:00-04:00")),
        ("May 4, 2031 | 4:15 p.m. ET | 4 min read", Dateline("2031-05-04T16:15:00-04:00", rest="4 min read")),
        ("May 4, 2031 12:30", Dateline("2031-05-04", clock="12:30")),
        ("May 4, 2031 at 25:00 ET", Dateline("2031-05-04", clock="25:00")),
        ("May 4, 2031 at 13 p.m. ET", Dateline("2031-05-04", clock="13 p.m.")),
        (
            "Published May 4, 2031 · Updated May 5, 2031 at 9 a.m. ET",
            Dateline("2031-05-04", "2031-05-05T09:00:00-04:00"),
        ),
        ("May 4, 2031 (updated May 5, 2031)", Dateline("2031-05-04", "2031-05-05")),
        ("4 de mayo de 2031 - Política", Dateline("2031-05-04", section="Política")),
        ("Publicado el 4 de mayo de 2031", Dateline("2031-05-04")),
        ("22.08.2031", Dateline("2031-08-22")),
        ("8/22/2031", Dateline("2031-08-22")),
        ("5/4/2031", Dateline(relative="5/4/2031")),  # May 4 or April 5
        ("May 4 - World", Dateline(relative="May 4", section="World")),
        ("hace 3 horas - Salud", Dateline(relative="hace 3 horas", section="Salud")),
    ],
)
def test_times_and_zones(line: str, dateline: Dateline) -> None:
    assert parse_dateline(line) == dateline


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
    found = parse_dateline(line, AT)
    assert found is not None
    assert (found.published, found.updated, found.relative) == (published, updated, None)
