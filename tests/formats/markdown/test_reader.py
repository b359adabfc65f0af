from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from artfmt.checking.document import check
from artfmt.formats.read import read
from artfmt.formats.table import format_of_content
from artfmt.formats.write import write
from artfmt.model.article import Article, Author, Code, Embed, Image, List, ListItem, Paragraph, Quote, Section, Table
from artfmt.model.prose import Span, plain_text
from artfmt.model.schema import validate
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from artfmt.source.source import Source
from conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").iterdir())
FRONT = "---\nheadline: Fares fall\n---\n\n"


def _read(body: str) -> Article:
    return read(FRONT + body, "markdown").article


def _text(words: str, *marks: Any) -> tuple[Span, ...]:
    return (Span(words, marks),)


def _paragraph(words: str) -> Paragraph:
    return Paragraph(_text(words))


@pytest.mark.parametrize(
    ("body", "label", "rest"),
    [
        ("**Why it matters:** It does.", "Why it matters", "It does."),
        ("**Why it matters**: It does.", "Why it matters", "It does."),
        ("__Why it matters:__ It does.", "Why it matters", "It does."),
        ("<b>Why it matters:</b> It does.", "Why it matters", "It does."),
        ("Why it matters: It does.", "Why it matters", "It does."),
        ("**Why it matters:**\nIt does.", "Why it matters", "It does."),
        ("**Why it matters:**\n\nIt does.", "Why it matters", "It does."),
        ("**Our bet:** It does.", "Our bet", "It does."),
        ("**Why it matters:** **It** does.", "Why it matters", "It does."),
    ],
)
def test_labels_as_people_write_them(body: str, label: str, rest: str) -> None:
    (section,) = _read(body).body
    assert section.axiom is not None
    assert section.axiom.label == label
    (block,) = section.blocks
    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == rest


@pytest.mark.parametrize(
    "body",
    ["**Bold words** without a colon.", "He said: x", "At 9:15: x", "`Why it matters:` x", "Why it matters\\: x"],
)
def test_what_is_no_label(body: str) -> None:
    (section,) = _read(body).body
    assert section.axiom is None


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("a\nb", (_paragraph("a b"),)),
        ("a  \nb", (_paragraph("a\nb"),)),
        ("a<br/>b", (_paragraph("a\nb"),)),
        ("a *b* __c__ ~~d~~ `e`", None),
        ("* a\n* b\n", (List((ListItem(_text("a")), ListItem(_text("b")))),)),
        ("+ a\n\n  more\n", (List((ListItem(_text("a\nmore")),)),)),
        ("1. a\n   1. b\n", (List((ListItem(_text("a"), List((ListItem(_text("b")),), True)),), True),)),
        ("7. a\n8. b\n", (_paragraph("7. a"), _paragraph("8. b"))),
        ("    x = 1\n", (Code("x = 1"),)),
        ("~~~ py\nx\n~~~", (Code("x", "py"),)),
        ("> a\n>\n> — B", (Quote((_paragraph("a"),), _text("B")),)),
        ("> a\n> > b", (Quote((_paragraph("a"), _paragraph("b"))),)),
        (
            "![Alt *text*](a.png)\nIt sails. Photo: A/B",
            (Image("a.png", "Alt text", _text("It sails."), _text("Photo: A/B")),),
        ),
        ('![Alt](a.png "Title")', (Image("a.png", "Alt", _text("Title")),)),
        ("a ![Alt](a.png) b", (_paragraph("a b"), Image("a.png", "Alt"))),
        ("[![Alt](a.png)](https://a.example/)", (Image("a.png", "Alt"),)),
        ("![Alt][1]\n\n[1]: a.png", (Image("a.png", "Alt"),)),
        ("<https://v.example/1>", (Embed("https://v.example/1"),)),
        ('<iframe src="https://v.example/1" title="T"></iframe>', (Embed("https://v.example/1", None, "T"),)),
        (
            "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n: It counts. Photo: A/B",
            (Table(((_text("1"), _text("2")),), (_text("a"), _text("b")), _text("It counts."), _text("Photo: A/B")),),
        ),
        (
            "| a |\n|--|\n| 1 |\n\n:*b*",
            (Table(((_text("1"),),), (_text("a"),)), Paragraph((*_text(":"), *_text("b", "italic")))),
        ),
        ("<figure><img src='a.png'><figcaption>C. Photo: D</figcaption></figure>", None),
        ("<table><tr><td>a</td><td>b</td></tr></table>", (Table(((_text("a"), _text("b")),)),)),
        ("<p>a<br><br>b</p>", (_paragraph("a"), _paragraph("b"))),
    ],
)
def test_blocks_as_people_write_them(body: str, blocks: tuple[object, ...] | None) -> None:
    (section,) = _read(body).body
    if blocks is not None:
        assert section.blocks == blocks


def test_marks_links_and_fragments() -> None:
    (section,) = _read('a *b* __c__ ~~d~~ `e` H<sub>2</sub>O [f](x.html) <a href="y.html">g</a>').body
    assert section.blocks == (
        Paragraph(
            (
                Span("a "),
                Span("b", ("italic",)),
                Span(" "),
                Span("c", ("bold",)),
                Span(" "),
                Span("d", ("strike",)),
                Span(" "),
                Span("e", ("code",)),
                Span(" H"),
                Span("2", ("sub",)),
                Span("O "),
                Span("f", (), "x.html"),
                Span(" "),
                Span("g", (), "y.html"),
            )
        ),
    )


def test_headings_nest_and_rules_part() -> None:
    article = _read("a\n\nOne\n===\n\nb\n\n## Two\n\nc\n\n**Details:** d\n\n---\n\ne")
    lede, one = article.body
    assert lede == Section((_paragraph("a"),))
    assert one.heading == _text("One")
    (two,) = one.sections
    assert [inner.axiom.kind if inner.axiom else None for inner in two.sections] == ["details", None]


@pytest.mark.parametrize(
    "body",
    [
        '<!-- section: {"depth": "a"} -->\n\n## H\n\nx',
        '<!-- section: {"depth": [1]} -->\n\n## H\n\nx',
        '<!-- section: {"depth": 2.0, "kind": "Bad Kind"} -->\n\n**So:** x',
        '<!-- section: {"label": "", "kind": 7} -->\n\nx',
        '![a](x.png) <!-- image: {"width": 0, "height": -5} -->',
        '![a](x.png) <!-- image: {"width": true} -->',
        '<https://v.example/> <!-- embed: {"title": null, "provider": 7} -->',
    ],
)
def test_what_comments_say_is_judged(body: str) -> None:
    article = _read(body)
    assert validate(article) == []
    assert "None" not in write(article, "json")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Grew.[^2]\n\n[^1]: note", "Grew.[^2]\n\nnote"),
        ("{{< tabs x >}}", "{{< tabs x >}}"),
        ("{% highlight py %}", "{% highlight py %}"),
    ],
)
def test_what_other_tools_would_make_something_of_stays_text_with_a_notice(body: str, text: str) -> None:
    document = read(FRONT + body, "markdown")
    assert document.article.text == text
    assert "kept-as-text" in [notice.rule for notice in document.notices]
    again = read(write(document.article, "markdown"), "markdown")
    assert (again.article, again.notices) == (document.article, ())


def test_json_front_matter_and_what_ghost_says_of_its_image() -> None:
    front = '{"title": "a", "date_published": "2031-05-04", "feature_image": "x.png", "feature_image_alt": "A boat"}'
    article = read(f"{front}\n\nOne.", "markdown").article
    assert (article.headline, article.published) == ("a", "2031-05-04")
    assert article.image == Image("x.png", "A boat")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            "<table><tr><td rowspan=2>P</td><td>1</td></tr><tr><td>3</td></tr></table>",
            ((_text("P"), _text("1")), ((), _text("3"))),
        ),
        (
            "<table><tr><td colspan=2>P</td><td>1</td></tr><tr><td>2</td><td>3</td><td>4</td></tr></table>",
            ((_text("P"), (), _text("1")), (_text("2"), _text("3"), _text("4"))),
        ),
        ("<table><tr><td colspan=x>P</td><td>1</td></tr></table>", ((_text("P"), _text("1")),)),
    ],
)
def test_cells_that_span_others_keep_columns(table: str, rows: object) -> None:
    (block,) = _read(table).body[0].blocks
    assert isinstance(block, Table)
    assert block.rows == rows


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<figure><p>words</p><img src='a.png'></figure>", "words"),
        ("<figure><a href='https://a.example/'>words</a></figure>", "words"),
        ("<figure><table></table><figcaption>words</figcaption></figure>", "words"),
        ("<figure><iframe src='javascript:x' title='words'></iframe></figure>", "words"),
        ("<figure><pre>code</pre><figcaption>Photo: Words</figcaption></figure>", "Words"),
        ("<figure><img src='a.png'><img src='b.png' alt='words'></figure>", "words"),
        ("a <script>words()</script> b", "words()"),
        ("a <style>words</style> b", "words"),
        ("**[Why it matters:](/words)** b", "/words"),
        ("[Why it matters](/words): b", "/words"),
        ("**[Why it matters](/words)** – b", "/words"),
        ("<a href='https://a.example/words'><img src='a.png'></a>", "words"),
        ("<ol start=3><li>words</li></ol>", "3. words"),
        ('[a](x.html "words")', "words"),
        ("a <img src='a.png' alt='words'> b", "words"),
        ("[](https://a.example/words)", "words"),
        ('![a](x.png "words")\nBeneath', "words"),
        ("- a\n\n  ```\n  words\n  ```\n- b", "words"),
        ("- a\n  - b\n  + words\n", "words"),
        ("<!-- words -->", "words"),
        ("> <h2>words</h2>", "words"),
        ("- <figure><h2>words</h2><img src='a.png'></figure>", "words"),
        ("<table><tr><td>a</td><td>b <img src='a.png' alt='words'></td></tr></table>", "words"),
        ("<video src='a.mp4'>words</video>", "words"),
        ("![a [b](words)](x.png)", "words"),
        ("[a]: /x 'words'", "words"),
        ("<div>\n<!-- words --> b\n<!-- c -->\n</div>", "words"),
        ("<div id='x'\nwords", "words"),
        ("<?words ?>", "words"),
    ],
)
def test_no_word_vanishes(body: str, words: str) -> None:
    document = read(f"{FRONT}One.\n\n{body}\n", "markdown")
    told = [notice.text for notice in document.notices]
    assert words in write(document.article, "text") + write(document.article, "json") + " ".join(told)
    assert "words()" not in document.article.text


def test_findings_within_a_paragraph_have_its_line() -> None:
    document = read(f"{FRONT}One\ntwo\n  [three](javascript:x)\n", "markdown")
    assert [notice.location for notice in document.notices] == [Location(7, 3)]


def test_without_front_matter_the_first_heading_is_the_headline() -> None:
    article = read("# Fares *fall*\n\nOne.", "markdown").article
    assert (article.headline, article.text) == ("Fares fall", "One.")
    again = read(f"{FRONT}# Fares fall\n\nOne.", "markdown")
    assert again.article.text == "One."
    assert [notice.text for notice in again.notices] == ["Fares fall"]


@pytest.mark.parametrize("start", ["--- \n", "\n---\n", "\n\n---\t\n"])
def test_front_matter_whose_fence_is_a_little_off(start: str) -> None:
    text = f"{start}headline: Fares fall\npublished: 2031-05-04\n---\nIt is so.\n"
    document = read(text, "markdown")
    assert (document.article.headline, document.article.published) == ("Fares fall", "2031-05-04")
    assert document.locate("/published") == Location(start.count("\n") + 2, 12)
    assert format_of_content(Source(text)).name == "markdown"


def test_two_rules_are_no_front_matter() -> None:
    with pytest.raises(ReadError, match="no headline"):
        read("\n---\n\nFares fall\n\n---\n\nIt is so.\n", "markdown")


def test_front_matter_of_other_tools() -> None:
    text = (
        "---\nlayout: post\ntitle: Fares fall\ndate: 2031-05-04 16:15:00 -0400\nlastmod: 2031-05-05T09:00\n"
        "author: Ida Brandt and Tomas Wirth\nsummary: Boats get cheaper.\ntags: [ferries, fares]\n"
        "categories: [Transportation]\nfeature_image: boat.jpg\ndraft: false\n---\n\nOne.\n"
    )
    document = read(text, "markdown")
    article = document.article
    assert article.headline == "Fares fall"
    assert (article.published, article.updated) == ("2031-05-04T16:15:00-04:00", "2031-05-05")
    assert article.authors == (Author("Ida Brandt"), Author("Tomas Wirth"))
    assert (article.deck, article.tags, article.section) == (
        "Boats get cheaper.",
        ("ferries", "fares"),
        "Transportation",
    )
    assert article.image == Image("boat.jpg")
    assert article.extra == {"layout": "post", "draft": False}
    assert [notice.location.line for notice in document.notices if notice.location] == [2, 3, 4, 5, 5, 6, 7, 9, 10, 11]
    assert document.locate("/headline") == Location(3, 8)


def test_what_a_field_cannot_hold_goes_to_extra() -> None:
    authors, cover = "authors:\n- name: Ida Brandt\n  bio: Writes.", "cover:\n  image: c.png\n  relative: true"
    article = read(f"---\ntitle: a\n{authors}\n{cover}\n---\n\nOne.", "markdown").article
    assert article.authors == (Author("Ida Brandt"),)
    assert article.image == Image("c.png")
    assert article.extra == {
        "authors": [{"name": "Ida Brandt", "bio": "Writes."}],
        "cover": {"image": "c.png", "relative": True},
    }


@pytest.mark.parametrize(
    "value", ["nan", "-inf", "1e400", "9" * 5000, "[" * 3000, "1979-05-27T07:32:00"], ids=lambda value: value[:5]
)
def test_odd_toml_is_read_or_refused(value: str) -> None:
    with suppress(ReadError):
        article = read(f"+++\ntitle = 'a'\nx = {value}\n+++\n\nOne.", "markdown").article
        assert read(write(article, "json"), "json").article == article


def test_toml_front_matter() -> None:
    article = read('+++\ntitle = "Fares fall"\ndate = 2031-05-04T16:15:00Z\n+++\n\nOne.', "markdown").article
    assert (article.headline, article.published) == ("Fares fall", "2031-05-04T16:15:00+00:00")


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("", "empty", None),
        ("One.\n", "no headline", 1),
        ("---\nheadline: a\n", "no end", 1),
        ("---\nheadline: [a\n---\n\nOne.", "", 3),
        ("---\n- a\n---\n\nOne.", "fields with values", 2),
        ("---\nheadline: a\nheadline: b\n---\n\nOne.", "stands twice", 3),
        ("---\nheadline: a\nheadlin: b\n---\n\nOne.", "unknown field", 3),
        ("---\nheadline: a\npublished: May 4\n---\n\nOne.", "must be a date", 3),
        ("---\nheadline: a\nimage:\n  src: javascript:alert(1)\n---\n\nOne.", "runs something", 4),
        ("---\nheadline: a\n---\n", "no body", 3),
        ("---\nheadline: !!python/object:os.system a\n---\n\nOne.", "tag", 2),
        ("+++\na =\n+++\n\nOne.", "not valid TOML", 2),
        (FRONT + "> " * 400 + "x", "nested too deeply", 5),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(text: str, why: str, line: int | None) -> None:
    with pytest.raises(ReadError) as refused:
        read(text, "markdown")
    assert why in refused.value.message
    assert refused.value.line == line


ATTACKS = (
    "<script>alert(1)</script>",
    "<p onclick='alert(1)'>a</p>",
    "<svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "![a](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<a href='java\tscript:alert(1)'>a</a>",
    '<a href=" javascript:alert(1)">a</a>',
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x'></object>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button>a</button></form>",
    'a\n\n<!-- section: {"label": "</script><script>alert(1)</script>"} -->\n\nb',
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_active_gets_through(attack: str) -> None:
    document = read(f"{FRONT}One.\n\n{attack}\n", "markdown")
    page = write(document.article, "html").partition("<main>")[2].lower()
    for active in ("<script", "onclick=", "onload=", "onerror=", "<iframe", "<object", "<svg", "<form", "<style"):
        assert active not in page, page
    assert 'href="javascript' not in page
    assert 'src="javascript' not in page
    assert 'href="data:' not in page
    for name in ("markdown", "jats"):
        again = read(write(document.article, name), name)
        assert again.article == document.article


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_findings_point_to_the_source(example: Path) -> None:
    text = (example / "article.md").read_text(encoding="utf-8")
    lines = text.splitlines()
    number = len(lines) + 2
    document = read(f"{text}\n> x\n>\n> See [this](javascript:alert(1)).\n", "markdown")
    (finding,) = [each for each in check(document) if each.rule == "active-url"]
    assert finding.location == Location(number + 2, 3)
    for pointer, part in document.article.walk():
        if isinstance(part, Paragraph) and pointer.startswith("/body"):
            place = document.locate(pointer)
            assert place is not None
            words = plain_text(part.content).split()[0].strip("\"“'")
            assert words in [*lines, "", "> x", ">", "> See this."][place.line - 1], pointer
    bad = text.replace("\nheadline: ", "\ndek: x\nheadline: ", 1)
    with pytest.raises(ReadError) as refused:
        read(bad, "markdown")
    assert bad.splitlines()[(refused.value.line or 0) - 1] == "dek: x"


@pytest.mark.parametrize(
    "hostile",
    ["[" * 2000, "![" * 2000, "*a " * 20_000, "`" * 50_000, "<a " * 20_000, "|a" * 20_000, "- " * 60, "&" * 50_000],
    ids=lambda text: text[:4],
)
def test_hostile_text_is_read_as_text(hostile: str) -> None:
    document = read(f"{FRONT}x {hostile}", "markdown")
    words = "".join(document.article.text.split())
    assert words.startswith("x")
    assert read(write(document.article, "markdown"), "markdown").article == document.article


_HARBOUR, _MOLE = Image("harbour.png", "The harbour"), Image("mole.png", "The mole")


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("![The harbour](harbour.png)\n![The mole](mole.png)", [_HARBOUR, _MOLE]),
        (
            "![The harbour](harbour.png)\nAt dawn\n![The mole](mole.png)\nAt dusk",
            [replace(_HARBOUR, caption=_text("At dawn")), replace(_MOLE, caption=_text("At dusk"))],
        ),
        (
            "![The harbour](harbour.png)\nAt dawn ![The mole](mole.png)",
            [replace(_HARBOUR, caption=_text("At dawn")), _MOLE],
        ),
        ("![The harbour](harbour.png)\n![The mole](mole.png) is old", [_HARBOUR, _paragraph("is old"), _MOLE]),
        (
            "| a |\n|---|\n| ![The harbour](harbour.png) b |\n\n: Seen ![The mole](mole.png)",
            [_HARBOUR, Table(((_text("b"),),), (_text("a"),), _text("Seen")), _MOLE],
        ),
    ],
    ids=["in a row", "each with its caption", "in a caption", "before words", "in a table and its caption"],
)
def test_no_picture_is_lost(body: str, blocks: list[object]) -> None:
    (section,) = _read(body).body
    assert list(section.blocks) == blocks


def test_a_picture_in_the_headline_stands_beneath_it() -> None:
    article = read("# Fares fall ![The mole](mole.png)\n\nIn June.", "markdown").article
    assert (article.headline, article.body[0].blocks) == ("Fares fall", (_MOLE, _paragraph("In June.")))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (FRONT + "| a | b |\n|---|---|\n| 1 | 2 | three |\n", "three"),
        (FRONT + "> | a |\n> |---|\n> | 1 | two | three\n", "two | three"),
        ("---\nheadline: H\nimage:\n  src: a.png\n  caption: 'C ![The mole](mole.png)'\n---\nText.", "The mole"),
    ],
    ids=["surplus cell", "surplus cells in a quotation", "picture in the front matter"],
)
def test_what_has_no_place_is_told(text: str, words: str) -> None:
    assert [notice.text for notice in read(text, "markdown").notices if notice.rule == "left-out"] == [words]


@pytest.mark.parametrize(
    ("body", "text", "footnotes"),
    [
        ("Grew.[^1]\n\n[^1]: note", "Grew.{1}", {"1": "note"}),
        ("Grew.[^1]\n\n[^1]: https://x.example/a.pdf", "Grew.{1}", {"1": "https://x.example/a.pdf"}),
        (
            "Grew[^a b] and[^x].\n\n[^x]: One.\n\n    Two.\n\n    - three",
            "Grew[^a b] and{x}.",
            {"x": "One.\nTwo.\n• three"},
        ),
        ("Grew^[by *half*] again^[and more].", "Grew{1} again{2}.", {"1": "by half", "2": "and more"}),
        ("[^*]: One.\n\nGrew[^*].", "Grew{1}.", {"1": "One."}),
        ("Grew[^1].\n\n[^1]: One.\n\n[^1]: Two.", "Grew{1}.", {"1": "One.", "2": "Two."}),
        ("Grew[^1].\n\n[^1]: ![](x.png)", "Grew{1}.", {"1": "![](x.png)"}),
        ("Grew[^1](x)[^1]: y.\n\n[^1]: **Why it matters:** One.", "Grew{1}(x){1}: y.", {"1": "Why it matters: One."}),
        ("> Grew[^1].\n>\n> [^1]: One.", "Grew{1}.", {"1": "One."}),
    ],
)
def test_footnotes(body: str, text: str, footnotes: dict[str, str]) -> None:
    article = _read(body)
    spans = [part for _, part in article.walk() if isinstance(part, Span)]
    shown = "".join(span.text if span.footnote is None else f"{{{span.footnote}}}" for span in spans)
    assert shown.startswith(text)
    assert {note.id: plain_text(note.content) for note in article.footnotes} == footnotes
    assert validate(article) == []
    assert read(write(article, "markdown"), "markdown").article == article


@pytest.mark.parametrize(
    ("heading", "name", "words"),
    [
        ("## The plan {#plan}", "plan", "The plan"),
        ("## The plan {: #plan .wide }", "plan", "The plan"),
        ("## <a name='plan'></a>The plan", "plan", "The plan"),
        ("## The *plan*{#überblick-2031}", "überblick-2031", "The plan"),
        ("## The plan \\{#plan}", None, "The plan {#plan}"),
        ("## The plan {#a/b}", None, "The plan"),
        ("The plan {#plan}\n---", "plan", "The plan"),
    ],
)
def test_headings_have_ids(heading: str, name: str | None, words: str) -> None:
    article = _read(f"One.\n\n{heading}\n\nTwo.")
    assert (article.body[1].id, plain_text(article.body[1].heading)) == (name, words)
    assert read(write(article, "markdown"), "markdown").article == article


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        ('<script src="https://platform.twitter.com/widgets.js"></script>', "html-left-out"),
        ('<script async src="//www.instagram.com/embed.js"></script>', "html-left-out"),
        ('<script src="https://platform.twitter.com/widgets.js">run()</script>', "active-element"),
        ('<script src="https://twitter.evil.example/widgets.js"></script>', "active-element"),
        ('<script src="https://elsewhere.example/w.js"></script>', "active-element"),
        ("<script>run()</script>", "active-element"),
    ],
)
def test_the_script_of_an_embed_is_nothing_to_worry_about(script: str, rule: str) -> None:
    document = read(f"# A night ferry\n\n> A post.\n\n{script}\n", "markdown")
    assert [notice.rule for notice in document.notices if notice.severity.fails] == [rule]
