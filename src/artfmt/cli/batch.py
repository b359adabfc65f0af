"""``artfmt batch``."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from artfmt.cli.progress import progress_of
from artfmt.cli.shared import (
    CLEAN,
    FAILED,
    FINDINGS,
    INTERRUPTED,
    complain,
    complete_format,
    from_option,
    inputs_argument,
)

if TYPE_CHECKING:
    from artfmt.batch.run import Plan
    from artfmt.batch.summary import Summary
    from artfmt.checking.settings import Settings
    from artfmt.cli.progress import Progress

_MOST = 1 << 30
_UNITS = {"": 1, "k": 1 << 10, "m": 1 << 20, "g": 1 << 30}


def _size(_: click.Context, __: click.Parameter, value: str) -> int:
    match = re.fullmatch(r"([0-9]{1,12})\s*([kmg]?)b?", value.strip(), re.IGNORECASE)
    if not match:
        raise click.BadParameter(f"{value} is not a size: write it like 500K, 64M or 1G")
    size = int(match[1]) * _UNITS[match[2].lower()]
    if not 0 < size <= _MOST:
        raise click.BadParameter(f"{value}: must be from 1 byte to 1G")
    return size


def _shard(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise click.BadParameter(f"{value} is not a shard: write it like 3/16, from 1/16 to 16/16")
    return int(match[1]), int(match[2])


class _Asked(NamedTuple):
    """What the user asked for."""

    inputs: tuple[str, ...]
    to: str | None
    from_format: str | None
    check: bool
    config: str | None
    output: str | None
    resume: bool
    force: bool
    workers: int | None
    shard: tuple[int, int] | None
    limit: int | None
    timeout: float
    max_size: int
    part_size: int | None
    data_column: str | None
    url_column: str | None
    date_column: str | None
    id_column: str | None
    engine: str
    address: str | None
    verbose: bool
    quiet: bool


@click.command()
@inputs_argument
@click.option("-t", "--to", metavar="FORMAT", shell_complete=complete_format, help="Write each article in this format.")
@from_option
@click.option("--check", is_flag=True, help="Also check each article, by one .artfmt.yaml for all.")
@click.option("--config", metavar="FILE", help="The configuration. Left out: the .artfmt.yaml here or above.")
@click.option("-o", "--output", metavar="PATH", help="Where the results go. Left out: JSON Lines to standard output.")
@click.option("--resume", is_flag=True, help="Go on where a run that stopped was; begin where there is none.")
@click.option("--force", is_flag=True, help="Replace what is there.")
@click.option("-j", "--workers", type=click.IntRange(1), metavar="N", help="How many processes. Left out: one a core.")
@click.option("--shard", metavar="I/N", callback=_shard, help="Only this part of the inputs, as 3/16.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many documents.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help="Seconds a document may take.",
)
@click.option("--max-size", default="64M", show_default=True, callback=_size, help="What a document may have.")
@click.option(
    "--part-size",
    type=click.IntRange(1),
    metavar="N",
    help="Documents between two points to resume from, and in a file of Parquet. Left out: 1000; Parquet 10000.",
)
@click.option("--data-column", metavar="NAME", help="The column (or key) of the content: text, bytes or an article.")
@click.option("--url-column", metavar="NAME", help="That of the address. Left out: url, where there is one.")
@click.option("--date-column", metavar="NAME", help="That of when it was fetched. Left out: date, where there is one.")
@click.option("--id-column", metavar="NAME", help="What names each document. Left out: its file and number.")
@click.option(
    "--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="What runs the work."
)
@click.option("--address", metavar="ADDRESS", help="The Ray cluster to join. Left out: one on this machine.")
@click.option("-v", "--verbose", is_flag=True, help="Results also tell how each document was read.")
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing but what stops the run.")
def batch(**options: Any) -> int:
    """Read, check and convert many documents: folders, globs, JSON Lines, WARC, Parquet, Arrow.

    Inputs may be compressed (.gz, .zst, .bz2, .lz4). The output is told by its name: .jsonl, .jsonl.gz or .jsonl.zst is
    one file of JSON Lines, .parquet a folder of Parquet files, anything else, with --to, a folder with a file for each
    article and results.jsonl. Each document has one result: an article with its notices and findings, or an error; a
    document that crashes, hangs or is too large stops nothing.

    \b
    artfmt batch posts/ -o posts.parquet
    artfmt batch posts/ --check --to jats -o archive/
    artfmt batch 'crawl/*.warc.gz' -o articles.jsonl.zst --resume
    artfmt batch pages.parquet --data-column html --from html -o articles.parquet --shard 3/16
    zcat pages.jsonl.gz | artfmt batch - --data-column html | jq .article.headline

    Exit status: 0 each document has an article, and no finding with --check fails it; 1 some have not; 2 the run could
    not be done; 130 it was stopped. --resume goes on.
    """
    request = _Asked(**options)
    from artfmt.source.errors import ArtfmtError, ConfigError

    if "-" in (request.inputs or "-") and sys.stdin.isatty():
        complain("reading from the terminal; end with Ctrl-D")
    try:
        plan = _plan(request)
        if request.resume and _is_done(plan):
            if not request.quiet:
                complain(f"{request.output} is complete: nothing to do")
            return CLEAN
        with progress_of(plan.arguments, quiet=request.quiet) as progress:
            summary = _run(plan, request, progress)
    except ConfigError as error:
        for line in str(error).splitlines():
            complain(line)
        return FAILED
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None
    except ImportError as error:
        return _lacking(error)
    except KeyboardInterrupt:
        again = "; --resume goes on" if request.output else ""
        complain(f"stopped{again}")
        return INTERRUPTED
    if not request.quiet:
        for line in summary.lines(progress.rate(summary)):
            complain(line)
    return FINDINGS if summary.errors or (request.check and summary.failing) else CLEAN


def _lacking(error: ImportError) -> int:
    from artfmt.source.errors import installing

    extra = "ray" if (error.name or "").startswith("ray") else "batch"
    complain(f"this needs {error.name}: {installing(extra)}")
    return FAILED


def _plan(request: _Asked) -> Plan:
    """What is to be done. Raises ArtfmtError or UsageError for what cannot be."""
    from artfmt.batch.inputs import Reading
    from artfmt.batch.process import Task
    from artfmt.batch.rows import Fields
    from artfmt.batch.run import Plan
    from artfmt.formats.table import format_named, writable
    from artfmt.source.errors import ConfigError

    if request.to:
        writable(request.to)
    if request.from_format and not format_named(request.from_format).reads:
        raise ConfigError(f"{request.from_format} cannot be read")
    if request.resume and request.force:
        raise click.UsageError("--resume and --force exclude each other")
    if request.address and request.engine != "ray":
        raise click.UsageError("--address names a Ray cluster: add --engine ray")
    fields = Fields(request.data_column, request.url_column, request.date_column, request.id_column)
    return Plan(
        request.inputs or ("-",),
        Task(request.to, request.check, _settings(request.config), verbose=request.verbose),
        Reading(fields, request.from_format, request.max_size, request.shard, request.limit),
        None if request.output == "-" else request.output,
        request.workers,
        request.timeout,
        request.part_size,
    )


def _settings(config: str | None) -> Settings:
    """The settings that hold for all documents: those of the configuration, but for what it says of single paths."""
    from artfmt.checking.config import Configs

    return Configs(config).of_folder(".").settings_for("-")


def _is_done(plan: Plan) -> bool:
    from artfmt.batch.run import checked, is_there

    return is_there(checked(plan), resume=True, force=False)


def _run(plan: Plan, request: _Asked, progress: Progress) -> Summary:
    if request.engine == "ray":
        from artfmt.batch import ray

        return ray.run(plan, request.address, resume=request.resume, force=request.force, told_of=progress.tell)
    from artfmt.batch.columns import forgo_pandas
    from artfmt.batch.run import run

    forgo_pandas()
    return run(plan, resume=request.resume, force=request.force, told_of=progress.tell)
