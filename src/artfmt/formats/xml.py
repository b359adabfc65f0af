"""XML as it comes from strangers: parsed without entities, network or DTD, with the place of every element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from lxml import etree

from artfmt.model.prose import one_line
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from artfmt.source.source import Source

# How lxml is told to open no file and no address that a document names.
FOLLOWS_NOTHING: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARED = re.compile(r"""\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["'][^>]*\?>""")

# The encodings that XML files are in. Python knows others, some of which cost the square of what they decode.
_OF_XML = re.compile(
    r"utf[-_]?(?:16|32)(?:[-_]?[bl]e)?|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|(?:windows|cp)[-_]?\d{3,4}|ibm\d{3}|koi8[-_][ru]|"
    r"shift[-_]jis|sjis|euc[-_](?:jp|kr|cn|tw)|iso[-_]2022[-_]\w{2}|gb(?:k|2312|18030)|big5|macintosh|mac[-_]\w+|tis[-_]620",
    re.IGNORECASE,
)


def parse_xml(source: Source, *, lenient: bool = False) -> etree._Element:
    """The root element of an XML document; ``lenient`` reads what is not well-formed as far as it makes sense.

    Raises ReadError with line and column where it is not well-formed XML, declares entities, or nests more
    than 256 elements within each other.
    """
    text = xml_text(source)
    if not text.strip():
        raise ReadError("is empty: an article needs at least a headline and a body")
    data = source.data if isinstance(source.data, bytes) else text.encode("utf-8", "surrogatepass")
    encoding = None if isinstance(source.data, bytes) else "utf-8"
    try:
        root = etree.fromstring(data, _parser(encoding, lenient=lenient))
    except etree.XMLSyntaxError as error:
        raise _syntax_error(error, source.name) from None
    if root is None:  # of which nothing makes sense
        raise ReadError("is not XML")
    _without_namespace(root)
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        line = 1 + text[: text.find("<!ENTITY")].count("\n")
        raise _refused(_ENTITIES, source.name, Location(line))
    return root


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of a local name, whatever their namespace."""
    return (child for child in element if local_name(child) == name)


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace, or without a prefix that nobody declared; empty for a comment."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def words_of(element: etree._Element) -> str:
    """All text within an element, on one line."""
    return one_line(inner_text(element))


def inner_text(element: etree._Element) -> str:
    """All text within an element, as it stands."""
    return "".join(map(str, element.itertext()))


def text_of(element: etree._Element, *names: str) -> str | None:
    """The text of the first child of a name that has some."""
    for name in names:
        for child in children(element, name):
            text = inner_text(child).strip()
            if text:
                return text
    return None


def _without_namespace(root: etree._Element) -> None:
    """Take the root's own namespace off every name: JATS has none, though some documents give it one."""
    space, brace, _ = str(root.tag).rpartition("}")
    if not brace:
        return
    for element in root.iter(etree.Element):
        element.tag = str(element.tag).removeprefix(space + brace)


def _parser(encoding: str | None, *, lenient: bool) -> etree.XMLParser:
    """A parser that follows nothing: no entity, no DTD, no address."""
    return etree.XMLParser(
        encoding=encoding,
        **FOLLOWS_NOTHING,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
        recover=lenient,
    )


def xml_text(source: Source) -> str:
    """The document as text, by its byte order mark, its declaration, or else UTF-8.

    Raises ReadError where the bytes are not text in that encoding.
    """
    if isinstance(source.data, str) or source.data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return source.text
    declared = _DECLARED.match(source.data[:200].decode("ascii", "replace"))
    if declared and _OF_XML.fullmatch(declared[1]):
        try:
            return source.data.decode(declared[1])
        except (LookupError, UnicodeError):
            raise ReadError(f"is not in the encoding that it declares, {declared[1]}: save it as UTF-8") from None
    return source.text


_ENTITIES = "declares entities of its own: write out what they stand for"


def _syntax_error(error: etree.XMLSyntaxError, path: str) -> ReadError:
    line, column = error.position
    problem = (error.msg or "this is not XML").partition(", line ")[0]
    if "depth" in problem:
        message = "is nested too deeply to be an article"
    elif "loop" in problem or "amplification" in problem:
        message = _ENTITIES
    else:
        message = f"is not well-formed XML: {problem}"
    return _refused(message, path, Location(line or 1, max(column, 1)))


def _refused(message: str, path: str, location: Location) -> ReadError:
    finding = Diagnostic("invalid-xml", Severity.ERROR, message, path, location)
    return ReadError(message, line=location.line, column=location.column, diagnostics=(finding,))


class ElementPlaces:
    """Where the elements of a document start in its text; worked out when first asked for."""

    def __init__(self, root: etree._Element, source: Source) -> None:
        self._root = root
        self._source = source
        self._places: dict[etree._Element, Location] = {}

    def __call__(self, element: etree._Element) -> Location:
        """The line and column of an element's start tag."""
        if not self._places:
            # The elements themselves are the keys, so that none is collected and made anew meanwhile.
            elements = list(self._root.iter(etree.Element))
            self._places = dict(zip(elements, _start_tags(xml_text(self._source)), strict=False))
        line: Any = element.sourceline
        return self._places.get(element) or Location(line or 1)


def _start_tags(text: str) -> list[Location]:
    """Where each start tag of a well-formed document stands, in document order."""
    parser = expat.ParserCreate("utf-8")
    places: list[Location] = []
    parser.StartElementHandler = lambda *_: places.append(
        Location(parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
    )
    with suppress(expat.ExpatError):  # what the other parser read and this one does not has its line only
        parser.Parse(text.encode(), True)
    return places
