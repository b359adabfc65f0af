"""Fixing under ``artfmt check``: --fix writes, --diff shows."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from artfmt.checking.fixing import fix, fix_input
from artfmt.checking.presets import OF_PUBLISHED
from artfmt.checking.results import Problem, Result
from artfmt.rules.core.entries import COMPARING
from artfmt.source.diagnostics import Severity, in_order
from artfmt.source.errors import ArtfmtError, fault
from artfmt.source.notice_names import FAULTS
from artfmt.source.source import Source

if TYPE_CHECKING:
    from artfmt.checking.config import Configs
    from artfmt.source.files import Input


def fixed(
    results: Iterable[Result],
    inputs: Mapping[str, Input],
    configs: Configs,
    format: str | None,
    *,
    unsafe: bool,
    dry: bool,
) -> Iterator[Result]:
    """The results after the fixes, each with the findings that are left; how many are mended is told at the end.

    With ``dry`` nothing is written: the changes are printed, and the findings are those that would be mended, as
    warnings, and those that keep a file from being read.
    """
    applied: list[int] = []
    for result in results:
        input = inputs.get(result.path)
        if not input or not _has_fix(result):
            if input and input.data is not None and not dry:
                put(input.data)
            yield (
                result._replace(findings=[finding for finding in result.findings if finding.rule in FAULTS])
                if dry
                else result
            )
            continue
        try:
            settings = configs.settings_for(input.path)
            if dry:
                content = input.content()
                mended = fix(Source(content, input.path), settings, format, unsafe=unsafe)
            else:
                mended = fix_input(input, settings, format, unsafe=unsafe)
        except Exception as error:  # one file must not take the run with it
            yield _failed(result, error)
            continue
        applied.append(len(mended.applied))
        if dry:
            print_diff(input.path, content, mended.data)
            yield result._replace(findings=[replace(finding, severity=Severity.WARNING) for finding in mended.applied])
        else:
            if input.data is not None:
                put(mended.data)
            # What hangs on other files, or on another version of this one, was not asked again.
            others = [finding for finding in result.findings if finding.rule in (*COMPARING, *OF_PUBLISHED)]
            yield result._replace(findings=in_order([*mended.left, *others]))
    _tell("would fix" if dry else "fixed", applied)


def _has_fix(result: Result) -> bool:
    return any(finding.fix and finding.fix.replacements for finding in result.findings)


def _failed(result: Result, error: Exception) -> Result:
    message = str(error).removeprefix(f"{result.path}: ") if isinstance(error, ArtfmtError) else fault(error)
    problem = Problem(message)
    return result._replace(problems=(*result.problems, problem))


def _tell(verb: str, applied: list[int]) -> None:
    count, files = sum(applied), sum(map(bool, applied))
    if count:
        click.echo(f"artfmt: {verb} {count} finding{'s' * (count != 1)} in {files} file{'s' * (files != 1)}", err=True)


def print_diff(path: str, before: bytes, after: bytes) -> None:
    """The changes as ``git apply`` takes them, byte for byte; on a terminal, without anything that it would obey."""
    patch = "".join(_patch(_name(path), _lines(before), _lines(after))).encode("latin-1")
    is_log = not sys.stdout.isatty() and not stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    if is_log and os.environ.get("GITHUB_ACTIONS") == "true":
        # What stands in an article must not be a command to the runner that reads the log.
        from secrets import token_hex

        token = token_hex(16).encode()
        patch = b"::stop-commands::%s\n%s::%s::\n" % (token, patch, token)
    put(patch)


def put(data: bytes) -> None:
    """Send to standard output what was made of an input: as it is, but on a terminal nothing that it would obey."""
    if not sys.stdout.isatty():
        sys.stdout.buffer.write(data)
        return
    from artfmt.cli.reporters.text import printable

    *lines, last = data.decode("utf-8", "replace").split("\n")
    click.echo("".join(f"{printable(line)}\n" for line in lines) + printable(last), nl=False)


def _lines(data: bytes) -> list[str]:
    """Lines as Git knows them: up to each line feed, whatever bytes stand in them."""
    *lines, last = data.decode("latin-1").split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _patch(name: str, before: list[str], after: list[str]) -> Iterator[str]:
    from difflib import unified_diff

    for line in unified_diff(before, after, _quoted(f"a/{name}"), _quoted(f"b/{name}")):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _name(path: str) -> str:
    """A path as a patch has it: from here, if it lies below."""
    relative = os.path.relpath(path)
    return path.lstrip("/") if relative.startswith(os.pardir) else relative.replace(os.sep, "/")


def _quoted(name: str) -> str:
    """A name as Git writes it: in quotation marks where it holds what would end or change it."""
    data = os.fsencode(name)
    spelled = "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\{byte:03o}" for byte in data)
    return name if spelled == name else f'"{spelled}"'
