"""Elements of ANS that hold others: the others have a place, the words about them are told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from artfmt import ReadError, read, write
from artfmt.reading.document import Document

_IMAGE = {"type": "image", "url": "https://port.example/ferry.jpg", "caption": "The boat at ten"}
_LINK = {"type": "interstitial_link", "content": "All timetables", "url": "https://port.example/times"}


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ({"type": "gallery", "headlines": {"basic": "A first night"}, "content_elements": [_IMAGE]}, "A first night"),
        ({"type": "gallery", "description": {"basic": "By boat"}, "content_elements": [_IMAGE]}, "By boat"),
        ({"type": "link_list", "title": "Read on", "items": [_LINK]}, "Read on"),
    ],
    ids=["headline", "description", "title of links"],
)
def test_words_about_a_group_are_told(group: dict[str, object], told: str) -> None:
    story = {
        "type": "story",
        "version": "0.10.12",
        "headlines": {"basic": "Harbour opens its night ferry"},
        "content_elements": [{"type": "text", "content": "Forty people were on board."}, group],
    }

    document = read(json.dumps(story), "ans")

    assert [notice.text for notice in document.notices if notice.rule == "left-out"] == [told]
    assert "ferry.jpg" in str(document.article) or "All timetables" in str(document.article)


def _story(*elements: dict[str, Any], **fields: Any) -> Document:
    story = {"type": "story", "version": "0.10.12", "headlines": {"basic": "Harbour opens its night ferry"}}
    return read(json.dumps({**story, "content_elements": list(elements), **fields}), "ans")


def test_what_stands_within_a_quote_keeps_its_place() -> None:
    text = {"type": "text", "content": "First."}
    inner = {"type": "quote", "content_elements": [{"type": "text", "content": "Second."}]}
    document = _story({"type": "quote", "content_elements": [text, inner]}, {"type": "text", "content": "Third."})
    assert write(document.article, "text").split("\n\n")[-3:] == ["> First.", "> Second.", "Third.\n"]


def test_the_first_day_is_that_of_publication() -> None:
    days = {"display_date": "2031-06-25T09:00:00Z", "publish_date": "2031-06-24T09:00:00Z"}
    article = _story({"type": "text", "content": "A."}, **days, last_updated_date="2031-06-24T10:00:00Z").article
    assert (article.published, article.updated) == ("2031-06-24T09:00:00Z", None)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"credits": {"by": [], "photos_by": [{"type": "author", "name": "Pia Lund"}]}}, "Pia Lund"),
        ({"subheadlines": {"basic": "On water", "print": "By night boat"}}, "By night boat"),
        ({"taxonomy": {"sections": [{"name": "The night", "description": "All of it"}]}}, None),
        ({"owner": {"name": "Port Press"}}, None),
    ],
)
def test_what_the_article_does_not_have_is_told(fields: dict[str, Any], told: str | None) -> None:
    document = _story({"type": "text", "content": "Forty people were on board."}, **fields)
    assert [notice.text for notice in document.notices if notice.rule == "left-out"] == ([told] if told else [])


@pytest.mark.parametrize(
    ("name", "is_kept"), [("https://social.example/p/1", True), ("abcdef", False)], ids=["address", "name"]
)
def test_a_reference_is_an_embed_or_told(name: str, is_kept: bool) -> None:
    reference = {"type": "reference", "referent": {"id": name, "type": "tweet"}, "channels": ["ios", "web"]}
    document = _story({"type": "text", "content": "Forty people were on board."}, reference)
    assert (name in str(document.article)) is is_kept
    assert [notice.text for notice in document.notices if notice.rule == "left-out"] == ([] if is_kept else [name])


def test_a_section_is_named_where_it_is_referred_to() -> None:
    taxonomy = {
        "primary_section": {"type": "reference", "referent": {"id": "/harbour", "type": "section"}},
        "sections": [{"_id": "/sea", "name": "Sea"}, {"_id": "/harbour", "name": "Harbour"}],
    }
    article = _story({"type": "text", "content": "Forty people were on board."}, taxonomy=taxonomy).article
    assert article.section == "Harbour"


def test_a_story_without_text_says_where_it_would_stand() -> None:
    with pytest.raises(ReadError, match="content_elements"):
        _story()
