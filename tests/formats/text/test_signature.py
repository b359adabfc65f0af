from __future__ import annotations

import pytest

from artfmt.formats.text.signature import Signature, lone_author, parse_signature
from artfmt.model.article import Author

IDA, TOMAS = Author("Ida Brandt"), Author("Tomas Wirth")


@pytest.mark.parametrize(
    ("line", "signature"),
    [
        ("By Ida Brandt | May 4, 2031", Signature((IDA,), "May 4, 2031")),
        ("Ida Brandt · May 4, 2031", Signature((IDA,), "May 4, 2031")),
        ("May 4, 2031 · by Ida Brandt and Tomas Wirth", Signature((IDA, TOMAS), "May 4, 2031")),
        ("Posted by Ida Brandt on May 4, 2031", Signature((IDA,), "May 4, 2031")),
        (
            "Posted by Ida Brandt on May 4, 2031 | 14 Comments",
            Signature((IDA,), "May 4, 2031", rest=("14 Comments",)),
        ),
        ("By Ida Brandt May 4, 2031", Signature((IDA,), "May 4, 2031")),
        ("Ida Brandt | Staff Writer | May 4, 2031", Signature((Author("Ida Brandt", "Staff Writer"),), "May 4, 2031")),
        ("Harbor Wire · By Ida Brandt", Signature((IDA,), rest=("Harbor Wire",))),
        ("Agriculture · 4 min read", Signature(section="Agriculture", rest=("4 min read",))),
    ],
)
def test_lines_that_say_several_things(line: str, signature: Signature) -> None:
    assert parse_signature(line) == signature


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
    assert parse_signature(line) is None


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
