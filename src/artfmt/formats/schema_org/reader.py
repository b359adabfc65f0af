"""schema.org: a NewsArticle or the like as JSON-LD, with its ``articleBody`` (https://schema.org/NewsArticle).

It is what the head of a page says of its story, and is read as that.
"""

from __future__ import annotations

import html
import re
from typing import Any

from artfmt.formats.html.judgement import judge_page
from artfmt.formats.html.linked_data import article_node, dateline_of, rights_of, source_type_of_picture, text_of
from artfmt.formats.html.markup import article_of_markup, paragraphs_of
from artfmt.formats.html.metadata import lead_image_of, publisher_of, section_of, tags_of
from artfmt.formats.html.tree import parse_html
from artfmt.formats.json.reader import load_json
from artfmt.model.article import Article, Image, Publisher
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata
from artfmt.source.errors import ReadError
from artfmt.source.source import Source

_MARKUP = re.compile(r"<p[\s>].*</p>", re.DOTALL)
_NO_BODY = 'has no "articleBody": an article needs at least one paragraph'


def read(source: Source, report: Report) -> Article:
    """The article that the data describe. Raises ReadError where they hold no text."""
    load_json(source)
    data = source.text.replace("</", "<\\/")
    root = parse_html(f'<script type="application/ld+json">{data}</script>')
    assert root is not None
    page = judge_page(root, source.url)
    claims = page.claims
    node = article_node(claims.nodes, "") or claims.node
    body: Any = node.get("articleBody") or node.get("text")
    if not isinstance(body, str) or not body.strip():
        raise ReadError(_NO_BODY)
    publisher, image = publisher_of(claims), lead_image_of(claims)
    headline = page.headline
    metadata = Metadata(
        url=claims.address(text_of(node.get("url") or node.get("mainEntityOfPage"))),
        language=claims.language,
        headline=headline,
        deck=text_of(node.get("description")),
        section=section_of(claims, headline),
        tags=tags_of(claims),
        published=page.dates.published,
        updated=page.dates.updated,
        dateline=dateline_of(node),
        authors=page.authors,
        publisher=Publisher(*publisher) if publisher else None,
        image=Image(image, source_type=source_type_of_picture(node.get("image"))) if image else None,
        rights=rights_of(node),
    )
    markup = body if _MARKUP.search(body) else paragraphs_of(html.escape(body, quote=False))
    return article_of_markup(markup, metadata, report, base=source.url)
