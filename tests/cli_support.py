"""Running the command as people run it."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

from conftest import GUARD

# What somebody pasted: two stories.
STORIES = (
    "Fares fall in June\n\nMay 4, 2031 - Transit\n\n"
    "The harbor board will halve its fares on June 1, two people who know told Harbor Wire on Friday.\n\n"
    "Why it matters: Nine thousand people ride the boats.\n\nGo deeper\n\n"
    "Library lends boats\n\nMay 5, 2031 - Culture\n\nBy Tomas Wirth\n\n"
    "The Quay Street library will lend rowing boats from Saturday on, as it lends books, and for nothing.\n\n"
    "Why it matters: Nobody who can row owns a boat.\n\nWhat's next: Oars.\n"
)


def run(*arguments: str, given: str | bytes = b"", **more: Any) -> subprocess.CompletedProcess[str]:
    """The finished command; that it never shows a traceback is checked for all of them."""
    done = subprocess.run(
        [sys.executable, "-m", "artfmt", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=GUARD,
        check=False,
        **more,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, without_progress(err))


def without_progress(text: str) -> str:
    """What was told on standard error but for how it goes, which is told every few seconds."""
    return re.sub(r'^{"documents": .*}\n', "", text, flags=re.MULTILINE)
