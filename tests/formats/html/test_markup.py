"""Text of content systems: nothing in it is judged, and every picture is kept."""

from __future__ import annotations

import pytest

from artfmt.formats.html.markup import article_of_markup
from artfmt.model.article import Image
from artfmt.model.prose import plain_text
from artfmt.reading.document import Report
from artfmt.reading.metadata import Metadata

_TEXT = "<p>Forty people were on board.</p>"
_PIER = '<img src="https://a.example/pier.jpg" alt="The pier">'


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{_PIER}</p>{_TEXT}",
        f"<figure>{_PIER}</figure>{_TEXT}",
        f"{_TEXT}<figure>{_PIER}</figure>",
        f"{_TEXT}<div><p>{_PIER}</p></div>",
        f"{_TEXT}<figure>{_PIER}<figcaption>At ten</figcaption></figure>{_TEXT}",
    ],
)
@pytest.mark.parametrize("is_stated", [False, True])
def test_a_picture_beside_the_lead_is_kept(markup: str, is_stated: bool) -> None:
    lead = Image("https://a.example/ferry.jpg", "The ferry") if is_stated else None
    article = article_of_markup(markup, Metadata(headline="A night ferry", image=lead), Report())
    pictures = [block for section in article.body for block in section.blocks if isinstance(block, Image)]
    sources = [image.src for image in (article.image, *pictures) if image]
    assert sources == [*([lead.src] if lead else []), "https://a.example/pier.jpg"]


def test_the_lead_that_stands_in_the_text_has_what_is_said_in_both_places() -> None:
    figure = '<figure><img src="https://a.example/ferry.jpg"><figcaption>The boat at ten</figcaption></figure>'
    stated = Image("https://a.example/ferry.jpg", "The ferry")
    article = article_of_markup(figure + _TEXT, Metadata(headline="A night ferry", image=stated), Report())
    assert article.image
    assert (article.image.alt, plain_text(article.image.caption)) == ("The ferry", "The boat at ten")
    assert len(article.body[0].blocks) == 1
