"""The footnotes of a JATS document, whether they stand in a list at its end, beneath a table or within a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.formats.jats.elements import Element, words
from artfmt.formats.jats.own import FOOTNOTE
from artfmt.model.footnotes import Names, is_footnote_id

_HOLDERS = ("front/article-meta/title-group", "body", "back", "floats-group")
_MARK = re.compile(r"[\s\[(]*([^\s\[\]()]+)[\s\])]*")


class Footnotes:
    """The footnotes of an article, each under the id that spans refer to it by."""

    def __init__(self, root: Element) -> None:
        names = Names()
        self.ids: dict[Element, str] = {}
        self._by_xml_id: dict[str, str] = {}
        for element in _footnotes(root):
            xml_id = element.get("id") or ""
            mark = _MARK.fullmatch(element.findtext("label") or "")
            sign = mark[1] if mark and is_footnote_id(mark[1]) else xml_id
            name = xml_id.removeprefix(FOOTNOTE) if xml_id.startswith(FOOTNOTE) else sign
            self.ids[element] = names.taken(name)
            if xml_id:
                self._by_xml_id[xml_id] = self.ids[element]

    def referred(self, xref: Element) -> list[str]:
        """The ids of the footnotes that a reference leads to; none where it leads elsewhere."""
        ways = (xref.get("rid") or "").split()
        return [self._by_xml_id[way] for way in ways] if ways and all(way in self._by_xml_id for way in ways) else []


def _footnotes(root: Element) -> Iterator[Element]:
    for holder in _HOLDERS:
        for part in root.iterfind(holder):
            yield from (element for element in part.iter("fn") if _says_something(element))


def _says_something(footnote: Element) -> bool:
    return any(child.tag != "label" and words(child) for child in footnote) or bool((footnote.text or "").strip())
