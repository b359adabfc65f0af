from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from artfmt.checking.document import check
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article, Paragraph
from artfmt.model.prose import plain_text
from artfmt.model.schema import validate
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from conftest import ROOT
from strategies import articles

EXAMPLES = sorted((ROOT / "examples").iterdir())


@given(articles)
def test_a_fragment_in_a_strange_page_is_found(article: Article) -> None:
    fragment = write(article, "html", fragment=True)
    page = f"<html><body><nav><p>Menu</p></nav><article><p>Card</p></article>{fragment}<p>Foot</p></body></html>"
    found = read(page, "html").article
    assert (found.headline, found.body, found.authors, found.image) == (
        article.headline,
        article.body,
        article.authors,
        article.image,
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_findings_point_to_the_source(example: Path) -> None:
    text = (example / "article.html").read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(index for index, line in enumerate(lines) if line.startswith("<p>"))
    planted = lines[number].replace("<p>", '<p><a href="javascript:alert(1)">go</a> ', 1)
    lines[number] = planted
    document = read("\n".join(lines), "html")
    (finding,) = [each for each in check(document) if each.rule == "active-url"]
    assert finding.location == Location(number + 1, 4)
    for pointer, part in document.article.walk():
        if isinstance(part, Paragraph):
            place = document.locate(pointer)
            assert place is not None
            assert plain_text(part.content).split()[0].strip('"“') in lines[place.line - 1].replace("&quot;", '"')
            assert lines[place.line - 1][place.column - 1] == "<"
    assert "javascript" not in write(document.article, "html")


def test_a_wrong_date_is_refused_at_its_place() -> None:
    page = (EXAMPLES[4] / "article.html").read_text(encoding="utf-8")
    bad = page.replace('class="published" datetime="2021-05-04"', 'class="published" datetime="May 4"')
    assert bad != page
    with pytest.raises(ReadError) as refused:
        read(bad, "html")
    (finding,) = refused.value.diagnostics
    assert finding.location is not None
    line = bad.splitlines()[finding.location.line - 1]
    assert line[finding.location.column - 1 :].startswith('<time class="published"')


@pytest.mark.parametrize(
    ("planted", "noticed"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ("<form><input></form>", "<form>"),
        ("<video></video>", "<video>"),
    ],
)
def test_what_is_planted_among_the_sections_is_told(planted: str, noticed: str) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8").replace("<section>\n", f"<section>\n{planted}", 1)
    document = read(page, "html")
    assert noticed in [notice.text for notice in document.notices]
    assert "alert" not in write(document.article, "json")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('<div class="body">', '<div class="body">\n<p>Planted.</p>loose', "Planted. loose"),
        ("<section>", "<section>loose", "loose"),
        ("<h1>", '<p class="byline">Nora Quill</p>\n<h1>', "Nora Quill"),
        ("<h1>", '<p class="foo deck">Planted.</p>\n<h1>', "Planted."),
        ("<h1>", '<p class="timestamp"><time>Someday</time></p>\n<h1>', "Someday"),
        ("</section>", "<h2>One</h2>\n<h3>Two</h3>\n</section>", "One Two"),
    ],
)
def test_what_people_add_by_hand_is_read_or_told(before: str, after: str, words: str) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8")
    assert before in page
    document = read(page.replace(before, after, 1), "html")
    told = write(document.article, "json") + " ".join(notice.text for notice in document.notices)
    assert all(word in told for word in words.split())
    assert validate(document.article) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<section class="axiom" data-kind="Bad K"><p><strong class="label">So:</strong> x</p></section>',
        '<section><h2>H</h2><p><strong class="label">So:</strong> x</p></section>',
        '<section><p><strong class="label">:</strong> x</p></section>',
        '<figure class="image" data-width="²" data-height="00"><figcaption>x</figcaption></figure>',
    ],
)
def test_odd_values_do_no_harm(planted: str) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8").replace("</section>", f"{planted}</section>", 1)
    assert validate(read(page, "html").article) == []


@pytest.mark.parametrize("value", ["[[],2]", "[" * 5000, '["a", NaN]', '["a", 1e999]', "{", "7"])
def test_extra_that_is_no_json_is_refused_at_its_place(value: str) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8")
    meta = f"<meta name='artfmt:extra' content='{value}'>"
    if value == "[[],2]":
        assert read(page.replace("<title>", f"{meta}<title>", 1), "html").article.extra == {"[]": 2}
        return
    with pytest.raises(ReadError) as refused:
        read(page.replace("<title>", f"\n{meta}<title>", 1), "html")
    assert refused.value.line == 1 + page[: page.index("<title>")].count("\n") + 1


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("", "empty"),
        ("<p>Somebody else's page</p>", "no body"),
        ('<article class="artfmt"></article>', "no headline"),
        ('<article class="artfmt"><header><h1>a</h1></header></article>', "no body"),
        ("<div>" * 100_000, ""),
    ],
    ids=["empty", "another's", "no headline", "no body", "deep"],
)
def test_what_is_no_article_is_refused_in_a_sentence(page: str, why: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(page, "html")
    assert why in refused.value.message
