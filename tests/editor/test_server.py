"""The language server, as an editor speaks with it: a process, JSON-RPC on its pipes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from conftest import GUARD

STORY = """\
---
title: Fares 🚢  fall
section: Har
---

Tickets are at at $2.

**Why It Maters:** They fell.

**What's next:** The board votes.

**th
"""


class Editor:
    """One end of the protocol."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "artfmt", "lsp"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._answers: Queue[dict[str, Any]] = Queue()
        self.published: Queue[dict[str, Any]] = Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities={})
        self.tell("initialized")

    def _listen(self) -> None:
        assert self.process.stdout
        while head := self.process.stdout.readline():
            length = int(head.split(b":")[1])
            while self.process.stdout.readline().strip():
                pass
            message = json.loads(self.process.stdout.read(length))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.published.put(message["params"])
            elif "id" in message and "method" not in message:
                self._answers.put(message)

    def _send(self, **message: Any) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def tell(self, method: str, **params: Any) -> None:
        self._send(method=method, params=params)

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send(id=self._number, method=method, params=params)
        answer = self._answers.get(timeout=GUARD)
        assert answer["id"] == self._number
        assert "error" not in answer, answer
        return answer["result"]

    def diagnostics(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.published.get(timeout=GUARD)["diagnostics"]
        return found


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    pytest.importorskip("pygls", reason="pip install '.[lsp]'")
    (tmp_path / ".artfmt.yaml").write_text(
        "fields: {section: [Harbor, Business]}\nlabels: {Why we care: why-it-matters}\n"
    )
    client = Editor(tmp_path)
    with client.process:
        yield client
        client.ask("shutdown")
        client.tell("exit")
        assert client.process.wait(GUARD) == 0


def _opened(editor: Editor, folder: Path, text: str = STORY, name: str = "fares.md") -> dict[str, str]:
    document = {"uri": (folder / name).as_uri()}
    editor.tell("textDocument/didOpen", textDocument={**document, "languageId": "markdown", "version": 1, "text": text})
    return document


def _place(line: int, character: int) -> dict[str, int]:
    return {"line": line, "character": character}


def test_findings_stand_where_they_are_in_utf_16(editor: Editor, tmp_path: Path) -> None:
    _opened(editor, tmp_path)
    found = {each["code"]: each for each in editor.diagnostics()}
    assert found["double-space"]["range"] == {"start": _place(1, 15), "end": _place(1, 17)}
    assert found["repeated-word"]["range"]["start"] == _place(5, 12)
    assert found["house.fields"]["message"].startswith('"section" may not be "Har"')
    assert found["repeated-word"]["severity"] == 2
    assert found["repeated-word"]["codeDescription"]["href"].endswith("rules.md#repeated-word")


def test_what_is_typed_is_looked_at_once_and_stale_words_are_not_told(editor: Editor, tmp_path: Path) -> None:
    document = _opened(editor, tmp_path)
    assert len(editor.diagnostics()) > 2
    for version in range(2, 12):
        text = "# Fares fall\n\nTickets are at $2.\n" + ("The the end.\n" if version < 11 else "")
        editor.tell(
            "textDocument/didChange", textDocument={**document, "version": version}, contentChanges=[{"text": text}]
        )
    assert editor.diagnostics() == []
    assert editor.published.empty()
    editor.tell("textDocument/didClose", textDocument=document)
    assert editor.diagnostics() == []


def test_what_is_saved_is_told_again(editor: Editor, tmp_path: Path) -> None:
    document = _opened(editor, tmp_path)
    found = editor.diagnostics()
    editor.tell("textDocument/didSave", textDocument=document)
    assert editor.diagnostics() == found


def test_quick_fixes(editor: Editor, tmp_path: Path) -> None:
    document = _opened(editor, tmp_path)
    line = {"start": _place(5, 0), "end": _place(5, 3)}
    actions = editor.ask("textDocument/codeAction", textDocument=document, range=line, context={"diagnostics": []})
    quick, whole = actions
    assert (quick["kind"], quick["isPreferred"]) == ("quickfix", False)
    (edit,) = quick["edit"]["changes"][document["uri"]]
    assert edit["newText"] == ""
    assert whole["kind"] == "source.fixAll"
    assert [edit["newText"] for edit in whole["edit"]["changes"][document["uri"]]] == [" "]


def test_hover(editor: Editor, tmp_path: Path) -> None:
    document = _opened(editor, tmp_path)

    def told(line: int, character: int) -> str:
        answer = editor.ask("textDocument/hover", textDocument=document, position=_place(line, character))
        return str(answer["contents"]["value"]) if answer else ""

    assert "**repeated-word**: The same word twice" in told(5, 16)
    assert "of the kind `whats-next`" in told(9, 5)
    assert told(3, 0) == ""


@pytest.mark.parametrize(
    ("line", "character", "offered"),
    [
        (11, 4, {"The bottom line": "**The bottom line:** ", "The big picture": "**The big picture:** "}),
        (2, 12, {"Harbor": "Harbor"}),
    ],
)
def test_completion(editor: Editor, tmp_path: Path, line: int, character: int, offered: dict[str, str]) -> None:
    document = _opened(editor, tmp_path, STORY.replace("**th\n", "**the \n"))
    character += line == 11 and 2
    items = editor.ask("textDocument/completion", textDocument=document, position=_place(line, character))
    texts = {item["label"]: item["textEdit"]["newText"] for item in items}
    assert offered.items() <= texts.items()
    start = items[0]["textEdit"]["range"]["start"]
    assert start == _place(line, 0 if line == 11 else 9)


def test_completion_of_keys(editor: Editor, tmp_path: Path) -> None:
    document = _opened(editor, tmp_path, "---\ntitle: Fares fall\npub\n---\n\nOne.\n")
    items = editor.ask("textDocument/completion", textDocument=document, position=_place(2, 3))
    assert [item["label"] for item in items] == ["published", "publisher"]
    assert editor.ask("textDocument/completion", textDocument=document, position=_place(5, 3)) == []


def test_outline_and_formatting(editor: Editor, tmp_path: Path) -> None:
    text = "# Fares fall\n\n* One\n* Two\n\n**Why it matters:** It did.\n\n## The board\n\nIt votes.\n"
    document = _opened(editor, tmp_path, text)
    (headline,) = editor.ask("textDocument/documentSymbol", textDocument=document)
    assert headline["name"] == "Fares fall"
    assert [each["name"] for each in headline["children"]] == ["Why it matters", "The board"]
    assert headline["children"][0]["range"] == {"start": _place(5, 0), "end": _place(7, 0)}
    (edit,) = editor.ask("textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True})
    assert "- One\n- Two\n" in edit["newText"]


@pytest.mark.parametrize("name", ["a.json", "a.yaml", "a.html", "a.txt", "a.md"])
@pytest.mark.parametrize("text", ["", "{", "---\n", "\ud83d", "---\ntitle: [\n---\n", "a\r\nb\r\r\n"])
def test_what_is_half_typed_ends_nothing(editor: Editor, tmp_path: Path, name: str, text: str) -> None:
    document = _opened(editor, tmp_path, text, name)
    editor.diagnostics()
    for method in ("hover", "completion"):
        editor.ask(f"textDocument/{method}", textDocument=document, position=_place(3, 3))
    editor.ask("textDocument/documentSymbol", textDocument=document)
    editor.ask("textDocument/formatting", textDocument=document, options={"tabSize": 2, "insertSpaces": True})
