"""The elements of a JATS document, and telling of what has no place in an article."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterator
from typing import Any, TypeAlias

from lxml import etree

from artfmt.formats.xml import LANGUAGE
from artfmt.model.prose import one_line
from artfmt.reading.document import Report
from artfmt.source.controls import without_controls
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location

Element: TypeAlias = etree._Element

HREF = "{http://www.w3.org/1999/xlink}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The attributes that are read, for each element that is.
_READ: dict[str, frozenset[str]] = {
    name: frozenset(attributes)
    for name, *attributes in (
        ("article", "article-type", "dtd-version", "specific-use", LANGUAGE),
        ("article-id", "pub-id-type"),
        ("journal-id", "journal-id-type"),
        ("subj-group", "subj-group-type"),
        ("contrib", "contrib-type"),
        ("contrib-group", "content-type"),
        ("abstract", "abstract-type"),
        ("name", "name-style"),
        ("string-name", "name-style"),
        ("xref", "ref-type", "rid"),
        ("fn", "id", "fn-type"),
        ("license", HREF, "license-type"),
        ("pub-date", "date-type", "iso-8601-date"),
        ("date", "date-type", "iso-8601-date"),
        ("self-uri", HREF),
        ("related-article", "related-article-type", "ext-link-type", HREF),
        ("custom-meta", "specific-use"),
        ("notes", "notes-type", "specific-use"),
        ("sec", "sec-type", "id", "specific-use"),
        ("fig", "fig-type", "specific-use"),
        ("graphic", HREF),
        ("media", "content-type", HREF),
        ("code", "language", _SPACE),
        ("list", "list-type"),
        ("ext-link", "ext-link-type", HREF),
        ("uri", HREF),
        ("email", HREF),
        ("named-content", "content-type"),
        ("td", "colspan", "rowspan"),
        ("th", "colspan", "rowspan"),
    )
}
_NONE: frozenset[str] = frozenset()
_DOI = re.compile(r"(?:(?:info:)?doi[:/])?(10\.\d{4,9}/\S+)\Z")


# Elements within a word or a sentence.
GLUED = frozenset(
    [
        "bold",
        "italic",
        "strike",
        "sub",
        "sup",
        "monospace",
        "sc",
        "underline",
        "roman",
        "sans-serif",
        "overline",
        "ext-link",
        "uri",
        "email",
        "xref",
        "named-content",
        "styled-content",
        "abbrev",
        "inline-formula",
    ]
)


def tag(element: Element) -> str:
    """The name of an element without its namespace, or the prefix of one that is not declared."""
    name: Any = element.tag
    if not isinstance(name, str):
        return str(element.text)
    local = name.rpartition("}")[2]
    return local.rpartition(":")[2] or local


def words(element: Element) -> str:
    """All the text of an element, on one line, with a space where anything but a mark or a link parts it."""
    return one_line("".join(_pieces(element)) if len(element) else element.text or "")


def _pieces(element: Element) -> Iterator[str]:
    yield (entity(element) if element.tag is etree.Entity else element.text) or ""
    for child in element:
        gap = "" if child.tag in GLUED or child.tag is etree.Entity else " "
        yield gap
        yield from _pieces(child)
        yield f"{gap}{child.tail or ''}"


def without(element: Element, is_unwanted: Callable[[Element], bool]) -> Element:
    """A copy of an element without what is unwanted in it; the words after that stay."""
    unwanted = {child for child in element.iter() if child is not element and is_unwanted(child)}
    return _copied(element, unwanted) if unwanted else element


def _copied(element: Element, unwanted: Collection[Element]) -> Element:
    copy = etree.Element(str(element.tag), {str(name): str(value) for name, value in element.items()})
    copy.text = element.text
    for child in element:
        if child in unwanted:
            last = copy[-1] if len(copy) else None
            if last is None:
                copy.text = (copy.text or "") + (child.tail or "")
            else:
                last.tail = (last.tail or "") + (child.tail or "")
        elif isinstance(child.tag, str):
            inner = _copied(child, unwanted)
            inner.tail = child.tail
            copy.append(inner)
        else:
            last = copy[-1] if len(copy) else None
            spelled = (entity(child) if child.tag is etree.Entity else "") + (child.tail or "")
            if last is None:
                copy.text = (copy.text or "") + spelled
            else:
                last.tail = (last.tail or "") + spelled
    return copy


def is_note(element: Element) -> bool:
    """Whether an element is a footnote, or a mark that leads to one."""
    return element.tag == "fn" or (element.tag == "xref" and element.get("ref-type") in ("fn", "author-notes"))


def address_in(element: Element) -> str | None:
    """The address that an element leads to, a DOI as an address (https://www.doi.org/the-identifier/resources/handbook)."""
    raw_address = (element.get(HREF) or "").strip()
    if doi := _DOI.match(raw_address):
        return f"https://doi.org/{doi[1]}"
    return element.get(HREF)


def entity(element: Element) -> str:
    """What an entity reference stands for in HTML, or the reference as it is written."""
    return html.unescape(element.text or "")


def parts_of(element: Element) -> list[Element | str]:
    """The children of an element, and the words that stand loose among them, in order."""
    parts: list[Element | str] = [flowing(element.text)] if element.text else []
    for child in element:
        parts += [child, flowing(child.tail)] if child.tail else [child]
    return [part for part in parts if not isinstance(part, str) or part.strip()]


def flowing(text: str) -> str:
    """Text of an element: its line ends are mere spaces."""
    if text.isascii() and "\n" not in text and "\x7f" not in text:
        return text
    return without_controls(text).replace("\n", " ").replace("\u2028", " ")


def raw(parent: Element, name: str) -> str:
    """The text of a child, just as it stands."""
    child = parent.find(name)
    return "".join(map(str, child.itertext())) if child is not None else ""


class Teller:
    """Tells of what a JATS document says that an article cannot."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def attributes(self, root: Element) -> None:
        """Tell of the attributes that are not read, each kind once."""
        names_before: set[tuple[str, str]] = set()
        for element in root.iter(etree.Element):
            # At once: to ask for each by its name goes through all that stand before it.
            attributes = [(str(name), str(value)) for name, value in element.items()]
            if not attributes:
                continue
            names_read = _READ.get(str(element.tag), _NONE)
            for name, value in attributes:
                if name in names_read or (str(element.tag), name) in names_before:
                    continue
                names_before.add((str(element.tag), name))
                local_name = name.rpartition("}")[2]
                self.report.notice(
                    "attribute-left-out",
                    Severity.INFO,
                    f'left out {local_name}="{value}" of <{tag(element)}>, and the like: it has no place',
                    element,
                    value,
                )

    def children(self, element: Element) -> list[Element]:
        """The children of an element that has no prose of its own; words that stand loose among them are told of."""
        children: list[Element] = []
        for part in parts_of(element):
            if isinstance(part, str):
                why = f"words loose in <{tag(element)}>, where only elements have a place"
                self.report.left_out(part.strip(), element, why)
            else:
                children.append(part)
        return children

    def left_out(self, element: Element, why: str = "it has no place in an article") -> None:
        """Tell that an element is left out."""
        text = words(element) or next((address for inner in element.iter() if (address := inner.get(HREF))), None)
        if text:
            self.report.left_out(text, element, f"<{tag(element)}>: {why}")
        elif element.tag is not etree.Entity:
            self.report.notice("left-out", Severity.INFO, f"left out <{tag(element)}>, which says nothing", element)

    def kept(self, element: Element) -> None:
        """Tell that an element's words are kept without it."""
        self.report.notice(
            "element-left-out",
            Severity.INFO,
            f"kept the words of <{tag(element)}>, not what it says of them: it has no place in an article",
            element,
        )

    def placed(self, part: Any, element: Element) -> Any:
        """The part, its place remembered."""
        self.report.place(part, element)
        return part

    def error(self, message: str, element: Element) -> ReadError:
        """An error at an element."""
        place: Location = self.report.resolve(element) if self.report.resolve else Location(1)
        return ReadError(message, line=place.line, column=place.column)
