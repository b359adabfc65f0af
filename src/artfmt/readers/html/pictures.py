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


def picture_address(element: Element) -> str | None:
    """The address of an ``<img>``'s picture, raw: the one that a script would load, else the one that is there."""
    raw: str | None
    for name in _LAZY:
        raw = (element.get(name) or "").strip()
        if not raw or raw.startswith("data:"):
            continue
        return _largest(raw) if "srcset" in name else raw
    above = element.getparent()
    if above is not None and above.tag == "picture":
        for source in above.iter("source"):
            if raw := source.get("srcset") or source.get("data-srcset"):
                return _largest(raw)
    return None


def _largest(srcset: str) -> str:
    """The address of the largest picture of a ``srcset``."""
    best, size = "", -1.0
    for candidate in re.split(r",\s+", srcset.strip()):
        parts = candidate.split()
        if parts:
            digits = parts[1][:-1] if len(parts) > 1 else "0"
            width = float(digits) if re.fullmatch(r"\d+(?:\.\d+)?", digits) else 0.0
            if width > size:
                best, size = parts[0].rstrip(","), width
    return best


def provider_of(address: str) -> str | None:
    """Whose frame an address is: the service's name, else its host."""
    host = re.match(r"(?:https?:)?//([^/:?#]+)", address)
    if not host:
        return None
    labels = host[1].lower().split(".")
    known = next((_PROVIDERS[label] for label in labels[:-1] if label in _PROVIDERS), None)
    return known or host[1].removeprefix("www.")
