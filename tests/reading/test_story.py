"""The article that lines with known roles make."""

from __future__ import annotations

import pytest

from artfmt.model.article import Article, Image, Paragraph, Quote
from artfmt.model.prose import plain_text
from artfmt.reading.agreement import RoleLine
from artfmt.reading.document import Report
from artfmt.reading.head import Head
from artfmt.reading.line import Line
from artfmt.reading.story import build
from artfmt.source.errors import ReadError

_PROSE = "paragraph\tThe board will halve its fares on the first of June, it said on Friday."


def _built(*rows: str, newsletter: bool = False) -> tuple[Article, Report]:
    report = Report()
    lines = [
        RoleLine(Line(number, 0, text, gap=True), role, in_body=role not in ("headline", "deck", "section", "byline"))
        for number, (role, _, text) in enumerate((row.partition("\t") for row in rows), 1)
    ]
    return build(lines, Head(), report, newsletter=newsletter), report


def _labels(article: Article) -> list[str]:
    return [section.axiom.label for section in article.body if section.axiom]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("Why it matters: It does.", "Why it matters", "It does."),
        ("Why it matters:It does.", "Why it matters", "It does."),
        ("What's next? A vote.", "What's next?", "A vote."),
        ("The catch — it leaks.", "The catch", "it leaks."),
        ("💭 Ida's thought bubble: It leaks.", "Ida's thought bubble", "It leaks."),
        ("The bottom line:", "The bottom line", ""),
    ],
)
def test_a_label_ends_where_its_writer_ended_it(line: str, label: str, text: str) -> None:
    article, _ = _built("headline\tFares fall", _PROSE, f"label\t{line}", "paragraph\tMore.")
    assert _labels(article) == [label]
    assert plain_text(article.body[1].blocks[0].content) == (text or "More.")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "line", ['The "plan": Boats.', "What the board will do with all of its money next year: Save."]
)
def test_what_can_be_no_label_is_text_whatever_its_role(line: str) -> None:
    article, _ = _built("headline\tFares fall", _PROSE, f"label\t{line}")
    assert article.text.endswith(line)


def test_a_name_above_the_headline_gives_way_to_one_beneath_and_is_told() -> None:
    rows = ("byline\tNora Quill", "byline\tChief of Trust", "headline\tFares fall", "byline\tBy Ida Brandt", _PROSE)
    article, report = _built(*rows)
    assert [author.name for author in article.authors] == ["Ida Brandt"]
    left = [notice.text for notice in report.notices() if "a name above" in notice.message]
    assert left == ["Nora Quill", "Chief of Trust"]


def test_a_name_above_the_headline_alone_is_the_author() -> None:
    article, _ = _built("byline\tNora Quill", "headline\tFares fall", _PROSE)
    assert [author.name for author in article.authors] == ["Nora Quill"]


def test_a_related_story_may_end_with_a_stop() -> None:
    article, _ = _built("headline\tFares fall", _PROSE, "related\tGo deeper: Why no boat is full.")
    assert [story.title for story in article.related] == ["Why no boat is full."]


def test_a_picture_is_its_description_its_caption_and_its_credit() -> None:
    rows = (
        "alt\tA boat",
        "caption\tThe boat at dusk. Photo: Pia Lund/Harbor Wire",
        "alt\tA pier",
        "caption\tPhoto: A/B",
    )
    article, _ = _built("headline\tFares fall", *rows, _PROSE)
    (beside,) = (block for block in article.body[0].blocks if isinstance(block, Image))
    assert article.image is not None
    assert (article.image.alt, plain_text(article.image.credit)) == ("A boat", "Photo: Pia Lund/Harbor Wire")
    assert (beside.alt, plain_text(beside.caption), plain_text(beside.credit)) == ("A pier", "", "Photo: A/B")


def test_an_attribution_makes_the_paragraph_above_a_quotation() -> None:
    article, _ = _built("headline\tFares fall", _PROSE, "paragraph\tWe kept our word.", "attribution\t— Ola Fenn")
    quote = article.body[0].blocks[-1]
    assert isinstance(quote, Quote)
    assert plain_text(quote.attribution) == "Ola Fenn"


def test_lines_that_go_on_are_put_together() -> None:
    article, _ = _built("headline\tFares", "rest\tfall", "paragraph\tThe board", "rest\tsaid so.")
    assert article.headline == "Fares fall"
    assert article.body[0].blocks == (Paragraph(article.body[0].blocks[0].content),)  # type: ignore[union-attr]
    assert article.text == "The board said so."


def test_an_item_of_a_newsletter_is_a_section_and_its_headings_lie_beneath() -> None:
    rows = ("headline\tMorning Tide", "item\t1. Fares", _PROSE, "heading\tBoats", "paragraph\tMore.")
    article, _ = _built(*rows, newsletter=True)
    assert article.type == "newsletter"
    assert plain_text(article.body[0].heading) == "1. Fares"
    assert plain_text(article.body[0].sections[0].heading) == "Boats"


def test_leftovers_are_told() -> None:
    _, report = _built("leftover\tSkip to content", "headline\tFares fall", _PROSE, "leftover\tA tide of cards")
    assert [notice.text for notice in report.notices()] == ["Skip to content", "A tide of cards"]


@pytest.mark.parametrize(("rows", "why"), [((_PROSE,), "no headline"), (("headline\tFares fall",), "no body")])
def test_a_story_without_headline_or_body_is_refused(rows: tuple[str, ...], why: str) -> None:
    with pytest.raises(ReadError, match=why):
        _built(*rows)


def test_a_deck_in_title_case_is_no_author() -> None:
    rows = ("headline\tNorvia cuts jobs", "byline\tChip Prices Keep Falling", "byline\tBy Ida Brandt", _PROSE)
    article, _ = _built(*rows)
    assert article.deck == "Chip Prices Keep Falling"
    assert [author.name for author in article.authors] == ["Ida Brandt"]


def test_the_name_of_a_field_is_told() -> None:
    article, report = _built("headline\tFares fall", "deck\tDeck: Cheaper by a third", _PROSE)
    assert article.deck == "Cheaper by a third"
    assert [notice.text for notice in report.notices()] == ["Deck:"]


def test_the_parts_of_a_picture_may_be_named() -> None:
    article, _ = _built("headline\tFares fall", "alt\tAlt text: A boat", "caption\tCaption: The boat.", _PROSE)
    assert article.image is not None
    assert (article.image.alt, plain_text(article.image.caption)) == ("A boat", "The boat.")


def test_a_label_that_leads_a_note_is_a_note() -> None:
    article, _ = _built("headline\tFares fall", _PROSE, "label\tDisclosure: The author owns a boat.")
    assert [note.kind for note in article.notes] == ["disclosure"]


def test_authors_beyond_any_number_are_told() -> None:
    rows = (f"byline\tBy Ida Brandt{chr(97 + number)}x" for number in range(26))
    article, report = _built(
        "headline\tFares fall", *rows, *(f"byline\tBy Ola Fenn{chr(97 + n)}y" for n in range(26)), _PROSE
    )
    assert len(article.authors) == 50
    assert sum("beyond" in notice.message for notice in report.notices()) == 2
