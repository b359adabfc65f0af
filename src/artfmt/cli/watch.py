"""``artfmt check --watch``: the work again whenever a file changes."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import click

from artfmt.checking.config import FILE_NAME
from artfmt.formats.table import READABLE_SUFFIXES
from artfmt.source.files import find_inputs

_PAUSE = 0.5  # seconds between two looks


def run_on_changes(work: Callable[[], object], arguments: Sequence[str], further: Iterable[str]) -> None:
    """Do the work now and whenever one of the files has changed, until Ctrl-C.

    ``arguments`` name the files, as for ``find_inputs``; ``further`` are further ones. The configurations above them
    count too. A look is a glance at times and sizes.
    """
    state: object = None
    while True:
        now = _state(arguments, further)
        if now != state:
            state = now
            if sys.stdout.isatty():
                click.clear()
            work()
            click.echo(f"artfmt: checked at {time.strftime('%H:%M:%S')}; waiting for changes, Ctrl-C ends", err=True)
        time.sleep(_PAUSE)


def _state(arguments: Sequence[str], further: Iterable[str]) -> object:
    inputs, _ = find_inputs(arguments, READABLE_SUFFIXES)
    paths = [input.path for input in inputs]
    folders = {os.path.dirname(os.path.abspath(path)) for path in (*paths, FILE_NAME)}
    above = {os.path.join(input, FILE_NAME) for folder in folders for input in _and_above(folder)}
    return [(path, _stamp(path)) for path in (*paths, *sorted(above), *further)]


def _and_above(folder: str) -> Iterator[str]:
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
