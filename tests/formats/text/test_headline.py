"""Which line is the headline, and what beside it is none: rows of menus, offices, salutations, remarks on a draft."""

from __future__ import annotations

import pytest

from artfmt.formats.read import read
from artfmt.model.article import Article

LEDE = "The board will close the pier on Monday, since the wood is rotten and the money for a new one is gone."


def _read(head: str, tail: str = "") -> Article:
    return read(f"{head}\n\n{LEDE}\n{tail}", "text").article


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        (
            "Log in | E-edition | Obituaries\nThe old pier will close for good\nMay 4, 2031",
            "The old pier will close for good",
        ),
        ("Home  About  Hours\n\nThe old pier will close for good\nBy Ida Brandt", "The old pier will close for good"),
        (
            "FOR IMMEDIATE RELEASE\n\nCity of Port Alder\n\nThe old pier will close for good",
            "The old pier will close for good",
        ),
        ("FOR RELEASE AFTER 10 A.M.\n\nThe old pier will close for good", "The old pier will close for good"),
        (
            "#desk\nIda Brandt  4:12 PM\nHED: The old pier will close\nDEK: The wood is rotten.",
            "The old pier will close",
        ),
        (
            "From: Ida Brandt\nTo: web desk\nSubject: pier\n\nHeadline: The old pier will close",
            "The old pier will close",
        ),
        (
            "Oil up | Gold down | Stocks flat\nIt was a calm day at all the exchanges\nBy Ida Brandt",
            "Oil up | Gold down | Stocks flat",
        ),
        (
            "Board of Education Approves New Budget\nThe vote was five to four\nBy Ida Brandt",
            "Board of Education Approves New Budget",
        ),
        ("Blog | Docs | Status | Careers\n\nThe old pier will close\nBy Ida Brandt", "The old pier will close"),
        ("Home prices fall in Port Alder\nMay 4, 2031", "Home prices fall in Port Alder"),
    ],
)
def test_headline(head: str, headline: str) -> None:
    assert _read(head).headline == headline


@pytest.mark.parametrize(
    "line",
    [
        "[Legal fees of $40,000 were paid by the town last year, records show.]",
        "Copyright lawsuits have surged since 2019, as authors sue the makers of models over books.",
        "For use by teachers, the town bought 40 of them.",
        "For release in the fall, the town plans a new app.",
    ],
)
def test_what_only_opens_like_debris_stays(line: str) -> None:
    assert line in _read("The old pier will close for good\nMay 4, 2031", f"\n{line}\n").text


@pytest.mark.parametrize(
    "line", ["[EDITOR: which pier? - PK]", "[Comment from Lev: love it]", "Copyright 2031 Alder Media Inc."]
)
def test_remarks_and_rights_are_left_out(line: str) -> None:
    assert line not in _read("The old pier will close for good\nMay 4, 2031", f"\n{line}\n").text


def test_a_note_in_brackets_is_a_note() -> None:
    article = _read("The old pier will close\nMay 4, 2031", "\n[Editor's note: This story has been updated.]\n")
    assert "Editor's note" not in article.text
    assert [note.kind for note in article.notes] == ["editors-note"]


def test_a_post_is_no_second_author() -> None:
    article = _read("The old pier will close\n\nIda Brandt\nStaff Writer\nMay 4, 2031")
    assert [(author.name, author.role) for author in article.authors] == [("Ida Brandt", "Staff Writer")]


def test_the_author_may_greet_the_reader() -> None:
    article = read(
        f"Five things to know today\nIda Brandt\nGood morning, I'm Ida Brandt, and {LEDE}\n\n{LEDE}", "text"
    ).article
    assert [author.name for author in article.authors] == ["Ida Brandt"]


def test_a_letter_ends_above_no_picture() -> None:
    headers = "From: a@b.example\nTo: c@d.example\nSubject: x"
    mail = f"{headers}\n\nThe old pier will close\n\n{LEDE}\n\nKind regards,\nIda Brandt"
    assert read(mail, "text").article.text == LEDE
    assert "The mayor" in str(read(f"{mail}\nThe mayor of the town\nPhoto: Pia Lund/Wire", "text").article)


def test_the_caption_of_a_broadcaster() -> None:
    article = _read(
        "The old pier will close\nMay 4, 2031\n\nImage source, Harbor Trust\nImage caption, The pier at dusk"
    )
    assert article.image
    assert [article.image.caption[0].text, article.image.credit[0].text] == [
        "The pier at dusk",
        "Image source, Harbor Trust",
    ]
