"""The front and the back of a JATS document: the article's metadata, and its notes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from artfmt.formats.jats.elements import Element, Teller, address_in, is_note, raw, tag, without, words
from artfmt.formats.jats.own import DATELINE, EXTRA
from artfmt.formats.jats.prose import ProseReader
from artfmt.formats.json.reader import strict_json
from artfmt.formats.xml import LANGUAGE
from artfmt.language.dates import rfc3339, spoken_day
from artfmt.language.months import month_of
from artfmt.model.article import NOTE_KINDS, Author, Footnote, Note, Publisher, Related, Rights
from artfmt.model.prose import one_line
from artfmt.model.urls import safe_address, whole_address
from artfmt.source.location import json_pointer

_AUTHORS = ("author", "corresp", "writer", "collab")
_TYPE = "abstract-type"
_PARTS_OF_NAME = ("prefix", "given-names", "surname", "suffix")
_NUMBERS = re.compile(r"\d+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_Take = Callable[[Element], None]


class FrontReader:
    """Gathers the fields of the article, but its body and lead image."""

    def __init__(self, root: Element, tell: Teller, prose: ProseReader) -> None:
        self.root = root
        self.tell = tell
        self.prose = prose
        self.fields: dict[str, Any] = {}
        self.extra: dict[str, Any] = {}
        self._doi: Element | None = None
        self.lists: dict[str, list[Any]] = {"authors": [], "tags": [], "related": [], "notes": []}

    def gathered(self) -> dict[str, Any]:
        """The fields that were found, by their names."""
        lists = {name: tuple(items) for name, items in self.lists.items() if items}
        if self._doi is not None and "url" not in self.fields:
            self._set("url", safe_address(f"https://doi.org/{words(self._doi)}"), self._doi)
        elif self._doi is not None and self.fields.get("id") != words(self._doi):
            self.tell.left_out(self._doi, "the article has another id and another address")
        return {**self.fields, **lists, **({"extra": self.extra} if self.extra else {})}

    def front(self, front: Element) -> None:
        root = self.root
        if root.get("specific-use") == "newsletter":
            self._set("type", "newsletter", root)
        self._set("language", root.get(LANGUAGE), root)
        for child in self.tell.children(front):
            match tag(child):
                case "journal-meta":
                    self._publisher(child)
                case "article-meta":
                    self._children(child, self._article_meta())
                case _:
                    self.tell.left_out(child)

    def back(self, back: Element) -> None:
        for child in self.tell.children(back):
            kind = child.get("notes-type")
            if tag(child) == "notes" and kind in NOTE_KINDS:
                self._note(child, kind)
            elif tag(child) in ("fn", "fn-group"):
                self.prose.beside_footnotes(child)
            else:
                self.tell.left_out(child)

    def _set(self, name: str, value: Any, element: Element) -> None:
        """Set a field of the article, if it is not set yet."""
        if not value:
            return
        if name in self.fields:
            self.tell.left_out(element, f"a second {name}")
            return
        self.fields[name] = value
        self.tell.report.place_field(f"/{name}", element)

    def _children(self, parent: Element, table: dict[str, _Take]) -> None:
        for child in self.tell.children(parent):
            table.get(tag(child), self.tell.left_out)(child)

    def _publisher(self, meta: Element) -> None:
        """The publisher that the journal's metadata name; without a name there is none."""
        fields: dict[str, tuple[str, Element]] = {}

        def take(name: str) -> _Take:
            def set_field(element: Element) -> None:
                value = self._target(element) if name == "url" else words(element)
                if value and fields.setdefault(name, (value, element))[0] != value:
                    self.tell.left_out(element, f"a second {name} of the publisher")

            return set_field

        def group(table: dict[str, _Take]) -> _Take:
            return lambda element: self._children(element, table)

        def journal_id(element: Element) -> None:
            if element.get("journal-id-type") != "issn" or meta.findtext("issn") != element.text:
                self.tell.left_out(element)

        self._children(
            meta,
            {
                "journal-id": journal_id,
                "journal-title-group": group({"journal-title": take("name")}),
                "issn": take("issn"),
                "publisher": group({"publisher-name": take("name")}),
                "self-uri": take("url"),
            },
        )
        for name, (_, element) in fields.items():
            if "name" in fields:
                self.tell.report.place_field(f"/publisher/{name}", element)
            else:
                self.tell.left_out(element, "a publisher needs a name")
        if "name" in fields:
            self.fields["publisher"] = Publisher(**{name: value for name, (value, _) in fields.items()})

    def _article_meta(self) -> dict[str, _Take]:
        def text(name: str) -> _Take:
            return lambda element: self._set(name, words(element), element)

        def group(table: dict[str, _Take]) -> _Take:
            return lambda element: self._children(element, table)

        return {
            "article-id": self._id,
            "article-categories": group({"subj-group": group({"subject": text("section")})}),
            "title-group": group({"article-title": self._headline, "subtitle": text("deck")}),
            "contrib-group": self._contributors,
            "pub-date": lambda element: self._date("published", element),
            "history": group({"date": lambda element: self._date("updated", element)}),
            "self-uri": self._uri,
            "permissions": self._rights,
            "related-article": self._related,
            "abstract": self._abstract,
            "kwd-group": group({"kwd": lambda element: self.lists["tags"].append(words(element))}),
            "custom-meta-group": group({"custom-meta": self._extra}),
        }

    def _id(self, element: Element) -> None:
        """The publisher's own id; a DOI leads to the article where that has no other address."""
        if element.get("pub-id-type") == "doi":
            self._doi = element
        if element.get("pub-id-type") != "doi" or "id" not in self.fields:
            self._set("id", words(element), element)

    def _uri(self, element: Element) -> None:
        """The article's address; what others write relative to a page that nobody knows is none."""
        address = self._target(element)
        if address and ":" not in address and self.root.get("article-type") != "news":
            self.tell.left_out(element, "it is relative to a page that is not known")
        else:
            self._set("url", address, element)

    def _target(self, element: Element) -> str | None:
        """The address that an element leads to, whose words have no place."""
        address = safe_address(address_in(element))
        if (text := words(element)) and text != address:
            self.tell.report.left_out(text, element, f"the words of <{tag(element)}>, of which the address counts")
        return address

    def _date(self, name: str, element: Element) -> None:
        if name == "updated" and element.get("date-type") not in ("updated", "corrected", "rev-recd"):
            self.tell.left_out(element)
            return
        text = words(element)
        date = self._day(element)
        if not _DAY.match(date):
            self.extra.setdefault(name, date or text)
            self.tell.report.read_as(text or date, element, f"extra.{name}: it names no day")
            return
        if not {part.zfill(2) for part in text.split()} <= {*_NUMBERS.findall(date)}:
            self.tell.report.read_as(text, element, date)
        self._set(name, date, element)

    def _day(self, element: Element) -> str:
        """The day or the moment of a date; as much of one as it tells otherwise."""
        iso = element.get("iso-8601-date")
        if iso:
            compact = rfc3339(iso) if not _DAY.match(iso) and len(iso) > len("2031-04") else None
            return compact or iso
        parts = [words(part) for part in map(element.find, ("year", "month", "day")) if part is not None]
        if not parts:
            return spoken_day(words(element), language=self.root.get(LANGUAGE)) or words(element)
        if len(parts) > 1 and not parts[1].isdigit():
            parts[1] = str(month_of(parts[1].lower(), self.root.get(LANGUAGE)) or parts[1])
        return "-".join(part.zfill(2) for part in parts)

    def _headline(self, element: Element) -> None:
        """The title without the marks of its footnotes, which are among those of the article."""
        self._set("headline", words(without(element, is_note)), element)

    def _abstract(self, element: Element) -> None:
        """The abstract as deck, without its title; one of a type (a graphical one) where there is no plain one."""
        beside = [*element.itersiblings(), *element.itersiblings(preceding=True)]
        if element.get(_TYPE) and any(other.tag == "abstract" and not other.get(_TYPE) for other in beside):
            self.tell.left_out(element, f"a {element.get(_TYPE)} abstract beside the plain one")
            return
        title = element.find("title")
        if title is not None and (text := words(title)):
            self.tell.report.read_as(text, title, "the title of the abstract, which is the deck")
        self._set("deck", words(without(element, lambda child: child is title)), element)

    def _contributors(self, group: Element) -> None:
        """The authors of a group; editors, reviewers and the members of a group author are told."""
        if (group.get("content-type") or "").startswith("collab"):
            self.tell.left_out(group, "the members of a group that is an author")
            return
        for child in self.tell.children(group):
            kind = child.get("contrib-type") or "author"
            if kind == "person" and (group.get("content-type") or "").startswith("author"):
                kind = "author"
            if tag(child) != "contrib":
                self.tell.left_out(child)
            elif kind.startswith(_AUTHORS):
                self._author(child)
            else:
                self.tell.left_out(child, f"{kind}, not author")

    def _author(self, contrib: Element) -> None:
        parts: dict[str, str] = {}
        for child in self.tell.children(contrib):
            match tag(child):
                case "string-name" | "name" | "collab" | "name-alternatives" | "anonymous" if "name" not in parts:
                    parts["name"] = self._name(child)
                case "role" if "role" not in parts:
                    parts["role"] = words(child)
                case "uri" | "ext-link" if "url" not in parts and (address := self._address(child)):
                    parts["url"] = address
                case _:
                    self.tell.left_out(child)
        if parts.get("name"):
            self.lists["authors"].append(self.tell.placed(Author(**{"name": "", **parts}), contrib))
        elif parts:
            self.tell.left_out(contrib, "an author without a name")

    def _name(self, element: Element) -> str:
        """A name in the order in which it is spoken; of one in several scripts the first, of a group no members."""
        if tag(element) == "name-alternatives":
            names = self.tell.children(element)
            for other in names[1:]:
                self.tell.left_out(other, "the same name in another way")
            return self._name(names[0]) if names else ""
        if tag(element) == "collab":
            for members in element.iter("contrib-group"):
                self.tell.left_out(members, "the members of a group that is an author")
            return words(without(element, lambda child: child.tag == "contrib-group"))
        if tag(element) == "string-name" and None in (element.find("surname"), element.find("given-names")):
            return words(element)
        if tag(element) not in ("name", "string-name"):
            return words(element)
        if tag(element) == "string-name":
            loose = [child for child in element if tag(child) in _PARTS_OF_NAME]
            parts = {tag(child): words(child) for child in loose}
            order = ["surname", "given-names"] if element.get("name-style") == "eastern" else ["given-names", "surname"]
            return " ".join(parts[name] for name in ("prefix", *order, "suffix") if parts.get(name))
        parts = {tag(child): words(child) for child in self.tell.children(element)}
        order = ["surname", "given-names"] if element.get("name-style") == "eastern" else ["given-names", "surname"]
        first = ["prefix", *order, "suffix"]
        return " ".join(parts[name] for name in dict.fromkeys((*first, *parts)) if parts.get(name))

    def _address(self, element: Element) -> str | None:
        return self._target(element) if address_in(element) else safe_address(words(element))

    def _related(self, element: Element) -> None:
        title, url = words(element), safe_address(address_in(element))
        if title or url:
            self.lists["related"].append(self.tell.placed(Related(title or url or "", url), element))

    def _rights(self, permissions: Element) -> None:
        """What the permissions say, as far as an article can: of several licenses and statements the first."""
        fields: dict[str, str] = {}

        def take(name: str, value: str | None, element: Element) -> None:
            if value and fields.setdefault(name, value) != value:
                self.tell.left_out(element, f"a second {name}")

        for child in self.tell.children(permissions):
            match tag(child):
                case "copyright-statement":
                    take("statement", words(child), child)
                case "copyright-holder":
                    take("holder", words(child), child)
                case "copyright-year" if words(child) in fields.get("statement", ""):
                    pass
                case "license":
                    address = whole_address(address_in(child)) or whole_address(_license_address(child))
                    text = words(child)
                    take("license", address or text, child)
                    if address and text != address:
                        take("statement", text, child)
                case _:
                    self.tell.left_out(child)
        if fields:
            self.fields["rights"] = Rights(**fields)
            self.tell.report.place_field("/rights", permissions)

    def footnotes(self) -> None:
        """Gather the footnotes, wherever they stand."""
        notes = [
            self.tell.placed(Footnote(name, content), element)
            for element, name in self.prose.footnotes.ids.items()
            if (content := self.prose.of_footnote(element))
        ]
        self.lists["footnotes"] = notes

    def _extra(self, custom: Element) -> None:
        if custom.get("specific-use") == DATELINE:
            self._set("dateline", one_line(raw(custom, "meta-value")), custom)
            return
        own = custom.get("specific-use") == EXTRA
        for child in self.tell.children(custom):
            if tag(child) not in ("meta-name", "meta-value"):
                self.tell.left_out(child)
        name, value = raw(custom, "meta-name"), raw(custom, "meta-value")
        if not own:
            name, value = one_line(name), one_line(value)
        if name in self.extra:
            self.tell.left_out(custom, "a second value of that name")
            return
        try:
            self.extra[name] = strict_json(value) if own else value
        except ValueError:
            raise self.tell.error("this <meta-value> is not valid JSON, as artfmt's own is", custom) from None
        self.tell.report.place_field(json_pointer(("extra", name)), custom)

    def _note(self, notes: Element, kind: Any) -> None:
        content = self.prose.within(notes)
        if content:
            self.lists["notes"].append(self.tell.placed(Note(kind, content, notes.get("specific-use")), notes))


def _license_address(license_element: Element) -> str | None:
    """The address that a license says in its words, as newer releases of JATS have it."""
    elements = (child for child in license_element.iter() if tag(child) in ("license_ref", "license-ref"))
    return next((words(child) for child in elements), None)
