"""Labels in the forms in which people type them: each is read as the label, and what only looks like one is not."""

from __future__ import annotations

import pytest

import artfmt
from artfmt.language.typed_labels import heading_label, is_lone_label, typed_label
from artfmt.model.article import Paragraph
from artfmt.model.prose import Span, plain_text
from artfmt.reading.document import Report

_LABELS = Report().labels

_FORMS = [
    "**Why it matters:** Fares fall.",
    "**Why it matters**: Fares fall.",
    "**Why it matters:**Fares fall.",
    "**Why it matters: **Fares fall.",
    "**Why it matters :** Fares fall.",
    "** Why it matters:** Fares fall.",
    "**Why it matters.** Fares fall.",
    "**Why it matters?** Fares fall.",
    "**Why it matters** – Fares fall.",
    "**Why it matters** — Fares fall.",
    "**Why it matters** - Fares fall.",
    "**Why it matters —** Fares fall.",
    "**Why it matters** Fares fall.",
    "**Why it matters:**\nFares fall.",
    "**Why it matters**\n\nFares fall.",
    "**Why it matters:** \n\nFares fall.",
    "### Why it matters\n\nFares fall.",
    "### Why it matters:\n\nFares fall.",
    "## Why it matters\n\nFares fall.",
    "- **Why it matters:** Fares fall.",
    "* **Why it matters**: Fares fall.",
    "> **Why it matters:** Fares fall.",
    "**🔎 Why it matters:** Fares fall.",
    "**🔎 Why it matters:**Fares fall.",
    "🔎 **Why it matters:** Fares fall.",
    "**WHY IT MATTERS:** Fares fall.",
    "*Why it matters:* Fares fall.",
    "_Why it matters_: Fares fall.",
    "__Why it matters:__ Fares fall.",
    "***Why it matters:*** Fares fall.",
    "<strong>Why it matters:</strong> Fares fall.",
    "Why it matters: Fares fall.",
    "Why it matters – Fares fall.",
    "Why it matters:Fares fall.",
    "**“Why it matters:”** Fares fall.",
    "**Whats next:** Fares fall.",
    "**What’s next.** Fares fall.",
    "**By the numbers.** Fares fall.",
]
_NONE = [
    "**Why it matters** is a question of money.",
    "Why it matters - a lot - is plain.",
    "**Ferries.** Two are new.",
    "**Details.** Two are new.",
    "- **Why it matters:** Fares fall.\n- **Yes, but:** Not all.",
    "The bottom line is: two are new.",
    "### Details\n\nTwo are new.",
    "### How it works\n\nTwo are new.",
    "### Why it matters to us\n\nTwo are new.",
    "&#87;hy it matters – Fares fall.",
]


def _axioms(text: str) -> list[tuple[str, list[str]]]:
    article = artfmt.read(f"---\nheadline: Port Alder halves fares\n---\n\nLede.\n\n{text}\n", "markdown").article
    assert article
    return [
        (section.axiom.kind, [plain_text(block.content) for block in section.blocks if isinstance(block, Paragraph)])
        for section in article.body
        if section.axiom
    ]


@pytest.mark.parametrize("text", _FORMS)
def test_read_as_the_label(text: str) -> None:
    ((kind, words),) = _axioms(text)
    assert kind in ("why-it-matters", "whats-next", "by-the-numbers")
    assert words == ["Fares fall."]


@pytest.mark.parametrize("text", _NONE)
def test_read_as_no_label(text: str) -> None:
    assert _axioms(text) == []


@pytest.mark.parametrize("text", _FORMS + _NONE)
def test_comes_back(text: str) -> None:
    article = artfmt.read(f"---\nheadline: Port Alder halves fares\n---\n\nLede.\n\n{text}\n", "markdown").article
    assert article
    assert artfmt.read(artfmt.write(article, "markdown"), "markdown").article == article


@pytest.mark.parametrize("first", ["## Why it matters\n\n", "**Why it matters:** ", "- **By the numbers.** "])
def test_a_heading_is_one_where_the_text_has_others(first: str) -> None:
    kinds = [kind for kind, _ in _axioms(f"{first}Fares fall.\n\n### How it works\n\nTwo are new.")]
    assert kinds[1:] == ["how-it-works"]


def test_a_note_within_makes_none() -> None:
    assert typed_label((Span("Why it matters.", ("bold",)), Span("1", footnote="n")), _LABELS) is None


@pytest.mark.parametrize(
    "content", [(Span("Why it matters", ("code",)), Span("^—")), (Span("💡 ", ("code",)), Span("Why it matters—"))]
)
def test_code_within_makes_none(content: tuple[Span, ...]) -> None:
    assert typed_label(content, _LABELS) is None


@pytest.mark.parametrize(
    ("heading", "level", "label"),
    [
        ("Why it matters", 1, "Why it matters"),
        ("Why it matters:", 4, "Why it matters"),
        ("Yes, but", 2, None),
        ("Yes, but", 3, "Yes, but"),
        ("Details", 3, None),
        ("The ferries", 3, None),
    ],
)
def test_heading(heading: str, level: int, label: str | None) -> None:
    assert heading_label((Span(heading),), level, _LABELS) == label


def test_a_heading_with_a_link_is_one() -> None:
    assert heading_label((Span("Why it matters", href="https://a.example/"),), 3, _LABELS) is None
    assert heading_label((Span("Why it matters", marks=("code",)),), 3, _LABELS) is None


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        ((), False),
        ((Span("Why it matters:"),), False),
        ((Span("Why it matters:", ("bold",)), Span(" b")), True),
        ((Span("Why it matters.", ("bold",)), Span(" b")), True),
        ((Span("Our ferries:", ("bold",)), Span(" b")), False),
    ],
)
def test_lone(content: tuple[Span, ...], is_one: bool) -> None:
    assert is_lone_label(content, _LABELS) is is_one
