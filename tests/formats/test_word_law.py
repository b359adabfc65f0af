"""No word is lost in silence: what a source shows is in the article or told, as tokenizers of their own count it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from artfmt.formats.read import read
from artfmt.formats.table import format_of_path
from artfmt.source.errors import ReadError
from conftest import ROOT, SHARED, lacking
from word_law import unaccounted

_SPEC = ROOT / "tests" / "judges" / "node_modules" / "commonmark-spec" / "spec.txt"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
_BYLINE = {"By", "and"}  # of an author's line, which names its authors


def _sources(folder: Path) -> list[Path]:
    """The files that are read as an article; in text there may be several, of which one is read."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (row := format_of_path(path.name)) and not row.several and path.stat().st_size < 100_000
    ]


def _lost(path: Path) -> Counter[str]:
    try:
        return unaccounted(read(path))
    except ReadError:
        return Counter()


def test_examples_lose_no_word() -> None:
    # In HTML and JSON artfmt writes words of its own.
    paths = [path for path in _sources(ROOT / "examples") if path.suffix not in (".html", ".json")]
    assert paths
    assert {path.name: lost for path in paths if (lost := _lost(path))} == {}


@pytest.mark.parametrize("folder", ["formats", "newsroom", "hostile", "inbox", "pages", "texts"])
def test_cases_lose_no_word(folder: str) -> None:
    if not (SHARED / "cases").exists():
        pytest.skip("the cases of what failed lie beside the project, and not here")
    lost = {path.name: lost for path in _sources(SHARED / "cases" / folder) if (lost := _lost(path).keys() - _BYLINE)}
    # TOML may part a day and its time by "T" where the article has both; an unseen word may stand close to a seen one.
    apart = {"34-toml-dates.md": {"09T07"}, "79-hidden-spans.html": {"signshe"}}
    assert lost == (apart if folder == "formats" else {})


def test_every_example_of_commonmark_keeps_its_words() -> None:
    if not _SPEC.exists():
        lacking("commonmark-spec: npm install --no-package-lock --prefix tests/judges")
    examples = _EXAMPLE.findall(_SPEC.read_text(encoding="utf-8"))
    assert len(examples) > 600
    for example in examples:
        text = "# Fares fall in June\n\nNobody knows why.\n\n" + example.replace("→", "\t")
        assert not unaccounted(read(text, "markdown")), example


_JATS = (Path(__file__).parent / "jats" / "everything.xml").read_bytes()
_PLANTED = "Zebra"


def _planted() -> Iterator[tuple[str, str, bytes]]:
    """A JATS document with a word more, at each place where one can stand: where, how, and the document."""
    for index in range(len(list(etree.fromstring(_JATS).iter()))):
        for how in ("loose at the start", "loose at the end", "loose after", "in a strange element"):
            root = etree.fromstring(_JATS)
            element = list(root.iter())[index]
            if how == "loose at the start":
                element.text = f"{element.text or ''} {_PLANTED} "
            elif how == "loose after" and element is not root:
                element.tail = f"{element.tail or ''} {_PLANTED} "
            elif how == "loose at the end" and len(element):
                element[-1].tail = f"{element[-1].tail or ''} {_PLANTED} "
            elif how == "in a strange element":
                etree.SubElement(element, "strange").text = _PLANTED
            yield root.getroottree().getpath(element), how, etree.tostring(root)


def test_no_word_is_lost_wherever_it_stands_in_jats() -> None:
    refused = set()
    for place, how, document in _planted():
        try:
            assert not unaccounted(read(document, "jats")), (place, how)
        except ReadError:
            refused.add(place.rpartition("/")[2])
    assert refused == set()
