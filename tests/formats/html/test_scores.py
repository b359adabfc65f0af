"""What was learned: that the data fit the code, and that conditions say what the trees say."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from artfmt.formats.html.features import FIRST, SECOND
from artfmt.formats.html.scores import (
    Scorer,
    compiled,
    learned,
    logistic,
    module_of,
    name_tokens,
    reasons,
    text_tokens,
)
from artfmt.formats.html.second_pass import is_open

_FOLDER = Path(__file__).parents[3] / "src/artfmt/formats/html"
DATA = json.loads(resources.files("artfmt.formats.html").joinpath("trees.json").read_text("utf-8"))


def walk(tree: Any, row: list[float]) -> float:
    while isinstance(tree, list):
        tree = tree[3] if row[tree[0]] <= tree[1] else tree[4]
    return float(tree)


def test_the_trees_were_learned_from_these_measures() -> None:
    assert tuple(DATA["features"]["first"]) == FIRST
    assert tuple(DATA["features"]["second"]) == SECOND


@pytest.mark.parametrize(("name", "size"), [("first", len(FIRST)), ("second", len(SECOND))])
def test_conditions_say_what_the_trees_say(name: str, size: int) -> None:
    chance = random.Random(5)
    score = compiled(DATA[name])
    for _ in range(200):
        row = [chance.choice((-99.0, -1.0, 0.0, 0.3, 1.0, 5.0, 40.0, 5000.0)) for _ in range(size)]
        assert score(row) == pytest.approx(sum(walk(tree, row) for tree in DATA[name]))


def test_the_module_is_made_of_the_trees(golden: Callable[[Path, str], None]) -> None:
    golden(_FOLDER / "learned_trees.py", module_of(DATA["first"], DATA["second"]))


def test_reasons_add_up_to_the_score() -> None:
    row = [0.5] * len(FIRST)
    trees = DATA["first"]
    base = sum(tree[2] for tree in trees)
    assert sum(reasons(trees, row).values()) + base == pytest.approx(compiled(trees)(row))


def test_what_is_hopeless_stays_so() -> None:
    chance = random.Random(7)
    first = learned().first
    for _ in range(2000):
        row = [chance.choice((-99.0, -1.0, 0.0, 0.3, 1.0, 5.0, 40.0)) for _ in FIRST]
        whole = logistic(first.opening(row) + first.rest(row))
        assert first(row) == pytest.approx(whole) or (not is_open(first(row)) and whole < 0.5)


def test_a_scorer_splits_the_trees() -> None:
    trees = [[0, 0.5, 0.0, -1.0, 1.0]] * 40
    assert Scorer.of(trees)([1.0]) == pytest.approx(logistic(40.0))


def test_names_and_words_are_parted() -> None:
    assert name_tokens("storyBody-main @articleBody H1") == {"story", "body", "main", "@article", "@body"}
    assert text_tokens("Read more") == {"read", "more", "^read", "^read more", "=read more"}
