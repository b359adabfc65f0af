"""What is seen of the lines of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.language.labels import Labels
from artfmt.reading.features import features
from artfmt.reading.line import Line

_STORY = (
    "Fares fall on the ferries",
    "By Ida Brandt",
    "May 3, 2031",
    "Why it matters: Half of the town crosses the water to work on every day of the year.",
    "“It will do,” said Lev Okafor, who has rowed across since the ferries became dear in the spring.",
    "• One boat",
    "Photo: Pia Lund/Harbor Wire",
)


def _seen(*texts: str) -> list[list[str]]:
    return features([Line(number, 0, text, gap=True) for number, text in enumerate(texts, 1)], Labels())


@pytest.mark.parametrize(
    ("line", "feature"),
    [
        (1, "a byline"),
        (2, "a timestamp"),
        (3, "a known label"),
        (4, "somebody says"),
        (4, "opens with a quotation mark"),
        (5, "a bullet"),
        (6, "a credit"),
        (0, "beneath: a byline"),
        (3, "above: a timestamp"),
        (0, "line 1"),
        (6, "line 1 from the end"),
        (1, "blank above, blank beneath"),
    ],
)
def test_a_line_has_what_it_is_and_what_stands_around_it(line: int, feature: str) -> None:
    assert feature in _seen(*_STORY)[line]


def test_a_line_that_stands_twice_is_told() -> None:
    first, _, second = _seen("Fares fall", "A long way from the sea", "Fares fall")
    assert "said 2 times" in first
    assert "said before" not in first
    assert "said before" in second


def test_a_line_that_another_opens_with_is_told() -> None:
    headline = "Fares fall on the ferries of the sound"
    for names in _seen(f"{headline} - Harbor Wire", headline):
        assert "opens like another line" in names


def test_the_house_labels_are_known() -> None:
    lines = [Line(1, 0, "Tide tables: High at ten.", gap=True)]
    assert "a known label" not in features(lines, Labels())[0]
    assert "a known label" in features(lines, Labels.of({"Tide tables": "context"}))[0]


@given(st.lists(st.text(min_size=1).filter(lambda text: text.strip("> ") and text == text.strip()), max_size=12))
def test_any_lines_have_features(texts: list[str]) -> None:
    seen = _seen(*texts)
    assert len(seen) == len(texts)
    assert all(names and all(isinstance(name, str) and name for name in names) for names in seen)
