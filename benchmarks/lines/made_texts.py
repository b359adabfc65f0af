"""Texts made of annotated ones: put together anew, pasted one beneath the other, framed by pages, in other scripts.

Each made text has parts of texts of one fold alone and the origin of one of them, so that cross-validation keeps it
back with them.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotated import LEFTOVER, Annotated

from artfmt.language.names import is_name
from artfmt.reading.bullets import parse_bullet
from artfmt.reading.line import Line
from artfmt.reading.roles import HEADLINE

FOLDS = 5
Row = tuple[Line, str]
_FIRST_NAMES = [
    "Ida",
    "Ola",
    "Tomas",
    "Nora",
    "Pia",
    "Dev",
    "Amara",
    "Jun",
    "Bashir",
    "Rosalind",
    "Hamid",
    "Lev",
    "Mei",
    "Greta",
    "Sven",
    "Ines",
    "Paolo",
    "Yusuf",
    "Chloe",
    "Marta",
    "Abel",
]
_LAST_NAMES = [
    "Brandt",
    "Fenn",
    "Wirth",
    "Quill",
    "Lund",
    "Okafor",
    "Reyes",
    "Kowalczuk",
    "Abbott",
    "Lowell",
    "Marsh",
    "Tanaka",
    "Moss",
    "Vance",
    "Holm",
    "Ferreira",
    "Diallo",
]
# Opening words before a colon that are no labels: speakers, times, steps, facts, what somebody says.
_LEADS = [
    "Noon",
    "Midnight",
    "9 a.m.",
    "6 p.m.",
    "Monday",
    "Friday night",
    "June 3",
    "At 11:59 p.m.",
    "2019",
    "Week two",
    "In the evening",
    "Cost",
    "Price",
    "Where",
    "When",
    "Tickets",
    "Phone",
    "Address",
    "Hours",
    "Location",
    "Admission",
    "Result",
    "Score",
    "Route",
    "Serves",
    "Ingredients",
    "Contact",
    "Budget",
    "He said",
    "She added",
    "The board wrote",
    "I asked him",
    "The sign reads",
    "He told the council",
    "Good morning",
    "Hello",
    "Dear readers",
    "Question",
    "Answer",
    "Q",
    "A",
    "Reader",
    "Caller",
    "Host",
    "Step 1",
    "Step 2",
    "Chapter 3",
    "Day 2",
    "One neighbor",
    "A driver",
    "The mayor on Monday",
    "Ferreira to the board",
    "Monday's schedule",
    "The city's menu",
    "The team's verdict on the matter",
    "What will the board do with all of its money next year",
]
_ANSWERS = (
    "Boats for all.",
    "Who pays?",
    "The boat leaves at noon.",
    "Free for children.",
    "Spend it.",
    "$12 a day.",
    '"We are full."',
    '"No idea," he said.',
    "Cut the wood.",
    '"It hurt."',
)
_REMARKS = (
    "[EDITOR: which pier? - PK]",
    "[NB: check the figure]",
    "[Comment from Lev: love it]",
    "[CHECK WITH Ida]",
    "(TK: number of boats)",
    "[INSERT MAP HERE]",
)
_RULES = ("***", "---", "* * *", "==========", "_____", "~~~")
_BUTTONS = ("Go deeper", "Share this story", "Read more", "Add your comment", "Go deeper (2 min. read)")
_BAD_DATES = ("Feb 29, 2031", "Updated 4:15 p.m. ET", "32 May 2031", "today at 9:30", "Updated at 10:05", "Monday")
_CARDS = ("Why the boats run half empty", "Council to vote on parking", "Five books for the winter")
_CHARTS = (
    ("Fares by year", "Data: Board; Chart: {}/Harbor"),
    ("Homes built, 2019 to 2031", "Source: Statistics Office"),
    ("Rents since 2020", "Data: City of Alder; Graphic: {}"),
)
_ALTS = (
    "man holding a lamp in a hallway",
    "boats in fog",
    "an aerial view of a mill",
    "A crowd outside the town hall at night.",
    "Close-up of a hand on a rail",
    "two women carry a ladder past a shop",
    "A sign on a fence",
    "Rows of empty seats in a hall.",
    "Animated drawing of a kettle that boils over.",
    "Illustration of a key inside a light bulb",
)
_CREDITS = (
    "{name}/{agency}",
    "{agency}/{name}",
    "{name} for {agency}",
    "Photo: {name}/{agency}",
    "Photo by {name}",
    "Rendering courtesy of {company}",
    "Courtesy of {company}",
    "Floor plans: {company}/{agency}",
    "Illustration: {name}/{agency}",
    "{name} via {agency}",
    "{company}",
)
_AGENCIES = ("Harbor Wire", "Port Images", "NORDBILD", "Agence Quai", "Lantern Press", "AFX", "Stillwater Photos")
_COMPANIES = ("Marlow & Holt", "Fenn Sports", "The Alder Trust", "City of Port Alder", "Quay Museum")
_ITEM_HEADS = {
    "numbered": ("{number}. {title}",),
    "parted": ("{number}) {title}",),
    "plain": ("{title}",),
    "emoji": ("🚢 {title}", "🏙 {title}", "💡 {title}", "📈 {title}", "🎧 {title}"),
    "capitals": ("{capitals}",),
}
_FIRST_ITEMS = (
    "1 big thing: {title}",
    "1 big thing: {title}",
    "One big thing: {title}",
    "1. {title}",
    "The big story: {title}",
)
_LAST_ITEMS = (
    "1 fun thing: {title}",
    "One more thing: {title}",
    "1 thing to go: {title}",
    "🌞 {title}",
    "Bonus: {title}",
)
_MARKS = ("- ", "* ", "• ", "– ", "1. ", "1) ", "◦ ", "•")
_SIGNS = "港船一二三四五六七八九十市会金年月日人大中小学校山川田本東西南北新聞社員長委話題橋駅花雨雪風海空町村家道車馬"
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшыэюя"
_STOPS = {". ": "。", ", ": "、", ": ": "：", ".": "。", ",": "、", "?": "？"}
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"\W*\d{1,2}(?:[.)]| big thing:| fun thing:)?\s+|\W+")


def fold_of(origin: str) -> int:
    """The fold that keeps back the texts of an origin."""
    return int(hashlib.sha1(origin.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def made_texts(texts: Sequence[Annotated], pages: Sequence[Annotated], count: int, draw: int) -> list[Annotated]:
    """Some texts made of others: ``count`` assembled ones, and in proportion pastes, framed and rewritten ones.

    Each ``draw``, a number, makes others.
    """
    chance = random.Random(draw)
    assembled = [_varied(text, chance) for text in _assembled(texts, count, chance)]
    plain = [*texts, *assembled]
    return [
        *assembled,
        *_pasted(plain, count // 5, chance),
        *_framed(plain, pages, count // 3, chance),
        *_letters(texts, count // 4, chance),
        *_rewritten(plain, count // 15, chance),
        *(_spaced(text, chance) for text in texts),
    ]


def _by_fold(texts: Sequence[Annotated]) -> dict[int, list[Annotated]]:
    folds: dict[int, list[Annotated]] = defaultdict(list)
    for text in texts:
        folds[fold_of(text.origin)].append(text)
    return folds


def _line(text: str, *, gap: bool = True, indent: int = 0) -> Line:
    return Line(1, indent, text, gap)


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST_NAMES)} {chance.choice(_LAST_NAMES)}"


# What goes on from a first line of a role, and may be put elsewhere with it.
_UNITS: dict[str, frozenset[str]] = {
    "alt": frozenset({"alt", "caption", "rest"}),
    "caption": frozenset({"caption", "rest"}),
    "label": frozenset({"bullet", "rest"}),
    "bullet": frozenset({"bullet", "rest"}),
    "heading": frozenset({"paragraph", "rest"}),
    "quotation": frozenset({"quotation", "attribution", "rest"}),
    "row": frozenset({"row"}),
}
_ALONE = ("headline", "byline", "timestamp", "deck", "section", "paragraph", "note", "related")
_LONGEST_UNIT = 8


def _units(texts: Sequence[Annotated]) -> dict[str, list[list[Row]]]:
    """The parts of texts by the role that they begin with."""
    units: dict[str, list[list[Row]]] = defaultdict(list)
    for text in texts:
        rows = list(zip(text.lines, text.roles, strict=True))
        index = 0
        while index < len(rows):
            role = rows[index][1]
            goes_on = _UNITS.get(role, frozenset({"rest"}))
            end = index + 1
            while end < len(rows) and rows[end][1] in goes_on:
                end += 1
            if (role in _UNITS or role in _ALONE) and end - index <= _LONGEST_UNIT:
                units[role].append(rows[index:end])
            index = end
    return units


def _assembled(texts: Sequence[Annotated], count: int, chance: random.Random) -> Iterator[Annotated]:
    """Small stories, their parts drawn from texts of one fold."""
    plain = [text for text in texts if "item" not in text.roles]
    folds = _by_fold(plain)
    units = {fold: _units(group) for fold, group in folds.items()}
    for number in range(count):
        fold = sorted(folds)[number % len(folds)]
        rows = list(_drawn(units[fold], chance))
        if not any(role in ("paragraph", "label", "bullet") for _, role in rows):
            rows += chance.choice(units[fold]["paragraph"])
        gaps = chance.random()
        lines = [line if gaps < 0.5 else line._replace(gap=gaps < 0.75) for line, _ in rows]
        yield Annotated(folds[fold][0].origin, "assembled", lines, [role for _, role in rows])


def _drawn(units: dict[str, list[list[Row]]], chance: random.Random) -> Iterator[Row]:
    above = (("section", 0.15), ("byline", 0.08), ("timestamp", 0.1), ("alt", 0.06))
    roles = [role for role, share in above if chance.random() < share]
    roles += ["headline", *(["deck"] if chance.random() < 0.15 else [])]
    head = [
        role
        for role, share in (("byline", 0.6), ("timestamp", 0.5), ("alt", 0.2), ("caption", 0.1))
        if chance.random() < share
    ]
    chance.shuffle(head)
    roles += head
    roles += ["paragraph"] if chance.random() < 0.8 else []
    body = ("paragraph", "paragraph", "label", "label", "bullet", "heading", "quotation", "alt", "row")
    roles += [chance.choice(body) for _ in range(chance.choice((0, 0, 1, 1, 2, 2, 3, 5)))]
    roles += [role for role in ("note", "related") if chance.random() < 0.1]
    for role in roles:
        if units[role]:
            unit = chance.choice(units[role])
            yield unit[0][0]._replace(gap=True), unit[0][1]
            yield from unit[1:]


def _varied(text: Annotated, chance: random.Random) -> Annotated:
    """A text with some of what real ones have and few outlines do."""
    rows = list(zip(text.lines, text.roles, strict=True))
    for share, change in _CHANGES:
        if chance.random() < share:
            rows = change(rows, chance)
    return text._replace(lines=[line for line, _ in rows], roles=[role for _, role in rows])


def _places(rows: Sequence[Row], *roles: str) -> list[int]:
    headline = next(index for index, (_, role) in enumerate(rows) if role == HEADLINE)
    return [index for index, (_, role) in enumerate(rows) if role in roles and index > headline]


def _inserted(rows: list[Row], at: int, *more: Row) -> list[Row]:
    return [*rows[:at], *more, *rows[at:]]


def _with_leads(rows: list[Row], chance: random.Random) -> list[Row]:
    """Paragraphs with opening words that are no label."""
    places = _places(rows, "paragraph")
    if not places:
        return rows
    speakers = [_name(chance), chance.choice(_LAST_NAMES)]
    count = chance.choice((1, 1, 1, 2, 4))
    more: list[Row] = []
    for number in range(count):
        lead = speakers[number % 2] if count == 4 or chance.random() < 0.3 else chance.choice(_LEADS)
        words = chance.choice((rows[chance.choice(places)][0].text, chance.choice(_ANSWERS)))
        more.append((_line(f"{lead}: {words}", gap=chance.random() < 0.8), "paragraph"))
    return _inserted(rows, chance.choice(places) + 1, *more)


def _with_remark(rows: list[Row], chance: random.Random) -> list[Row]:
    return _inserted(rows, chance.randrange(1, len(rows) + 1), (_line(chance.choice(_REMARKS)), LEFTOVER))


def _in_brackets(rows: list[Row], chance: random.Random) -> list[Row]:
    places = _places(rows, "paragraph")
    if places:
        at = chance.choice(places)
        line, role = rows[at]
        rows[at] = line._replace(text=f"[{line.text.split('. ')[0].rstrip('.')}.]"), role
    return rows


def _with_rule(rows: list[Row], chance: random.Random) -> list[Row]:
    places = _places(rows, "paragraph")
    return _inserted(rows, places[-1], (_line(chance.choice(_RULES)), "paragraph")) if len(places) > 1 else rows


def _remarked(rows: list[Row], chance: random.Random) -> list[Row]:
    """Lists with other marks, of few words at times."""
    mark, is_short = chance.choice(_MARKS), chance.random() < 0.3
    number = 0
    for index, (line, role) in enumerate(rows):
        number = number + 1 if role == "bullet" else 0
        if number:
            bullet = parse_bullet(line.text)
            words = line.text[bullet.start :] if bullet else line.text
            words = " ".join(words.split()[: chance.choice((1, 1, 2, 3))]) if is_short else words
            rows[index] = line._replace(text=f"{mark.replace('1', str(number))}{words or 'a'}", cells=()), role
    return rows


def _wrapped(rows: list[Row], chance: random.Random) -> list[Row]:
    """A bullet that is broken onto an indented line."""
    places = [at for at in _places(rows, "bullet") if len(rows[at][0].text.split()) > 7]
    if not places:
        return rows
    at = chance.choice(places)
    line, words = rows[at][0], rows[at][0].text.split()
    cut = chance.randint(4, len(words) - 2)
    rest = line._replace(text=" ".join(words[cut:]), gap=False, indent=line.indent + 2)
    return [*rows[:at], (line._replace(text=" ".join(words[:cut])), "bullet"), (rest, "rest"), *rows[at + 1 :]]


def _as_mail_quotes(rows: list[Row], chance: random.Random) -> list[Row]:
    del chance
    return [
        (line._replace(text=f"> {line.text.strip('“”')}") if role == "quotation" else line, role) for line, role in rows
    ]


def _with_bad_date(rows: list[Row], chance: random.Random) -> list[Row]:
    for index, (line, role) in enumerate(rows):
        if role == "timestamp":
            rows[index] = line._replace(text=chance.choice(_BAD_DATES)), role
            break
    return rows


def _alt_above_headline(rows: list[Row], chance: random.Random) -> list[Row]:
    del chance
    places = _places(rows, "alt")
    headline = next(index for index, (_, role) in enumerate(rows) if role == HEADLINE)
    return _inserted(rows, headline, (rows[places[0]][0], LEFTOVER)) if places else rows


def _with_dates_as_headings(rows: list[Row], chance: random.Random) -> list[Row]:
    places = _places(rows, "paragraph", "label")[1:]
    for at in sorted(chance.sample(places, min(2, len(places))), reverse=True):
        date = chance.choice(("Monday, May 4, 2031", "May 3, 2031", "Tuesday", "10:45 a.m.", "June 12"))
        rows = _inserted(rows, at, (_line(date), "heading"))
    return rows


def _with_chart(rows: list[Row], chance: random.Random) -> list[Row]:
    places = _places(rows, "paragraph", "label")
    if not places:
        return rows
    alt, credit = chance.choice(_CHARTS)
    credit = credit.format(chance.choice(_LAST_NAMES))
    more = (_line(alt), "alt"), (_line(credit, gap=chance.random() < 0.5), "caption")
    return _inserted(rows, chance.choice(places) + 1, *more)


def _with_portrait(rows: list[Row], chance: random.Random) -> list[Row]:
    """A picture whose description names people, as a byline does."""
    places = _places(rows, "paragraph", "label")
    if not places:
        return rows
    titles = ("", "", "Mayor ", "President ", "Coach ", "Minister of Fish ")
    one, other = (f"{chance.choice(titles)}{_name(chance)}{chance.choice(('', '', ' (R)'))}" for _ in range(2))
    verb = chance.choice(("talks to", "and", "greets", "with", "at a desk with"))
    caption = chance.choice((f"{other} and {one} in May.", f"{one}, who heads the board, in Port Alder."))
    credit = chance.choice(("Photo: {}/Harbor Wire", "Photo: {} via Port Images")).format(chance.choice(_LAST_NAMES))
    return _inserted(
        rows, places[0], (_line(f"{one} {verb} {other}"), "alt"), (_line(f"{caption} {credit}"), "caption")
    )


def _with_pictures(rows: list[Row], chance: random.Random) -> list[Row]:
    """Pictures within the body: a description, a credit or both."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        places = _places(rows, "paragraph", "label")
        if places:
            at = chance.choice(places) + 1
            credit = chance.choice(_CREDITS).format(
                name=_name(chance), agency=chance.choice(_AGENCIES), company=chance.choice(_COMPANIES)
            )
            alt = [(_line(chance.choice(_ALTS)), "alt")] if chance.random() < 0.6 else []
            rows = _inserted(rows, at, *alt, (_line(credit, gap=not alt or chance.random() < 0.5), "caption"))
    return rows


def _with_broadcaster_picture(rows: list[Row], chance: random.Random) -> list[Row]:
    """A picture as broadcasters tell it: its source, and on the next line its caption."""
    at = next(iter(_places(rows, "paragraph", "label")), len(rows))
    source = chance.choice(_AGENCIES) if chance.random() < 0.5 else chance.choice(_COMPANIES)
    caption = chance.choice((*_ALTS, *_CARDS))
    more = (_line(f"Image source, {source}"), "caption"), (_line(f"Image caption, {caption}", gap=False), "caption")
    return _inserted(rows, at, *more)


def _with_long_list(rows: list[Row], chance: random.Random) -> list[Row]:
    places = _places(rows, "paragraph")
    if len(places) < 2:
        return rows
    mark, word = chance.choice(("- ", "• ", "")), chance.choice(("Boat", "Step", "Route", "Room"))
    role = "bullet" if mark else "paragraph"
    lines = [
        (_line(f"{mark}{word} {number}", gap=number == 1), role)
        for number in range(1, chance.choice((8, 14, 25, 40, 60)))
    ]
    return _inserted(rows, places[-1], *lines)


def _with_cards(rows: list[Row], chance: random.Random) -> list[Row]:
    date = f"May {chance.randint(1, 30)}, 2031 - Transit"
    return [*rows, (_line(chance.choice(_CARDS)), LEFTOVER), (_line(date, gap=False), LEFTOVER)]


def _with_related(rows: list[Row], chance: random.Random) -> list[Row]:
    mark = chance.choice(("", "• ", "1. ", "- "))
    rows = [*rows, (_line(chance.choice(("Go deeper:", "Read more:", "Go deeper", "Related:"))), "related")]
    for number, title in enumerate(chance.sample(_CARDS, chance.choice((1, 2, 3))), 1):
        rows.append((_line(f"{mark.replace('1', str(number))}{title}", gap=False), "related"))
    return rows


def _with_broken_byline(rows: list[Row], chance: random.Random) -> list[Row]:
    for index, (line, role) in enumerate(rows):
        if role == "byline":
            one, other = _name(chance), _name(chance)
            parts = chance.choice(
                ([one, f", {other}"], [f"{one},", other], [one, f"and {other}"], [one, ",", other], [one, "and", other])
            )
            broken = [(line._replace(text=part, gap=False), "byline") for part in parts]
            return [*rows[:index], *broken, *rows[index + 1 :]]
    return rows


def _with_parted_date(rows: list[Row], chance: random.Random) -> list[Row]:
    """A date, a dash and a section, each on its line."""
    for index, (line, role) in enumerate(rows):
        if role == "timestamp":
            date = line._replace(text=chance.choice(("Updated May 4, 2031", "May 3, 2031", "3 hours ago")))
            section = chance.choice(("Health", "World", "Politics & Policy", "Transit"))
            parted = (date, role), (_line("-", gap=False), LEFTOVER), (_line(section, gap=False), "section")
            return [*rows[:index], *parted, *rows[index + 1 :]]
    return rows


def _with_short_head(rows: list[Row], chance: random.Random) -> list[Row]:
    """A headline of two to four words, and a deck as short where there is one."""
    shortened = []
    for line, role in rows:
        words = line.text.split()
        is_short = role in (HEADLINE, "deck") and len(words) > 3 and chance.random() < 0.8
        text = " ".join(words[: chance.choice((2, 2, 3, 4))]).rstrip(",:;.") if is_short else line.text
        shortened.append((line._replace(text=text), role))
    return shortened


def _with_deck(rows: list[Row], chance: random.Random) -> list[Row]:
    """A deck of a few words beneath the headline, where there is none."""
    places = _places(rows, "paragraph")
    if not places or any(role in ("deck", "item") for _, role in rows):
        return rows
    headline = next(index for index, (_, role) in enumerate(rows) if role == HEADLINE)
    words = rows[chance.choice(places)][0].text.split()[: chance.choice((2, 3, 4, 6))]
    text = " ".join(words).rstrip(",:;.")
    if is_name(text):
        return rows
    title = text.title() if chance.random() < 0.3 else text[:1].upper() + text[1:]
    return _inserted(rows, headline + 1, (_line(title or "Boats", gap=chance.random() < 0.8), "deck"))


_Change = Callable[[list[Row], random.Random], list[Row]]
_CHANGES: tuple[tuple[float, _Change], ...] = (
    (0.1, _with_deck),
    (0.1, _with_short_head),
    (0.5, _with_leads),
    (0.08, _with_remark),
    (0.06, _in_brackets),
    (0.08, _with_rule),
    (0.45, _remarked),
    (0.1, _wrapped),
    (0.4, _as_mail_quotes),
    (0.06, _with_bad_date),
    (0.06, _with_parted_date),
    (0.1, _alt_above_headline),
    (0.06, _with_dates_as_headings),
    (0.05, _with_chart),
    (0.1, _with_portrait),
    (0.12, _with_pictures),
    (0.03, _with_broadcaster_picture),
    (0.08, _with_long_list),
    (0.05, _with_cards),
    (0.07, _with_related),
    (0.03, _with_broken_byline),
)


def _pasted(texts: Sequence[Annotated], count: int, chance: random.Random) -> Iterator[Annotated]:
    """Two or three stories in one paste."""
    folds = _by_fold([text for text in texts if "item" not in text.roles and len(text.lines) < 40])
    for number in range(count):
        some = chance.sample(folds[sorted(folds)[number % len(folds)]], chance.choice((2, 2, 3)))
        rows: list[Row] = []
        for text in some:
            if rows and chance.random() < 0.4:
                rows.append((_line(chance.choice((*_RULES, *_BUTTONS))), LEFTOVER))
            is_plain = chance.random() < 0.6
            own = [row for row in zip(text.lines, text.roles, strict=True) if not (is_plain and row[1] == LEFTOVER)]
            if chance.random() < 0.4:
                own = _beginning(own, chance.choice((1, 1, 2, 3)))
            rows += [(own[0][0]._replace(gap=True), own[0][1]), *own[1:]]
        yield Annotated(some[0].origin, "pasted stories", [line for line, _ in rows], [role for _, role in rows])


def _beginning(rows: Sequence[Row], count: int) -> list[Row]:
    """A story up to some line of its body."""
    of_body = [index for index, (_, role) in enumerate(rows) if role in ("paragraph", "label", "bullet")]
    return list(rows[: of_body[min(count, len(of_body)) - 1] + 1]) if of_body else list(rows)


class _Letter(NamedTuple):
    """The parts of a newsletter: what stands above its first item, its items, and what stands beneath the last."""

    opening: list[Row]
    items: list[list[Row]]
    closing: list[Row]


def _letter(text: Annotated) -> _Letter:
    rows = list(zip(text.lines, text.roles, strict=True))
    starts = [index for index, (_, role) in enumerate(rows) if role == "item"]
    last = max(index for index, (_, role) in enumerate(rows) if role not in (LEFTOVER, "note", "timestamp"))
    items = [rows[start:end] for start, end in pairwise((*starts, max(last, starts[-1]) + 1))]
    return _Letter(rows[: starts[0]], items, rows[max(last, starts[-1]) + 1 :])


def _as_item(text: Annotated, chance: random.Random) -> list[Row]:
    """A story as a newsletter's item: headline and body, or the beginning of it."""
    rows = list(zip(text.lines, text.roles, strict=True))
    at = next(index for index, (_, role) in enumerate(rows) if role == HEADLINE)
    kept = ("alt", "caption", "paragraph", "label", "bullet", "quotation", "attribution", "rest", "related")
    body = [row for row in rows[at + 1 :] if row[1] in kept][: chance.choice((1, 2, 3, 5, 8, 14))]
    head = rows[at][0]
    return [(head, "item"), *((line, "paragraph") if role == "rest" else (line, role) for line, role in body)]


def _letters(texts: Sequence[Annotated], count: int, chance: random.Random) -> Iterator[Annotated]:
    """Newsletters of few or many items: openings, items and closings of several, and stories as items."""
    plain = [text for text in texts if text.roles.count(HEADLINE) == 1]
    stories = _by_fold([text for text in plain if "item" not in text.roles and "paragraph" in text.roles])
    letters = {
        fold: [*map(_letter, group)] for fold, group in _by_fold([t for t in plain if "item" in t.roles]).items()
    }
    for number in range(count):
        fold = sorted(letters)[number % len(letters)]
        style = chance.choice((*_ITEM_HEADS, "own", "own"))
        rows = list(chance.choice(letters[fold]).opening)
        many = chance.choice((1, 1, 2, 2, 3, 5, 8))
        for place in range(1, many + 1):
            is_own = style == "own" or chance.random() < 0.4
            own = chance.choice(chance.choice(letters[fold]).items)
            item = own if is_own else _as_item(chance.choice(stories[fold]), chance)
            head = item[0][0]._replace(gap=True)
            if style != "own":
                head = head._replace(text=_item_head(head.text, style, place, many, chance))
            rows += [(head, "item"), *item[1:]]
        rows += chance.choice(letters[fold]).closing
        lines = [line for line, _ in rows]
        yield Annotated(stories[fold][0].origin, "letters", lines, [role for _, role in rows])


def _item_head(text: str, style: str, place: int, many: int, chance: random.Random) -> str:
    match = _NUMBERED.match(text)
    title = text[match.end() :] if match else text
    forms = _ITEM_HEADS[style]
    if place == 1 and chance.random() < 0.5:
        forms = _FIRST_ITEMS
    elif place == many and chance.random() < 0.3:
        forms = _LAST_ITEMS
    return chance.choice(forms).format(number=place, title=title, capitals=title.upper())


def _framed(
    texts: Sequence[Annotated], pages: Sequence[Annotated], count: int, chance: random.Random
) -> Iterator[Annotated]:
    """Texts within what stands above and beneath the stories of pages."""
    frames: dict[int, list[tuple[list[Line], list[Line]]]] = defaultdict(list)
    for page in pages:
        own = [index for index, role in enumerate(page.roles) if role != LEFTOVER]
        frames[fold_of(page.origin)].append((list(page.lines[: own[0]]), list(page.lines[own[-1] + 1 :])))
    folds = _by_fold([text for text in texts if len(text.lines) < 80])
    for number in range(count if frames else 0):
        fold = sorted(folds)[number % len(folds)]
        text = chance.choice(folds[fold])
        above = chance.choice(frames[fold])[0][-chance.choice((1, 2, 4, 8, 16, 40)) :] if chance.random() < 0.85 else []
        beneath = chance.choice(frames[fold])[1][: chance.choice((1, 2, 4, 8, 20, 40))]
        roles = [LEFTOVER] * len(above) + list(text.roles) + [LEFTOVER] * len(beneath)
        yield text._replace(kind="framed", lines=[*above, *text.lines, *beneath], roles=roles)


def _rewritten(texts: Sequence[Annotated], count: int, chance: random.Random) -> Iterator[Annotated]:
    """Texts in Chinese signs or Cyrillic letters, which mean nothing: only shape and place tell there."""
    for text in chance.sample([text for text in texts if len(text.lines) < 60], count):
        is_signs = chance.random() < 0.6
        words: dict[str, str] = {}
        lines = [
            _in_script(line, role, words, chance, is_signs) for line, role in zip(text.lines, text.roles, strict=True)
        ]
        roles = ["paragraph" if role == "label" else role for role in text.roles]
        count_of_menu = chance.choice((0, 0, 3, 12, 20)) if is_signs else 0
        menu = [_line(f"• {''.join(chance.choices(_SIGNS, k=3))}", gap=False) for _ in range(count_of_menu)]
        yield text._replace(kind="other scripts", lines=[*menu, *lines], roles=[LEFTOVER] * len(menu) + roles)


def _in_script(line: Line, role: str, words: dict[str, str], chance: random.Random, is_signs: bool) -> Line:
    if role == "timestamp" and is_signs:
        return line._replace(text=f"{chance.randint(2015, 2031)}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日")

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word not in words:
            letters = "".join(chance.choices(_SIGNS if is_signs else _CYRILLIC, k=2 if is_signs else len(word)))
            words[word] = letters.capitalize() if word[0].isupper() else letters
        return words[word]

    text = _WORD.sub(other, line.text)
    if is_signs:
        for stop, sign in _STOPS.items():
            text = text.replace(stop, sign)
    return line._replace(text=text, cells=())


def _spaced(text: Annotated, chance: random.Random) -> Annotated:
    """A text with blank lines everywhere or nowhere."""
    gap = chance.random() < 0.3
    return text._replace(kind="spaced", lines=[line._replace(gap=gap) for line in text.lines])
