"""What a picture's file says of itself: IPTC Photo Metadata (IIM and XMP), as agencies and machines write it."""

from __future__ import annotations

import io
import warnings
from typing import Any

from artfmt.formats.xml import FOLLOWS_NOTHING
from artfmt.reading.source_types import source_type_of
from artfmt.rules.core.passages import PictureData
from artfmt.source.errors import missing_extra

# The datasets of IIM (https://www.iptc.org/std/photometadata): 2:110 Credit Line, 2:80 Creator.
_CREDIT, _CREATOR = (2, 110), (2, 80)
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_IPTC = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"


def picture_data(content: bytes) -> PictureData | None:
    """What the bytes of a JPEG, PNG, TIFF or WebP say; None for other bytes, and for a picture that says nothing.

    Raises MissingExtraError where Pillow is not installed.
    """
    try:
        from PIL import Image, IptcImagePlugin
    except ModuleNotFoundError as error:
        raise missing_extra("the data within pictures", error, "pictures") from None
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as image:
            packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp")
            datasets: Any = IptcImagePlugin.getiptcinfo(image) or {}
    except Exception:  # Pillow tells of broken pictures by whatever error comes up within it
        return None
    data = _of_xmp(packet)
    credit = data.credit or _text(datasets.get(_CREDIT))
    creator = data.creator or _text(datasets.get(_CREATOR))
    whole = PictureData(credit, creator, data.source_type)
    return whole if any(whole) else None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = b", ".join(value)
    return value.decode("utf-8", "replace").strip() or None if isinstance(value, bytes) else None


def _of_xmp(packet: bytes | str | None) -> PictureData:
    from lxml import etree

    if not packet:
        return PictureData()
    data = packet.encode() if isinstance(packet, str) else packet
    try:
        root = etree.fromstring(data.strip(b"\0 \n"), etree.XMLParser(recover=True, **FOLLOWS_NOTHING))
    except etree.XMLSyntaxError:
        return PictureData()
    if root is None:
        return PictureData()
    values = {
        name: _value(root, name) for name in (f"{_PHOTOSHOP}Credit", f"{_DC}creator", f"{_IPTC}DigitalSourceType")
    }
    credit, creator, source_type = values.values()
    return PictureData(credit, creator, source_type_of(source_type))


def _value(root: Any, name: str) -> str | None:
    """A property of XMP, which is an attribute of a description or an element in it."""
    for element in root.iter():
        if isinstance(element.tag, str):
            if value := element.get(name):
                return str(value).strip()
            if element.tag == name:
                return " ".join("".join(element.itertext()).split()) or None
    return None
