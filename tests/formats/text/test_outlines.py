"""Texts beside the articles that an editor made of them: ``outlines/frozen`` from before the reader, ``grown`` since.

The scores field by field: ``python benchmarks/outlines.py``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from artfmt.formats.read import read, read_all
from artfmt.formats.text.explain import explain
from artfmt.model.article import Article, Section
from artfmt.model.schema import validate
from artfmt.source.source import Source
from formats.text.test_reader import lost_words

HERE = Path(__file__).parent / "outlines"
TEXTS = sorted(HERE.glob("*/*.txt"))
# What an editor reads otherwise than the reader does, and may go on doing so: README.md says why.
_OTHERWISE = frozenset(
    {
        "grown/abc-river-gate",
        "grown/axd-nurse-visas",
        "grown/barn-owl-count",
        "grown/blogd-outage-notes",
        "grown/chess-club-rent",
        "grown/cinema-last-reel",
        "grown/cold-brew-union",
        "grown/courier-lake-bus",
        "grown/desal-plant",
        "grown/ferry-pier-collapse",
        "grown/fungus-farm",
        "grown/opinion-poll-bridge",
        "grown/orchard-robots",
        "grown/page-salt-mine",
        "grown/postmortem-queue",
        "grown/prd-recall-kettle",
        "grown/stadium-vote",
        "grown/tower-implosion",
    }
)


def _name(text: Path) -> str:
    return f"{text.parent.name}/{text.stem}"


def _expected(text: Path) -> list[Article]:
    paths = [text.with_suffix(".md"), *sorted(text.parent.glob(f"{text.stem}.[0-9].md"))]
    return [read(path).article for path in paths]


def _labels(sections: tuple[Section, ...]) -> Counter[str]:
    found: Counter[str] = Counter()
    for section in sections:
        found += Counter([section.axiom.label] if section.axiom else []) + _labels(section.sections)
    return found


def test_there_are_enough_texts() -> None:
    assert len(list(HERE.glob("frozen/*.txt"))) == 32
    assert len(TEXTS) > 200


@pytest.mark.parametrize("text", TEXTS, ids=_name)
def test_a_text_is_outlined_as_an_editor_would(text: Path) -> None:
    articles = [document.article for document in read_all(text, "text")]
    expected = _expected(text)
    if _name(text) in _OTHERWISE:
        assert articles != expected, "is read like the editor now: take it out of the list"
    else:
        assert articles == expected
    assert not sum((_labels(each.body) for each in articles), Counter()) - sum(
        (_labels(each.body) for each in expected), Counter()
    ), "invents a label"


@pytest.mark.parametrize("text", TEXTS, ids=_name)
def test_no_word_is_lost_and_every_article_is_valid(text: Path) -> None:
    document = read(text, "text")
    assert not lost_words(document.source.lenient_text[0], document)
    for each in read_all(text, "text"):
        assert validate(each.article) == []


@pytest.mark.parametrize("text", TEXTS[::12], ids=_name)
def test_every_line_is_explained(text: Path) -> None:
    source = Source.of(text)
    lines = {
        number for number, line in enumerate(source.lenient_text[0].splitlines(), 1) if line.strip("> \t\u200b\xa0")
    }
    told = {int(line.removeprefix(f"{source.name}:").partition(":")[0]) for line in explain(source)}
    assert told <= lines
    # Headers of a mail are told in notices, and lines that a mail program broke by the first of them.
    assert len(told) >= 0.4 * len(lines)
