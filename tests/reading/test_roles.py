"""The labelling of lines: what the weights say, one headline a story, and what tells why."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.language.labels import Labels
from artfmt.reading.features import features
from artfmt.reading.line import Line
from artfmt.reading.roles import HEADLINE, ROLES, Model, label, model, part_of, role_of, starts_of, why

_TEXT = (files("artfmt.reading") / "roles.txt").read_text(encoding="utf-8")
_FEATURES = st.sampled_from(sorted(line.partition("\t")[0] for line in _TEXT.split("\n")[2:] if line))
_LINES = st.lists(st.lists(_FEATURES | st.just("a feature that nobody learned"), max_size=30), min_size=1, max_size=30)


def _lines(text: str) -> list[Line]:
    return [Line(number, 0, line, gap=True) for number, line in enumerate(text.split("\n"), 1)]


@given(st.lists(_FEATURES, max_size=40))
def test_a_line_is_worth_the_sum_of_its_features(names: list[str]) -> None:
    states, _, *rest = _TEXT.split("\n")
    learned = dict(line.split("\t") for line in rest if line)
    sums = [0] * len(states.split(" "))
    for name in names:
        for pair in learned[name].split(" "):
            state, weight = map(int, pair.split(","))
            sums[state] += weight
    assert list(model().scores(names)) == sums


@given(_LINES, st.booleans())
def test_each_story_has_one_headline(lines: list[list[str]], has_headline: bool) -> None:
    labelled = label(lines, has_headline=has_headline)
    assert len(labelled.states) == len(lines)
    assert set(labelled.roles) <= ROLES.keys()
    starts = starts_of(labelled.states)
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        headlines = labelled.roles[start:end].count(HEADLINE)
        assert headlines == 0 if has_headline and not start else headlines <= 1


@given(_LINES)
def test_what_a_line_became_is_worth_most_and_the_second_less(lines: list[list[str]]) -> None:
    labelled = label(lines)
    for index, names in enumerate(lines):
        reason = why(labelled, index, names)
        assert reason.margin >= 0
        assert reason.second != labelled.roles[index]
        assert all(weight > 0 for _, weight in reason.features)


def test_the_best_path_counts_not_the_best_line() -> None:
    tiny = Model(
        "headline b:paragraph a:leftover\n0,1,100 2,0,100\nopens\t0,50,2,10\ncloses\t1,300\n".replace(
            "0,50,2,10", "0,50 2,10"
        )
    )
    assert tiny.label([["opens"], ["opens"], ["closes"]]).states == ["a:leftover", "headline", "b:paragraph"]


def test_no_lines_have_no_roles() -> None:
    assert label([]) == ([], [])


@pytest.mark.parametrize("state", model().states)
def test_every_state_is_of_a_role_that_is_told(state: str) -> None:
    assert role_of(state) in ROLES
    assert part_of(state)


def test_a_plain_story_is_labelled() -> None:
    text = "Ferries halve fares\nBy Ida Brandt\nMay 3, 2031\nThe council voted on Monday to halve the fares of ferries."
    labelled = label(features(_lines(text), Labels()))
    assert labelled.roles == ["headline", "byline", "timestamp", "paragraph"]
    assert starts_of(labelled.states) == [0]
