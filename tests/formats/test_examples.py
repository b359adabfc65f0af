"""The examples: each text is read, written in every format, and compared with the files beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from artfmt.cli.reporters.text import report
from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from artfmt.model.schema import validate
from conftest import ROOT, shared

EXAMPLES = sorted((ROOT / "examples").iterdir())
WRITTEN = [each for each in FORMATS if each.writes]


def test_there_are_examples_of_every_kind() -> None:
    assert len(EXAMPLES) >= 8
    assert all((example / "article.txt").exists() for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example(example: Path, golden: Callable[[Path, str], None]) -> None:
    document = read(example / "article.txt")
    assert validate(document.article) == []
    for each in WRITTEN:
        # article.txt is what the story came as.
        name = "for-people.txt" if each.name == "text" else f"article{each.suffixes[0]}"
        golden(example / name, write(document.article, each.name))
    told = [line.replace(f"{example}/", "") for line in report(document.notices)]
    golden(example / "notices.log", "".join(f"{line}\n" for line in told))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_is_valid_under_the_dtd(example: Path) -> None:
    dtd = etree.DTD(str(shared("jats-dtd/archiving-1.1") / "JATS-archivearticle1.dtd"))
    tree = etree.parse(example / "article.xml")
    assert dtd.validate(tree), dtd.error_log


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("each", [each for each in WRITTEN if each.reads and each.lossless], ids=lambda each: each.name)
def test_example_is_the_same_in_every_format(example: Path, each: object) -> None:
    suffix = each.suffixes[0]  # type: ignore[attr-defined]
    assert read(example / f"article{suffix}").article == read(example / "article.txt").article
