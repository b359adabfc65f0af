from __future__ import annotations

import json
import re

import pytest
from hypothesis import given

from artfmt.formats.html.writer import write, write_fragment
from artfmt.formats.read import read
from artfmt.model.article import Article, Axiom, Embed, Image, Paragraph, Section
from artfmt.model.prose import Span
from strategies import articles

ARTICLE = Article(headline="Fares <fall>", body=(Section((Paragraph((Span("One."),)),)),))


def _linked_data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@given(articles)
def test_a_page_holds_one_script_that_is_data(article: Article) -> None:
    page = write(article)
    assert page.lower().count("<script") == 1
    assert _linked_data(page)["headline"] == article.headline
    assert page.count("<h1>") == 1


def test_linked_data_cannot_end_its_script() -> None:
    article = Article(headline="</script><script>alert(1)</script><!--", body=ARTICLE.body)
    page = write(article)
    assert page.count("<script") == 1
    assert read(page, "html").article == article


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "vbscript:x"])
def test_addresses_that_no_schema_has_seen_are_made_inert(url: str) -> None:
    blocks = (Paragraph((Span("a", (), url),)), Embed(url), Image(url, "a"))
    page = write_fragment(Article(headline="a", url=url, body=(Section(blocks),)))
    assert 'href="#"' in page
    assert f'"{url}"' not in page


def test_sections_are_marked_by_kind() -> None:
    section = Section((Paragraph((Span("It does."),)),), axiom=Axiom("why-it-matters", "Why it matters"))
    page = write_fragment(Article(headline="a", body=(section,)))
    assert '<section class="axiom" data-kind="why-it-matters">' in page
    assert '<p><strong class="label">Why it matters:</strong> It does.</p>' in page
