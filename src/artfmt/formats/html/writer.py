"""HTML: a complete, accessible page with its own style sheet, schema.org's NewsArticle and OpenGraph, and no script.

Everything that a reader sees stands where an HTML reader looks for it; what nobody sees (id, extra) stands in
``<meta name="artfmt:…">``. Embeds are links: a page that was written runs nothing and fetches pictures only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, assert_never

from artfmt.language.notes import LABELS
from artfmt.language.timestamp import spoken_date
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
from artfmt.model.prose import Mark, Spans, plain_text
from artfmt.model.urls import safe_address, whole_address

# From the outside in.
MARK_ELEMENTS: dict[Mark, str] = {
    "bold": "strong",
    "italic": "em",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
GENERATOR = "artfmt"
FOOTNOTE = "fn-"  # before the id of a footnote
_WAY_BACK = "fnref-"
_MARK = f'<a href="#{FOOTNOTE}'
_MARKS = re.compile(rf'{_MARK}([\w.-]+)"(?= role="doc-noteref">)')
_WAYS_BACK = re.compile(rf' <a href="#{_WAY_BACK}([\w.-]+)" role="doc-backlink">↩</a>')
# The terms of IPTC's digital source types stand beneath it.
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
# The tag of a language nobody has named (BCP 47, section 4.1).
UNDETERMINED = "und"
_DEEPEST_HEADING = 6
_UNSAFE = re.compile(r'[&<>"\r]')
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}


def write(article: Article) -> str:
    """The article as a complete HTML page that ends with a line end."""
    language = article.language or UNDETERMINED
    head = "\n".join(_head(article))
    return (
        f'<!DOCTYPE html>\n<html lang="{_escape(language)}">\n<head>\n{head}\n</head>\n'
        f"<body>\n<main>\n{_article(article)}\n</main>\n</body>\n</html>\n"
    )


def write_fragment(article: Article) -> str:
    """The article alone, as an ``<article>`` element to set into a page, with no style of its own."""
    return _article(article) + "\n"


@cache
def style_sheet() -> str:
    """The style sheet that every page carries."""
    return Path(__file__).with_name("article.css").read_text(encoding="utf-8")


def _escape(text: str) -> str:
    return _UNSAFE.sub(lambda match: _ESCAPES[match[0]], text)


def _attributes(attributes: Mapping[str, str | int | None]) -> str:
    return "".join(f' {name}="{_escape(str(value))}"' for name, value in attributes.items() if value is not None)


def _element(name: str, inside: str, **given_attributes: str | int | None) -> str:
    """An element; an attribute's name is given with a last underscore or with underscores for hyphens."""
    attributes = _attributes({key.rstrip("_").replace("_", "-"): value for key, value in given_attributes.items()})
    return f"<{name}{attributes}>{inside}</{name}>"


def _head(article: Article) -> Iterator[str]:
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="{GENERATOR}">'
    yield f"<title>{_escape(article.headline)}</title>"
    for attribute, name, content in _metadata(article):
        yield f"<meta{_attributes({attribute: name, 'content': content})}>"
    if article.url:
        yield f"<link{_attributes({'rel': 'canonical', 'href': _address(article.url)})}>"
    yield f'<script type="application/ld+json">{_json(_linked_data(article))}</script>'
    yield f"<style>\n{style_sheet()}</style>"


def _metadata(article: Article) -> Iterator[tuple[str, str, str]]:
    """What the head says, each as the attribute that names it, its name and its content."""
    image = article.image if article.image and article.image.src else Image()
    rows: list[tuple[str, str, str | None]] = [
        ("name", "description", article.deck),
        *(("name", "author", author.name) for author in article.authors),
        ("name", "artfmt:id", article.id),
        ("name", "artfmt:type", article.type if article.type != "article" else None),
        *(("name", "artfmt:extra", json.dumps(item, ensure_ascii=False)) for item in article.extra.items()),
        ("property", "og:type", "article"),
        ("property", "og:title", article.headline),
        ("property", "og:description", article.deck),
        ("property", "og:url", article.url),
        ("property", "og:site_name", article.publisher.name if article.publisher else None),
        ("property", "og:locale", article.language.replace("-", "_") if article.language else None),
        ("property", "og:image", image.src),
        ("property", "og:image:alt", image.alt),
        ("property", "article:published_time", article.published),
        ("property", "article:modified_time", article.updated),
        ("property", "article:section", article.section),
        *(("property", "article:tag", tag) for tag in article.tags),
    ]
    return ((attribute, name, content) for attribute, name, content in rows if content is not None)


def _json(data: dict[str, Any]) -> str:
    """JSON in which nothing can end the script that holds it."""
    text = json.dumps(data, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _linked_data(article: Article) -> dict[str, Any]:
    """The article as schema.org's NewsArticle."""
    image, publisher = article.image, article.publisher
    rights = article.rights or Rights()
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "description": article.deck,
        "identifier": article.id,
        "url": article.url,
        "mainEntityOfPage": article.url,
        "inLanguage": article.language,
        "articleSection": article.section,
        "keywords": list(article.tags),
        "datePublished": article.published,
        "dateModified": article.updated,
        "dateline": article.dateline,
        "copyrightNotice": rights.statement,
        "copyrightHolder": rights.holder and {"@type": "Organization", "name": rights.holder},
        "license": rights.license,
        "author": [
            _without_none({"@type": "Person", "name": author.name, "jobTitle": author.role, "url": author.url})
            for author in article.authors
        ],
        "publisher": publisher
        and _without_none({"@type": "NewsMediaOrganization", "name": publisher.name, "url": publisher.url}),
        "isPartOf": publisher
        and publisher.issn
        and {"@type": "Periodical", "name": publisher.name, "issn": publisher.issn},
        "image": image
        and image.src
        and _without_none(
            {
                "@type": "ImageObject",
                "url": image.src,
                "caption": plain_text(image.caption),
                "creditText": plain_text(image.credit),
                "digitalSourceType": image.source_type and f"{SOURCE_TYPES}{image.source_type}",
                "width": image.width,
                "height": image.height,
            }
        ),
        "correction": [plain_text(note.content) for note in article.notes if note.kind == "correction"],
    }
    return _without_none(data)


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [])}


def _article(article: Article) -> str:
    lines = ["<header>", *_header(article), "</header>", '<div class="body">']
    ids = {f"{FOOTNOTE}{footnote.id}" for footnote in article.footnotes}
    lines += [line for section in article.body for line in _section(section, 2, ids)]
    lines.append("</div>")
    if footer := list(_footer(article)):
        lines += ["<footer>", *footer, "</footer>"]
    start = f"<article{_attributes({'class': 'artfmt', 'lang': article.language})}>"
    text = "\n".join([start, *lines, "</article>"])
    return _with_ways_back(text) if article.footnotes else text


def _with_ways_back(text: str) -> str:
    """The markup in which the first mark of each footnote has the id that the footnote's way back leads to."""
    names: set[str] = set()

    def mark(match: re.Match[str]) -> str:
        name = match[1]
        is_first = name not in names
        names.add(name)
        return f'{_MARK}{name}"{f" id={chr(34)}{_WAY_BACK}{name}{chr(34)}" if is_first else ""}'

    text = _MARKS.sub(mark, text)
    return _WAYS_BACK.sub(lambda match: match[0] if match[1] in names else "", text)


def _header(article: Article) -> Iterator[str]:
    if article.section:
        yield _element("p", _escape(article.section), class_="section")
    yield _element("h1", _escape(article.headline))
    if article.deck:
        yield _element("p", _escape(article.deck), class_="deck")
    if article.authors:
        names = [_author(author) for author in article.authors]
        joined_names = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        yield _element("p", f"By {joined_names}", class_="byline")
    dates = [
        prefix + _element("time", _escape(spoken_date(date, article.language)), class_=name, datetime=date)
        for prefix, name, date in (("", "published", article.published), ("Updated ", "updated", article.updated))
        if date
    ]
    if article.dateline:
        dates.insert(0, _element("span", _escape(article.dateline), class_="place"))
    if dates:
        yield _element("p", " · ".join(dates), class_="dateline")
    if article.image:
        yield from _image(article.image, "lead-image")


def _author(author: Author) -> str:
    name = _escape(author.name)
    inside = (
        _link(name, author.url, class_="name", rel="author") if author.url else _element("span", name, class_="name")
    )
    if author.role:
        inside += ", " + _element("span", _escape(author.role), class_="role")
    return _element("span", inside, class_="author")


def _footer(article: Article) -> Iterator[str]:
    if article.footnotes:
        yield '<div class="footnotes" role="doc-endnotes">'
        yield from map(footnote_markup, article.footnotes)
        yield "</div>"
    for note in article.notes:
        yield _note(note)
    if article.related:
        items = [f"<li>{_related(related)}</li>" for related in article.related]
        yield '<nav class="related" aria-label="Go deeper">'
        yield from ('<p class="label">Go deeper</p>', "<ul>", *items, "</ul>", "</nav>")
    if article.tags:
        yield '<ul class="tags">'
        yield from (f"<li>{_escape(tag)}</li>" for tag in article.tags)
        yield "</ul>"
    if article.publisher:
        yield _publisher(article.publisher)
    if article.rights:
        yield _rights(article.rights)


def footnote_markup(footnote: Footnote) -> str:
    """A footnote as a paragraph with its mark before it and a way back to the text behind."""
    mark = _element("span", footnote.id, class_="mark")
    content = _element("span", inline_markup(footnote.content), class_="content")
    way_back = f' <a href="#{_WAY_BACK}{footnote.id}" role="doc-backlink">↩</a>'
    return _element("p", f"{mark} {content}{way_back}", class_="footnote", id_=f"{FOOTNOTE}{footnote.id}")


def _rights(rights: Rights) -> str:
    parts = [
        _element("span", _escape(text), class_=name)
        for name, text in (("statement", rights.statement), ("holder", rights.holder))
        if text
    ]
    if rights.license:
        address = whole_address(rights.license)
        text = _escape(rights.license)
        parts.append(
            _link(text, address, class_="license", rel="license")
            if address
            else _element("span", text, class_="license")
        )
    return _element("p", " ".join(parts), class_="rights")


def _note(note: Note) -> str:
    label = _element("strong", f"{LABELS[note.kind]}:", class_="label")
    date = f" {_element('time', note.date, datetime=note.date)}" if note.date else ""
    content = _element("span", inline_markup(note.content), class_="content")
    return _element("p", f"{label} {content}{date}", class_="note", data_kind=note.kind)


def _related(related: Related) -> str:
    title = _escape(related.title)
    return _link(title, related.url) if related.url else _element("span", title)


def _publisher(publisher: Publisher) -> str:
    name = _escape(publisher.name)
    inside = _link(name, publisher.url, class_="name") if publisher.url else _element("span", name, class_="name")
    if publisher.issn:
        inside += f" (ISSN {_element('span', publisher.issn, class_='issn')})"
    return _element("p", inside, class_="publisher")


def _address(url: str) -> str:
    """The address, if it runs nothing: the last guard, for articles that no schema has seen."""
    return safe_address(url) or "#"


def _link(inside: str, url: str, **attributes: str | None) -> str:
    return _element("a", inside, href=_address(url), **attributes)


def _section(section: Section, level: int, ids: set[str]) -> list[str]:
    """A section; ``ids`` are those that the page has already, of which no second may stand."""
    kind = section.axiom.kind if section.axiom else None
    place = {"data-id" if section.id in ids else "id": section.id}
    ids |= {section.id} if section.id else set()
    start = f"<section{_attributes({**place, 'class': 'axiom' if kind else None, 'data-kind': kind})}>"
    blocks = list(section.blocks)
    lines = []
    if section.axiom:
        label = _element("strong", _escape(section.axiom.label) + ":", class_="label")
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            lines.append(f"<p>{label} {inline_markup(first.content)}</p>")
            del blocks[0]
        else:
            lines.append(f"<p>{label}</p>")
    elif section.heading:
        lines.append(_element(f"h{min(level, _DEEPEST_HEADING)}", inline_markup(section.heading)))
    lines += [line for block in blocks for line in _block(block)]
    deeper = level + (1 if section.heading else 0)
    lines += [line for inner in section.sections for line in _section(inner, deeper, ids)]
    return [start, *lines, "</section>"]


def _block(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [f"<p>{inline_markup(block.content)}</p>"]
        case List():
            return _list(block)
        case Quote():
            return _quote(block)
        case Image():
            return _image(block, "image")
        case Table():
            return _table(block)
        case Embed():
            return _embed(block)
        case Code():
            code = _element("code", _escape(block.text), data_language=block.language)
            return [_element("pre", code, tabindex=0)]
        case _:
            assert_never(block)


def _list(block: List) -> list[str]:
    name = "ol" if block.ordered else "ul"
    lines = [f"<{name}>"]
    for item in block.items:
        words = f"<li>{inline_markup(item.content)}"
        lines += [words, *_list(item.sublist), "</li>"] if item.sublist else [words + "</li>"]
    return [*lines, f"</{name}>"]


def _quote(quote: Quote) -> list[str]:
    inside = ["<blockquote>", *(line for block in quote.blocks for line in _block(block)), "</blockquote>"]
    if not quote.attribution:
        return inside
    attribution = _element(
        "figcaption", "— " + _element("span", inline_markup(quote.attribution), class_="attribution")
    )
    return ['<figure class="quote">', *inside, attribution, "</figure>"]


def _beneath(caption: Spans, credit: Spans, name: str = "figcaption") -> list[str]:
    inside = [
        _element("span", inline_markup(spans), class_=which)
        for which, spans in (("caption", caption), ("credit", credit))
        if spans
    ]
    return [_element(name, " ".join(inside))] if inside else []


def _image(image: Image, kind: str) -> list[str]:
    size = {"width": image.width, "height": image.height}
    beneath = _beneath(image.caption, image.credit)
    if image.src:
        source_type = {"data-source-type": image.source_type}
        img = _attributes({"src": _address(image.src), "alt": image.alt or "", **size, **source_type})
        return [f'<figure class="{kind}">', f"<img{img}>", *beneath, "</figure>"]
    data = {**size, "source-type": image.source_type}
    start = _attributes({"class": kind, **{f"data-{name}": value for name, value in data.items()}})
    picture = [_element("div", "", class_="picture", role="img", aria_label=image.alt)] if image.alt else []
    return [f"<figure{start}>", *picture, *beneath, "</figure>"]


def _table(table: Table) -> list[str]:
    rows = []
    if table.header:
        rows += ["<thead>", _row(table.header, '<th scope="col">', "</th>"), "</thead>"]
    rows += ["<tbody>", *(_row(row, "<td>", "</td>") for row in table.rows), "</tbody>"]
    inside = ['<div class="scroll" tabindex="0">', "<table>", *rows, "</table>", "</div>"]
    return ['<figure class="table">', *inside, *_beneath(table.caption, table.credit), "</figure>"]


def _row(cells: Iterable[Spans], start: str, end: str) -> str:
    return "<tr>" + "".join(f"{start}{inline_markup(cell)}{end}" for cell in cells) + "</tr>"


def _embed(embed: Embed) -> list[str]:
    start = _attributes({"class": "embed", "data-provider": embed.provider})
    if embed.title:
        link = _link(_escape(embed.title), embed.url, class_="title")
    else:
        link = _link(_escape(embed.url), embed.url)
    return [f"<figure{start}>", link, *_beneath(embed.caption, embed.credit), "</figure>"]


def inline_markup(spans: Spans) -> str:
    """Spans as the HTML within a paragraph."""
    return "".join(
        _span(span.text, span.marks, span.href) if span.footnote is None else _mark(span.footnote) for span in spans
    )


def _mark(name: str) -> str:
    return f'<sup class="footnote">{_MARK}{name}" role="doc-noteref">{name}</a></sup>'


def _span(text: str, marks: tuple[Mark, ...], href: str | None) -> str:
    html = _escape(text).replace("\n", "<br>")
    if marks:
        for mark, name in reversed(MARK_ELEMENTS.items()):
            if mark in marks:
                html = f"<{name}>{html}</{name}>"
    return _link(html, href) if href else html
