"""Feeds and exports of WordPress sites -> documents: each entry with the head of its feed, as a feed of one entry.

The file is read entry by entry, so that memory stays flat however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from artfmt.batch.columns import DocumentRow, Failure
from artfmt.batch.rows import too_large
from artfmt.formats.xml import FOLLOWS_NOTHING

if TYPE_CHECKING:
    from artfmt.batch.inputs import Opened, Reading

Element = etree._Element

_ENTRIES = ("{*}item", "{*}entry")
_EXPORT = "wordpress.org/export"
_KIND = "{*}post_type"
_ARTICLES = (None, "post", "page")


def documents(container_stream: Opened, reading: Reading) -> Iterator[DocumentRow]:
    """The documents of a feed; what is no article of an export (menus, pictures) is none."""
    path = container_stream.container.path
    number = 0
    frame: Element | None = None
    parsed = etree.iterparse(
        container_stream.stream,
        events=("end",),
        tag=_ENTRIES,
        recover=True,
        huge_tree=False,
        **FOLLOWS_NOTHING,
    )
    try:
        for _, entry in parsed:
            above = entry.getparent()
            if above is None:
                continue
            if frame is None:
                frame = _frame(entry, above)
            if entry.findtext(_KIND) in _ARTICLES:
                number += 1
                yield _document(frame, entry, f"{path}#{number}", reading)
            above.remove(entry)
    except etree.XMLSyntaxError as error:
        why = f"is not well-formed XML: {(error.msg or '').partition(', line ')[0]}"
        yield DocumentRow.failed(f"{path}#{number + 1}", Failure("damaged", why))
        return
    if not number:
        yield DocumentRow.failed(path, Failure("no-article", "holds no article"))


def _frame(entry: Element, above: Element) -> Element:
    """A copy of the feed with what stands before its first entry."""
    head = [deepcopy(child) for child in entry.itersiblings(preceding=True)][::-1]
    root = entry.getroottree().getroot()
    spaces: Any = root.nsmap
    frame = etree.Element(root.tag, {str(name): str(value) for name, value in root.items()}, nsmap=spaces)
    place = frame if above is root else etree.SubElement(frame, above.tag)
    place.extend(head)
    return frame


def _document(frame: Element, entry: Element, id: str, reading: Reading) -> DocumentRow:
    whole = deepcopy(frame)
    place = whole if etree.QName(entry).localname == "entry" else next(whole.iter("{*}channel"), whole)
    place.append(deepcopy(entry))
    data = etree.tostring(whole, encoding="utf-8", xml_declaration=True)
    if len(data) > reading.max_size:
        return DocumentRow.failed(id, too_large(len(data), reading.max_size))
    is_export = any(_EXPORT in str(address) for address in whole.nsmap.values())
    format = "wxr" if is_export else "atom" if etree.QName(entry).localname == "entry" else "rss"
    return DocumentRow(id, data, reading.format or format)
