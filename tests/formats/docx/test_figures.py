"""Pictures and tables of documents with their captions; what stands beside the text."""

from __future__ import annotations

import io
import zipfile

import pytest

from artfmt.formats.docx.figures import with_figures
from artfmt.formats.read import read
from artfmt.reading.document import Report

pytest.importorskip("mammoth", reason="mammoth: pip install artfmt[docx]")

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _document(body: str, **parts: str) -> bytes:
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>'
    )
    target = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{target}" Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:x xmlns:w="{_MAIN}">{content}</w:x>')
    return out.getvalue()


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_words_of_headers_footers_and_comments_are_told() -> None:
    body = _paragraph("The quay closes") + _paragraph("The quay closes in October for two winters, the board said.")
    beside = {"header1": "Draft 3", "footer2": "Page", "comments": "Check this"}
    document = read(_document(body, **{name: _paragraph(words) for name, words in beside.items()}), "docx")
    told = {notice.text: notice.message for notice in document.notices if notice.rule == "left-out"}
    assert told.keys() == {"Draft 3", "Page", "Check this"}
    assert "header" in told["Draft 3"]


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        (
            '<p><img src="" alt="A boat"></p><p class="caption">At six.</p>',
            '<figure><img src="" alt="A boat"><figcaption class="caption">At six.</figcaption></figure>',
        ),
        (
            '<p class="caption">Fares.</p><table><tr><td>1</td></tr></table>',
            '<figure><table><tr><td>1</td></tr></table><figcaption class="caption">Fares.</figcaption></figure>',
        ),
        (
            '<table><tr><td>1</td></tr></table><p class="caption">Fares.</p><p>W.</p>',
            '<figure><table><tr><td>1</td></tr></table><figcaption class="caption">Fares.</figcaption></figure>'
            "<p>W.</p>",
        ),
        ('<p>Words.</p><p class="caption">Alone.</p>', '<p>Words.</p><p class="caption">Alone.</p>'),
    ],
)
def test_a_caption_stands_with_what_it_is_of(markup: str, figure: str) -> None:
    assert with_figures(markup, Report()) == f"<html><body>{figure}</body></html>"


def test_a_picture_of_which_nothing_is_said_is_told() -> None:
    report = Report()
    with_figures('<p><img src="" alt=""></p><p>Words.</p>', report)
    assert [notice.rule for notice in report.notices()] == ["left-out"]
