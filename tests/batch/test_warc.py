"""WARC: the pages of a crawl, and what is left of a broken file."""

from __future__ import annotations

import bz2
import gzip
import zlib
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import artfmt.batch.warc
from artfmt.batch.columns import DocumentRow
from artfmt.batch.inputs import Reading, items
from batch_support import page, record

PAGES = [page(number).encode() for number in range(4)]
GOOD = [record(number, body) for number, body in enumerate(PAGES)]
MEMBERS = [gzip.compress(each) for each in GOOD]


def _read(path: Path, data: bytes, **more: object) -> list[DocumentRow]:
    path.write_bytes(data)
    return [each.document for each in items([str(path)], Reading(**more))]  # type: ignore[arg-type]


def _told(found: list[DocumentRow]) -> list[str | None]:
    return [each.failure or each.url for each in found]


def _urls(*numbers: int) -> list[str]:
    return [f"https://news.example/{number}" for number in numbers]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.warc", b"".join(GOOD)),
        ("a.warc.gz", b"".join(MEMBERS)),
        ("a.warc.gz", gzip.compress(b"".join(GOOD))),
        ("a.warc.zst", b"".join(pa.compress(each, "zstd", asbytes=True) for each in GOOD)),
        ("a.warc.bz2", bz2.compress(b"".join(GOOD))),
    ],
    ids=["plain", "a member each", "one member", "zstd", "bzip2"],
)
def test_pages_are_read_with_address_date_and_charset(tmp_path: Path, name: str, data: bytes) -> None:
    found = _read(tmp_path / name, data)
    assert [each.data for each in found] == PAGES
    assert _told(found) == _urls(0, 1, 2, 3)
    assert found[0]._replace(data=None) == DocumentRow(
        f"{tmp_path / name}#1",
        None,
        "html",
        "https://news.example/0",
        "2021-05-04T10:00:00+00:00",
        "utf-8",
        found[0].record,
    )
    assert found[0].record
    assert found[0].record.startswith("<urn:uuid:")


def test_only_pages_that_a_server_gave_with_success_are_documents(tmp_path: Path) -> None:
    data = b"".join(
        [
            record(0, b"GET / HTTP/1.1", type="request"),
            record(1, PAGES[0], status="404 Not Found"),
            record(2, b"\x89PNG", "image/png"),
            record(3, b"", status="301 Moved", headers="Location: /\r\n"),
            record(4, PAGES[0], "application/xhtml+xml"),
            record(5, PAGES[0], "TEXT/HTML"),
            record(6, b"a: b", type="metadata"),
            record(7, PAGES[0], "text/html"),
        ]
    )
    assert _told(_read(tmp_path / "a.warc", data)) == _urls(4, 5, 7)


def test_codings_are_undone_where_they_are_there(tmp_path: Path) -> None:
    body = PAGES[0]
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    data = b"".join(
        [
            record(0, gzip.compress(body), headers="Content-Encoding: gzip\r\n"),
            record(1, chunked, headers="Transfer-Encoding: chunked\r\n"),
            record(2, body, headers="Content-Encoding: gzip\r\n"),
            record(3, body, headers="Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
            record(4, zlib.compress(body), headers="Content-Encoding: deflate\r\n"),
            record(5, zlib.compress(body, wbits=-15), headers="Content-Encoding: deflate\r\n"),
            record(6, body, headers="Content-Encoding: deflate\r\n"),
        ]
    )
    assert [each.data for each in _read(tmp_path / "a.warc", data)] == [body] * 7


def test_a_page_that_is_too_large_is_told_however_it_is_packed(tmp_path: Path) -> None:
    data = b"".join(
        [
            record(0, b"<p>" * 500_000),
            record(1, gzip.compress(b"<p>" * 50_000_000), headers="Content-Encoding: gzip\r\n"),
            GOOD[2],
        ]
    )
    assert _told(_read(tmp_path / "a.warc", data, max_size=100_000)) == ["too-large", "too-large", *_urls(2)]
    assert _told(_read(tmp_path / "b.warc.gz", gzip.compress(data), max_size=100_000))[2:] == _urls(2)


CASES = {
    "a member that ends early": ("gz", MEMBERS[0] + MEMBERS[1][:-30] + MEMBERS[2], ["0", "damaged", "2"]),
    "a member with other bytes": (
        "gz",
        MEMBERS[0] + MEMBERS[1][:60] + b"X" * 10 + MEMBERS[1][70:] + MEMBERS[2],
        ["0", "damaged", "2"],
    ),
    "a last member that ends early": ("gz", MEMBERS[0] + MEMBERS[1][:-40], ["0", "damaged"]),
    "a first member that ends at once": ("gz", MEMBERS[0][:12], ["damaged"]),
    "a length too short": ("", record(0, PAGES[0], length=200) + GOOD[1] + GOOD[2], ["damaged", "1", "2"]),
    "a length too long": ("", record(0, PAGES[0], length=len(GOOD[0]) + 50) + GOOD[1] + GOOD[2], ["damaged", "1", "2"]),
    "a length beyond the file": ("", record(0, PAGES[0], length=90_000) + GOOD[1] + GOOD[2], ["damaged", "1", "2"]),
    "a length beyond the member": (
        "gz",
        gzip.compress(record(0, PAGES[0], length=90_000)) + MEMBERS[1],
        ["damaged", "1"],
    ),
    "a length below zero": ("", record(0, PAGES[0], length=-5) + GOOD[1], ["damaged", "1"]),
    "garbage between records": ("", GOOD[0] + b"garbage\r\n\r\n" + GOOD[1], ["0", "damaged", "1"]),
    "a page that ends early": ("", GOOD[0] + GOOD[1][:-100], ["0", "damaged"]),
    "a header that ends early": ("", GOOD[0] + GOOD[1][:60], ["0", "damaged"]),
    "no WARC": ("", b"this is none", ["damaged"]),
    "no WARC, compressed": ("gz", gzip.compress(b"this is none"), ["damaged"]),
    "nothing": ("", b"", []),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_broken_is_told_and_the_rest_is_read(tmp_path: Path, case: str) -> None:
    suffix, data, expected = CASES[case]
    found = _read(tmp_path / ("a.warc.gz" if suffix else "a.warc"), data)
    assert [told if told == "damaged" else (told or "").rpartition("/")[2] for told in _told(found)] == expected
    assert all(each.message for each in found if each.failure)


def test_what_looks_like_records_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts: list[int | None] = []
    next_start = artfmt.batch.warc._next_start

    def counted(stream: object, position: int) -> int | None:
        starts.append(next_start(stream, position))
        return starts[-1]

    monkeypatch.setattr(artfmt.batch.warc, "_next_start", counted)
    assert _told(_read(tmp_path / "a.warc", b"\nWARC/1.0" * 1_000_000)) == ["damaged"]
    assert _told(_read(tmp_path / "a.warc.gz", b"\x1f\x8b\x08" * 1_000_000)) == ["damaged"]
    assert len(starts) <= 2 * (artfmt.batch.warc._MOST_BREAKS + 1)


@given(data=st.data())
def test_no_bytes_stop_the_reading(data: st.DataObject, tmp_path_factory: pytest.TempPathFactory) -> None:
    packed = data.draw(st.booleans())
    content = bytearray(b"".join(MEMBERS if packed else GOOD))
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content) - 1))
        end = start + data.draw(st.integers(0, 60))
        content[start:end] = data.draw(st.one_of(st.binary(max_size=30), st.just(bytes(content[start:end]) * 2)))
        content = content or bytearray(b"x")
    path = tmp_path_factory.getbasetemp() / ("fuzz.warc.gz" if packed else "fuzz.warc")
    found = _read(path, bytes(content))
    assert [each.id for each in found] == [f"{path}#{number}" for number in range(1, len(found) + 1)]
    assert all((each.data is None) == (each.failure is not None) for each in found)
