"""A preview: one article as its HTML page, with its findings beside it, served to this machine's browser alone.

The server answers on the loopback address, to requests for it by that name and under a path that nobody guesses, so
that no page of the web can read it (DNS rebinding). The article's page runs nothing and loads nothing but pictures that
lie in its repository.
"""

from __future__ import annotations

import json
import mimetypes
import os
import secrets
from collections.abc import Callable
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from artfmt.checking.config import Configs
from artfmt.checking.surroundings import Surroundings
from artfmt.editor.buffer import Buffer, as_row
from artfmt.formats.write import write
from artfmt.source.digests import blake2b
from artfmt.source.errors import ArtfmtError
from artfmt.source.files import Input
from artfmt.source.source import Source

_HOST = "127.0.0.1"
_PICTURES = frozenset((".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"))
_MOST_BYTES = 64 << 20
_OF_ARTICLE = "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_OF_SHELL = (
    "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; frame-src 'self'; script-src 'nonce-{}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self' vscode-webview:"
)
_OF_PICTURE = "default-src 'none'; style-src 'unsafe-inline'"
_FROM_ROOT = "%2F"  # what an address from the root of the site begins with beneath the path that nobody guesses
Answer = tuple[str, str, bytes]  # content type, content security policy, content


class Preview:
    """What is shown of the file at a path."""

    def __init__(self, path: str, configs: Configs | None = None) -> None:
        self.path = path
        self._configs = configs or Configs()
        self._around = Surroundings(path)
        self._content: bytes | None = None
        self._buffer: Buffer | None = None
        self.nonce = secrets.token_urlsafe(16)

    def _now(self) -> Buffer:
        """The file as it stands now. Raises ConfigError where it cannot be read."""
        content = Input(self.path).content()
        if self._buffer is None or content != self._content:
            text = Source(content, self.path).lenient_text[0]
            self._buffer = Buffer(self.path, text, self._configs.settings_for(self.path))
            self._content = content
        return self._buffer

    def shell(self) -> Answer:
        """The page around the article."""
        text = (files("artfmt.editor") / "preview.html").read_text(encoding="utf-8")
        state = self.state()[2].decode().replace("<", "\\u003c")
        page = text.replace("NONCE", self.nonce).replace("STATE", state)
        return "text/html; charset=utf-8", _OF_SHELL.format(self.nonce), page.encode()

    def article(self) -> Answer:
        """The article's page, or why there is none."""
        try:
            document = self._now().document
            page = write(document.article, "html") if document else "<p>This is no article yet."
            page = page.replace('src="/', f'src="{_FROM_ROOT}')
        except ArtfmtError as error:
            page = f"<p>{escape(str(error))}"
        return "text/html; charset=utf-8", _OF_ARTICLE, page.encode("utf-8", "replace")

    def state(self) -> Answer:
        """The version of what is shown, and its findings."""
        try:
            buffer = self._now()
            findings = [as_row(finding) for finding in buffer.findings]
            version = blake2b(self._content or b"", digest_size=8).hexdigest()
        except ArtfmtError as error:
            findings = [{"line": None, "severity": "error", "message": str(error), "rule": "no-article"}]
            version = str(error)
        data = {"name": os.path.basename(self.path), "version": version, "findings": findings}
        return "application/json", "default-src 'none'", json.dumps(data).encode()

    def picture(self, address: str) -> Answer | None:
        """A picture beside the article; None for anything else, and for what lies outside of the repository."""
        path = self._around.file(address.replace(_FROM_ROOT, "/", 1))
        if path is None or os.path.splitext(path)[1].lower() not in _PICTURES or os.path.getsize(path) > _MOST_BYTES:
            return None
        with open(path, "rb") as file:
            return mimetypes.guess_type(path)[0] or "image/png", _OF_PICTURE, file.read()


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview on the loopback address; ``address`` is where."""

    daemon_threads = True

    def __init__(self, preview: Preview, port: int = 0) -> None:
        super().__init__((_HOST, port), _Handler)
        self.preview = preview
        self.secret = secrets.token_urlsafe(12)
        self.address = f"http://{_HOST}:{self.server_address[1]}/{self.secret}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer

    def do_GET(self) -> None:
        """Answer a request of the browser."""
        host = self.headers.get("Host", "")
        path = urlsplit(self.path).path
        port = self.server.server_address[1]
        if host not in (f"{_HOST}:{port}", f"localhost:{port}") or not path.startswith(f"/{self.server.secret}/"):
            self.send_error(403)
            return
        name = path[len(self.server.secret) + 2 :]
        preview = self.server.preview
        pages: dict[str, Callable[[], Answer]] = {"": preview.shell, "article": preview.article, "state": preview.state}
        answer = pages[name]() if name in pages else preview.picture(name)
        if answer is None:
            self.send_error(404)
            return
        kind, policy, content = answer
        self.send_response(200)
        for header, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(content))),
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""
