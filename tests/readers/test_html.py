from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from artfmt.article import Article, Paragraph
from artfmt.checking import check
from artfmt.errors import ReadError
from artfmt.formats import read, write
from artfmt.prose import plain_text
from artfmt.source import Location
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
    bad = page.replace('class="published" datetime="2031-05-04"', 'class="published" datetime="May 4"')
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
    ("page", "why"),
    [
        ("", "empty"),
        ("<p>Somebody else's page</p>", 'no <article class="artfmt">'),
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
