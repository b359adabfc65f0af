from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from artfmt.formats.read import read
from artfmt.formats.text.writer import WIDTH, write
from artfmt.model.article import Article
from artfmt.model.prose import plain_text
from conftest import ROOT
from strategies import articles

_WORD = re.compile(r"\w+")


@given(articles)
def test_every_character_of_the_body_is_written(article: Article) -> None:
    written = Counter("".join(write(article).split()))
    read_aloud = (article.headline, article.text, *(author.name for author in article.authors))
    assert not Counter("".join("".join(read_aloud).split())) - written


@pytest.mark.parametrize("example", sorted((ROOT / "examples").iterdir()), ids=lambda path: path.name)
def test_examples_fit_the_width_and_read_as_they_were(example: Path) -> None:
    article = read(example / "article.json").article
    text = write(article)
    assert all(len(line) <= WIDTH for line in text.splitlines())
    again = read(text, "text").article
    assert again.headline == article.headline
    assert again.published == article.published
    assert [author.name for author in again.authors] == [author.name for author in article.authors]
    assert _WORD.findall(again.text) == _WORD.findall(article.text)
    for before, after in zip(article.body, again.body, strict=True):
        assert (before.axiom, plain_text(before.heading)) == (after.axiom, plain_text(after.heading))
