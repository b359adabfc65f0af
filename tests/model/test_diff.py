from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from artfmt.cli.reporters.changes import report
from artfmt.model.article import Article, Author, Axiom, List, ListItem, Paragraph, Quote, Section, Table
from artfmt.model.diff import Change, diff
from artfmt.model.prose import Span
from artfmt.source.location import Location
from strategies import articles


def _text(words: str) -> tuple[Span, ...]:
    return (Span(words),)


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_text(words))


BASE = Article(headline="Fares fall", body=(Section((_paragraph("One."), _paragraph("Two."), _paragraph("Three."))),))


def _body(*sections: Section) -> Article:
    return replace(BASE, body=sections)


@pytest.mark.parametrize(
    ("after", "changes"),
    [
        (replace(BASE, headline="Fares rise"), [("headline", "Fares fall", "Fares rise")]),
        (replace(BASE, deck="At last"), [("deck", None, "At last")]),
        (replace(BASE, authors=(Author("Ida Brandt"),)), [("author name", None, "Ida Brandt")]),
        (replace(BASE, extra={"a": 1}), [("extra.a", None, "1")]),
        (
            _body(Section((_paragraph("One."), _paragraph("New."), _paragraph("Two."), _paragraph("Three.")))),
            [("paragraph", None, "New.")],
        ),
        (_body(Section((_paragraph("One."), _paragraph("Three.")))), [("paragraph", "Two.", None)]),
        (
            _body(Section((_paragraph("One."), Paragraph((Span("Two.", ("bold",)),)), _paragraph("Three.")))),
            [("paragraph", "Two.", "**Two.**")],
        ),
        (
            _body(Section((_paragraph("One."),)), Section((_paragraph("Two."), _paragraph("Three.")))),
            [("section", None, "")],
        ),
        (
            _body(
                Section((_paragraph("One."),)),
                Section((_paragraph("Two."), _paragraph("Three.")), axiom=Axiom("other", "So")),
            ),
            [("label", None, "So:"), ("kind of label", None, "other")],
        ),
    ],
)
def test_changes(after: Article, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert [(each.what, each.before, each.after) for each in diff(BASE, after)] == changes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (List((ListItem(_text("a")),)), List((ListItem(_text("a")),), ordered=True)),
        (
            List((ListItem(_text("a")), ListItem(_text("b")))),
            List((ListItem(_text("a"), List((ListItem(_text("b")),))),)),
        ),
        (Quote((_paragraph("a"),)), _paragraph("a")),
        (Quote((_paragraph("a"),)), Quote((_paragraph("a"),), _text("B"))),
        (Table((((Span("a"),),), ((Span("b"),),))), Table((((Span("b"),),),), ((Span("a"),),))),
    ],
)
def test_structure_is_content(before: Paragraph | List, after: Paragraph | List) -> None:
    assert diff(_body(Section((before,))), _body(Section((after,))))


def _items(*words: str) -> Article:
    return _body(Section((List(tuple(ListItem(_text(each)) for each in words)),)))


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (_items("a", "b"), _items("new", "a", "b"), [("item", None, "new")]),
        (_items(*["a"] * 300), _items("new", *["a"] * 300), [("item", None, "new")]),
        (
            _body(Section((_paragraph("one two three"), _paragraph("four five six")))),
            _body(Section((_paragraph("zero"), _paragraph("one two 3"), _paragraph("four five 6")))),
            [
                ("paragraph", None, "zero"),
                ("paragraph", "one two three", "one two 3"),
                ("paragraph", "four five six", "four five 6"),
            ],
        ),
    ],
    ids=["first item", "many the same", "edited beneath a new one"],
)
def test_changes_are_few(before: Article, after: Article, changes: list[tuple[str, str | None, str | None]]) -> None:
    assert [(each.what, each.before, each.after) for each in diff(before, after)] == changes


@given(articles, articles)
def test_equal_articles_and_no_others_have_no_differences(one: Article, other: Article) -> None:
    assert diff(one, one) == []
    assert bool(diff(one, other)) == (one != other)


def test_report_names_both_places_and_marks_words() -> None:
    change = Change("headline", "Fares fall\x1b", "Fares rise", "/headline", "/headline")
    sides = ("a.md", lambda _: Location(2, 11)), ("b.xml", lambda _: Location(8, 5))
    assert list(report([change], *sides)) == [
        "headline (a.md:2:11, b.xml:8:5)",
        "  - Fares fall\\x1b",
        "  + Fares rise",
    ]
    coloured = list(report([change], *sides, colour=True))
    assert coloured[2] == "\x1b[32m  + Fares \x1b[7mrise\x1b[0m\x1b[32m\x1b[0m"
