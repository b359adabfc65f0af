from __future__ import annotations

import pytest

from artfmt import read
from artfmt.formats.markdown.inline_writer import write_inline
from artfmt.formats.markdown.writer import write
from artfmt.model.article import (
    Article,
    Axiom,
    Block,
    Code,
    Embed,
    Image,
    List,
    ListItem,
    Paragraph,
    Quote,
    Section,
    Table,
)
from artfmt.model.prose import Span


@pytest.mark.parametrize(
    ("spans", "markdown"),
    [
        ((Span("plain"),), "plain"),
        ((Span("snake_case and 5 < 6 & 7"),), "snake_case and 5 < 6 & 7"),
        ((Span("*a* [b] `c` <d> ~e~ \\f &amp; _g_"),), "\\*a\\* \\[b] \\`c\\` \\<d> \\~e\\~ \\\\f \\&amp; \\_g\\_"),
        ((Span("a "), Span("b", ("bold",)), Span(" c")), "a **b** c"),
        ((Span("a", ("bold",)), Span("b")), "<strong>a</strong>b"),
        ((Span("a", ("italic",)), Span(", b")), "_a_, b"),
        ((Span("a", ("bold",)), Span(" b", ("bold", "italic"))), "**a<em> b</em>**"),
        ((Span("“a”", ("bold",)), Span(" b")), "**“a”** b"),
        ((Span("a", ("strike",)), Span("b", ("sub",)), Span("c", ("sup",))), "~~a~~<sub>b</sub><sup>c</sup>"),
        ((Span("a`b", ("code",)),), "``a`b``"),
        ((Span("`", ("code",)),), "`` ` ``"),
        (
            (Span("a", ("code", "italic")), Span(" b ", ("code",)), Span("c", ("code", "italic"))),
            "<em>`a`</em>`  b  `<em>`c`</em>",
        ),
        ((Span("]", ("code",), "x"), Span(": y", (), "x")), "[<code>\\]</code>: y](x)"),
        ((Span("a", (), "https://a.example/(b)"),), "[a](<https://a.example/(b)>)"),
        ((Span("a", (), "x"), Span("b", ("bold",), "x")), "[a<strong>b</strong>](x)"),
        ((Span("a\nb"),), "a<br>b"),
    ],
)
def test_inline(spans: tuple[Span, ...], markdown: str) -> None:
    assert write_inline(spans) == markdown


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1986. A year", "1986\\. A year"),
        ("# 1", "\\# 1"),
        ("#hashtag", "#hashtag"),
        ("- x", "\\- x"),
        ("-5 degrees", "-5 degrees"),
        ("> x", "\\> x"),
        ("---", "\\---"),
        ("a\n---", "a\\\n\\---"),
        ("a\n===", "a\\\n\\==="),
        ("a|b\n-|-", "a|b\\\n\\-|-"),
        ("Why it matters: x", "Why it matters\\: x"),
        ("The plan: x", "The plan: x"),
    ],
)
def test_what_looks_like_a_block_is_escaped(text: str, markdown: str) -> None:
    assert _body(Paragraph((Span(text),))) == markdown


def test_a_heading_that_looks_like_a_label_stays_one() -> None:
    article = Article(headline="a", body=(Section((P,), heading=_text(":-:Why it matters")),))
    assert read(write(article), "markdown").article == article


def _text(words: str) -> tuple[Span, ...]:
    return (Span(words),)


def _body(*blocks: Block) -> str:
    return _written(Section(blocks))


def _written(*sections: Section) -> str:
    written = write(Article(headline="a", body=sections))
    return written.partition("\n---\n\n")[2].removesuffix("\n")


@pytest.mark.parametrize(
    ("block", "markdown"),
    [
        (Quote((Paragraph(_text("a")),), _text("B")), "> a\n>\n> — B"),
        (Quote((Paragraph(_text("— a")),)), "> &mdash; a"),
        (Image("x.png", "a", _text("c"), _text("Photo: D")), "![a](x.png)\nc Photo: D"),
        (Image("x.png", None, _text("c"), _text("d"), 2), '![](x.png) <!-- image: {"credit": "d", "width": 2} -->\nc'),
        (Embed("https://a.example/"), "<https://a.example/>"),
        (Embed("?v=a:b"), "[?v=a:b](?v=a:b) <!-- embed: {} -->"),
        (Embed("/a", "P"), '[/a](/a) <!-- embed: {"provider": "P"} -->'),
        (Embed("https://a.example/", None, "-->"), '<https://a.example/> <!-- embed: {"title": "-\\u002d\\u003e"} -->'),
        (Code("a\n```", "py"), "````py\na\n```\n````"),
        (Table(((_text("a|b"),),), (_text("h"),), _text("c")), "| h |\n| --- |\n| a\\|b |\n\n: c"),
        (Table((((), _text("b")),)), "|  |  |\n| --- | --- |\n|  | b |"),
        (
            List((ListItem(_text("a"), List((ListItem(_text("b\nc")),))), ListItem(_text("d"))), ordered=True),
            "1. a\n   - b\\\n     c\n2. d",
        ),
    ],
)
def test_blocks(block: Block, markdown: str) -> None:
    assert _body(block) == markdown


P = Paragraph(_text("p"))
WHY = Axiom("why-it-matters", "Why it matters")


@pytest.mark.parametrize(
    ("sections", "markdown"),
    [
        ((Section((P,)), Section((P, P), axiom=WHY)), "p\n\n**Why it matters:** p\n\np"),
        ((Section((P,), axiom=WHY), Section((P,))), "**Why it matters:** p\n\n---\n\np"),
        ((Section((Code("x"),), axiom=WHY),), "**Why it matters:**\n\n```\nx\n```"),
        ((Section((P,), _text("H"), None, (Section((P,), axiom=WHY),)),), "## H\n\np\n\n**Why it matters:** p"),
        (
            (Section((P,), _text("H")), Section((P,), axiom=WHY)),
            '## H\n\np\n\n<!-- section: {"depth": 1} -->\n\n**Why it matters:** p',
        ),
        ((Section((P,), axiom=Axiom("house", "So")),), '<!-- section: {"kind": "house"} -->\n\n**So:** p'),
        ((Section((), _text("H #"), None, (Section((P,), _text("I")),)),), "## H \\#\n\n### I\n\np"),
    ],
)
def test_sections(sections: tuple[Section, ...], markdown: str) -> None:
    assert _written(*sections) == markdown


def test_two_lists_in_a_row_stay_two() -> None:
    item = List((ListItem(_text("a")),))
    assert _body(item, item, item) == "- a\n\n* a\n\n- a"
