"""Texts that tempt the reader to take something for what it is not: each is read as an editor would."""

from __future__ import annotations

import datetime

import pytest

from artfmt import read_many
from artfmt.formats.read import read
from artfmt.model.article import Article, List, Quote
from artfmt.model.prose import plain_text
from artfmt.model.schema import validate
from artfmt.source.errors import ConfigError
from conftest import GUARD
from formats.text.test_reader import lost_words

HEAD = "Fares fall in June\n\nBy Ida Brandt\n\nMay 4, 2031\n\n"
LEDE = "The harbor board will halve its fares on June 1, two people who know told Harbor Wire on Friday.\n\n"
MORE = "The board has not said who will pay for it, or how many boats it will still have when it has paid.\n\n"


def _read(text: str) -> Article:
    document = read(text, "text")
    assert not lost_words(text, document)
    assert validate(document.article) == []
    return document.article


@pytest.mark.parametrize(
    "kept",
    [
        "Become a member of the board, they told him. He did not.",
        "Subscribe to the theory or not, he said, the money is gone.",
        "Share what you saw, but never what you heard, the mayor says.",
        "To stop getting wet, she bought a coat.",
        "Our standards: be fast, be fair.",
        "Recommended reading for children: none.",
        "Advertisement sales fell by half.",
        "Thanks to the board for its patience.",
        "Sent from my desk, said Fenn.",
        "On page 4 the mayor wrote:",
        "He could not leave the app building, and the mayor thanked all members of the brigade by e-mail.",
    ],
)
def test_sentences_that_sound_like_a_page_s_own_stay(kept: str) -> None:
    assert kept in _read(f"{HEAD}{LEDE}{kept}\n\n{MORE}").text


@pytest.mark.parametrize(
    "middle",
    [
        "###\n\n",
        "__________\n\n",
        "Share\n\n",
        "Advertisement\n\n",
        "A message from Alder Bank\n\n",
        "".join(f"- Boat {number}\n" for number in range(30)) + "\n",
        "".join(f"Boat {number}\n\n" for number in range(30)),
        "Home\n\nNews\n\n",
    ],
)
def test_what_stands_beneath_is_not_cut_off(middle: str) -> None:
    article = _read(f"{HEAD}{LEDE}{middle}{MORE}The mayor left at noon.\n")
    assert MORE.strip() in article.text
    assert "The mayor left at noon." in article.text


def test_dates_as_subheads_make_no_deck_of_the_lede() -> None:
    article = _read(f"Fares fall in June\n\n{LEDE}Monday, May 4, 2031\n\n{MORE}Tuesday, May 5, 2031\n\n{MORE}")
    assert article.deck is None
    assert article.text.startswith(LEDE.strip())


def test_bullets_beneath_a_quotation_are_no_attribution() -> None:
    article = _read(f"{HEAD}{LEDE}“We kept our word.”\n\n- Boats can pass\n- Cars cannot\n")
    assert [type(block) for block in article.body[0].blocks[1:]] == [Quote, List]


@pytest.mark.parametrize(
    "paragraph",
    [
        'One witness: "It was hot."',
        "Step 1: The boat leaves.",
        "Lesson one: Boats leave.",
        "Monday's schedule: The boat leaves at noon.",
        "Cost: Free for children.",
        "Good morning: The boats are back.",
    ],
)
def test_no_label_is_invented_beside_known_ones(paragraph: str) -> None:
    known = "Why it matters: It does.\n\nThe details: These.\n\nThe bottom line: There is one.\n\n"
    article = _read(f"{HEAD}{LEDE}{known}{paragraph}\n\n{MORE}")
    assert sum(section.axiom is not None for section in article.body) == 3


@pytest.mark.parametrize("line", ["Tickets: $4", "Moderator: Who are you?", "Total: 400"])
def test_a_word_and_its_value_are_no_heading(line: str) -> None:
    article = _read(f"{HEAD}{LEDE}{line}\n\n{MORE}")
    assert [plain_text(section.heading) for section in article.body] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "From: the desk of a tired mayor\nTo: all who will listen\n\n",
        "By Friday\n\n",
    ],
)
def test_lines_beneath_a_headline_that_are_neither_a_mail_nor_a_name(text: str) -> None:
    assert _read(f"Fares fall in June\n\n{text}{LEDE}{MORE}").authors == ()


def test_a_time_before_there_were_zones_is_its_day() -> None:
    article = _read(f"The president is shot\n\nApril 14, 1865 at 10:15 p.m. ET\n\n{LEDE}")
    assert article.published == "1865-04-14"


@pytest.mark.parametrize("at", ["0001-01-01T01:00:00+00:00", "2031-05-04T10:00:00+05:30:15", "2031-05-04T10:00:00"])
def test_a_time_of_reading_that_is_none_is_refused(at: str) -> None:
    with pytest.raises(ConfigError):
        read(f"Fares fall\n\nyesterday\n\n{LEDE}", "text", at=datetime.datetime.fromisoformat(at))


@pytest.mark.parametrize("line", ["Feb 29, 2031", "Updated 4:15 p.m. ET", "May 4, 2031, 4:15 p.m. IST", "2 months ago"])
def test_what_says_when_but_is_no_date_is_told(line: str) -> None:
    document = read(f"Fares fall in June\n\n{line}\n\n{LEDE}", "text")
    assert document.article.deck is None
    told = {notice.rule for notice in document.notices}
    assert told & {"date-not-read", "time-left-out", "relative-date"}


def test_words_on_the_line_of_the_body_s_field_are_its_first_paragraph() -> None:
    article = _read(f"Headline: Fares fall\nByline: Ida Brandt\nBody: {LEDE}{MORE}")
    assert article.text.startswith(LEDE.strip())


# Lines on which patterns tried for a minute and more; how the time grows is measured by benchmarks/hostile.py.
_SLOW_LINES = [
    "Subscribe to " + "A" * 200 + "!",
    "Sign up for " + "A" * 200 + "!",
    "A message from " + "A" * 90 + "!",
    "From: a\nTo: b\n<" + "@" * 100_000,
    "".join(">\u2003" * depth + "From: a\n" + ">\u2003" * depth + "To: b\n" for depth in range(300)) + LEDE,
    "Photo: " * 200,
    "A" + " - A" * 40 + "!",
    "By " + "Ida, " * 40,
]


def test_no_line_stops_the_reading() -> None:
    texts = [f"{HEAD}{LEDE}{line}\n\n{MORE}" for line in _SLOW_LINES]
    outcomes = list(read_many(texts, "text", workers=1, timeout=GUARD))
    assert [outcome.error for outcome in outcomes] == [None] * len(_SLOW_LINES)
    for outcome in outcomes:
        assert outcome.article
        is_other = any(notice.rule == "more-stories" for notice in outcome.notices)
        assert MORE.strip() in outcome.article.text or is_other


@pytest.mark.parametrize(
    "names",
    [
        "Ida Brandt\n, Tomas Wirth",
        "Ida Brandt,\nTomas Wirth",
        "Ida Brandt\nand Tomas Wirth",
        "Ida Brandt\n,\nTomas Wirth",
    ],
)
def test_a_byline_that_is_broken_into_lines(names: str) -> None:
    article = _read(f"Fares fall in June\n{names}\nUpdated May 4, 2031\n-\nHealth\n\n{LEDE}{MORE}")
    assert article.headline == "Fares fall in June"
    assert [author.name for author in article.authors] == ["Ida Brandt", "Tomas Wirth"]
    assert (article.updated, article.section) == ("2031-05-04", "Health")


@pytest.mark.parametrize(
    "opening",
    [
        "PORT ALDER, May 3, 2031 — ",
        "PORT ALDER, Alder – May 3, 2031 – ",
        "PORT ALDER – May 3, 2031 – ",
        "PORT ALDER (May 3, 2031) – ",
        "May 3, 2031 – PORT ALDER – ",
        "PORT ALDER, 3 May 2031 (Harbor Wire) - ",
    ],
)
def test_the_date_of_a_wire_story(opening: str) -> None:
    article = _read(f"Fares fall in June\n\n{opening}{LEDE}{MORE}")
    assert article.published == "2031-05-03"
    assert article.text.startswith(opening)


def test_only_the_sentence_on_its_length_leaves_a_greeting() -> None:
    text = "Harbor Morning\n\nMay 4, 2031\n\nGood morning! It's Thursday. Today's edition is 742 words, 3 minutes.\n\n"
    article = _read(f"{text}1 big thing: Fares\n\n{LEDE}2. Boats\n\n{MORE}")
    assert plain_text(article.body[0].blocks[0].content) == "Good morning! It's Thursday."  # type: ignore[union-attr]


def test_a_name_with_a_role_above_the_byline_is_told_whole() -> None:
    text = f"Nora Quill\nChief of Trust\nFares fall in June\nBy Ida Brandt\n\n{LEDE}{MORE}"
    assert [author.name for author in _read(text).authors] == ["Ida Brandt"]


def test_a_section_stays_where_a_timestamp_with_another_is_not_taken() -> None:
    text = f"Local\nMay 3, 2031\nFares fall in June\nMay 4, 2031 - World\n\n{LEDE}{MORE}"
    article = _read(text)
    assert (article.published, article.section) == ("2031-05-03", "Local")


def test_names_in_a_row_are_authors() -> None:
    article = _read(f"Fares fall in June\nIda Brandt\nTomas Wirth\nPhoto: Pia Lund/Harbor Wire\n\n{LEDE}{MORE}")
    assert [author.name for author in article.authors] == ["Ida Brandt", "Tomas Wirth"]


def test_a_name_beneath_the_headline_comes_before_one_above() -> None:
    article = _read(f"Lantern Plains\nFares fall in June\n\nIda Brandt\n\nMay 4, 2031\n\n{LEDE}{MORE}")
    assert [author.name for author in article.authors] == ["Ida Brandt"]


def test_an_alt_text_above_the_headline_is_none() -> None:
    alt = "A ferry at dusk with one car aboard"
    text = f"{alt}\nFares on the ferries fall in June\nIda Brandt\n{alt}\nThe Heron. Photo: A/B\n\n{LEDE}{MORE}"
    article = _read(text)
    assert article.headline == "Fares on the ferries fall in June"
    assert article.image is not None
    assert article.image.alt == alt
