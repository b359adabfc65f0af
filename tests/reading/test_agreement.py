"""Roles of lines that agree with each other."""

from __future__ import annotations

import pytest

from artfmt.reading.agreement import RoleLine, agreed
from artfmt.reading.line import Line


def _roles(*rows: str) -> list[str]:
    lines = [
        RoleLine(Line(number, 0, text, gap=True), role, in_body=True)
        for number, (role, _, text) in enumerate((row.partition("\t") for row in rows), 1)
    ]
    return [line.role for line in agreed(lines)]


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        (("paragraph\tOne.", "bullet\tTwo.", "paragraph\tThree."), ["paragraph", "paragraph", "paragraph"]),
        (("bullet\tOne.", "bullet\tTwo."), ["bullet", "bullet"]),
        (("paragraph\tOne.", "bullet\t• Two."), ["paragraph", "bullet"]),
        (("paragraph\tOne.", "quotation\tTwo."), ["paragraph", "paragraph"]),
        (("paragraph\tOne.", "quotation\t“Two.”"), ["paragraph", "quotation"]),
        (("quotation\tTwo.", "attribution\t— Ola Fenn"), ["quotation", "attribution"]),
        (("quotation\t> Two.",), ["quotation"]),
    ],
)
def test_a_bullet_or_a_quotation_has_its_sign_or_its_like_beside_it(rows: tuple[str, ...], roles: list[str]) -> None:
    assert _roles(*rows) == roles


@pytest.mark.parametrize(
    ("rows", "roles"),
    [
        (("label\tGo deeper:", "bullet\t1. Boats", "heading\t2. Buses"), ["related"] * 3),
        (("leftover\tRelated:", "leftover\tBoats", "leftover\tBuses"), ["related"] * 3),
        (("leftover\tRelated:", "related\tBoats", "leftover\tShare"), ["related", "related", "leftover"]),
        (("leftover\tGo deeper", "leftover\tBoats"), ["leftover", "leftover"]),
        (
            ("label\tGo deeper:", "bullet\t• Boats", "paragraph\tThe board said so."),
            ["related", "related", "paragraph"],
        ),
    ],
)
def test_titles_beneath_words_that_lead_to_them_are_related(rows: tuple[str, ...], roles: list[str]) -> None:
    assert _roles(*rows) == roles


def test_numbers_that_count_up_between_prose_are_headings() -> None:
    rows = ("bullet\t1. Calm", "paragraph\tOne.", "heading\t2. Storm", "paragraph\tTwo.")
    assert _roles(*rows) == ["heading", "paragraph", "heading", "paragraph"]
    assert _roles("bullet\t1. Calm", "bullet\t2. Storm", "paragraph\tTwo.") == ["bullet", "bullet", "paragraph"]
