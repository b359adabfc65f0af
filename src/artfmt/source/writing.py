"""Files that are written: where outputs go, what they must not replace, and each whole or not at all."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import BinaryIO

from artfmt.source.errors import ConfigError
from artfmt.source.files import STANDARD_INPUT, Input, lies_in, told

_PREFIX, _SUFFIX = ".artfmt-", ".tmp"
_TEMPORARY = re.compile(r"\.artfmt-\w{8}\.tmp")
_STRAY_SECONDS = 3600


def plan_outputs(inputs: Iterable[Input], folder: str, suffix: str) -> tuple[dict[str, str], list[str]]:
    """Where each input's output goes in a folder, by the input's path, and a sentence for each that cannot.

    The name is the input's own below what named it, with the format's suffix. No output lies outside the
    folder, and no two inputs have the same.
    """
    inputs = list(inputs)
    owners = {os.path.realpath(input.path): input.path for input in inputs if input.path != STANDARD_INPUT}
    own = dict(owners)
    outputs: dict[str, str] = {}
    problems: list[str] = []
    root = os.path.realpath(folder)
    for input in inputs:
        output = os.path.join(folder, os.path.splitext(input.below)[0] + suffix)
        real = os.path.realpath(output)
        if not lies_in(real, root):
            problems.append(f"{input.path}: its output would lie outside {folder}; rename it or choose another folder")
        elif real in own:
            problems.append(f"{input.path}: its output {output} is an input; choose another folder")
        elif real in owners:
            problems.append(f"{input.path}: its output {output} is that of {owners[real]} too; convert them apart")
        else:
            owners[real] = input.path
            outputs[input.path] = output
    return outputs, problems


def numbered(output: str, number: int) -> str:
    """Where the output of a further story of an input goes: "story-2.md"."""
    stem, suffix = os.path.splitext(output)
    return f"{stem}-{number}{suffix}"


def refuse_output(source: str, output: str, *, force: bool) -> None:
    """Raise ConfigError where an output must not be written: it is the input, a folder, or there already."""
    if source != STANDARD_INPUT and os.path.exists(output) and os.path.samefile(source, output):
        raise ConfigError(f"{output}: is the input itself; choose another output")
    if os.path.islink(output) and not os.path.exists(output):
        raise ConfigError(f"{output}: is a link that leads nowhere; choose another output")
    if os.path.isdir(output):
        raise ConfigError(f"{output}: is a folder; name a file, or use --output-dir")
    if os.path.isfile(output) and not force:
        raise ConfigError(f"{output}: exists already; add --force to replace it")


def write_whole(path: str, text: str | bytes) -> None:
    """Write a file (text as UTF-8), whole or not at all; folders above it are made.

    What is there is replaced in one step and keeps its permissions. Raises ConfigError where that fails.
    """
    try:
        _write_whole(path, text.encode() if isinstance(text, str) else text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {told(error)}") from None


def _write_whole(path: str, data: bytes) -> None:
    if os.path.exists(path) and not os.path.isfile(path):  # a device or a pipe
        with open(path, "wb") as device:
            device.write(data)
        return
    import tempfile

    target = os.path.realpath(path)
    folder = os.path.dirname(target)
    os.makedirs(folder, exist_ok=True)
    _sweep(folder)
    before = os.stat(target) if os.path.exists(target) else None
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, stat.S_IMODE(before.st_mode) if before else 0o666 & ~_umask())
        if before and before.st_nlink > 1:
            _overwrite(target, data)
            os.unlink(temporary)
        else:
            os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise


def _overwrite(target: str, data: bytes) -> None:
    """Write into a file that has several names, all of which are to show the new content; back where that fails.

    The temporary file, which holds it already, has shown that there is room.
    """
    with open(target, "r+b") as file:
        content_before = file.read()
        try:
            _put(file, data)
        except OSError:
            _put(file, content_before)
            raise


def _put(file: BinaryIO, data: bytes) -> None:
    file.seek(0)
    file.write(data)
    file.truncate()
    file.flush()


@cache  # once a folder and run
def _sweep(folder: str) -> None:
    """Remove what a killed run has left in a folder long ago."""
    for entry in os.scandir(folder):
        if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            with suppress(OSError):
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > _STRAY_SECONDS:
                    os.unlink(entry.path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
