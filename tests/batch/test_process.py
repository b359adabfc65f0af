"""The pure function: a row for each document, whatever it is."""

from __future__ import annotations

import json
from datetime import date

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from artfmt import ConfigError, UnknownFormatError
from artfmt.batch.article_type import from_arrow
from artfmt.batch.columns import DOCUMENTS, DocumentRow, Failure, documents_batch, results_schema
from artfmt.batch.process import Task, process
from artfmt.checking.settings import Setting, Settings
from artfmt.source.diagnostics import Severity
from batch_support import page, story


def test_each_document_has_a_row_in_order() -> None:
    batch = documents_batch(
        [
            DocumentRow("a", story(1).encode(), "markdown"),
            DocumentRow.failed("b", Failure("too-large", "is larger")),
            DocumentRow("c", None),
            DocumentRow("d", b"", "markdown"),
            DocumentRow("e", b"\xff\xfe\xfa", "json"),
            DocumentRow("f", page().encode(), None, "https://news.example/1", "2021-05-04T10:00:00+00:00"),
        ]
    )
    assert batch.schema == DOCUMENTS
    begun: list[None] = []
    results = process(batch, Task(), lambda: begun.append(None))
    assert results.schema == results_schema(typed=False)
    rows = results.to_pylist()
    assert len(begun) == 6
    assert [row["id"] for row in rows] == list("abcdef")
    assert [(row["error"] or {}).get("kind") for row in rows] == [
        None,
        "too-large",
        "missing",
        "no-article",
        "no-article",
        None,
    ]
    assert json.loads(rows[0]["article"])["headline"] == "Fares fall 1"
    assert rows[5]["format"] == "html"
    assert json.loads(rows[5]["article"])["url"] == "https://news.example/1"


def test_columns_that_are_not_there_are_null() -> None:
    batch = pa.record_batch({"id": ["a"], "data": [story(1)]})
    (row,) = process(batch, Task()).to_pylist()
    assert (row["error"], row["format"]) == (None, "markdown")
    with pytest.raises(ConfigError, match='the batch has no column "data"; there are id, html'):
        process(pa.record_batch({"id": ["a"], "html": [story(1)]}), Task())


def test_typed_results_hold_the_same_articles() -> None:
    batch = documents_batch([DocumentRow("a", story(1).encode(), "markdown")])
    (plain,), (typed,) = process(batch, Task()).to_pylist(), process(batch, Task(typed=True)).to_pylist()
    assert from_arrow(typed["article"]) == json.loads(plain["article"])


def test_another_format_stands_in_the_text() -> None:
    batch = documents_batch([DocumentRow("a", story(1).encode(), "markdown")])
    (row,) = process(batch, Task(to="text")).to_pylist()
    assert row["article"] is None
    assert row["text"].startswith("Fares fall 1\n")
    with pytest.raises(UnknownFormatError):
        process(batch, Task(to="papyrus"))


def test_findings_are_those_of_the_settings_and_of_the_day() -> None:
    text = "---\npublished: 2031-05-04\n---\n\n# Fares\n\nIt fell at at May.\n"
    batch = documents_batch([DocumentRow("a", text.encode(), "markdown")])
    strict = Settings("none", {"repeated-word": Setting(Severity.ERROR), "date-in-future": Setting()})

    def found(day: date) -> list[tuple[str, str, int, int]]:
        (row,) = process(batch, Task(check=True, settings=strict, today=day)).to_pylist()
        return [(each["rule"], each["severity"], each["line"], each["column"]) for each in row["findings"]]

    assert found(date(2031, 5, 5)) == [("repeated-word", "error", 7, 9)]
    assert found(date(2031, 5, 1)) == [("date-in-future", "warning", 2, 12), ("repeated-word", "error", 7, 9)]
    (row,) = process(batch, Task()).to_pylist()
    assert row["findings"] == []


def test_labels_of_the_house_are_known() -> None:
    text = "# Fares\n\nThe board met.\n\n**Our take:** It fell.\n"
    batch = documents_batch([DocumentRow("a", text.encode(), "markdown")])
    (row,) = process(batch, Task(settings=Settings(labels={"Our take": "takeaway"}))).to_pylist()
    assert json.loads(row["article"])["body"][1]["axiom"]["kind"] == "takeaway"


@pytest.mark.parametrize(
    ("url", "moment", "told"),
    [
        ("javascript:alert(1)", None, ['left out "javascript:alert(1)": it is not an address that artfmt accepts']),
        (None, "yesterday", ['left out "yesterday": it is not a time by which dates can be read']),
        (None, "0001-01-01", ['left out "0001-01-01": it is not a time by which dates can be read']),
        ("https://news.example/1", "2021-05-04", []),
    ],
)
def test_what_is_told_beside_a_document_and_cannot_be_used_is_noticed(
    url: str | None, moment: str | None, told: list[str]
) -> None:
    batch = documents_batch([DocumentRow("a", story(1).encode(), "markdown", url, moment)])
    (row,) = process(batch, Task()).to_pylist()
    assert [each["message"] for each in row["notices"]] == told


def test_relative_dates_are_read_by_the_date() -> None:
    text = "Fares fall\n\n3 hours ago\n\nThe board met on Monday, and it will meet again.\n"
    batch = documents_batch([DocumentRow("a", text.encode(), "text", None, "2021-05-04T10:00:00")])
    (row,) = process(batch, Task()).to_pylist()
    assert json.loads(row["article"])["published"] == "2021-05-04T07:00:00Z"


def test_the_charset_of_the_server_counts_before_that_of_the_page() -> None:
    text = page().replace("harbor", "порт").replace("<head>", '<head><meta charset="koi8-r">')
    batch = documents_batch([DocumentRow("a", text.encode("cp1251"), "html", charset="windows-1251")])
    (row,) = process(batch, Task()).to_pylist()
    assert "порт" in row["article"]


def test_merely_informing_notices_are_kept_on_demand() -> None:
    batch = documents_batch([DocumentRow("a", story(1).encode() + b"\n<!-- a comment -->\n", "markdown")])
    (row,), (told,) = process(batch, Task()).to_pylist(), process(batch, Task(verbose=True)).to_pylist()
    assert row["notices"] == []
    assert [each["rule"] for each in told["notices"]] == ["comment-left-out"]


@settings(max_examples=100)
@given(
    documents=st.lists(
        st.builds(
            DocumentRow,
            st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
            st.one_of(
                st.none(),
                st.binary(max_size=60),
                st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
            ),
            st.sampled_from([None, "json", "jats", "html", "markdown", "yaml", "text", "papyrus"]),
            st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
            st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)),
            st.one_of(st.none(), st.sampled_from(["utf-8", "nonsense", "utf-16", ""])),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_document_stops_the_others(documents: list[DocumentRow]) -> None:
    rows = process(documents_batch(documents), Task(check=True)).to_pylist()
    assert [row["id"] for row in rows] == [each.id for each in documents]
    assert all((row["error"] is None) != (row["article"] is None) for row in rows)
    assert not [row for row in rows if row["error"] and row["error"]["kind"] == "fault"]
