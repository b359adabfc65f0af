from __future__ import annotations

import pytest

from artfmt.language.labels import KINDS, Label, Labels, Lead, kind_of, known_kind, label_of, slug, split_lead
from artfmt.model.prose import Span


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Why it matters", "why-it-matters"),
        ("why this matters", "why-it-matters"),
        ("The big picture", "big-picture"),
        ("BIG PICTURE", "big-picture"),
        ("Yes, but", "yes-but"),
        ("What they’re saying", "what-theyre-saying"),
        ("What she's saying", "what-theyre-saying"),
        ("What the board's saying", "what-theyre-saying"),
        ("My thought bubble", "thought-bubble"),
        ("Ida's thought bubble", "thought-bubble"),
        ("Thought bubble from Tomas Wirth", "thought-bubble"),
        ("Our thought bubble, from Harbor Wire's Pia Lund", "thought-bubble"),
        ("Her big takeaway", "takeaway"),
        ("What’s next", "whats-next"),
        ("Por qué importa", "why-it-matters"),
        ("Sí, pero", "yes-but"),
        ("El panorama general", "big-picture"),
        ("Warum es wichtig ist", "why-it-matters"),
        ("Pourquoi c’est important", "why-it-matters"),
        ("The plan", "other"),
        ("", "other"),
    ],
)
def test_kind(label: str, kind: str) -> None:
    assert kind_of(label) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_the_slug_of_a_label(kind: str) -> None:
    assert known_kind(kind.replace("-", " ").capitalize()) == kind
    assert slug(kind) == kind


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Why it matters: x", Lead("Why it matters", 16)),
        ("Details:", Lead("Details", 8)),
        ("details: x", None),
        ("At 11:59: x", None),
        ("https://a.example", None),
        ("A" * 100 + ": x", None),
        (": x", None),
        ("No colon", None),
    ],
)
def test_lead(text: str, lead: Lead | None) -> None:
    assert split_lead(text) == lead


@pytest.mark.parametrize(
    ("content", "label"),
    [
        ((Span("Our bet:", ("bold",)), Span(" x")), Label("Our bet", 7)),
        ((Span("Our bet", ("bold",)), Span(": x")), Label("Our bet", 7)),
        ((Span("Our ", ("bold",)), Span("bet:", ("bold", "italic")), Span(" x")), Label("Our bet", 7)),
        ((Span("Details: x"),), Label("Details", 7)),
        ((Span("Our bet: x"),), None),
        ((Span("At a meeting today,", ("bold",)), Span(" x")), None),
        ((Span("Our bet:", ("bold",)), Span("x")), None),
        ((Span("a\nb:", ("bold",)), Span(" x")), None),
        ((Span("Our bet: ", ("bold",)), Span("x", ("bold",), "https://a.example/")), Label("Our bet", 7)),
    ],
)
def test_label_of_prose(content: tuple[Span, ...], label: Label | None) -> None:
    assert label_of(content, Labels()) == label


def test_a_house_has_labels_of_its_own() -> None:
    labels = Labels.of({"Our take": "takeaway", "The details": "fine-print"})
    assert labels.kind_of("OUR TAKE") == "takeaway"
    assert labels.kind_of("Details") == "fine-print"
    assert labels.kind_of("Why it matters") == "why-it-matters"
    assert labels.kind_of("The plan") == "other"
