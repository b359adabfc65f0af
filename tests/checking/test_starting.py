"""The configuration that ``artfmt init`` writes, from what lies in the folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from artfmt.checking.config import Config
from artfmt.checking.config_text import parse_config
from artfmt.checking.settings import Settings
from artfmt.checking.starting import starting_config
from cli_support import run

POST = """\
---
title: "{title}"
author: {author}
section: {section}
layout: post
hero_alt: A ferry
---

Tickets will cost $2.

**Why we care:** It is cheap.
"""


def _all_set(text: str) -> str:
    """The text with everything in it that can be set set, but for sentences."""
    lines = [re.sub(r"^# (?=( |\w+:($| \{| \[| \.)))", "", line) for line in text.splitlines()]
    return "\n".join(line for line in lines if not re.match(r"\s+[\"\w]+(?:, |$)[^:]*$", line))


def test_it_changes_nothing_and_is_valid() -> None:
    assert Config(parse_config(starting_config().encode(), "x")).settings_for("a.md") == Settings()


def test_what_it_offers_is_valid(tmp_path: Path) -> None:
    data = parse_config(_all_set(starting_config()).encode(), "x")
    assert {"fields", "terms", "rules", "paths", "baseline", "labels", "files", "ignore", "ignore_if"} <= set(data)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "hugo.toml").write_text('title = "x"\n')
    (tmp_path / "content").mkdir()
    for number, (author, section) in enumerate([("Ada Park", "Harbor"), ("Bo: Lindt", "Business"), ("Ada Park", "no")]):
        text = POST.format(title=f"Fares fall in part {number}", author=f'"{author}"', section=f'"{section}"')
        (tmp_path / "content" / f"{number}.md").write_text(text)
    (tmp_path / "content" / "_index.md").write_text("---\ntitle: x\n---\n")
    (tmp_path / "README.md").write_text("# x\n\nRead this.\n")
    return tmp_path


def test_what_a_folder_has(site: Path) -> None:
    before = run("check", ".", cwd=site)
    done = run("init", cwd=site)
    assert (done.returncode, done.stderr) == (
        0,
        "artfmt: wrote .artfmt.yaml, made from 3 articles; next: artfmt check\n",
    )
    text = (site / ".artfmt.yaml").read_text()
    assert "# Made from 3 articles of a site made by Hugo.\n" in text
    assert 'files: ["content/**"]\n' in text
    assert "labels:\n  Why we care: why-we-care\n" in text
    assert '#   section: [Business, Harbor, "no"]\n#   authors.name: [Ada Park, "Bo: Lindt"]\n' in text
    assert "# Keys of your front matter that artfmt does not know: layout, hero_alt\n" in text
    assert run("check", ".", cwd=site).stdout == before.stdout
    data = parse_config(_all_set(text).encode(), "x")
    assert data["fields"]["authors.name"] == ["Ada Park", "Bo: Lindt"]
    assert data["front_matter"] == {"hero_alt": "image.alt"}


def test_what_exists_stays(site: Path) -> None:
    (site / ".artfmt.yaml").write_text("preset: strict\n")
    assert run("init", cwd=site).returncode == 2
    assert (site / ".artfmt.yaml").read_text() == "preset: strict\n"
    assert run("init", "--force", cwd=site).returncode == 0
