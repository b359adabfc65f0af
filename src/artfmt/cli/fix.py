"""Fixing under ``artfmt check``: --fix writes, --diff shows."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from artfmt.checking.fixing import fix_input
from artfmt.checking.results import Problem, Result
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ArtfmtError, fault

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
    warnings.
    """
    applied: list[int] = []
    for result in results:
        input = inputs.get(result.path)
        if not input or not result.is_file or not _has_fix(result):
            if input and input.data is not None and result.is_file and not dry:
                sys.stdout.buffer.write(input.data)
            yield result._replace(findings=[]) if dry else result
            continue
        try:
            settings = configs.of(input.path).settings_for(input.path)
            mended = fix_input(input, settings, format, unsafe=unsafe, dry=dry)
        except Exception as error:  # one file must not take the run with it
            yield _failed(result, error)
            continue
        applied.append(len(mended.applied))
        if dry:
            _print_diff(input.path, mended.before, mended.after)
            yield result._replace(findings=[replace(finding, severity=Severity.WARNING) for finding in mended.applied])
        else:
            if input.data is not None:
                sys.stdout.buffer.write(mended.data)
            yield result._replace(findings=mended.left)
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


def _print_diff(path: str, before: str, after: str) -> None:
    import difflib

    from artfmt.cli.reporters.text import printable

    name = printable(path)
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
