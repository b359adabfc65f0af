"""References lead to footnotes, and stay with the word before them."""

from __future__ import annotations

from typing import Any

import pytest

from artfmt.model.article import Article, UnfitError
from artfmt.model.footnotes import Names
from artfmt.model.prose import Span, canonical, cut
from artfmt.model.schema import validate


def _data(*spans: dict[str, Any], footnotes: list[dict[str, Any]]) -> dict[str, Any]:
    body = [{"blocks": [{"type": "table", "rows": [[list(spans)]]}]}]
    return {"version": "1.1", "type": "article", "headline": "a", "body": body, "footnotes": footnotes}


_NOTE = {"id": "1", "content": [{"text": "x"}]}


@pytest.mark.parametrize(
    ("spans", "footnotes", "pointer"),
    [
        ([{"footnote": "2"}], [_NOTE], "/body/0/blocks/0/rows/0/0/0/footnote"),
        ([{"footnote": "1"}], [_NOTE, _NOTE], "/footnotes/1/id"),
        ([{"text": "x"}], [{"id": "1", "content": [{"footnote": "3"}]}], "/footnotes/0/content/0/footnote"),
    ],
)
def test_a_reference_that_leads_nowhere_is_no_article(
    spans: list[dict[str, Any]], footnotes: list[dict[str, Any]], pointer: str
) -> None:
    data = _data(*spans, footnotes=footnotes)
    (finding,) = validate(data)
    assert (finding.rule, finding.pointer) == ("broken-footnote", pointer)
    with pytest.raises(UnfitError):
        Article.from_dict(data)


@pytest.mark.parametrize(
    "span", [{"text": "a", "footnote": "1"}, {"footnote": "1", "marks": []}, {"footnote": "a b"}, {}]
)
def test_a_reference_has_nothing_beside_it(span: dict[str, Any]) -> None:
    assert validate(_data(span, footnotes=[_NOTE]))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([Span("a "), Span(footnote="1"), Span(" b")], [Span("a"), Span(" "), Span(footnote="1"), Span(" b")]),
        ([Span("a"), Span(footnote="1"), Span(footnote="2"), Span(" ")], None),
        ([Span(footnote="1")], [Span(footnote="1")]),
        ([Span(" "), Span(footnote="1"), Span("b")], [Span(footnote="1"), Span("b")]),
    ],
)
def test_canonical_form(spans: list[Span], expected: list[Span] | None) -> None:
    once = canonical(spans)
    assert canonical(once) == once
    assert [span.footnote for span in once if span.footnote] == [span.footnote for span in spans if span.footnote]
    if expected is not None:
        assert "".join(span.text for span in once) == "".join(span.text for span in expected)


@pytest.mark.parametrize(
    ("start", "end", "names"),
    [(0, None, "012"), (0, 3, "01"), (3, None, "2"), (4, None, "2"), (0, 0, "0"), (1, 3, "1")],
)
def test_cut_keeps_a_reference_with_the_word_before_it(start: int, end: int | None, names: str) -> None:
    prose = (Span(footnote="0"), Span("one"), Span(footnote="1"), Span(" two"), Span(footnote="2"))
    assert "".join(span.footnote or "" for span in cut(prose, start, end)) == names


def test_names_are_given_once() -> None:
    names = Names()
    assert [names.taken(name) for name in ("a", "a", "1", "b c", "", "*")] == ["a", "1", "2", "3", "4", "5"]
