"""Why each line of a text became what it is, for ``artfmt convert --explain``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from artfmt.formats.text.reader import article_of, short, stories
from artfmt.language.labels import Labels
from artfmt.reading.document import Report
from artfmt.reading.roles import why
from artfmt.source.source import Source


def explain(source: Source, labels: Mapping[str, str] | None = None) -> Iterator[str]:
    """What each line was read as and why, for ``artfmt convert --explain``: a line of output for each.

    Raises ReadError where the text holds no article.
    """
    report = Report(source.name, Labels.of(labels or {}))
    for story in stories(source, report):
        article_of(story, report)
        for index, (line, role) in enumerate(zip(story.lines, story.labelled.roles, strict=True)):
            because = why(story.labelled, index, story.features[index])
            yield f"{source.name}:{line.number}: {role} ({because}): {short(line.text)}"
