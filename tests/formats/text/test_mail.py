from __future__ import annotations

import pytest

from artfmt.formats.read import read
from artfmt.reading.document import Document
from formats.text.test_reader import lost_words

STORY = (
    "Fares fall in June\n\nBy Ida Brandt\n\nThe harbor board will halve its fares on June 1, it said.\n\n"
    "Why it matters: Nine thousand people ride the boats.\n"
)
PLAIN = read(STORY, "text").article


def _read(text: str) -> Document:
    document = read(text, "text")
    assert not lost_words(text, document)
    return document


def _quoted(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "mail",
    [
        f"From: Ida Brandt <ida@harbor.example>\nSent: Tuesday\nTo: Desk\nSubject: Fwd: fares\n\n{STORY}",
        f"FYI, see below. Jo\n\n---------- Forwarded message ---------\nFrom: Ida <i@h.example>\nTo: Jo\n\n{STORY}",
        f"Begin forwarded message:\n\nFrom: Ida\nSubject: Fares\n\n{STORY}",
        f"On Tue, May 4, 2031 at 9:00 AM Ida Brandt <ida@harbor.example> wrote:\n\n{_quoted(STORY)}",
        f"On Tue, May 4, 2031 at 9:00 AM\n<ida@harbor.example> wrote:\n\n{_quoted(STORY)}",
        f"From: Jo\nTo: Desk\n\n> From: Ida\n> To: Jo\n>\n{_quoted(STORY)}",
        f"{STORY}\nSent from my phone\n",
        f"From: Ida\nTo: Jo\n\n{STORY}\n--\nIda Brandt\nHarbor Wire\n",
        _quoted(STORY),
        f"{_quoted(STORY)}\n--\nIda Brandt\n",
        f"De: Ida\nPara: Jo\nAsunto: Tarifas\n\n{STORY}",
        STORY.replace("Fares fall in June", "*Fares fall in June*").replace("Why it matters:", "*Why it matters:*"),
    ],
)
def test_what_a_mail_puts_around_a_story(mail: str) -> None:
    assert _read(mail).article == PLAIN


def test_a_mail_within_a_story_stays() -> None:
    text = f"{STORY}\nThe mail reads:\n\nFrom: Ola Fenn\n\nTo: The board\n\nWe are late again, all of us.\n"
    assert "From: Ola Fenn" in _read(text).article.text
