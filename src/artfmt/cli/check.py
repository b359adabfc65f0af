"""``artfmt check`` and ``artfmt validate``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from artfmt.cli.reporters import REPORTERS
from artfmt.cli.shared import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    data_of_standard_input,
    from_option,
    inputs_argument,
    shown,
)

if TYPE_CHECKING:
    from artfmt.checking.baseline import Baseline
    from artfmt.checking.cache import Cache
    from artfmt.checking.config import Configs
    from artfmt.checking.results import Result
    from artfmt.source.files import Input


class _Asked(NamedTuple):
    """What the command line asks for."""

    inputs: tuple[str, ...]
    from_format: str | None = None
    schema_only: bool = False
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    output_format: str = "text"
    output: str | None = None
    config: str | None = None
    baseline: str | None = None
    write_baseline: bool = False
    changed: bool = False
    since: str | None = None
    stdin_filename: str | None = None
    jobs: int | None = None
    no_cache: bool = False


@click.command()
@inputs_argument
@from_option
@click.option("--fix", is_flag=True, help="Mend what can be mended without changing a word.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend words too (labels, numbers, doubled words)."
)
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--output-format",
    type=click.Choice(list(REPORTERS)),
    help="How to report. Left out: github in GitHub Actions, else text.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to this file.")
@click.option("--config", metavar="FILE", help="Use this configuration for all files, not the .artfmt.yaml above each.")
@click.option("--changed", is_flag=True, help="Check only files that differ from the base of the branch, in Git.")
@click.option(
    "--since", metavar="BASE", help="The base for --changed. Left out: the pull request's target in CI, else HEAD."
)
@click.option("--baseline", metavar="FILE", help="Forgive the findings that are in this file.")
@click.option("--write-baseline", is_flag=True, help="Write all findings to the baseline, to be forgiven from now on.")
@click.option(
    "--stdin-filename", metavar="FILE", help="Where standard input comes from: tells format and configuration."
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="How many processes. Left out: one a core.")
@click.option("--no-cache", is_flag=True, help="Check every file anew.")
def check(watch: bool, output_format: str | None, **options: Any) -> int:
    """Check articles: the schema, the rules, and what was left out or guessed in reading them.

    Findings go to standard output as path:line:column: severity: message (rule). .artfmt.yaml says which rules are on,
    how gravely and with which limits (artfmt init writes one); artfmt rules lists them. In folders, files that Git
    ignores and hidden ones are passed over. Without a FILE, this folder is checked where an .artfmt.yaml is in it or
    above, else standard input.

    \b
    artfmt check posts/ newsletters/
    artfmt check --fix posts/
    artfmt check --changed --output-format sarif -o artfmt.sarif posts/
    artfmt check --baseline known.json --write-baseline posts/
    cat story.yaml | artfmt check --stdin-filename posts/story.yaml

    Exit status: 0 clean or suggestions only; 1 findings (with --diff: --fix would change something); 2 the work could
    not be done: a file cannot be opened, the configuration is broken.
    """
    in_github = os.environ.get("GITHUB_ACTIONS") == "true"
    asked = _Asked(output_format=output_format or ("github" if in_github else "text"), **options)
    if asked.diff and (asked.output or asked.output_format not in ("text", "github")):
        raise click.UsageError("--diff prints changes, no report: leave --output and --output-format out")
    if asked.fix and asked.diff:
        raise click.UsageError("--fix and --diff exclude each other")
    if asked.unsafe_fixes and not (asked.fix or asked.diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if asked.since and not asked.changed:
        asked = asked._replace(changed=True)
    if not watch:
        return _run(asked)
    from artfmt.cli.watch import run_on_changes

    named = [each for each in (asked.config, asked.baseline) if each]
    run_on_changes(lambda: _run(asked), asked.inputs or (".",), named)
    return CLEAN


@click.command()
@inputs_argument
@from_option
def validate(inputs: tuple[str, ...], from_format: str | None) -> int:
    """Check articles against the schema, and nothing else.

    \b
    artfmt validate story.json
    artfmt validate data/

    Exit status: 0 valid, 1 violations, 2 at least one file could not be opened.
    """
    return _run(_Asked(inputs, from_format, schema_only=True, no_cache=True))


def _run(asked: _Asked) -> int:
    from artfmt.source.errors import ArtfmtError, ConfigError

    try:
        if asked.from_format:
            from artfmt.formats.table import format_named

            format_named(asked.from_format)
        with closing(_Cached(not asked.no_cache)) as cached:
            return _check(asked, cached)
    except ConfigError as error:
        for line in str(error).splitlines():
            complain(line)
        return FAILED
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None


class _Cached:
    """The cache, if there is to be one, and configurations that are parsed through it."""

    def __init__(self, wanted: bool) -> None:
        self.cache: Cache | None = None
        if wanted:
            from artfmt.checking.cache import Cache, default_folder

            self.cache = Cache(default_folder())

    def parse(self, text: bytes, path: str) -> dict[str, Any]:
        """The data of a configuration."""
        import json

        from artfmt.checking.cache import key_of
        from artfmt.checking.config import parse_config

        key = key_of(b"config", text)
        data: dict[str, Any] | None = None
        for record in self.cache.get([key]).values() if self.cache else ():
            with suppress(ValueError):  # a damaged record
                data = json.loads(record)
        if isinstance(data, dict):
            return data
        data = parse_config(text, path)
        if self.cache:
            self.cache.put(key, json.dumps(data))
        return data

    def close(self) -> None:
        """Write what is new."""
        if self.cache:
            self.cache.close()


def _check(asked: _Asked, cached: _Cached) -> int:
    from artfmt.checking.config import Configs
    from artfmt.checking.run import Gate

    configs = Configs(asked.config, cached.parse)
    found, beside, problems = _found(asked, configs)
    gate = Gate(configs, format=asked.from_format, schema_only=asked.schema_only, cache=cached.cache, jobs=asked.jobs)
    counting = _Counting()
    results: Iterator[Result] = chain(problems, shown(gate.run(found, beside), "checking", len(found)))
    if asked.fix or asked.diff:
        from artfmt.cli.fix import fixed

        inputs = {each.path: each for each in found}
        results = fixed(results, inputs, configs, asked.from_format, unsafe=asked.unsafe_fixes, dry=asked.diff)
    results = counting.counted(results)
    if asked.write_baseline:
        return _write_baseline(asked, configs, results)
    results = map(_Baselines(asked, configs).new, results)
    given = any(each.data is not None for each in found)
    _print(counting.judged(results), asked, from_standard_input=given)
    if sys.stderr.isatty() and asked.output_format == "text" and not asked.diff:
        from artfmt.cli.reporters.text import summary

        if told := summary(counting.counts, counting.fixable):
            click.echo(f"artfmt: {told}", err=True)
    if counting.failed:
        return FAILED
    return FINDINGS if counting.failing else CLEAN


class _Counting:
    """What the exit status hangs on, told as the results go by."""

    def __init__(self) -> None:
        self.failed = False
        self.failing = False
        self.counts: Counter[str] = Counter()
        self.fixable = 0

    def counted(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results; what could not be done is told on standard error."""
        for result in results:
            for problem in result.problems:
                self.failed = True
                complain(problem.sentence(result.path))
            yield result

    def judged(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, as they are reported."""
        for result in results:
            for each in result.findings:
                self.failing = self.failing or each.severity.fails
                self.counts[each.severity] += 1
                self.fixable += bool(each.fix and each.fix.safe and each.fix.replacements)
            yield result


def _found(asked: _Asked, configs: Configs) -> tuple[list[Input], list[Input], list[Result]]:
    """The files to check, those that they are only compared with, and a result for each argument that names none."""
    from artfmt.formats.table import READABLE_SUFFIXES
    from artfmt.source.files import STANDARD_INPUT, find_inputs, fixed_root

    whole = asked.changed or (not asked.stdin_filename and _has_config(configs))
    arguments = asked.inputs or (("." if whole else STANDARD_INPUT),)
    if asked.stdin_filename and any(each != STANDARD_INPUT for each in arguments):
        raise click.UsageError("--stdin-filename names standard input: leave out the FILE, or write - for it")
    found, sentences = find_inputs(arguments, READABLE_SUFFIXES, chosen=configs)
    problems = [_problem(sentence, arguments) for sentence in sentences]
    if asked.changed:
        from artfmt.source.git import changed_since

        if STANDARD_INPUT in arguments:
            raise click.UsageError("--changed asks Git what changed, and Git knows nothing of standard input")
        folders = {each if os.path.isdir(each) else fixed_root(each) for each in arguments}
        changed = {os.path.realpath(path) for folder in folders for path in changed_since(folder, asked.since)}
        beside = [each for each in found if os.path.realpath(each.path) not in changed]
        return [each for each in found if os.path.realpath(each.path) in changed], beside, problems
    return [_given(each, asked, configs) for each in found], [], problems


def _problem(sentence: str, arguments: Iterable[str]) -> Result:
    """What is told of an argument that names no file."""
    from artfmt.checking.results import Problem, Result

    argument = next((each for each in arguments if sentence.startswith(f"{each}: ")), "-")
    return Result(argument, [], (Problem(sentence.removeprefix(f"{argument}: ")),))


def _has_config(configs: Configs) -> bool:
    return configs.of_folder(".").path is not None


def _given(each: Input, asked: _Asked, configs: Configs) -> Input:
    """An input; standard input under the name that it was given, read now."""
    from artfmt.source.files import STANDARD_INPUT

    if each.path != STANDARD_INPUT:
        return each
    path = asked.stdin_filename or STANDARD_INPUT
    passed_over = path != STANDARD_INPUT and configs.ignores(path)
    return each._replace(path=path, data=data_of_standard_input(), passed_over=passed_over)


class _Baselines:
    """What is forgiven: by the one baseline that was named, or by that of each file's configuration."""

    def __init__(self, asked: _Asked, configs: Configs) -> None:
        self._named = asked.baseline
        self._configs = configs
        self._loaded: dict[str, Baseline] = {}

    def new(self, result: Result) -> Result:
        """A result without what is forgiven."""
        if not result.findings:
            return result
        path = self._named or self._configs.of(result.path).baseline
        if not path:
            return result
        if path not in self._loaded:
            from artfmt.checking.baseline import Baseline

            self._loaded[path] = Baseline.load(path)
        return self._loaded[path].new(result)


def _write_baseline(asked: _Asked, configs: Configs, results: Iterable[Result]) -> int:
    """Write the baseline; what it forgives in files that were not checked stays, if they still exist."""
    from artfmt.checking.baseline import Baseline
    from artfmt.source.files import write_whole

    path = asked.baseline or configs.of_folder(".").baseline
    if not path:
        raise click.UsageError("--write-baseline needs --baseline FILE, or baseline: FILE in .artfmt.yaml")
    baseline = Baseline.load(path) if os.path.exists(path) else Baseline(os.path.dirname(os.path.abspath(path)))
    kept = list(results)
    write_whole(path, baseline.renewed(kept).text())
    count = sum(len(each.findings) for each in kept)
    click.echo(f"artfmt: {path} forgives {count} findings of what was checked", err=True)
    return FAILED if any(each.problems for each in kept) else CLEAN


def _print(results: Iterable[Result], asked: _Asked, *, from_standard_input: bool) -> None:
    """Print the report. The text of a fixed standard input is on standard output, so the report is not."""
    if asked.diff:
        for _ in results:
            pass
        return
    to_error = asked.fix and from_standard_input
    if asked.output:
        from artfmt.source.files import write_whole

        write_whole(asked.output, "".join(_report(results, asked, lambda: False)))
        return
    stream = sys.stderr if to_error else sys.stdout
    for piece in _report(results, asked, stream.isatty):
        stream.buffer.write(piece.encode("utf-8", "replace"))
    stream.flush()


def _report(results: Iterable[Result], asked: _Asked, on_terminal: Callable[[], bool]) -> Iterator[str]:
    if asked.output_format == "text":
        return _text(results, on_terminal())
    from importlib import import_module

    pieces: Iterator[str] = import_module(f"artfmt.cli.reporters.{asked.output_format}").report(results, _base())
    return pieces


def _base() -> str:
    """The folder that other programs know the files by: the repository's in a CI, else where we are."""
    return os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or os.getcwd()


def _text(results: Iterable[Result], on_terminal: bool) -> Iterator[str]:
    """Findings for people; on a terminal, when all are known, with their lines in colour."""
    colour = on_terminal and "NO_COLOR" not in os.environ
    for result in list(results) if on_terminal else results:
        if result.findings:
            from artfmt.cli.reporters.text import report

            lines = {result.path: _lines(result.path)} if on_terminal else {}
            yield "".join(f"{line}\n" for line in report(result.findings, lines, colour=colour))


def _lines(path: str) -> list[str]:
    from artfmt.source.errors import ArtfmtError
    from artfmt.source.files import Input

    try:
        return Input(path).source().lines
    except ArtfmtError:
        return []
