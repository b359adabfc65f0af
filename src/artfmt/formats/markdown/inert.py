"""Whether lines of Markdown may be written as they stand: that nothing in them runs, whatever tool reads them.

An allow-list: what is not known to show words, a link or a picture is taken for what runs. The code of site generators
in a post of theirs is the post's own.
"""

from __future__ import annotations

import re
from html import unescape

from artfmt.model.urls import is_active, safe_address

_NAMES = """
a abbr b big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em figcaption figure font
h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q s samp section small span strike strong sub summary sup
table tbody td tfoot th thead time tr tt u ul var wbr
"""
_ELEMENTS = frozenset(_NAMES.split())
_ATTRIBUTE_NAMES = """
align alt cite class colspan data-src datetime dir height href id lang loading name rel reversed role rowspan scope src
start target title type valign width
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_ADDRESSES = frozenset(("href", "src", "cite", "data-src"))
# HTML (section 13.1.2): a tag with attributes; a comment that no parser ends early; an address between angle brackets.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[A-Za-z][\w.-]*)(?P<attributes>(?:\s+[\w:-]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+))?)*)\s*/?>"""
)
_ATTRIBUTE = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>=`]+)))?""")
_COMMENT = re.compile(r"<!--(?!-?>)(?:(?!--)[^<>])*-->")
_AUTOLINK = re.compile(r"<(?:https?|mailto|ftp|tel):[^\s<>]*>|<[\w.+-]+@[\w.-]+>")
_OPENS = re.compile(r"<(?=[A-Za-z/!?])")
# Raw code of another format (Pandoc), an expression of MDX, a handler among attributes (kramdown, Pandoc).
_CODE = re.compile(r"\{=|=\s*\{|\bon[a-z]{3,20}\s*=|^\s*(?:import|export)\s.*(?:from|=)", re.MULTILINE)


def is_inert(text: str) -> bool:
    """Whether nothing in some lines of Markdown, or of the front matter of a post, runs."""
    if _CODE.search(text) or is_active_anywhere(text):
        return False
    for opening in _OPENS.finditer(text):
        at = opening.start()
        if _COMMENT.match(text, at) or _AUTOLINK.match(text, at):
            continue
        tag = _TAG.match(text, at)
        if not tag or not _is_harmless(tag):
            return False
    return True


def is_active_anywhere(text: str) -> bool:
    """Whether an address that runs something stands anywhere in a text, entities in it or not."""
    bare = re.sub(r"[\x00-\x20\\]", "", unescape(text)).lower()
    return any(is_active(bare[match.start() :][:40]) for match in re.finditer(r"(?:java|vb)script:|data:", bare))


def _is_harmless(tag: re.Match[str]) -> bool:
    name = tag["name"]
    is_component = name[0].isupper()
    if not is_component and name.lower() not in _ELEMENTS:
        return False
    if tag["end"]:
        return not tag["attributes"].strip()
    for attribute in _ATTRIBUTE.finditer(tag["attributes"]):
        key, value = attribute[1].lower(), next(filter(None, attribute.groups()[1:]), "")
        if key.startswith("on") or not (is_component or key in _ATTRIBUTES):
            return False
        if key in _ADDRESSES and value and not safe_address(unescape(value)):
            return False
    return True
