"""Why each line of a text became what it is, for ``artfmt convert --explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from artfmt.formats.text.reader import article_of, stories
from artfmt.formats.text.trace import Trace
from artfmt.language.labels import Labels
from artfmt.reading.document import Report
from artfmt.source.source import Source

_SHOWN = 60


def explain(source: Source, labels: Mapping[str, str] | None = None) -> Iterator[str]:
    """What each line was read as and why, for ``artfmt convert --explain``: a line of output for each.

    Raises ReadError where the text holds no article.
    """
    report = Report(source.name, Labels.of(labels or {}))
    trace = Trace(remembers=True)
    for story in stories(source, report, trace):
        article_of(story, report, trace)
    for decision in sorted(trace.decisions, key=lambda line_decision: line_decision.lines[0].number):
        for line in decision.lines:
            words = line.text if len(line.text) <= _SHOWN else f"{line.text[: _SHOWN - 1].rstrip()}…"
            yield f"{source.name}:{line.number}: {decision.role} ({decision.why}): {words}"
