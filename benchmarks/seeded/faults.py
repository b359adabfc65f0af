"""Faults to plant: one for each rule, into an article that has none.

Each takes a clean article and a mark, a word that stands nowhere else, and gives the article with the fault and the
words by which its place is known in any format. ``whole`` tells that the finding is about the part around the words
(an image, a list), whose first line is its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from artfmt.model.article import (
    Article,
    Author,
    Axiom,
    Block,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Related,
    Section,
)
from artfmt.model.prose import Span, Spans


class Planted(NamedTuple):
    """An article with a fault, and the words that stand at its place."""

    article: Article
    words: str
    whole: str = ""


Plant = Callable[[Article, str], Planted]
PLANTS: dict[str, Plant] = {}


def _plants(rule: str) -> Callable[[Plant], Plant]:
    def register(plant: Plant) -> Plant:
        PLANTS[rule] = plant
        return plant

    return register


def _blocks(article: Article, *blocks: Block) -> Article:
    """The article with blocks at the end of its lede."""
    first, *rest = article.body
    return replace(article, body=(replace(first, blocks=(*first.blocks, *blocks)), *rest))


def _sections(article: Article, *sections: Section) -> Article:
    return replace(article, body=(*article.body, *sections))


def _text(*texts: str | Span) -> Spans:
    return tuple(Span(text) if isinstance(text, str) else text for text in texts)


def _paragraph(*texts: str | Span) -> Paragraph:
    return Paragraph(_text(*texts))


def _labelled(kind: str, label: str, words: str) -> Section:
    return Section((_paragraph(words),), axiom=Axiom(kind, label))


def _simple(rule: str, before: str, fault: str, after: str) -> None:
    """A fault within a paragraph, an item or a quotation; the mark stands right before it."""

    def plant(article: Article, mark: str) -> Planted:
        prose = _paragraph(f"{before} {mark}{fault}{after}")
        items = (ListItem(prose.content), *(ListItem(_text(f"Pier {number} is open.")) for number in (1, 2)))
        chosen: tuple[Block, ...] = (prose, List(items), Quote((prose,), _text("Pia Lund")))
        return Planted(_blocks(article, chosen[sum(map(ord, mark)) % len(chosen)]), mark)

    PLANTS[rule] = plant


_simple("straight-quotes", "The clerk of", ' wrote "no comment', "” on a slip of paper.")
_simple("dash-style", "The clerk of", " - a former teacher", " wrote it down.")
_simple("number-style", "The fund of", " grew by 7 percent", " in a year.")
_simple("bare-url", "The minutes of", " are at https://minutes.example/may", " from noon.")
_simple("repeated-word", "The clerk of", " went to to", " the pier.")
_simple("mojibake", "The clerk of", " said it â€™ loudly", " at noon.")
_simple("placeholder-text", "The fund of", " grew by $TK", " in a year.")
_simple("sentence-too-long", "The clerk of", " wrote and" + " wrote on and" * 30, " stopped.")


@_plants("headline-too-long")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, headline=f"{mark} and the harbor" + " and one more pier" * 8), mark)


@_plants("headline-full-stop")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, headline=f"The board of {mark} votes tomorrow."), mark)


@_plants("headline-in-capitals")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, headline=f"THE BOARD OF {mark.upper()} VOTES"), mark.upper())


@_plants("missing-lede")
def _(article: Article, mark: str) -> Planted:
    opening = _labelled("driving-the-news", "Driving the news", f"The clerk of {mark} left.")
    return Planted(replace(article, body=(opening, *article.body[1:])), "Driving the news", "section")


@_plants("lede-too-long")
def _(article: Article, mark: str) -> Planted:
    words = f"The clerk of {mark} left." + " So did the mayor of the town." * 9
    return Planted(replace(article, body=(Section((_paragraph(words),)), *article.body[1:])), mark)


@_plants("missing-why-it-matters")
def _(article: Article, mark: str) -> Planted:
    body = tuple(each for each in article.body if not each.axiom or each.axiom.kind != "why-it-matters")
    return Planted(replace(article, headline=f"The board of {mark} votes", body=body), mark)


@_plants("axiom-without-text")
def _(article: Article, mark: str) -> Planted:
    said = (_labelled("flashback", "Flashback", f"The clerk of {mark} left."), Section((_paragraph("Zoom out:"),)))
    return Planted(_sections(article, *said), "Zoom out:")


@_plants("axiom-repeated")
def _(article: Article, mark: str) -> Planted:
    again = (
        _labelled("flashback", "Flashback", "It happened."),
        _labelled("flashback", "A flashback", f"{mark} left."),
    )
    again = (again[0], replace(again[1], axiom=Axiom("flashback", "The flashback")))
    return Planted(_sections(article, *again), "The flashback")


@_plants("axioms-out-of-order")
def _(article: Article, mark: str) -> Planted:
    kept = tuple(each for each in article.body if not each.axiom or each.axiom.kind != "whats-next")
    late = (
        _labelled("bottom-line", "The bottom line", f"The clerk of {mark} left."),
        _labelled("flashback", "Flashback", "It happened before."),
    )
    return Planted(replace(article, body=(*kept, *late)), "Flashback")


@_plants("too-few-bullets")
def _(article: Article, mark: str) -> Planted:
    items = (ListItem(_text(f"The clerk of {mark} left.")), ListItem(_text("The mayor stayed.")))
    return Planted(_blocks(article, List(items)), f"The clerk of {mark}", "list")


@_plants("list-of-one")
def _(article: Article, mark: str) -> Planted:
    return Planted(_blocks(article, List((ListItem(_text(f"The clerk of {mark} left.")),))), f"clerk of {mark}", "list")


def _image(article: Article, image: Image) -> Article:
    return _blocks(article, image)


_GOOD = Image("https://pictures.example/pier.jpg", "A pier at dusk", _text("The pier."), _text("Photo: Pia Lund/Wire"))


@_plants("missing-alt")
def _(article: Article, mark: str) -> Planted:
    bad = replace(_GOOD, alt=None, src=f"https://pictures.example/{mark}.jpg")
    return Planted(_image(article, bad), f"{mark}.jpg", "image")


@_plants("missing-credit")
def _(article: Article, mark: str) -> Planted:
    bad = replace(_GOOD, credit=(), src=f"https://pictures.example/{mark}.jpg")
    return Planted(_image(article, bad), f"{mark}.jpg", "image")


@_plants("caption-repeats-alt")
def _(article: Article, mark: str) -> Planted:
    bad = replace(_GOOD, alt=f"The pier at {mark}", caption=_text(f"The pier at {mark}."))
    return Planted(_image(article, bad), f"The pier at {mark}")


@_plants("credit-malformed")
def _(article: Article, mark: str) -> Planted:
    return Planted(_image(article, replace(_GOOD, credit=_text(f"Courtesy of {mark.title()} Lund"))), "Courtesy of")


@_plants("date-impossible")
def _(article: Article, _: str) -> Planted:
    return Planted(replace(article, published="2019-02-30"), "2019-02-30")


@_plants("date-in-future")
def _(article: Article, _: str) -> Planted:
    return Planted(replace(article, published="9999-03-05"), "9999-03-05")


@_plants("updated-before-published")
def _(article: Article, _: str) -> Planted:
    return Planted(replace(article, published="2019-03-05", updated="2018-07-09"), "2018-07-09")


@_plants("byline-malformed")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, authors=(Author(f"By {mark.title()} Brandt"),)), f"By {mark.title()} Brandt")


@_plants("duplicate-author")
def _(article: Article, mark: str) -> Planted:
    name = f"{mark.title()} Brandt"
    return Planted(replace(article, authors=(Author(name), Author(name.upper()))), name.upper())


@_plants("tag-case")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, tags=("harbor", mark.title())), mark.title())


@_plants("language-missing")
def _(article: Article, mark: str) -> Planted:
    return Planted(replace(article, language=None, headline=f"The board of {mark} votes"), f"The board of {mark}")


@_plants("label-spelling")
def _(article: Article, mark: str) -> Planted:
    return Planted(_sections(article, _labelled("other", "Realty check", f"The clerk of {mark} left.")), "Realty check")


@_plants("label-case")
def _(article: Article, mark: str) -> Planted:
    return Planted(_sections(article, _labelled("flashback", "FLASHBACK", f"{mark} left.")), "FLASHBACK")


@_plants("unknown-axiom")
def _(article: Article, mark: str) -> Planted:
    label = f"On {mark.title()} water"
    return Planted(_sections(article, _labelled("other", label, "The clerk left.")), label)


def _link(article: Article, words: str, mark: str, href: str) -> Article:
    return _blocks(article, _paragraph(f"The clerk of {mark} read ", Span(words, href=href), " and left."))


@_plants("link-text-here")
def _(article: Article, mark: str) -> Planted:
    return Planted(_link(article, "click here", mark, f"https://minutes.example/{mark}x"), "click here")


@_plants("tracking-parameter")
def _(article: Article, mark: str) -> Planted:
    address = f"https://minutes.example/{mark}x?page=2&utm_source=mail"
    return Planted(_link(article, "the minutes", mark, address), f"{mark}x?page")


@_plants("insecure-link")
def _(article: Article, mark: str) -> Planted:
    return Planted(_link(article, "the minutes", mark, f"http://minutes.example/{mark}x"), f"{mark}x")


@_plants("broken-anchor")
def _(article: Article, mark: str) -> Planted:
    return Planted(_link(article, f"the minutes of {mark}x", mark, f"#{mark}y"), f"the minutes of {mark}x")


@_plants("reading-grade")
def _(article: Article, mark: str) -> Planted:
    hard = (
        "Notwithstanding considerable organizational disagreement representatives unanimously authorized substantial "
        "reductions of municipal transportation expenditures"
    )
    words = " ".join([f"{hard}."] * 4)
    body = (Section((_paragraph("The vote was close."),)), _labelled("why-it-matters", "Why it matters", words))
    return Planted(replace(article, headline=f"The board of {mark} votes", body=body), mark)


@_plants("article-too-long")
def _(article: Article, mark: str) -> Planted:
    more = [_paragraph(f"The clerk of pier {number} left the harbor at noon and came back.") for number in range(70)]
    return Planted(replace(_blocks(article, *more), headline=f"The board of {mark} votes"), mark)


@_plants("leftover-widget")
def _(article: Article, _: str) -> Planted:
    return Planted(_blocks(article, _paragraph("Share this story")), "Share this story")


@_plants("duplicate-paragraph")
def _(article: Article, mark: str) -> Planted:
    said = _paragraph(f"The clerk of {mark} wrote down what the board had said, and left it on the table at noon.")
    return Planted(_blocks(article, said, _paragraph("Nobody read it."), said), f"clerk of {mark}", "last")


@_plants("heading-skipped")
def _(article: Article, mark: str) -> Planted:
    inner = Section((_paragraph("The clerk left."),), heading=_text(f"The pier of {mark}"))
    around = Section((_paragraph("It was noon."),), sections=(inner,))
    return Planted(_sections(article, around), f"The pier of {mark}")


@_plants("double-space")
def _(article: Article, mark: str) -> Planted:
    # An article holds no double space: it is put into the text that is written.
    return Planted(_blocks(article, _paragraph(f"The clerk of {mark} {mark}q left.")), f"{mark}  {mark}q")


@_plants("active-url")
def _(article: Article, mark: str) -> Planted:
    # No article holds such an address: it is put into the text that is written.
    return Planted(_link(article, "the minutes", mark, f"https://minutes.example/{mark}x"), "javascript:alert")


@_plants("empty-section")
def _(article: Article, mark: str) -> Planted:
    # Its text is taken out of what is written, which Markdown alone can be without.
    last = Section((_paragraph(f"{mark}q"),), heading=_text(f"The pier of {mark}"))
    return Planted(_sections(article, last), f"The pier of {mark}")


def respelled(rule: str, text: str, mark: str) -> str:
    """The written text with a fault that no article can hold."""
    spelled = {
        "double-space": (f"{mark} {mark}q", f"{mark}  {mark}q"),
        "active-url": (f"https://minutes.example/{mark}x", "javascript:alert(1)"),
        "empty-section": (f"{mark}q\n", ""),
    }
    return text.replace(*spelled[rule]) if rule in spelled else text


# For the rules that compare two articles: what makes the second one break it, and the words at its place.
PAIRS: dict[str, Callable[[Article, str], tuple[Article, Article, str]]] = {
    "duplicate-id": lambda article, mark: (
        replace(article, id=f"id-{mark}"),
        replace(article, id=f"id-{mark}", headline=f"The board of {mark} votes"),
        f"id-{mark}",
    ),
    "duplicate-headline": lambda article, mark: (
        replace(article, headline=f"The board of {mark} votes"),
        replace(article, headline=f"The board of {mark} votes", id=f"id-{mark}"),
        f"The board of {mark} votes",
    ),
    "related-missing": lambda article, mark: (
        replace(article, url="https://wire.example/one"),
        replace(
            article,
            url="https://wire.example/two",
            id=f"id-{mark}",
            headline=f"The board of {mark} votes",
            related=(Related("One", "https://wire.example/one"), Related("Gone", f"https://wire.example/{mark}")),
        ),
        f"https://wire.example/{mark}",
    ),
}
