"""What a line can be by its own words alone; what stands around it is judged elsewhere, by the tables of ``scores``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from artfmt.formats.text.bullets import MARKERS, parse_bullet
from artfmt.formats.text.line import Line
from artfmt.language.boilerplate import is_boilerplate
from artfmt.language.bylines import names_nobody, parse_byline, parse_dated_byline
from artfmt.language.credits import credit_start
from artfmt.language.desks import DESKS
from artfmt.language.labels import Labels, split_lead
from artfmt.language.names import is_name, is_role
from artfmt.language.newsletter_items import is_item
from artfmt.language.notes import note_lead
from artfmt.language.timestamp import parse_timestamp
from artfmt.language.vocabulary import listed, pattern

_ENDS = """. ! ? … ." .” !" !” ?" ?” .» ». .) .’ .' 。 。」 ！ ？ """
_SENTENCE_ENDS = tuple(_ENDS.split())
_WORD = re.compile(r"\w+")
_DESCRIBES = re.compile(rf"{pattern('picture_openings')}\b", re.IGNORECASE)
_NAMES_PICTURE = re.compile(
    rf"(?:an? |the )?{pattern('picture_names')} {pattern('picture_names_go_on')}\b", re.IGNORECASE
)
# A text that starts like a wire story's: "PARIS, May 3 (Harbor Wire) — Text".
_WIRE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [^—–()-]{2,40})?(?: \([^()]{2,40}\))? ?(?:—|–|--|-) ?\S")
_DAY = r"(?P<{0}>[A-Z][a-z]{{2,8}}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} [A-Z][a-z]{{2,8}} \d{{4}})"
_PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40}(?:, [^—–()\d]{2,40}?)?"
_WIRE_DATE = re.compile(
    rf"{_PLACE}(?:, ?|\s*[—–-]+\s*|\s*\(){_DAY.format('date')}\W|{_DAY.format('first')}\s*[—–-]+\s*{_PLACE}\s*[—–-]"
)
# Words of buttons and boxes, of a page around a story.
_OF_THE_PAGE = re.compile(pattern("page_words"), re.IGNORECASE)
# One of which is in whatever the pattern finds.
_HINTS_OF_PAGE = listed("page_word_hints")

_LONG_ENOUGH = 100
_SHORTEST_LEDE = 60
LONGEST_HEADLINE = 200


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, and not like a headline, a name or an image's alt text."""
    return text.endswith(_SENTENCE_ENDS)


def word_set(text: str) -> set[str]:
    """The words of a text in lower case, short ones left out."""
    return {word for word in _WORD.findall(text.lower()) if len(word) > 3 or word.isdigit()}


def is_of_page(text: str) -> bool:
    """Whether a line has words of buttons and boxes, of a page around a story."""
    lower = text.lower()
    return any(map(lower.__contains__, _HINTS_OF_PAGE)) and _OF_THE_PAGE.search(text) is not None


def has_gaps(lines: Sequence[Line]) -> bool:
    """Whether blank lines part the paragraphs of a text: where few stand, they part something else."""
    return sum(line.gap for line in lines) * 4 > len(lines)


def describes(text: str) -> bool:
    """Whether a line opens like a picture's description: "A ferry at …", "Illustration of …"."""
    return _DESCRIBES.match(text) is not None


def names_picture(text: str) -> bool:
    """Whether a line says itself that it tells of a picture: "Illustration of …", "A photo showing …"."""
    return _NAMES_PICTURE.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line can only be a paragraph of the body: long, and ended like a sentence, or a wire story's first."""
    if len(text) < _SHORTEST_LEDE:
        return False
    if not ends_sentence(text) and len(text) < 2 * LONGEST_HEADLINE:
        return False
    return (len(text) >= _LONG_ENOUGH or _WIRE.match(text) is not None or _has_stop_within(text)) and (
        credit_start(text) is None
    )


def _has_stop_within(text: str) -> bool:
    return ". " in text[:-1] or ", " in text


def opens_body(text: str, labels: Labels) -> bool:
    """Whether a line can only be one of the body: a label, a bullet, a note, an item of a newsletter, a quotation."""
    if text[0] in MARKERS and parse_bullet(text):
        return True
    if text[0] == ">" or is_item(text):
        return True
    if ":" not in text[:80]:
        return note_lead(text) is not None
    lead = split_lead(text)
    return bool(note_lead(text) or (lead and labels.known_kind(lead.label)))


def is_dated_or_signed(text: str) -> bool:
    """Whether a line is a timestamp, a byline, or both."""
    timestamp = parse_timestamp(text)
    if timestamp:
        return bool(timestamp.published or timestamp.updated or timestamp.relative)
    return bool(parse_byline(text) or parse_dated_byline(text))


def is_meta(text: str) -> bool:
    """Whether a line of the head is its timestamp, its byline or a leftover of the page."""
    return is_boilerplate(text) or is_dated_or_signed(text) or names_nobody(text) or text.lower() in DESKS


def wire_date(text: str) -> str | None:
    """The day that a wire story's first paragraph names in full before its dash: "PARIS, May 3, 2031 — Text"."""
    match = _WIRE_DATE.match(text)
    timestamp = parse_timestamp(match["date"] or match["first"]) if match else None
    return timestamp.published if timestamp else None


def is_card_like(lines: Sequence[Line], labels: Labels) -> bool:
    """Whether lines can be cards of other stories: titles, timestamps, names, and hardly a sentence."""
    sentences = 0
    for line in lines:
        text = line.text
        if is_meta(text) or is_name(text) or is_role(text) or credit_start(text) is not None:
            continue
        if len(text) > LONGEST_HEADLINE or opens_body(text, labels):
            return False
        sentences += ends_sentence(text) and not text.endswith("?")
    return sentences * 3 <= len(lines)


def look_features(text: str) -> Iterator[str]:
    """What the wording of a line tells of whether it is a headline, as the score tables name it."""
    if text.endswith("?"):
        yield "a question"
    elif ends_sentence(text):
        yield "ends like a sentence"
    if text[0].islower():
        yield "starts in lower case"
    if is_name(text):
        yield "looks like a person's name"
