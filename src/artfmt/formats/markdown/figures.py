"""Pictures and embeds of a Markdown text, with what is said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown_it.token import Token

from artfmt.formats.markdown.inline import addresses_within, alt_text, read_line, size_of
from artfmt.formats.markdown.shortcodes import Shown
from artfmt.language.credits import split_credit
from artfmt.model.article import Block, Embed, Image
from artfmt.model.prose import Span, Spans, canonical, one_line
from artfmt.model.urls import safe_address
from artfmt.reading.document import Report
from artfmt.reading.source_types import source_type_of


class Figures:
    """Reads pictures and embeds; ``labels`` are the ids of the footnotes that what is said of them may refer to."""

    def __init__(self, report: Report, labels: Mapping[str, str]) -> None:
        self.report = report
        self.labels = labels

    def beneath(self, data: dict[str, Any], beneath: Spans) -> tuple[Spans, Spans]:
        """The caption and the credit of a figure: the words beneath it, and the credit that a comment tells."""
        if "credit" in data:
            return beneath, read_line(str(data["credit"]), self.report, None, self.labels)
        return split_credit(beneath)

    def image(self, token: Token, data: dict[str, Any], beneath: Spans, outer: Token) -> Image | None:
        """A picture; None where it says nothing. ``data`` are what a comment beside it tells."""
        raw = str(token.attrs.get("src") or "")
        src = safe_address(raw)
        if raw and not src:
            self.report.refused(raw, outer)
        if (title := str(token.attrs.get("title") or "")) and not beneath:
            beneath = canonical((Span(title),))
        elif title:
            self.report.left_out(title, outer, "an image's title beside its caption: it has no place in an article")
        for address in addresses_within(token.children or ()):
            self.report.left_out(address, outer, "an address within an alternative text, which is words alone")
        caption, credit = self.beneath(data, beneath)
        alt = one_line(alt_text(token.children or [])) or None
        size = size_of(data.get("width")), size_of(data.get("height"))
        source_type = source_type_of(data.get("source_type"))
        return Image(src, alt, caption, credit, *size, source_type) if src or alt or caption or credit else None

    def embed(self, url: str, data: dict[str, Any], beneath: Spans, token: Token) -> Block | None:
        """Something from elsewhere; None where its address is none that an article may hold."""
        address = safe_address(url)
        if not address:
            self.report.refused(url, token)
            return None
        texts = {name: one_line(data[name]) for name in ("provider", "title") if isinstance(data.get(name), str)}
        return Embed(address, texts.get("provider") or None, texts.get("title") or None, *self.beneath(data, beneath))

    def shown(self, code: Shown, token: Token) -> Block | None:
        """The picture or the embed that a shortcode shows; None where it says nothing that an article may hold."""
        if code.embed:
            return self.embed(code.src, {}, (), token)
        caption, credit = (
            read_line(text, self.report, token, self.labels) if text else () for text in (code.caption, code.credit)
        )
        src = safe_address(code.src)
        if not src:
            self.report.refused(code.src, token)
        if not credit:
            caption, credit = split_credit(caption)
        alt = one_line(code.alt) or None
        return Image(src, alt, caption, credit) if src or alt or caption or credit else None
