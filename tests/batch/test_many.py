"""``read_many``, ``check_many`` and ``convert_many``: any iterable, in order, lazily, whatever is in it."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import artfmt
from artfmt import ConfigError, Settings, Source, UnknownFormatError
from batch_support import stories, story, traps  # noqa: F401
from conftest import GUARD


def test_outcomes_are_what_read_gives_in_order(tmp_path: Path) -> None:
    folder = stories(tmp_path, 2)
    sources: list[str | bytes | Path | Source] = [
        story(7),
        story(8).encode(),
        folder / "0001.md",
        Source(story(9), "nine.md", "https://news.example/9"),
    ]
    found = list(artfmt.read_many([*sources, "", tmp_path / "gone.md"], workers=1))
    assert [each.id for each in found] == ["1", "2", str(folder / "0001.md"), "nine.md", "5", str(tmp_path / "gone.md")]
    assert [each.article for each in found[:3]] == [artfmt.read(each).article for each in sources[:3]]
    assert found[3].article
    assert found[3].article.url == "https://news.example/9"
    assert [each.error.kind if each.error else None for each in found] == [None] * 4 + ["no-article", "missing"]


def test_what_is_no_source_is_told_in_its_place() -> None:
    found = list(artfmt.read_many([story(1), None, "pages/a.html", story(2)], workers=1))  # type: ignore[list-item]
    assert [each.error and each.error.message for each in found] == [
        None,
        "is NoneType, not bytes, str, a Path or a Source",
        "is the name of a file: hand in Path('pages/a.html')",
        None,
    ]


def test_what_came_before_a_source_failed_is_given_first() -> None:
    def sources() -> Iterator[str]:
        yield story(1)
        yield story(2)
        raise ValueError("mine")

    found: list[str] = []
    with pytest.raises(ValueError, match="mine"):
        found.extend(each.id for each in artfmt.read_many(sources(), "markdown", workers=1))
    assert found == ["1", "2"]


def test_findings_and_notices_have_their_places() -> None:
    text = "# Fares\n\nIt fell at at May.\n\n**Read more**\n"
    settings = Settings("none", {"repeated-word": artfmt.Setting(artfmt.Severity.ERROR)})
    (found,) = artfmt.check_many([text], settings, "markdown", workers=1)
    document = artfmt.read(text, "markdown")
    assert [(each.rule, each.severity, each.location, each.end) for each in found.findings] == [
        (each.rule, each.severity, each.location, each.end) for each in artfmt.check(document, settings)
    ]
    with pytest.raises(ConfigError, match="no-such-rule"):
        artfmt.check_many([text], Settings(rules={"no-such-rule": None}))


def test_another_format_is_written() -> None:
    (found,) = artfmt.convert_many([story(1)], "jats", "markdown", workers=1)
    assert found.text == artfmt.convert(story(1), "jats", "markdown")
    assert found.article is None
    with pytest.raises(UnknownFormatError):
        artfmt.convert_many([], "papyrus")


def test_sources_are_asked_for_as_the_outcomes_are() -> None:
    outcomes = artfmt.read_many((story(number) for number in itertools.count()), "markdown", workers=2)
    found = list(itertools.islice(outcomes, 200))
    assert [each.id for each in found] == [str(number) for number in range(1, 201)]
    outcomes.close()  # type: ignore[attr-defined]


@pytest.mark.usefixtures("traps")
def test_nothing_that_a_document_does_reaches_the_caller() -> None:
    sources = [story(0), story(1, "SEGFAULT"), story(2, "FOREVER"), "x" * 3000, story(4)]
    found = list(artfmt.read_many(sources, "markdown", workers=1, timeout=GUARD, max_size=2000))
    assert [each.error.kind if each.error else None for each in found] == [
        None,
        "crashed",
        "too-slow",
        "too-large",
        None,
    ]


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import artfmt\nprint('begun')\n"
        "print([each.article.headline for each in artfmt.read_many(['# A\\n\\nB.\\n'])])\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout == "begun\n['A']\n"
