"""Elements of ANS that hold others: the others have a place, the words about them are told."""

from __future__ import annotations

import json

import pytest

from artfmt import read

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
