"""A worker's side of a pool: a process that works on parcels that it is sent, and tells of each item that it begins it.

It reads frames (eight bytes of length, then the content), a parcel in each, and writes ``BEGUN`` for each item, and
``DONE`` with a frame of results for each parcel. Executed as ``python -m artfmt.checking.worker``, it reads the pickled
Work before, and writes ``READY`` once. It ends when its input does, and on Linux with the process that started it.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, NamedTuple, Protocol, TypeVar

READY, BEGUN, DONE = b"!", b".", b"="
_LENGTH = struct.Struct("<Q")


class Parcel(Protocol):
    """Items that are sent to a worker at once."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> Any: ...


ParcelT = TypeVar("ParcelT", bound=Parcel)
ParcelT_contra = TypeVar("ParcelT_contra", bound=Parcel, contravariant=True)
ResultsT = TypeVar("ResultsT")


class Ended(NamedTuple):
    """How a worker ended in the middle: after it had begun so many items, and in words, "signal 9"."""

    begun: int
    how: str
    too_slow: bool = False


class Work(Protocol[ParcelT_contra, ResultsT]):
    """What the workers of a pool do. A worker that is executed gets it pickled."""

    def prepare(self) -> None:
        """Import and load what the work needs, so that no item's time is spent on it."""

    def do(self, parcel: ParcelT_contra, begin: Callable[[], None], /) -> ResultsT:
        """The results of the items, in order; ``begin`` is called before each. What it raises ends the worker."""

    def failed(self, parcel: ParcelT_contra, end: Ended, /) -> ResultsT:
        """The result of a parcel of one item, which ended its workers."""

    def joined(self, parts: Sequence[ResultsT], /) -> ResultsT:
        """The results of parts of a parcel as those of the whole."""

    def encode(self, content: ParcelT_contra | ResultsT, /) -> bytes | memoryview:
        """A parcel or results as bytes."""

    def decode(self, content: bytes, /) -> Any:
        """The parcel or the results of such bytes."""


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


def serve(work: Work[Any, Any], parcels: IO[bytes], results: IO[bytes]) -> None:
    """Work until there are no more parcels."""

    def begin() -> None:
        results.write(BEGUN)

    # New objects between two looks for garbage, of which the work makes little: rarer looks make larger processes,
    # which are slower.
    gc.set_threshold(20_000, 50, 50)
    while (content := read_frame(parcels)) is not None:
        answer = work.encode(work.do(work.decode(content), begin))
        results.write(DONE)
        write_frame(results, answer)


def end_with(parent: int) -> None:
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


def main() -> None:
    """Work until standard input ends."""
    end_with(int(sys.argv[1]))
    parcels = os.fdopen(os.dup(0), "rb")
    results = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not reach what the parent reads.
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    content = read_frame(parcels)
    if content is None:
        return
    work: Work[Any, Any] = pickle.loads(content)  # noqa: S301
    work.prepare()
    results.write(READY)
    serve(work, parcels, results)


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
    os._exit(0)
