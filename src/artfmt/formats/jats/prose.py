"""The prose of a JATS document: the marks, links and line breaks within an element."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from lxml import etree

from artfmt.formats.jats.elements import GLUED, Element, Teller, address_in, entity, flowing, words
from artfmt.formats.jats.footnotes import Footnotes
from artfmt.model.prose import Mark, Span, Spans, canonical
from artfmt.model.urls import safe_address
from artfmt.source.diagnostics import Severity

_MARKS: dict[str, Mark] = {
    "bold": "bold",
    "italic": "italic",
    "strike": "strike",
    "sub": "sub",
    "sup": "sup",
    "monospace": "code",
}
_LINKS = frozenset({"ext-link", "uri", "email"})


_DOCUMENT = re.compile(r"\\begin\{document\}(.*?)\\end\{document\}", re.DOTALL)


class ProseReader:
    """Reads prose; ``blocks`` are the names of elements that part a paragraph in two."""

    def __init__(self, tell: Teller, blocks: Container[str], footnotes: Footnotes) -> None:
        self.tell = tell
        self.blocks = blocks
        self.footnotes = footnotes

    def within(self, element: Element) -> Spans:
        """The words of an element's children as one run of prose."""
        return canonical(self._parted(element))

    def of_all(self, elements: Iterable[Element]) -> Spans:
        """The words of several elements as one run of prose; of a caption, those of its children."""
        spans: list[Span] = []
        for element in elements:
            spans += self._parted(element) if element.tag in ("caption", "permissions") else self.inline(element)
            spans.append(Span(" "))
        return canonical(spans)

    def _parted(self, element: Element) -> list[Span]:
        spans: list[Span] = []
        for child in self.tell.children(element):
            if child.tag not in ("p", "title"):
                self.tell.kept(child)
            spans += [*self.inline(child), Span(" ")]
        return spans

    def of_footnote(self, element: Element) -> Spans:
        """What a footnote says, without its mark."""
        spans: list[Span] = [Span(flowing(element.text))] if element.text else []
        for child in element:
            if child.tag != "label":
                spans += [*self.inline(child), Span(" ")]
            spans += [Span(flowing(child.tail))] if child.tail else []
        return canonical(spans)

    def beside_footnotes(self, group: Element) -> None:
        """Tell what else stands in a list of footnotes."""
        for child in self.tell.children(group) if group.tag == "fn-group" else ():
            if child.tag != "fn":
                self.tell.left_out(child)

    def content(self, element: Element) -> Spans:
        """The prose within an element in canonical form."""
        return canonical(self.inline(element))

    def inline(self, element: Element, *, parting: bool = False) -> list[Any]:
        """The prose within an element; with ``parting``, the blocks within it stand in the list as they are."""
        if not len(element):
            return [Span(flowing(element.text))] if element.text else []
        into: list[Any] = []
        self._run(element, (), None, into, parting)
        return into

    def _run(self, element: Element, marks: tuple[Mark, ...], href: str | None, into: list[Any], parting: bool) -> None:
        if element.text and element.tag is not etree.Entity:
            into.append(Span(flowing(element.text), marks, href))
        for child in element:
            tag = child.tag
            if tag in _MARKS:
                mark = _MARKS[tag]
                self._run(child, marks if mark in marks else (*marks, mark), href, into, parting)
            elif tag in _LINKS or (tag == "xref" and child.get("ref-type") == "sec"):
                self._run(child, marks, self._link(child, href), into, parting)
            elif tag == "break" or (tag == "named-content" and child.get("content-type") == "line-break"):
                into.append(Span("\n", marks, href))
            elif tag == "fn" or (tag == "xref" and self.footnotes.referred(child)):
                into += self._references(child)
            elif tag == "alternatives":
                self._alternative(child, marks, href, into, parting)
            elif tag == "tex-math":
                into.append(Span(flowing(self._tex(child)), marks, href))
            elif parting and tag in self.blocks:
                into.append(child)
            elif tag is etree.Entity:
                into.append(Span(entity(child), marks, href))
            else:
                self.tell.kept(child)
                gap = () if tag in GLUED else (Span(" "),)
                into += gap
                self._run(child, marks, href, into, parting)
                into += gap
            if child.tail:
                into.append(Span(flowing(child.tail), marks, href))

    def _references(self, element: Element) -> Iterator[Span]:
        """The references that a mark stands for, or a footnote that stands within the sentence."""
        if element.tag == "xref":
            yield from (Span(footnote=name) for name in self.footnotes.referred(element))
        elif element in self.footnotes.ids:
            yield Span(footnote=self.footnotes.ids[element])
        else:
            self.tell.left_out(element, "a footnote that says nothing, or stands where no article has one")

    def _alternative(
        self, element: Element, marks: tuple[Mark, ...], href: str | None, into: list[Any], parting: bool
    ) -> None:
        """Of several forms of one thing the one that can be read as text."""
        forms = [child for child in element if isinstance(child.tag, str)]
        readable = [child for child in forms if words(child)]
        chosen_form = next((child for child in readable if child.tag == "tex-math"), next(iter(readable), None))
        for child in forms:
            if child is not chosen_form:
                self.tell.left_out(child, "another form of what is kept")
        if chosen_form is None:
            return
        if chosen_form.tag == "tex-math":
            into.append(Span(flowing(self._tex(chosen_form)), marks, href))
        else:
            self._run(chosen_form, marks, href, into, parting)

    def _tex(self, element: Element) -> str:
        """A formula in TeX without the document that some publishers put around it, which is told."""
        text = element.text or ""
        document = _DOCUMENT.search(text)
        if not document:
            return text.strip().strip("$").strip()
        frame = f"{text[: document.start(1)]} {text[document.end(1) :]}"
        self.tell.report.notice("left-out", Severity.INFO, "left out what LaTeX has around a formula", element, frame)
        return document[1].strip().strip("$").strip()

    def _link(self, element: Element, outer: str | None) -> str | None:
        if element.tag == "xref":
            return safe_address(f"#{element.get('rid') or ''}") or outer
        raw = address_in(element) or ("" if element.tag == "ext-link" else words(element))
        if element.tag == "email" and raw and not raw.lower().startswith("mailto:"):
            raw = f"mailto:{raw}"
        address = safe_address(raw)
        if not address:
            self.tell.report.refused(raw or "<ext-link>", element)
        return address or outer
