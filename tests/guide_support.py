"""Following a page of ``docs/`` to the letter, in a copy of the project."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

_BLOCKS = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page_and_blocks(name: str) -> tuple[str, list[str]]:
    """A page of ``docs/``, and what stands in its code blocks."""
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return page, _BLOCKS.findall(page)


def run_in_copy(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    """A finished command of the shell in a copy of the project, whose artfmt is the copy's."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(folder / "src"),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    return subprocess.run(
        ["bash", "-ec", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
