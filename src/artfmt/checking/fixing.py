"""Fixes: applied to the text of a source, and kept only where reading it again gives just what they promise.

A fix changes some characters of the source and leaves all others as they are. It is taken back where the article
that is read afterwards is not the one before with the fix's edits made.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import is_
from os import PathLike
from typing import Any, NamedTuple

from artfmt.checking.config import house_of
from artfmt.checking.document import check_document, refuse_unknown
from artfmt.checking.positions import value_at
from artfmt.checking.settings import Settings
from artfmt.checking.suppressions import forgive
from artfmt.formats.read import read
from artfmt.formats.table import format_named
from artfmt.model.article import Article
from artfmt.reading.document import Document
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Diagnostic, Edit
from artfmt.source.errors import ArtfmtError
from artfmt.source.files import Input
from artfmt.source.location import Lines
from artfmt.source.source import Source
from artfmt.source.writing import write_whole

_MOST_ROUNDS = 20
# How often the whole text is read to find out which fixes are good: so often, and while so many characters are read.
_READINGS, _CHARACTERS = 12, 2_000_000
_ENCODINGS = (
    ("utf-8", codecs.BOM_UTF8),
    ("utf-8", b""),
    ("utf-16-le", codecs.BOM_UTF16_LE),
    ("utf-16-be", codecs.BOM_UTF16_BE),
    ("windows-1252", b""),
)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A source after its fixes.

    ``before`` and ``after`` are its text; ``data`` are the bytes to write; ``applied`` are the findings that are
    mended, ``left`` those that are left.
    """

    before: str
    after: str
    data: bytes
    applied: list[Diagnostic] = field(default_factory=list)
    left: list[Diagnostic] = field(default_factory=list)


def fix(
    source: bytes | str | PathLike[str] | Source,
    settings: Settings | None = None,
    format: str | None = None,
    *,
    unsafe: bool = False,
) -> Fixed:
    """Mend all findings of a source that have a fix; with ``unsafe`` those too whose fix changes words.

    ``source`` and ``format`` are as for ``read``, ``settings`` as for ``check``. Nothing is written. Raises
    ReadError where the source cannot be read, ConfigError for settings that name what does not exist.
    """
    source = Source.of(source)
    settings = settings or Settings()
    refuse_unknown(settings)
    fixer = _Fixer(read(source, format, **house_of(settings)), settings, unsafe)
    fixer.run()
    data = _encoded(fixer.text, fixer.encoding) if fixer.applied else source.data
    data = data.encode() if isinstance(data, str) else data or b""
    return Fixed(fixer.before, fixer.text, data, fixer.applied, fixer.findings())


def fix_input(input: Input, settings: Settings, format: str | None, *, unsafe: bool = False) -> Fixed:
    """Mend an input, and write its file anew, whole, unless it is not a file.

    A file that another process changes meanwhile is read and mended again. Raises ReadError and ConfigError
    where it cannot be read or written.
    """
    while True:
        content = input.content()
        result = fix(Source(content, input.path), settings, format, unsafe=unsafe)
        if input.data is not None or result.data == content:
            return result
        if input.content() == content:
            write_whole(input.path, result.data)
            return result


class _Attempt(NamedTuple):
    """What some fixes give: the text, what is read there (None for nothing), and whether that is what they promise."""

    findings: list[Diagnostic]
    text: str
    document: Document | None
    keeps: bool


class _Fixer:
    def __init__(self, document: Document, settings: Settings, unsafe: bool) -> None:
        self.document = document
        self.before = self.text = document.source_text
        self.encoding = _encoding_of(document, self.text)
        self.applied: list[Diagnostic] = []
        self._settings = settings
        self._unsafe = unsafe
        self._failed: set[tuple[str, str | None, str]] = set()
        self._spoiled: set[tuple[str, str | None]] = set()
        self._readings = _READINGS + _CHARACTERS // (len(self.text) + 1)
        self._last: _Attempt | None = None
        self._judged: Document | None = None
        self._findings: list[Diagnostic] = []

    def run(self) -> None:
        """Apply what can be applied until nothing is left; what failed is tried again once the text is another."""
        if self.encoding is None:
            return
        for _ in range(_MOST_ROUNDS):
            applied_before = len(self.applied)
            self._apply()
            if len(self.applied) == applied_before or not self._failed:
                return
            self._failed.clear()
            self._spoiled.clear()

    def _apply(self) -> None:
        for _ in range(_MOST_ROUNDS):
            batch = self._together(self._good(self._chosen()))
            if not batch:
                return
            # Fixes that are good one by one may be bad together: then the first goes alone.
            attempt = self._attempt(batch)
            if not attempt.keeps:
                attempt = self._attempt(batch[:1])
            if not attempt.keeps or attempt.document is None:
                return
            self.document, self.text = attempt.document, attempt.text
            self.applied += attempt.findings

    def _good(self, findings: list[Diagnostic]) -> list[Diagnostic]:
        """Those whose fixes give what they promise; the others are not tried again."""
        if not findings or self._readings < 0:
            return []
        attempt = self._attempt(findings)
        if attempt.keeps:
            return findings
        if len(findings) == 1:
            self._failed.add(_name(findings[0]))
            self._spoiled.add((findings[0].rule, findings[0].pointer))
            return []
        document = attempt.document
        suspects = _suspects(self.document.article, document.article, findings) if document else []
        if not 0 < len(suspects) < len(findings):
            suspects = findings[: len(findings) // 2]
        suspected = {id(finding) for finding in suspects}
        rest = [finding for finding in findings if id(finding) not in suspected]
        good = {id(finding) for finding in (*self._good(rest), *self._good(suspects))}
        return [finding for finding in findings if id(finding) in good]

    def _together(self, findings: list[Diagnostic]) -> list[Diagnostic]:
        """The findings without those that one rule has in a passage where a fix of its own failed: half of a pair."""
        return [finding for finding in findings if (finding.rule, finding.pointer) not in self._spoiled]

    def _chosen(self) -> list[Diagnostic]:
        """The findings to mend next: no two that change the same place."""
        lines = Lines(self.text)
        picks: list[Diagnostic] = []
        last = -1
        candidates = [finding for finding in self._found() if self._is_asked_for(finding)]
        reshaping = all(finding.fix and finding.fix.reshapes for finding in candidates)
        for finding in candidates:
            assert finding.fix
            if finding.fix.reshapes != reshaping:  # these come when all others are done
                continue
            ranges = [(lines.offset(start), lines.offset(end)) for start, end, _ in finding.fix.replacements]
            if min(ranges)[0] >= last:
                picks.append(finding)
                last = max(end + (start == end) for start, end in ranges)
        return picks

    def _is_asked_for(self, finding: Diagnostic) -> bool:
        has_failed = _name(finding) in self._failed or (finding.rule, finding.pointer) in self._spoiled
        return finding.fix is not None and not has_failed and (finding.fix.safe or self._unsafe)

    def findings(self) -> list[Diagnostic]:
        """What is found in the text as it is now."""
        if self._judged is not self.document:
            record = check_document(self.document, self._settings)
            self._findings = forgive(record.findings, record.suppressions, self._settings)
            self._judged = self.document
        return self._findings

    def _found(self) -> list[Diagnostic]:
        all_findings = self.findings()
        return sorted(
            (finding for finding in all_findings if finding.fix and finding.fix.replacements), key=_first_place
        )

    def _attempt(self, findings: list[Diagnostic]) -> _Attempt:
        """What some fixes give; that of the last ones is at hand, as those that are found good are made next."""
        last = self._last
        if last and len(last.findings) == len(findings) and all(map(is_, last.findings, findings)):
            return last
        text = _replaced(self.text, findings)
        document = self._read(text)
        keeps = document is not None and _keeps_promise(self.document.article, document.article, findings)
        self._last = _Attempt(findings, text, document, keeps)
        return self._last

    def _read(self, text: str) -> Document | None:
        """What a changed text is read as; None where nothing is."""
        self._readings -= 1
        data = _encoded(text, self.encoding)
        if data is None or text == self.text:
            return None
        source = Source(data, self.document.source.name, self.document.source.url)
        try:
            return read(source, self.document.format, **house_of(self._settings))
        except ArtfmtError:
            return None


def _name(finding: Diagnostic) -> tuple[str, str | None, str]:
    return finding.rule, finding.pointer, f"{finding.message} {finding.fix.edits if finding.fix else ''}"


def _first_place(finding: Diagnostic) -> Any:
    assert finding.fix
    return min((start, end) for start, end, _ in finding.fix.replacements)


def _replaced(text: str, findings: Iterable[Diagnostic]) -> str:
    lines = Lines(text)
    replacements = {replacement for finding in findings if finding.fix for replacement in finding.fix.replacements}
    parts, last = [], 0
    for start, end, new in sorted(replacements):
        offset = lines.offset(start)
        parts += [text[last:offset], new]
        last = lines.offset(end)
    return "".join((*parts, text[last:]))


def _keeps_promise(before: Article, after: Article, findings: Sequence[Diagnostic]) -> bool:
    fixes = [finding.fix for finding in findings if finding.fix]
    promise = edited(before, [edit for fix in fixes for edit in fix.edits])
    if promise is None:
        return False
    if all(fix.safe for fix in fixes) and _letters(after).casefold() != _letters(before).casefold():
        return False
    if any(fix.reshapes for fix in fixes):
        return _letters(after) == _letters(promise) and _addresses(after) == _addresses(promise)
    return after == promise


def _suspects(before: Article, after: Article, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Those that stand where an article came out otherwise than all of them promised."""
    promise = edited(before, [edit for finding in findings if finding.fix for edit in finding.fix.edits])
    if promise is None:
        return []
    places = set(_differences(promise.to_dict(), after.to_dict()))
    above = {pointer for place in places for pointer in _upwards(place)}
    return [
        finding
        for finding in findings
        if finding.pointer is not None
        and (finding.pointer in above or not places.isdisjoint(_upwards(finding.pointer)))
    ]


def _upwards(pointer: str) -> Iterator[str]:
    """A JSON Pointer and those of what it lies in."""
    while pointer:
        yield pointer
        pointer = pointer.rpartition("/")[0]


def _differences(one: Any, other: Any, pointer: str = "") -> Iterator[str]:
    """Where two articles' data differ, as JSON Pointers; of lists of other lengths, where that begins."""
    if one == other:
        return
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for name in one:
            yield from _differences(one[name], other[name], f"{pointer}/{name}")
    elif isinstance(one, list) and isinstance(other, list):
        pairs = list(zip(one, other, strict=False))
        first = next((index for index, (mine, theirs) in enumerate(pairs) if mine != theirs), len(pairs))
        if len(one) == len(other):
            for index in range(first, len(one)):
                yield from _differences(one[index], other[index], f"{pointer}/{index}")
        else:
            yield from (f"{pointer}/{index}" for index in (first - 1, first) if index >= 0)
    else:
        yield pointer


def _addresses(article: Article) -> list[str]:
    return [address for _, address in Passages(article).addresses]


def _letters(article: Article) -> str:
    """The letters and digits that readers see, in order."""
    return "".join(char for passage in Passages(article).all for char in passage.text if char.isalnum())


def edited(article: Article, edits: Iterable[Edit]) -> Article | None:
    """The article with some edits made, none of which overlap; None where they leave no article."""
    data = article.to_dict()
    for edit in sorted(set(edits), key=lambda edit: (edit.pointer, edit.start), reverse=True):
        parent, _, name = edit.pointer.rpartition("/")
        holder: Any = value_at(data, parent)
        key = int(name) if isinstance(holder, list) else name
        value = holder[key]
        holder[key] = _edited_prose(value, edit) if isinstance(value, list) else _edited_text(value, edit)
    try:
        return Article.from_dict(data)
    except ValueError:
        return None


def _edited_text(text: str, edit: Edit) -> str:
    return text[: edit.start] + edit.text + text[edit.end :]


def _edited_prose(spans: list[dict[str, Any]], edit: Edit) -> list[dict[str, Any]]:
    spans_after, offset, is_done = [], 0, False
    last = next((span for span in reversed(spans) if "text" in span), None)
    for span in spans:
        start, end = max(0, edit.start - offset), max(0, edit.end - offset)
        text = span.get("text", "")
        offset += len(text)
        if start < len(text) or (offset == edit.start and span is last):
            text = text[:start] + ("" if is_done else edit.text) + text[end:]
            is_done = True
        spans_after.append({**span, "text": text} if "text" in span else span)
    return [span for span in spans_after if span.get("text") or "footnote" in span]


def _encoding_of(document: Document, text: str) -> tuple[str, bytes] | None:
    """The encoding that gives the source's bytes again, and its mark; None where no known one does."""
    data = document.source.data
    if isinstance(data, str):
        return "utf-8", b""
    # Of a source that may name its encoding itself, only that which it has unnamed is written.
    encodings = _ENCODINGS[:2] if format_named(document.format).notation.names_encoding else _ENCODINGS
    return next((encoding for encoding in encodings if _encoded(text, encoding) == data), None)


def _encoded(text: str, encoding: tuple[str, bytes] | None) -> bytes | None:
    if encoding is None:
        return None
    try:
        return encoding[1] + text.encode(encoding[0])
    except UnicodeEncodeError:
        return None
