"""The server of the Language Server Protocol (3.17): findings as one types, quick fixes, hover, completion, outline.

Needs ``artfmt[lsp]`` (pygls). A change is looked at when nothing more was typed for a moment; what became stale
meanwhile is dropped, and one article is looked at at a time.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from artfmt._version import __version__
from artfmt.checking.config import Configs
from artfmt.checking.settings import Settings
from artfmt.editor.buffer import Buffer, Heading
from artfmt.house.sections import is_house_name
from artfmt.source.diagnostics import Diagnostic, Replacement, Severity
from artfmt.source.errors import ArtfmtError, ConfigError
from artfmt.source.location import Location

DEBOUNCE = 0.12  # seconds without a key
_LARGEST = 1_000_000  # characters of a text that is looked at while one types
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
    Severity.INFO: types.DiagnosticSeverity.Hint,
}
_SYMBOLS = {"headline": types.SymbolKind.File, "label": types.SymbolKind.Key, "heading": types.SymbolKind.String}
_RULES = "https://github.com/artfmt/artfmt/blob/main/docs/rules.md#"
T = TypeVar("T")


class Server(LanguageServer):
    """One editor's server: the buffers that are open, and what was found in each."""

    def __init__(self) -> None:
        super().__init__("artfmt", __version__)
        self._buffers: dict[str, Buffer] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._busy = asyncio.Lock()

    def buffer(self, uri: str) -> Buffer:
        """The buffer of an open document as it stands now."""
        document = self.workspace.get_text_document(uri)
        buffer = self._buffers.get(uri)
        if buffer is None or buffer.text != document.source:
            path = _path(uri)
            buffer = Buffer(path, document.source, self._settings(path))
            self._buffers[uri] = buffer
        return buffer

    def _settings(self, path: str) -> Settings:
        try:
            return Configs().settings_for(path)
        except ConfigError as error:
            self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, str(error)))
            return Settings()

    def changed(self, uri: str, wait: float = DEBOUNCE) -> None:
        """Look at a document when nothing more was typed for a moment."""
        if before := self._waiting.pop(uri, None):
            before.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._later(uri, wait))

    def closed(self, uri: str) -> None:
        """Forget a document, and what was told of it."""
        if task := self._waiting.pop(uri, None):
            task.cancel()
        self._buffers.pop(uri, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def _later(self, uri: str, wait: float) -> None:
        await asyncio.sleep(wait)
        async with self._busy:
            buffer = self.buffer(uri)
            findings = await asyncio.to_thread(_findings, buffer)
            if self._buffers.get(uri) is not buffer:
                return
        version = self.workspace.get_text_document(uri).version
        diagnostics = [diagnostic_of(buffer, finding) for finding in findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))


def _findings(buffer: Buffer) -> list[Diagnostic]:
    return buffer.findings if len(buffer.text) <= _LARGEST else []


def _path(uri: str) -> str:
    """The path of a file; of a buffer that is none yet, its name alone."""
    return to_fs_path(uri) or os.path.basename(unquote(urlsplit(uri).path)) or "untitled.md"


def position_of(buffer: Buffer, place: Location) -> types.Position:
    """A place as the protocol counts: from 0, in UTF-16 units."""
    line = buffer.lines[place.line - 1] if place.line <= len(buffer.lines) else ""
    before = line[: place.column - 1]
    return types.Position(place.line - 1, len(before.encode("utf-16-le", "surrogatepass")) // 2)


def place_of(buffer: Buffer, position: types.Position) -> Location:
    """A position of the protocol as artfmt counts."""
    line = buffer.lines[position.line] if position.line < len(buffer.lines) else ""
    units = line.encode("utf-16-le", "surrogatepass")[: 2 * position.character]
    return Location(position.line + 1, len(units.decode("utf-16-le", "replace")) + 1)


def _range(buffer: Buffer, start: Location, end: Location) -> types.Range:
    return types.Range(position_of(buffer, start), position_of(buffer, end))


def diagnostic_of(buffer: Buffer, finding: Diagnostic) -> types.Diagnostic:
    """A finding as an editor shows it; one without an end reaches to its line's."""
    start = finding.location or Location(1)
    line = buffer.lines[start.line - 1] if start.line <= len(buffer.lines) else ""
    end = finding.end or Location(start.line, len(line) + 1)
    return types.Diagnostic(
        range=_range(buffer, start, end),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(f"{_RULES}{finding.rule}") if not is_house_name(finding.rule) else None,
        source="artfmt",
    )


def _edits(buffer: Buffer, replacements: Iterable[Replacement]) -> list[types.TextEdit]:
    return [types.TextEdit(_range(buffer, start, end), text) for start, end, text in replacements]


def _actions(buffer: Buffer, uri: str, span: types.Range) -> list[types.CodeAction]:
    """The fixes of the findings within a range, and of all that are safe."""
    fixes = [(finding, finding.fix) for finding in buffer.findings if finding.fix and finding.fix.replacements]
    actions = []
    for finding, fix in fixes:
        diagnostic = diagnostic_of(buffer, finding)
        if diagnostic.range.start.line <= span.end.line and diagnostic.range.end.line >= span.start.line:
            edit = types.WorkspaceEdit({uri: _edits(buffer, fix.replacements)})
            title = f"{finding.rule}: {fix.title}"
            kind = types.CodeActionKind.QuickFix
            actions.append(types.CodeAction(title, kind, [diagnostic], is_preferred=fix.safe, edit=edit))
    safe = [replacement for _, fix in fixes if fix.safe for replacement in fix.replacements]
    if safe and not _overlap(safe):
        edit = types.WorkspaceEdit({uri: _edits(buffer, safe)})
        actions.append(types.CodeAction("artfmt: mend what is safe", types.CodeActionKind.SourceFixAll, edit=edit))
    return actions


def _overlap(replacements: Sequence[Replacement]) -> bool:
    order = sorted(replacements)
    return any(before.end > after.start for before, after in pairwise(order))


def _symbol(buffer: Buffer, heading: Heading) -> types.DocumentSymbol:
    line = buffer.lines[heading.start.line - 1] if heading.start.line <= len(buffer.lines) else ""
    name = types.Range(
        position_of(buffer, heading.start), position_of(buffer, Location(heading.start.line, len(line) + 1))
    )
    whole = types.Range(name.start, max(position_of(buffer, heading.end), name.end, key=_order))
    within = [_symbol(buffer, one) for one in heading.within]
    return types.DocumentSymbol(heading.name or "-", _SYMBOLS[heading.kind], whole, name, heading.kind, children=within)


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _hover(buffer: Buffer, position: types.Position) -> types.Hover | None:
    """What is told of the place beneath the pointer."""
    words = buffer.told(place_of(buffer, position))
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, words)) if words else None


def _completion(buffer: Buffer, position: types.Position) -> list[types.CompletionItem]:
    """What may be typed at a place, each in the place of what is typed of it already."""
    place = place_of(buffer, position)
    return [
        types.CompletionItem(
            item.name,
            detail=item.told,
            filter_text=item.text,
            text_edit=types.TextEdit(_range(buffer, Location(place.line, place.column - item.typed), place), item.text),
        )
        for item in buffer.items(place)
    ]


def _formatting(buffer: Buffer) -> list[types.TextEdit] | None:
    """The whole text in the form that artfmt writes; None where it has that, or no article."""
    text = _or_nothing(buffer.formatted, buffer.text)
    if text == buffer.text:
        return None
    end = Location(len(buffer.lines), len(buffer.lines[-1]) + 1)
    return [types.TextEdit(_range(buffer, Location(1), end), text)]


def _or_nothing(work: Callable[[], T], nothing: T) -> T:
    """What some work gives; nothing where artfmt says that it cannot be done."""
    try:
        return work()
    except ArtfmtError:
        return nothing


def server() -> Server:
    """A server that is not started yet."""
    ls = Server()

    @ls.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @ls.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def settled(params: types.DidOpenTextDocumentParams | types.DidSaveTextDocumentParams) -> None:
        ls.changed(params.text_document.uri, 0.0)

    @ls.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        ls.changed(params.text_document.uri)

    @ls.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        ls.closed(params.text_document.uri)

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]

    @ls.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        return _actions(ls.buffer(uri), uri, params.range)

    @ls.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        return _hover(ls.buffer(params.text_document.uri), params.position)

    @ls.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["*", ":", " "]))
    def completion(params: types.CompletionParams) -> list[types.CompletionItem]:
        return _completion(ls.buffer(params.text_document.uri), params.position)

    @ls.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        buffer = ls.buffer(params.text_document.uri)
        return [_symbol(buffer, heading) for heading in buffer.outline()]

    @ls.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        return _formatting(ls.buffer(params.text_document.uri))

    return ls


def serve() -> None:
    """Serve one editor on standard input and output, until it says that it is done.

    The protocol alone is written there: what anything else would print goes to standard error.
    """
    with os.fdopen(os.dup(1), "wb") as protocol:
        os.dup2(2, 1)
        server().start_io(sys.stdin.buffer, protocol)
