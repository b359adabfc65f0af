"""Items of ninjs as agencies write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from artfmt import read
from artfmt.model.article import Article, Image
from artfmt.model.prose import plain_text
from artfmt.reading.document import Document

_FERRY = {"href": "https://port.example/ferry.jpg"}
_PIER = {"href": "https://port.example/pier.jpg"}


def _item(**fields: Any) -> Document:
    body = {"bodies": [{"contentType": "text/html", "value": "<p>Forty people were on board.</p>"}]}
    return read(json.dumps({"uri": "urn:port:1", "headlines": [{"value": "A night ferry"}], **body, **fields}))


def _article(**fields: Any) -> Article:
    article = _item(**fields).article
    assert article
    return article


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("Paula Santorini and Franca d'Alba", ["Paula Santorini", "Franca d'Alba"]),
        ("Gino dell'Orto", ["Gino dell'Orto"]),
        ("By Ida Brandt, Tomas Wirth and Pia Lund", ["Ida Brandt", "Tomas Wirth", "Pia Lund"]),
        ("ida of the harbor", ["ida of the harbor"]),
    ],
)
def test_no_word_of_a_byline_is_lost(by: str, names: list[str]) -> None:
    assert [author.name for author in _article(by=by).authors] == names


@pytest.mark.parametrize("role", ["caption", "text", "main", None])
def test_a_picture_keeps_its_caption(role: str | None) -> None:
    description = {"value": "The boat at ten", **({"role": role} if role else {})}
    picture = {"type": "picture", "renditions": [_FERRY], "descriptions": [description]}
    image = _article(associations=[picture]).image
    assert image
    assert plain_text(image.caption) == "The boat at ten"


def test_every_picture_is_kept() -> None:
    pictures = [{"type": "picture", "renditions": [address]} for address in (_FERRY, _PIER)]
    pictures[1]["descriptions"] = [{"role": "caption", "value": "The pier"}]
    article = _article(associations=pictures)
    (later,) = [block for block in article.body[0].blocks if isinstance(block, Image)]
    assert article.image
    assert article.image.src == _FERRY["href"]
    assert (later.src, plain_text(later.caption)) == (_PIER["href"], "The pier")


@pytest.mark.parametrize(
    "fields",
    [
        {"descriptions": [{"role": "text", "value": "Boats run till two."}]},
        {"descriptions": [{"role": "main", "value": "Boats run till two."}]},
        {"description_text": "Boats run till two."},
        {"description_xhtml": "<p>Boats run till two.</p>"},
    ],
)
def test_a_description_is_the_deck(fields: dict[str, Any]) -> None:
    assert _article(**fields).deck == "Boats run till two."


def test_an_organisation_in_the_news_publishes_nothing() -> None:
    assert _article(organisations=[{"name": "Aurora"}]).publisher is None
    publisher = _article(organisations=[{"name": "Harbor Wire", "rel": "publisher"}]).publisher
    assert publisher
    assert publisher.name == "Harbor Wire"


def test_a_later_version_is_an_update() -> None:
    article = _article(firstCreated="2031-05-04T10:00:00Z", versionCreated="2031-05-06T10:00:00Z")
    assert (article.published, article.updated) == ("2031-05-04T10:00:00Z", "2031-05-06T10:00:00Z")
    same_day = _article(firstCreated="2031-05-04T10:00:00Z", versionCreated="2031-05-04T12:00:00Z")
    assert same_day.updated is None


def test_what_has_no_place_is_told() -> None:
    document = _item(edNote="Hold until the board has met", subjects=[{"name": "ports", "title": "All the ports"}])
    told = [notice.text for notice in document.notices if notice.rule == "left-out"]
    assert told == ["Hold until the board has met"]


@pytest.mark.parametrize("name", ["versionCreated", "versioncreated"])
def test_told_by_what_every_item_has(name: str) -> None:
    item = {"uri": "urn:port:1", "type": "text", name: "2031-05-04T10:00:00Z", "headline": "A night ferry"}
    with pytest.raises(Exception, match='artfmt reads "bodies"'):
        read(json.dumps(item))
