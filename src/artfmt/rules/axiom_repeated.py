"""The same label twice in one story.

Why:

A label is a signpost. Two of the same kind mean that one of them is meant otherwise, or that a part was pasted twice.
Names before what each says in an interview are no labels: where a label of nobody's table stands three times, or two of
them stand twice, people speak.

Bad:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

    **Why it matters:** Fares have doubled since 2024.

Good:

    # Port Alder halves ferry fares

    Tickets will cost $2.

    **Why it matters:** 9,000 people have no car.

    **Flashback:** Fares have doubled since 2024.

Options:

- allowed: the kinds of axiom that may stand more than once
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from artfmt.language.labels import OTHER, slug
from artfmt.model.article import Section
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

SEVERITY = Severity.WARNING
DEFAULT = True


def check(
    passages: Passages, *, allowed: tuple[str, ...] = ("what-theyre-saying", "zoom-in", "go-deeper", "by-the-numbers")
) -> Iterator[Finding]:
    """Find a second label of a kind beneath the same heading."""
    if _is_conversation(passages):
        allowed = (*allowed, *map(_slug, _of_own_label(passages)))
    yield from _repeated(passages, "/body", passages.article.body, allowed)


def _of_own_label(passages: Passages) -> Iterator[Section]:
    """The sections under labels that neither artfmt nor the house knows."""
    for place in passages.sections:
        if place.section.axiom and place.kind == OTHER:
            yield place.section


def _slug(section: Section) -> str:
    return slug(section.axiom.label) if section.axiom else ""


def _is_conversation(passages: Passages) -> bool:
    counts = Counter(map(_slug, _of_own_label(passages)))
    return any(count > 2 for count in counts.values()) or sum(count > 1 for count in counts.values()) > 1


def _repeated(
    passages: Passages, pointer: str, sections: tuple[Section, ...], allowed: tuple[str, ...]
) -> Iterator[Finding]:
    kinds_before: set[str] = set()
    for index, section in enumerate(sections):
        at = f"{pointer}/{index}"
        if section.heading:
            kinds_before = set()
        if axiom := section.axiom:
            kind = passages.kind_of(axiom.label, axiom.kind)
            kind = slug(axiom.label) if kind == OTHER else kind
            if kind in kinds_before and kind not in allowed:
                yield Finding(f"{at}/axiom/label", f'"{axiom.label}" stands here a second time: name what is new')
            kinds_before.add(kind)
        yield from _repeated(passages, f"{at}/sections", section.sections, allowed)
