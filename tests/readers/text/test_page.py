from __future__ import annotations

from artfmt.formats import read
from readers.text.test_text import lost_words

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
