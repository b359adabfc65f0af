"""Which line of a copied page is its headline, and where its head ends at the latest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from artfmt.formats.text.boilerplate import contact_lines
from artfmt.formats.text.bullets import MARKERS
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import (
    describes,
    ends_sentence,
    is_dated_or_signed,
    is_meta,
    is_of_page,
    is_prose,
    look_features,
    names_picture,
    opens_body,
    word_set,
)
from artfmt.formats.text.scores import HEADLINE, Judgement, judge
from artfmt.language.boilerplate import MENU_WORDS, is_boilerplate
from artfmt.language.bylines import parse_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import DESKS, is_desk_name
from artfmt.language.labels import Labels
from artfmt.language.names import is_name, is_outlet
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import pattern, words

_OFFICE = re.compile(rf"(?:The )?{pattern('office_words')} (?:of|for) [A-Z]")
_MOST_OFFICE_WORDS = 2
_SMALL_WORDS = frozenset({"of", "for", "the", "and", "&", "in", "at"})
_ROW = re.compile(r"\s+[|·•›»>/]\s+|\s*›\s*")
_PAGES = DESKS | MENU_WORDS
_ROW_MARKS = frozenset("|·•›»>/")
_FEWEST_IN_ROW = 2
_MOST_LINES = 100
_LEDE_LINES, _LEDE_LENGTH = 3, 600
_MENU_WORDS = 4
_SHORT_WORDS, _LONG_WORDS = 3, 5
_REACH = 4
_FAR = 30
_NEAR_TOP = 4
_OUTLET_WORDS = 3
_SEVERAL = 2  # names in one line are a byline
_TITLES_OF_LETTERS = words("letter_titles")
_MOST_OUTLET_WORDS = 8


class HeadlineChoice(NamedTuple):
    """The line that is the headline, how it was judged, and the next best line where that is nearly as good."""

    line: int
    judgement: Judgement
    rival: int | None

    def shifted(self, by: int) -> HeadlineChoice:
        """The same, for lines that start elsewhere."""
        return HeadlineChoice(self.line + by, self.judgement, None if self.rival is None else self.rival + by)


def find_headline(lines: Sequence[Line], labels: Labels, *, newsletter: bool = False) -> HeadlineChoice | None:
    """The headline among the lines above the first that can only be the body's; None where no line could be it."""
    end = _end_of_head(lines, labels, newsletter=newsletter)
    contacts = {at for index in range(end) for at in range(index, index + contact_lines(lines, index))}
    candidates = [
        index
        for index in range(end)
        if index not in contacts and not lines[index].row and may_be_headline(lines[index].text)
    ]
    if not candidates:
        return None
    if len(candidates) > 1 and _is_section(lines[candidates[0]].text) and _is_long(lines[candidates[1]].text):
        del candidates[0]
    context = _context(lines, end, newsletter=newsletter)
    more = _first_features(lines, candidates, newsletter=newsletter)
    judgements = [
        (judge(HEADLINE, (*_features(lines, index, context), *more.get(index, ()))), index) for index in candidates
    ]
    return best_of(judgements, lines)


def best_of(judgements: list[tuple[Judgement, int]], lines: Sequence[Line]) -> HeadlineChoice:
    """The line whose judgement is best, the first of several, and the next best where that is nearly as good."""
    best, place = max(judgements, key=lambda pair: (pair[0].total, -pair[1]))
    rivals = (
        (judgement.total, -index)
        for judgement, index in judgements
        if judgement.total > best.total - 1 and lines[index].text != lines[place].text
    )
    rival = max(rivals, default=None)
    return HeadlineChoice(place, best, -rival[1] if rival else None)


def _end_of_head(lines: Sequence[Line], labels: Labels, *, newsletter: bool) -> int:
    """Where the head ends at the latest: at the first line that can only be the body's."""
    for index, line in enumerate(lines[:_MOST_LINES]):
        text = line.text
        if note_lead(text) and index < _NEAR_TOP:
            continue
        if is_prose(text) or (opens_body(text, labels) and (newsletter or not is_item(text))):
            return index
    return min(len(lines), _MOST_LINES)


class _Context(NamedTuple):
    """What the candidates are judged by beside their own words: where the body is, its words, the lines."""

    end: int
    story: str
    lede: set[str]
    times: Counter[str]


def _context(lines: Sequence[Line], end: int, *, newsletter: bool) -> _Context:
    story = "\n".join(line.text[:_LEDE_LENGTH] for line in lines[end : end + _LEDE_LINES]).lower()
    # A newsletter greets its readers by its own name.
    return _Context(
        end, "" if newsletter else story, word_set(story), Counter(line.text for line in lines[: end + _REACH])
    )


def _first_features(
    lines: Sequence[Line], candidates: Sequence[int], *, newsletter: bool
) -> dict[int, tuple[str, ...]]:
    """What speaks for the first of the lines, and against it."""
    first, *others = [at for at in candidates if not _names_other(lines[at].text, newsletter=newsletter)] or candidates
    if not newsletter:
        shorter = any(_is_shorter(lines[first].text, lines[index].text) for index in others)
        more = ("short, above a longer line that could be",) if shorter else ()
        return {first: ("first of the lines that could be", *more)}
    features = ("first of the lines that could be", "the first line of a newsletter")
    if others[:1] == [first + 1] and _is_outlet(lines[first].text) and _is_title(lines[first + 1].text):
        return {first: ("an outlet's name above a title",), first + 1: features}
    return {first: features}


def _names_other(text: str, *, newsletter: bool) -> bool:
    """Whether a line by its own words names a picture, an office or an outlet; a newsletter may be called like one."""
    outlet = not newsletter and _is_outlet(text) and _is_title(text) and text.count(" ") < _MENU_WORDS
    return outlet or names_picture(text) or _names_office(text)


def _names_office(text: str) -> bool:
    """Whether a line is the name of a town or an office, as releases have it above: "City of Bexley Falls"."""
    match = _OFFICE.match(text)
    words = text[match.end() - 1 :].split() if match else []
    names = [word for word in words if word not in _SMALL_WORDS]
    return 0 < len(names) <= _MOST_OFFICE_WORDS and all(word[0].isupper() for word in names)


def _is_section(text: str) -> bool:
    return is_desk_name(text) and not text.isupper()


def _is_long(text: str) -> bool:
    return text.count(" ") >= _OUTLET_WORDS and not ends_sentence(text.rstrip("?!")) and not describes(text)


def _is_outlet(text: str) -> bool:
    return is_outlet(text) and text.rpartition(" ")[2].lower() not in _TITLES_OF_LETTERS


def _is_title(text: str) -> bool:
    """Whether a line is written like a name: few words, nearly all of them with a capital."""
    words = text.split()
    return 0 < len(words) <= _MOST_OUTLET_WORDS and sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def _is_shorter(text: str, beneath: str) -> bool:
    """Whether a line is as short as an outlet's name, and the next one longer than that."""
    return (
        text.count(" ") < _OUTLET_WORDS
        and beneath.count(" ") >= _OUTLET_WORDS
        and not ends_sentence(beneath.rstrip("?!"))
    )


def is_outlet_line(text: str) -> bool:
    """Whether a line names an outlet with its section, or its newsletters: "Alder · Arts", "Alder newsletters"."""
    if text.count(" ") >= _MOST_OUTLET_WORDS:
        return False
    outlet, dot, section = text.partition(" · ")
    return text.endswith("newsletters") or (bool(dot) and is_desk_name(section) and outlet[:1].isupper())


def may_be_headline(text: str) -> bool:
    """Whether a line could be a headline by its own words."""
    return (
        not is_meta(text)
        and note_lead(text) is None
        and not is_outlet_line(text)
        and text[0] not in ",;"
        and text[-1] != ","
        and not _is_row(text)
        and not text.startswith(("http://", "https://", "#"))
        and not text.endswith(":")
        and credit_start(text) is None
        and any(map(str.isalpha, text))
        and len(parse_byline(f"By {text}")) < _SEVERAL
    )


def _is_row(text: str) -> bool:
    """Whether a line is a row of short names, as menus and paths to a page have them: "Log in | E-edition"."""
    if _ROW_MARKS.isdisjoint(text):
        return False
    parts = _ROW.split(text)
    short = len(parts) > _FEWEST_IN_ROW and all(0 < len(part.split()) < _MENU_WORDS for part in parts)
    return short and any(is_of_page(part) or part.lower() in _PAGES or is_boilerplate(part) for part in parts)


def _features(lines: Sequence[Line], index: int, context: _Context) -> Iterator[str]:
    text = lines[index].text
    yield from _own_features(text)
    beneath, above = lines[index + 1 : index + 1 + _REACH], lines[max(0, index - 2) : index]
    yield from _dated_features(above, beneath)
    if (
        context.times[text] > 1
        and not is_name(text)
        and " " in text
        and not describes(text)
        and not _is_doubled(text, above, beneath)
    ):
        yield "stands there twice"
    yield from _shared_features(word_set(text), context.lede)
    if beneath and like_deck(text, beneath[0].text):
        yield "a line like a deck beneath"
    if above and like_deck(above[-1].text, text) and _share(above[-1].text, context) >= _share(text, context):
        yield "a line like a headline right above"
    if beneath and credit_start(beneath[0].text) is not None:
        yield "right above a picture's credit"
    if index + 1 == context.end:
        yield "right above the lede"
    if text.count(" ") and text.lower() in context.story:
        yield "the lede names it"
    if _names_office(text):
        yield "names a town or an office"
    if is_of_page(text):
        yield "words of the page, not of a story"
    if _in_menu(lines, index):
        yield "between short lines, as in a menu"
    if context.end - index > _FAR:
        yield "far above the story"


def _dated_features(above: Sequence[Line], beneath: Sequence[Line]) -> Iterator[str]:
    if any(is_dated_or_signed(line.text) for line in beneath[:3]):
        yield "a timestamp or byline beneath"
    if any(is_dated_or_signed(line.text) for line in above):
        yield "a timestamp or byline above"
    if beneath and is_dated_or_signed(beneath[0].text):
        yield "right above a timestamp or byline"


def _is_doubled(text: str, above: Sequence[Line], beneath: Sequence[Line]) -> bool:
    """Whether a line stands there twice in a row, as captions of pictures do."""
    return any(line.text == text for line in (*above[-1:], *beneath[:1])) and not any(
        is_dated_or_signed(line.text) for line in beneath
    )


def like_deck(text: str, beneath: str) -> bool:
    """Whether of two lines in a row the first can be a headline and the second its deck."""
    long_enough = text.count(" ") >= _SHORT_WORDS and beneath.count(" ") >= max(
        _LONG_WORDS, text.count(" ") - _LONG_WORDS
    )
    return long_enough and not (
        is_dated_or_signed(beneath)
        or credit_start(text) is not None
        or credit_start(beneath) is not None
        or describes(text)
        or describes(beneath)
        or text == beneath
        or is_meta(text)
        or text[0] in MARKERS
    )


def _share(text: str, context: _Context) -> float:
    words = word_set(text)
    return len(words & context.lede) / len(words) if words else 0.0


def _shared_features(words: set[str], lede: set[str]) -> Iterator[str]:
    share = len(words & lede) / len(words) if len(words) > 2 else 0
    if share >= 0.5:
        yield "the lede has half of its words"
    elif share >= 0.25:
        yield "the lede has some of its words"


def _own_features(text: str) -> Iterator[str]:
    words = text.count(" ") + 1
    if words > 28:
        yield "more than 28 words"
    elif 3 <= words <= 18:
        yield "3 to 18 words"
    elif words == 2:
        yield "2 words"
    elif words == 1:
        yield "1 word"
    yield from look_features(text)
    if names_picture(text):
        yield "says that it is a picture"
    elif describes(text) and not ends_sentence(text):
        yield "opens like a picture's description"


def _in_menu(lines: Sequence[Line], index: int) -> bool:
    if lines[index].text.count(" ") >= _MENU_WORDS:
        return False
    around = (*lines[max(0, index - 2) : index], *lines[index + 1 : index + 3])
    return len(around) == 4 and all(
        line.text.count(" ") < _MENU_WORDS and not parse_timestamp(line.text) and not is_name(line.text)
        for line in around
    )
