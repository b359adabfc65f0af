"""What Git ignores and what changed, in repositories of the tests' own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from artfmt.checking.config import Configs
from artfmt.formats.table import READABLE_SUFFIXES
from artfmt.source.errors import ConfigError
from artfmt.source.files import find_inputs
from artfmt.source.git import Earlier, changed_since

STORY = "# Fares {}\n\nOne.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    _git(tmp_path, "init", "-q", "-b", "main")
    for name in ("a.md", "b.md", "caf\u00e9 x.md"):
        (tmp_path / name).write_text(STORY.format(name))
    _commit(tmp_path)
    return tmp_path


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "x")


def _names(paths: list[str]) -> list[str]:
    return sorted(os.path.basename(path) for path in paths)


def test_what_differs_from_the_last_commit(repository: Path) -> None:
    (repository / "a.md").write_text(STORY.format("rise"))
    (repository / "caf\u00e9 x.md").unlink()
    (repository / "new.md").write_text(STORY.format("new"))
    assert _names(changed_since(str(repository), None).paths) == ["a.md", "new.md"]


def test_what_a_branch_changed_since_it_left_its_base(repository: Path) -> None:
    _git(repository, "checkout", "-qb", "work")
    (repository / "b.md").write_text(STORY.format("rise"))
    _commit(repository)
    _git(repository, "checkout", "-q", "main")
    (repository / "a.md").write_text(STORY.format("fall"))
    _commit(repository)
    _git(repository, "checkout", "-q", "work")
    assert _names(changed_since(str(repository), "main").paths) == ["b.md"]


def test_the_base_is_that_of_the_merge_request(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    )
    (repository / "b.md").write_text(STORY.format("rise"))
    _commit(repository)
    assert changed_since(str(repository), None).paths == []
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.stdout.strip())
    assert _names(changed_since(str(repository), None).paths) == ["b.md"]


def test_what_a_file_was_before(repository: Path) -> None:
    (repository / "a.md").write_text(STORY.format("rise"))
    (repository / "new.md").write_text("new")
    (repository / "b.md").rename(repository / "c.md")
    _git(repository, "add", "-A")
    (repository / "caf\u00e9 x.md").write_bytes(b"")
    changes = changed_since(str(repository), None)
    before = {os.path.basename(path): version for path, version in changes.before(changes.paths).items()}
    assert before == {
        "a.md": Earlier(STORY.format("a.md").encode()),
        "c.md": Earlier(STORY.format("b.md").encode(), "b.md"),
        "caf\u00e9 x.md": Earlier(STORY.format("caf\u00e9 x.md").encode()),
    }


@pytest.mark.parametrize(
    ("base", "told"), [("nowhere", "no common ancestor"), ("--output=x", "is not a branch or commit")]
)
def test_a_base_that_is_none_is_told(repository: Path, base: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        changed_since(str(repository), base)


def test_no_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not in a Git repository"):
        changed_since(str(tmp_path), None)


def test_ignored_hidden_and_fetched_files_are_passed_over(repository: Path) -> None:
    (repository / ".gitignore").write_text("build/\n*.tmp.md\n")
    for name in ("build/a.md", "x.tmp.md", ".hidden/a.md", "node_modules/y/readme.md", "stories/new.md", ".h.md"):
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(STORY.format(name))
    found, problems = find_inputs([str(repository)], READABLE_SUFFIXES, choice=Configs())
    assert problems == []
    assert [each.below for each in found] == ["a.md", "b.md", "caf\u00e9 x.md", "stories/new.md"]
    named, _ = find_inputs([str(repository / "build" / "a.md")], READABLE_SUFFIXES, choice=Configs())
    assert len(named) == 1


def test_a_configuration_says_what_is_an_article(repository: Path) -> None:
    (repository / ".artfmt.yaml").write_text("files: ['stories/']\nignore: ['old.md']\n")
    for name in ("stories/a.md", "stories/old.md"):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(STORY.format(name))
    found, _ = find_inputs([str(repository)], READABLE_SUFFIXES, choice=Configs())
    assert [each.below for each in found] == ["stories/a.md"]
    assert find_inputs([str(repository / "stories" / "old.md")], READABLE_SUFFIXES, choice=Configs())[0] == []
    assert len(find_inputs([str(repository / "a.md")], READABLE_SUFFIXES, choice=Configs())[0]) == 1
