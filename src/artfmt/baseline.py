"""A baseline: the findings that an old repository has and forgives, so that only new ones fail.

A file of JSON that counts, for each file and rule, how often each message is forgiven; lines may come and go. A
finding that is mended stays forgiven until the baseline is written anew.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable

from artfmt.diagnostics import Diagnostic
from artfmt.errors import ConfigError
from artfmt.records import Result
from artfmt.reporters import shown_path

VERSION = 1


class Baseline:
    """What is forgiven, by path from the baseline's folder, rule and message."""

    def __init__(self, folder: str, counts: Counter[tuple[str, str, str]] | None = None) -> None:
        self._folder = folder
        self._left: Counter[tuple[str, str, str]] = counts or Counter()

    @classmethod
    def load(cls, path: str) -> Baseline:
        """The baseline in a file. Raises ConfigError where it is none."""
        try:
            with open(path, encoding="utf-8") as file:
                data = json.load(file)
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
        except (ValueError, TypeError, KeyError, AttributeError):
            raise ConfigError(f"{path}: is no baseline; artfmt check --write-baseline makes it anew") from None
        if data.get("version") != VERSION:
            raise ConfigError(f"{path}: is a baseline of another version; artfmt check --write-baseline makes it anew")
        return cls(os.path.dirname(os.path.abspath(path)), counts)

    def new(self, result: Result) -> Result:
        """A result without what is forgiven; each forgiveness counts once."""
        return result._replace(findings=[each for each in result.findings if not self._forgives(each)])

    def _forgives(self, finding: Diagnostic) -> bool:
        key = (shown_path(finding.path, self._folder), finding.rule, finding.message)
        if not self._left[key]:
            return False
        self._left[key] -= 1
        return True


def baseline_text(results: Iterable[Result], folder: str) -> str:
    """The text of a baseline in a folder that forgives all that was found."""
    found: dict[str, dict[str, Counter[str]]] = {}
    for result in results:
        for each in result.findings:
            rules = found.setdefault(shown_path(each.path, folder), {})
            rules.setdefault(each.rule, Counter())[each.message] += 1
    return json.dumps({"version": VERSION, "findings": found}, indent=1, sort_keys=True) + "\n"
