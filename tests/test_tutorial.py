"""docs/tutorial.md and docs/how-to.md: what they tell to type is typed, and gives what they show."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def _environment(folder: Path) -> dict[str, str]:
    (folder / "bin").mkdir()
    command = folder / "bin" / "artfmt"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m artfmt "$@"\n')
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "GIT_CONFIG_GLOBAL": os.devnull}


def _followed(page: str, folder: Path, work: Path) -> None:
    """Type each block of the shell; what one prints is the output block that follows it."""
    environment = _environment(folder)
    blocks = _BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))
    for index, (language, text) in enumerate(blocks):
        if language == "sh":
            done = subprocess.run(
                ["bash", "-ec", text], cwd=work, env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
            following = blocks[index + 1] if index + 1 < len(blocks) else ("", "")
            if following[0] == "output":
                assert done.stdout == following[1]


def test_the_tutorial(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    (paste,) = [text for language, text in _BLOCK.findall(page) if language == "text" and "ferry" in text]
    work = tmp_path / "work"
    work.mkdir()
    (work / "paste.txt").write_text(paste)
    _followed("tutorial.md", tmp_path, work)


_POST = {
    "id": 7,
    "date": "2031-05-04T10:00:00",
    "link": "https://wire.example/fares",
    "title": {"rendered": "Fares fall"},
    "content": {
        "rendered": "<p>Tickets will cost two dollars.</p><p><strong>Why it matters:</strong> It is cheap.</p>"
    },
}
_WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>Fares fall</title>
<content:encoded><![CDATA[<p>Tickets will cost two dollars from June on.</p>]]></content:encoded>
<wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item></channel></rss>"""
_GHOST = {"posts": [{"title": "Fares fall", "html": "<p>Tickets will cost two dollars.</p>", "slug": "fares"}]}
_PROSE = "<p>Tickets will cost two dollars from June.</p>" * 6
_PAGE = f"<html><title>Fares fall</title><article><h1>Fares fall</h1>{_PROSE}"


def test_the_how_tos(tmp_path: Path) -> None:
    work = tmp_path / "work"
    (work / "content").mkdir(parents=True)
    (work / "pages").mkdir()
    (work / "hugo.toml").write_text("")
    (work / "content" / "fares.md").write_text("---\ntitle: Fares fall\n---\n\nTickets will cost $2.\n")
    (work / "content" / "_index.md").write_text("---\ntitle: All\n---\n")
    (work / "story.md").write_text("---\ntitle: Fares fall\n---\n\nTickets will cost $2.\n")
    (work / "post.json").write_text(json.dumps(_POST))
    (work / "ghost.json").write_text(json.dumps(_GHOST))
    (work / "export.wxr").write_text(_WXR)
    shutil.copy(ROOT / "examples" / "newsletter" / "article.txt", work / "letter.txt")
    (work / "pages" / "a.html").write_text(_PAGE)
    _followed("how-to.md", tmp_path, work)


def test_the_service(tmp_path: Path) -> None:
    pytest.importorskip("fastapi", reason="pip install '.[judges]': the page's service is FastAPI's")
    page = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    (program,) = [text for language, text in _BLOCK.findall(page) if language == "python"]
    (tmp_path / "service.py").write_text(
        program + "\nfrom fastapi.testclient import TestClient\n"
        "client = TestClient(service)\n"
        "story = {'text': '# Fares fall\\n\\nTickets cost at at $2.', 'format': 'markdown'}\n"
        "answer = client.post('/read', json=story)\n"
        "print(answer.json()['article']['headline'], answer.json()['findings'])\n"
        "print(client.post('/read', json={'text': '', 'format': 'json'}).status_code)\n"
    )
    done = subprocess.run([sys.executable, "service.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["Fares fall ['\"at\" stands twice in a row']", "422"], done.stderr
