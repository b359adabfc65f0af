"""Shortcodes, marks of boxes, definitions, grid tables: what other tools make something of."""

from __future__ import annotations

import time

import pytest

from artfmt import read, write
from artfmt.model.article import Block, Embed, Image, List, Paragraph, Quote, Table
from artfmt.model.prose import Span, plain_text

_FRONT = "---\ntitle: The quay closes\n---\n\n"


def _blocks(body: str) -> tuple[Block, ...]:
    return read(_FRONT + body, "markdown").article.body[0].blocks


_WORDS = "Pier Nine at six. Photo: Pia Lund"
_PIER = Image("/img/pier.jpg", "Pier Nine", (Span("Pier Nine at six."),), (Span("Photo: Pia Lund"),))


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (
            '{{< figure src="/img/pier.jpg" alt="Pier Nine" caption="Pier Nine at six." attr="Photo: Pia Lund" >}}',
            _PIER,
        ),
        (f'{{% include figure.html src="/img/pier.jpg" alt="Pier Nine" caption="{_WORDS}" %}}', _PIER),
        (f'<Figure src="/img/pier.jpg" alt="Pier Nine" caption={{"{_WORDS}"}} />', _PIER),
        (f'{{{{< figure\n  src="/img/pier.jpg"\n  alt="Pier Nine"\n  caption="{_WORDS}"\n>}}}}', _PIER),
        (f'[caption width="300"]<img src="/img/pier.jpg" alt="Pier Nine"> {_WORDS}[/caption]', _PIER),
        ('{{< imgproc "pier.jpg" >}}', Image("pier.jpg")),
        ("{{< youtube abc_12-3 >}}", Embed("https://www.youtube.com/watch?v=abc_12-3")),
        ('{{< youtube id="abc" autoplay="true" >}}', Embed("https://www.youtube.com/watch?v=abc")),
        ('{{< tweet user="quay" id="877" >}}', Embed("https://twitter.com/quay/status/877")),
        ("{{< tweet 877 >}}", Embed("https://twitter.com/i/status/877")),
        ("{% embed https://videos.example/watch/9 %}", Embed("https://videos.example/watch/9")),
        ("[embed]https://videos.example/watch/9[/embed]", Embed("https://videos.example/watch/9")),
        ("{{< gist lena 77a1 >}}", Embed("https://gist.github.com/lena/77a1")),
    ],
)
def test_what_says_that_it_is_a_figure_or_an_embed_is_one(code: str, shown: Block) -> None:
    assert _blocks(f"One.\n\n{code}\n\nTwo.")[1] == shown


@pytest.mark.parametrize(
    "code",
    [
        "{{< tabs one >}}",
        "{% highlight python %}",
        '{{< figure alt="No address" >}}',
        '{{< youtube "javascript:alert(1)" >}}',
        'A boat: {{< figure src="/a.jpg" >}}',
    ],
)
def test_other_codes_stay_as_they_are_written(code: str) -> None:
    (block,) = _blocks(code)
    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == code


def test_a_figure_that_runs_something_is_none() -> None:
    document = read(f'{_FRONT}One.\n\n{{{{< figure src="javascript:alert(1).jpg" alt="x" >}}}}', "markdown")
    assert document.article.body[0].blocks[1] == Image(alt="x")
    assert "javascript" not in write(document.article, "html")
    assert "active-url" in [notice.rule for notice in document.notices]


def test_the_marks_of_boxes_are_told_and_their_words_kept() -> None:
    body = (
        "::: {#d .warn}\nThe office is shut.\n:::\n\n> [!NOTE]\n> The gauge stops.\n\n"
        '!!! warning "Ice"\n    The deck is slippery.\n\nA lead.\n{: .lead}\n\n<Ad slot="1" />\n\n- [ ] Ask the board'
    )
    document = read(_FRONT + body, "markdown")
    paragraph, quote, warning, lead, tasks = document.article.body[0].blocks
    assert document.article.text == (
        "The office is shut.\n\nThe gauge stops.\n\nIce\nThe deck is slippery.\n\nA lead.\n\n[ ] Ask the board"
    )
    assert [type(block) for block in (paragraph, quote, warning, lead, tasks)] == [
        Paragraph,
        Quote,
        Paragraph,
        Paragraph,
        List,
    ]
    told = [notice.text for notice in document.notices if notice.rule == "markup-left-out"]
    assert sorted(told) == sorted(
        [
            "::: {#d .warn}",
            ":::",
            "{: .lead}",
            '<Ad slot="1" />',
            "[!NOTE]",
            '!!! warning "Ice"',
        ]
    )
    assert "kept-as-text" in [notice.rule for notice in document.notices]


def test_definitions_are_a_list() -> None:
    (block,) = _blocks("Pier\n: A *jetty*.\n\n    Of oak.\n\nQuay\n: A wall.\n: A road.")
    assert isinstance(block, List)
    assert [plain_text(item.content) for item in block.items] == ["Pier\nA jetty.\nOf oak.", "Quay\nA wall.\nA road."]
    assert block.items[0].content[0] == Span("Pier", ("bold",))


_GRID = """\
+------+-----+
| a    | *b* |
+======+=====+
| one  | 2   |
| more |     |
+------+-----+
| 3    | 4   |
+------+-----+"""


@pytest.mark.parametrize(
    ("table", "header", "rows"),
    [
        (
            _GRID,
            ["a", "b"],
            [["one more", "2"], ["3", "4"]],
        ),
        ("+---+---+\n| a | b |\n+---+---+", [], [["a", "b"]]),
    ],
)
def test_grid_tables(table: str, header: list[str], rows: list[list[str]]) -> None:
    (block,) = _blocks(table)
    assert isinstance(block, Table)
    assert [plain_text(cell) for cell in block.header] == header
    assert [[plain_text(cell) for cell in row] for row in block.rows] == rows


def test_a_grid_whose_cells_span_others_stays_text() -> None:
    (block,) = _blocks("+---+---+\n| a     |\n+---+---+")
    assert isinstance(block, Paragraph)


_RUNS = ["{{< a ", '{{< a x="', "[caption]", "+--", ":::\n", "a\n: b\n", "{{<\n", "- [ ] a\n"]


@pytest.mark.parametrize("text", [*_RUNS, "+--+\n", "+--+\n| a|\n", "term\n: def\n\n"])
def test_long_runs_of_codes_take_no_long_time(text: str) -> None:
    start = time.process_time()
    read(f"{_FRONT}x\n\n{text * 20_000}", "markdown")
    assert time.process_time() - start < 20


@pytest.mark.parametrize("text", ["## x {" + "#a#." * 20_000 + " y}{", "## x" + " " * 50_000 + "y"])
def test_long_headings_take_no_long_time(text: str) -> None:
    start = time.process_time()
    read(f"{_FRONT}{text}\n\nOne.", "markdown")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("words", ["!!! is what he shouted", ":::not a fence but words", "{: an ordinary sentence }"])
def test_words_are_no_marks(words: str) -> None:
    (block,) = _blocks(words)
    assert isinstance(block, Paragraph)
    assert plain_text(block.content) == words


@pytest.mark.parametrize("code", ["{{ site.secret }}", "{% include x %}", "{{< readfile x >}}", "{# x #}"])
def test_code_of_templates_from_elsewhere_is_spelled_so_that_no_template_finds_it(code: str) -> None:
    markup = code.replace("<", "&lt;").replace(">", "&gt;")
    page = f"<h1>{markup}</h1><p>{markup} <code>{markup}</code> <a href='https://a.example/{code}'>x</a></p><pre><code>{markup}</code></pre>"
    article = read(page, "html").article
    body = write(article, "markdown").split("---\n", 2)[2]
    assert code in article.text
    assert not any(opening in body for opening in ("{{", "{%", "{#"))
    assert read(write(article, "markdown"), "markdown").article == article
