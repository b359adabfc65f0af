"""``artfmt explain`` and ``artfmt completion``."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from cli_support import run
from conftest import lacking


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("missing-alt", "# missing-alt\n\nAn image without alternative text.\n"),
        ("invalid-json", "invalid-json\n\nThe file is not valid JSON.\n"),
        ("debris", "can be set like that of a rule.\n"),
        ("ninjs", "It can be read and written.\n"),
        (".md", "What is written is read back as the same article.\n"),
        ("why it matters", "Why it matters\n\nA lead-in label of the kind why-it-matters.\n"),
        ("whats-next", "What's next\n"),
    ],
)
def test_names_are_explained(name: str, told: str) -> None:
    done = run("explain", name)
    assert done.returncode == 0
    assert told in done.stdout


def test_a_slip_is_told() -> None:
    done = run("explain", "mising-alt")
    assert (done.returncode, done.stdout) == (2, "")
    assert 'did you mean "missing-alt"?' in done.stderr


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_completion(shell: str) -> None:
    program = shutil.which(shell)
    source = run("completion", shell).stdout
    assert "_ARTFMT_COMPLETE" in source
    if program is None and shell == "bash":
        lacking("bash")
    if program:
        subprocess.run([program, "-n"], input=source, text=True, check=True, capture_output=True)


def test_commands_and_formats_are_completed() -> None:
    def offered(words: str, place: int) -> set[str]:
        environment = {**os.environ, "_ARTFMT_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(place)}
        done = subprocess.run(
            [sys.executable, "-m", "artfmt"], env=environment, capture_output=True, text=True, check=False
        )
        return {line.partition(",")[2] for line in done.stdout.splitlines()}

    assert {"check", "convert", "completion"} <= offered("artfmt c", 1)
    assert offered("artfmt convert -t ja", 3) == {"jats"}
