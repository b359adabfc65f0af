"""What the arguments name: containers of every kind, packed or not, whole or broken; shards; where a run goes on."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from artfmt.batch.inputs import Item, Reading, items
from artfmt.batch.rows import Fields
from artfmt.source.errors import ConfigError
from batch_support import stories, story


def _read(*arguments: object, **more: Any) -> list[Item]:
    return list(items([str(each) for each in arguments], Reading(**more)))


def _ids(found: list[Item], folder: Path) -> list[str]:
    return [os.path.relpath(each.document.id, folder) for each in found]


def _kinds(found: list[Item]) -> list[str | None]:
    return [each.document.failure for each in found]


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.html", "a.txt", ".hidden.md", "node_modules/x.md", "c.css", "a/y.json.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"{}") if name.endswith("gz") else b"text")
    found = _read(tmp_path)
    assert _ids(found, tmp_path) == ["a.txt", "b.md", "a/y.json.gz", "a/z.html"]
    assert [each.document.format for each in found] == ["text", "markdown", None, "html"]  # JSON may be of several
    assert [each.output for each in found] == ["a", "b", "a/y", "a/z"]
    assert found[2].document.data == b"{}"


def test_what_two_arguments_name_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories(tmp_path / "in", 3)
    monkeypatch.chdir(tmp_path)
    found = _read("in/0001.md", "in", "in/*.md", ".", "./in/0002.md")
    assert [each.document.id for each in found] == ["in/0001.md", "in/0000.md", "in/0002.md"]


@pytest.mark.parametrize("argument", ["nowhere", "no*.md", "empty"])
def test_an_argument_that_names_nothing_is_told(tmp_path: Path, argument: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=argument.replace("*", r"\*")):
        _read(tmp_path / argument)


@pytest.mark.parametrize(
    ("suffix", "compressed"),
    [
        ("", bytes),
        (".gz", gzip.compress),
        (".gz", lambda data: gzip.compress(data[:50]) + gzip.compress(data[50:])),
        (".bz2", bz2.compress),
        (".zst", lambda data: pa.compress(data, "zstd", asbytes=True)),
        (".lz4", lambda data: pa.compress(data, "lz4", asbytes=True)),
    ],
)
def test_json_lines_are_read_compressed_or_not(tmp_path: Path, suffix: str, compressed: Any) -> None:
    records = [{"html": f"<p>{number}", "url": f"https://news.example/{number}"} for number in range(5)]
    path = tmp_path / f"in.jsonl{suffix}"
    path.write_bytes(compressed(b"".join(json.dumps(each).encode() + b"\n" for each in records)))
    found = _read(path, fields=Fields("html"), format="html")
    assert [each.document.data for each in found] == [f"<p>{number}".encode() for number in range(5)]
    assert [each.document.url for each in found] == [each["url"] for each in records]
    assert [each.document.id for each in found] == [f"{path}#{number}" for number in range(1, 6)]


def test_lines_that_hold_no_document_are_told_each(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    long = json.dumps({"html": "x" * 3_000_000})
    lines = [
        '{"html": "<p>1", "id": ""}',
        "",
        "{broken",
        "[1]",
        "null",
        '{"html": null}',
        '{"text": 1}',
        '{"html": 5}',
        long,
    ]
    path.write_text("\ufeff" + "\n".join([*lines, '{"html": "last"}']))
    found = _read(path, fields=Fields("html"), max_size=1000)
    assert _kinds(found) == [
        None,
        "damaged",
        "wrong-type",
        "wrong-type",
        "missing",
        "missing",
        "wrong-type",
        "too-large",
        None,
    ]
    assert found[-1].document.data == b"last"


@pytest.mark.parametrize(
    ("line", "fields", "told"),
    [
        (
            {"html": "x", "link": "y"},
            Fields(),
            r"which key holds the documents\? --data-column NAME; the first line has html, link",
        ),
        ({"html": "x", "link": "y"}, Fields("htm"), 'the first line has no "htm"; it has html, link'),
        ({"html": "x", "link": "y"}, Fields("html", id="name"), 'the first line has no "name"; it has html, link'),
    ],
)
def test_a_first_line_without_what_was_told_is_told(
    tmp_path: Path, line: dict[str, str], fields: Fields, told: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps(line) + "\n")
    with pytest.raises(ConfigError, match=told):
        _read(path, fields=fields)


def test_a_line_may_be_an_article_or_hold_one(tmp_path: Path) -> None:
    article = {"version": "1.0", "type": "article", "headline": "Fares", "body": []}
    (tmp_path / "a.jsonl").write_text(json.dumps(article) + "\n")
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": 7, "article": article}) + "\n")
    (whole,) = _read(tmp_path / "a.jsonl")
    (within,) = _read(tmp_path / "b.jsonl", fields=Fields("article", id="id"))
    assert json.loads(whole.document.data or b"") == json.loads(within.document.data or b"") == article
    assert within.document.id == "7"


@pytest.mark.parametrize("compression", ["gzip", "zstd", "lz4"])
def test_what_stands_before_a_damage_is_read(tmp_path: Path, compression: str) -> None:
    suffix = {"gzip": ".gz", "zstd": ".zst", "lz4": ".lz4"}[compression]
    lines = b"".join(json.dumps({"html": f"<p>{number:040}"}).encode() + b"\n" for number in range(300))
    packed = gzip.compress(lines) if compression == "gzip" else pa.compress(lines, compression, asbytes=True)
    (tmp_path / f"in.jsonl{suffix}").write_bytes(packed + b"garbage, and more than a little of it" * 10)
    found = _read(tmp_path / f"in.jsonl{suffix}", fields=Fields("html"))
    lost = 0 if compression == "gzip" else 4096 // (len(lines) // 300) + 1  # Arrow gives nothing of a read that fails
    assert 300 - lost <= len(found) - 1 <= 300
    assert _kinds(found) == [None] * (len(found) - 1) + ["damaged"]


def test_what_stands_before_the_end_of_a_truncated_file_is_read(tmp_path: Path) -> None:
    data = "".join(json.dumps({"html": f"<p>{number} {os.urandom(40).hex()}"}) + "\n" for number in range(200))
    path = tmp_path / "in.jsonl.gz"
    path.write_bytes(gzip.compress(data.encode())[:-4000])
    found = _read(path, fields=Fields("html"))
    assert 50 < len(found) < 190
    assert _kinds(found) == [None] * (len(found) - 1) + ["damaged"]


def _table() -> pa.Table:
    return pa.table(
        {
            "html": ["<p>1", None, "", "<p>4"],
            "raw": [b"\xff\xfe", b"b", None, b""],
            "number": [1, 2, 3, 4],
            "link": ["https://news.example/1", None, "", "x y"],
            "url": ["https://news.example/other"] * 4,
            "fetched": pa.array([0, None, 1, 2], pa.timestamp("s", "UTC")),
        }
    )


def _write_parquet(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path, row_group_size=2)


def _write_arrow(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def _write_stream(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, table.schema) as writer:
        writer.write_table(table)


def _write_feather(path: Path, table: pa.Table) -> None:
    feather.write_feather(table, str(path))


TABLES = [
    ("t.parquet", _write_parquet),
    ("t.arrow", _write_arrow),
    ("t.arrows", _write_stream),
    ("t.feather", _write_feather),
]


@pytest.mark.parametrize(("name", "write"), TABLES, ids=[name for name, _ in TABLES])
def test_tables_are_read_by_their_columns(tmp_path: Path, name: str, write: Any) -> None:
    write(tmp_path / name, _table())
    found = _read(tmp_path / name, fields=Fields("html", "link", "fetched"), format="html")
    assert [each.document.data for each in found] == [b"<p>1", None, b"", b"<p>4"]
    assert _kinds(found) == [None, "missing", None, None]
    assert [each.document.url for each in found] == ["https://news.example/1", None, None, "x y"]
    assert found[0].document.date == "1970-01-01T00:00:00+00:00"
    assert found[1].document.date is None
    by_default = _read(tmp_path / name, fields=Fields("raw"))
    assert [each.document.data for each in by_default] == [b"\xff\xfe", b"b", None, b""]
    assert by_default[0].document.url == "https://news.example/other"
    assert _kinds(_read(tmp_path / name, fields=Fields("number"))) == ["wrong-type"] * 4


def test_a_column_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    _write_parquet(tmp_path / "a.parquet", _table())
    with pytest.raises(ConfigError, match=r'a\.parquet: has no column "htm"; there are html, raw, number'):
        _read(tmp_path / "a.parquet", fields=Fields("htm"))
    with pytest.raises(ConfigError, match=r"which column holds the documents\? --data-column NAME; there are html"):
        _read(tmp_path / "a.parquet")
    _write_parquet(tmp_path / "b.parquet", pa.table({"other": ["x"]}))
    found = _read(tmp_path, fields=Fields("html"))
    assert _kinds(found) == [None, "missing", None, None, "wrong-type"]
    assert 'b.parquet: has no column "html"' in (found[-1].document.message or "")


def test_the_row_groups_around_a_damaged_one_are_read(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    pq.write_table(pa.table({"html": [os.urandom(50).hex() for _ in range(30)]}), path, row_group_size=10)
    place = pq.ParquetFile(path).metadata.row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[place : place + 200] = b"x" * 200
    path.write_bytes(data)
    found = _read(path, fields=Fields("html"))
    assert _kinds(found) == [None] * 10 + ["damaged"] * 10 + [None] * 10
    assert "row group 1 is damaged" in (found[15].document.message or "")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.parquet", b"PAR1 and no more"),
        ("a.parquet", b""),
        ("a.arrow", b"ARROW1 and no more"),
        ("a.arrows", b"\xff\xff\xff\xff\xff\xff\xff\x7f"),
        ("a.feather", b"nothing of the kind"),
        ("a.jsonl.gz", b"nothing of the kind"),
        ("a.jsonl.zst", b"nothing of the kind"),
        ("a.md.gz", b"\x1f\x8b\x08"),
    ],
)
def test_a_file_that_is_broken_from_the_start_is_one_failure(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "b.md").write_text(story(1))
    assert _kinds(_read(tmp_path / name, tmp_path / "b.md", fields=Fields("html"))) == ["damaged", None]


def test_files_that_vanish_or_may_not_be_read_are_told(tmp_path: Path) -> None:
    stories(tmp_path, 5)
    found = items([str(tmp_path)], Reading())
    first = next(found)
    (tmp_path / "0002.md").unlink()
    (tmp_path / "0003.md").unlink()
    (tmp_path / "0003.md").symlink_to(tmp_path / "0003.md")
    rest = list(found)
    assert _ids(rest, tmp_path) == ["0001.md", "0002.md", "0003.md", "0004.md"]
    assert _kinds([first, *rest]) == [None, None, "missing", "missing", None]


def test_a_folder_that_nobody_may_look_into_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stories(tmp_path / "in", 1)
    (tmp_path / "in" / "sub").mkdir()
    listed = os.listdir

    def refused(path: str) -> list[str]:  # root may look into every folder, so its mode is no test
        if path.endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr("os.listdir", refused)
    found = _read(tmp_path / "in")
    assert _kinds(found) == [None, "missing"]
    assert found[1].document.id == str(tmp_path / "in" / "sub")


def test_a_named_file_is_read_although_a_folder_around_it_is_named_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stories(tmp_path / "in" / "sub", 1)
    for name in ("x.md", "in/.hidden.md", "in/page", "in/sub/1.md"):
        (tmp_path / name).write_text(story(1))
    monkeypatch.chdir(tmp_path / "in")
    found = [each.document.id for each in _read(".", "../x.md", ".hidden.md", "page", "sub/1.md", "./sub", "../in")]
    assert found == ["sub/0000.md", "sub/1.md", "../x.md", ".hidden.md", "page"]


def test_many_arguments_are_no_more_work_each(tmp_path: Path) -> None:
    stories(tmp_path, 1)
    names = [str(tmp_path / f"{'./' * number}0000.md") for number in range(20)] + [str(tmp_path)] * 3
    assert len(_read(*names)) == 1


def test_a_file_that_vanishes_after_it_was_named_is_told(tmp_path: Path) -> None:
    stories(tmp_path, 3)
    found = items([str(tmp_path / f"000{number}.md") for number in range(3)], Reading())
    next(found)
    (tmp_path / "0001.md").unlink()
    assert _kinds(list(found)) == ["missing", None]


class _Counting(io.FileIO):
    """A file that counts the bytes that are read of it."""

    count = 0

    def readinto(self, buffer: Any) -> int:
        count = super().readinto(buffer) or 0
        _Counting.count += count
        return count


def _counted(path: str, _: str = "") -> io.BufferedReader:
    return io.BufferedReader(_Counting(path))


def test_what_is_larger_than_it_may_be_is_told_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "a.html").open("wb") as file:
        file.truncate(2 << 30)  # 2 GB of holes
    with gzip.open(tmp_path / "b.html.gz", "wb") as file:
        file.write(b" " * 5_000_000)
    (tmp_path / "c.md").write_text(story(1))
    monkeypatch.setattr("artfmt.batch.inputs.open_file", _counted)
    monkeypatch.setattr(_Counting, "count", 0)
    found = _read(tmp_path, max_size=1_000_000)
    assert _kinds(found) == ["too-large", "too-large", None]
    assert "larger than 1,000,000 bytes (--max-size)" in (found[0].document.message or "")
    assert 1_000_000 < _Counting.count < 1_200_000


def test_values_that_python_cannot_hold_are_told_one_by_one(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(
        pa.string(), 2, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0\6\0\0\0"), pa.py_buffer(b"abc\xff\xfe\xfd")]
    )
    far = pa.array([10**15, 0], pa.timestamp("ms"))
    fine = pa.array([1, 0], pa.timestamp("ns"))
    named = pa.array([b"k1", b"k2"])
    pq.write_table(pa.table({"html": bad, "date": far, "id": named}), tmp_path / "a.parquet")
    _write_arrow(tmp_path / "b.arrow", pa.table({"html": ["x", "y"], "date": fine, "url": pa.array([b"u", None])}))
    found = _read(tmp_path, fields=Fields("html"))
    assert _kinds(found) == [None, "damaged", None, None]
    assert [each.document.id for each in found[:2]] == ["k1", "k2"]
    assert found[0].document.date is None
    assert found[2].document.url == "u"


def test_structures_that_are_no_json_are_told(tmp_path: Path) -> None:
    rows = [{"headline": "x", "published": datetime(2020, 1, 1, tzinfo=UTC)}, {"headline": "y", "published": None}]
    pq.write_table(pa.table({"article": rows, "raw": [{"a": b"x"}, {"a": None}]}), tmp_path / "a.parquet")
    (first, _) = _read(tmp_path, fields=Fields("article"))
    assert json.loads(first.document.data or b"") == {"headline": "x", "published": "2020-01-01T00:00:00+00:00"}
    assert _kinds(_read(tmp_path, fields=Fields("raw"))) == ["wrong-type", None]


def test_two_columns_of_one_name_are_a_failure(tmp_path: Path) -> None:
    _write_arrow(tmp_path / "a.arrow", pa.table([["x"], ["y"]], names=["html", "html"]))
    assert _kinds(_read(tmp_path, fields=Fields("html"))) == ["damaged"]


@pytest.mark.parametrize("name", ["t.parquet", "t.arrow", "t.arrows"])
def test_no_bytes_of_a_table_stop_the_reading(tmp_path: Path, name: str) -> None:
    dict(TABLES)[name](tmp_path / name, pa.concat_tables([_table()] * 20))
    data = (tmp_path / name).read_bytes()
    chance = random.Random(name)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 5)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        (tmp_path / name).write_bytes(broken)
        try:
            found = _read(tmp_path / name, fields=Fields("html"))
        except ConfigError:  # the names of the columns were hit
            continue
        assert all((each.document.data is None) == (each.document.failure is not None) for each in found)


@pytest.mark.parametrize("of", [1, 2, 3, 7, 30])
def test_shards_are_all_and_share_nothing(tmp_path: Path, of: int) -> None:
    stories(tmp_path / "many", 20)
    (tmp_path / "one.jsonl").write_text('{"html": "x"}\n' * 20)
    for argument in (tmp_path / "many", tmp_path / "one.jsonl"):
        whole = [each.document.id for each in _read(argument, fields=Fields("html"))]
        parts = [
            [each.document.id for each in _read(argument, fields=Fields("html"), shard=(shard, of))]
            for shard in range(1, of + 1)
        ]
        assert sorted(each for part in parts for each in part) == sorted(whole)
        assert max(map(len, parts)) - min(map(len, parts)) <= 1
        assert all(part == sorted(part, key=whole.index) for part in parts)


@pytest.mark.parametrize("shard", [None, (2, 3)])
def test_what_comes_after_a_place_is_what_is_left(tmp_path: Path, shard: tuple[int, int] | None) -> None:
    stories(tmp_path / "in", 3)
    (tmp_path / "in" / "0001b.jsonl").write_text('{"html": "x"}\n' * 4)
    _write_parquet(tmp_path / "in" / "z.parquet", _table())
    reading = Reading(Fields("html"), shard=shard)
    for arguments in ([str(tmp_path / "in")], [str(tmp_path / "in" / "z.parquet")]):
        whole = list(items(arguments, reading))
        for number, each in enumerate(whole, 1):
            assert list(items(arguments, reading, each.place)) == whole[number:]


def test_a_place_that_is_gone_is_told(tmp_path: Path) -> None:
    stories(tmp_path, 3)
    place = _read(tmp_path)[1].place
    (tmp_path / "0001.md").unlink()
    with pytest.raises(ConfigError, match=r"0001\.md: the run stopped there, and it is gone"):
        list(items([str(tmp_path)], Reading(), place))


def test_the_bytes_that_were_read_come_to_those_of_the_files(tmp_path: Path) -> None:
    stories(tmp_path, 3)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"html": "x"}\n' * 400))
    found = _read(tmp_path, fields=Fields("html"))
    assert sum(each.read for each in found) == sum(each.stat().st_size for each in tmp_path.iterdir())
