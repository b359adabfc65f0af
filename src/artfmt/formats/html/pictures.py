"""Where a page keeps the addresses of its pictures, and who is behind the frames it shows."""

from __future__ import annotations

import re

from lxml import etree

Element = etree._Element

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


def provider_of(address: str) -> str | None:
    """Whose frame an address is: the service's name, else its host."""
    host = re.match(r"(?:https?:)?//([^/:?#]+)", address)
    if not host:
        return None
    labels = host[1].lower().split(".")
    known = next((_PROVIDERS[label] for label in labels[:-1] if label in _PROVIDERS), None)
    return known or host[1].removeprefix("www.")
