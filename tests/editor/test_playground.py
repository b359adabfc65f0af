"""What the playground shows of a text; that a browser shows the same is for ``judges/test_playground.py``."""

from __future__ import annotations

from typing import Any

import pytest

from artfmt.editor.playground import shown
from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from artfmt.source.errors import UnknownFormatError

STORY = """---
author: Ida Brandt
tags: [ferries]
---
# Fares fall

The fare fell.[^1]

**Why it matters:** It fell at at May.

- One
  - Two

## Boats

> It is cheap.
>
> — Ola Fenn

![A ferry](ferry.png)

[^1]: By half.
"""


def _rows(told: dict[str, Any]) -> list[tuple[int, str, str, int | None]]:
    return [(row["depth"], row["name"], row["text"], row["line"]) for row in told["structure"]]


def test_the_structure_of_a_story() -> None:
    told = shown(STORY)
    assert told["format"] == "markdown"
    assert _rows(told) == [
        (0, "headline", "Fares fall", 5),
        (0, "author", "Ida Brandt", 2),
        (0, "paragraph", "The fare fell.", 7),
        (0, "label: why-it-matters", "Why it matters", 9),
        (1, "paragraph", "It fell at at May.", 9),
        (1, "item", "One", 11),
        (2, "item", "Two", 12),
        (0, "heading", "Boats", 14),
        (1, "quote", "Ola Fenn", 16),
        (2, "paragraph", "It is cheap.", 16),
        (1, "picture", "A ferry", 20),
        (0, "footnote", "By half.", 22),
        (0, "tags", "ferries", 3),
    ]


def test_findings_and_every_output() -> None:
    told = shown(STORY)
    assert ("repeated-word", 9) in [(finding["rule"], finding["line"]) for finding in told["findings"]]
    article = read(STORY, "markdown").article
    assert told["outputs"] == {row.name: write(article, row.name) for row in FORMATS if row.writes}


def test_why_a_text_was_read_so() -> None:
    told = shown("Fares fall\n\nBy Ida Brandt\n\nThe fare fell.\n", "text", why=True)
    assert [line.split(" (")[0] for line in told["explained"]] == ["1: headline", "3: byline", "5: paragraph"]
    assert shown(STORY, why=True)["explained"] == []
    assert shown("Fares fall\n\nThe fare fell.\n", "text")["explained"] == []


@pytest.mark.parametrize(
    ("text", "from_format", "rule"),
    [
        ("", "", "no-article"),
        ("a: [", "yaml", "invalid-yaml"),
        ("<p>x", "html", "no-article"),
        ("\ud800", "", "no-article"),
    ],
)
def test_what_is_no_article_is_told(text: str, from_format: str, rule: str) -> None:
    told = shown(text, from_format)
    assert (told["format"], told["structure"], told["outputs"]) == (None, [], {})
    assert told["findings"][0]["rule"] == rule


def test_a_format_that_is_none() -> None:
    with pytest.raises(UnknownFormatError):
        shown("Fares fall", "docs")
