from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given

from artfmt.formats.read import read
from artfmt.formats.table import FORMATS, Format, format_of_content
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.source.errors import UnknownFormatError
from artfmt.source.source import Source
from conftest import ROOT
from strategies import articles

EXAMPLES = sorted((ROOT / "examples").iterdir())


@given(articles)
def test_what_was_written_is_told_by_its_content(article: Article) -> None:
    for each in FORMATS:
        if each.lossless:
            assert format_of_content(Source(write(article, each.name))).name == each.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_examples_are_told_by_their_content_in_any_encoding(example: Path, encoding: str) -> None:
    for each in (row for row in FORMATS if row.writes):
        text = (example / f"article{each.suffixes[0]}").read_text(encoding="utf-8")
        assert format_of_content(Source(text.encode(encoding))).name == each.name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fares fall\n\nOne.", "text"),
        ("# Fares fall\n\nOne.", "markdown"),
        ("#Fares fall\n\nOne.", "text"),
        ("---\ntitle: a\n\ndate: b\n---\n\nOne.", "markdown"),
        ("---\nheadline: a\nbody: []\n", "yaml"),
        ("+++\ntitle = 'a'\n+++\n", "markdown"),
        ("  <!DOCTYPE HTML>\n<title>a</title>", "html"),
        ('<?xml version="1.0"?>\n<article/>', "jats"),
        ('<article dtd-version="1.2">', "jats"),
        ('<article class="artfmt">', "html"),
        ("", "text"),
    ],
)
def test_sniffing(text: str, name: str) -> None:
    assert format_of_content(Source(text)).name == name


def test_the_address_is_the_one_given_unless_the_source_names_one() -> None:
    text = "Fares fall\n\nOne."
    assert read(text, "text", url="https://a.example/ b").article.url == "https://a.example/%20b"
    document = read(text, "text", url="javascript:alert(1)")
    assert document.article.url is None
    assert [(notice.rule, notice.text) for notice in document.notices] == [("active-url", "javascript:alert(1)")]


@pytest.mark.parametrize("url", [None, "https://b.example/"])
def test_a_source_stays_as_it_was_and_its_address_is_the_article_s(url: str | None) -> None:
    source = Source("Fares fall\n\nOne.", "a.txt", "https://a.example/", "utf-8")
    document = read(source, url=url)
    assert document.article.url == (url or "https://a.example/")
    assert (source.data, source.name, source.url) == ("Fares fall\n\nOne.", "a.txt", "https://a.example/")
    named = (
        "version: '1.0'\ntype: article\nurl: https://c.example/\nheadline: a\nbody: [{blocks: [{type: code, text: b}]}]"
    )
    assert read(Source(named, "a.yaml", "https://a.example/"), url=url).article.url == "https://c.example/"


@pytest.mark.parametrize("format", FORMATS, ids=lambda row: row.name)
def test_a_row_says_what_its_folder_has(format: Format) -> None:
    assert hasattr(format.reader, "read_all") == format.several
    has_writer = importlib.util.find_spec(f"artfmt.formats.{format.name}.writer") is not None
    assert has_writer == format.writes
    if has_writer:
        assert hasattr(format.writer, "write_fragment") == format.fragments
    assert format.notation.spellings
    explains = importlib.util.find_spec(f"artfmt.formats.{format.name}.explain") is not None
    assert explains == format.explains


def test_what_cannot_be_done_names_what_can() -> None:
    with pytest.raises(UnknownFormatError, match="the formats are json"):
        read("x", "odt")
    with pytest.raises(UnknownFormatError, match="html has"):
        write(Article(headline="a", body=()), "jats", fragment=True)


def test_the_public_names_are_what_they_say_whatever_is_imported_first() -> None:
    import artfmt.checking.document
    import artfmt.model.diff

    assert [name for name in artfmt.__all__ if type(getattr(artfmt, name)).__name__ == "module"] == []
    assert callable(artfmt.check)
    assert callable(artfmt.diff)
