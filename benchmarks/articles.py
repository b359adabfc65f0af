"""Invented articles in any number, for measurements: seeded, each with words of its own, as a newsroom writes."""

from __future__ import annotations

import random
from collections.abc import Iterator

from artfmt.model.article import Article, Author, Axiom, Block, Image, List, ListItem, Paragraph, Quote, Section
from artfmt.model.prose import Span, Spans

_PLACES = [
    "Port Alder",
    "Westhaven",
    "Long Sound",
    "Maple Falls",
    "Granite Bay",
    "Old Ferry",
    "Kestrel Point",
    "Marlow",
    "Ostby",
    "Tern Island",
]
_NAMES = [
    "Ida Brandt",
    "Tomas Wirth",
    "Pia Lund",
    "Ola Fenn",
    "Mara Quist",
    "Jonas Eide",
    "Lena Holt",
    "Arvid Strand",
    "Nora Vik",
    "Per Dahl",
]
_WHO = [
    "the harbor board",
    "the county",
    "the school district",
    "the transit agency",
    "the port",
    "the water utility",
    "the council",
]
_DID = [
    "voted to raise",
    "will cut",
    "plans to double",
    "delayed",
    "has paid for",
    "wants to sell",
    "reopened",
    "audited",
    "is testing",
]
_WHAT = [
    "ferry fares",
    "the night buses",
    "its oldest pier",
    "a second clinic",
    "the toll road",
    "the library hours",
    "its water mains",
    "the fishing quota",
    "a seawall",
    "the bike lanes",
    "its housing fund",
    "the summer market",
]
_WHEN = [
    "on Monday",
    "this week",
    "after a long debate",
    "for the first time since spring",
    "before the vote",
    "in a rare move",
]
_WHY = [
    "because costs rose faster than income",
    "after residents complained for months",
    "to keep a promise made last year",
    "although its own staff had warned against it",
    "while two neighbors wait for the outcome",
    "since the state changed its rules",
]
_LABELS = (
    ("why-it-matters", "Why it matters"),
    ("big-picture", "The big picture"),
    ("by-the-numbers", "By the numbers"),
    ("driving-the-news", "Driving the news"),
    ("yes-but", "Yes, but"),
    ("between-the-lines", "Between the lines"),
    ("whats-next", "What’s next"),
)


def articles(number: int, seed: int = 6, length: int = 1) -> Iterator[Article]:
    """``number`` articles of some two to ten kilobytes of indented JSON; ``length`` times as many blocks a section."""
    chance = random.Random(seed)
    for each in range(number):
        yield _article(chance, each, length)


def _article(chance: random.Random, number: int, length: int) -> Article:
    place = chance.choice(_PLACES)
    labels = sorted(chance.sample(range(len(_LABELS)), chance.randint(1, 5)))
    if 0 not in labels:
        labels = [0, *labels]
    image = Image(
        src=f"https://pictures.example/{number}.jpg",
        alt=f"People wait at the pier of {place}",
        caption=(Span(f"{chance.choice(_NAMES)} at {place} in {number}."),),
        credit=(Span(f"Photo: {chance.choice(_NAMES)}/Harbor Wire"),),
    )
    lede = Section((Paragraph((Span(f"{_sentence(chance)} {_sentence(chance)}"),)),))
    return Article(
        id=f"story-{number}",
        language="en",
        headline=f"{place}: {chance.choice(_WHO)[4:].capitalize()} and {chance.choice(_WHAT)}, part {number}",
        published=f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-{chance.randint(10, 28)}",
        authors=tuple(Author(name) for name in chance.sample(_NAMES, chance.randint(1, 2))),
        image=image,
        body=(lede, *(_section(chance, label, length) for label in labels)),
    )


def _section(chance: random.Random, label: int, length: int) -> Section:
    blocks: list[Block] = [Paragraph(_prose(chance)) for _ in range(length * chance.randint(1, 2))]
    if chance.random() < 0.3:
        blocks.append(List(tuple(ListItem((Span(_sentence(chance)),)) for _ in range(chance.randint(3, 6)))))
    if chance.random() < 0.2:
        quoted = Paragraph((Span(f"“{_sentence(chance)}”"),))
        blocks.append(Quote((quoted,), (Span(chance.choice(_NAMES)),)))
    return Section(tuple(blocks), axiom=Axiom(*_LABELS[label]))


def _prose(chance: random.Random) -> Spans:
    words = _sentence(chance)
    link = Span("a report", href=f"https://reports.example/{chance.randint(1, 10**9)}")
    if chance.random() < 0.3:
        return Span(f"{words} That is what "), link, Span(f" on {chance.choice(_PLACES)} says. {_sentence(chance)}")
    return (Span(" ".join([words, *(_sentence(chance) for _ in range(chance.randint(0, 3)))])),)


def _sentence(chance: random.Random) -> str:
    who, did, what = chance.choice(_WHO), chance.choice(_DID), chance.choice(_WHAT)
    where, when, why = chance.choice(_PLACES), chance.choice(_WHEN), chance.choice(_WHY)
    said = f"{who.capitalize()} of {where} {did} {what} {when} {why}"
    return f"{said}, {chance.choice(_NAMES)} said." if chance.random() < 0.3 else f"{said}."
