"""JATS XML: valid under the Archiving and Interchange DTD 1.1 (and later ones) for every article.

Where JATS has an element it is used; the rest is said in ``specific-use`` and ``custom-meta``, so that
reading back loses nothing. Element by element: schemas/article.rng.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from artfmt.formats.jats.own import DATELINE, EXTRA, FOOTNOTE, LEAD_IMAGE, PLACE
from artfmt.language.names import split_name
from artfmt.model.article import (
    Article,
    Author,
    Block,
    Code,
    Embed,
    Footnote,
    Image,
    List,
    Note,
    Paragraph,
    Publisher,
    Quote,
    Related,
    Rights,
    Section,
    Table,
)
from artfmt.model.prose import Mark, Spans
from artfmt.model.urls import whole_address

_HEADER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.1 20151215//EN" '
    '"JATS-archivearticle1.dtd">\n'
)

# From the outside in.
MARK_ELEMENTS: dict[Mark, str] = {
    "bold": "bold",
    "italic": "italic",
    "strike": "strike",
    "sub": "sub",
    "sup": "sup",
    "code": "monospace",
}
# JATS has <break/> in titles and cells only, and not within a mark or a link there.
LINE_BREAK = '<named-content content-type="line-break"/>'
_TITLE_BREAK = "<break/>"

_INDENT = "  "
_XML_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_UNSAFE = re.compile(r"[&<>\r]")
_UNSAFE_IN_QUOTES = re.compile(r'[&<>"\t\n\r]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}


def write(article: Article) -> str:
    """The article as JATS XML text that ends with a line end."""
    attributes = {
        "article-type": "news",
        "dtd-version": "1.1",
        "specific-use": "newsletter" if article.type == "newsletter" else None,
        "xml:lang": article.language,
        "xmlns:xlink": "http://www.w3.org/1999/xlink",
    }
    front = _element("front", [*_publisher(article.publisher), *_article_meta(article)])
    body = _element("body", _body(article))
    back_lines = [line for note in article.notes for line in _note(note)] + _footnotes(article.footnotes)
    back = _element("back", back_lines) if back_lines else []
    return _HEADER + "\n".join(_element("article", [*front, *body, *back], attributes)) + "\n"


def _escaped(match: re.Match[str]) -> str:
    return _ESCAPES[match[0]]


def _escape(text: str) -> str:
    return _UNSAFE.sub(_escaped, text) if _UNSAFE.search(text) else text


def _start(name: str, attributes: dict[str, str | None] | None = None) -> str:
    if not attributes:
        return f"<{name}>"
    pairs = [
        f' {key}="{_UNSAFE_IN_QUOTES.sub(_escaped, value)}"' for key, value in attributes.items() if value is not None
    ]
    return f"<{name}{''.join(pairs)}>"


def _leaf(name: str, text: str, attributes: dict[str, str | None] | None = None) -> str:
    """An element on one line; ``text`` is XML already."""
    start = _start(name, attributes)
    return f"{start}{text}</{name}>" if text else f"{start[:-1]}/>"


def _element(name: str, lines: Iterable[str], attributes: dict[str, str | None] | None = None) -> list[str]:
    """An element on lines of its own, with its content indented."""
    inside = list(lines)
    if not inside:
        return [_leaf(name, "", attributes)]
    return [_start(name, attributes), *[_INDENT + line for line in inside], f"</{name}>"]


def _publisher(publisher: Publisher | None) -> Iterator[str]:
    if not publisher:
        return
    inside = []
    if publisher.issn:
        inside += [
            _leaf("journal-id", publisher.issn, {"journal-id-type": "issn"}),
        ]
    inside += _element("journal-title-group", [_leaf("journal-title", _escape(publisher.name))])
    if publisher.issn:
        inside.append(_leaf("issn", publisher.issn))
    inside += _element("publisher", [_leaf("publisher-name", _escape(publisher.name))])
    if publisher.url:
        inside.append(_leaf("self-uri", "", {"xlink:href": publisher.url}))
    yield from _element("journal-meta", inside)


def _article_meta(article: Article) -> list[str]:
    """The metadata, in the order in which the DTD has them."""
    lines: list[str] = []
    if article.id:
        lines.append(_leaf("article-id", _escape(article.id), {"pub-id-type": "publisher-id"}))
    if article.section:
        group = _element("subj-group", [_leaf("subject", _escape(article.section))], {"subj-group-type": "section"})
        lines += _element("article-categories", group)
    titles = [_leaf("article-title", _escape(article.headline))]
    if article.deck:
        titles.append(_leaf("subtitle", _escape(article.deck)))
    lines += _element("title-group", titles)
    if article.authors:
        lines += _element("contrib-group", [line for author in article.authors for line in _author(author)])
    if article.published:
        lines += _date("pub-date", "pub", article.published)
    if article.updated:
        lines += _element("history", _date("date", "updated", article.updated))
    if article.rights:
        lines += _rights(article.rights)
    if article.url:
        lines.append(_leaf("self-uri", "", {"xlink:href": article.url}))
    lines += map(_related, article.related)
    if article.tags:
        lines += _element("kwd-group", [_leaf("kwd", _escape(tag)) for tag in article.tags])
    own = _custom("dateline", article.dateline, DATELINE) if article.dateline else []
    own += [line for key, value in article.extra.items() for line in _custom(key, _json(value), EXTRA)]
    if own:
        lines += _element("custom-meta-group", own)
    return _element("article-meta", lines)


def _author(author: Author) -> list[str]:
    inside = [_leaf("string-name", _name(author.name))]
    if author.role:
        inside.append(_leaf("role", _escape(author.role)))
    if author.url:
        inside.append(_leaf("uri", _escape(author.url)))
    return _element("contrib", inside, {"contrib-type": "author"})


def _name(name: str) -> str:
    """A person's name with its parts named, for tools that look for them; as it stands where it is not a person's."""
    parts = split_name(name)
    if not parts:
        return _escape(name)
    return f"{_leaf('given-names', _escape(parts[0]))} {_leaf('surname', _escape(parts[1]))}"


def _date(name: str, kind: str, date: str) -> list[str]:
    year, month, day = date[:10].split("-")
    inside = [_leaf("day", day), _leaf("month", month), _leaf("year", year)]
    return _element(name, inside, {"date-type": kind, "iso-8601-date": date})


def _related(related: Related) -> str:
    attributes = {"related-article-type": "go-deeper", "ext-link-type": "uri", "xlink:href": related.url}
    return _leaf("related-article", _escape(related.title), attributes)


def _json(value: object) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)


def _custom(name: str, value: str, use: str) -> list[str]:
    inside = [_leaf("meta-name", _escape(name)), _leaf("meta-value", _escape(value))]
    return _element("custom-meta", inside, {"specific-use": use})


def _rights(rights: Rights) -> list[str]:
    inside = []
    if rights.statement:
        inside.append(_leaf("copyright-statement", _escape(rights.statement)))
    if rights.holder:
        inside.append(_leaf("copyright-holder", _escape(rights.holder)))
    if rights.license:
        address = whole_address(rights.license)
        inside += _element("license", [_leaf("license-p", _escape(rights.license))], {"xlink:href": address})
    return _element("permissions", inside)


def _footnotes(footnotes: tuple[Footnote, ...]) -> list[str]:
    lines = []
    for footnote in footnotes:
        inside = [_leaf("label", footnote.id), _leaf("p", _inline(footnote.content))]
        lines += _element("fn", inside, {"id": f"{FOOTNOTE}{footnote.id}"})
    return _element("fn-group", lines) if lines else []


def _note(note: Note) -> list[str]:
    paragraph = [_leaf("p", _inline(note.content))]
    return _element("notes", paragraph, {"notes-type": note.kind, "specific-use": note.date})


def _body(article: Article) -> list[str]:
    """The lead image, the lede's blocks, then sections; a body whose first section is not a lede starts with one."""
    lines = _image(article.image, LEAD_IMAGE) if article.image else []
    sections = list(article.body)
    if sections and _is_lede(sections[0]):
        lines += _blocks(sections.pop(0).blocks)
    ids = {f"{FOOTNOTE}{footnote.id}" for footnote in article.footnotes}
    return lines + [line for section in sections for line in _section(section, ids)]


def _is_lede(section: Section) -> bool:
    return not (section.heading or section.axiom or section.sections or section.id)


def _section(section: Section, ids: set[str]) -> list[str]:
    lines: list[str] = []
    kind = section.axiom.kind if section.axiom else None
    if section.axiom:
        lines.append(_leaf("title", _escape(section.axiom.label)))
    elif section.heading:
        lines.append(_leaf("title", _inline(section.heading, _TITLE_BREAK)))
    lines += _blocks(section.blocks)
    place = _place(section.id, ids)
    lines += [line for inner in section.sections for line in _section(inner, ids)]
    return _element("sec", lines, {**place, "sec-type": kind})


def _place(name: str | None, ids: set[str]) -> dict[str, str | None]:
    """How the id of a section is said: as one, where XML admits it and nothing before has it."""
    if name is None or name in ids or not _XML_ID.fullmatch(name):
        return {"specific-use": name and f"{PLACE}{name}"}
    ids.add(name)
    return {"id": name}


def _blocks(blocks: Iterable[Block]) -> list[str]:
    return [line for block in blocks for line in _block(block)]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [_leaf("p", _inline(block.content))]
        case List():
            return _list(block)
        case Quote():
            attribution = [_leaf("attrib", _inline(block.attribution))] if block.attribution else []
            return _element("disp-quote", _blocks(block.blocks) + attribution)
        case Image():
            return _image(block)
        case Table():
            return _table(block)
        case Embed():
            return _embed(block)
        case Code():
            # Not indented: every character of it counts.
            return [_leaf("code", _escape(block.text), {"language": block.language, "xml:space": "preserve"})]
        case _:
            assert_never(block)


def _list(block: List) -> list[str]:
    items: list[str] = []
    for item in block.items:
        sublist = _list(item.sublist) if item.sublist else []
        items += _element("list-item", [_leaf("p", _inline(item.content)), *sublist])
    return _element("list", items, {"list-type": "order" if block.ordered else "bullet"})


def _caption(title: str | None, caption: Spans) -> list[str]:
    inside = [_leaf("title", _escape(title))] if title else []
    inside += [_leaf("p", _inline(caption))] if caption else []
    return _element("caption", inside) if inside else []


def _image(image: Image, kind: str | None = None) -> list[str]:
    lines = _caption(None, image.caption)
    if image.alt:
        lines.append(_leaf("alt-text", _escape(image.alt)))
    if image.src:
        lines.append(_leaf("graphic", "", {"xlink:href": image.src}))
    if image.credit:
        lines.append(_leaf("attrib", _inline(image.credit)))
    size = f"{image.width or ''}x{image.height or ''}" if image.width or image.height else None
    use = " ".join(filter(None, (size, image.source_type))) or None
    return _element("fig", lines, {"fig-type": kind, "specific-use": use})


def _table(table: Table) -> list[str]:
    inside = _element("thead", _row(table.header, "th")) if table.header else []
    inside += _element("tbody", [line for row in table.rows for line in _row(row, "td")])
    foot = _element("table-wrap-foot", [_leaf("attrib", _inline(table.credit))]) if table.credit else []
    return _element("table-wrap", [*_caption(None, table.caption), *_element("table", inside), *foot])


def _row(cells: Iterable[Spans], name: str) -> list[str]:
    return _element("tr", [_leaf(name, _inline(cell, _TITLE_BREAK)) for cell in cells])


def _embed(embed: Embed) -> list[str]:
    lines = _caption(embed.title, embed.caption)
    if embed.credit:
        lines.append(_leaf("attrib", _inline(embed.credit)))
    return _element("media", lines, {"content-type": embed.provider, "xlink:href": embed.url})


def _inline(spans: Spans, line_break: str = LINE_BREAK) -> str:
    return "".join(
        _span(span.text, span.marks, span.href, line_break) if span.footnote is None else _reference(span.footnote)
        for span in spans
    )


def _reference(name: str) -> str:
    return _leaf("xref", name, {"ref-type": "fn", "rid": f"{FOOTNOTE}{name}"})


def _span(text: str, marks: tuple[Mark, ...], href: str | None, line_break: str) -> str:
    if not marks and not href:
        return _escape(text).replace("\n", line_break)
    xml = _escape(text).replace("\n", LINE_BREAK)
    for mark, name in reversed(MARK_ELEMENTS.items()):
        if mark in marks:
            xml = f"<{name}>{xml}</{name}>"
    return _leaf("ext-link", xml, {"ext-link-type": "uri", "xlink:href": href}) if href else xml
