"""From measures to scores: how likely each segment of a page belongs to its story.

What was learned is data: ``scores.json``, how much the names that elements have and the words of short lines speak
for or against (log odds, base 2), and ``trees.json``, the trees of the two passes. ``benchmarks/extraction/train.py``
makes it from public corpora, and of the trees plain Python conditions, ``learned_trees.py``, which load at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib import resources
from math import exp
from typing import Any, NamedTuple, TypeAlias

from artfmt.formats.html.first_pass import Feature, FirstPass, Row
from artfmt.formats.html.second_pass import is_open, second_rows
from artfmt.formats.html.segments import Page

Tree: TypeAlias = (
    Any  # a leaf's value, or [place of the measure, threshold, value of the node, tree up to it, tree above it]
)

_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = re.compile(r"\w+")
_DIGIT = re.compile(r"\d")
CHROME_SCORE = 0.01
# What the first thirty trees find so unlikely has not been seen to get beyond 0.13 by the rest.
_OPENING_TREES, _HOPELESS = 30, -2.8
_MOST_WORDS = 12
_SHORTEST_NAME, _LONGEST_NAME = 3, 20


def name_tokens(names: str, shortest: int = _SHORTEST_NAME) -> set[str]:
    """The words that an element's names are made of: "storyBody-main" gives story, body and main.

    What is shorter is what tools make of names, and says something else on every site.
    """
    tokens = set()
    for part in names.split():
        mark = part[0] if part[0] in "@!" else ""
        for token in _TOKEN.findall(part):
            if shortest <= len(token) <= _LONGEST_NAME:
                tokens.add(mark + token.lower())
    return tokens


def text_tokens(text: str) -> set[str]:
    """What may tell a line's kind: its first words, each; the first, the last, the first two together; all of three."""
    words = [_DIGIT.sub("0", word) for word in _WORD.findall(text[:100].lower())[:_MOST_WORDS]]
    tokens = set(words)
    if words:
        tokens.add("^" + words[0])
        tokens.add("^" + " ".join(words[:2]))
        tokens.add("=" + " ".join(words) if len(words) <= 3 else "$" + words[-1])
    return tokens


class Scorer(NamedTuple):
    """The first pass's trees: the earliest, which tell most, and the rest, which only what is not hopeless needs."""

    opening: Callable[[Row], float]
    rest: Callable[[Row], float]

    @classmethod
    def of(cls, trees: list[Tree]) -> Scorer:
        """The scorer of the first pass's trees."""
        return cls(compiled(trees[:_OPENING_TREES]), compiled(trees[_OPENING_TREES:]))

    def __call__(self, row: Row) -> float:
        """The probability that a row tells."""
        value = self.opening(row)
        return logistic(value + self.rest(row)) if value > _HOPELESS else CHROME_SCORE


class Learned(NamedTuple):
    """What was learned: features of names and of words, and the two passes' scorers."""

    names: dict[str, float]
    words: dict[str, float]
    first: Scorer
    second: Callable[[Row], float]


@cache
def learned() -> Learned:
    """What the package holds of learned scores."""
    from artfmt.formats.html import learned_trees

    data = _data("scores.json")
    first = Scorer(learned_trees.opening, learned_trees.rest)
    return Learned(data["names"], data["words"], first, learned_trees.second)


@cache
def trees() -> tuple[list[Tree], list[Tree]]:
    """The trees of the two passes, by which a score is explained."""
    data = _data("trees.json")
    return data["first"], data["second"]


def _data(name: str) -> Any:
    return json.loads(resources.files("artfmt.formats.html").joinpath(name).read_text("utf-8"))


def module_of(first: list[Tree], second: list[Tree]) -> str:
    """The Python module of the trees of both passes: what ``learned_trees.py`` holds."""
    parts = {"opening": first[:_OPENING_TREES], "rest": first[_OPENING_TREES:], "second": second}
    functions = (_function(name, some) for name, some in parts.items())
    return "\n\n".join(('"""Made by benchmarks/extraction/train.py."""\n# mypy: ignore-errors', *functions))


def compiled(trees: list[Tree]) -> Callable[[Row], float]:
    """The sum of the trees' values for a row, as one function of nested conditions."""
    scope: dict[str, Any] = {}
    exec(_function("score", trees), {"__builtins__": {}}, scope)  # noqa: S102 - numbers that were learned just now
    return scope["score"]  # type: ignore[no-any-return]


def _function(name: str, trees: list[Tree]) -> str:
    terms = " + ".join(map(_condition, trees)) or "0.0"
    return f"def {name}(f):\n    return {terms}\n"


def _condition(tree: Tree) -> str:
    if not isinstance(tree, list):
        return repr(float(tree))
    place, threshold, _, low, high = tree
    return f"({_condition(low)} if f[{int(place)}] <= {float(threshold)!r} else {_condition(high)})"


@lru_cache(maxsize=20_000)
def name_feature(names: str) -> Feature:
    """The lowest and the highest of the names' scores (none is 0), and their sum."""
    table = learned().names
    weights = [table[token] for token in name_tokens(names) if token in table]
    return (min(*weights, 0.0), max(*weights, 0.0), sum(weights)) if weights else (0.0, 0.0, 0.0)


@lru_cache(maxsize=20_000)
def word_feature(text: str) -> Feature:
    """The lowest of the words' scores, their mean, and the highest."""
    table = learned().words
    weights = [table[token] for token in text_tokens(text) if token in table]
    return (min(weights), sum(weights) / len(weights), max(weights)) if weights else (0.0, 0.0, 0.0)


def scores_of(page: Page, title: str, description: str | None, body_declared: str | None) -> list[float]:
    """For each segment how likely it belongs to the page's story, from 0 to 1.

    ``title``, ``description`` and ``body_declared`` (the whole text, if the page's data hold it) are what the page
    declares.
    """
    model = learned()
    rows = FirstPass(page, title, description, body_declared, name_feature, word_feature).rows()
    return judged(page, rows, model.first, model.second)


def judged(page: Page, rows: Iterable[Row | None], first: Scorer, second: Callable[[Row], float]) -> list[float]:
    """The scores that the rows of the first pass give, those that leave it open seen again with their neighbours."""
    scores: list[float] = []
    open_rows: list[Row | None] = []
    for row in rows:
        score = _first_score(row, first)
        scores.append(score)
        open_rows.append(row if is_open(score) else None)
    again = second_rows(page, open_rows, scores)
    return [score if row is None else logistic(second(row)) for score, row in zip(scores, again, strict=True)]


def _first_score(row: Row | None, first: Scorer) -> float:
    return CHROME_SCORE if row is None else first(row)


def rows_of(
    page: Page, title: str, description: str | None, body_declared: str | None
) -> tuple[list[Row | None], list[Row | None]]:
    """The rows of both passes that ``scores_of`` weighs: what an explanation is made of."""
    first = list(FirstPass(page, title, description, body_declared, name_feature, word_feature).rows())
    return first, second_rows(page, first, [_first_score(row, learned().first) for row in first])


def logistic(value: float) -> float:
    """A probability for log odds."""
    return 1.0 / (1.0 + exp(-value)) if value > -30.0 else 0.0


def reasons(trees: list[Tree], row: Row) -> dict[int, float]:
    """How much each measure of a row (by its place) moved the sum of the trees' values, node by node."""
    changes: dict[int, float] = {}
    for tree in trees:
        node = tree
        while isinstance(node, list):
            place, threshold, value, low, high = node
            following = low if row[place] <= threshold else high
            after = following[2] if isinstance(following, list) else following
            changes[place] = changes.get(place, 0.0) + after - value
            node = following
    return changes
