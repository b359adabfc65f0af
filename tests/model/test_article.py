from __future__ import annotations

import pytest
from hypothesis import given

from artfmt.model.article import (
    BLOCK_TYPES,
    Article,
    Axiom,
    List,
    ListItem,
    Paragraph,
    Quote,
    Section,
    Table,
    rectangular,
)
from artfmt.model.prose import Span
from artfmt.model.schema import load_schema, validate
from artfmt.source.errors import ArtfmtError
from strategies import article_data, articles


@given(article_data)
def test_generated_data_are_valid_and_come_back(data: dict[str, object]) -> None:
    assert validate(data) == []
    article = Article.from_dict(data)
    assert validate(article) == []
    assert Article.from_dict(article.to_dict()) == article


@given(articles)
def test_walk_gives_pointers_that_lead_to_the_parts(article: Article) -> None:
    data = article.to_dict()
    for pointer, part in article.walk():
        value: object = data
        for token in pointer.split("/")[1:]:
            value = value[int(token)] if isinstance(value, list) else value[token]  # type: ignore[index]
        if isinstance(part, Span):
            assert (value.get("text", ""), value.get("footnote")) == (part.text, part.footnote)  # type: ignore[attr-defined]
        else:
            assert isinstance(value, dict)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Span(text),))


ARTICLE = Article(
    headline="Fares fall",
    body=(
        Section((_paragraph("Lede."),)),
        Section(
            (
                List((ListItem((Span("one"),), List((ListItem((Span("deep"),)),))),)),
                Quote((_paragraph("Quoted."),), (Span("Ola Fenn"),)),
                Table((((Span("a"),), (Span("b"),)),)),
            ),
            axiom=Axiom("details", "Details"),
        ),
        Section(heading=(Span("Later"),), sections=(Section((_paragraph("End."),), axiom=Axiom("other", "So")),)),
    ),
)


def test_text_has_the_words_of_the_body_in_order() -> None:
    lines = ["Lede.", "Details: one", "deep", "Quoted.", "Ola Fenn", "a\tb", "Later", "So: End."]
    assert ARTICLE.text == "\n\n".join(lines)


def test_axiom_finds_a_section_at_any_depth() -> None:
    assert ARTICLE.axiom("details") is ARTICLE.body[1]
    assert ARTICLE.axiom("other") is ARTICLE.body[2].sections[0]
    assert ARTICLE.axiom("catch") is None


def test_what_is_empty_is_left_out() -> None:
    assert Article(headline="a", body=(Section((_paragraph("b"),)),)).to_dict() == {
        "version": "1.0",
        "type": "article",
        "headline": "a",
        "body": [{"blocks": [{"type": "paragraph", "content": [{"text": "b"}]}]}],
    }


def test_tables_are_filled_up() -> None:
    cell = (Span("a"),)
    assert rectangular(Table(((cell,), (cell, cell)), ((), ()))) == Table(((cell, ()), (cell, cell)))


@pytest.mark.parametrize("data", [{}, {"headline": "a"}, {"headline": "a", "body": [{"blocks": [{"type": "x"}]}]}])
def test_from_dict_refuses_what_is_no_article(data: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not an article"):
        Article.from_dict(data)


@pytest.mark.parametrize("name", ["section", "sublist", "extra"])
def test_from_dict_refuses_endless_nesting(name: str) -> None:
    with pytest.raises(ValueError, match="nests more than"):
        Article.from_dict(nested(name, 5000))


@pytest.mark.parametrize("name", ["section", "sublist", "extra"])
def test_validate_reports_endless_nesting(name: str) -> None:
    for depth in (40, 5000):
        assert [finding.rule for finding in validate(nested(name, depth))] == ["nested-too-deep"]


def nested(name: str, depth: int) -> dict[str, object]:
    """An article with one kind of thing nested so deep."""
    content = [{"text": "a"}]
    section: dict[str, object] = {"blocks": [{"type": "paragraph", "content": content}]}
    inner: dict[str, object] = {"items": [{"content": content}]}
    value: object = 1
    for _ in range(depth):
        if name == "section":
            section = {"blocks": [], "sections": [section]}
        elif name == "sublist":
            inner = {"items": [{"content": content, "sublist": inner}]}
        else:
            value = [value]
    if name == "sublist":
        section = {"blocks": [{"type": "list", **inner}]}
    extra = {"extra": {"a": value}} if name == "extra" else {}
    return {"version": "1.0", "type": "article", "headline": "a", "body": [section], **extra}


def test_blocks_are_told_apart_by_the_type_that_the_schema_has() -> None:
    assert Paragraph((Span("a"),)).type == "paragraph"
    assert {name: block.type for name, block in BLOCK_TYPES.items()} == {name: name for name in BLOCK_TYPES}
    types = load_schema()["$defs"]["block"]["properties"]["type"]["enum"]
    assert list(BLOCK_TYPES) == types


@pytest.mark.parametrize("data", [{}, {"headline": 1}, {"version": "1.0", "headline": "a", "body": 3}, {"body": [{}]}])
def test_what_is_no_article_is_an_error_of_ours(data: dict[str, object]) -> None:
    with pytest.raises(ArtfmtError):
        Article.from_dict(data)
