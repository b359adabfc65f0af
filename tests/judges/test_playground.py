"""A real browser runs the playground, and shows of every text what artfmt says of it here.

``python benchmarks/playground.py FOLDER`` builds it; the variable ARTFMT_PLAYGROUND names the folder.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from artfmt.editor.playground import shown
from conftest import ROOT, chromium, lacking
from judges_support import node_about

_OWNED = "document.title = 'owned'"
ACTIVE = f'# Fares fall\n\nIt fell. <script>{_OWNED}</script><img src=x onerror="{_OWNED}">\n'
_FILES = (
    "newsletter/article.txt",
    "correction/article.md",
    "with-chart/article.html",
    "quotes-and-table/article.xml",
    "nested-lists/article.json",
    "unusual-labels/article.yaml",
    "bare-news/article.ans.json",
    "plain/page.html",
)
TEXTS = [
    *(((ROOT / "examples" / path).read_text(encoding="utf-8"), "") for path in _FILES),
    (ACTIVE, "markdown"),
    (ACTIVE, "html"),
    ("", ""),
    ("headline: 7\nbody: []\n", "yaml"),
    ("Ä, ő – “naïve” 🚢\n\nВсё.\n", "text"),
]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


@pytest.fixture
def address() -> Iterator[str]:
    """Where the playground that was built is served."""
    folder = os.environ.get("ARTFMT_PLAYGROUND")
    if not folder or not (Path(folder) / "runtime" / "contents.json").exists():
        lacking("ARTFMT_PLAYGROUND, a folder that python benchmarks/playground.py built")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def _told(address: str) -> dict[str, Any]:
    """What the browser tells of the page and of each text, the first being the example that the page begins with."""
    data: dict[str, Any] = json.loads(node_about(json.dumps(TEXTS), "playground.mjs", chromium(), address))
    return data


def _on_the_page(text: str, from_format: str) -> dict[str, Any]:
    """What the page is to show of a text."""
    here = shown(text, from_format, why=True)
    findings = [
        (f"line {one['line']}: " if one["line"] else "") + f"{one['severity']} {one['message']} {one['rule']}"
        for one in here["findings"]
    ]
    return {**here, "structure": [[row["name"], row["text"]] for row in here["structure"]], "findings": findings}


def test_a_browser_shows_what_artfmt_says(address: str) -> None:
    told = _told(address)
    example = (ROOT / "examples" / "plain" / "article.txt").read_text(encoding="utf-8")
    for (text, from_format), seen in zip([(example, ""), *TEXTS], told["shown"], strict=True):
        here = _on_the_page(text, from_format)
        status = f"Read as {here['format']}, " if here["format"] else "No article yet, "
        assert seen.pop("status").startswith(status)
        assert seen == {key: here[key] for key in seen}
    assert told["selected"][0].startswith("**Last:**")
    assert told["selected"][1]
    assert told["page"]["url"].startswith("about:srcdoc")
    assert told["page"]["headline"] == "Fares fall"
    assert {link.split("#")[0] for link in told["page"]["links"]} == {"about:srcdoc"}
    # Nothing leaves the machine (a picture is not asked for), nothing that was pasted runs, and axe has no complaint.
    assert [url for url in told["requests"] if not url.startswith((address, "data:", "about:"))] == []
    complaints = [line for line in told["told"] if 'directive: "img-src data:"' not in line]
    assert (told["title"], complaints, told["violations"]) == ("artfmt playground", [], [])
