from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.read import read
from artfmt.formats.text.lines import clean
from artfmt.model.article import Article, Image, List, Paragraph, Quote, Table
from artfmt.model.prose import Span, plain_text
from artfmt.model.schema import validate
from artfmt.reading.document import Document
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from conftest import LAW, shared
from strategies import NASTY

_WORD = re.compile(r"_*[^\W_]\w*")


def read_text(text: str) -> Document:
    return read(text, "text")


def _strings(value: Any, key: str = "") -> Iterator[str]:
    """Every string of an article that a person would read, and the numbers of its ordered lists."""
    if isinstance(value, dict):
        if value.get("ordered"):
            yield from map(str, range(1, len(value["items"]) + 1))
        for name, item in value.items():
            if name not in ("version", "type", "kind", "published", "updated", "marks"):
                yield from _strings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, key)
    elif isinstance(value, str):
        yield value


def lost_words(text: str, document: Document) -> Counter[str]:
    """The words of a text that are neither in the article read from it nor in a notice."""
    words = Counter(_WORD.findall(clean(text)))
    for string in _strings(document.article.to_dict()):
        words -= Counter(_WORD.findall(string))
    for notice in document.notices:
        words -= Counter(_WORD.findall(notice.text))
    return words


# Lines as copied pages have them; a text made of any of them in any order must lose no word.
SHAPES = (
    "Skip to main content",
    "(opens in new window)",
    "Listen to this article",
    "Ida Brandt",
    "Ida Brandt, author of Harbor Morning",
    "By Ida Brandt and Tomas Wirth",
    "By Ida Brandt, Tomas Wirth and Nora Quill",
    "Aug 22, 2031 - Politics & Policy",
    "Updated Dec 1, 2032 - World",
    "3 hours ago - Health",
    "Updated 16 mins ago",
    "0. Zeroth",
    "01. First",
    "•",
    "Published Aug. 22, 2031 at 4:15 p.m. ET",
    "2031-05-06",
    "World",
    "Scoop: Port Alder to halve ferry fares",
    "A white ferry at a pier",
    "The Heron leaves. Photo: Pia Lund/Harbor Wire",
    "Photo: Pia Lund-Pool/Harbor Wire via Port Images",
    "Illustration: Jo Adair/Harbor Wire. Photos: Pia Lund (left); Port Images",
    "Data: Harbor board; Note: ±3.8% margin of error; Chart: Harbor Wire",
    "Courtesy of the harbor board",
    "Fares will fall, the board said on Friday. It did not say when, or by how much, or who would pay for it.",
    "Why it matters: Nine thousand people ride the boats.",
    "Why it matters:",
    "Yes, but",
    "The plan: Boats for all.",
    "What Fenn's saying: Nothing.",
    "He said: Boats for all.",
    "At 11:59 p.m.: The last boat.",
    "  • A monthly pass costs $48.",
    "    ◦ Children ride free.",
    "\t• Dogs pay half.",
    "- One",
    "* Two",
    "1. First",
    "2) Second",
    "2. Second",
    "3. Third",
    "7. Seventh",
    "“We kept our word.”",
    "— Ola Fenn, harbor master",
    "> Quoted mail",
    ">",
    "Go deeper: Why the boats run half empty",
    "Go deeper:",
    "Go deeper: The board explains itself at length in its report.",
    "Go deeper",
    "Related: One https://news.example/one",
    "Correction: The fare is $2.",
    "Update: The board met.",
    "This story has been updated with new figures.",
    "1 big thing: Cheaper ferries",
    "🎧 1 fun thing",
    "Bonus: A fox",
    "Name\tVotes",
    "Kestrel\t924",
    "***",
    "---",
    "",
    "",
    "   ",
    "caf\u00e9 na\u00efve co\u00adop\u200berate no\u00a0break",
    "tab\there",
)


def _check_law(text: str) -> None:
    try:
        document = read_text(text)
    except ReadError:
        return
    assert not lost_words(text, document)
    assert not validate(document.article)
    assert Article.from_dict(document.article.to_dict()) == document.article


@LAW
@given(st.lists(st.sampled_from(SHAPES), max_size=25), st.sampled_from(("\n", "\n\n", "\r\n", "\r\n\r\n")))
def test_no_word_of_shuffled_shapes_is_lost(lines: list[str], line_end: str) -> None:
    _check_law(line_end.join(lines))


@LAW
@given(st.lists(st.one_of(st.text(), st.sampled_from((*SHAPES, *NASTY, "\n", "\n\n", " ", "\t"))), max_size=30))
def test_no_word_of_any_text_is_lost(parts: list[str]) -> None:
    _check_law("".join(parts))


@given(st.binary(max_size=200))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(ReadError):
        assert validate(read(data, "text").article) == []


def test_numbered_related_stories_keep_their_numbers_in_notices_and_know_their_lines() -> None:
    text = f"{HEAD}{LEDE}Go deeper:\n1. Boats run\n   half empty\n2. Buses"
    document = read_text(text)
    assert [related.title for related in document.article.related] == ["Boats run half empty", "Buses"]
    assert [document.locate(f"/related/{index}") for index in range(2)] == [Location(6), Location(8)]
    assert not lost_words(text, document)


def test_the_seed_is_outlined() -> None:
    (path,) = shared("seed").glob("*.txt")
    document = read(path)
    article = document.article
    lines = path.read_text(encoding="utf-8").splitlines()
    assert article.published == "2019-08-22"
    assert article.section == "Politics & Policy"
    assert article.headline == lines[2]
    assert article.image == Image(
        alt=lines[4],
        caption=(Span(lines[6].partition(" Photo")[0]),),
        credit=(Span("Photo" + lines[6].partition("Photo")[2]),),
    )
    lede, *labelled = article.body
    assert (lede.axiom, lede.heading, lede.blocks) == (None, (), (Paragraph((Span(lines[8]),)),))
    kinds = [section.axiom.kind for section in labelled if section.axiom]
    assert kinds == ["details", "why-it-matters", "big-picture", "what-theyre-saying"]
    assert [[type(block) for block in section.blocks] for section in labelled] == [
        [Paragraph],
        [Paragraph],
        [Paragraph, List],
        [Paragraph, List],
    ]
    assert [len(section.blocks[1].items) for section in labelled[2:] if isinstance(section.blocks[1], List)] == [1, 1]
    assert [related.title for related in article.related] == [lines[22].partition(": ")[2]]
    left_out = [notice for notice in document.notices if notice.severity is Severity.WARNING]
    assert [(notice.rule, notice.text, notice.location and notice.location.line) for notice in left_out] == [
        ("leftover-widget", lines[24], 25)
    ]
    assert document.locate("/body/3/axiom") == document.locate("/body/3")
    assert [document.locate(f"/body/{index}").line for index in range(5)] == [9, 11, 13, 15, 19]  # type: ignore[union-attr]


HEAD = "Fares fall in June\n\n"
LEDE = "The board will halve its fares on June 1, it said.\n\n"


@pytest.mark.parametrize(
    "paragraph",
    [
        "He said: Boats for all.",
        "At 11:59 p.m.: The last boat leaves.",
        "11:59 p.m.: The last boat leaves.",
        "4 Quay Street, Port Alder: The board's house.",
        "What will the board do with all of its money next year: Spend it.",
        "Ola Fenn: The boats belong to the people.",
        "Note: These figures are old.",
        "the plan: Boats for all.",
        'The "plan": Boats for all.',
        "They added: Boats for all.",
        'Wirth to reporters: "We won."',
        "Harbor board spokesman: “No comment.”",
        "Noon: The last boat.",
        "Question: Who pays?",
    ],
)
def test_what_is_no_label_stays_a_paragraph(paragraph: str) -> None:
    article = read_text(f"{HEAD}{LEDE}Why it matters: It does.\n\n{paragraph}").article
    assert article.body[-1].blocks[-1] == Paragraph((Span(paragraph),))


@pytest.mark.parametrize(
    ("paragraph", "kind", "label"),
    [
        ("Why it matters: Boats.", "why-it-matters", "Why it matters"),
        ("WHY IT MATTERS: Boats.", "why-it-matters", "WHY IT MATTERS"),
        ("What they’re saying: Boats.", "what-theyre-saying", "What they’re saying"),
        ("What Fenn's saying: Boats.", "what-theyre-saying", "What Fenn's saying"),
        ("Yes, but: Boats.", "yes-but", "Yes, but"),
        ("The plan: Boats.", "other", "The plan"),
        (
            "Our thought bubble, from Harbor Wire's Pia Lund: Boats.",
            "thought-bubble",
            "Our thought bubble, from Harbor Wire's Pia Lund",
        ),
        ("Between the lines:\nBoats.", "between-the-lines", "Between the lines"),
        ("The bottom line\n\nBoats.", "bottom-line", "The bottom line"),
        ("Go deeper: The report says it all, at length.", "go-deeper", "Go deeper"),
    ],
)
def test_labels_start_sections(paragraph: str, kind: str, label: str) -> None:
    article = read_text(f"{HEAD}{LEDE}Details: These.\n\n{paragraph}").article
    axiom = article.body[-1].axiom
    assert axiom is not None
    assert (axiom.kind, axiom.label) == (kind, label)
    assert len(article.body[-1].blocks) == 1


def test_an_unknown_label_alone_is_noticed_where_it_is_doubtful() -> None:
    leads = ("The hitch", "The fine print", "Money talks", "Side note", "His reply", "Upshot")
    documents = [read_text(f"{HEAD}{LEDE}{lead}: It leaks.") for lead in leads]
    told = [(notice.rule, notice.location) for document in documents for notice in document.notices]
    assert set(told) == {("label-guessed", Location(5))}


@pytest.mark.parametrize(
    ("lines", "authors", "role"),
    [
        ("By Ida Brandt", ["Ida Brandt"], None),
        ("Ida Brandt and Tomas Wirth", ["Ida Brandt", "Tomas Wirth"], None),
        ("By Ida Brandt\nAuthor of Harbor Morning", ["Ida Brandt"], "Author of Harbor Morning"),
        ("By Ida Brandt | May 4, 2031", ["Ida Brandt"], None),
        ("By Ida Brandt · May 4, 2031", ["Ida Brandt"], None),
    ],
)
def test_bylines(lines: str, authors: list[str], role: str | None) -> None:
    article = read_text(
        f"Fares fall in June\n{lines}\nAn old pier in rain\nPhoto: Pia Lund/Harbor Wire\n\n{LEDE}"
    ).article
    assert [author.name for author in article.authors] == authors
    assert article.authors[-1].role == role
    assert article.published == ("2031-05-04" if "May" in lines else None)
    assert article.image is not None
    assert article.image.alt == "An old pier in rain"


@pytest.mark.xfail(strict=True, reason="a title of three words that could be a name is taken for one")
def test_a_headline_in_title_case_is_no_name() -> None:
    picture = "Wirth on a pier\n\nHe left. Photo: Pia Lund/Harbor Wire"
    article = read_text(f"Wirth Leaves Alder\n\nMay 9, 2031 - Politics\n\n{picture}\n\n{LEDE}").article
    assert (article.headline, article.authors) == ("Wirth Leaves Alder", ())
    assert article.image is not None
    assert article.image.alt == "Wirth on a pier"


def test_a_lede_above_a_credit_stays_the_lede() -> None:
    article = read_text(f"{HEAD}{LEDE}Photo: Pia Lund/Harbor Wire\n\nWhy it matters: It does.").article
    assert article.text.startswith(LEDE.strip())


def test_labels_with_colons_beneath_keep_their_lines() -> None:
    article = read_text(f"{HEAD}{LEDE}By the numbers:\nAlder: 9 boats.\nVell: 4.").article
    assert [section.axiom.kind if section.axiom else None for section in article.body] == [None, "by-the-numbers"]
    assert len(article.body[1].blocks) == 2


def test_bonus_is_an_item_among_others_only() -> None:
    article = read_text(f"{HEAD}{LEDE}Bonus: Workers will get $500 each.\n\nThe end.").article
    assert (article.type, len(article.body)) == ("article", 1)


def test_a_mail_quoted_whole_is_read_as_what_it_quotes() -> None:
    text = "May 4, 2031 - Local\n\nFares fall\n\nThey do.\n\nWhy it matters: They did not.\n"
    assert read_text("".join(f"> {line}\n" for line in text.splitlines())).article == read_text(text).article


def test_lines_of_signs_stay_unless_they_are_rules() -> None:
    article = read_text(f"{HEAD}{LEDE}🔥🔥🔥\n\n***\n\nMore.").article
    assert [len(section.blocks) for section in article.body] == [2, 1]


def test_places_are_where_the_words_start() -> None:
    document = read_text(f"{HEAD}{LEDE}\n    Subscribe\n")
    assert [notice.location for notice in document.notices] == [Location(6, 5)]


def test_one_line_paragraphs_without_blank_lines_are_not_joined() -> None:
    lines = [
        f"The harbor board met {number} times in the year that ended on the last day of May." for number in range(9)
    ]
    article = read_text(HEAD + "\n".join(lines)).article
    assert len(article.body[0].blocks) == 9


def test_a_label_that_returns_is_a_speaker() -> None:
    article = read_text(
        f"{HEAD}Details: These.\n\nFenn: Boats.\n\nWirth: Cars.\n\nFenn: Boats!\n\nWirth: Cars!"
    ).article
    assert len(article.body) == 1
    assert len(article.body[0].blocks) == 5


def _outline(block: List) -> list[Any]:
    return [
        plain_text(item.content) if not item.sublist else [plain_text(item.content), *_outline(item.sublist)]
        for item in block.items
    ]


@pytest.mark.parametrize(
    ("bullets", "outline"),
    [
        ("• a\n• b", ["a", "b"]),
        ("•a\n•b", ["a", "b"]),
        ("- a\n\n- b", ["a", "b"]),
        ("– a\n– b", ["a", "b"]),
        ("  • a\n    • b\n  • c", [["a", "b"], "c"]),
        ("• a\n◦ b\n▪ c\n• d", [["a", ["b", "c"]], "d"]),
        ("1. a\n2. b", ["a", "b"]),
        ("1) a\n   - b\n2) c", [["a", "b"], "c"]),
        ("• a\n  more of a\n• b", ["a more of a", "b"]),
        ("• Politics: a", ["Politics: a"]),
        ("•\na\n•\nb", ["a", "b"]),
        ("•\ta\n•\tb", ["a", "b"]),
    ],
)
def test_bullets_nest(bullets: str, outline: list[Any]) -> None:
    blocks = read_text(f"{HEAD}{LEDE}{bullets}").article.body[0].blocks
    (made,) = [block for block in blocks if isinstance(block, List)]
    assert _outline(made) == outline
    assert made.ordered == bullets.startswith("1")


def test_numbers_that_do_not_count_from_one_stay_text() -> None:
    lines = ["7. Seventh", "0. Zeroth", "01. First", "1986. A year"]
    text = read_text(HEAD + LEDE + "\n\n".join(lines)).article.text
    assert all(line in text for line in lines)


@pytest.mark.parametrize(
    ("lines", "image"),
    [
        ("A boat\n\nIt sails. Photo: A/B", Image("", "A boat", (Span("It sails."),), (Span("Photo: A/B"),))),
        ("It sails. Photo: A/B", Image("", None, (Span("It sails."),), (Span("Photo: A/B"),))),
        ("A boat\nPhoto: A/B", Image("", "A boat", (), (Span("Photo: A/B"),))),
        ("A boat\nIt sails.\nPhoto: A/B", Image("", "A boat", (Span("It sails."),), (Span("Photo: A/B"),))),
        ("Photo Illustration: A/B. Photos: C", Image("", None, (), (Span("Photo Illustration: A/B. Photos: C"),))),
        ("Illustration: A/B Photo: C", Image("", None, (), (Span("Illustration: A/B Photo: C"),))),
        ("Courtesy of the board", Image("", None, (), (Span("Courtesy of the board"),))),
        ("Data: A via; Chart: B/C", Image("", None, (), (Span("Data: A via; Chart: B/C"),))),
    ],
)
def test_lead_image(lines: str, image: Image) -> None:
    expected = Image(None, image.alt, image.caption, image.credit)
    article = read_text(f"{HEAD}{lines}\n\n{LEDE}").article
    assert article.image == expected
    assert len(article.body[0].blocks) == 1


def test_an_image_in_the_body_takes_its_alt_text_from_the_line_above() -> None:
    article = read_text(f"{HEAD}{LEDE}Fares by year\n\nData: Board; Chart: B/C\n\nMore text follows here.").article
    assert article.body[0].blocks[1] == Image(alt="Fares by year", credit=(Span("Data: Board; Chart: B/C"),))


def test_quotes_with_attribution() -> None:
    article = read_text(f"{HEAD}{LEDE}“We kept our word.”\n\n— Ola Fenn\n\n> one\n> two\n>\n> three").article
    assert article.body[0].blocks[1:] == (
        Quote((Paragraph((Span("“We kept our word.”"),)),), (Span("Ola Fenn"),)),
        Quote((Paragraph((Span("one two"),)), Paragraph((Span("three"),)))),
    )


def test_a_copied_table() -> None:
    article = read_text(f"{HEAD}{LEDE}Name\tVotes\nKestrel\t924\nOla\t508").article
    assert article.body[0].blocks[1] == Table(
        rows=(((Span("Kestrel"),), (Span("924"),)), ((Span("Ola"),), (Span("508"),))),
        header=((Span("Name"),), (Span("Votes"),)),
    )


def test_lines_wrapped_by_a_mail_program_are_joined() -> None:
    wrapped = (
        "Fares fall in June\n\n"
        "The harbor board will halve its fares on June 1, two people who have\n"
        "seen the draft of its budget told Harbor Wire on Friday, and the night\n"
        "boat will sail again.\n\n"
        "Why it matters: Nine thousand people ride the boats and have no car to\n"
        "take across the bridge.\n\n"
        "  - A monthly pass will cost half of what it costs today, or $48, and\n"
        "    children ride free.\n"
    )
    article = read_text(wrapped).article
    assert plain_text(article.body[0].blocks[0].content).endswith("night boat will sail again.")  # type: ignore[union-attr]
    assert [len(section.blocks) for section in article.body] == [1, 2]


def test_windows_1252_is_read_with_a_notice() -> None:
    document = read("Fares fall\n\nThe caf\xe9 \u201cHeron\u201d is shut.".encode("windows-1252"), "text")
    assert document.article.text == "The caf\xe9 \u201cHeron\u201d is shut."
    assert [notice.rule for notice in document.notices] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no text"),
        (b" \n\t\r\n \xc2\xa0", "no text"),
        (b"One line", "no body"),
        (b"\x00\x01\x02" * 40 + b"\xff", "binary"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"\x81\x8d\n\n\x8f\x90", "not UTF-8"),
        (b"Subscribe\nLearn more", "no headline"),
    ],
)
def test_what_is_no_article_is_refused_in_a_sentence(data: bytes, why: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(data, "text")
    assert why in refused.value.message
    assert refused.value.format == "text"


_ALIKE = (
    ("Fares fall on the boats of the sound", "Boats of the sound see fares fall"),
    ("A quiet week", "Fares and boats"),
    ("News of the harbor", "Harbor board does both"),
    ("Boats", "Fares"),
    ("Both things at once", "The board does both"),
)


def test_a_doubtful_headline_is_told_with_the_other_line() -> None:
    lede = "The harbor board said on Friday that it will do both things, and who will pay for them.\n"
    doubts = 0
    for one, two in _ALIKE:
        document = read_text(f"{one}\n\n{two}\n\n{lede}")
        taken = document.article.headline
        other, line = (two, 3) if taken == one else (one, 1)
        for notice in (each for each in document.notices if each.rule == "headline-guessed"):
            doubts += 1
            assert f'took "{taken}"' in notice.message
            assert f'line {line}, "{other}"' in notice.message
    assert doubts, "of lines so much alike one pair at least is doubtful"


def test_a_doubtful_label_is_told_with_the_alternative() -> None:
    document = read_text(f"{HEAD}{LEDE}Why it matters: It does.\n\nMoney talks: Nobody has any.")
    (notice,) = (each for each in document.notices if each.rule == "label-guessed")
    assert "the alternative is" in notice.message
    assert notice.location == Location(7)


@pytest.mark.parametrize(
    ("lines", "rows", "header"),
    [
        ("Name\tVotes\nKestrel\t924\nOla\t508", 2, True),
        ("\tMay\tJune\nFares\t$4\t$2\nRiders\t9\t12", 2, True),
        ("Team\t2030\t2031\nAlder\t4\t9", 1, True),
        ("Kestrel\t924\nOla\t508", 2, False),
        ("red\tgreen\nblue\tgray", 2, False),
    ],
)
def test_the_header_of_a_table(lines: str, rows: int, header: bool) -> None:
    (table,) = (block for block in read_text(f"{HEAD}{LEDE}Details: These.\n\n{lines}").article.body[1].blocks[1:])
    assert isinstance(table, Table)
    assert (len(table.rows), bool(table.header)) == (rows, header)


def test_what_stands_right_above_a_pictures_address_is_no_headline() -> None:
    text = (
        "Boats of quoral vote\n\nBy Per Dahl and Tomas Wirth\n\nApril 28, 2013\n\n"
        "People wait at the pier of Tern Island\n<https://pictures.example/0.jpg>\nPhoto: Ida Brandt/Harbor Wire\n\n"
        "The vote was close.\n\nWhy it matters: Notwithstanding considerable organizational disagreement "
        "representatives unanimously authorized substantial reductions.\n"
    )
    article = read(text, "text").article
    assert article.headline == "Boats of quoral vote"
    assert article.image
    assert article.image.alt == "People wait at the pier of Tern Island"
