"""Suppressions: what they cover, and that one which covers nothing is told."""

from __future__ import annotations

import pytest

from artfmt.checking.document import check
from artfmt.checking.settings import Setting, Settings
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.source.diagnostics import Severity


def _rules(text: str, format: str = "markdown") -> list[tuple[str, int]]:
    found = check(read(text, format), Settings())
    return [(each.rule, each.location.line if each.location else 0) for each in found]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("# a\n\nIt it is.\n", [("repeated-word", 3)]),
        ("# a\n\n<!-- artfmt-ignore: repeated-word -->\nIt it is.\n", []),
        ("# a\n\n<!-- artfmt-ignore: repeated-word -->\n\nIt it is.\n", []),
        ("# a\n\n<!-- artfmt-ignore repeated-word, double-space -->\n\nIt it  is\nso.\n", []),
        (
            "# a\n\n<!-- artfmt-ignore: repeated-word -->\n\nOne.\n\nIt it is.\n",
            [("unused-suppression", 3), ("repeated-word", 7)],
        ),
        ("# a\n\nIt it is. <!-- artfmt-ignore: repeated-word -->\n", []),
        ("# a\n\n<!-- artfmt-ignore: double-space -->\nIt it is.\n", [("unused-suppression", 3), ("repeated-word", 4)]),
        ("---\nheadline: a\nextra:\n  artfmt-ignore: repeated-word\n---\n\nIt it is.\n\nIt it was.\n", []),
        ("---\nheadline: a\nextra:\n  artfmt-ignore: [repeated-word]\n---\n\nIt is.\n", [("unused-suppression", 4)]),
        ("---\ntitle: a\nartfmt-ignore: [repeated-word]\n---\n\nIt it is.\n", []),
    ],
)
def test_what_is_left(text: str, left: list[tuple[str, int]]) -> None:
    assert _rules(text) == left


@pytest.mark.parametrize("format", ["json", "yaml", "jats", "html", "markdown"])
def test_extra_suppresses_in_every_format(format: str) -> None:
    article = read("---\nheadline: a\nextra: {artfmt-ignore: [repeated-word]}\n---\n\nIt it is.\n", "markdown").article
    assert _rules(write(article, format), format) == []


def test_a_comment_in_jats_suppresses() -> None:
    text = write(read("# a\n\nIt it is.\n", "markdown").article, "jats")
    assert [rule for rule, _ in _rules(text, "jats")] == ["repeated-word"]
    commented = text.replace("<p>It it", "<!-- artfmt-ignore: repeated-word --><p>It it")
    assert _rules(commented, "jats") == []


def test_many_comments_cost_their_length() -> None:
    text = "# a\n\n" + "<!-- artfmt-ignore: repeated-word -->\n" * 3000 + "\nIt it is.\n"
    assert "repeated-word" not in [rule for rule, _ in _rules(text)]


def test_the_settings_say_how_grave_an_unused_one_is() -> None:
    document = read("# a\n\n<!-- artfmt-ignore: repeated-word -->\nOne.\n", "markdown")
    assert check(document, Settings(rules={"unused-suppression": None})) == []
    (found,) = check(document, Settings(rules={"unused-suppression": Setting(Severity.ERROR)}))
    assert found.severity is Severity.ERROR


def test_a_comment_above_the_headline_suppresses_and_is_told() -> None:
    document = read("<!-- artfmt-ignore: headline-too-long -->\n# " + "Long " * 30 + "\n\nOne.\n", "markdown")
    assert check(document) == []
    assert [notice.rule for notice in document.notices] == ["comment-left-out"]
