"""What SECURITY.md promises is tested by what it names."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from conftest import ROOT

# What each format has that names something elsewhere: entities, includes, style sheets, pictures, anchors and tags.
_ELSEWHERE = "http://127.0.0.1:9/x"
_REACHING = {
    "jats": f"""<?xml version="1.0"?><?xml-stylesheet href="{_ELSEWHERE}"?>
<!DOCTYPE article SYSTEM "{_ELSEWHERE}"><article xmlns:xi="http://www.w3.org/2001/XInclude"><front><article-meta>
<title-group><article-title>Fares fall</article-title></title-group></article-meta></front><body><p>They do.</p>
<xi:include href="file:///etc/passwd"/><p><ext-link href="{_ELSEWHERE}">x</ext-link></p></body></article>""",
    "html": f"""<html><head><base href="{_ELSEWHERE}"><link rel="stylesheet" href="{_ELSEWHERE}"></head><body>
<article class="artfmt"><header><h1>Fares fall</h1></header><div class="body"><section><p>They do.</p>
<p><img src="{_ELSEWHERE}"><iframe src="file:///etc/passwd"></iframe></p></section></div></article></body></html>""",
    "markdown": f"# Fares fall\n\n![x]({_ELSEWHERE})\n\n<object data='file:///etc/passwd'></object>\n\nThey do.\n",
    "yaml": "version: '1.0'\ntype: article\nheadline: H\nbody: !include /etc/passwd\n",
    "json": json.dumps({"$schema": _ELSEWHERE, "$ref": "file:///etc/passwd", "headline": "H", "body": []}),
    "text": f"Fares fall in June\n\n{_ELSEWHERE}\n\nfile:///etc/passwd\n\nThe board will halve its fares, it said.\n",
}
_WATCHED = """
import sys
import artfmt
from artfmt.formats.table import FORMATS
name, text = sys.argv[1:]
def work():
    try:
        document = artfmt.read(text, name)
        artfmt.check(document, artfmt.Settings("strict"))
        for row in FORMATS:
            if row.writes:
                artfmt.write(document.article, row.name)
    except artfmt.ReadError:
        pass
work()  # what is imported, and read of the package, is here now
def hook(event, arguments):
    if event.split(".")[0] in ("socket", "urllib", "subprocess", "os", "shutil", "ftplib") or event == "open":
        raise SystemExit(f"reached {event} {arguments}")
sys.addaudithook(hook)
work()
"""


@pytest.mark.parametrize("name", _REACHING)
def test_reading_reaches_nothing(name: str) -> None:
    command = [sys.executable, "-c", _WATCHED, name, _REACHING[name]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_each_promise_of_security_names_a_test_that_is_there() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 5
    file = ""
    for row in rows[1:]:
        for name in re.findall(r"`([^`]+)`", row.split("|")[2]):
            file, _, function = name.partition("::") if not name.startswith("::") else (file, "", name[2:])
            assert (ROOT / file).exists(), name
            assert not function or f"def {function}(" in (ROOT / file).read_text(encoding="utf-8"), name
