from __future__ import annotations

import pytest

from artfmt.formats.read import read
from formats.text.test_reader import lost_words

MENU = "Skip to main content\nHome\nNews\nSports\nOpinion\nObituaries\nJobs\nWeather\nGames\nLog in\nSubscribe\nShop\n"
STORY = (
    "Transit\nFares on Port Alder's ferries will fall by half in June\n"
    "The board has not said who will pay for it\nBy Ida Brandt\nMay 4, 2031\nShare\nA white ferry at a pier\n"
    "The Heron leaves pier 4. Photo: Pia Lund/Harbor Wire\n"
    "Port Alder will halve its ferry fares on June 1, two people who have seen its budget told Harbor Wire.\n"
    "The ferry is the only way across the sound for nine thousand people who have no car, and fares have doubled.\n"
    "The board votes on May 19, and it has not said how it will cover the three million dollars of the cut.\n"
)
FOOTER = "About us\nContact\nPrivacy policy\nTerms\nWe use cookies to improve your visit, and you consent to them.\n"


def test_a_page_that_was_copied_whole() -> None:
    text = MENU + STORY + FOOTER
    document = read(text, "text")
    article = document.article
    assert article.headline == "Fares on Port Alder's ferries will fall by half in June"
    assert [author.name for author in article.authors] == ["Ida Brandt"]
    assert article.published == "2031-05-04"
    assert article.image is not None
    assert len(article.body) == 1
    assert len(article.body[0].blocks) == 3
    assert not lost_words(text, document)


def test_a_story_with_many_short_lines_is_no_page() -> None:
    steps = "".join(f"- Step {number}\n" for number in range(30))
    text = f"Fares fall in June\n\nThe board will halve its fares on June 1, it said.\n\nHow it works:\n{steps}"
    blocks = read(text, "text").article.body[1].blocks
    assert len(blocks[0].items) == 30  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "menu",
    [
        pytest.param("Skip to main content\n• Routes\n• Boats\n• Pia\n", id="a skip link above bullets"),
        pytest.param(
            "Harbor Wire\n• Home\n• Boats\nMonday, May 5, 2031\n• Log in\n", id="the day among what pages have"
        ),
    ],
)
def test_menus_that_are_short(menu: str) -> None:
    text = menu + STORY + FOOTER
    document = read(text, "text")
    assert document.article.headline == "Fares on Port Alder's ferries will fall by half in June"
    assert not lost_words(text, document)


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            "Lemon cake\n\nIngredients\n\n- 200 g flour\n- 3 eggs\n- 2 lemons\n\nMethod\n\n",
            marks=pytest.mark.xfail(strict=True, reason="a short title above a short heading is taken for a section"),
        ),
        "Minutes of the council\n\nPresent:\n- Anna Moe\n- Jonas Berg\n- Rita Hale\n\n",
        "Harbor council decides\n• Bridge approved\n• Ferry cut\n• Tax raised\n\n",
    ],
)
def test_a_title_above_short_bullets_is_no_menu(head: str) -> None:
    prose = "The council met again on Tuesday and said that the bridge would be built by the end of next year.\n\n" * 3
    article = read(head + prose, "text").article
    assert article.headline == head.partition("\n")[0]
    bullets = [line[2:] for line in head.split("\n") if line[:1] in ("-", "•")]
    assert all(bullet in article.text for bullet in bullets)


@pytest.mark.parametrize(
    "head",
    [
        "By Ida Brandt\nHarbor reporter\nMay 4, 2031\n",
        "Transit\nMay 4, 2031\nIda Brandt\n5 min read\n",
    ],
)
def test_a_byline_and_a_timestamp_above_the_headline(head: str) -> None:
    story = STORY.partition("May 4, 2031\n")[2]
    article = read(MENU + head + "Fares on Port Alder's ferries will fall by half in June\n" + story, "text").article
    assert article.published == "2031-05-04"


def test_another_story_beneath_is_not_this_one() -> None:
    other = (
        "More stories\n"
        + "Teaser\n" * 16
        + "Buses stay as they are\nBy Rita Hale\nJanuary 1, 2019\n"
        + "".join(
            f"The bus line {number} keeps its fares, the board of the buses told Harbor Wire in a letter.\n"
            for number in range(3)
        )
    )
    article = read(MENU + STORY + other + FOOTER, "text").article
    assert [author.name for author in article.authors] == ["Ida Brandt"]
    assert (article.published, "bus line" in article.text) == ("2031-05-04", False)


@pytest.mark.parametrize(
    "line", ["The festival is on the pier in the harbor on May 5, 2031", "Photo: The pier on January 1, 1999"]
)
def test_the_day_of_something_else_is_not_the_storys(line: str) -> None:
    head, _, story = STORY.partition("By Ida Brandt\nMay 4, 2031\n")
    assert read(MENU + head + line + "\n" + story, "text").article.published is None


def test_a_head_above_short_bullets_is_no_menu() -> None:
    text = (
        "May 4, 2031 - Transit\n\nFerry fares fall by half\n\n• Ferries\n• Buses\n• Trams\n\n"
        "Port Alder will halve its ferry fares on June 1, two people who have seen its budget told Harbor Wire.\n"
    )
    article = read(text, "text").article
    assert (article.headline, article.section, article.published) == (
        "Ferry fares fall by half",
        "Transit",
        "2031-05-04",
    )


def test_the_last_step_of_a_row_is_the_headline() -> None:
    steps = "Home Transit Ferries Fares on Port Alder's ferries will fall by half in June\n"
    article = read(MENU + steps + STORY + FOOTER, "text").article
    assert article.headline == "Fares on Port Alder's ferries will fall by half in June"


def test_a_story_goes_on_after_a_list_of_short_lines() -> None:
    more = "".join(
        f"The Heron's sister ship sails at {hour} in the morning, and she is as full as she has ever been in May.\n"
        for hour in ("six", "seven", "eight")
    )
    text = MENU + STORY + "".join(f"Pier {number}\n" for number in range(60)) + more + FOOTER
    document = read(text, "text")
    assert document.article.headline == "Fares on Port Alder's ferries will fall by half in June"
    assert "sister ship sails at eight" in document.article.text
    assert not lost_words(text, document)


def test_a_page_in_japanese() -> None:
    story = (
        "港は六月から料金を半額にすると、二人の関係者が火曜日に明らかにした。費用は誰が払うのか、まだ決まっていない。\n"
        * 3
    )
    text = (
        "".join(f"• 港{number}\n• 船{number}\n" for number in "一二三四五六七八九十")
        + "渡し船の料金、六月から半額に\n2031年5月4日\n"
        + story
    )
    assert read(text, "text").article.headline == "渡し船の料金、六月から半額に"
