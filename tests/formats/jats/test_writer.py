from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from lxml import etree

from artfmt.formats.jats.writer import write
from artfmt.model.article import Article, Publisher, Section
from artfmt.model.prose import Span
from conftest import LAW, shared
from strategies import articles


@pytest.fixture(scope="module")
def archiving() -> etree.DTD:
    return etree.DTD(str(shared("jats-dtd/archiving-1.1") / "JATS-archivearticle1.dtd"))


@pytest.fixture(scope="module")
def publishing() -> etree.DTD:
    (path,) = shared("jats-dtd/publishing-1.3").glob("JATS-journalpublishing1*.dtd")
    return etree.DTD(str(path))


def _titled(section: Section) -> Section:
    named = replace(section, sections=tuple(map(_titled, section.sections)))
    return named if named.heading or named.axiom else replace(named, heading=(Span("Untitled"),))


@LAW
@given(article=articles)
def test_every_article_is_valid_under_the_dtds(archiving: etree.DTD, publishing: etree.DTD, article: Article) -> None:
    tree = etree.fromstring(write(article).encode())
    assert archiving.validate(tree), archiving.error_log
    titled = replace(
        article,
        body=tuple(map(_titled, article.body)),
        publisher=Publisher("Harbor Wire", None, "1234-5679"),
        published=article.published or "2031-05-04",
    )
    tree = etree.fromstring(write(titled).encode())
    assert publishing.validate(tree), publishing.error_log
