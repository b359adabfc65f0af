"""Formatting: the article stays, formatting again changes nothing, and what would be lost is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artfmt.checking.formatting import NotFormattedError, formatted
from artfmt.formats.read import read
from artfmt.formats.table import FORMATS
from artfmt.formats.write import write
from artfmt.model.article import Article
from cli_support import run
from conftest import ROOT
from strategies import articles

_LOSSLESS = [row.name for row in FORMATS if row.lossless and row.writes and not row.dialects and row.name != "ans"]


@given(articles, st.sampled_from(_LOSSLESS))
@settings(max_examples=30)
def test_what_artfmt_writes_is_formatted(article: Article, format: str) -> None:
    text = write(article, format)
    assert formatted(text, format=format) == text


@given(articles)
@settings(max_examples=30)
def test_markdown_stays_the_article_and_formatted(article: Article) -> None:
    text = formatted(write(article, "markdown"), format="markdown")
    assert read(text, "markdown").article == article
    assert formatted(text, format="markdown") == text


MESSY = """\
---
# The desk's own.
title:   "Fares fall"
---


Tickets will
cost *$2*.


* A pass
* A child

{{< figure src="a.jpg" alt="A ferry" >}}

### What the board said

| a | b |
|:--|--|
| 1 |  2 |
"""
CLEAN = """\
---
# The desk's own.
title:   "Fares fall"
---

Tickets will cost _$2_.

- A pass
- A child

{{< figure src="a.jpg" alt="A ferry" >}}

### What the board said

| a | b |
|:--|--|
| 1 |  2 |
"""


def test_a_headline_in_the_body_stays() -> None:
    assert formatted("# Fares *fall*\n* a\n* b\n", format="markdown") == "# Fares *fall*\n\n- a\n- b\n"
    text = "---\ndeck: It  did\n---\n# Fares fall\n\nTickets\ncost $2.\n"
    assert formatted(text, format="markdown") == "---\ndeck: It  did\n---\n\n# Fares fall\n\nTickets cost $2.\n"


def test_markdown_in_one_form() -> None:
    assert formatted(MESSY, format="markdown") == CLEAN
    assert formatted(CLEAN, format="markdown") == CLEAN


_COMMENTED = """\
version: '1.0'
type: article
headline: a
body:
- blocks:
  - content: [{text: b}]
    type: paragraph # ours
"""
_PAGE = (
    "<html><title>Fares</title><article><h1>Port Alder halves ferry fares</h1>"
    f"{'<p>The board of the harbor will halve the fares of its ferries in June, two people who know told us.</p>' * 4}"
    "<script>x()</script></article></html>"
)


@pytest.mark.parametrize(
    ("text", "format", "why"),
    [
        (_COMMENTED, "yaml", "holds comments"),
        (_PAGE, "html", "would be lost"),
        ("Fares fall\n\nTickets will cost $2.\n", "text", "has no one form"),
    ],
)
def test_what_would_be_lost_is_said(text: str, format: str, why: str) -> None:
    with pytest.raises(NotFormattedError, match=why):
        formatted(text, format=format)


_FRONT = "---\ntitle: Port Alder halves fares\n---\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "## Head\n{: .no_toc}\n\ntext\n",
        "- a\n{: .cls}\n",
        "![alt](a.png){width=300}\n",
        "1. x\n\n![p](p.png)\n\n2. y\n",
        "- [ ] todo\n",
        "[TOC]\n\ntext\n",
        "see [[Page]] and ![[x]]\n",
        "$$\nx * y\n$$\n",
        "a $x_1 * y_2$ b\n",
        "text HTML\n\n*[HTML]: Hyper\n",
        "* TOC\n{:toc}\n",
        "[a](b){target=_blank}\n",
        "{/* c *a* */}\n",
        "Term\n: Def\n",
        "| a | b |\n|:--|--:|\n| 1 |  2 |\n",
        '{{< figure src="a b.png" >}}\n\n{% link a-b.md %}\n',
    ],
)
def test_what_another_tool_reads_stays(body: str) -> None:
    assert formatted(_FRONT + body, format="markdown") == _FRONT + body


@pytest.mark.parametrize(
    "body",
    [
        "Intro ![alt](a.png) after image.\n",
        "- a\n\n      code\n- b\n",
        "text\n\n## End\n",
        "> a\n>\n> > b\n>\n> c\n",
        "x[^1]\n\n[^1]: a\n\n    b\n\n        c\n",
        "{{< highlight js >}}\nvar a = b * c * d;\n\n\n  x_1\n# z\n{{< /highlight >}}\n",
    ],
)
def test_what_would_be_shown_otherwise_is_left_and_told(body: str) -> None:
    with pytest.raises(NotFormattedError, match="it stays as it is"):
        formatted(_FRONT + body, format="markdown")


@pytest.mark.parametrize("suffix", ["xml", "html"])
def test_comments_are_not_lost(suffix: str) -> None:
    text = (ROOT / "examples" / "plain" / f"article.{suffix}").read_text(encoding="utf-8")
    commented = text.replace("</p>", "</p><!-- artfmt-ignore: repeated-word -->", 1)
    assert formatted(text) == text
    with pytest.raises(NotFormattedError, match="comments"):
        formatted(commented)


def test_the_command(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(MESSY)
    (tmp_path / "b.md").write_text(CLEAN)
    (tmp_path / "README.md").write_text("*  b\n")
    (tmp_path / "c.json").write_text('{"headline": 1,')
    done = run("format", "--check", "a.md", "b.md", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "a.md: would be formatted\n")
    done = run("format", "--diff", "a.md", cwd=tmp_path)
    assert done.returncode == 1
    assert "+- A pass\n" in done.stdout
    assert (tmp_path / "a.md").read_text() == MESSY
    done = run("format", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "artfmt: formatted 1 file\n")
    assert (tmp_path / "a.md").read_text() == CLEAN
    assert (tmp_path / "README.md").read_text() == "*  b\n"
    assert run("format", "c.json", cwd=tmp_path).returncode == 2
    assert run("format", "--stdin-filename", "x.md", "-", given=MESSY, cwd=tmp_path).stdout == CLEAN


@pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*/article.*")), ids=lambda path: path.parent.name + path.suffix
)
def test_examples_are_formatted(path: Path) -> None:
    try:
        assert formatted(path) == path.read_text(encoding="utf-8")
    except NotFormattedError:
        assert path.name in ("article.txt", "article.ans.json", "article.ninjs.json")
