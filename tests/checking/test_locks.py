"""What the base of a branch locks stays, whatever the branch changes."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cli_support import run

BASE = """\
locked: [repeated-word, house.terms, Marlow.Hedging]
rules: {repeated-word: error}
terms: {e-mail: email}
styles: [styles/Marlow]
ignore: [drafts/]
"""
FOUND = ["repeated-word", "house.terms", "Marlow.Hedging"]
POST = "# Fares fall\n\nThe the e-mail is sort of late.\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    (tmp_path / "posts").mkdir()
    (tmp_path / "styles" / "Marlow").mkdir(parents=True)
    (tmp_path / "styles" / "Marlow" / "Hedging.yml").write_text("extends: existence\nmessage: no\ntokens: [sort of]\n")
    (tmp_path / ".artfmt.yaml").write_text(BASE)
    (tmp_path / "posts" / "a.md").write_text("# Fares fall\n\nOne.\n")
    _git(tmp_path, "init", "-q", "-b", "main")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-qm", "x")
    (tmp_path / "posts" / "a.md").write_text(POST)
    return tmp_path


def _git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True)


def _found(folder: Path, *options: str) -> list[str]:
    done = run("check", "--changed", "--no-cache", *options, cwd=folder)
    return [
        line.rpartition("(")[2].rstrip(")") for line in done.stdout.splitlines() if "error" in line or "warning" in line
    ]


def _rewritten(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / ".artfmt.yaml").write_text(text)


def _suppressed(folder: Path) -> None:
    names = ", ".join(FOUND)
    (folder / "posts" / "a.md").write_text(POST.replace("\nThe", f"\n<!-- artfmt-ignore: {names} -->\nThe"))


def _baseline(folder: Path) -> None:
    (folder / ".artfmt.yaml").write_text("baseline: known.json\n" + BASE)
    run("check", "--write-baseline", ".", cwd=folder)


def _nearer(folder: Path) -> None:
    (folder / "posts" / ".artfmt.yaml").write_text("preset: none\n")


def _style(folder: Path) -> None:
    (folder / "styles" / "Marlow" / "Hedging.yml").write_text("extends: existence\nmessage: no\ntokens: [none]\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: None,
        lambda folder: (folder / ".artfmt.yaml").unlink(),
        _rewritten("preset: none\n"),
        _rewritten("rules: {repeated-word: off, house.terms: off, Marlow.Hedging: off}\n"),
        _rewritten("terms: {e-mail: e-mail}\nrules: {repeated-word: suggestion}\n"),
        _rewritten("ignore: [posts/]\n"),
        _rewritten("files: [none/]\n"),
        _rewritten("ignore_if: {title: x}\npaths: [{files: [posts/], preset: none, rules: {repeated-word: off}}]\n"),
        _nearer,
        _style,
        _suppressed,
        _baseline,
    ],
)
def test_nothing_silences_what_is_locked(repository: Path, change: Callable[[Path], object]) -> None:
    change(repository)
    assert [rule for rule in _found(repository) if rule in FOUND] == FOUND


def test_what_the_base_ignores_is_the_branchs_own(repository: Path) -> None:
    (repository / "drafts").mkdir()
    (repository / "drafts" / "b.md").write_text(POST)
    (repository / "posts" / "a.md").write_text("# Fares fall\n\nOne.\n")
    assert _found(repository) == []


def test_a_ci_knows_the_base_by_itself(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "HEAD")
    (repository / ".artfmt.yaml").write_text("preset: none\n")
    assert run("check", "--no-cache", "posts", cwd=repository).stdout.count("a.md:3:") == 3
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", "nowhere")
    done = run("check", "--no-cache", "posts", cwd=repository)
    assert done.stdout == ""
    assert "what the base of the branch locks is not known" in done.stderr


def test_what_is_asked_of_from_outside_of_its_repository_stays_locked(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (repository / ".artfmt.yaml").write_text("preset: none\n")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    done = run("check", "--changed", "--no-cache", str(repository / "posts"), cwd=elsewhere)
    assert done.stdout.count("a.md:3:") == 3
    assert done.returncode == 1


def test_the_command_line_counts_more(repository: Path) -> None:
    assert _found(repository, "--ignore", "repeated-word,house.terms") == ["Marlow.Hedging"]


def test_a_cache_that_a_repository_brings_along_is_not_believed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARTFMT_CACHE_DIR", str(repository / ".cache"))
    (repository / ".artfmt.yaml").write_text("rules: {repeated-word: on}\n")
    first = run("check", "posts", cwd=repository).stdout
    database = repository / ".cache" / "check.sqlite"
    connection = sqlite3.connect(database)
    connection.execute("UPDATE records SET record = '[[], [], null]' WHERE record LIKE '[[%'")
    connection.commit()
    connection.close()
    assert "repeated-word" not in run("check", "posts", cwd=repository).stdout
    _git(repository, "add", "-f", ".cache")
    assert run("check", "posts", cwd=repository).stdout == first
    _git(repository, "commit", "-qm", "x")
    _git(repository, "rm", "-q", "--cached", ".cache/check.sqlite")
    assert run("check", "posts", cwd=repository).stdout == first


READ = """\
locked: [house.fields, unknown-axiom, label-spelling]
front_matter: {sect: section}
fields: {section: [Harbor]}
rules: {unknown-axiom: on}
"""
ODD = "---\ntitle: Fares fall\nsect: Harbour\n---\n\nOne.\n\n**Why it mattrs:** Two.\n\n**Zork:** Three.\n"


@pytest.fixture
def reading(repository: Path) -> Path:
    (repository / ".artfmt.yaml").write_text(READ)
    (repository / "posts" / "a.md").write_text("---\ntitle: Fares fall\nsect: Harbor\n---\n\nOne.\n")
    _git(repository, "commit", "-qam", "x")
    (repository / "posts" / "a.md").write_text(ODD)
    return repository


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: None,
        lambda folder: (folder / ".artfmt.yaml").unlink(),
        _rewritten("front_matter: {sect: deck}\n"),
        _rewritten("labels: {Why it mattrs: why-it-matters, Zork: by-the-numbers}\n"),
        lambda folder: (folder / "posts" / "a.md").write_text(ODD.replace("sect:", "layout: page\nsect:")),
    ],
)
def test_how_articles_are_read_is_the_bases(reading: Path, change: Callable[[Path], object]) -> None:
    change(reading)
    _git(reading, "add", "-A")
    found = _found(reading)
    assert {"house.fields", "label-spelling"} <= set(found)


def test_what_was_locked_after_the_branch_was_begun_counts(repository: Path) -> None:
    (repository / ".artfmt.yaml").write_text("")
    (repository / "posts" / "a.md").write_text("# Fares fall\n\nOne.\n")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "x")
    _git(repository, "checkout", "-qb", "work")
    (repository / ".artfmt.yaml").write_text("preset: none\n")
    (repository / "posts" / "a.md").write_text(POST)
    _git(repository, "commit", "-qam", "x")
    _git(repository, "checkout", "-q", "main")
    (repository / ".artfmt.yaml").write_text(BASE)
    _git(repository, "commit", "-qam", "x")
    _git(repository, "checkout", "-q", "work")
    assert _found(repository, "--since", "main") == FOUND


def test_a_configuration_may_be_a_link_within_the_repository(repository: Path) -> None:
    (repository / "cfg").mkdir()
    (repository / ".artfmt.yaml").rename(repository / "cfg" / "a.yaml")
    (repository / ".artfmt.yaml").symlink_to("cfg/a.yaml")
    _git(repository, "add", "-A")
    _git(repository, "commit", "-qm", "x")
    (repository / ".artfmt.yaml").unlink()
    (repository / "posts" / "a.md").write_text(POST + "\nMore.\n")
    assert _found(repository) == FOUND


def test_a_new_name_makes_no_article_none(reading: Path) -> None:
    _git(reading, "commit", "-qam", "x")
    (reading / "posts" / "a.md").rename(reading / "posts" / "_index.md")
    _git(reading, "add", "-A")
    assert {"house.fields", "label-spelling"} <= set(_found(reading))
