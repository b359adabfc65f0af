from __future__ import annotations

import pytest

from artfmt.language.bylines import DatedByline, lone_author, parse_dated_byline
from artfmt.model.article import Author

IDA, TOMAS = Author("Ida Brandt"), Author("Tomas Wirth")


@pytest.mark.parametrize(
    ("line", "signature"),
    [
        ("By Ida Brandt | May 4, 2031", DatedByline((IDA,), "May 4, 2031")),
        ("Ida Brandt · May 4, 2031", DatedByline((IDA,), "May 4, 2031")),
        ("May 4, 2031 · by Ida Brandt and Tomas Wirth", DatedByline((IDA, TOMAS), "May 4, 2031")),
        ("Posted by Ida Brandt on May 4, 2031", DatedByline((IDA,), "May 4, 2031")),
        (
            "Posted by Ida Brandt on May 4, 2031 | 14 Comments",
            DatedByline((IDA,), "May 4, 2031", rest=("14 Comments",)),
        ),
        ("By Ida Brandt May 4, 2031", DatedByline((IDA,), "May 4, 2031")),
        (
            "Ida Brandt | Staff Writer | May 4, 2031",
            DatedByline((Author("Ida Brandt", "Staff Writer"),), "May 4, 2031"),
        ),
        ("Harbor Wire · By Ida Brandt", DatedByline((IDA,), rest=("Harbor Wire",))),
        ("Agriculture · 4 min read", DatedByline(section="Agriculture", rest=("4 min read",))),
    ],
)
def test_lines_that_say_several_things(line: str, signature: DatedByline) -> None:
    assert parse_dated_byline(line) == signature


@pytest.mark.parametrize(
    "line",
    [
        "May 4, 2031 - City Hall",
        "Ida Brandt",
        "May 4, 2031",
        "Fares fall - and boats sail",
        "One | two | three",
        "The board met on May 4, 2031",
        "x" * 300,
    ],
)
def test_lines_that_do_not(line: str) -> None:
    assert parse_dated_byline(line) is None


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        ("Ida Brandt", (IDA,)),
        ("Ana Ruiz y Luis Gómez", (Author("Ana Ruiz"), Author("Luis Gómez"))),
        ("Harbor Wire", ()),
        ("Fares fall", ()),
    ],
)
def test_a_name_alone(text: str, authors: tuple[Author, ...]) -> None:
    assert lone_author(text) == authors
