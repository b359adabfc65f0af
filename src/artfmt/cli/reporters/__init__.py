"""One module for each way of printing findings; reporters only format.

Each has ``report(results, base)``, which yields the report's text piece by piece: ``results`` are those of a run, in
order, and ``base`` is the folder that paths are shown from.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from artfmt.source.files import path_from

if TYPE_CHECKING:
    from artfmt.source.diagnostics import Diagnostic

# name -> what it is for
REPORTERS: dict[str, str] = {
    "text": "for people: path:line:column: severity: message (rule)",
    "json": "for programs; schemas/findings.schema.json describes it",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "annotations of GitHub Actions; chosen by itself there",
    "gitlab": "GitLab's Code Quality report",
    "junit": "JUnit XML, one test case a file",
    "markdown": "a table; in GitHub Actions the job's summary has it by itself",
}


def plain(text: str) -> str:
    """Text as any program can decode it: without halves of surrogate pairs."""
    return text.encode("utf-8", "backslashreplace").decode()


def path_uri(path: str, base: str) -> str:
    """A path as a relative reference (RFC 3986), odd bytes and characters percent-encoded."""
    from urllib.parse import quote

    return quote(os.fsencode(path_from(path, base)).replace(os.sep.encode(), b"/"))


class Fingerprints:
    """A stable name for each finding, that stays when lines above it come and go."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, str, str]] = Counter()

    def of(self, finding: Diagnostic, path: str) -> str:
        """The name of the next finding; the second of two that say the same gets another."""
        return self.named(path, finding.rule, finding.message)

    def named(self, path: str, rule: str, message: str) -> str:
        """The name of the next thing that is said so."""
        from artfmt.source.digests import blake2b

        key = (path, rule, message)
        self._seen[key] += 1
        text = "\0".join((*key, str(self._seen[key])))
        return blake2b(text.encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
