"""Runs of markdown-it-py's tokens: which belong together, and what a run shows at its start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from artfmt.formats.markdown.inline import addresses_within, comment_data, read_prose
from artfmt.language.labels import Labels, is_kind
from artfmt.language.typed_labels import tells_labels
from artfmt.model.prose import one_line
from artfmt.model.urls import place_name
from artfmt.reading.document import Report
from artfmt.source.controls import visible
from artfmt.source.location import Location


def groups(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each block of a run starts and ends: an opening token with all up to its closing one, or one alone."""
    start, depth = 0, 0
    for index, token in enumerate(tokens, 1):
        if nesting := token.nesting:
            depth += nesting
        if not depth:
            yield start, index
            start = index


def from_picture_to_picture(children: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens of a paragraph in pieces, each but the first from a picture that starts a line."""
    breaks = ("softbreak", "hardbreak")
    starts = [
        index
        for index, (before, child) in enumerate(pairwise(children), 1)
        if child.type == "image" and before.type in breaks
    ]
    return [children[start:end] for start, end in pairwise((0, *starts, len(children)))]


def figure_start(children: Sequence[Token]) -> tuple[str, int]:
    """What a paragraph that shows something starts with, "image" or "embed", and how many tokens that is."""
    types = [child.type for child in children[:3]]
    if types[:1] == ["image"]:
        return "image", 1
    if types == ["link_open", "image", "link_close"]:
        return "image", 3
    if types == ["link_open", "text", "link_close"] and children[0].attrs.get("href") == children[1].content:
        return "embed", 3
    if types[:1] == ["link_open"]:
        end = next((index for index, child in enumerate(children) if child.type == "link_close"), 0)
        words = "".join(child.content for child in children[1:end])
        if words == children[0].attrs.get("href"):
            return "embed", end + 1
    return "", 0


def first_heading(tokens: Sequence[Token], headline: str | None) -> int:
    """Where the body goes on after the three tokens of a heading that is the headline; 0 where there is none.

    ``headline`` is that of the front matter. Only comments may stand before the heading.
    """
    start = 0
    while start < len(tokens) and tokens[start].type == "html_block" and _is_comment(tokens[start].content):
        start += 1
    if len(tokens) < start + 3 or tokens[start].type != "heading_open":
        return 0
    words = one_line(tokens[start + 1].content)
    is_headline = headline is None or (tokens[start].tag == "h1" and words == one_line(headline))
    return start + 3 if is_headline else 0


def has_labels(tokens: Sequence[Token], labels: Labels) -> bool:
    """Whether some line of a text is surely a label: then a heading of a label's words is one, too."""
    return any(
        tells_labels(
            read_prose(token.children or [], Report(), None).spans, labels, is_heading=before.type == "heading_open"
        )
        for before, token in pairwise(tokens)
        if token.type == "inline"
    )


def _is_comment(html: str) -> bool:
    """Whether HTML is comments alone, none of which says something of the article that follows."""
    return (
        html.lstrip().startswith("<!--")
        and not re.sub(r"<!--.*?(?:-->|\Z)", "", html, flags=re.DOTALL).strip()
        and comment_data(html) in (None, ("", {}))
    )


def section_data(data: dict[str, Any]) -> dict[str, Any]:
    """What a comment may say of a section, and nothing else: its depth, its kind, its label, its id."""
    depth, kind, label = data.get("depth"), data.get("kind"), data.get("label")
    name = data.get("id")
    fields = {
        "depth": depth if type(depth) is int else None,
        "kind": kind if isinstance(kind, str) and is_kind(kind) else None,
        "label": one_line(label) if isinstance(label, str) and visible(label) else None,
        "id": place_name(name) if isinstance(name, str) else None,
    }
    return {name: value for name, value in fields.items() if value is not None}


def tell_unused(definitions: dict[str, Any], tokens: Sequence[Token], lines_above: int, report: Report) -> None:
    """Say which links and pictures are defined that no word leads to."""
    uses = {address for token in tokens for address in addresses_within(token.children or ())}
    defined = [*definitions.get("references", {}).items()]
    defined += [(str(again["label"]), again) for again in definitions.get("duplicate_refs", ())]
    for label, definition in defined:
        if definition["href"] not in uses:
            place = Location(definition["map"][0] + 1 + lines_above)
            words = " ".join(filter(None, (f"[{label}]: {definition['href']}", definition["title"])))
            report.left_out(words, place, "a definition that nothing refers to")
