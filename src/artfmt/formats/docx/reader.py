"""docx (ISO/IEC 29500): what Word, LibreOffice, Google Docs and pandoc save; needs mammoth, the extra ``docx``.

mammoth makes HTML of it; its styles are those of a page (Title, Subtitle, Caption, Quote). Macros are never looked at.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from xml.parsers.expat import ExpatError

from lxml import etree

from artfmt.formats.docx.figures import with_figures
from artfmt.formats.html.markup import article_of_letter
from artfmt.formats.xml import FOLLOWS_NOTHING
from artfmt.model.article import Article
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError, missing_extra
from artfmt.source.source import Source

_STYLES = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Date'] => p.date:fresh
p[style-name='Abstract'] => p.subtitle:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Table Caption'] => p.caption:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='Block Text'] => blockquote:fresh
p[style-name='Quotations'] => blockquote:fresh
p[style-name='Source Code'] => pre:separator('\\n')
r[style-name='Verbatim Char'] => code
"""
# What mammoth and the libraries beneath it raise for a document that is broken.
_BROKEN = (
    *(KeyError, ValueError, AttributeError, IndexError, TypeError, LookupError, RecursionError, OSError, EOFError),
    *(zipfile.BadZipFile, zlib.error, ExpatError, NotImplementedError, RuntimeError, AssertionError),
)
_MOST_UNPACKED = 512 << 20  # bytes: a larger document unpacks to no article
_MOST_TIMES = 200  # as much as a part may grow when it is unpacked
_SMALL = 1 << 20
# Parts with words of their own (ECMA-376, part 1, section 11.3).
_BESIDE = re.compile(r"word/(?:header|footer)\d*\.xml|word/comments\.xml")
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def read(source: Source, report: Report) -> Article:
    """The article that a document holds.

    Raises ReadError where it is none, is broken or far too large, and MissingExtraError without mammoth.
    """
    data = source.data.encode("latin-1", "replace") if isinstance(source.data, str) else source.data
    report.decode = lambda _: ""  # no place in a zip is one in a text
    try:
        import mammoth
    except ModuleNotFoundError as error:
        raise missing_extra("reading .docx", error, "docx") from None
    archive = _opened(data)
    try:
        result: Any = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(_named),
            external_file_access=False,
        )
    except _BROKEN as error:
        raise ReadError(f"cannot be read as .docx: {type(error).__name__}; save it anew, or copy its text") from None
    for message in result.messages:
        if "style" not in message.message:
            report.notice("left-out", Severity.INFO, message.message[:200])
    _tell_beside(archive, report)
    return article_of_letter(with_figures(result.value, report), _metadata(archive), report)


def _tell_beside(archive: zipfile.ZipFile, report: Report) -> None:
    """Tell the words that stand beside the text: in headers, footers and comments."""
    for name in sorted(filter(_BESIDE.fullmatch, archive.namelist())):
        try:
            root = etree.fromstring(archive.read(name), _parser())
        except (etree.XMLSyntaxError, *_BROKEN):
            continue
        words = one_line(" ".join(str(text.text or "") for text in root.iter(_TEXT)))
        if words:
            where = name.rpartition("/")[2].partition(".")[0].rstrip("0123456789")
            report.left_out(words, None, f"it stands in the document's {where}, not in its text")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(**FOLLOWS_NOTHING)


def _opened(data: bytes) -> zipfile.ZipFile:
    """The zip that a document is. Raises ReadError for one that is broken, or a bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise ReadError("is not a .docx document: it is no zip, or a broken one") from None
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > _MOST_UNPACKED or any(
        part.file_size > _SMALL and part.file_size > _MOST_TIMES * max(part.compress_size, 1) for part in parts
    ):
        raise ReadError("unpacks to far more than a document has: it is not read")
    if "word/document.xml" not in archive.namelist() and not any("document" in part.filename for part in parts):
        raise ReadError("is a zip, but no .docx document: it has no word/document.xml")
    return archive


def _named(image: Any) -> dict[str, str]:
    """A picture in the document: no address leads to it."""
    return {"src": "", "alt": image.alt_text or ""}


def _metadata(archive: zipfile.ZipFile) -> Metadata:
    """What the document's properties say; a title or an author that a program put there is no part of the article."""
    try:
        root = etree.fromstring(archive.read("docProps/core.xml"), _parser())
    except (etree.XMLSyntaxError, *_BROKEN):
        return Metadata()
    language = root.findtext(f"{_DUBLIN}language")
    title = root.findtext(f"{_DUBLIN}title")
    return Metadata(headline=(title or "").strip() or None, language=(language or "").strip() or None)
