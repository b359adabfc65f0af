from __future__ import annotations

import pytest

from artfmt.formats.read import read, read_all
from formats.text.test_reader import lost_words

ONE = (
    "Fares fall in June\n\nMay 4, 2031 - Transit\n\nBy Ida Brandt\n\n"
    "The harbor board will halve its fares on June 1, two people who know told Harbor Wire on Friday.\n\n"
    "Why it matters: Nine thousand people ride the boats.\n\nGo deeper\n\n"
)
TWO = (
    "Library lends boats\n\nMay 5, 2031 - Culture\n\nBy Tomas Wirth\n\n"
    "The Quay Street library will lend rowing boats from Saturday on, as it lends books, and for nothing.\n"
)


@pytest.mark.parametrize("between", ["", "---\n\n", "* * *\n\n", "==========\n\n"])
def test_several_stories_in_one_paste(between: str) -> None:
    text = ONE + between + TWO
    headlines = [document.article.headline for document in read_all(text, "text")]
    assert headlines == ["Fares fall in June", "Library lends boats"]
    document = read(text, "text")
    assert document.article == read(ONE, "text").article
    (notice,) = (each for each in document.notices if each.rule == "more-stories")
    assert notice.location is not None
    assert text.splitlines()[notice.location.line - 1] == "Library lends boats"
    assert not lost_words(text, document)


def test_places_of_each_story_are_those_of_the_paste() -> None:
    text = ONE + TWO
    second = read_all(text, "text")[1]
    place = second.locate("/headline")
    assert place is not None
    assert text.splitlines()[place.line - 1] == "Library lends boats"


@pytest.mark.parametrize(
    "text",
    [
        # The card of another story, a timeline, and a byline at the end.
        f"{ONE}Why the boats run half empty\nMay 3, 2031 - Transit\n",
        f"{ONE}May 3, 2031\n\nThe board met for the first time, and it decided nothing at all, as it does.\n\n"
        "May 4, 2031\n\nThe board met for the second time, and it decided what it had not decided before.\n",
        ONE.replace("By Ida Brandt\n\n", "") + "By Ida Brandt\n",
    ],
)
def test_one_story_stays_one(text: str) -> None:
    assert len(read_all(text, "text")) == 1


def test_other_formats_hold_one_story() -> None:
    assert len(read_all("# Fares fall\n\nThey do.\n", "markdown")) == 1
