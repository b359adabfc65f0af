"""A baseline: the findings that an old repository has and forgives, so that only new ones fail.

A file of JSON that counts, for each file and rule, how often each message is forgiven; lines may come and go. A
finding that is mended stays forgiven until the baseline is written anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable

from artfmt.checking.results import Result
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.errors import ConfigError
from artfmt.source.files import read_small, shown_path

VERSION = 1
_MOST_BYTES = 100_000_000


class Baseline:
    """What is forgiven, by path from the baseline's folder, rule and message."""

    def __init__(self, folder: str, counts: Counter[tuple[str, str, str]] | None = None) -> None:
        self._folder = folder
        self._left: Counter[tuple[str, str, str]] = counts or Counter()

    @classmethod
    def load(cls, path: str, *, by_user: bool = False) -> Baseline:
        """The baseline in a file, named ``by_user`` or by a configuration. Raises ConfigError where it is none."""
        try:
            data = json.loads(read_small(path, _MOST_BYTES, by_user=by_user))
            counts = Counter(
                {
                    (where, rule, message): int(count)
                    for where, rules in data["findings"].items()
                    for rule, messages in rules.items()
                    for message, count in messages.items()
                }
            )
        except OSError as error:
            raise ConfigError(
                f"{path}: cannot be read: {error.strerror}; artfmt check --write-baseline makes it"
            ) from None
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise ConfigError(f"{path}: is not a baseline; artfmt check --write-baseline writes a new one") from None
        if data.get("version") != VERSION:
            raise ConfigError(
                f"{path}: is a baseline of another version; artfmt check --write-baseline writes a new one"
            )
        return cls(os.path.dirname(os.path.abspath(path)), counts)

    def new(self, result: Result, locked: Collection[str] = ()) -> Result:
        """A result without what is forgiven; each forgiveness counts once, and of ``locked`` rules none."""
        findings = result.findings
        return result._replace(findings=[one for one in findings if one.rule in locked or not self._forgives(one)])

    def _forgives(self, finding: Diagnostic) -> bool:
        key = self._key(finding)
        if not self._left[key]:
            return False
        self._left[key] -= 1
        return True

    def renewed(self, results: Iterable[Result]) -> Baseline:
        """A baseline that forgives what was found, and in files that were not checked what this one does."""
        results = list(results)
        paths = {shown_path(finding.path, self._folder) for finding in results}
        counts = Counter({key: count for key, count in self._left.items() if self._keeps(key[0], paths)})
        counts.update((self._key(finding)) for result in results for finding in result.findings)
        return Baseline(self._folder, counts)

    def text(self) -> str:
        """The text of the baseline's file."""
        tree: dict[str, dict[str, dict[str, int]]] = {}
        for (path, rule, message), count in self._left.items():
            if count:
                tree.setdefault(path, {}).setdefault(rule, {})[message] = count
        return json.dumps({"version": VERSION, "findings": tree}, indent=1, sort_keys=True) + "\n"

    def _keeps(self, path: str, paths: set[str]) -> bool:
        return path not in paths and os.path.exists(os.path.join(self._folder, path))

    def _key(self, finding: Diagnostic) -> tuple[str, str, str]:
        return shown_path(finding.path, self._folder), finding.rule, finding.message
