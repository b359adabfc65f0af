"""ANS 0.10, valid under its schema (https://github.com/washingtonpost/ans-schema): a story of content elements.

Labels are bold text before a paragraph, as people write them in Arc. What ANS has no place for (which kind of label it
is, where a section begins, captions of tables, dates without a time) stands in ``additional_properties``, as "artfmt".
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, assert_never

from artfmt.formats.html.writer import inline_markup
from artfmt.formats.json.fields import filled, moment_of
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
    Quote,
    Rights,
    Section,
    Table,
)
from artfmt.model.prose import Span, Spans, plain_text

VERSION = "0.10.12"
_LONGEST_ADDRESS, _LONGEST_ID = 512, 128
_CORRECTIONS = ("correction", "clarification")
_MARKUP = re.compile(r"[<&\n]")
_OWN = ("type", "id", "published", "updated", "dateline", "publisher", "related", "rights", "extra")


def write(article: Article) -> str:
    """The article as an ANS story, JSON with a line end."""
    return json.dumps(_story(article), ensure_ascii=False, indent=2) + "\n"


def _story(article: Article) -> dict[str, Any]:
    data = article.to_dict()
    own = {name: data[name] for name in _OWN if name in data}
    own |= filled(footnotes=[*map(_footnote, article.footnotes)])
    rights = article.rights or Rights()
    elements = [element for section in article.body for element in _section(section, 1)]
    elements += [_note(note) for note in article.notes]
    moment = moment_of(article.published)
    return filled(
        type="story",
        version=VERSION,
        language=article.language,
        canonical_url=article.url,
        headlines={"basic": article.headline},
        subheadlines={"basic": article.deck} if article.deck else None,
        first_publish_date=moment,
        display_date=moment,
        last_updated_date=moment_of(article.updated),
        location=article.dateline,
        copyright=rights.statement or rights.holder,
        credits={"by": [_author(author) for author in article.authors]} if article.authors else None,
        taxonomy={"tags": [{"text": tag} for tag in article.tags]} if article.tags else None,
        label={"basic": {"text": article.section, "display": True}} if article.section else None,
        promo_items={"basic": _image(article.image)} if article.image else None,
        content_elements=elements,
        additional_properties={"artfmt": own},
    )


def _footnote(footnote: Footnote) -> dict[str, str]:
    return {"id": footnote.id, "content": inline_markup(footnote.content)}


def _author(author: Author) -> dict[str, Any]:
    return {"type": "author", **filled(name=author.name, role=author.role, url=author.url)}


def _section(section: Section, depth: int) -> Iterator[dict[str, Any]]:
    """The elements of a section; the first of them says where it begins, and under what."""
    starts: dict[str, Any] = {"section": depth, **filled(id=section.id)}
    blocks = list(section.blocks)
    elements: list[dict[str, Any]] = []
    if section.axiom:
        starts |= {"kind": section.axiom.kind, "label": section.axiom.label}
        label = inline_markup((Span(f"{section.axiom.label}:", ("bold",)),))
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph):
            label = f"{label} {inline_markup(first.content)}"
            del blocks[0]
        elements.append({"type": "text", "content": label})
    elif section.heading:
        elements.append({"type": "header", "level": min(depth + 1, 6), "content": inline_markup(section.heading)})
    elements += [element for block in blocks for element in _block(block)]
    if not elements:
        elements.append({"type": "divider"})
    own = elements[0].get("additional_properties", {}).get("artfmt", {})
    yield {**elements[0], "additional_properties": {"artfmt": own | starts}}
    yield from elements[1:]
    for inner in section.sections:
        yield from _section(inner, depth + 1)


def _block(block: Block) -> Iterator[dict[str, Any]]:
    match block:
        case Paragraph():
            text = {"type": "text", "content": inline_markup(block.content)}
            # Bold text at the start could be taken for a label.
            plain = {"additional_properties": {"artfmt": {"plain": True}}} if "bold" in block.content[0].marks else {}
            yield {**text, **plain}
        case List():
            yield _list(block)
        case Quote():
            yield _quote(block)
        case Image():
            yield _image(block)
        case Table():
            yield _table(block)
        case Embed():
            yield _embed(block)
        case Code():
            yield {"type": "code", "content": block.text, "language": block.language or ""}
        case _:
            assert_never(block)


def _list(block: List) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for item in block.items:
        items.append({"type": "text", "content": inline_markup(item.content)})
        if item.sublist:
            items.append(_list(item.sublist))
    return {"type": "list", "list_type": "ordered" if block.ordered else "unordered", "items": items}


def _quote(quote: Quote) -> dict[str, Any]:
    return filled(
        type="quote",
        subtype="blockquote",
        content_elements=[element for block in quote.blocks for element in _block(block)],
        citation={"type": "text", "content": inline_markup(quote.attribution)} if quote.attribution else None,
    )


def _image(image: Image) -> dict[str, Any]:
    """A picture; its caption and credit with their marks stand beside those that ANS has, which are plain."""
    own = filled(
        caption=inline_markup(image.caption) if _is_marked(image.caption) else None,
        credit=inline_markup(image.credit) if _is_marked(image.credit) else None,
        sourceless=not image.src,
        source_type=image.source_type,
    )
    credit = plain_text(image.credit)
    return filled(
        type="image",
        version=VERSION,
        url=image.src,
        alt_text=image.alt,
        caption=plain_text(image.caption),
        credits={"by": [{"type": "author", "name": credit}]} if credit else None,
        width=image.width,
        height=image.height,
        additional_properties={"artfmt": own} if own else None,
    )


def _is_marked(spans: Spans) -> bool:
    return any(span != Span(span.text) or _MARKUP.search(span.text) for span in spans)


def _table(table: Table) -> dict[str, Any]:
    def row(cells: tuple[Spans, ...]) -> list[dict[str, str]]:
        return [{"type": "text", "content": inline_markup(cell)} for cell in cells]

    own = filled(caption=inline_markup(table.caption), credit=inline_markup(table.credit))
    return {
        "type": "table",
        **({"header": row(table.header)} if table.header else {}),
        "rows": [row(cells) for cells in table.rows],
        **({"additional_properties": {"artfmt": own}} if own else {}),
    }


def _embed(embed: Embed) -> dict[str, Any]:
    """An embed; its address is the provider's with the id behind it, as ANS has them."""
    own = filled(
        url=embed.url,
        provider=embed.provider,
        title=embed.title,
        caption=inline_markup(embed.caption),
        credit=inline_markup(embed.credit),
    )
    head, _, tail = embed.url.rpartition("/")
    address = {"url": f"{head}/"[:_LONGEST_ADDRESS], "id": tail[:_LONGEST_ID] or "embed"}
    return {"type": "custom_embed", "embed": address, "additional_properties": {"artfmt": own}}


def _note(note: Note) -> dict[str, Any]:
    kind = note.kind if note.kind in _CORRECTIONS else "note"
    own = {"kind": note.kind, **filled(date=note.date, content=inline_markup(note.content))}
    return {
        "type": "correction",
        "correction_type": kind,
        "text": plain_text(note.content),
        "additional_properties": {"artfmt": own},
    }
