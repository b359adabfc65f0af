"""A post that was read is written again as it stood, but for what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from artfmt import Document, read, write
from artfmt.model.article import Article, Footnote, Image, Paragraph, Section
from artfmt.model.prose import Span
from conftest import LAW
from strategies import articles

_HOUSE = {"hero": "image", "hero_alt": "image.alt", "publishDate": "published", "standfirst": "deck"}
_POST = """\
---
# Written by hand
title: 'The quay closes'   # quoted
draft: false
date: 2031-05-01
publishDate: 2031-05-04T10:00:00+02:00
weight: 3
tags: [harbor, "city hall"]
hero: /img/quay.jpg
hero_alt: The quay in fog
standfirst: For two winters.
params:
  toc: true
---

* The quay closes.
* It is *old*.

{{< figure src="/img/pier.jpg" alt="Pier Nine" >}}

{{% callout %}}
Bring scales.
{{% /callout %}}

**Why it matters**: because __trucks__ use it.

| a | b |
|---|---|
| 1 | 2 |
"""


def _read(text: str = _POST) -> Document:
    return read(text, "markdown", front_matter=_HOUSE)


def _again(article: Article, before: Document, dialect: str | None = "hugo") -> str:
    return write(article, "markdown", dialect=dialect, front_matter=_HOUSE, like=before)


def _changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    come = [line for line in after.splitlines() if line not in before.splitlines()]
    return gone, come


def test_the_house_s_keys_are_fields() -> None:
    article = _read().article
    assert (article.headline, article.deck) == ("The quay closes", "For two winters.")
    assert article.published == "2031-05-04T10:00:00+02:00"
    assert article.image == Image("/img/quay.jpg", "The quay in fog")
    assert list(article.extra) == ["draft", "date", "weight", "params"]


@pytest.mark.parametrize("dialect", [None, "hugo", "ghost"])
def test_what_did_not_change_is_the_same_text(dialect: str | None) -> None:
    before = _read()
    assert _again(before.article, before, dialect) == _POST


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        ({"deck": "For three."}, ["standfirst: For two winters."], ["standfirst: For three."]),
        ({"deck": None}, ["standfirst: For two winters."], []),
        ({"updated": "2031-05-06"}, [], ["lastmod: '2031-05-06'"]),
        ({"tags": ("harbor",)}, ['tags: [harbor, "city hall"]'], ["tags:", "- harbor"]),
        ({"image": Image("/img/quay.jpg", "Fog")}, ["hero_alt: The quay in fog"], ["hero_alt: Fog"]),
        ({"extra": {**_read().article.extra, "weight": 5}}, ["weight: 3"], ["weight: 5"]),
    ],
)
def test_a_changed_field_is_a_changed_key(change: dict[str, Any], gone: list[str], come: list[str]) -> None:
    before = _read()
    after = _again(replace(before.article, **change), before)
    assert _changed_lines(_POST, after) == (gone, come)
    assert _read(after).article == replace(before.article, **change)


def test_a_changed_block_leaves_the_others_as_they_stood() -> None:
    before = _read()
    lede, *rest = before.article.body
    more = Paragraph((Span("More."),))
    article = replace(before.article, body=(Section((*lede.blocks, more)), *rest))
    assert _changed_lines(_POST, _again(article, before)) == ([], ["More."])


def test_what_runs_is_not_written_again() -> None:
    before = _read(_POST + "\nBad <script>alert(1)</script> line.\n")
    after = _again(before.article, before)
    assert "alert" not in after
    assert _changed_lines(_POST, after) == ([], ["Bad line."])


def test_another_tool_s_names_are_renamed() -> None:
    text = "---\ntitle: A\npubDate: 2031-05-04\ncategories: [Ships]\nweight: 3\n---\n\n* One.\n"
    before = read(text, "markdown")
    after = write(before.article, "markdown", dialect="ghost", like=before)
    assert after == "---\ntitle: A\npublished_at: '2031-05-04'\nsection: Ships\nweight: 3\n---\n\n* One.\n"


@pytest.mark.parametrize("head", ['+++\ntitle = "A"\n[params]\nx = 1\n+++', '{"title": "A", "x": [1]}'])
def test_other_front_matter_stays_where_nothing_changed(head: str) -> None:
    before = read(f"{head}\n\n* One.\n", "markdown")
    assert write(before.article, "markdown", dialect="hugo", like=before) == f"{head}\n\n* One.\n"
    changed = replace(before.article, deck="B")
    assert read(write(changed, "markdown", dialect="hugo", like=before), "markdown").article == changed


# Two articles are generated for each example.
@settings(max_examples=max(25, LAW.max_examples // 5))
@given(articles, articles)
def test_what_is_written_again_is_read_as_the_article(article: Article, other: Article) -> None:
    before = read(write(article, "markdown"), "markdown")
    mixed = replace(other, body=(*article.body, *other.body), footnotes=other.footnotes or article.footnotes)
    for after in (article, other, replace(mixed, footnotes=_both(article, other))):
        text = write(after, "markdown", like=before)
        assert read(text, "markdown").article == after


def _both(article: Article, other: Article) -> tuple[Footnote, ...]:
    notes = {note.id: note for note in (*other.footnotes, *article.footnotes)}
    return tuple(notes.values())
