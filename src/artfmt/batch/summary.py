"""What a run tells at its end, and as it goes: counts, rate, the commonest errors and findings with an example each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MOST_KINDS = 1000
_COMMONEST = 10
_OTHERS = "others"
_CHANGING = re.compile(r"\"[^\"]*\"|'[^']*'|[0-9][0-9,.]*")


class Summary:
    """Counts of a run, which a journal can keep.

    ``documents`` have a result, ``errors`` of them no article; ``failing`` counts findings that are errors or warnings,
    ``read`` the bytes of the input.
    """

    def __init__(self, counts: dict[str, Any] | None = None) -> None:
        counts = counts or {}
        self.documents: int = counts.get("documents", 0)
        self.errors: int = counts.get("errors", 0)
        self.failing: int = counts.get("failing", 0)
        self.read: int = counts.get("read", 0)
        # What was told, how often, and of which document first.
        self._told: dict[str, dict[str, list[Any]]] = counts.get("told", {"errors": {}, "findings": {}})

    def __repr__(self) -> str:
        return f"Summary(documents={self.documents}, errors={self.errors}, failing={self.failing}, read={self.read})"

    def counts(self) -> dict[str, Any]:
        """The counts as plain data."""
        return {
            "documents": self.documents,
            "errors": self.errors,
            "failing": self.failing,
            "read": self.read,
            "told": self._told,
        }

    def add(self, results: Any, bytes_read: int) -> None:
        """Count the results (a record batch) of what was so many bytes of the input."""
        self.read += bytes_read
        self.documents += results.num_rows
        names = [name for name in ("id", "findings", "error") if name in results.schema.names]
        for row in results.select(names).to_pylist():
            error = row["error"]
            if error:
                self.errors += 1
                self._count("errors", f"{error['kind']}: {_CHANGING.sub('…', error['message'])}", row["id"])
            for finding in row["findings"] or ():
                self.failing += finding["severity"] in ("error", "warning")
                self._count("findings", finding["rule"], row["id"])

    def merge(self, counts: dict[str, Any]) -> None:
        """Add the counts of another part of the run, which comes after this one."""
        other = Summary(counts)
        self.documents += other.documents
        self.errors += other.errors
        self.failing += other.failing
        self.read += other.read
        for what, kinds in other._told.items():
            for name, (number, example) in kinds.items():
                self._count(what, name, example, number)

    def _count(self, what: str, name: str, example: str, number: int = 1) -> None:
        kinds = self._told[what]
        if name not in kinds and len(kinds) >= _MOST_KINDS:
            name = _OTHERS
        kinds.setdefault(name, [0, example])[0] += number

    def lines(self, rate: float) -> Iterator[str]:
        """The summary for people; ``rate`` is in documents a second."""
        yield f"{counted(self.documents, 'document')}, {counted(self.errors, 'error')}, {rate:,.1f} a second"
        for what, kinds in self._told.items():
            ranking = sorted(kinds.items(), key=lambda pair: (-pair[1][0], pair[0]))
            if ranking:
                yield f"the commonest {what}:"
            for name, (number, example) in ranking[:_COMMONEST]:
                yield f"  {number:,} x {name} (as {example})"


def counted(number: int, thing: str) -> str:
    """So many of a thing, in words."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
