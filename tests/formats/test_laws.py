"""What holds for every article: each lossless format gives it back, along any path, and writing is stable.

The long run: ``ARTFMT_EXAMPLES=100000 python -m pytest tests/formats/test_laws.py``.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from artfmt.model.article import Article, Paragraph
from artfmt.model.prose import plain_text
from conftest import LAW, ROOT
from strategies import articles, label_articles

LOSSLESS = [each.name for each in FORMATS if each.lossless]
EXAMPLES = sorted((ROOT / "examples").iterdir())


# One law, not two: half of the time goes into generating the article.
@LAW
@given(article=articles, path=st.lists(st.sampled_from(LOSSLESS), min_size=2, max_size=6))
def test_every_article_comes_back_from_every_format_and_path(article: Article, path: list[str]) -> None:
    _comes_back(article)
    there = article
    for name in path:
        there = read(write(there, name), name).article
    assert there == article


@LAW
@given(article=label_articles)
def test_what_nearly_is_a_label_comes_back(article: Article) -> None:
    _comes_back(article)


def _comes_back(article: Article) -> None:
    for name in LOSSLESS:
        written = write(article, name)
        document = read(written, name)
        assert document.article == article, name
        # An article may skip a heading's level by itself; nothing else is to be told.
        assert not [notice for notice in document.notices if notice.rule != "heading-skipped"], name
        assert write(document.article, name) == written, name


def test_every_format_that_can_be_written_back_is_tested() -> None:
    assert LOSSLESS == ["json", "jats", "html", "markdown", "yaml", "ans"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", ["markdown", "yaml", "jats"])
def test_a_changed_word_is_a_changed_line(example: Path, name: str) -> None:
    document = read(example / "article.json")
    before = write(document.article, name)
    prose = " ".join(plain_text(part.content) for _, part in document.article.walk() if isinstance(part, Paragraph))
    words = [word for word in prose.split() if before.count(word) == 1 and word.isalpha()]
    for word in words[::7]:
        data = (example / "article.json").read_text(encoding="utf-8").replace(word, f"{word}x")
        after = write(read(data, "json").article, name)
        changed = [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]
        assert len(changed) == 2, (word, changed)
