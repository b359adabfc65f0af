"""Tables, figures and pictures of HTML: what a table is for, whose a caption is, where a picture's address stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from artfmt.language.credits import split_credit
from artfmt.model.article import Block, Embed, Image, Paragraph, Quote, Table, rectangular
from artfmt.model.grid import Cell, grid, span_of
from artfmt.model.prose import Span, Spans, canonical, cut, one_line, plain_text

Element: TypeAlias = etree._Element


_LONGEST_CELL, _FEWEST_ROWS = 400, 2


def read_table(element: Element, prose: Callable[[Element], Spans], *, exact: bool = False) -> Table | None:
    """The data table that a ``<table>`` is; None where it holds nothing.

    ``exact`` takes every row and no header but a ``<thead>``.
    """
    rows: list[tuple[Spans, ...]] = []
    header: tuple[Spans, ...] = ()
    lines = list(element.iter("tr"))
    for row, cells in zip(lines, grid(_cells(row, prose) for row in lines), strict=True):
        if not any(cells) and not exact:
            continue
        above = row.getparent()
        headed = all(cell.tag == "th" for cell in row) and not exact
        if not rows and not header and (headed or (above is not None and above.tag == "thead")):
            header = cells
        else:
            rows.append(cells)
    if not rows and header:
        rows, header = [header], ()
    caption = element.find("caption")
    caption_spans = prose(caption) if caption is not None else ()
    return rectangular(Table(tuple(rows), header, *split_credit(caption_spans))) if rows else None


def _cells(row: Element, prose: Callable[[Element], Spans]) -> Iterator[Cell]:
    for cell in row:
        if cell.tag in ("td", "th"):
            yield Cell(prose(cell), span_of(cell.get("colspan")), span_of(cell.get("rowspan")))


def cells_of(element: Element) -> Iterator[Element]:
    """The cells and the caption of a table, not those of tables within them; and what stands where cells should."""
    for child in element:
        if child.tag in ("td", "th", "caption"):
            yield child
        elif child.tag in ("tr", "tbody", "thead", "tfoot"):
            yield from cells_of(child)
        elif child.tag not in ("colgroup", "col"):
            yield child


def parts_of(table: Element) -> Iterator[Element]:
    """A table and its rows and groups of rows, not those of tables within it."""
    yield table
    for child in table:
        if child.tag in ("tr", "tbody", "thead", "tfoot"):
            yield from parts_of(child)


def is_layout(table: Element) -> bool:
    """Whether a table only arranges the page: parts of a page or much text in its cells, or one cell a row.

    Paragraphs and lists stand in the cells of data as well, where they are short.
    """
    if next(table.iter("h1", "h2", "h3", "h4", "blockquote", "figure", "pre"), None) is not None:
        return True
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return True
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    if all(len(row) < 2 for row in rows):
        return True
    if next(table.iter("p", "ul", "ol"), None) is None:
        return False
    is_short = all(sum(map(len, map(str, cell.itertext()))) <= _LONGEST_CELL for row in rows for cell in row)
    return not is_short or sum(len(row) > 1 for row in rows) < _FEWEST_ROWS


def with_caption(blocks: list[Block], caption: Spans, credit: Spans) -> list[Block]:
    """The blocks, the first of which takes the caption, or else a picture that is told of only, or a paragraph."""
    for index, block in enumerate(blocks):
        match block:
            case Image(caption=(), credit=()) | Table(caption=(), credit=()) | Embed(caption=(), credit=()):
                return [*blocks[:index], replace(block, caption=caption, credit=credit), *blocks[index + 1 :]]
            case Quote(attribution=()):
                attribution = without_dash(canonical((*caption, Span(" "), *credit)))
                return [*blocks[:index], replace(block, attribution=attribution), *blocks[index + 1 :]]
            case _:
                pass
    caption_and_credit = (
        [Paragraph(spans) for spans in (caption, credit) if spans] if blocks else [Image(None, None, caption, credit)]
    )
    return [*blocks, *caption_and_credit]


def without_dash(spans: Spans) -> Spans:
    """Prose without the dash before an attribution."""
    text = plain_text(spans)
    return cut(spans, len(text) - len(text.lstrip("—–- ")))


_LAZY = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-srcset",
    "srcset",
    "data-lazy",
    "data-hi-res-src",
    "data-image",
    "src",
)
_HOST = re.compile(r"(?:https?:)?//([^/:?#]+)")
_PROVIDERS = {
    "youtube": "YouTube",
    "youtu": "YouTube",
    "vimeo": "Vimeo",
    "twitter": "X",
    "x": "X",
    "instagram": "Instagram",
    "facebook": "Facebook",
    "tiktok": "TikTok",
    "datawrapper": "Datawrapper",
    "dwcdn": "Datawrapper",
    "flourish": "Flourish",
    "spotify": "Spotify",
    "soundcloud": "SoundCloud",
    "dailymotion": "Dailymotion",
    "reddit": "Reddit",
    "documentcloud": "DocumentCloud",
    "infogram": "Infogram",
    "brightcove": "Brightcove",
    "jwplayer": "JW Player",
    "bsky": "Bluesky",
    "google": "Google",
    "apple": "Apple",
    "megaphone": "Megaphone",
}


_PICTURE_END = re.compile(r"(?:[-_@]?\d{2,5}x\d{2,5}|[-_@][wh]?\d{2,4}[wh]?|-scaled)?\.\w{2,5}$")
_LANGUAGE = re.compile(r"(?:^|\s)(?:(?:language|lang|brush|highlight-source)[-:]\s?|highlight\s+)([A-Za-z][\w+#]*)")
_ABOVE_CODE = 6
_FORMULA = re.compile(r"(?:^|[\s_-])(?:latex|math|tex|mwe-math)(?:$|[\s_-])", re.IGNORECASE)
_DESCRIPTOR = re.compile(r"\s(\d{1,6}(?:\.\d{1,4})?[wx])\s*(?:,|(?=\s))")
_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,4})?)[wx],?")


def picture_address(element: Element) -> str | None:
    """The address of an ``<img>``'s picture, raw: the one that a script would load, else the one that is there."""
    for name in _LAZY:
        raw = (element.get(name) or "").strip()
        raw = _largest(raw) if "srcset" in name else raw
        if _is_address(raw):
            return raw
    above, steps = element.getparent(), 0
    while above is not None and steps < 3 and above.tag in ("picture", "source"):
        if above.tag == "picture":
            for source in above.iter("source"):
                raw = _largest(source.get("srcset") or source.get("data-srcset") or "")
                if _is_address(raw):
                    return raw
        above, steps = above.getparent(), steps + 1
    return None


def code_language(code: Element) -> str | None:
    """The language of code: as artfmt writes it, or as highlighters name it in classes ("language-python")."""
    inner = code.find("code")
    if inner is not None and (language := one_line(inner.get("data-language") or "")):
        return language
    for holder in (inner, code, *islice(code.iterancestors(), _ABOVE_CODE)):
        match = _LANGUAGE.search(holder.get("class") or "") if holder is not None else None
        if match:
            return match[1]
    return None


def picture_name(address: str | None) -> str:
    """What the file of a picture is called, whatever its size, its form and the host that serves it."""
    path = _PICTURE_END.sub("", (address or "").partition("?")[0].partition("#")[0])
    return unquote(path).rstrip("/").rsplit("/", 1)[-1].casefold()


def are_one(picture: Image, other: Image) -> bool:
    """Whether two pictures in a row are one: a preview and the picture, a picture and what stands for it."""
    if not picture.src or not other.src:
        return picture.alt == other.alt and picture.alt is not None
    return picture_name(picture.src) == picture_name(other.src)


def both(picture: Image, other: Image) -> Image:
    """What two pictures say that are one; the address is the later one's, which is no preview."""
    return Image(
        other.src or picture.src,
        other.alt or picture.alt,
        other.caption or picture.caption,
        other.credit or picture.credit,
        other.width or picture.width,
        other.height or picture.height,
        other.source_type or picture.source_type,
    )


def _is_address(raw: str) -> bool:
    """Whether an attribute holds the address of a picture: not a flag, a number, a template, data or a script."""
    return (
        ("/" in raw or "." in raw)
        and "{" not in raw
        and re.match(r"(?:data|javascript|blob|about):", raw, re.IGNORECASE) is None
    )


def _largest(srcset: str) -> str:
    """The address of the largest picture of a ``srcset`` (WHATWG HTML, "parse a srcset attribute")."""
    best, largest, address = "", -1.0, ""
    for token in _DESCRIPTOR.sub(r" \1, ", f" {srcset} ").split():
        size = _SIZE.fullmatch(token)
        if not size:
            address = token.rstrip(",")
        if address and (size or not best) and float(size[1] if size else 0) > largest:
            best, largest = address, float(size[1] if size else 0)
    return best


def formula_of(picture: Element) -> str | None:
    """What a picture of a formula says; "" where the formula itself stands beside it (MediaWiki), None for others."""
    above = picture.getparent()
    if above is not None and above.tag == "span" and next(above.iter("math"), None) is not None:
        return ""
    return one_line(picture.get("alt") or "") if _FORMULA.search(picture.get("class") or "") else None


def is_of_embed(element: Element) -> bool:
    """Whether an element is nothing but the script of a service whose posts and frames are read as embeds."""
    host = _HOST.match(element.get("src") or "") if element.tag == "script" and not element.text else None
    return host is not None and host[1].lower().split(".")[-2:][0] in _PROVIDERS


def provider_of(address: str) -> str | None:
    """Whose frame an address is: the service's name, else its host."""
    host = _HOST.match(address)
    if not host:
        return None
    labels = host[1].lower().split(".")
    provider = next((_PROVIDERS[label] for label in labels[:-1] if label in _PROVIDERS), None)
    return provider or host[1].removeprefix("www.")
