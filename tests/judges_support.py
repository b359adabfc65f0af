"""Asking the judges that are no Python."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from conftest import ROOT, lacking

HERE = ROOT / "tests" / "judges"


def node(script: str, files: list[Path], *arguments: str) -> str:
    """What a judge in JavaScript prints about some files."""
    return node_about("\n".join(map(str, files)), script, *arguments)


def node_about(text: str, script: str, *arguments: str) -> str:
    """What a judge in JavaScript prints about a text on its standard input."""
    if not shutil.which("node") or not (HERE / "node_modules").is_dir():
        lacking("node, and npm install --no-package-lock --prefix tests/judges")
    done = subprocess.run(
        ["node", str(HERE / script), *arguments],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def written(folder: Path, texts: list[str], suffix: str) -> list[Path]:
    """Files that hold the texts."""
    paths = [folder / f"{number:04}{suffix}" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
