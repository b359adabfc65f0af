"""A post that was read from Markdown, written again: what did not change stays as its author wrote it.

Of the front matter that is each key with its lines, comments and quotes; of the body all of it, where the article has
the same one, else each block. Blocks of which something was left out are written anew, since that may run.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from markdown_it.token import Token

from artfmt.formats.markdown.body import read_body
from artfmt.formats.markdown.dialects import DIALECTS, OWN, Dialect, Entry, spelled
from artfmt.formats.markdown.fields import path_of, says_more
from artfmt.formats.markdown.front_matter import Fenced, data_within, fenced
from artfmt.formats.markdown.inert import is_inert
from artfmt.formats.markdown.writer import (
    body_pieces,
    front_matter_of,
    joined,
    with_front_matter,
    write_body,
    write_dialect,
)
from artfmt.formats.yaml.writer import dump_yaml
from artfmt.model.article import Article, Axiom, Block
from artfmt.reading.document import Document, Report
from artfmt.reading.places import PlaceTree
from artfmt.reading.sections import Start, assemble
from artfmt.source.controls import without_controls
from artfmt.source.location import Location

# An anchor or an alias of YAML ties keys together: none can be written again alone.
_HEADLINE = re.compile(r"\s*# .*(?:\n|\Z)")
# What other tools read: templates, attributes, formulas, HTML, boxes, definitions, and the alignment of columns.
_FOREIGN = re.compile(
    r"\{\{|\{%|\{#|\{[:./]|\{\w+=|\$\$|<[A-Za-z!/?]"
    r"|^[ >]*(?::::|!!!|\?\?\?|\[!|\[\^|:[ \t])|^ *\|?[ :|-]*(?::-|-:)[ :|-]*$",
    re.MULTILINE,
)
_ANCHOR = re.compile(r"(?:[:,\[{-]|\?)[ \t]+[&*][\w-]|<<\s*:")
_LEAVES_OUT = frozenset(("left-out", "html-left-out", "active-element", "active-url"))


class _Chunk(NamedTuple):
    """A key of the source's front matter: its value, and its lines."""

    key: str
    value: Any
    lines: str


def write_again(article: Article, before: Document, dialect: str | None, house: Mapping[str, str]) -> str:
    """An article as Markdown, in the manner of the Markdown that it was read from, ``before`` it was changed.

    ``dialect`` names a tool whose names its keys get, where they are others; ``house`` are the house's own keys.
    """
    text, front, rest = _parted(before, Report())
    chunks = _chunks(front) if front else []
    is_same = _body_of(article) == _body_of(before.article)
    is_whole = is_same and is_inert(rest) and not any(notice.rule in _LEAVES_OUT for notice in before.notices)
    if not chunks:
        is_asked = bool(dialect or house) or article != before.article or not is_whole
        return write_dialect(article, dialect, house) if is_asked else _ended(text)
    tool = DIALECTS[dialect] if dialect else OWN
    lines = _Front(article, before.article, tool, house, is_whole=is_whole).text(chunks)
    if is_whole and lines == "".join(chunk.lines for chunk in chunks):
        return _ended(text)
    return with_front_matter(lines, _ended(rest.lstrip("\n")) if is_whole else _body(article, rest, before))


def write_formatted(before: Document, house: Mapping[str, str]) -> str:
    """A document's Markdown with its body in the one form that artfmt writes; front matter, templates and HTML stay.

    The text is as it was where something of it is in no article, or where it would be read as another one.
    """
    text, front, rest = _parted(before, Report(front_matter=house))
    if any(notice.rule in _LEAVES_OUT for notice in before.notices):
        return _ended(text)
    above, rest = _headline_above(rest) if not (front and "headline" in _paths(front, house)) else ("", rest)
    body = _body(before.article, rest, before, keeps=_stays)
    blocks = [source for source in re.split(r"\n{2,}", rest) if _FOREIGN.search(source)]
    if not all(" ".join(source.split()) in " ".join(body.split()) for source in blocks):
        return _ended(text)
    head = text[: len(text) - len(rest) - len(above)].rstrip("\n")
    return "\n\n".join(part for part in (head, above.strip("\n"), body) if part)


def _parted(before: Document, report: Report) -> tuple[str, Fenced | None, str]:
    """The text that was read, its front matter, and what stands beneath that."""
    text = without_controls(before.source_text).replace("\r\n", "\n").replace("\r", "\n")
    front = fenced(text, report)
    return text, front, front.rest if front else text


def _paths(front: Fenced, house: Mapping[str, str]) -> set[str | None]:
    """The fields that the keys of front matter stand for."""
    return {path_of(key, house) for key in data_within(front, Report(), PlaceTree())}


def _headline_above(text: str) -> tuple[str, str]:
    """A body cut behind the heading that is the headline; with nothing before the cut where it has none."""
    heading = _HEADLINE.match(text)
    return (heading[0], text[heading.end() :]) if heading else ("", text)


def _stays(source: str, again: str) -> bool:
    """Whether formatting leaves a block: a heading, whose level is the author's, or what another tool may read.

    That is what it marks as such, and what would be written with signs made harmless that it has bare.
    """
    if source.startswith("#") or _FOREIGN.search(source):
        return True
    return any(again.count(sign) > source.count(sign) for sign in ("\\", "&#", "&lt;", "&amp;", "<br>"))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _body(article: Article, text: str, before: Document, keeps: Callable[[str, str], bool] | None = None) -> str:
    """The body with the lines that blocks had before, if it is read as the same article then.

    ``keeps`` says of a block's lines, and of what would be written in their place, whether they stay; left out, all
    that hold nothing active do.
    """
    report = Report(labels=before.labels)
    read_as = read_body(text, 0, report, before.article.headline)
    lines = text.split("\n")
    unfit = {place.line for notice in report.notices() if notice.rule in _LEAVES_OUT and (place := notice.location)}
    texts: dict[Hashable, deque[str]] = defaultdict(deque)
    for token, parts in groupby(read_as.flow, report.place_of):
        if isinstance(token, Token) and token.map and unfit.isdisjoint(range(token.map[0] + 1, token.map[1] + 1)):
            source = "\n".join(lines[slice(*token.map)]).strip("\n")
            if keeps or is_inert(source):
                texts[_says(list(parts))].append(source)
    pieces = []
    for piece in body_pieces(article):
        source = texts[piece.says].popleft() if texts.get(piece.says) else ""
        pieces.append(source if source and (keeps is None or keeps(source, piece.text)) else piece.text)
    pieces += [lines[number] for number in read_as.definitions if is_inert(lines[number])]
    again = read_body(joined(pieces), 0, Report(labels=before.labels), before.article.headline)
    is_same = (assemble(again.flow, Report()), again.footnotes) == (article.body, article.footnotes)
    return joined(pieces) if is_same else write_body(article)


def _says(parts: list[Start | Block]) -> Hashable:
    """What a run of a source says, as a piece of a written body does."""
    match parts:
        case [Start(heading=heading, name=name)] if heading:
            return heading, name
        case [Start(axiom=Axiom() as axiom), *rest]:
            return (axiom, *rest)
        case [Start()]:
            return ()
        case [part]:
            return part
        case _:
            return None


def _body_of(article: Article) -> tuple[Any, ...]:
    return article.body, article.footnotes, article.headline


class _Front:
    """Writes front matter again; with ``is_whole`` all that the body says of the article stays there."""

    def __init__(
        self, article: Article, before: Article, tool: Dialect, house: Mapping[str, str], *, is_whole: bool
    ) -> None:
        self._now, self._then = front_matter_of(article), front_matter_of(before)
        self._tool = tool
        self._house = house
        self._is_whole = is_whole
        self._keys: set[str] = set()
        self._entries = {entry.path: entry for entry in spelled(self._now, tool, house)}

    def text(self, chunks: Sequence[_Chunk]) -> str:
        """The YAML of the front matter, which ends with a line end."""
        paths = {chunk.key: self._path(chunk) for chunk in chunks}
        self._keys = set(paths)
        lines = [self._again(chunk, paths[chunk.key]) for chunk in chunks]
        covered = {path for path in paths.values() if path}
        covered |= {path.partition(".")[0] for path in covered}
        lines += [_dumped(entry) for entry in self._entries.values() if self._is_new(entry, covered)]
        if "extra" not in covered:
            lines += self._new_extra(is_own="headline" in paths)
        return "".join(lines)

    def _new_extra(self, *, is_own: bool) -> Iterator[str]:
        """The keys of the site's own that the source has not; those that would be read as fields stand apart.

        With ``is_own`` the names are artfmt's, where all of them do.
        """
        extra = {key: value for key, value in self._now.get("extra", {}).items() if key not in self._keys}
        apart = {key: value for key, value in extra.items() if is_own or path_of(key, self._house)}
        yield from (dump_yaml({key: value}) for key, value in extra.items() if key not in apart)
        if apart:
            yield dump_yaml({"extra": apart})

    def _path(self, chunk: _Chunk) -> str | None:
        """The field that a key of the source was read as; None for one of the site's own."""
        path = path_of(chunk.key, self._house)
        is_extra = path and path != chunk.key and chunk.key in self._then.get("extra", {})
        return None if path and is_extra and not says_more(path, chunk.value) else path

    def _again(self, chunk: _Chunk, path: str | None) -> str:
        if path is None:
            path = f"extra.{chunk.key}"
        if self._is_changed(path):
            entry = None if path == "extra" else self._entries.get(path)
            return _dumped(entry._replace(key=chunk.key)) if entry else self._own(chunk.key, path)
        entry = self._entries.get(path)
        is_map = entry is not None and isinstance(entry.value, dict)  # whose parts may have keys of their own here
        if entry and not is_map and entry.key not in self._keys and not self._may_have(chunk.key, path):
            return _dumped(entry)
        return chunk.lines if path.startswith("extra") or is_inert(chunk.lines) else self._own(chunk.key, path)

    def _own(self, key: str, path: str) -> str:
        """A key of the site's own with its changed value, or nothing where it is gone."""
        value = _at(self._now, path)
        return "" if value is None else dump_yaml({key: value})

    def _may_have(self, key: str, path: str) -> bool:
        return self._tool is OWN or key in self._tool.also.get(path, ()) or key in self._house

    def _is_changed(self, path: str) -> bool:
        return bool(_at(self._now, path) != _at(self._then, path))

    def _is_new(self, entry: Entry, covered: set[str]) -> bool:
        """Whether a field has no key in the source, and is not told by the body that stays."""
        if (
            entry.path.startswith("extra")
            or entry.path in covered
            or (entry.path.partition(".")[0] in covered and not self._is_changed(entry.path))
        ):
            return False
        return self._is_changed(entry.path) or not self._is_whole


def _at(data: Mapping[str, Any], path: str) -> Any:
    """The value of a field or of a part of one; None where there is none."""
    name, _, part = path.partition(".")
    value = data.get(name)
    return value.get(part) if part and isinstance(value, dict) else None if part else value


def _dumped(entry: Entry) -> str:
    return dump_yaml({entry.key: entry.value})


def _chunks(front: Fenced) -> list[_Chunk]:
    """The keys of the front matter, each with its lines; what stands above the first belongs to it."""
    places: PlaceTree[Location] = PlaceTree()
    data = data_within(front, Report(), places)
    if not data:
        return []
    starts = [place.line - 1 - front.above for key in data if (place := places.below(key).key_at)]
    lines = front.inside.splitlines(keepends=True)
    if any(place.column != 1 for key in data if (place := places.below(key).key_at)) or _ANCHOR.search(front.inside):
        starts = []
    if front.kind != "yaml" or len(starts) < len(data) or len(set(starts)) < len(starts) or sorted(starts) != starts:
        return [_Chunk(key, value, dump_yaml({key: value})) for key, value in data.items()]
    bounds = [0, *starts[1:], len(lines)]
    parts = ("".join(lines[start:end]) for start, end in pairwise(bounds))
    return [_Chunk(key, value, part) for (key, value), part in zip(data.items(), parts, strict=True)]
