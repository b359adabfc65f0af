"""Feeds, exports of sites and mailboxes in a batch: each article is a document."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from artfmt.batch.inputs import Item, Reading, items
from artfmt.checking.document import check_source
from artfmt.formats.read import read
from artfmt.source.source import Source

INBOX = Path(__file__).parents[1] / "formats" / "inbox"


def _read(path: Path, max_size: int = 1 << 20) -> list[Item]:
    return list(items([str(path)], Reading(max_size=max_size)))


@pytest.mark.parametrize("name", ["feed.rss", "box.mbox"])
@pytest.mark.parametrize("packed", [False, True])
def test_each_article_is_a_document(name: str, packed: bool, tmp_path: Path) -> None:
    path = tmp_path / (f"{name}.gz" if packed else name)
    data = (INBOX / name).read_bytes()
    path.write_bytes(gzip.compress(data) if packed else data)
    found = _read(path)
    assert [each.document.id for each in found] == [f"{path}#1", f"{path}#2"]
    articles = [read(each.document.data or b"", each.document.format).article for each in found]
    assert articles[0] == read(INBOX / name).article
    assert articles[1].headline == "Lamp on the north mole mended"


@pytest.mark.parametrize("suffix", ["wxr", "xml"])
def test_an_export_is_told_by_its_content_and_holds_posts_only(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"export.{suffix}"
    path.write_bytes((INBOX / "export.wxr").read_bytes())
    (only,) = _read(path)
    article = read(only.document.data or b"", only.document.format).article
    assert (only.document.format, article.headline) == ("wxr", "Two more boats for Skerry Island")
    assert [author.name for author in article.authors] == ["Ines Okabe"]


def test_another_xml_file_is_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<?xml version='1.0'?><article/>")
    assert [each.document.id for each in _read(path)] == [str(path)]


@pytest.mark.parametrize("data", [b"<rss><channel><title>x</title></channel></rss>", b"<rss", b"<rss><channel><item>"])
def test_a_feed_without_an_article_fails(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_bytes(data)
    assert {each.document.failure for each in _read(path)} <= {"no-article", "damaged", None}
    assert _read(path)


def test_what_is_too_large_is_told(tmp_path: Path) -> None:
    for name in ("feed.rss", "box.mbox"):
        assert {each.document.failure for each in _read(INBOX / name, max_size=100)} == {"too-large"}


def test_memory_is_flat_however_many_entries_there_are(tmp_path: Path) -> None:
    head, entry, foot = (
        "<rss><channel><title>a</title>",
        f"<item><title>b</title><description>{'c ' * 500}</description></item>",
        "</channel></rss>",
    )
    peaks = []
    for count in (200, 2000):
        path = tmp_path / f"{count}.rss"
        path.write_text(head + entry * count + foot, encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in items([str(path)], Reading())) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_every_article_of_a_feed_is_checked() -> None:
    text = (INBOX / "feed.rss").read_text(encoding="utf-8").replace("The lamp on", "The the lamp on")
    findings = check_source(Source(text, "feed.rss")).findings
    assert "repeated-word" in {finding.rule for finding in findings}
    assert "more-stories" not in {finding.rule for finding in findings}
