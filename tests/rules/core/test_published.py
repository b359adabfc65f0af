"""What was changed since a story was published: which facts, and when nobody asks."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path

import pytest

from artfmt.checking.document import check_document
from artfmt.checking.presets import OF_PUBLISHED
from artfmt.checking.settings import Settings
from artfmt.formats.read import read
from artfmt.rules.core.passages import Version
from cli_support import run

BEFORE = """\
---
headline: Port Alder halves ferry fares
published: 2031-05-04
---

Tickets will cost $2, harbor master Ola Fenn said on Friday.

> "We kept our word to 9,000 riders."

- The pass will cost $48.
"""
_SETTINGS = Settings("published")
_DAY = datetime.date(2031, 6, 1)


def _told(after: str, before: str = BEFORE, today: datetime.date = _DAY) -> list[str]:
    version = Version(read(before).article)
    findings = check_document(read(after), _SETTINGS, today, version).findings
    return [
        f"{finding.location}: {finding.rule}: {finding.message.partition(': a ')[0]}".replace("Location", "")
        for finding in findings
        if finding.rule in OF_PUBLISHED
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("$2,", "$3,", 'changed-fact: the published number was "$2" and is "$3"'),
        ("Ola Fenn", "Ola Fern", 'changed-fact: the published name was "Ola Fenn" and is "Ola Fern"'),
        ("our word to", "the word to", "changed-fact: the published quotation was"),
        ("will cost $48", "will cost $46", 'changed-fact: the published number was "$48" and is "$46"'),
    ],
)
def test_a_fact_that_was_changed(old: str, new: str, told: str) -> None:
    assert any(told in line for line in _told(BEFORE.replace(old, new)))
    for note in ("*Correction: It was wrong.*", "**Clarification:** It was wrong.", "Editor’s note: It was wrong."):
        assert _told(f"{BEFORE.replace(old, new)}\n{note}\n") == []


def test_where_it_stands() -> None:
    (line,) = _told(BEFORE.replace("$2,", "$3,"))
    assert line.startswith("(line=6, column=19): changed-fact")


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        BEFORE.replace("said on Friday", "said Friday"),
        BEFORE.replace("\n---\n\nTickets", "\ntags: [ferries]\n---\n\nTickets"),
        BEFORE.replace("2031-05-04\n", "2031-05-04\nupdated: 2031-05-05\n") + "\nThe board votes on May 19.\n",
    ],
)
def test_what_may_be_changed(after: str) -> None:
    assert _told(after) == []


def test_a_text_that_was_changed() -> None:
    (line,) = _told(BEFORE + "\nThe board votes in two weeks.\n")
    assert "update-missing" in line


@pytest.mark.parametrize("key", ["draft: true", "published: false"])
def test_a_draft_is_not_published(key: str) -> None:
    draft = BEFORE.replace("headline:", "title:").replace("published: 2031-05-04", key)
    assert _told(draft.replace("$2,", "$3,"), draft) == []


def test_a_story_whose_day_has_not_come_is_not_published() -> None:
    assert _told(BEFORE.replace("$2,", "$3,"), today=datetime.date(2031, 5, 3)) == []


def test_git_has_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *identity, "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    story = BEFORE.replace("2031", "2021")
    (tmp_path / "fares.md").write_text(story)
    (tmp_path / "boats.md").write_text(story.replace("fares", "boats"))
    (tmp_path / ".artfmt.yaml").write_text("preset: published\n")
    git("add", "-A")
    git("commit", "-qm", "x")
    (tmp_path / "fares.md").write_text(story.replace("$2,", "$3,").replace("halves", "cuts"))
    (tmp_path / "boats.md").rename(tmp_path / "vessels.md")
    git("add", "-A")
    done = run("check", "--changed", "--no-cache", cwd=tmp_path)
    assert [line.rpartition("(")[2] for line in done.stdout.splitlines()] == [
        "changed-headline)",
        "changed-fact)",
        "changed-address)",
    ]
    assert run("check", "--changed", "--preset", "default", "--no-cache", cwd=tmp_path).stdout == ""
