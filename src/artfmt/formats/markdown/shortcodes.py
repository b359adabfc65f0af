"""The code of site generators within Markdown: shortcodes of Hugo and WordPress, tags of Liquid, components of MDX.

One that stands on a line of its own and says that it shows a picture or something from elsewhere is a figure or an
embed. All others stay text: what they would make is known to their tools alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

# Hugo (gohugo.io/content-management/shortcodes), Liquid (jekyllrb.com/docs/liquid), MDX (mdxjs.com/docs/what-is-mdx).
_CODES = (
    r"\{\{(?P<edge>[<%])\s*+(?P<hugo>[\w/.-]{1,60})(?P<of_hugo>[^{}]{0,4000}?)/?\s*+[>%]\}\}",
    r"\{%-?\s*+(?P<liquid>\w{1,60})(?P<of_liquid>[^{}]{0,4000}?)-?%\}",
    r"<(?P<mdx>[A-Z][\w.]{0,60})(?P<of_mdx>(?:\s[^<>]{0,4000})?)/>",
)
_CODE = re.compile("|".join(_CODES))
# WordPress (wordpress.org/documentation/article/caption-shortcode, .../embeds).
_CAPTION = re.compile(r"\[caption(?P<of>[^\]]{0,400})\](?P<inside>[^\[\]]{0,4000})\[/caption\]")
_EMBED = re.compile(r"\[embed[^\]]{0,400}\]\s*(?P<url>https?://[^\s\[\]<>]{1,2000})\s*\[/embed\]")
_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]{1,60})\s*=\s*)?\{?(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'={}]+))\}?"""
)
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)", re.IGNORECASE)
_FIGURES = frozenset(("figure", "img", "image", "picture", "photo"))
# The names that people give the arguments of a figure.
_OF_FIGURE: Mapping[str, tuple[str, ...]] = {
    "src": ("src", "url", "image", "image_path", "path", "file"),
    "alt": ("alt", "alt_text"),
    "caption": ("caption", "title"),
    "credit": ("credit", "attr", "attribution", "source"),
}
# What the arguments of an embed become: the first of them, or those of these names.
_EMBEDS: Mapping[str, str] = {
    "youtube": "https://www.youtube.com/watch?v={id}",
    "vimeo": "https://vimeo.com/{id}",
    "tweet": "https://twitter.com/{user}/status/{id}",
    "twitter": "https://twitter.com/{user}/status/{id}",
    "x": "https://twitter.com/{user}/status/{id}",
    "instagram": "https://www.instagram.com/p/{id}/",
    "gist": "https://gist.github.com/{user}/{id}",
}
_OPENING = re.compile(r"\{\{[<%]|\{%")
_MOST_LINES = 40
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_IMAGE = re.compile(r"<img\b(?P<of>[^<>]{0,2000})/?>(?P<caption>.*)", re.IGNORECASE | re.DOTALL)
_TAGS = re.compile(r"<[^<>]{0,500}>")


class Shown(NamedTuple):
    """What a shortcode shows: a picture with what is said of it, or, with ``embed``, the address of something else."""

    src: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    embed: bool = False


def with_codes(markdown: MarkdownIt) -> None:
    """Let a parser take a code that goes on over several lines for one paragraph, whatever its lines start with."""
    markdown.block.ruler.before("blockquote", "code_of_template", _code_over_lines, {"alt": ["paragraph", "reference"]})


def _code_over_lines(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    opening = _OPENING.match(state.src, begin, state.eMarks[start])
    closing = {"{{<": ">}}", "{{%": "%}}", "{%": "%}"}[opening[0]] if opening else ""
    if not opening or state.is_code_block(start) or closing in state.src[opening.end() : state.eMarks[start]]:
        return False
    last = next((line for line in range(start + 1, min(end, start + _MOST_LINES)) if _ends(state, line, closing)), None)
    if last is None:
        return False
    if not silent:
        state.push("paragraph_open", "p", 1).map = [start, last + 1]
        inline = state.push("inline", "", 0)
        inline.content = state.src[begin : state.eMarks[last]].strip()
        inline.map, inline.children = [start, last + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = last + 1
    return True


def _ends(state: StateBlock, line: int, closing: str) -> bool:
    return state.src[state.bMarks[line] : state.eMarks[line]].rstrip().endswith(closing)


def shown_by(text: str) -> Shown | None:
    """What a shortcode shows; None for a text that is no single one, or for one of which that is not known."""
    text = text.strip()
    if caption := _CAPTION.fullmatch(text):
        return _captioned(caption)
    if embed := _EMBED.fullmatch(text):
        return Shown(embed["url"], embed=True)
    code = _CODE.fullmatch(text)
    if not code:
        return None
    name = (code["hugo"] or code["liquid"] or code["mdx"]).lower()
    by_name, positional = _arguments(code["of_hugo"] or code["of_liquid"] or code["of_mdx"] or "")
    if name in ("include", "render", "include_cached") and positional:
        name = positional.pop(0).rpartition("/")[2].partition(".")[0].lower()
    return _embed(name, by_name, positional) or _figure(name, by_name, positional)


def lines_of_codes(text: str) -> list[str] | None:
    """The lines of a paragraph, where each of them is a shortcode and nothing else; None where one is not."""
    lines = [line.strip() for line in text.split("\n")]
    return lines if all(any(code.fullmatch(line) for code in (_CODE, _EMBED, _CAPTION)) for line in lines) else None


def _arguments(text: str) -> tuple[dict[str, str], list[str]]:
    by_name: dict[str, str] = {}
    positional: list[str] = []
    for argument in _ARGUMENT.finditer(text):
        quoted = argument["double"] if argument["double"] is not None else argument["single"]
        value = unescape(argument["bare"] if quoted is None else re.sub(r"\\(.)", r"\1", quoted))
        if argument["name"]:
            by_name.setdefault(argument["name"].lower(), value)
        else:
            positional.append(value)
    return by_name, positional


def _embed(name: str, by_name: Mapping[str, str], positional: list[str]) -> Shown | None:
    values = [*(by_name[key] for key in _OF_FIGURE["src"] if key in by_name), *positional]
    if template := _EMBEDS.get(name):
        words = [value for value in positional if re.fullmatch(r"[\w-]{1,60}", value)]
        user = by_name.get("user") or (words[0] if len(words) > 1 else "i")
        identifier = by_name.get("id") or (words[-1] if words else "")
        if re.fullmatch(r"[\w-]{1,60}", identifier) and re.fullmatch(r"[\w-]{1,60}", user):
            return Shown(template.format(id=identifier, user=user), embed=True)
    address = next((value for value in values if _ADDRESS.fullmatch(value)), None)
    if address and name not in _FIGURES and not _PICTURE.search(address):
        return Shown(address, embed=True)
    return None


def _figure(name: str, by_name: Mapping[str, str], positional: list[str]) -> Shown | None:
    fields = {field: next((by_name[key] for key in keys if by_name.get(key)), "") for field, keys in _OF_FIGURE.items()}
    if not fields["src"]:
        fields["src"] = next((value for value in positional if _PICTURE.search(value)), "")
    if not fields["src"] or not (name in _FIGURES or _PICTURE.search(fields["src"])):
        return None
    # Jekyll's own tags have the address first and what it shows last: {% image "a.jpg" "A boat" %}.
    words = [value for value in positional if value != fields["src"]]
    alt = fields["alt"] or (words[-1] if words and (len(words) == 1 or " " in words[-1]) else "")
    return Shown(fields["src"], alt, fields["caption"], fields["credit"])


def _captioned(match: re.Match[str]) -> Shown | None:
    image = _IMAGE.search(match["inside"])
    if not image:
        return None
    of_image, _ = _arguments(image["of"])
    of_caption, _ = _arguments(match["of"])
    words = unescape(_TAGS.sub(" ", image["caption"])).strip() or of_caption.get("caption", "")
    return Shown(of_image["src"], of_image.get("alt", ""), words) if of_image.get("src") else None
