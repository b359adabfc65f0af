"""What people have: one story in every form in which it comes, and what is no article at all."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator, Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from artfmt import Article, ReadError, read, read_all, write
from artfmt.formats.foreign import FOREIGN, Foreign, foreign_of
from artfmt.formats.table import FORMATS
from artfmt.model.article import List, Table
from artfmt.model.prose import plain_text
from artfmt.source.source import Source
from conftest import ROOT, shared
from strategies import articles

Validate: TypeAlias = Callable[[str, str], list[str]]

INBOX = Path(__file__).parent / "inbox"
STORIES = sorted(INBOX.iterdir())
_LABELS = ["Why it matters", "By the numbers", "What’s next"]
# What a form has no place for, or what it tells in another way.
_SILENT = {
    "deck": {"story.eml", "box.mbox"},
    "tags": {"story.eml", "box.mbox", "story.docx", "story.ninjs.json"},
    "section": {"story.eml", "box.mbox", "story.docx", "story.nitf", "feed.atom"},
    "url": {"story.eml", "box.mbox", "story.docx", "story.nitf", "story.newsml.xml"},
}


def _table(article: Article) -> list[str]:
    tables = [part for _, part in article.walk() if isinstance(part, Table)]
    return [plain_text(cell) for table in tables for row in (table.header, *table.rows) for cell in row]


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_one_story_in_every_form(path: Path) -> None:
    document = read(path)
    article = document.article
    assert article.headline == "Two more boats for Skerry Island"
    assert [author.name for author in article.authors] == ["Ines Okabe"]
    assert (article.published or "")[:10] == "2031-03-03"
    labels = [section.axiom.label for section in article.body if section.axiom]
    assert labels == _LABELS
    items = [item for _, part in article.walk() if isinstance(part, List) for item in part.items]
    assert [plain_text(item.content) for item in items] == [
        "14 crossings a day, up from 9",
        "$3.2 million a year for crews and fuel",
    ]
    assert [span.href for span in items[1].content if span.href] == ["https://ferry.example/fuel"]
    assert _table(article) == ["Boat", "Places", "Tern", "64", "Petrel", "48"]
    stated = {name for name in _SILENT if not getattr(article, name)}
    assert stated == {name for name, silent in _SILENT.items() if path.name in silent}
    for row in FORMATS:
        if row.lossless:
            assert read(write(article, row.name), row.name).article == article


def test_there_is_a_story_in_every_format() -> None:
    read_as = {read(path).format for path in STORIES}
    assert read_as | {row.name for row in FORMATS if row.writes} == {row.name for row in FORMATS}


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.name)
def test_a_form_is_told_by_its_content(path: Path) -> None:
    assert read(path.read_bytes()).format == read(path).format


@pytest.mark.parametrize("name", ["feed.rss", "box.mbox"])
def test_every_article_of_a_source_that_holds_several(name: str) -> None:
    headlines = [document.article.headline for document in read_all(INBOX / name)]
    assert headlines == ["Two more boats for Skerry Island", "Lamp on the north mole mended"]
    (more,) = (notice for notice in read(INBOX / name).notices if notice.rule == "more-stories")
    assert more.text == "Lamp on the north mole mended"


def _zip(**parts: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name.replace("__", "/"), part)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 x", "a PDF"),
        (_zip(mimetype=b"application/epub+zip"), "an EPUB"),
        (_zip(mimetype=b"application/vnd.oasis.opendocument.text"), "an OpenDocument text"),
        (_zip(xl__workbook=b""), "a spreadsheet"),
        (_zip(ppt__presentation=b""), "a presentation"),
        (b"{\\rtf1\\ansi Fares fall}", "RTF"),
        (b"\x89PNG\r\n\x1a\n\0", "a picture"),
        (b"% A comment\n\\documentclass{article}\n\\begin{document}", "LaTeX"),
        (b"Fares fall\n==========\n\n.. image:: a.png\n", "reStructuredText"),
        (b"= Fares fall\n:author: Ines Okabe\n\nIt is.", "AsciiDoc"),
        (b"#+TITLE: Fares fall\n\nIt is.", "Org mode"),
        (b"#!/bin/sh\necho", "a script"),
    ],
)
def test_what_is_no_article_is_called_what_it_is(data: bytes, name: str) -> None:
    with pytest.raises(ReadError, match=name):
        read(data)
    kind = foreign_of(Source(data))
    assert kind is not None
    assert kind.name == name


@pytest.mark.parametrize(
    "kind", [kind for kind in FOREIGN if kind.suffixes and not kind.begins], ids=lambda kind: kind.name
)
def test_a_text_that_tells_nothing_is_known_by_its_name(kind: Foreign, tmp_path: Path) -> None:
    path = tmp_path / f"a{kind.suffixes[0]}"
    path.write_text("Fares fall in June\n\nThe board will halve its fares.\n", encoding="utf-8")
    with pytest.raises(ReadError, match=kind.name):
        read(path)
    assert read(path, "text").article.headline == "Fares fall in June"


def test_a_bomb_is_no_document() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (64 << 20))
    with pytest.raises(ReadError, match="far more than a document has"):
        read(bomb.getvalue(), "docx")
    for data in (b"", b"PK", _zip(a=b""), b"PK\x03\x04word/document.xml"):
        with pytest.raises(ReadError):
            read(data, "docx")


@pytest.mark.parametrize(
    ("charset", "body", "word"),
    [
        ("utf-8", "Fähren", "Fähren"),
        ("iso-8859-1", "Fähren", "Fähren"),
        ("nonsense", "Fähren", "Fähren"),
        ("", "Fähren", "Fähren"),
    ],
)
def test_mails_of_any_charset(charset: str, body: str, word: str) -> None:
    encoding = charset if charset not in ("nonsense", "") else "utf-8"
    kind = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    head = f"From: a@b.example\nSubject: =?utf-8?q?AW=3A_F=C3=A4hren?=\nMIME-Version: 1.0\n{kind}"
    head += "Content-Transfer-Encoding: 8bit\n\n"
    text = f"{body} fallen aus\n\nDie {body} fallen am Montag aus, sagte der Hafen.\n"
    article = read(head.encode() + text.encode(encoding), "mail").article
    assert article.headline == f"{word} fallen aus"
    assert word in article.text


def test_a_mail_is_taken_apart_no_deeper_than_a_mail_is() -> None:
    part = "Content-Type: text/plain\n\nFares fall\n\nThey fall in June, it said.\n"
    for depth in range(40):
        part = (
            f"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n{part}\n--b{depth}--\n"
        )
    with pytest.raises(ReadError, match="holds no text"):
        read(part, "mail")


def test_what_is_attached_is_told() -> None:
    notices = [notice.text for notice in read(INBOX / "story.eml").notices if "attachment" in notice.message]
    assert notices == ["fares.pdf"]


def _ans() -> Draft4Validator:
    folder = shared("standards/ans/0.10.12")
    base = "https://raw.githubusercontent.com/washingtonpost/ans-schema/master/src/main/resources/schema/ans/0.10.12/"
    resources = (
        (base + path.relative_to(folder).as_posix(), Resource.from_contents(json.loads(path.read_text()), DRAFT4))
        for path in folder.rglob("*.json")
    )
    story = json.loads((folder / "story.json").read_text())
    return Draft4Validator(
        story, registry=Registry().with_resources(resources), format_checker=Draft4Validator.FORMAT_CHECKER
    )


def _ninjs() -> Draft202012Validator:
    schema = json.loads((shared("standards/ninjs") / "ninjs-schema_3.1.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.fixture(scope="module")
def validators() -> Validate:
    by_format: dict[str, Any] = {"ans": _ans(), "ninjs": _ninjs()}

    def errors(format: str, text: str) -> list[str]:
        return [error.message for error in by_format[format].iter_errors(json.loads(text))]

    return errors


@settings(max_examples=40)
@given(articles)
def test_what_is_written_is_valid_under_the_standards(validators: Validate, article: Article) -> None:
    """And ninjs gives all back but what it has no place for; that ANS does is a law of all lossless formats."""
    assert validators("ans", write(article, "ans")) == []
    text = write(article, "ninjs")
    assert validators("ninjs", text) == []
    data = article.to_dict()
    data.pop("extra", None)
    assert read(text, "ninjs").article.to_dict() == data


def test_the_examples_are_valid_under_the_standards(validators: Callable[[str, str], list[str]]) -> None:
    for format in ("ans", "ninjs"):
        paths = sorted((ROOT / "examples").rglob(f"*.{format}.json"))
        assert paths
        assert {
            path: errors for path in paths if (errors := validators(format, path.read_text(encoding="utf-8")))
        } == {}
