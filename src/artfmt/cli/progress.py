"""How a batch goes, on standard error: a bar on a terminal, elsewhere a line of JSON every few seconds."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from artfmt.batch.summary import Summary

_TOLD_EVERY = 5.0  # seconds
_DRAWN_EVERY = 0.2


@contextmanager
def progress_of(arguments: tuple[str, ...], *, quiet: bool) -> Iterator[Progress]:
    """What tells how the run goes: a bar on a terminal, elsewhere a line of JSON every few seconds."""
    if quiet:
        yield Progress()
        return
    total = _Total(arguments)
    if not sys.stderr.isatty():
        with total:
            yield _Lines(total)
        return
    with (
        total,
        click.progressbar(
            length=1, file=sys.stderr, label="batch", item_show_func=lambda text: text or "", show_eta=False
        ) as bar,
    ):
        yield _Bar(total, bar)


class _Total:
    """How many bytes the inputs have, counted beside the run; None while it is not known."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self.bytes: int | None = None
        self._arguments = arguments
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._count, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _count(self) -> None:
        import os

        from artfmt.batch.containers import containers
        from artfmt.source.errors import ConfigError

        total = 0
        try:
            for container in containers(self._arguments):
                total += os.stat(container.path).st_size
                if self._stopped.is_set():
                    return
        except (OSError, ConfigError):  # standard input, or what the run itself will tell
            return
        self.bytes = total


class Progress:
    """How a run goes: this one tells nobody."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._told_at = self._start
        self._before: tuple[int, int] | None = None

    def tell(self, summary: Summary) -> None:
        """Take note of how far the run is: the first time, of what an earlier one did."""
        if self._before is None:
            self._before = summary.documents, summary.read
        else:
            self.show(summary)

    def show(self, summary: Summary) -> None:
        """Tell the user."""

    def rate(self, summary: Summary) -> float:
        """Documents a second, of this run."""
        return (summary.documents - (self._before or (0, 0))[0]) / max(time.monotonic() - self._start, 1e-9)

    def left(self, summary: Summary, total: int | None) -> float | None:
        """Seconds that are left, by the bytes that were read; None where nobody knows."""
        bytes_read = summary.read - (self._before or (0, 0))[1]
        if not total or not bytes_read:
            return None
        return max(total - summary.read, 0) * (time.monotonic() - self._start) / bytes_read

    def is_due(self, every: float) -> bool:
        """Whether it is time to tell again."""
        now = time.monotonic()
        if now - self._told_at < every:
            return False
        self._told_at = now
        return True


class _Lines(Progress):
    """A line of JSON every few seconds."""

    def __init__(self, total: _Total) -> None:
        super().__init__()
        self._total = total

    def show(self, summary: Summary) -> None:
        if self.is_due(_TOLD_EVERY):
            seconds = self.left(summary, self._total.bytes)
            line = {
                "documents": summary.documents,
                "errors": summary.errors,
                "rate": round(self.rate(summary), 1),
                "seconds": round(time.monotonic() - self._start, 1),
                "left": seconds and round(seconds),
            }
            click.echo(json.dumps(line), err=True)


class _Bar(Progress):
    """A bar with rate, errors and time left."""

    def __init__(self, total: _Total, bar: Any) -> None:
        super().__init__()
        self._total = total
        self._bar = bar

    def show(self, summary: Summary) -> None:
        if not self.is_due(_DRAWN_EVERY):
            return
        self._bar.length = self._total.bytes or max(summary.read, 1) * 2
        self._bar.update(min(summary.read, self._bar.length) - self._bar.pos, self._told(summary))

    def _told(self, summary: Summary) -> str:
        seconds = self.left(summary, self._total.bytes)
        errors = f"{summary.errors:,} errors"
        return f"{summary.documents:,} documents, {self.rate(summary):,.0f}/s, {errors}" + (
            f", {_time(seconds)} left" if seconds is not None else ""
        )


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
