"""What speaks for and against a line's being the headline, a label, a heading and so on: one table for each.

A feature is what a line says by itself or by what stands around it; its weight says how much it tells. A line is what a
table is about where its features add up to the table's threshold. ``artfmt convert --explain`` prints the sums.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Scores(NamedTuple):
    """One table: what it is about, the sum that decides, and the weight of each feature."""

    role: str
    threshold: float
    weights: Mapping[str, float]


class Judgement(NamedTuple):
    """What the features of one line add up to under one table."""

    scores: Scores
    total: float
    features: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the line is what the table is about."""
        return self.total >= self.scores.threshold

    def __str__(self) -> str:
        weights = self.scores.weights
        parts = ", ".join(f"{feature} {weights[feature]:+g}" for feature in self.features)
        return f"{self.scores.role} {self.total:g} of {self.scores.threshold:g}: {parts or 'nothing speaks for it'}"


def judge(scores: Scores, features: Iterable[str]) -> Judgement:
    """The sum of some features under a table."""
    some = tuple(features)
    return Judgement(scores, sum(scores.weights[feature] for feature in some), some)


# The best of the head's lines is the headline; one that stays beneath the threshold is a guess to be looked at.
HEADLINE = Scores(
    "headline",
    2.0,
    {
        "first of the lines that could be": 2.0,
        "the first line of a newsletter": 2.5,
        "an outlet's name above a title": -2.0,
        "3 to 18 words": 2.0,
        "2 words": 0.5,
        "1 word": -1.5,
        "more than 28 words": -3.0,
        "ends like a sentence": -2.0,
        "a question": 0.5,
        "starts in lower case": -1.5,
        "looks like a person's name": -2.5,
        "a timestamp or byline beneath": 1.5,
        "right above a timestamp or byline": 0.5,
        "a timestamp or byline above": 1.0,
        "stands there twice": 2.0,
        "the lede has some of its words": 1.0,
        "the lede has half of its words": 2.0,
        "a line like a deck beneath": 1.0,
        "a line like a headline right above": -1.5,
        "right above a picture's credit": -3.0,
        "right above the lede": 0.5,
        "the lede names it": -3.0,
        "names a town or an office": -3.0,
        "words of the page, not of a story": -1.5,
        "between short lines, as in a menu": -2.0,
        "says that it is a picture": -4.0,
        "short, above a longer line that could be": -2.5,
        "opens like a picture's description": -1.5,
        "far above the story": -2.0,
    },
)

# The same on a page that was copied whole, with its menus. These weights were learned from the pages of the public
# corpora: ``python benchmarks/pasted.py --learn``.
PAGE_HEADLINE = Scores(
    "headline of a page",
    0.0,
    {
        "1 word": -1.5,
        "2 words": -1.4,
        "3 to 5 words": 0.3,
        "6 to 9 words": 1.2,
        "10 to 18 words": 1.4,
        "19 to 28 words": -0.4,
        "more than 28 words": -1.4,
        "a question": 0.6,
        "ends like a sentence": -1.3,
        "starts in lower case": -1.1,
        "looks like a person's name": -0.2,
        "opens like a picture's description": 0.2,
        "a bullet": -2.6,
        "words of the page, not of a story": -0.7,
        "bars or arrows in it": -0.9,
        "a day in it": -1.6,
        "a year in it": 1.1,
        "starts with a number": 0.4,
        "most words in capitals": 0.4,
        "the story has most of its words": 1.9,
        "the story has half of its words": 1.4,
        "the story has few of its words": -0.4,
        "first of the longer lines": 1.1,
        "among the first of the longer lines": 0.7,
        "more of its words in the story than any other line": 0.3,
        "right above a timestamp or byline": 2.1,
        "a timestamp or byline beneath": 1.7,
        "a timestamp or byline above": 0.6,
        "right above a picture's credit": -0.5,
        "a line like a deck beneath": 0.7,
        "a line like a headline right above": -0.5,
        "short lines above": 0.7,
        "stands on the page twice": -0.1,
        "twice in a row": 0.1,
        "a longer line starts with it": -0.1,
        "buttons beneath": 0.1,
        "a longer line ends with it": 2.7,
        "ends with another line": -0.7,
        "within the story": -1.8,
        "up to 3 lines above the story": 1.0,
        "up to 8 lines above the story": 1.0,
        "up to 15 lines above the story": 0.5,
        "up to 30 lines above the story": -0.2,
        "far above the story": -0.8,
    },
)

# A paragraph's opening words before a colon, which no table of labels has.
LABEL = Scores(
    "label",
    3.5,
    {
        "a known label stands beside it": 1.5,
        "three known labels stand beside it": 2.5,
        "no known label stands beside it": -2.0,
        "nearly a known label": 3.0,
        "opens as labels do": 1.5,
        "2 to 4 words": 1.0,
        "1 word": -2.5,
        "a word that labels are made of": 3.0,
        "stands once": 0.5,
        "stands again, as a speaker does": -4.0,
        "what follows starts a sentence": 0.5,
        "what follows does not start a sentence": -2.5,
        "what follows goes on from its question": -0.5,
        "what follows is quoted": -1.5,
        "alone above bullets": 1.0,
        "alone above a paragraph": 0.5,
        "names somebody or something": -2.0,
        "an office or a title": -3.0,
        "a paragraph right above, a paragraph right beneath": 0.0,
    },
)

# A short line within the body.
HEADING = Scores(
    "heading",
    3.0,
    {
        "a blank line above": 1.0,
        "no blank line above": -0.5,
        "between paragraphs of a text without blank lines": 1.0,
        "a blank line beneath": 0.5,
        "text beneath": 1.5,
        "a label or a list beneath": 1.0,
        "a finished paragraph above": 0.5,
        "starts with a capital": 0.5,
        "starts in lower case": -3.0,
        "in capitals": 1.0,
        "a question": -1.0,
        "two headings and more stand further up": 1.5,
        "right beneath another heading": -1.0,
        "a question beneath another that is none": -1.0,
        "more than 9 words": -1.5,
        "looks like a person's name": -1.5,
        "ends like a sentence": -3.0,
        "another short line beneath": -2.0,
        "as headings of newsletters open": 1.0,
        "as headings of releases open": 2.0,
        "starts with an emoji": 0.5,
    },
)

# A line above what may be the caption or the credit of a picture.
ALT = Scores(
    "alt text",
    2.5,
    {
        "no sentence": 1.0,
        "a sentence": -1.0,
        "1 word": -1.5,
        "opens like a picture's description": 1.5,
        "says that it is a picture": 2.5,
        "shares its words with the caption": 2.0,
        "right above a credit": 1.5,
        "right above a caption with its credit": 1.5,
        "right above a line that may be a caption": 0.0,
        "longer than a description": -2.0,
    },
)

# A sentence above a credit that stands alone: the picture's caption, or the paragraph before the picture.
CAPTION = Scores(
    "caption",
    1.5,
    {
        "before the lede": 1.5,
        "no blank line before the credit": 1.5,
        "no other paragraph could be the lede": -3.0,
        "several sentences": -1.0,
        "longer than a caption": -2.0,
    },
)

# A line in the middle of a text that may be the first of another story.
STORY = Scores(
    "another story",
    4.0,
    {
        "a line of signs above": 1.5,
        "a timestamp": 2.0,
        "a byline": 1.5,
        "a line like a headline": 1.0,
        "no line like a headline": -2.0,
        "text beneath": 1.0,
        "one paragraph beneath": -0.5,
        "no text beneath": -5.0,
        "a related story or a leftover right above": 1.0,
        "a blank line above": 0.5,
        "no text above": -5.0,
        "hardly any text above": -1.5,
        "within a newsletter": -5.0,
    },
)

# The whole text.
NEWSLETTER = Scores(
    "newsletter",
    3.0,
    {
        "an item by its own words": 3.0,
        "a line like an item": 1.5,
        "items that count up": 2.0,
        "says how long it is": 2.0,
        "a sponsor's block": 1.0,
        "lines that a mailing has": 1.5,
        "a sign-up line": 0.5,
        "greets its readers": 1.5,
        "thanks at its end": 1.0,
    },
)

ALL: tuple[Scores, ...] = (HEADLINE, PAGE_HEADLINE, LABEL, HEADING, ALT, CAPTION, STORY, NEWSLETTER)
