"""Front matter as site generators have it, which goes home and comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from artfmt import UnknownFormatError, read, write
from artfmt.formats.markdown.dialects import DIALECTS
from artfmt.formats.table import format_named
from conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").iterdir())
INBOX = ROOT / "tests" / "formats" / "inbox"
_STORY = read(INBOX / "export.wxr").article


def _front_matter(dialect: str) -> dict[str, object]:
    data: dict[str, object] = yaml.load(write(_STORY, "markdown", dialect=dialect).split("---\n")[1], yaml.BaseLoader)
    return data


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_what_is_written_for_a_tool_is_read_again(dialect: str, example: Path) -> None:
    article = read(example / "article.json").article
    assert read(write(article, "markdown", dialect=dialect), "markdown").article == article


def test_the_table_names_the_dialects() -> None:
    assert set(format_named("markdown").dialects) == DIALECTS.keys()


def test_names_and_forms_of_hugo_and_jekyll() -> None:
    hugo, jekyll = _front_matter("hugo"), _front_matter("jekyll")
    assert (hugo["title"], hugo["date"]) == ("Two more boats for Skerry Island", "2031-03-03T11:00:00Z")
    assert (hugo["authors"], hugo["categories"]) == (["Ines Okabe"], ["Harbor"])
    assert (jekyll["author"], jekyll["date"]) == ("Ines Okabe", "2031-03-03 11:00:00 +0000")
    assert jekyll["image"] == "https://tidepost.example/tern.jpg"
    assert not {"version", "type", "headline"} & hugo.keys()


def test_a_dialect_that_is_none() -> None:
    with pytest.raises(UnknownFormatError, match="hugo"):
        write(_STORY, "markdown", dialect="gatsby")
    with pytest.raises(UnknownFormatError, match="markdown has some"):
        write(_STORY, "json", dialect="hugo")
    assert json.loads(write(_STORY, "json"))["headline"] == _STORY.headline
