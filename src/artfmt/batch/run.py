"""One run on this machine: arguments -> documents -> workers -> results -> output, with a checkpoint now and then."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, NamedTuple

from artfmt._version import __version__
from artfmt.batch.columns import documents_batch
from artfmt.batch.containers import COMPRESSIONS
from artfmt.batch.inputs import InputPlace, Item, Reading, items
from artfmt.batch.journal import SUFFIX, Checkpoint, Journal, remove_journal
from artfmt.batch.outputs import PARTIAL, JsonLines, Output, Parquet, Stream, Tree, refuse_others, remove_partial
from artfmt.batch.process import Task
from artfmt.batch.summary import Summary
from artfmt.batch.workers import DEFAULT_TIMEOUT, until_failure
from artfmt.batch.workers import run as work
from artfmt.source.errors import ConfigError
from artfmt.source.files import fixed_root, is_pattern, told

_BATCH, _BATCH_BYTES = 64, 1 << 20
_PART_BYTES = 256 << 20
_START = "0"
PART_SIZES = {"jsonl": 1000, "parquet": 10_000, "tree": 1000}
"""Documents between checkpoints, by the kind of the output."""


class Plan(NamedTuple):
    """What a run is asked for.

    ``output`` is a path, None for standard output: what ends in .jsonl, .jsonl.gz or .jsonl.zst is JSON Lines, in
    .parquet Parquet, anything else a folder for a file an article. ``workers`` is a number of processes, ``timeout`` in
    seconds a document; ``part_size`` is how many documents lie between checkpoints.
    """

    arguments: tuple[str, ...]
    task: Task = Task()
    reading: Reading = Reading()
    output: str | None = None
    workers: int | None = None
    timeout: float | None = DEFAULT_TIMEOUT
    part_size: int | None = None
    engine: str = "local"

    @property
    def kind(self) -> str:
        """What the output is: "jsonl", "parquet" or "tree"."""
        stem, suffix = os.path.splitext((self.output or "-.jsonl").lower())
        inner = os.path.splitext(stem)[1] if suffix in COMPRESSIONS else suffix
        return {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}.get(inner, "tree")

    @property
    def whole(self) -> str | None:
        """The path that is there when the output is whole: it grows under the same with ``PARTIAL``."""
        path = self.output and os.path.normpath(self.output)
        return os.path.join(path, Tree.RESULTS) if path and self.kind == "tree" else path

    @property
    def journal(self) -> str | None:
        """The path of the journal."""
        return self.output and os.path.normpath(self.output) + SUFFIX

    @property
    def asked(self) -> dict[str, Any]:
        """What decides on the results, as plain data: a run that stopped can only be taken up by the same."""
        reading, fields = self.reading, self.reading.fields
        return {
            "version of artfmt": __version__,
            "inputs": list(self.arguments),
            "--from": reading.format,
            "--to": self.task.to,
            "--check": self.task.check,
            "configuration": self.task.settings.digest.hex(),
            "--verbose": self.task.verbose,
            "--max-size": reading.max_size,
            "--shard": reading.shard,
            "--limit": reading.limit,
            "--part-size": self.part_size,
            "--engine": self.engine,
            **{f"--{name}-column": value for name, value in fields._asdict().items()},
        }


class Pack(NamedTuple):
    """Documents that are worked on together: their record batch, and what else is known of each."""

    batch: Any
    items: list[Item]
    ends_part: bool


def run(
    plan: Plan, *, resume: bool = False, force: bool = False, told_of: Callable[[Summary], None] | None = None
) -> Summary:
    """Do what is asked, and tell what came of it.

    ``resume`` takes up a run that stopped, if there is one; ``force`` replaces what is there; ``told_of`` is called at
    the beginning and then now and then. Raises ConfigError where the work cannot be done: what was done until the last
    checkpoint can be taken up.
    """
    plan = checked(plan)
    if is_there(plan, resume=resume, force=force):
        return Summary()
    # A journal that is there is that of a run which may have written, even if it came to no checkpoint.
    is_first = force or not os.path.exists(plan.journal or "")
    with opened_journal(plan, force=force) as journal:
        if all_done := done_already(plan, journal):
            return all_done
        checkpoint = journal.checkpoint or Checkpoint(None, _START, {})
        running = _Run(of_its_day(plan, journal), journal, Summary(checkpoint.counts), told_of)
        try:
            with closing(_output(plan, journal)) as output:
                running.finish(output, checkpoint)
        except OSError as error:
            raise ConfigError(f"{plan.output or 'standard output'}: cannot be written: {told(error)}") from None
        finally:
            if plan.whole and is_first and not running.has_written and os.path.exists(plan.whole + PARTIAL):
                discard(plan, journal)  # it could not begin: there is nothing to take up
        return running.summary


def done_already(plan: Plan, journal: Journal) -> Summary | None:
    """What a run came to that was stopped when all was done but the removal of its journal, which is removed now."""
    checkpoint = journal.checkpoint
    if not checkpoint or not checkpoint.done or os.path.exists(f"{plan.whole}{PARTIAL}"):
        return None
    if not os.path.exists(plan.whole or ""):
        raise ConfigError(f"{plan.whole}: was whole and is gone: start anew with --force")
    journal.remove()
    return Summary(checkpoint.counts)


def discard(plan: Plan, journal: Journal) -> None:
    """Remove what a run left that wrote nothing."""
    remove_partial(plan.whole or "")
    journal.remove()


def checked(plan: Plan) -> Plan:
    """The plan, complete. Raises ConfigError for an output that cannot be made."""
    if isinstance(plan.arguments, str):
        plan = plan._replace(arguments=(plan.arguments,))
    if plan.output:
        plan = plan._replace(output=os.path.normpath(plan.output))
    kind = plan.kind
    if kind == "tree" and not plan.task.to:
        raise ConfigError(
            f"{plan.output}: what is it to be? name it .jsonl, .jsonl.gz, .jsonl.zst or .parquet, or give --to FORMAT "
            "for a folder of files"
        )
    suffix = os.path.splitext(plan.output or "")[1].lower()
    if kind == "parquet" and suffix in COMPRESSIONS:
        raise ConfigError(f"{plan.output}: Parquet is compressed within: name it .parquet")
    if kind == "jsonl" and suffix in COMPRESSIONS and COMPRESSIONS[suffix] not in ("gzip", "zstd"):
        raise ConfigError(f"{plan.output}: JSON Lines are written plain, .gz or .zst")
    if plan.output:
        _refuse_inputs(plan.arguments, os.path.realpath(plan.output), kind)
    return plan._replace(part_size=plan.part_size or PART_SIZES[kind])


def _refuse_inputs(arguments: Iterable[str], output: str, kind: str) -> None:
    """Raise ConfigError where the output would replace an input."""
    own = (output, output + PARTIAL, output + SUFFIX)
    for argument in arguments:
        glob = is_pattern(argument)
        source = os.path.realpath(fixed_root(argument) if glob else argument)
        if source in own and (kind != "jsonl" or not glob):
            raise ConfigError(f"{argument}: is an input and cannot be the output too")
        if source.startswith(tuple(folder + os.sep for folder in own)):
            raise ConfigError(f"{argument}: lies in the output folder; choose another")


def is_there(plan: Plan, *, resume: bool, force: bool) -> bool:
    """Whether a run that is to be resumed is done already. Raises ConfigError for what must not be replaced."""
    if force or plan.whole is None or plan.journal is None:
        return False
    if os.path.exists(plan.whole + PARTIAL) and not os.path.exists(plan.journal):
        raise ConfigError(
            f"{plan.whole}{PARTIAL}: belongs to no run that can be resumed, as it has no journal; remove it, or --force"
        )
    if os.path.exists(plan.journal):
        if not resume:
            raise ConfigError(
                f"{plan.output}: a run that stopped left it unfinished: --resume goes on, --force starts anew"
            )
        return False
    if os.path.lexists(plan.whole):
        if not resume:
            raise ConfigError(f"{plan.output}: exists already: add --force to replace it")
        return True
    if plan.kind == "tree" and plan.output and os.path.isdir(plan.output) and os.listdir(plan.output):
        raise ConfigError(f"{plan.output}: holds files already: --force writes among them")
    return False


def opened_journal(plan: Plan, *, force: bool) -> Journal:
    """The journal of the output, which nobody else has open; with ``force`` a new one, for a new output.

    What is to be replaced is there until the new is whole. Raises ConfigError where it must not be.
    """
    path = plan.journal
    if path and plan.whole and force:
        if os.path.exists(path):
            remove_journal(path)
        refuse_others(plan.whole)
        remove_partial(plan.whole)
    if path:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
    return Journal(path, plan.asked)


def of_its_day(plan: Plan, journal: Journal) -> Plan:
    """The plan with dates judged by the day on which the run began, and results in the form of its output."""
    day = date.fromisoformat(journal.remembered("day", datetime.now(UTC).date().isoformat()))
    return plan._replace(task=plan.task._replace(today=day, typed=plan.kind == "parquet"))


def _output(plan: Plan, journal: Journal) -> Output:
    path = plan.output and os.path.normpath(plan.output)
    if not path:
        return Stream(sys.stdout.buffer, on_terminal=sys.stdout.isatty())
    if plan.kind == "parquet":
        return Parquet(path)
    if plan.kind == "tree":
        assert plan.task.to
        return Tree(path, plan.task.to, journal)
    return JsonLines(path)


class _Run:
    """A run from where its journal is to the end."""

    def __init__(
        self, plan: Plan, journal: Journal, summary: Summary, told_of: Callable[[Summary], None] | None
    ) -> None:
        self._plan = plan
        self._journal = journal
        self._told_of = told_of or tell_nobody
        self.summary = summary
        self.has_written = False

    def finish(self, output: Output, checkpoint: Checkpoint) -> None:
        """Do the work that is left after a checkpoint; the summary counts it with what was done before."""
        self._told_of(self.summary)
        output.resume(checkpoint.output)
        if not checkpoint.done:
            self._work(output, checkpoint.place)
        output.finish()
        self._journal.remove()

    def _work(self, output: Output, place: InputPlace | None) -> None:
        plan = self._plan
        stream = items(plan.arguments, plan.reading, place, self._passed_over())
        limit = None if plan.reading.limit is None else plan.reading.limit - self.summary.documents
        packed_items = packs(stream, plan.part_size or PART_SIZES[plan.kind], limit)
        worked = work(packed_items, lambda pack: pack.batch, plan.task, workers=plan.workers, timeout=plan.timeout)
        with closing(worked) as results:  # type: ignore[type-var]
            for pack, result in results:
                self.has_written = True
                self.summary.add(output.write(pack.items, result), sum(item.read for item in pack.items))
                place = pack.items[-1].place
                if pack.ends_part:
                    self._save(output, place)
                self._told_of(self.summary)
        self._save(output, place, is_end=True)

    def _save(self, output: Output, place: InputPlace | None, *, is_end: bool = False) -> None:
        self._journal.save(Checkpoint(place, output.checkpoint(), self.summary.counts(), is_end))

    def _passed_over(self) -> frozenset[str]:
        """What is not to be read although it lies among the inputs: the output itself."""
        if not self._plan.output:
            return frozenset()
        path = os.path.realpath(self._plan.output)
        return frozenset({path, path + PARTIAL, path + SUFFIX})


def tell_nobody(_: Summary) -> None:
    """Take note of nothing."""


def packs(stream: Iterable[Item], part_size: int, limit: int | None = None) -> Iterator[Pack]:
    """Documents in packs of a handful; no pack holds documents of two parts, so that a part is always packed alike."""
    pending: list[Item] = []
    size = in_part = part_bytes = 0
    failures: list[Exception] = []
    for item in until_failure(stream if limit is None else islice(stream, limit), failures):
        pending.append(item)
        length = len(item.document.data or b"")
        size, part_bytes, in_part = size + length, part_bytes + length, in_part + 1
        ends_part = in_part >= part_size or part_bytes >= _PART_BYTES
        if ends_part or len(pending) >= _BATCH or size >= _BATCH_BYTES:
            yield _pack(pending, ends_part)
            pending, size = [], 0
        if ends_part:
            in_part = part_bytes = 0
    if pending:
        yield _pack(pending, False)
    if failures:
        raise failures[0]


def _pack(pending: list[Item], ends_part: bool) -> Pack:
    batch = documents_batch([item.document for item in pending])
    # The content is in the batch now, once.
    return Pack(batch, [item._replace(document=item.document._replace(data=None)) for item in pending], ends_part)
