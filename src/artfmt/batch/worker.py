"""A worker: a process that works on record batches that it is sent, and tells of each document that it begins it.

``python -m artfmt.batch.worker`` reads frames from standard input (eight bytes of length, then the content): first the
pickled Task, then record batches as Arrow IPC streams. It writes ``READY`` once, ``BEGUN`` for each document, and
``DONE`` with a frame for each batch. It ends when its input does, and on Linux with the process that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from artfmt.batch.process import Task

READY, BEGUN, DONE = b"!", b".", b"="
_SAMPLE = b"<html><body><p>Words on a page.</p></body></html>"
_LENGTH = struct.Struct("<Q")


def write_frame(stream: IO[bytes], content: bytes | memoryview) -> None:
    """Send a frame. Raises OSError where nobody reads it any more."""
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The content of the next frame; None where the stream ends."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return content if len(content) == length else None


def batch_to_bytes(batch: object) -> memoryview:
    """A record batch as an Arrow IPC stream."""
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:  # type: ignore[attr-defined]
        writer.write_batch(batch)
    return memoryview(sink.getvalue())


def batch_of_bytes(content: bytes) -> object:
    """The record batch of an Arrow IPC stream."""
    import pyarrow as pa

    return pa.ipc.open_stream(content).read_next_batch()


def main() -> None:
    """Work until the input ends."""
    _end_with_parent(int(sys.argv[1]))
    given = os.fdopen(os.dup(0), "rb")
    told = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not reach what the parent reads.
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    from artfmt.batch.process import process

    gc.set_threshold(100_000, 50, 50)
    content = read_frame(given)
    if content is None:
        return
    task = pickle.loads(content)  # noqa: S301
    told.write(READY)
    known: set[str] = set()
    while (content := read_frame(given)) is not None:
        batch: Any = batch_of_bytes(content)
        _warm_up(set(batch.column("format").to_pylist()), task, known)
        result = process(batch, task, lambda: _tell(told))
        told.write(DONE)
        write_frame(told, batch_to_bytes(result))


def _warm_up(formats: set[str | None], task: Task, known: set[str]) -> None:
    """Import and load what formats that are not known yet need, so that no document's time is spent on it."""
    from artfmt.formats.read import read
    from artfmt.rules import all_rules
    from artfmt.source.errors import ArtfmtError

    if task.check and not known:
        list(all_rules())
    for name in [each for each in formats if each and each not in known]:
        known.add(name)
        with suppress(ArtfmtError):
            read(_SAMPLE, name)


def _tell(stream: IO[bytes]) -> None:
    stream.write(BEGUN)


def _end_with_parent(parent: int) -> None:
    """Leave Ctrl-C to the parent, end when it ends, and be the first to be killed where memory runs out (Linux)."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "linux":
        return
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # prctl(2), PR_SET_PDEATHSIG
    if os.getppid() != parent:
        os._exit(1)
    with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("800")


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
    os._exit(0)
