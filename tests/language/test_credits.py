from __future__ import annotations

import pytest

from artfmt.language.credits import credit_start, split_credit
from artfmt.model.prose import Span


@pytest.mark.parametrize(
    "text",
    [
        "A ferry leaves its pier.",
        "Ein ähnliches Bild: In Altstadt stieg die Zahl um zwölf Prozent.",
        "Karte: Wo es brennt",
        "The photo: what it shows and what it hides has been argued about for years",
        "The senator shared a screenshot: it showed the chat.",
        "The last photo: boats on fire",
        "Via email, she declined to comment.",
        "Data: Sales fell 3% in May.",
        "It fell. Via Port Alder he went on to the north.",
        "He said: the photo was good. Photos of it are everywhere.",
        "The board met (and fell) in May.",
        "Source: Harbor board.",
        "Data show that fares fall.",
        "Source: the board said so at length, and it said so again on Friday, in its report.",
        "Via the bridge it takes an hour longer to get to the other side of the sound.",
        "",
    ],
)
def test_no_credit(text: str) -> None:
    assert credit_start(text) is None


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The Heron leaves.", "Photo: Pia Lund/Harbor Wire"),
        ("The Heron leaves", "Photo: Pia Lund/Harbor Wire"),
        ("The Heron leaves.", "(Photo: Pia Lund)"),
        ("The Heron leaves.", "Photo by Pia Lund/Harbor Wire"),
        ("The Heron leaves.", "Courtesy of the harbor board"),
        ("The Heron leaves.", "(Pia Lund/Harbor Wire)"),
        ("The Heron leaves.", "HWN/Pia Lund-Rao"),
        ("The Heron in 1931.", "Via Alder County Archive"),
        ("Where the boats go.", "Map: Jo Adair/Harbor Wire"),
        ("The Heron leaves.", "© Jo Adair"),
        ("El barco sale.", "Foto: Ana Ruiz/La Voz del Puerto"),
        ("Fares by year", "Data: Harbor board; Chart: Harbor Wire"),
        ("The Heron leaves.", "Illustration: Jo Adair/Harbor Wire. Photos: Pia Lund (left); Port Images"),
        ("", "Photo: Pia Lund/Harbor Wire via Port Images"),
        ("", "Photo: Pia Lund-Pool/Port Images)"),
        ("", "Photo Illustration: Jo Adair/Harbor Wire. Photos: Pia Lund (Agency)"),
        ("", "Illustration: Jo Adair/Harbor Wire Photo: Pia Lund"),
        ("", "Collage: Jo Adair; Photos: Pia Lund"),
        ("", "Data: Harbor board; Note: ±3.8% margin of error; Chart: Jo Adair/Harbor Wire"),
        ("", "Map: Harbor Wire"),
        ("", "Cover: Alder Press"),
        ("", "Courtesy of Alder Press"),
        ("", "Screenshot: Harbor Wire"),
        ("", "Via Harbor Wire"),
    ],
)
def test_credit(caption: str, credit: str) -> None:
    text = f"{caption} {credit}".strip()
    split = split_credit((Span(text),))
    assert split == ((Span(caption),) if caption else (), (Span(credit),))
