from __future__ import annotations

import pytest

from artfmt.language.bylines import names_nobody, parse_byline
from artfmt.language.names import is_name, is_outlet, is_role, split_name
from artfmt.model.article import Author

NAMES = (
    "Ida Brandt",
    "Ola van der Fenn",
    "J. R. Marsh",
    "Ida O'Brandt-Lund",
    "Émile Östlund",
    "Tomas Wirth Jr.",
    "Tomas Wirth, Jr.",
)
NO_NAMES = (
    "Ida",
    "Today's Paper",
    "The Fullback",
    "the board",
    "Fares fall",
    "NASA Europe",
    "Ida Brandt 2",
    "A B C D E",
    "Ida Brandt said",
    "",
)
THREE = [Author("Ida Brandt"), Author("Tomas Wirth"), Author("Nora Quill")]


@pytest.mark.parametrize("text", NAMES)
def test_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", NO_NAMES)
def test_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "line",
    [
        "Ida Brandt",
        "By the numbers",
        "By June, fares will fall",
        "By Ida Brandt's account, fares fall.",
        "Ola Fenn, the harbor master, is gone",
        "Von Lund Signs Deal",
        "Von Lund Jr",
        "Von Tür zu Tür",
        "Par Golf Wins Title",
        "Rates Will Rise, Bank President Says",
        "Water Bills Rise, Director Warns",
        "Review by Federal Panel Clears Bridge",
        "Interview by Phone",
        "Rate Hike, City Council",
        "x" * 1000,
    ],
)
def test_no_byline(line: str) -> None:
    assert parse_byline(line) == ()


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ida Brandt", [Author("Ida Brandt")]),
        ("Von Ida Brandt und Tomas Wirth", [Author("Ida Brandt"), Author("Tomas Wirth")]),
        ("Par Ida Brandt-Lund", [Author("Ida Brandt-Lund")]),
        ("Interview by Ida Brandt", [Author("Ida Brandt")]),
        ("Ida Brandt, The Summit Post", [Author("Ida Brandt")]),
        ("Ida Brandt, Head of Infrastructure", [Author("Ida Brandt", "Head of Infrastructure")]),
        ("Posted by Ida Brandt at 9:14 PM", [Author("Ida Brandt")]),
        ("by Ida Brandt and Tomas Wirth", [Author("Ida Brandt"), Author("Tomas Wirth")]),
        (
            "By Ida Brandt, Tomas Wirth and Nora Quill",
            THREE,
        ),
        (
            "By Ida Brandt, Tomas Wirth, & Nora Quill",
            THREE,
        ),
        ("Ida Brandt, author of Harbor Morning", [Author("Ida Brandt", "author of Harbor Morning")]),
        ("Nora Quill, health reporter", [Author("Nora Quill", "health reporter")]),
        ("By Ida Brandt and Nora Quill, staff writer", [Author("Ida Brandt"), Author("Nora Quill", "staff writer")]),
        ("Written by: Ida Brandt", [Author("Ida Brandt")]),
        ("By Madonna", [Author("Madonna")]),
        ("By tidepoolpam", [Author("tidepoolpam")]),
        ("By IDA BRANDT", [Author("IDA BRANDT")]),
        ("By: Ida Brandt", [Author("Ida Brandt")]),
        ("Posted by Ida Brandt", [Author("Ida Brandt")]),
        ("Por Ana Ruiz y Luis Gómez", [Author("Ana Ruiz"), Author("Luis Gómez")]),
        ("By Ida Brandt, Harbor Wire", [Author("Ida Brandt")]),
        ("By Ida Brandt, University Communications", [Author("Ida Brandt", "University Communications")]),
        ("By Gwen d'Aubigny and María José Ibáñez", [Author("Gwen d'Aubigny"), Author("María José Ibáñez")]),
    ],
)
def test_byline(line: str, authors: list[Author]) -> None:
    assert list(parse_byline(line)) == authors


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ida Brandt", ("Ida", "Brandt")),
        ("Ida Maria Brandt", ("Ida Maria", "Brandt")),
        ("Ludo van der Meer", ("Ludo", "van der Meer")),
        ("Tomas Wirth Jr.", ("Tomas", "Wirth Jr.")),
        ("Harbor Wire staff", None),
        ("Ida", None),
    ],
)
def test_names_are_split(name: str, parts: tuple[str, str] | None) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize("line", ["By Harbor Wire Staff", "By Staff", "Staff report", "By the Newsroom"])
def test_bylines_that_name_nobody(line: str) -> None:
    assert names_nobody(line)
    assert parse_byline(line) == ()


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("Harbor Wire", True),
        ("The Harbor Star", True),
        ("Ola Star", False),
        ("City University", True),
        ("Ida Brandt", False),
    ],
)
def test_outlets(name: str, outlet: bool) -> None:
    assert is_outlet(name) is outlet


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("author of Harbor Morning", True),
        ("Senior transport reporter", True),
        ("The editor said no.", False),
        ("A boat", False),
    ],
)
def test_roles(text: str, role: bool) -> None:
    assert is_role(text) is role
