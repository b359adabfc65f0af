"""Raw text -> lines."""

from __future__ import annotations

import pytest

from artfmt.formats.text.lines import clean, prepared, split_lines
from artfmt.reading.document import Report
from artfmt.source.location import Location

_LEDE = "A tower could rise in the old town, if the council lets it."


def _lines(text: str) -> list[str]:
    return [line.text for line in prepared(split_lines(clean(text)), Report())]


def test_a_story_without_line_ends_is_parted_at_its_labels() -> None:
    text = f"{_LEDE} Why it matters: It would be tall. Zoom in: It has a door. By the numbers: Nine floors."
    assert _lines(f"Headline\n\n{text}") == [
        "Headline",
        _LEDE,
        "Why it matters: It would be tall.",
        "Zoom in: It has a door.",
        "By the numbers: Nine floors.",
    ]
    *_, last = prepared(split_lines(clean(text)), Report())
    assert last.place == Location(1, text.index("By the numbers") + 1)


@pytest.mark.parametrize(
    "text",
    [
        f"{_LEDE} Why it matters: It would be tall.",  # one label may be a sentence of somebody's
        f"{_LEDE} Ola Fenn: It would be tall. Ida Brandt: It has a door.",
        f"{_LEDE} He asked why it matters: it is tall. He asked what's next: a vote.",
    ],
)
def test_what_is_not_certain_to_be_labels_is_not_parted(text: str) -> None:
    assert _lines(text) == [text]


def test_the_bars_of_a_layout_table_are_none_of_the_text() -> None:
    text = f"|\n|\nMorning Tide |\n|\nBy Ida Brandt |\n|\n{_LEDE}\n|\n| 1. A tower |\nTea | $2"
    lines = prepared(split_lines(clean(text)), Report())
    assert [line.text for line in lines] == ["Morning Tide", "By Ida Brandt", _LEDE, "1. A tower", "Tea | $2"]
    assert [line.gap for line in lines] == [True, True, True, True, False]


def test_the_bars_of_a_table_stay() -> None:
    assert _lines("| Tea | $2 |\n| --- | --- |\n| Milk | $3 |") == ["| Tea | $2 |", "| --- | --- |", "| Milk | $3 |"]
