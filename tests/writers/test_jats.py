from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree

from artfmt.article import Article
from artfmt.writers.jats import write
from conftest import shared
from strategies import articles


@pytest.fixture(scope="module")
def archiving() -> etree.DTD:
    return etree.DTD(str(shared("jats-dtd/archiving-1.1") / "JATS-archivearticle1.dtd"))


@given(article=articles)
def test_every_article_is_valid_under_the_archiving_dtd(archiving: etree.DTD, article: Article) -> None:
    tree = etree.fromstring(write(article).encode())
    assert archiving.validate(tree), archiving.error_log
