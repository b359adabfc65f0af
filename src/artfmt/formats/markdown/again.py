"""A post that was read from Markdown, written again: what did not change stays as its author wrote it.

Of the front matter that is each key with its lines, comments and quotes; of the body all of it, where the article has
the same one. A body of which something was left out is written anew, since what was left out may run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from artfmt.formats.markdown.dialects import DIALECTS, OWN, Dialect, Entry, spelled
from artfmt.formats.markdown.fields import path_of
from artfmt.formats.markdown.front_matter import Fenced, data_within, fenced
from artfmt.formats.markdown.writer import front_matter_of, with_front_matter, write_body, write_dialect
from artfmt.formats.yaml.writer import dump_yaml
from artfmt.model.article import Article
from artfmt.reading.document import Document, Report
from artfmt.reading.places import PlaceTree
from artfmt.source.controls import without_controls
from artfmt.source.location import Location

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
    text = without_controls(before.source_text).replace("\r\n", "\n").replace("\r", "\n")
    front = fenced(text, Report())
    if not front:
        return write_dialect(article, dialect, house)
    is_same = (article.body, article.footnotes, article.headline) == _body_of(before.article)
    is_whole = is_same and not any(notice.rule in _LEAVES_OUT for notice in before.notices)
    tool = DIALECTS[dialect] if dialect else OWN
    chunks = _chunks(front)
    lines = _Front(article, before.article, tool, house, is_whole=is_whole).text(chunks)
    if is_whole and lines == "".join(chunk.lines for chunk in chunks):
        return _ended(text)
    return with_front_matter(lines, _ended(front.rest.lstrip("\n") if is_whole else write_body(article)))


def _ended(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


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
        self._entries = {entry.path: entry for entry in spelled(self._now, tool, house)}

    def text(self, chunks: Sequence[_Chunk]) -> str:
        """The YAML of the front matter, which ends with a line end."""
        paths = {chunk.key: self._path(chunk.key) for chunk in chunks}
        lines = [self._again(chunk, paths[chunk.key]) for chunk in chunks]
        covered = {path for path in paths.values() if path}
        covered |= {path.partition(".")[0] for path in covered}
        lines += [_dumped(entry) for entry in self._entries.values() if self._is_new(entry, covered)]
        if "extra" not in covered:
            lines += self._new_extra({key for key, path in paths.items() if path is None})
        return "".join(lines)

    def _new_extra(self, covered: set[str]) -> Iterator[str]:
        """The keys of the site's own that the source has not; those that would be read as fields stand apart."""
        extra = {key: value for key, value in self._now.get("extra", {}).items() if key not in covered}
        apart = {key: value for key, value in extra.items() if path_of(key, self._house)}
        yield from (dump_yaml({key: value}) for key, value in extra.items() if key not in apart)
        if apart:
            yield dump_yaml({"extra": apart})

    def _path(self, key: str) -> str | None:
        """The field that a key of the source was read as; None for one of the site's own."""
        path = path_of(key, self._house)
        return None if path and key in self._then.get("extra", {}) and path != key else path

    def _again(self, chunk: _Chunk, path: str | None) -> str:
        if path is None:
            path = f"extra.{chunk.key}"
        if self._is_changed(path):
            entry = None if path == "extra" else self._entries.get(path)
            return _dumped(entry._replace(key=chunk.key)) if entry else self._own(chunk.key, path)
        entry = self._entries.get(path)
        if entry and entry.key != chunk.key and not self._may_have(chunk.key, path):
            return _dumped(entry)
        return chunk.lines

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
    starts = [place.line - 1 - front.above for key in data if (place := places.below(key).key_at)]
    lines = front.inside.splitlines(keepends=True)
    if front.kind != "yaml" or len(starts) < len(data) or len(set(starts)) < len(starts) or sorted(starts) != starts:
        return [_Chunk(key, value, dump_yaml({key: value})) for key, value in data.items()]
    bounds = [0, *starts[1:], len(lines)]
    parts = ("".join(lines[start:end]) for start, end in pairwise(bounds))
    return [_Chunk(key, value, part) for (key, value), part in zip(data.items(), parts, strict=True)]
