"""What of a page is kept where its segments' scores are not the last word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from artfmt.formats.html.keeping import KEPT_FROM, least_score, settle
from artfmt.formats.html.segments import Page, size_of
from artfmt.formats.html.tree import parse_html
from conftest import LAW

_SENTENCE = (
    "The ferry board will halve its fares on the first of June, and four in ten people here will cross for less."
)
_LINE = "Nobody counts the gulls on the pier, nobody counts."


def _page(body: str) -> Page:
    root = parse_html(f"<!doctype html><html><head><title>Ferries</title></head><body>{body}</body></html>")
    assert isinstance(root, etree._Element)
    return Page(root)


def _kept(body: str, **scores: float) -> list[str]:
    """The texts that are kept of a page; a text scores what is given for the word that it begins with, else 0.9."""
    page = _page(body)
    keeps = settle(page, [scores.get(segment.text.split()[0], 0.9) for segment in page.segments], None)
    return [segment.text for segment, keep in zip(page.segments, keeps, strict=True) if keep]


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_line_that_its_author_repeats_stays() -> None:
    lines = [f"{n} {_SENTENCE}" if n % 2 else _LINE for n in range(8)]
    assert _kept(_paragraphs(*lines)) == lines


def test_of_a_story_that_stands_twice_one_copy_stays() -> None:
    lines = [f"{n} {_SENTENCE}" for n in range(4)]
    copies = f"<div class='desktop'>{_paragraphs(*lines)}</div><div class='mobile'>{_paragraphs(*lines)}</div>"
    assert _kept(copies) == lines


def test_a_paragraph_right_above_its_copy_is_one() -> None:
    lines = [f"{n} {_SENTENCE}" for n in range(3)]
    assert _kept(_paragraphs(lines[0], lines[1], lines[1], lines[2])) == lines


def test_cells_that_say_the_same_stay_in_their_tables() -> None:
    same = "Sails whenever there is wind enough to fill a sail"
    table = "<table>" + "".join(f"<tr><th>Boat {n}</th><td>{same}</td></tr>" for n in range(3)) + "</table>"
    assert _kept(_paragraphs(_SENTENCE) + table * 2 + _paragraphs(f"Last {_SENTENCE}")).count(same) == 6


@pytest.mark.parametrize(("score", "count"), [(0.6, 3), (0.05, 0)])
def test_a_list_is_kept_or_left_out_whole(score: float, count: int) -> None:
    items = "<ul><li>Four ferries, all of them white</li><li>Other ropes</li><li>Nine hundred seats</li></ul>"
    texts = _kept(_paragraphs(_SENTENCE) + items + _paragraphs(f"Last {_SENTENCE}"), Other=0.1, Four=score, Nine=score)
    assert sum(text in items for text in texts) == count


def test_a_heading_stays_with_what_is_kept_beneath_it() -> None:
    body = f"<p>First {_SENTENCE}</p><h2>Ropes</h2><p>Then {_SENTENCE}</p><h2>More</h2><p>Sign up</p><p>Last {_SENTENCE}</p>"
    texts = _kept(body, Ropes=0.2, More=0.1, Sign=0.01)
    assert "Ropes" in texts
    assert "More" not in texts


def test_short_lines_among_their_like_stay() -> None:
    speech = [f"“{word},” she said." for word in ("Stay", "Go", "Wait", "Why")]
    lines = [f"{n} {_SENTENCE}" for n in range(4)]
    body = "<div>" + _paragraphs(*(line for pair in zip(lines, speech, strict=True) for line in pair)) + "</div>"
    assert len(_kept(body, **{line.split()[0]: 0.15 for line in speech})) == 8


def test_an_unsure_page_is_kept_from_a_lower_score_on() -> None:
    page = _page(_paragraphs(*(f"{n} {_SENTENCE}" for n in range(6))))
    assert least_score(page, [0.99] * 6) == KEPT_FROM
    assert least_score(page, [0.4] * 6) < 0.35


def test_signs_that_are_words_count_as_words() -> None:
    assert size_of("港口的渡船") == 15
    assert size_of("Fähre") == 5
    assert size_of("ferry") == 5


@LAW
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12), st.integers(0, 1 << 30))
def test_what_scores_well_is_never_all_left_out(scores: list[float], number: int) -> None:
    page = _page(_paragraphs(*(f"{place} {number} {_SENTENCE}" for place in range(len(scores)))))
    keeps = settle(page, scores, None)
    assert len(keeps) == len(scores)
    assert any(keeps) or max(scores) <= KEPT_FROM
    assert all(keep for keep, score in zip(keeps, scores, strict=True) if score >= KEPT_FROM)


def test_whole_stories_beneath_a_heading_over_others_are_left_out() -> None:
    mine, others = [f"{n} {_SENTENCE}" for n in range(5)], [f"Other {n} {_SENTENCE}" for n in range(6)]
    more = "".join(
        f"<div><h2>A winter without ice {n}</h2>{_paragraphs(other)}</div>" for n, other in enumerate(others)
    )
    body = f"<div><h1>Ferries</h1>{_paragraphs(*mine)}</div><div><h2>More from the log</h2>{more}</div>"
    assert _kept(body)[1:] == mine
    assert len(_kept(body.replace("More from the log", "Winters"))) > 12
