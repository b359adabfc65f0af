"""The preview: what is served, to whom, and that it changes with the file; in a real browser, too."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from artfmt.editor.preview import Preview, PreviewServer
from conftest import GUARD, chromium

STORY = "# Fares fall\n\n![A ferry](ferry.png)\n\nTickets are at at $2. <script>document.title = 'owned'</script>\n"
_PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    folder = tmp_path / "repository"
    (folder / "posts").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / "posts" / "fares.md").write_text(STORY)
    (folder / "posts" / "ferry.png").write_bytes(_PNG)
    (tmp_path / "secret.png").write_bytes(_PNG)
    with PreviewServer(Preview(str(folder / "posts" / "fares.md"))) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def _asked(
    server: PreviewServer, name: str, host: str | None = None, path: str | None = None
) -> tuple[int, str, bytes]:
    parts = urlsplit(server.address)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port or 0, timeout=GUARD)
    connection.request("GET", path or parts.path + name, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    policy, content = answer.headers.get("Content-Security-Policy", ""), answer.read()
    connection.close()
    return answer.status, policy, content


def test_the_article_and_its_findings(server: PreviewServer) -> None:
    status, policy, page = _asked(server, "article")
    assert status == 200
    assert "script" not in policy
    assert b"Fares fall</h1>" in page
    assert b"owned" not in page.split(b"</head>")[1]
    state = json.loads(_asked(server, "state")[2])
    assert state["name"] == "fares.md"
    assert {finding["rule"] for finding in state["findings"]} == {"active-element", "repeated-word"}
    Path(server.preview.path).write_text("# Fares fall\n\nOne.\n")
    later = json.loads(_asked(server, "state")[2])
    assert later["version"] != state["version"]
    assert later["findings"] == []


def test_a_file_that_is_gone_or_no_article_is_told(server: PreviewServer) -> None:
    Path(server.preview.path).write_text("---\ntitle: [\n---\n")
    assert json.loads(_asked(server, "state")[2])["findings"][0]["rule"] == "invalid-yaml"
    assert b"no article yet" in _asked(server, "article")[2]
    Path(server.preview.path).unlink()
    assert "no longer exists" in json.loads(_asked(server, "state")[2])["findings"][0]["message"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("ferry.png", 200),
        ("%2Fposts/ferry.png", 200),
        ("%2Fferry.png", 404),
        ("ferry.png%00.png", 404),
        ("fares.md", 404),
        ("../../secret.png", 404),
        ("..%2f..%2fsecret.png", 404),
        ("%2e%2e/%2e%2e/secret.png", 404),
        ("none.png", 404),
    ],
)
def test_pictures_of_the_repository_alone(server: PreviewServer, name: str, status: int) -> None:
    assert _asked(server, name)[0] == status


def test_pictures_from_the_root_of_the_site_are_shown(server: PreviewServer) -> None:
    path = Path(server.preview.path)
    (path.parents[1] / "static").mkdir()
    (path.parents[1] / "static" / "pier.png").write_bytes(_PNG)
    path.write_text("# Fares fall\n\n![A pier](/pier.png)\n\nOne.\n")
    page = _asked(server, "article")[2].decode()
    (address,) = re.findall(r'<img[^>]* src="([^"]*)"', page)
    assert _asked(server, address)[0] == 200


def test_nobody_else_is_answered(server: PreviewServer) -> None:
    assert _asked(server, "state", host="evil.example")[0] == 403
    assert _asked(server, "state", host=f"evil.example:{server.server_address[1]}")[0] == 403
    assert _asked(server, "", path="/state")[0] == 403
    assert _asked(server, "", path="/")[0] == 403
    assert server.server_address[0] == "127.0.0.1"


def test_a_browser_shows_it(server: PreviewServer, tmp_path: Path) -> None:
    command = [chromium(), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    dump = subprocess.run(
        [*command, "--virtual-time-budget=3000", "--dump-dom", server.address],
        capture_output=True, text=True, timeout=GUARD, check=True,
    )  # fmt: skip
    assert "3 findings." in dump.stdout
    assert (
        '<li class="warning">line 5: <b>warning</b> "at" stands twice in a row <code>repeated-word</code></li>'
        in dump.stdout
    )
    assert "<title>fares.md – artfmt preview</title>" in dump.stdout
