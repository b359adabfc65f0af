"""Running the command as people run it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any


def run(*arguments: str, given: str | bytes = b"", **more: Any) -> subprocess.CompletedProcess[str]:
    """The finished command; that it never shows a traceback is checked for all of them."""
    done = subprocess.run(
        [sys.executable, "-m", "artfmt", *arguments],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        timeout=60,
        check=False,
        **more,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in out + err, err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)
