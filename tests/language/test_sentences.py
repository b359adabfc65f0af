"""Sentences: where they start and end, and the stretches that certainly hold one or more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.language.sentences import sentences, stretches
from artfmt.model.prose import fold

PIECES = (
    "Mr.",
    "said",
    ". ",
    ".",
    "\n",
    " ",
    "!",
    "?”",
    " “",
    "The",
    "the",
    "e.g.",
    "U.S.",
    " A",
    "5",
    "…",
    ") ",
    "longer. Next",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Fares fall. Tickets cost $2.", ["Fares fall.", "Tickets cost $2."]),
        ("Mr. Lund and Dr. Quist agree. So does J. Dahl.", ["Mr. Lund and Dr. Quist agree.", "So does J. Dahl."]),
        ("The U.S. Senate votes. It may pass.", ["The U.S. Senate votes.", "It may pass."]),
        ("“Why now?” she asked. “Because.”", ["“Why now?” she asked.", "“Because.”"]),
        ("It costs 3.5 million. 40 people pay.", ["It costs 3.5 million.", "40 people pay."]),
        ("A line\nand another. a third", ["A line", "and another. a third"]),
        ("He met Mr.\nLund.", ["He met Mr.", "Lund."]),
        ("Wait… what? No!", ["Wait… what?", "No!"]),
        ("", []),
    ],
)
def test_sentences_end_at_stops_that_are_no_abbreviations(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == found


def test_a_run_of_stops_is_looked_at_once() -> None:
    text = "One. " + "." * 300_000 + "?!" * 100_000 + " x"
    assert list(sentences(text)) == [(0, len(text))]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_each_stretch_holds_a_sentence_or_more(text: str) -> None:
    text = fold(text).strip()
    lines = [line for line in text.split("\n") if line.strip()]
    if lines:
        assert len(stretches("\n".join(lines))) <= len(list(sentences("\n".join(lines))))
