"""Checking many files: each by the configuration above it, from the cache where it was seen before, on all cores."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from artfmt.checking.articles import why_none
from artfmt.checking.cache import Cache, Seen, key_of
from artfmt.checking.config import Configs
from artfmt.checking.cores import cores
from artfmt.checking.presets import OF_FILES
from artfmt.checking.results import Problem, Result, decode, encode
from artfmt.checking.settings import Settings
from artfmt.checking.suppressions import Suppression, forgive
from artfmt.rules.core.entries import COMPARING, Entries
from artfmt.source.diagnostics import Diagnostic, in_order
from artfmt.source.errors import ArtfmtError, ConfigError, fault

if TYPE_CHECKING:
    from concurrent.futures import Future

    from artfmt.checking.pool import Pool
    from artfmt.checking.worker import Ended
    from artfmt.source.files import Input

_BATCH = 64  # files that a worker gets at once
_PAYS_FROM = 100  # files; below, starting workers takes longer than they save
_UNJUDGED = Settings("none")
_AHEAD = 3  # batches a worker
_SETTLES = 2.0  # seconds: the coarsest clock of a file system that is in use (FAT)


class _Job(NamedTuple):
    """One file to check.

    ``kept`` tells that a cache is to keep what comes of it, ``may_be_none`` that it need not be an article,
    ``by_house`` that the house's patterns name it.
    """

    input: Input
    settings: Settings
    format: str | None
    schema_only: bool
    kept: bool
    may_be_none: bool = False
    by_house: bool = False


class _Done(NamedTuple):
    """What came of one job: a record, the problems, or why the file is no article.

    ``key`` is that of a record which a cache may keep, ``seen`` the file that had it, where the cache does not know.
    """

    record: str
    key: bytes | None = None
    seen: Seen | None = None
    is_new: bool = False
    problems: tuple[Problem, ...] = ()
    why_none: str | None = None


class Gate:
    """A run over many files.

    ``format`` is that of all of them, told by suffix and content if left out; ``schema_only`` leaves out all but
    what breaks the schema; ``jobs`` is the number of processes, as many as there are cores if left out;
    ``strict_inputs`` takes every file for an article, whatever it holds.
    """

    def __init__(
        self,
        configs: Configs,
        *,
        format: str | None = None,
        schema_only: bool = False,
        cache: Cache | None = None,
        jobs: int | None = None,
        strict_inputs: bool = False,
    ) -> None:
        self._configs = configs
        self._strict_inputs = strict_inputs
        self._format = format
        self._schema_only = schema_only
        self._cache = cache
        self._jobs = jobs or cores()
        self._entries = Entries()
        self._suppressions: dict[str, list[Suppression]] = {}
        self._pool: Pool[list[_Job], list[_Done]] | None = None

    def run(self, inputs: Sequence[Input], beside: Sequence[Input] = ()) -> Iterator[Result]:
        """The result of each file in the order of ``inputs``, then what the rules that compare articles say of some.

        ``beside`` are files that are only compared with. Raises ConfigError where a configuration is broken.
        """
        try:
            for slot in self._slots(inputs):
                for job, outcome in slot:
                    yield self._result(job, outcome)
                if self._cache:
                    self._cache.save()
            for slot in self._slots(beside, is_judged=False):
                for job, outcome in slot:
                    self._result(job, outcome)
            yield from self._compared()
        finally:
            if self._pool:
                self._pool.close()

    def _slots(self, inputs: Sequence[Input], *, is_judged: bool = True) -> Iterator[list[tuple[_Job, _Done]]]:
        """The jobs in batches, in order, each with what came of it; some batches are worked on ahead."""
        ahead: deque[Callable[[], list[tuple[_Job, _Done]]]] = deque()
        for start in range(0, len(inputs), _BATCH):
            jobs = [self._job(input, is_judged=is_judged) for input in inputs[start : start + _BATCH]]
            ahead.append(self._begin(jobs, many=len(inputs) >= _PAYS_FROM))
            if len(ahead) > self._jobs * _AHEAD:
                yield ahead.popleft()()
        while ahead:
            yield ahead.popleft()()

    def _begin(self, jobs: Sequence[_Job], *, many: bool) -> Callable[[], list[tuple[_Job, _Done]]]:
        """Begin a batch; what is returned waits for its end."""
        records = self._remembered(jobs)
        rest = [job for job, record in zip(jobs, records, strict=True) if record is None]
        future: Future[list[_Done]] | None = None
        if many and self._jobs > 1 and len(rest) > _BATCH // 4:
            future = self._workers().begin(rest)

        def end() -> list[tuple[_Job, _Done]]:
            results = iter(future.result() if future else map(_check, rest))
            return [(job, record or next(results)) for job, record in zip(jobs, records, strict=True)]

        return end

    def _workers(self) -> Pool[list[_Job], list[_Done]]:
        if self._pool is None:
            from artfmt.checking.pool import Pool

            self._pool = Pool(_Checking(), self._jobs, fork=True)
        return self._pool

    def _job(self, input: Input, *, is_judged: bool) -> _Job:
        settings = self._settings_for(input.path) if is_judged else _UNJUDGED
        may_be_none = not (self._strict_inputs or self._format or self._schema_only or input.data is not None)
        config = self._configs.of(input.path)
        by_house = may_be_none and config.names(input.path)
        may_be_none = may_be_none and not config.names_alone(input.path)
        keeps = self._cache is not None and not any(settings.has(name, on_by_default=False) for name in OF_FILES)
        return _Job(input, settings, self._format, self._schema_only, keeps, may_be_none, by_house)

    def _settings_for(self, path: str) -> Settings:
        return self._configs.settings_for(path)

    def _remembered(self, jobs: Sequence[_Job]) -> list[_Done | None]:
        """What the cache has of each job: of a file that lies there unchanged, else of its content."""
        cache = self._cache
        if cache is None or cache.is_empty:
            return [None] * len(jobs)
        files = [_seen(job) for job in jobs]
        unchanged = cache.unchanged(filter(None, files))
        keys = [
            unchanged[file.file] if file and file.file in unchanged else _content_key(job)
            for file, job in zip(files, jobs, strict=True)
        ]
        records = cache.get(filter(None, keys))
        return [
            _Done(records[key], key, None if file and file.file in unchanged else file)
            if key and key in records
            else None
            for key, file in zip(keys, files, strict=True)
        ]

    def _result(self, job: _Job, outcome: _Done) -> Result:
        path = job.input.path
        if job.input.passed_over:
            return Result(path, [])
        if not outcome.record:
            return Result(path, [], outcome.problems, why_none=outcome.why_none)
        try:
            record = decode(outcome.record, path)
        except ValueError:  # a damaged record of the cache
            return self._result(job, _check(job))
        if self._cache and outcome.key and not outcome.problems:
            if outcome.is_new:
                self._cache.put(outcome.key, outcome.record)
            if outcome.seen:
                self._cache.see(outcome.seen, outcome.key)
        if record.entry:
            self._entries.add(record.entry._replace(asked=job.settings is not _UNJUDGED))
        if record.suppressions:
            self._suppressions[path] = record.suppressions
        return Result(path, forgive(record.findings, record.suppressions, job.settings), outcome.problems)

    def _compared(self) -> Iterator[Result]:
        """What the rules that compare articles say, one result a file."""
        by_path: dict[str, list[Diagnostic]] = {}
        if len(self._entries) > 1 and not self._schema_only:
            from artfmt.checking.across import compare

            for finding in compare(self._entries, self._settings_for):
                by_path.setdefault(finding.path, []).append(finding)
        for path in sorted(by_path):
            suppressions = [finding for finding in self._suppressions.get(path, []) if finding.rule in COMPARING]
            if open_findings := forgive(by_path[path], suppressions, self._settings_for(path)):
                yield Result(path, open_findings)


def in_file_order(results: Iterable[Result]) -> Iterator[Result]:
    """The results of a run, with what the rules that compare articles say of a file among its other findings."""
    by_path: dict[str, Result] = {}
    for result in results:
        before = by_path.get(result.path)
        if before:
            findings, problems = [*before.findings, *result.findings], (*before.problems, *result.problems)
            result = before._replace(findings=in_order(findings), problems=problems)
        by_path[result.path] = result
    yield from by_path.values()


class _Checking(NamedTuple):
    """What the workers of a run do with lists of jobs (``artfmt.checking.pool.Work``)."""

    def prepare(self) -> None:
        import artfmt.checking.document  # noqa: F401
        from artfmt.model.schema import is_valid
        from artfmt.rules import all_rules

        list(all_rules())
        is_valid({})

    def do(self, jobs: list[_Job], begin: Callable[[], None]) -> list[_Done]:
        results = []
        for job in jobs:
            begin()
            results.append(_check(job))
        return results

    def failed(self, _: list[_Job], __: Ended) -> list[_Done]:
        return [_failed("checking it ended the process; this is a fault of artfmt: please tell us")]

    def joined(self, parts: Sequence[list[_Done]]) -> list[_Done]:
        return [*chain.from_iterable(parts)]

    def encode(self, content: list[_Job] | list[_Done]) -> bytes:
        import pickle

        return pickle.dumps(content)

    def decode(self, content: bytes) -> Any:
        import pickle

        return pickle.loads(content)  # noqa: S301


def _key(job: _Job, status: bytes) -> bytes:
    """The key of what is asked of a job and something told of its file."""
    suffix = os.path.splitext(job.input.path)[1].lower()
    demands = f"{job.format} {suffix} {job.schema_only} {job.may_be_none} {job.by_house}".encode()
    before = repr(job.input.before).encode() if job.input.before else b""
    return key_of(demands, job.settings.digest, before, status)


def _content_key(job: _Job) -> bytes | None:
    """The key of what is told of a file's content; None where it cannot be read, which the work will tell."""
    try:
        return _key(job, job.input.content())
    except ConfigError:
        return None


def _seen(job: _Job) -> Seen | None:
    """A job's file as it lies there, as Git's index has it.

    None where that says nothing: it was changed just now, and may be again within one tick of the clock.
    """
    if job.input.data is not None:
        return None
    try:
        status_of_file = os.stat(job.input.path)
    except OSError:
        return None
    if time.time() - max(status_of_file.st_mtime, status_of_file.st_ctime) < _SETTLES:
        return None
    status = b"%d %d %d" % (status_of_file.st_size, status_of_file.st_mtime_ns, status_of_file.st_ctime_ns)
    return Seen(_key(job, b"%d %d" % (status_of_file.st_dev, status_of_file.st_ino)), status)


def _check(job: _Job) -> _Done:
    from artfmt.checking.document import check_source
    from artfmt.source.source import Source

    path = job.input.path
    file = _seen(job) if job.kept else None  # before it is read: what changes in between is another's
    try:
        content = job.input.content()
        if job.may_be_none and (why := _why_none(job, path, content)) and not _was_held(job):
            return _Done("", why_none=why)
        record = check_source(
            Source(content, path), job.format, job.settings, schema_only=job.schema_only, before=job.input.before
        )
    except ArtfmtError as error:
        return _failed(str(error).removeprefix(f"{path}: "))
    except Exception as error:  # one file must not take the run with it
        return _failed(fault(error))
    key = _key(job, content) if job.kept and not record.volatile else None
    return _Done(encode(record), key, file, True, tuple(map(Problem, record.faults)))


def _why_none(job: _Job, path: str, content: bytes) -> str | None:
    return why_none(path, content, job.settings.ignore_if, by_house=job.by_house)


def _was_held(job: _Job) -> bool:
    """Whether rules are locked for a file that was an article before it was changed, whatever it says of itself now."""
    before = job.input.before
    if not job.settings.locked or before is None:
        return False
    return _why_none(job, before.renamed_from or job.input.path, before.content) is None


def _failed(message: str) -> _Done:
    return _Done("", problems=(Problem(message),))
