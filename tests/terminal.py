"""A terminal to run the command on."""

from __future__ import annotations

import os
import pty
import subprocess
import sys


def on_terminal(*arguments: str, given: str = "", **environment: str) -> bytes:
    """What the command sends to a terminal, ``given`` on its standard input."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "artfmt", *arguments],
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **environment},
    )
    os.close(theirs)
    assert process.stdin
    with process.stdin:
        process.stdin.write(given.encode())
    received = read_all(ours)
    process.wait()
    return received


def read_all(ours: int) -> bytes:
    """What comes from the other end until that is closed."""
    received = b""
    try:
        while piece := os.read(ours, 65536):
            received += piece
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(ours)
    return received
