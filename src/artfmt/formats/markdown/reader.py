"""Markdown: CommonMark 0.31 and GFM tables under YAML (or TOML) front matter, as artfmt writes it or as people do.

The front matter is parted from the body and read (``front_matter``); the body's tokens, from markdown-it-py, are
read into a run of section starts and blocks (``body``, ``inline``), and the run is assembled into sections.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from artfmt.formats.markdown.body import read_body
from artfmt.formats.markdown.front_matter import prose_read, read_front_matter
from artfmt.model.article import Article
from artfmt.reading.document import Report
from artfmt.reading.places import PlaceTree
from artfmt.reading.sections import assemble
from artfmt.reading.structured import article_of
from artfmt.source.controls import without_controls
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from artfmt.source.source import Source

_FILLER = [{"blocks": [{"type": "paragraph", "content": [{"text": "x"}]}]}]


def read(source: Source, report: Report) -> Article:
    """The article that a Markdown text holds.

    The headline is that of the front matter, or else the first heading. Raises ReadError, with line and column,
    where the front matter is not a mapping or breaks the schema, and where there is no headline or no body.
    """
    text = without_controls(source.text)
    if not text.strip():
        raise ReadError("is empty: an article needs a headline and at least one paragraph")
    front = read_front_matter(text, report)
    body = read_body(front.rest, front.rest_line, report, front.data.get("headline"))
    data: dict[str, Any] = {"version": "1.0", "type": "article", **prose_read(front, report, body.labels)}
    if "headline" not in data and (headline := body.headline or report.headline):
        data["headline"] = headline
    if "headline" not in data and not front.data:
        raise ReadError("has no headline: put headline: into the front matter, or start with a # heading", line=1)
    sections = assemble(body.flow, report)
    front.places.at = front.places.at or Location(1)
    footnotes = [{"id": footnote.id, "content": _FILLER[0]["blocks"][0]["content"]} for footnote in body.footnotes]
    article = article_of({**data, "footnotes": footnotes, "body": _FILLER}, front.places, "markdown", source.name)
    if not sections:
        raise ReadError(
            "has no body: put at least one paragraph beneath the front matter", line=max(1, front.rest_line)
        )
    article = replace(article, body=sections, footnotes=body.footnotes)
    report.locate = _locate(article, report, front.places)
    return article


def _locate(article: Article, report: Report, front: PlaceTree[Location]) -> Callable[[str], Location | None]:
    parts: dict[str, Location] = {}

    def locate(pointer: str) -> Location | None:
        if not parts:
            parts.update({**report.places(article), "": Location(1)})
        while pointer:
            in_front = None if pointer.startswith("/body") else front.exactly(pointer)
            if place := in_front or parts.get(pointer):
                return place
            pointer = pointer.rpartition("/")[0]
        return parts[""]

    return locate
