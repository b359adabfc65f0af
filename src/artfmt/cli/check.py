"""``artfmt check`` and ``artfmt validate``."""

from __future__ import annotations

import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from artfmt.cli.report import Report, print_report
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
    from artfmt.checking.locks import Locks
    from artfmt.checking.results import Result
    from artfmt.checking.settings import Overrides
    from artfmt.source.files import Input
    from artfmt.source.git import Changes, Earlier


# What --fail-on names: the severities that fail then.
FAILING: dict[str, frozenset[str]] = {
    "error": frozenset(("error",)),
    "warning": frozenset(("error", "warning")),
    "suggestion": frozenset(("error", "warning", "suggestion")),
    "never": frozenset(),
}


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
    strict_inputs: bool = False
    preset: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "warning"
    statistics: bool = False
    quiet: bool = False


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
@click.option(
    "--strict-inputs",
    is_flag=True,
    help="Check every file as an article. Left out: a README, other data and the like are passed over.",
)
@click.option("--preset", type=click.Choice(["default", "published", "strict", "none"]), help="Begin with these rules.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules, parted by commas.")
@click.option("--ignore", multiple=True, metavar="RULES", help="None of these rules, parted by commas.")
@click.option(
    "--fail-on",
    type=click.Choice([*FAILING]),
    default="warning",
    show_default=True,
    help="The least grave finding that makes the exit status 1.",
)
@click.option("--statistics", is_flag=True, help="Count what each rule found, beneath the report.")
@click.option("-q", "--quiet", is_flag=True, help="Show only what fails, and no files that were passed over.")
def check(watch: bool, output_format: str | None, **options: Any) -> int:
    """Check articles: the schema, the rules, and what was left out or guessed in reading them.

    Findings go to standard output as path:line:column: severity: message (rule). .artfmt.yaml says which rules are on,
    how gravely and with which limits (artfmt init writes one); artfmt rules lists them. In folders, files that Git
    ignores, hidden ones and those that hold no article are passed over. Without a FILE, this folder is checked; where
    there is no .artfmt.yaml in it or above and something is piped in, that is.

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
    request = _Asked(output_format=output_format or ("github" if in_github else "text"), **options)
    if request.diff and (request.output or request.output_format not in ("text", "github")):
        raise click.UsageError("--diff prints changes, no report: leave --output and --output-format out")
    if request.fix and request.diff:
        raise click.UsageError("--fix and --diff exclude each other")
    if request.unsafe_fixes and not (request.fix or request.diff):
        raise click.UsageError("--unsafe-fixes needs --fix or --diff")
    if request.since and not request.changed:
        request = request._replace(changed=True)
    if not watch:
        return _run(request)
    from artfmt.cli.watch import run_on_changes

    files = [file for file in (request.config, request.baseline) if file]
    run_on_changes(lambda: _run(request), request.inputs or (".",), files)
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


def _run(request: _Asked) -> int:
    from artfmt.source.errors import ArtfmtError, ConfigError

    try:
        if request.from_format:
            from artfmt.formats.table import format_named

            format_named(request.from_format)
        with closing(_Cached(not request.no_cache)) as caching:
            return _check(request, caching)
    except ConfigError as error:
        for line in str(error).splitlines():
            complain(line)
        return FAILED
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None


class _Cached:
    """The cache, if there is to be one, and configurations that are parsed through it."""

    def __init__(self, is_on: bool) -> None:
        self.cache: Cache | None = None
        if is_on:
            from artfmt.checking.cache import Cache, default_folder

            self.cache = Cache(default_folder())

    def parse(self, text: bytes, path: str) -> dict[str, Any]:
        """The data of a configuration."""
        import json

        from artfmt.checking.cache import key_of
        from artfmt.checking.config_text import parse_config

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


def _check(request: _Asked, caching: _Cached) -> int:
    from artfmt.checking.config import Configs
    from artfmt.checking.run import Gate, in_file_order

    branches = _branches(request)
    configs = Configs(request.config, caching.parse, _overrides(request), _locks(request, branches))
    inputs_found, beside, problems = _found(request, configs, branches)
    gate = Gate(
        configs,
        format=request.from_format,
        schema_only=request.schema_only,
        cache=caching.cache,
        jobs=request.jobs,
        strict_inputs=request.strict_inputs,
    )
    for sentence in configs.unread:
        complain(sentence)
    counting = _Counting(request.fail_on, quiet=request.quiet)
    running = shown(gate.run(inputs_found, beside), "checking", len(inputs_found))
    results: Iterator[Result] = in_file_order(chain(problems, running))
    if request.fix or request.diff:
        from artfmt.cli.fix import fixed

        inputs = {input.path: input for input in inputs_found}
        results = fixed(results, inputs, configs, request.from_format, unsafe=request.unsafe_fixes, dry=request.diff)
    results = counting.counted(results)
    if request.write_baseline:
        return _write_baseline(request, configs, results)
    results = map(_Baselines(request, configs).new, results)
    has_content = any(input.data is not None for input in inputs_found)
    report = Report(request.output_format, request.output, request.diff, request.fix and has_content)
    print_report(counting.judged(results), report)
    if not request.quiet:
        _tell_no_articles(counting.passed_over, request.inputs)
    if request.statistics:
        for rule, count in counting.by_rule.most_common():
            click.echo(f"{count:6}  {rule}", err=request.output_format != "text")
    if sys.stderr.isatty() and request.output_format == "text" and not request.diff:
        from artfmt.cli.reporters.text import summary

        if line := summary(counting.counts, counting.fixable):
            click.echo(f"artfmt: {line}", err=True)
    if counting.failed:
        return FAILED
    return FINDINGS if counting.failing else CLEAN


def _branches(request: _Asked) -> list[Changes]:
    """What differs from the bases of branches: with --changed of what is named, else where a CI tells its target."""
    from artfmt.source.errors import ConfigError
    from artfmt.source.files import STANDARD_INPUT, fixed_root
    from artfmt.source.git import changed_since, target

    if request.changed:
        arguments = request.inputs or (".",)
        if STANDARD_INPUT in arguments:
            raise click.UsageError("--changed asks Git what changed, and Git knows nothing of standard input")
        folders = {argument if os.path.isdir(argument) else fixed_root(argument) for argument in arguments}
        return [changed_since(folder, request.since) for folder in folders]
    if request.config or not target():
        return []
    try:
        return [changed_since(".", request.since)]
    except ConfigError as error:
        complain(f"what the base of the branch locks is not known: {error}")
        return []


def _locks(request: _Asked, branches: list[Changes]) -> Locks | None:
    """What the bases of the branches lock. A configuration that was named stands in place of all others."""
    if request.config or not branches:
        return None
    from artfmt.checking.locks import Locks

    return Locks(branches)


class _Counting:
    """What the exit status hangs on, told as the results go by."""

    def __init__(self, fail_on: str = "warning", *, quiet: bool = False) -> None:
        self.failed = False
        self.failing = False
        self.by_rule: Counter[str] = Counter()
        self._fails = FAILING[fail_on]
        self._quiet = quiet
        self.counts: Counter[str] = Counter()
        self.fixable = 0
        self.passed_over: list[tuple[str, str]] = []

    def counted(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results; what could not be done is told on standard error."""
        for result in results:
            for problem in result.problems:
                self.failed = True
                complain(problem.sentence(result.path))
            if result.why_none:
                self.passed_over.append((result.path, result.why_none))
            yield result

    def judged(self, results: Iterable[Result]) -> Iterator[Result]:
        """The same results, as they are reported."""
        for result in results:
            if self._quiet:
                failing = [finding for finding in result.findings if finding.severity in self._fails]
                result = result._replace(findings=failing)
            for finding in result.findings:
                self.failing = self.failing or finding.severity in self._fails
                self.by_rule[finding.rule] += 1
                self.counts[finding.severity] += 1
                self.fixable += bool(finding.fix and finding.fix.safe and finding.fix.replacements)
            yield result


def _tell_no_articles(passed_over: list[tuple[str, str]], arguments: tuple[str, ...]) -> None:
    """Say which files are no articles: each that was named, and how many others."""
    others = [path for path, _ in passed_over if path not in arguments]
    for path, why in passed_over:
        if path in arguments:
            complain(f"{path}: {why}, and was passed over: --strict-inputs checks it")
    if others:
        some = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
        complain(f"passed over {len(others)} file{'s' * (len(others) > 1)} without an article: {some}")


def _overrides(request: _Asked) -> Overrides:
    """What the command line says of rules. Raises ConfigError for one that there is not."""
    from artfmt.checking.settings import Overrides
    from artfmt.house.sections import is_house_name
    from artfmt.rules import no_rule, rule_names
    from artfmt.source.errors import ConfigError
    from artfmt.source.notice_names import NOTICES

    select, ignore = (
        tuple(name for names in given_names for name in names.replace(" ", "").split(",") if name)
        for given_names in (request.select, request.ignore)
    )
    for name in (*select, *ignore):
        if name not in rule_names() and name not in NOTICES and not is_house_name(name):
            raise ConfigError(no_rule(name, ": artfmt rules lists them"))
    return Overrides(request.preset, select, ignore)


def _found(request: _Asked, configs: Configs, branches: list[Changes]) -> tuple[list[Input], list[Input], list[Result]]:
    """The files to check, those that they are only compared with, and a result for each argument that names none."""
    from artfmt.formats.table import READABLE_SUFFIXES
    from artfmt.source.files import STANDARD_INPUT, find_inputs

    whole = request.changed or (not request.stdin_filename and (_has_config(configs) or not _is_piped()))
    arguments = request.inputs or (("." if whole else STANDARD_INPUT),)
    if request.stdin_filename and any(argument != STANDARD_INPUT for argument in arguments):
        raise click.UsageError("--stdin-filename names standard input: leave out the FILE, or write - for it")
    inputs_found, sentences = find_inputs(arguments, READABLE_SUFFIXES, choice=configs)
    problems = [_problem(sentence, arguments) for sentence in sentences]
    if request.changed:
        return *_parted_by(branches, inputs_found), problems
    return [_given(argument, request, configs) for argument in inputs_found], [], problems


def _parted_by(changes: list[Changes], inputs: list[Input]) -> tuple[list[Input], list[Input]]:
    """The inputs that differ, each with what it was before, and those that do not."""
    places = [(os.path.realpath(input.path), input) for input in inputs]
    before: dict[str, Earlier | None] = {}
    for some in changes:
        paths = {os.path.realpath(path): path for path in some.paths}
        here = [place for place, _ in places if place in paths]
        earlier = some.before(paths[place] for place in here)
        before |= {place: earlier.get(paths[place]) for place in here}
    return (
        [input._replace(before=before[place]) for place, input in places if place in before],
        [input for place, input in places if place not in before],
    )


def _problem(sentence: str, arguments: Iterable[str]) -> Result:
    """What is told of an argument that names no file."""
    from artfmt.checking.results import Problem, Result

    argument = next((name for name in arguments if sentence.startswith(f"{name}: ")), "-")
    return Result(argument, [], (Problem(sentence.removeprefix(f"{argument}: ")),))


def _is_piped() -> bool:
    """Whether something is piped in or redirected from a file, so that a check without a FILE reads it."""
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _has_config(configs: Configs) -> bool:
    return configs.of_folder(".").path is not None


def _given(input: Input, request: _Asked, configs: Configs) -> Input:
    """An input; standard input under the name that it was given, read now."""
    from artfmt.source.files import STANDARD_INPUT

    if input.path != STANDARD_INPUT:
        return input
    path = request.stdin_filename or STANDARD_INPUT
    passed_over = path != STANDARD_INPUT and configs.ignores(path)
    return input._replace(path=path, data=data_of_standard_input(), passed_over=passed_over)


class _Baselines:
    """What is forgiven: by the one baseline that was named, or by that of each file's configuration."""

    def __init__(self, request: _Asked, configs: Configs) -> None:
        self._named = request.baseline
        self._configs = configs
        self._loaded: dict[str, Baseline] = {}

    def new(self, result: Result) -> Result:
        """A result without what is forgiven. Raises ConfigError where the baseline cannot be read."""
        path = self._named or self._configs.of(result.path).baseline
        if not path:
            return result
        if path not in self._loaded:
            from artfmt.checking.baseline import Baseline

            self._loaded[path] = Baseline.load(path, by_user=bool(self._named))
        if not result.findings:
            return result
        locked = () if self._named else self._configs.settings_for(result.path).locked
        return self._loaded[path].new(result, locked)


def _write_baseline(request: _Asked, configs: Configs, results: Iterable[Result]) -> int:
    """Write the baseline; what it forgives in files that were not checked stays, if they still exist."""
    from artfmt.checking.baseline import Baseline
    from artfmt.source.writing import write_whole

    path = request.baseline or configs.of_folder(".").baseline
    if not path:
        raise click.UsageError("--write-baseline needs --baseline FILE, or baseline: FILE in .artfmt.yaml")
    baseline = (
        Baseline.load(path, by_user=bool(request.baseline))
        if os.path.exists(path)
        else Baseline(os.path.dirname(os.path.abspath(path)))
    )
    judged_results = list(results)
    write_whole(path, baseline.renewed(judged_results).text())
    count = sum(len(result.findings) for result in judged_results)
    click.echo(f"artfmt: {path} forgives {count} findings of what was checked", err=True)
    return FAILED if any(result.problems for result in judged_results) else CLEAN
