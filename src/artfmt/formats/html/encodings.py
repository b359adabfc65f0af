"""Bytes of a page -> text, by the WHATWG's rules and the facts of the web: a page is what its bytes say first.

A byte order mark wins; then valid UTF-8 is UTF-8, whatever is declared; then what the server said counts, then what
the page declares, by the WHATWG Encoding Standard's table of labels; then a detector guesses. UTF-8 that was taken for
windows-1252 and encoded again is undone where nearly all of the page's odd characters are such.
"""

from __future__ import annotations

import codecs
import re

from artfmt.source.source import Source

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""<meta[^>]{0,400}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:+-]{2,40})""")
_PRESCANNED = 8192
# Where Python's codec of the name knows less than the encoding that browsers use under it.
_BROWSERS: dict[str, str] = {
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "big5": "big5hkscs",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "windows-874": "cp874",
}
_ESCAPE = b"\x1b"
_MOST_DETECTED = 20_000
_BEYOND_ASCII = bytes(range(0x80, 0x100))
_MOST_BROKEN, _MOST_BROKEN_DECLARED = 0.05, 0.5
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_UNSEEN = ((b"<script", b"</script"), (b"<style", b"</style"), (b"<!--", b"-->"))
_TAG = re.compile(rb"<[^<>]{0,2000}>")
_LANGUAGE = re.compile(rb"""<html[^>]{0,400}?\blang\s*=\s*["']?([a-z]{2})""", re.IGNORECASE)
_LATIN = ("cp1252", "cp1250", "cp1254", "cp1257")
_OTHERS = ("cp1251", "koi8-r", "cp1253", "cp1255", "cp1256", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp874")
# What browsers fall back to, by language (WHATWG HTML, "determining the character encoding").
_OF_LANGUAGE = {
    **dict.fromkeys(("cs", "hu", "pl", "sk", "sl", "hr", "ro", "bs"), "cp1250"),
    **dict.fromkeys(("tr", "az"), "cp1254"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
}
# What UTF-8 of two to four bytes looks like when it was read as windows-1252: its lead byte, then the rest.
_TWICE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e"
    "\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]{1,3}"
)
_BYTE_OF = {
    bytes([byte]).decode("windows-1252"): byte
    for byte in range(0x80, 0x100)
    if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_BYTE_OF |= {chr(byte): byte for byte in range(0x80, 0xA0)}
# How the commonest of them begin, in the bytes of UTF-8.
_OFTEN_TWICE = re.compile(rb"\xc3[\x82\x83\x90\x91\xa2]")
_FEWEST_TWICE, _FEWEST_KINDS = 10, 3


def text_of(source: Source) -> str:
    """The text of a page."""
    return decoded(source)[0]


def decoded(source: Source) -> tuple[str, str]:
    """The text of a page, and the name of the encoding that its bytes are in."""
    if isinstance(source.data, str):
        return source.text, "utf-8"
    return decode(source.data, source.charset)


def decode(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """The text of a page and the name of the encoding that it was in; no bytes are beyond it.

    ``charset`` is the one that the page's server named (HTTP's Content-Type).
    """
    text, name = _decoded(data, _codec(charset or "") or declared_encoding(data))
    return (_undoubled(text) if name != "utf-8" or _OFTEN_TWICE.search(data) else text), name


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if unmarked := _without_mark(data):
        return data.decode(unmarked, "replace"), unmarked
    if _ESCAPE in data and (declared == "iso-2022-jp" or b"\x1b$B" in data):  # whose bytes are all ASCII
        return data.decode("iso2022_jp", "replace"), "iso2022_jp"
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        pass
    if _broken(data) < (_MOST_BROKEN_DECLARED if declared == "utf-8" else _MOST_BROKEN):
        return data.decode("utf-8", "replace"), "utf-8"
    if not declared or declared == "utf-8":
        declared = _detected(data)
    return data.decode(declared, "replace"), declared


def _without_mark(data: bytes) -> str | None:
    """UTF-16 that nothing marks: many zeros in its beginning, all in every other byte."""
    head = data[:2000]
    if len(head) >= 4 and b"\0" in head:
        even, odd = head[::2].count(0), head[1::2].count(0)
        if odd > len(head) * 0.1 and even * 20 < odd:
            return "utf-16-le"
        if even > len(head) * 0.1 and odd * 20 < even:
            return "utf-16-be"
    return None


def declared_encoding(data: bytes) -> str | None:
    """The Python codec of the encoding that the page's head declares; None where it declares none that is known."""
    head = _COMMENT.sub(b"", data[:_PRESCANNED])
    match = _DECLARED.search(head) or _XML.match(head)
    return _codec(match[1].decode("ascii", "replace")) if match else None


def _codec(label: str) -> str | None:
    """The Python codec of a label of the WHATWG's table; None for a label that is not in it."""
    import webencodings

    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name == "replacement":
        return None
    if encoding.name.startswith("utf-16"):  # a page whose ASCII could be read is not in UTF-16
        return "utf-8"
    return _BROWSERS.get(encoding.name, encoding.name) if encoding.name != "x-user-defined" else "windows-1252"


def _broken(data: bytes) -> float:
    """The share of the page's bytes beyond ASCII that are not UTF-8."""
    odd = len(data) - len(data.translate(None, _BEYOND_ASCII))
    return data.decode("utf-8", "replace").count("\ufffd") / odd if odd else 0.0


def _without(data: bytes, opening: bytes, closing: bytes) -> bytes:
    """The bytes without what stands between an opening and the next closing."""
    pieces, at = [], 0
    while (start := data.find(opening, at)) >= 0:
        pieces.append(data[at:start])
        at = data.find(closing, start)
        if at < 0:
            return b" ".join(pieces)
    return b" ".join([*pieces, data[at:]])


def _detected(data: bytes) -> str:
    """The likeliest of the web's encodings; among those of Latin letters the one of the page's language.

    Only lines with letters beyond ASCII are looked at, without scripts, styles, comments and tags.
    """
    from charset_normalizer import from_bytes

    sample = data
    for opening, closing in _UNSEEN:
        sample = _without(sample, opening, closing)
    sample = _TAG.sub(b" ", sample)
    lines = [line for line in sample.splitlines() if line.translate(None, _BEYOND_ASCII) != line]
    best = from_bytes(b"\n".join(lines)[:_MOST_DETECTED], cp_isolation=[*_LATIN, *_OTHERS]).best()
    name = codecs.lookup(best.encoding).name if best else "cp1252"
    if name not in _OTHERS:
        language = _LANGUAGE.search(data[:_PRESCANNED])
        name = _OF_LANGUAGE.get(language[1].decode().lower() if language else "", "cp1252")
    return name


def _undoubled(text: str) -> str:
    """The text with UTF-8 that was encoded twice undone, where that is what nearly all such characters are."""
    runs = _TWICE.findall(text)
    if len(runs) < _FEWEST_TWICE or len(set(runs)) < _FEWEST_KINDS:
        return text
    undone = sum(len(run) for run in runs if _undone(run) != run)
    beyond = sum(not run.isascii() for run in text)
    return _TWICE.sub(lambda match: _undone(match[0]), text) if undone * 10 > beyond * 8 else text


def _undone(characters: str) -> str:
    try:
        return bytes(_BYTE_OF[character] for character in characters).decode()
    except (KeyError, UnicodeDecodeError):
        return characters
