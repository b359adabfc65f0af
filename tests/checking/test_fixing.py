"""Fixes: they change what they must and nothing else, and what they promise is what is read afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artfmt.checking.document import check
from artfmt.checking.fixing import edited, fix
from artfmt.checking.settings import Setting, Settings
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.source.diagnostics import Edit
from artfmt.source.source import Source
from conftest import GUARD, LAW, until
from strategies import articles

STRICT = Settings("strict")
STORY = """---
headline: "Port  Alder halves \\"ferry\\" fares"
tags: ['Ferry''s', harbor]
---

The board  met at at May; read [the *new*  fares](https://a.example/x?utm_source=a&b=1) and
[that](https://a.example/x?utm_source=a&b=1) -- it's <b>"done"</b>.

**Why It Matters:** It fell 5 percent.
"""
SAFE = """---
headline: "Port Alder halves “ferry” fares"
tags: ['Ferry''s', harbor]
---

The board met at at May; read [the *new* fares](https://a.example/x?b=1) and
[that](https://a.example/x?b=1) — it’s <b>“done”</b>.

**Why it matters:** It fell 5 percent.
"""
UNSAFE = SAFE.replace("at at", "at").replace("'Ferry''s'", "'ferry''s'").replace("5 percent", "5%")


def test_safe_fixes_change_no_word() -> None:
    fixed = fix(Source(STORY, "a.md"), STRICT)
    assert fixed.after == SAFE
    assert fixed.data == SAFE.encode()
    assert all(each.fix and each.fix.safe for each in fixed.applied)


def test_a_fix_that_fails_is_tried_again_once_others_changed_the_text() -> None:
    text = (
        "The board will halve its fares on July 1 in a deal that was reached after midnight, three people who were in "
        'the room told Tidelines.\n"We agreed."\nEditor\'s draft x\n'
    )
    once = fix(text, STRICT, "text")
    assert once.applied
    assert fix(once.data, STRICT, "text").data == once.data


def test_unsafe_fixes_are_asked_for() -> None:
    assert fix(Source(STORY, "a.md"), STRICT, unsafe=True).after == UNSAFE


def test_fixing_twice_changes_nothing() -> None:
    again = fix(Source(UNSAFE, "a.md"), STRICT, unsafe=True)
    assert again.applied == []
    assert again.after == UNSAFE


@pytest.mark.parametrize("format", ["json", "yaml", "markdown", "jats", "html"])
def test_the_same_is_fixed_in_every_format(format: str) -> None:
    article = read(STORY, "markdown").article
    fixed = fix(Source(write(article, format), "x"), STRICT, format, unsafe=True)
    assert read(fixed.data, format).article == read(UNSAFE, "markdown").article


@pytest.mark.parametrize(
    ("encoding", "mark", "ending"),
    [
        ("utf-8", b"\xef\xbb\xbf", "\n"),
        ("utf-16-le", b"\xff\xfe", "\r\n"),
        ("utf-8", b"", "\r"),
        ("windows-1252", b"", "\r\n"),
    ],
)
def test_bytes_that_are_not_meant_stay(encoding: str, mark: bytes, ending: str) -> None:
    text = f"Fares  fall caf\u00e9{ending}{ending}One\ttwo  three \u201cfour\u201d.  {ending}"
    data = mark + text.encode(encoding)
    fixed = fix(Source(data, "a.txt"), Settings())
    mended = text.replace("Fares  fall", "Fares fall").replace("two  three", "two three")
    assert fixed.data == mark + mended.encode(encoding)


def test_what_an_encoding_cannot_hold_is_not_fixed() -> None:
    data = "Fares fall\n\nIt is \u00e9 -- so.\n".encode("windows-1252")
    closed = Settings("none", {"straight-quotes": Setting(None, {}), "dash-style": Setting(None, {"style": "em"})})
    assert fix(Source(data, "a.txt"), closed).data == "Fares fall\n\nIt is \u00e9 \u2014 so.\n".encode("windows-1252")
    ship = Settings("none", {"number-style": Setting(None, {"separator": "\u2009"})})
    large = "Fares fall\n\nIt is \u00e9 12000 dollars.\n".encode("windows-1252")
    assert fix(Source(large, "a.txt"), ship, unsafe=True).data == large


def test_a_fix_that_would_be_read_otherwise_is_taken_back() -> None:
    # The mended plain scalar would start with a mark that YAML reads.
    body = "body:\n- blocks:\n  - {type: paragraph, content: [{text: a}]}\n"
    source = f'version: "1.0"\ntype: article\nheadline: X -- it fell\n{body}'
    settings = Settings("none", {"placeholder-text": Setting(None, {"words": ("X",)})})
    assert fix(Source(source, "a.yaml"), settings).after == source


@pytest.mark.parametrize(
    ("source", "fixed"),
    [
        ("| at | b |\n|---|---|\n| at | at at |\n", "| at | b |\n|---|---|\n| at | at |\n"),
        ("We meet at <i>at</i> noon.\n", "We meet at <i>at</i> noon.\n"),
        ("**the** *the* end\n", "**the** *the* end\n"),
        (
            "The the [b](https://a.example/?utm_source=x&amp;p=2) [c](https://a.example/?utm_source=x).\n",
            "The [b](https://a.example/?p=2) [c](https://a.example/).\n",
        ),
        ("Why it maters: It is is at at noon.\n", "Why it matters: It is is at noon.\n"),
    ],
)
def test_words_are_mended_and_nothing_else(source: str, fixed: str) -> None:
    assert fix(f"# T x\n\n{source}", unsafe=True).after == f"# T x\n\n{fixed}"


@pytest.mark.parametrize(
    ("typed", "fixed"),
    [
        ("**Why it matters.** Fares fall.", "**Why it matters:** Fares fall."),
        ("**Why it matters: **Fares fall.", "**Why it matters:** Fares fall."),
        ("Why it matters – Fares fall.", "**Why it matters:** Fares fall."),
        ("### Why it matters\n\nFares *fall*.", "**Why it matters:** Fares *fall*."),
        ("### Why it matters\n\n- Fares fall.", "### Why it matters\n\n- Fares fall."),
        ("**[Why it matters](/why)** – Fares fall.", "**[Why it matters](/why)** – Fares fall."),
        ("**Why it matters** <!-- ask Ola --> – Fares.", "**Why it matters** <!-- ask Ola --> – Fares."),
        ("### Why it matters {#why}\n\nFares fall.", "### Why it matters {#why}\n\nFares fall."),
    ],
)
def test_labels_are_spelled_as_the_others(typed: str, fixed: str) -> None:
    before = f"# Port Alder halves ferry fares\n\nTickets cost $2.\n\n{typed}\n\n**Yes, but:** Not all.\n"
    mended = fix(Source(before.encode(), "a.md"), Settings(preset="none", rules={"label-form": Setting()}))
    assert mended.after == before.replace(typed, fixed)
    assert read(mended.data).article == read(before).article


def test_half_of_a_pair_of_quotes_is_left() -> None:
    source = "---\nheadline: “Foo” bar\n---\n\nOne.\n"
    straight = Settings("none", {"straight-quotes": Setting(None, {"style": "straight"})})
    assert fix(source, straight).after == source


def test_the_encoding_that_xml_names_is_kept() -> None:
    text = write(read("# a\n\nIt -- caf\u00e9 -- is.\n", "markdown").article, "jats")
    data = text.replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert fix(Source(data, "a.xml"), STRICT).data == data


def test_an_edit_reaches_across_spans() -> None:
    article = read("# a\n\none **two** three\n", "markdown").article
    pointer = "/body/0/blocks/0/content"
    made = edited(article, [Edit(pointer, 2, 10, "X"), Edit("/headline", 1, 1, "!")])
    assert made == read("# a!\n\nonXree\n", "markdown").article


# Each example is read and written some ten times.
@settings(max_examples=max(25, LAW.max_examples // 5))
@given(articles, st.sampled_from(["json", "yaml", "markdown", "jats", "html"]))
def test_no_fix_breaks_an_article(article: Article, format: str) -> None:
    text = write(article, format)
    fixed = fix(Source(text, "x"), STRICT, format)
    after = read(fixed.data, format)
    assert _letters(after.article) == _letters(article)
    again = fix(Source(fixed.data, "x"), STRICT, format)
    assert again.data == fixed.data
    assert {each.rule for each in check(after, STRICT)} <= {each.rule for each in check(read(text, format), STRICT)}


def _letters(article: Article) -> str:
    return "".join(char for char in article.text if char.isalnum()).casefold()


def _has_fixed(process: subprocess.Popen[bytes], paths: list[Path], after: bytes, count: int) -> bool:
    return sum(path.read_bytes() == after for path in paths) >= count or process.poll() is not None


def test_killed_at_any_moment_no_file_is_lost_or_half_written(tmp_path: Path) -> None:
    before, after = STORY.encode(), SAFE.encode()
    (tmp_path / ".artfmt.yaml").write_text("preset: strict\n")
    paths = [tmp_path / f"{number}.md" for number in range(40)]
    states = set()
    for count in (0, 1, 2, 3, 5, 8, 11, 14, 17, 20, 24, 30):
        for path in paths:
            path.write_bytes(before)
        process = subprocess.Popen(
            [sys.executable, "-m", "artfmt", "check", "--fix", "--no-cache", str(tmp_path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until(partial(_has_fixed, process, paths, after, count))
        process.send_signal(signal.SIGKILL)
        process.wait(GUARD)
        contents = {path.read_bytes() for path in paths}
        assert contents <= {before, after}
        states |= contents
    assert states == {before, after}
    subprocess.run(
        [sys.executable, "-m", "artfmt", "check", "--fix", str(tmp_path)], stdout=subprocess.DEVNULL, check=False
    )
    assert {path.read_bytes() for path in paths} == {after}


def test_two_processes_may_fix_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    (tmp_path / ".artfmt.yaml").write_text("preset: strict\n")
    for _ in range(3):
        path.write_text(STORY, encoding="utf-8")
        command = [sys.executable, "-m", "artfmt", "check", "--fix", str(path)]
        both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            _, errors = process.communicate()
            assert b"Traceback" not in errors
        assert path.read_text(encoding="utf-8") == SAFE
    assert os.listdir(tmp_path) == [".artfmt.yaml", "a.md"] or sorted(os.listdir(tmp_path)) == [".artfmt.yaml", "a.md"]
