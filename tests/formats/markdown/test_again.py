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


@pytest.mark.parametrize(
    "evil",
    [
        "<img src=x onerror=alert(1)>",
        "a <b onclick=alert(1)>b</b>",
        '<p onclick="alert(1)">a</p>',
        "<details open ontoggle=alert(1)>a</details>",
        '<iframe src="https://a.example/x" srcdoc="<script>alert(1)</script>"></iframe>',
        '<embed src="https://a.example/alert.swf">',
        "<!--><script>alert(1)</script>-->",
        "a <!-- x --!><img src=x onerror=alert(1)> --> b",
        "<?php alert(1) ?>",
        "a `<script>alert(1)</script>`{=html} b",
        "```{=html}\n<script>alert(1)</script>\n```",
        'a\n{: onclick="alert(1)"}',
        "::: {onclick=alert(1)}\na\n:::",
        "<Evil onClick={alert(1)} />",
        '<a title=" href=\'https://ok.example\' " href="javascript:alert(1)">a</a>',
        "[caption]<img src=x.png onerror=alert(1)> w[/caption]",
        "[a](java&#115;cript:alert(1))",
    ],
)
def test_nothing_that_runs_is_written_as_it_stood(evil: str) -> None:
    text = f"---\ntitle: A\n---\n\n* One.\n\n{evil}\n\nThree.\n"
    before = read(text, "markdown")
    after = write(before.article, "markdown", dialect="hugo", like=before)
    assert evil not in after
    assert "* One." in after
    html = write(read(after, "markdown").article, "html")
    assert "alert(1)>" not in html.replace("&gt;", "")


def test_front_matter_that_runs_is_written_anew() -> None:
    caption = "[x](javascript:alert(1)) <script>y</script>"
    text = f"---\ntitle: A\nfeature_image: x.png\nfeature_image_caption: '{caption}'\n---\n\nOne.\n"
    before = read(text, "markdown")
    assert "javascript" not in write(before.article, "markdown", dialect="ghost", like=before)


@pytest.mark.parametrize(
    "text",
    [
        "---\n---\n\n# Head\n\n* One.\n",
        "# Head\n\n* One.\n\n{{< x >}}\n",
        "---\n{title: A, date: 2031-05-04}\n---\n\n* One.\n",
        "---\ntitle: A\ndate: &day 2031-05-04\nlastmod: *day\n---\n\n* One.\n",
        "---\ntitle: A\ncover: {image: a.png, relative: true}\nauthor: {name: Ida, mail: i@a.example}\n---\n\n* One.\n",
    ],
)
def test_odd_front_matter_stays_and_what_changes_is_read_again(text: str) -> None:
    before = read(text, "markdown")
    assert write(before.article, "markdown", like=before) == text
    article = replace(before.article, deck="More.", image=Image("b.png"), authors=())
    again = read(write(article, "markdown", like=before), "markdown").article
    assert (again.headline, again.deck, again.image) == (article.headline, "More.", Image("b.png"))


@pytest.mark.parametrize("dialect", ["hugo", "jekyll", "astro", "ghost"])
def test_no_key_stands_twice(dialect: str) -> None:
    text = "---\ntitle: A\nsummary: s1\ndescription: s2\ncategories: [a, b]\nsection: z\n---\n\n* One.\n"
    before = read(text, "markdown")
    after = write(before.article, "markdown", dialect=dialect, like=before)
    keys = [line.partition(":")[0] for line in after.split("---")[1].splitlines() if line[:1].isalpha()]
    assert len(keys) == len(set(keys))


def test_links_that_are_defined_elsewhere_stay() -> None:
    before = read("---\ntitle: A\n---\n\nSee [the plan][p].\n\n{{< x >}}\n\n[p]: https://a.example/\n", "markdown")
    lede, *rest = before.article.body
    article = replace(before.article, body=(Section((*lede.blocks, Paragraph((Span("More."),)))), *rest))
    after = write(article, "markdown", dialect="hugo", like=before)
    assert "See [the plan][p]." in after
    assert "{{< x >}}" in after
    assert after.endswith("[p]: https://a.example/\n")
