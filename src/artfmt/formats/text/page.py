"""A page that was copied whole: where its story and headline are among menus, teasers and all the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from artfmt.formats.text.bullets import MARKERS, parse_bullet
from artfmt.formats.text.headline import HeadlineChoice, best_of, like_deck, may_be_headline
from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import (
    describes,
    ends_sentence,
    is_dated_or_signed,
    is_of_page,
    is_prose,
    look_features,
    opens_body,
    word_set,
)
from artfmt.formats.text.related import leads_to_related
from artfmt.formats.text.scores import PAGE_HEADLINE, judge
from artfmt.language.boilerplate import MENU_WORDS, is_boilerplate
from artfmt.language.credits import credit_start
from artfmt.language.desks import DESKS
from artfmt.language.labels import Labels, split_lead
from artfmt.language.vocabulary import pattern, words

# What stands first on many pages, for those who listen to them.
_SKIP_LINK = re.compile(rf"[•\s-]*{pattern('skip_links')}", re.IGNORECASE)
_SKIP_LINES, _TOP_LINES, _LEAST_LISTED, _LEAST_KNOWN = 4, 12, 3, 2
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # Japanese, Chinese, Korean
_STEPS = re.compile(r" [|>»›] |[^ ]›[^ ]| / .* / ")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_NEAR_TOP = 100
_HEAD_LINES = 4
_ONE_IN = 8
_BULLETS = MARKERS - frozenset("0123456789")
_LONG_MENU, _ONE_IN_A_LIST = 20, 5
# Words that pages are called by, of the larger languages.
_PAGES = MENU_WORDS | DESKS | words("menu_words_of_pages")
_LEAST_ABOVE_PROSE, _LEAST_BENEATH_PROSE = 10, 16
_SHORT_WORDS, _LONG_WORDS = 4, 5
_SHORTEST_PARAGRAPH, _LONG = 60, 400
_HEAD_REACH = 100
_MENU_COSTS, _LABEL_GIVES, _RELATED_GIVES = 0.5, 0.5, 0.1
_ENOUGH = 0.4
_WITHIN = 3
_STORY_LINES, _STORY_LENGTH = 40, 600
_REACH = 3
_NEAR = 8
_FIRST_FEW = 4
# How far above the story a line stands: up to so many lines.
_DISTANCES = (
    (0, "within the story"),
    (3, "up to 3 lines above the story"),
    (8, "up to 8 lines above the story"),
    (15, "up to 15 lines above the story"),
    (30, "up to 30 lines above the story"),
    (_HEAD_REACH, "far above the story"),
)
_LENGTHS = (
    (1, "1 word"),
    (2, "2 words"),
    (5, "3 to 5 words"),
    (9, "6 to 9 words"),
    (18, "10 to 18 words"),
    (28, "19 to 28 words"),
)
_SHARES = ((0.75, "the story has most of its words"), (0.5, "the story has half of its words"))
# Sentences that are the page's own: consent, law, mailings.
_CONSENT = re.compile(pattern("consent"), re.IGNORECASE)


@cache
def _day() -> re.Pattern[str]:
    """A day in a line; made when a page was copied whole, for it takes longer than all else that is made here."""
    return re.compile(
        r"(?<!\d)\d{1,2}(?:[./-] ?\d{1,2}[./-] ?(?:20)?\d\d|\.? [^\W\d_]{3,10}\.?,? 20\d\d)"
        r"|[^\W\d_]{3} \d{1,2},? 20\d\d|20\d\d ?[年년]"
    )


class Region(NamedTuple):
    """The part of a copied page that is its story.

    ``begin`` is the first line that can belong to its head, ``start`` its first paragraph, ``end`` one past its last.
    """

    begin: int
    start: int
    end: int


def story_region(lines: Sequence[Line], labels: Labels) -> Region | None:
    """Where the story is on a page that was copied with its menus; None for a text that starts with its story.

    Runs of lines weigh: paragraphs by their length, short lines against them. The story is the heaviest run, and those
    before and after it that weigh enough beside it, as far as no timestamp or byline of another story parts them.
    """
    if not _has_menu(lines):
        return None
    runs = _runs([_weight(line, labels) for line in lines])
    if not runs:
        return None
    heaviest = max(range(len(runs)), key=lambda place: runs[place][0])
    start = runs[_reached(runs, lines, heaviest, -1)][1]
    end = runs[_reached(runs, lines, heaviest, 1)][2]
    return Region(max(0, start - _HEAD_REACH), start, end)


def _reached(runs: Sequence[tuple[float, int, int]], lines: Sequence[Line], heaviest: int, step: int) -> int:
    """The farthest run that weighs enough beside the heaviest one, up to where a timestamp or byline parts two."""
    farthest = place = heaviest
    while 0 <= place + step < len(runs):
        above, beneath = sorted((place, place + step))
        if any(is_dated_or_signed(line.text) for line in lines[runs[above][2] : runs[beneath][1]]):
            break
        place += step
        if runs[place][0] >= _ENOUGH * runs[heaviest][0]:
            farthest = place
    return farthest


def _runs(weights: Sequence[float]) -> list[tuple[float, int, int]]:
    """The runs of lines that weigh something: how much at their heaviest, where they start, where that is reached."""
    runs: list[tuple[float, int, int]] = []
    total = best = 0.0
    start = end = 0
    for index, weight in enumerate(weights):
        if total <= 0:
            if best:
                runs.append((best, start, end))
            total = best = 0.0
            start = index
        total += weight
        if total > best:
            best, end = total, index + 1
    return [*runs, (best, start, end)] if best else runs


def _has_menu(lines: Sequence[Line]) -> bool:
    """Whether many short lines stand near the text's top, some of them words that pages are called by."""
    if _opens_with_menu(lines[:_TOP_LINES]):
        return True
    if any(is_dated_or_signed(line.text) for line in lines[:_HEAD_LINES]):
        return False  # a head, and no menu above it
    run = pages = valued = 0
    prose = False
    for line in lines[:_NEAR_TOP]:
        if _is_menu_line(line):
            run += 1
            pages += _names_page(line.text)
            valued += any(map(str.isdigit, line.text))
        if run >= (_LEAST_BENEATH_PROSE if prose else _LEAST_ABOVE_PROSE) and pages * _ONE_IN >= run:
            return True
        if run >= _LONG_MENU and not prose and valued * _ONE_IN_A_LIST < run:
            return True  # longer than a list above all prose, and hardly a number in it
        if ends_sentence(line.text) and not (run and _CONSENT.search(line.text, 0, _LONG)):
            run = pages = valued = 0
            prose = prose or is_prose(line.text)
    return False


def _opens_with_menu(lines: Sequence[Line]) -> bool:
    """Whether short bullets stand among a text's first lines, and what only pages have beside them."""
    prose = (at for at, line in enumerate(lines) if is_prose(line.text) and not _CONSENT.search(line.text, 0, _LONG))
    lines = lines[: next(prose, len(lines))]
    bullets = [at for at, line in enumerate(lines) if _is_menu_line(line) and line.text[0] in _BULLETS]
    if len(bullets) < _LEAST_LISTED:
        return False
    return (
        any(_SKIP_LINK.match(line.text) for line in lines[:_SKIP_LINES])
        or sum(_names_page(line.text) for line in lines) >= _LEAST_KNOWN
    )


def _names_page(text: str) -> bool:
    """Whether a line is what pages and buttons are called by."""
    return is_boilerplate(text) or text.lower().lstrip("•- ") in _PAGES


def _is_menu_line(line: Line) -> bool:
    return not line.cells and line.text.count(" ") < _SHORT_WORDS and not ends_sentence(line.text)


def _weight(line: Line, labels: Labels) -> float:
    text = line.text
    length = _length(text)
    if length >= _SHORTEST_PARAGRAPH and ends_sentence(text):
        if _CONSENT.search(text, 0, _LONG):
            return -_MENU_COSTS
        return min(length, _LONG) / 100
    if text[0] not in MARKERS and length > _SHORTEST_PARAGRAPH // 2 and opens_body(text, labels):
        return _LABEL_GIVES
    if (lead := split_lead(text)) and leads_to_related(lead) and text[lead.start :].strip():
        return _RELATED_GIVES
    if text[0] in MARKERS and ends_sentence(text) and text.count(" ") >= _SHORT_WORDS:
        return 0.0
    return -_MENU_COSTS


def _length(text: str) -> int:
    """How long a text is in letters; characters that stand for whole syllables or words count double."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def find_page_headline(lines: Sequence[Line], region: Region) -> HeadlineChoice | None:
    """The headline of a page's story, among the lines above it and its first ones; None where none could be it."""
    candidates = headline_candidates(lines, region)
    judgements = [(judge(PAGE_HEADLINE, features), index) for index, features in candidates]
    return best_of(judgements, lines) if judgements else None


def headline_candidates(lines: Sequence[Line], region: Region) -> list[tuple[int, tuple[str, ...]]]:
    """The lines that could be the headline of a page's story, each with what speaks for it and against it."""
    story: set[str] = set()
    for line in lines[region.start + _WITHIN : min(region.end, region.start + _STORY_LINES)]:
        story |= word_set(line.text[:_STORY_LENGTH])
    times = Counter(line.text for line in lines)
    window = range(region.begin, min(region.end, region.start + _WITHIN))
    candidates = [index for index in window if may_be_headline(lines[index].text)]
    texts = [lines[index].text for index in candidates]
    longer = [text for text in texts if text.count(" ") > _LONG_WORDS and not is_of_page(text)]
    most = max((_share(text, story) for text in longer), default=0.0)
    return [
        (
            index,
            (
                *_features(lines, index, region, story, times),
                *_standing(text, longer, most, story),
            ),
        )
        for index, text in zip(candidates, texts, strict=True)
    ]


def _standing(text: str, longer: Sequence[str], most: float, story: set[str]) -> Iterator[str]:
    """Where a line stands among the longer ones that could be the headline."""
    if text in longer[:1]:
        yield "first of the longer lines"
    elif text in longer[1:_FIRST_FEW]:
        yield "among the first of the longer lines"
    if text in longer and most and _share(text, story) == most:
        yield "more of its words in the story than any other line"


def _share(text: str, story: set[str]) -> float:
    words = word_set(text)
    return len(words & story) / len(words) if words else 0.0


def _features(lines: Sequence[Line], index: int, region: Region, story: set[str], times: Counter[str]) -> Iterator[str]:
    text = lines[index].text
    yield from _own_features(text)
    yield from _shared_features(text, story)
    beneath, above = lines[index + 1 : index + 1 + _REACH], lines[max(0, index - _REACH) : index]
    if beneath and is_dated_or_signed(beneath[0].text):
        yield "right above a timestamp or byline"
    elif any(is_dated_or_signed(line.text) for line in beneath):
        yield "a timestamp or byline beneath"
    if any(is_dated_or_signed(line.text) for line in above):
        yield "a timestamp or byline above"
    if beneath and credit_start(beneath[0].text) is not None:
        yield "right above a picture's credit"
    if beneath and like_deck(text, beneath[0].text):
        yield "a line like a deck beneath"
    if above and like_deck(above[-1].text, text):
        yield "a line like a headline right above"
    if above and all(map(_is_menu_line, above)):
        yield "short lines above"
    if times[text] > 1:
        doubled = text in (above[-1].text if above else "", beneath[0].text if beneath else "")
        yield "twice in a row" if doubled else "stands on the page twice"
    if any(is_boilerplate(line.text) for line in beneath):
        yield "buttons beneath"
    yield from _repeated_features(text, lines[max(0, index - _NEAR) : index + _NEAR])
    distance = region.start - index
    yield next(feature for most, feature in _DISTANCES if distance <= most)


def _repeated_features(text: str, around: Sequence[Line]) -> Iterator[str]:
    """What lines nearby have of a line's words in the same order."""
    others = [line.text for line in around if line.text != text]
    if text.count(" ") >= _SHORT_WORDS and any(other.startswith(text) for other in others):
        yield "a longer line starts with it"
    if text.count(" ") and any(other.endswith(text) for other in others):
        yield "a longer line ends with it"
    if any(other.count(" ") > 1 and text.endswith(other) for other in others):
        yield "ends with another line"


def _own_features(text: str) -> Iterator[str]:
    words = text.split(" ")
    yield next((feature for most, feature in _LENGTHS if len(words) <= most), "more than 28 words")
    yield from look_features(text)
    if describes(text):
        yield "opens like a picture's description"
    if text[0] in MARKERS and parse_bullet(text):
        yield "a bullet"
    if is_of_page(text):
        yield "words of the page, not of a story"
    if _STEPS.search(text):
        yield "bars or arrows in it"
    if _day().search(text):
        yield "a day in it"
    elif _YEAR.search(text):
        yield "a year in it"
    if text[0].isdigit():
        yield "starts with a number"
    if len(words) > _LONG_WORDS and sum(word[:1].isupper() for word in words) * 4 >= len(words) * 3:
        yield "most words in capitals"


def _shared_features(text: str, story: set[str]) -> Iterator[str]:
    if len(word_set(text)) > 1:
        share = _share(text, story)
        yield next((feature for least, feature in _SHARES if share >= least), "the story has few of its words")
