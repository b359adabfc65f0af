from __future__ import annotations

import json
import math
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.html.bylines import weights
from artfmt.formats.html.explain import explain
from artfmt.formats.html.learned_claims import NONE
from artfmt.formats.read import read
from artfmt.language.byline_parts import names_in
from artfmt.language.name_judge import NameJudge
from artfmt.source.source import Source
from formats.html.test_page import STORY


def authors(under: str, head: str = "", end: str = "") -> list[dict[str, str]]:
    page = (
        f'<html><head><title>Harbour stays open - The Wire</title><meta property="og:site_name" content="The Wire">{head}'
        f"</head><body><h1>Harbour stays open</h1>{under}{STORY}{end}</body></html>"
    )
    article = read(page, "html", url="https://wire.example/a").article.to_dict()
    found: list[dict[str, str]] = article.get("authors", [])
    return found


def names(under: str, head: str = "", end: str = "") -> list[str]:
    return [each["name"] for each in authors(under, head, end)]


def linked(author: Any) -> str:
    data = {"@type": "NewsArticle", "headline": "Harbour stays open", "author": author}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ane Lie", [("Ane Lie", None)]),
        ("byAne Lie", [("Ane Lie", None)]),
        ("ByAne Lie", [("Ane Lie", None)]),
        ("By Ane Lie and Jon Fossum", [("Ane Lie", None), ("Jon Fossum", None)]),
        ("January 14, 2025 By Ane Lie 4 Comments", [("Ane Lie", None)]),
        ("Posted on Aug 22, 2019 by Ane Lie", [("Ane Lie", None)]),
        ("22. August 2019 von Ane Lie", [("Ane Lie", None)]),
        ("Ane Lie | 22.08.2019 - 13:40", [("Ane Lie", None)]),
        ("Ane Lie · 3 min read", [("Ane Lie", None)]),
        ("Ane Lie on Twitter", [("Ane Lie", None)]),
        ("Ane Lie, harbour reporter", [("Ane Lie", "harbour reporter")]),
        ("By Ane Lie, Privacy and Digital Security Expert", [("Ane Lie", "Digital Security Expert")]),
        ("By Ane Lie. Reviewed by Jon Fossum", [("Ane Lie", None)]),
        ("By José de la Cruz", [("José de la Cruz", None)]),
        ("by aneinthenorth", [("aneinthenorth", None)]),
        ("By Harbour Staff", [("Harbour Staff", None)]),
        ("By Theresa May on 3 March 2021", [("Theresa May", None)]),
        ("By Tim Story", [("Tim Story", None)]),
        ("Von Mo Asumang", [("Mo Asumang", None)]),
        ("Mon, 3 May 2021 · By Sun Yang", [("Sun Yang", None)]),
        ("By Ane Lie | Jon Fossum", [("Ane Lie", None), ("Jon Fossum", None)]),
        ("By Ane Lie / The Wire", [("Ane Lie", None)]),
        ("Photo by Jon Fossum", []),
        ("Harbour Nights by Ane Lie", []),
        ("3 de abril de 2021", []),
        ("Mis à jour le 3 avril 2021", []),
        ("Stand: 03.04.2021 | Lesedauer: 3 Minuten", []),
        ("Save ArticleText SizeListen Now", []),
        ("aneinthenorth", []),
        ("2 min read", []),
        ("April 3, 2019", []),
        ("Staff", []),
        ("it was said that nothing of the kind would ever be seen again in any harbour of the north", []),
    ],
)
def test_names_in_a_line(line: str, expected: list[tuple[str, str | None]]) -> None:
    assert names_in(line, NameJudge(["The Wire"])) == expected


@pytest.mark.parametrize(
    "byline",
    [
        "<p>By Ane Lie</p>",
        "<div>Ane Lie</div><div>22 August 2019</div>",
        '<div class="meta"><span>22 August 2019</span> · <a href="/author/ane-lie">Ane Lie</a></div>',
        '<p class="author-name">Ane Lie</p><p>Share</p><p>3 min read</p>',
        "<p>Published August 22, 2019 by Ane Lie</p>",
        '<p class="byline">Written by <b>Ane Lie</b> for The Wire</p>',
    ],
)
def test_bylines_of_every_make(byline: str) -> None:
    assert names(byline) == ["Ane Lie"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>2 min read</p>",
        "<p>Read More</p><p>Share</p>",
        '<p class="date">April 3, 2019</p>',
        "<p>Reviewed in April</p>",
        "<p>Subscribe Now</p>",
        "<p>FOR IMMEDIATE RELEASE</p><p>March 3, 2021</p>",
        "<p>Breaking News</p><p>March 3, 2021</p>",
        '<p>Filed under: <a href="/c">City Hall</a></p><p>March 3, 2021</p>',
        "<figure><img src='/a.jpg'><figcaption>Ane Lie</figcaption></figure><p>3 March 2021</p>",
        '<div><img src="/a.jpg"><p class="credit">Ane Lie</p></div><p>3 March 2021</p>',
        "<p>An interview with Ane Lie</p>",
        "<p>Quelle: dpa/Ane Lie</p><p>03.04.2021</p>",
        "<p>有料会員記事</p><p>2021年4月3日</p>",
        "<p>来源：新华社</p><p>2021年4月3日</p>",
        "<p>By The Wire</p>",
    ],
)
def test_what_is_no_byline(line: str) -> None:
    assert names(line) == []


def test_several_authors() -> None:
    assert names('<p class="byline">By Ane Lie, Jon Fossum and Marit Aune</p>') == [
        "Ane Lie",
        "Jon Fossum",
        "Marit Aune",
    ]


def test_a_links_address_is_the_authors() -> None:
    assert authors('<p class="byline">By <a href="/author/ane">Ane Lie</a></p>') == [
        {"name": "Ane Lie", "url": "https://wire.example/author/ane"}
    ]


def test_a_byline_at_the_end() -> None:
    assert names("", end='<p class="author">Written by Ane Lie</p>') == ["Ane Lie"]


def test_the_person_that_metadata_name_stands_beside_other_names() -> None:
    card = '<div class="card"><h3>Quay sold</h3><p>By Jon Fossum</p></div>'
    assert names("<p>Ane Lie</p>", linked({"@type": "Person", "name": "Ane Lie"}), end=card) == ["Ane Lie"]


def test_a_byline_is_believed_more_than_who_uploaded_the_page() -> None:
    uploader = linked({"@type": "Person", "name": "wp.admin"})
    assert names('<p class="byline">By <a rel="author" href="/author/ane">Ane Lie</a></p>', uploader) == ["Ane Lie"]


def test_the_outlet_signs_where_nobody_else_does() -> None:
    assert names("", linked({"@type": "Organization", "name": "The Wire"})) == ["The Wire"]


def test_a_place_near_the_day_does_not_outdo_a_declared_organisation() -> None:
    declared = linked({"@type": "Organization", "name": "The Wire"})
    assert names("<p>San Francisco</p><time>March 3, 2021</time>", declared) == ["The Wire"]


def test_who_reads_and_comments_is_no_author() -> None:
    comment = '<li><cite class="fn">Ane Lie</cite> says:<div class="comment-meta">March 4, 2021</div><p>Good.</p></li>'
    assert names("", end=f'<ol class="commentlist">{comment * 2}</ol>') == []


def test_declared_authors_stay_together_though_one_is_shown() -> None:
    declared = linked([{"@type": "Person", "name": "Ane Lie"}, {"@type": "Person", "name": "Jon Fossum"}])
    assert names('<p class="byline">By Ane Lie</p>', declared) == ["Ane Lie", "Jon Fossum"]


def test_weights_are_numbers_that_can_be_added() -> None:
    table = weights()
    assert NONE in table
    assert all(math.isfinite(weight) for weight in table.values())
    # The largest sum that a line can have is far from what exp() can take.
    assert sum(sorted(map(abs, table.values()), reverse=True)[:200]) < math.log(sys.float_info.max)


def test_the_choice_of_authors_is_explained() -> None:
    page = f"<title>A</title><h1>Harbour stays open</h1><p>By Ane Lie</p>{STORY}<p class='author'>Jon Fossum</p>"
    told = [line for line in explain(Source(page, "a.html")) if "authors " in line]
    assert [line.partition(": ")[2].split(" 0.")[0] for line in told] == ["authors", "not authors"]
    assert (told[0].endswith("): Ane Lie"), told[1].endswith("): Jon Fossum")) == (True, True)


@given(st.text(max_size=200))
def test_any_line_is_survived(line: str) -> None:
    for name, _ in names_in(" ".join(line.split()), NameJudge([])):
        assert name
