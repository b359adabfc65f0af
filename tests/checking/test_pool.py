"""Pipes to workers that are gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

_SCRIPT = """
import os, signal
from artfmt.checking.pool import broken_pipes_as_errors
signal.signal(signal.SIGPIPE, signal.SIG_DFL)
reader, writer = os.pipe()
os.close(reader)
try:
    with broken_pipes_as_errors():
        os.write(writer, b"x")
except BrokenPipeError:
    print("told")
if os.environ.get("OUTSIDE"):
    os.write(writer, b"x")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="the system has no SIGPIPE")
@pytest.mark.parametrize("outside", ["", "1"], ids=["a worker's pipe", "a pipe of others"])
def test_a_worker_that_is_gone_does_not_end_the_command(outside: str) -> None:
    command = [sys.executable, "-c", _SCRIPT]
    run = subprocess.run(command, env={**os.environ, "OUTSIDE": outside, "PYTHONUNBUFFERED": "1"}, capture_output=True)
    assert run.stdout == b"told\n"
    assert run.returncode == (-signal.SIGPIPE if outside else 0)
