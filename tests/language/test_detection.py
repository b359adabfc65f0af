"""Which language a text is written in."""

from __future__ import annotations

import pytest

from artfmt.formats.read import read
from artfmt.language.detection import language_of

_TEXTS = {
    "en": "The ferry board will halve its fares on the first of June, it said on Friday. Four in ten people on the "
    "island cross the sound every day to work, and most of them asked for the change two winters ago, when the old "
    "pier burned and the boats had to sail from the northern quay.",
    "de": "Die Fährgesellschaft wird ihre Preise am ersten Juni halbieren, teilte sie am Freitag mit. Vier von zehn "
    "Menschen auf der Insel fahren jeden Tag über den Sund zur Arbeit, und die meisten hatten sich das vor zwei "
    "Wintern gewünscht, als der alte Steg brannte und die Boote vom nördlichen Kai ablegen mussten.",
    "ja": "港の渡し船は六月から料金を半分にすると、運営会社が金曜日に発表した。",
    "ko": "여객선 회사는 유월부터 요금을 절반으로 내린다고 금요일에 밝혔다.",
    "zh": "渡船公司星期五宣布，从六月一日起票价减半。岛上每十个人中就有四个人每天过海上班。",
}


@pytest.mark.parametrize("language", _TEXTS)
def test_a_text_tells_its_language(language: str) -> None:
    assert language_of(_TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "Fares fall", "0123 4567 " * 40])
def test_what_is_too_short_or_no_language_tells_none(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(("declared", "language"), [("", "de"), (' lang="de-AT"', "de-AT"), (' lang="en"', "en")])
def test_a_page_that_declares_no_language_gets_its_text_s(declared: str, language: str) -> None:
    text = _TEXTS["de"]
    head = f"<!doctype html><html{declared}><head><title>Fähren</title></head>"
    page = f"{head}<body><h1>Fähren</h1><p>{text}</p><p>{text[:150]}</p></body></html>"
    document = read(page, "html")
    assert document.article.language == language
    assert ("language-guessed" in {notice.rule for notice in document.notices}) == (declared == "")
