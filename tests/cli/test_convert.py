"""``artfmt convert`` on what people have: reports as data, every article of a feed, what a folder holds beside."""

from __future__ import annotations

import json
from pathlib import Path

from cli_support import run
from conftest import ROOT

_INBOX = ROOT / "tests" / "formats" / "inbox"


def test_a_report_as_data_tells_what_each_input_was_read_as(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 x")
    done = run(
        "convert",
        "-t",
        "json",
        "--report",
        "json",
        "--output-dir",
        str(tmp_path),
        str(_INBOX / "feed.rss"),
        str(tmp_path / "a.pdf"),
    )
    assert done.returncode == 2
    feed, pdf = (json.loads(line) for line in done.stderr.splitlines() if line.startswith("{"))
    (article,) = feed["articles"]
    assert (article["format"], article["headline"]) == ("rss", "Two more boats for Skerry Island")
    assert [notice["rule"] for notice in article["notices"]] == ["more-stories"]
    assert "is a PDF" in pdf["error"]


def test_every_article_of_a_feed_is_converted_with_all(tmp_path: Path) -> None:
    assert run("convert", "--all", "-t", "md", "--output-dir", str(tmp_path), str(_INBOX / "feed.rss")).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["feed-2.md", "feed.md"]
    assert "Lamp on the north mole" in (tmp_path / "feed-2.md").read_text(encoding="utf-8")


def test_what_a_folder_holds_beside_articles_is_summed_up(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "c.epub", "d.png"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "a.md").write_text("# Fares fall\n\nThey do.\n", encoding="utf-8")
    done = run("convert", "-t", "json", str(tmp_path))
    assert "passed over 3 files that artfmt does not read: a PDF (2), an EPUB" in done.stderr


def test_an_address_is_told_how_to_fetch() -> None:
    done = run("convert", "-t", "json", "https://wire.example/a")
    assert done.returncode == 2
    assert "curl -sSL https://wire.example/a | artfmt convert" in done.stderr
