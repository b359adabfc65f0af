"""Batches on Ray (https://www.ray.io): for ``artfmt batch --engine ray``, and for pipelines that use Ray Data already.

A run is divided into units, a file that holds many documents or some hundred of single ones. Each is read, worked on
and written by one task, as a file of its own that gets its name when it is whole: a unit that is lost with its node is
done again by another, and nothing is written twice. All nodes must see inputs and output under the same paths.
"""

from __future__ import annotations

import json
import logging
import os
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from artfmt.batch.containers import SINGLE, Container
from artfmt.batch.inputs import files, items_of
from artfmt.batch.isolated import as_documents, process_apart
from artfmt.batch.journal import Checkpoint
from artfmt.batch.outputs import PARTIAL, JsonLines, ParquetFile, replace
from artfmt.batch.process import Task
from artfmt.batch.rows import Fields
from artfmt.batch.run import Plan, checked, done_already, is_there, of_its_day, opened_journal, packs, tell_nobody
from artfmt.batch.summary import Summary
from artfmt.batch.workers import DEFAULT_TIMEOUT
from artfmt.source.errors import ConfigError
from artfmt.source.files import told

_SINGLES = 256  # documents in a unit of such that have a file each
_MOST_TASKS = 4096
_NO_PARTS = 1 << 62


def process(
    dataset: Any,
    task: Task | None = None,
    fields: Fields | None = None,
    *,
    format: str | None = None,
    timeout: float | None = DEFAULT_TIMEOUT,
) -> Any:
    """The results of the documents of a dataset, as another (``ray.data.Dataset``).

    ``dataset`` has the columns of ``DOCUMENTS``, or those that ``fields`` names; ``task`` is what is to be done with
    each document, ``format`` that of all; ``timeout`` is in seconds a document. The rows have the columns of
    ``results_schema``.
    """
    return dataset.map_batches(
        _process_table,
        fn_args=(task or Task(), fields, format, timeout),
        batch_format="pyarrow",
        batch_size=None,
        zero_copy_batch=True,
    )


def _process_table(
    table: Any, task: Task, fields: Fields | None, format: str | None, timeout: float | None
) -> Iterator[Any]:
    import pyarrow as pa

    for results in process_apart(as_documents(table.to_batches(), fields, format), task, timeout):
        yield pa.Table.from_batches([results])


class _Unit(NamedTuple):
    """What one task does: its number, and the files that it reads."""

    number: int
    containers: list[Container]


def run(
    plan: Plan,
    address: str | None = None,
    *,
    resume: bool = False,
    force: bool = False,
    told_of: Callable[[Summary], None] | None = None,
) -> Summary:
    """Do on a Ray cluster what ``artfmt.batch.run.run`` does on this machine; ``address`` is the cluster's.

    The output is a folder of files, one for each unit, whatever the format. Raises ConfigError where the work cannot be
    done.
    """
    plan = checked(plan._replace(engine="ray"))
    told_of = told_of or tell_nobody
    if plan.kind == "tree" or plan.output is None:
        raise ConfigError("with --engine ray the output is a folder of files: --output NAME.parquet or NAME.jsonl.zst")
    if plan.reading.limit:
        raise ConfigError("--limit counts documents in their order, which --engine ray has not: use --shard")
    if is_there(plan, resume=resume, force=force):
        return Summary()
    with opened_journal(plan, force=force) as journal:
        if all_done := done_already(plan, journal):
            return all_done
        plan = of_its_day(plan, journal)
        checkpoint = journal.checkpoint
        summary = Summary(checkpoint.counts if checkpoint else None)
        told_of(summary)
        output = os.path.realpath(plan.output or "")
        folder = output + PARTIAL
        try:
            os.makedirs(folder, exist_ok=True)
            for number, counts in _done(plan, folder, journal.names(), address):
                journal.take(str(number))
                summary.merge(counts)
                journal.save(Checkpoint(None, "", summary.counts()))
                told_of(summary)
            for name in os.listdir(folder):
                if name.endswith(PARTIAL):  # of a task that was lost
                    os.unlink(os.path.join(folder, name))
            journal.save(Checkpoint(None, "", summary.counts(), done=True))
            replace(folder, output)
        except OSError as error:
            raise ConfigError(f"{plan.output}: cannot be written: {told(error)}") from None
        journal.remove()
    return summary


def _done(plan: Plan, folder: str, numbers: set[str], address: str | None) -> Iterator[tuple[int, dict[str, Any]]]:
    """The number of each unit that was not done yet, as it is done now, and its counts."""
    import ray

    open_units = [unit for unit in _units(plan) if str(unit.number) not in numbers]
    if not open_units:
        return
    if not ray.is_initialized():
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except (ConnectionError, RuntimeError) as error:
            raise ConfigError(f"the Ray cluster {address or 'of this machine'} cannot be had: {error}") from None
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = context.enable_operator_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    rows = [{"number": some_unit.number, "containers": json.dumps(some_unit.containers)} for some_unit in open_units]
    units = ray.data.from_items(rows, override_num_blocks=min(len(rows), _MOST_TASKS))
    # A task that is lost with its node is tried again for as long as it takes: Ray Data's own default.
    tasks = units.map(partial(_do_unit, plan=plan, folder=folder), num_cpus=1)
    for row in tasks.iter_rows():
        yield row["number"], json.loads(row["counts"])


def _units(plan: Plan) -> Iterator[_Unit]:
    assert plan.output
    path = os.path.realpath(plan.output)
    sources, _ = files(plan.arguments, plan.reading, {path, path + PARTIAL})
    number = 0
    singles: list[Container] = []
    for container in sources:
        container = container._replace(path=os.path.abspath(container.path))
        if container.kind == SINGLE:
            singles.append(container)
        if singles and (container.kind != SINGLE or len(singles) == _SINGLES):
            yield _Unit(number, singles)
            number, singles = number + 1, []
        if container.kind != SINGLE:
            yield _Unit(number, [container])
            number += 1
    if singles:
        yield _Unit(number, singles)


def _do_unit(row: dict[str, Any], plan: Plan, folder: str) -> dict[str, Any]:
    """Read, work on and write one unit; its counts."""
    reading = plan.reading
    stream = items_of((Container(*container) for container in json.loads(row["containers"])), reading)
    if reading.shard:
        shard, of = reading.shard
        stream = (item for item in stream if item.place.number % of == shard % of)
    suffix = ".parquet" if plan.kind == "parquet" else _suffixes(plan.output or "")
    path = os.path.join(folder, f"part-{row['number']:05}{suffix}")
    partial = f".{uuid.uuid4().hex}{PARTIAL}"
    file: ParquetFile | JsonLines = ParquetFile(path, partial) if suffix == ".parquet" else JsonLines(path, partial)
    summary = Summary()
    for pack in packs(stream, _NO_PARTS):
        for results in process_apart([pack.batch], plan.task, plan.timeout):
            file.write(results) if isinstance(file, ParquetFile) else file.write(pack.items, results)
            summary.add(results, 0)
        summary.read += sum(item.read for item in pack.items)
    file.finish()
    return {"number": row["number"], "counts": json.dumps(summary.counts())}


def _suffixes(path: str) -> str:
    """What the name of a file of JSON Lines ends with: ".jsonl.zst"."""
    stem, suffix = os.path.splitext(path)
    return suffix if suffix.lower() in (".jsonl", ".ndjson") else os.path.splitext(stem)[1] + suffix
