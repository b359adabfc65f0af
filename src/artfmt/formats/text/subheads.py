"""Whether a short line within the body is a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from artfmt.formats.text.line import Line
from artfmt.formats.text.line_kinds import ends_sentence, opens_body
from artfmt.formats.text.scores import HEADING, Judgement, judge
from artfmt.language.credits import credit_start
from artfmt.language.labels import Labels, split_lead
from artfmt.language.names import is_name
from artfmt.language.newsletter_items import item_number
from artfmt.language.vocabulary import pattern

LONGEST_HEADING = 100
_MOST_WORDS = 9
_SHORTEST_PARAGRAPH = 60
_WORDS_OF_LEAD = 4
_RELEASE = re.compile(pattern("release_headings"), re.IGNORECASE)
_NEWSLETTER = re.compile(rf"(?:\W{{1,4}} ?)?{pattern('newsletter_headings')}\b", re.IGNORECASE)


def judge_heading(
    lines: Sequence[Line], index: int, labels: Labels, more: Sequence[str], *, gapped: bool, newsletter: bool
) -> Judgement:
    """How much speaks for a line's being a heading; ``gapped`` tells that blank lines part the text's paragraphs.

    ``more`` are the features that what was read before gives.
    """
    return judge(HEADING, (*_features(lines, index, labels, gapped=gapped, newsletter=newsletter), *more))


def may_be_heading(text: str) -> bool:
    """Whether a line has the shape of a heading: short, words in it, no colon at its end."""
    return (
        len(text) <= LONGEST_HEADING
        and text[-1] not in ":,;"
        and any(map(str.isalpha, text))
        and credit_start(text) is None
        and not _names_value(text)
        and not text.startswith(("http://", "https://", "www.", "@", "(", "—"))
    )


def is_paragraph(text: str) -> bool:
    """Whether a line is as long as a paragraph and ends like one."""
    return len(text) >= _SHORTEST_PARAGRAPH and ends_sentence(text)


def _names_value(text: str) -> bool:
    """Whether a line is a word and what it is worth, or who speaks: "Tickets: $4", "Moderator: Who are you?"."""
    lead = split_lead(text) if ":" in text else None
    return lead is not None and " " not in lead.label and lead.start < len(text)


def _features(lines: Sequence[Line], index: int, labels: Labels, *, gapped: bool, newsletter: bool) -> Iterator[str]:
    line, text = lines[index], lines[index].text
    above = lines[index - 1] if index else None
    beneath = lines[index + 1] if index + 1 < len(lines) else None
    if gapped:
        yield "a blank line above" if line.gap else "no blank line above"
        if beneath and beneath.gap:
            yield "a blank line beneath"
    elif above and beneath and ends_sentence(above.text) and _is_of_a_section(beneath, labels):
        yield "between paragraphs of a text without blank lines"
    yield from _own_features(text)
    if _RELEASE.match(text):
        yield "as headings of releases open"
    if newsletter and _NEWSLETTER.match(text):
        yield "as headings of newsletters open"
    if above and ends_sentence(above.text):
        yield "a finished paragraph above"
    if beneath is None:
        return
    if opens_body(beneath.text, labels) and not (newsletter and item_number(beneath.text)):
        yield "a label or a list beneath"
    elif len(beneath.text) > LONGEST_HEADING or ends_sentence(beneath.text) or beneath.cells or _leads(beneath.text):
        yield "text beneath"
    elif credit_start(beneath.text) is None and (
        index + 2 >= len(lines) or credit_start(lines[index + 2].text) is None
    ):
        yield "another short line beneath"


def _is_of_a_section(line: Line, labels: Labels) -> bool:
    """Whether a line can stand right beneath a heading: a paragraph, a list, a label, a row of a table."""
    return is_paragraph(line.text) or opens_body(line.text, labels) or len(line.cells) > 1


def _leads(text: str) -> bool:
    """Whether a line is a sentence that leads to a list: "There were only three of them:"."""
    return text.endswith(":") and text.count(" ") >= _WORDS_OF_LEAD


def _own_features(text: str) -> Iterator[str]:
    letters = text.lstrip("“\"'‘«¿¡")
    if not text[0].isalnum() and letters == text:
        yield "starts with an emoji"
        letters = text.lstrip("".join(char for char in text[:4] if not char.isalnum()))
    if letters[:1].isupper() or letters[:1].isdigit():
        yield "starts with a capital"
    elif letters[:1].islower():
        yield "starts in lower case"
    if text.isupper() and " " in text:
        yield "in capitals"
    if text.count(" ") >= _MOST_WORDS:
        yield "more than 9 words"
    if is_name(text):
        yield "looks like a person's name"
    if text.endswith("?"):
        yield "a question"
    elif ends_sentence(text) or (text[-1] == ")" and ". (" in text):
        yield "ends like a sentence"
