"""Pages of the web, read whole. The pages in ``pages/`` are invented; golden files say what becomes of them."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.checking.document import check
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article, Code, Embed, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import plain_text
from artfmt.model.schema import validate
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from conftest import LAW, shared

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
STORY = (
    "<p>The council said on Friday that the harbour would stay open through the winter, and that nobody there would lose "
    "work over it before the spring.</p><p>Two of the four cranes will be mended first, since the others are younger, and "
    "the pilots asked for light at the outer mole as well.</p><p>Fishermen who sell at the northern quay get a roof over "
    "their tables, which they have wanted since the old one burned nine years ago.</p>"
)


def page(body: str, head: str = "<title>Harbour stays open through the winter</title>") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><h1>Harbour stays open through the winter</h1>{body}</body></html>"


def article_of(text: str | bytes, url: str | None = None) -> Article:
    article = read(text, "html", url=url).article
    assert not validate(article)
    return article


def paragraphs(article: Article) -> list[str]:
    return [plain_text(part.content) for _, part in article.walk() if isinstance(part, Paragraph)]


def kinds(article: Article) -> Counter[str]:
    return Counter(type(part).__name__ for _, part in article.walk())


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_is_read(path: Path, golden: Callable[[Path, str], None]) -> None:
    try:
        document = read(path, "html")
    except ReadError as error:
        golden(path.with_suffix(".error"), f"{error.message}\n")
        return
    assert not validate(document.article)
    golden(path.with_suffix(".yaml"), write(document.article, "yaml"))
    told = [f"{each.location}: {each.severity}: {each.message} ({each.rule})" for each in document.notices]
    golden(path.with_suffix(".log"), "".join(f"{line}\n" for line in told))


@pytest.mark.parametrize("path", [each for each in PAGES if each.stem != "index"], ids=lambda path: path.stem)
def test_debris_is_told_and_is_no_finding(path: Path) -> None:
    assert check(read(path, "html"), today=date(2032, 1, 1)) == []


def test_parts_point_to_the_source() -> None:
    path = next(each for each in PAGES if each.stem == "news")
    document = read(path, "html")
    lines = path.read_text(encoding="utf-8").splitlines()
    for pointer, part in document.article.walk():
        if isinstance(part, Paragraph):
            place = document.locate(pointer)
            assert place is not None
            assert plain_text(part.content).split()[0].strip('"') in lines[place.line - 1]


AXIOS = "0254.html.gz"


def test_the_newsletter_of_the_trafilatura_corpus_is_outlined() -> None:
    data = gzip.decompress((shared("bench/corpora/trafilatura") / AXIOS).read_bytes())
    article = article_of(data)
    assert article.type == "newsletter"
    assert article.published == "2019-01-18"
    items = [section for section in article.body if section.heading]
    assert [plain_text(item.heading)[:2] for item in items] == ["1 ", "2.", "3.", "4.", "5."]
    labels = [[inner.axiom.kind for inner in item.sections if inner.axiom] for item in items]
    assert labels == [["background"], [], [], [], ["by-the-numbers", "bottom-line"]]
    lists = [sum(isinstance(part, List) for _, part in Article(headline="x", body=(item,)).walk()) for item in items]
    assert lists == [6, 3, 1, 0, 1]
    assert sum(isinstance(block, List) and block.ordered for block in items[1].blocks) == 1
    assert kinds(article)["ListItem"] == 14 + 6 + 2 + 2


def test_a_corpus_of_pages_keeps_its_score() -> None:
    """A guard, not a figure: these pages were learned from."""
    folder = shared("bench/corpora/zyte")
    good = told = wanted = 0
    for name, truth in list(json.loads((folder / "truth.json").read_text()).items())[:30]:
        text = article_of(gzip.decompress((folder / name).read_bytes()), truth["url"]).text
        mine, theirs = Counter(text.split()), Counter(truth["body"].split())
        good, told, wanted = good + (mine & theirs).total(), told + mine.total(), wanted + theirs.total()
    assert 2 * good / (told + wanted) > 0.96


@pytest.mark.parametrize(
    "text",
    [
        "<p>Somebody else's page</p>",
        page("<ul>" + "<li><a href='/x'>Another story of the day</a></li>" * 30 + "</ul>"),
        page("<form><input name='user'><input name='password'><button>Sign in</button></form>"),
        page("<p>404</p><p>This page cannot be found.</p>"),
        "<html><head><title>Nothing</title></head></html>",
    ],
    ids=["a line", "an index", "a login", "an error", "nothing"],
)
def test_a_page_without_a_story_is_refused(text: str) -> None:
    with pytest.raises(ReadError, match=r"no article|no body"):
        read(text, "html")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "<title>Moved</title><h1>Page not found</h1><p>The page that you are looking for may have been moved or "
            "deleted. Check the address.</p>",
            "very short",
        ),
        (
            "<title>Wire</title>"
            + "".join(
                f"<h2><a href='/{n}'>Story number {n} of today</a></h2><p>A teaser of story {n}, and no more.</p>"
                for n in range(30)
            ),
            "a list of stories",
        ),
    ],
    ids=["not found", "teasers"],
)
def test_a_page_that_may_hold_no_story_is_read_with_a_warning(text: str, why: str) -> None:
    notices = [notice for notice in read(text, "html").notices if notice.rule == "may-be-none"]
    assert [notice.severity for notice in notices] == [Severity.WARNING]
    assert why in notices[0].message


def test_what_stands_in_a_story_becomes_what_it_is() -> None:
    article = article_of(
        page(
            STORY
            + "<h2>What it costs</h2><p>Nine million crowns this year, and eleven the year after, by the harbour master's own count.</p>"
            "<figure><img data-src='/crane.jpg' src='data:image/gif;base64,R0' alt='A crane' width=640><figcaption>The "
            "third crane. Photo: Ida Strand/Wire</figcaption></figure>"
            "<ol><li>Cranes first, since ships wait for them.</li><li>Lights next<ul><li>the mole, before the autumn</li></ul></li></ol>"
            "<p>The pilots' own words were read aloud in the hall, and nobody spoke against them for once.</p>"
            "<blockquote><p>We steer by memory.</p><footer>— Jon Fossum</footer></blockquote>"
            "<p>It rained on every one of the nine days that the count took, which helped nobody at all.</p>"
            "<iframe src='https://www.youtube.com/embed/x1' width=560></iframe>"
            "<blockquote class='twitter-tweet'><p>Open!</p><a href='https://twitter.com/h/status/1'>May 3</a></blockquote>"
            "<p><em>Correction: An earlier version named the wrong crane.</em></p>"
            "<p>The <a href='/plans'>plans</a> hang in the library until the end of the month, for everybody to see.</p>"
        ),
        url="https://wire.example/harbour/open",
    )
    assert [plain_text(section.heading) for section in article.body] == ["", "What it costs"]
    found = kinds(article)
    assert (found["Quote"], found["Embed"], found["Image"], found["Note"], found["List"]) == (1, 2, 1, 1, 2)
    parts = {type(part): part for _, part in article.walk() if isinstance(part, Image | Quote | Embed)}
    image, quote = parts[Image], parts[Quote]
    assert isinstance(image, Image)
    assert image.src == "https://wire.example/crane.jpg"
    assert (plain_text(image.caption), plain_text(image.credit)) == ("The third crane.", "Photo: Ida Strand/Wire")
    assert isinstance(quote, Quote)
    assert plain_text(quote.attribution) == "Jon Fossum"
    providers = [part.provider for _, part in article.walk() if isinstance(part, Embed)]
    assert "YouTube" in providers
    assert any(
        span.href == "https://wire.example/plans"
        for _, part in article.walk()
        if isinstance(part, Paragraph)
        for span in part.content
    )


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("<strong>Why it matters:</strong> The quay feeds nine hundred people.", "why-it-matters"),
        ("<b>The bottom line</b>: Nobody will be cold.", "bottom-line"),
        ("<strong>By noon,</strong> the fog had gone and so had the boats.", None),
        ("<strong>Harbour master Ane Lie</strong> said that she would wait.", None),
        ("He said: nobody will wait for the boats.", None),
    ],
)
def test_only_labels_become_axioms(lead: str, kind: str | None) -> None:
    article = article_of(page(f"{STORY}<p>{lead} The count was made twice, and it came out alike both times.</p>"))
    assert [part.axiom.kind for _, part in article.walk() if isinstance(part, Section) and part.axiom] == (
        [kind] if kind else []
    )


def test_words_are_not_smashed_together() -> None:
    article = article_of(
        page(STORY.replace("on Friday", "on<br>Friday").replace("the winter", "<span>the</span> <i>winter</i>"))
    )
    assert "said on Friday" in article.text.replace("\n", " ")
    assert "through the winter" in article.text


def test_doubled_breaks_part_paragraphs() -> None:
    text = STORY.replace("<p>", "").replace("</p>", "<br><br>")
    assert len(paragraphs(article_of(page(f"<div>{text}</div>")))) == 3


def test_tables_of_data_stay_tables_and_layout_does_not() -> None:
    data = "<table><tr><th>Crane</th><th>Built</th></tr><tr><td>First</td><td>1981</td></tr><tr><td>Second</td><td>1984</td></tr></table>"
    article = article_of(
        page(f"{STORY}{data}{STORY.replace('Friday', 'Monday').replace('Two', 'Three').replace('Fishermen', 'Women')}")
    )
    (table,) = [part for _, part in article.walk() if isinstance(part, Table)]
    assert [plain_text(cell) for cell in table.header] == ["Crane", "Built"]
    layout = article_of(page(f"<table><tr><td><a href='/'>Home</a></td><td>{STORY}</td></tr></table>"))
    assert kinds(layout)["Table"] == 0
    assert len(paragraphs(layout)) == 3


def test_cells_without_a_row_are_told() -> None:
    data = "<table><tr><th>Crane</th><th>Built</th></tr><tr><td>First</td><td>1981</td></tr><tbody><td>Astray</td></tbody></table>"
    document = read(
        page(f"{STORY}{data}{STORY.replace('Friday', 'Monday').replace('Two', 'Three').replace('Fishermen', 'Women')}"),
        "html",
    )
    assert "Astray" in document.article.text or any("Astray" in each.text for each in document.notices)


@pytest.mark.parametrize(
    "piece",
    [
        "<amp-img src='a.jpg'>words told</amp-img>",
        "<video src='a.mp4'>words told</video>",
        "<figure><h2>words told</h2><img src='a.jpg'></figure>",
    ],
)
def test_what_stands_within_a_picture_is_kept_or_told(piece: str) -> None:
    document = read(page(STORY.replace("</p><p>", f"</p>{piece}<p>", 1)), "html")
    told = " ".join(notice.text for notice in document.notices)
    assert "words told" in write(document.article, "text") + told


def test_a_finding_has_its_place_on_a_page_with_strange_declarations() -> None:
    document = read(page(f"<![x[ y ]]>{STORY}"), "html")
    assert document.locate("/body/0/blocks/0")


def test_nothing_active_gets_through() -> None:
    article = article_of(
        page(
            STORY
            + "<p>Read <a href='javascript:alert(1)'>this long sentence about the harbour</a> and the other one beside it.</p>"
            "<img src='javascript:alert(2)'><iframe src='data:text/html,x'></iframe><script>alert(3)</script>"
            "<p onclick='alert(4)'>The last of the boats left at noon, and the quay was empty until the evening.</p>"
        )
    )
    assert "javascript" not in json.dumps(article.to_dict())
    assert "alert" not in write(article, "html")


@pytest.mark.parametrize(
    "text",
    [
        page(f"<noscript>{STORY}</noscript>").replace("<h1>Harbour stays open through the winter</h1>", ""),
        page(f"<script type='text/template'>{STORY}</script>"),
        page('<script type="application/json">' + json.dumps({"props": {"story": {"body": STORY}}}) + "</script>"),
    ],
    ids=["noscript", "template", "state"],
)
def test_a_story_that_a_script_would_show_is_found(text: str) -> None:
    assert len(paragraphs(article_of(text))) == 3


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 100_000 + STORY,
        page(STORY + "\0" * 1000),
        page("<script>" + "</article>" * 1000 + "</script>" + STORY),
        page("<ul>" * 300 + STORY),
        page("<table><tr><td>" * 200 + STORY),
        "<title>" + "a | " * 50_000 + "</title>" + STORY,
        page(STORY, '<script type="application/ld+json">' + '[{"@graph":' * 5000 + "</script>"),
        page(
            STORY,
            '<script type="application/ld+json">{"@type":[1,null],"headline":{"a":[]},"author":[[["x"]],5]}</script>',
        ),
        "<![CDATA[" + STORY,
        "\ufeff" + page(STORY),
    ],
    ids=["deep", "nul", "script", "lists", "tables", "title", "nested data", "odd data", "cdata", "mark"],
)
def test_hostile_pages_are_read_or_refused(text: str) -> None:
    with suppress(ReadError):
        article_of(text)


def test_a_page_that_nests_too_deeply_says_so() -> None:
    document = read("<title>Harbour stays open</title>" + "<div>" * 240 + STORY + "<div>" * 40 + STORY, "html")
    (told,) = [each for each in document.notices if each.rule == "too-deep"]
    assert told.severity is Severity.WARNING


@pytest.mark.parametrize(
    "tags",
    [
        "figure",
        "blockquote",
        "ul li",
        "ol li",
        "table tr td",
        "dl dd",
        "b",
        "a span",
        "h2",
        "figure ul li",
        "td figure",
    ],
)
def test_elements_nested_as_deep_as_the_parser_reads_are_read_or_told_of(tags: str) -> None:
    names = tags.split()
    nested = "".join(f"<{name}>buoy{number} " for number in range(240 // len(names)) for name in names)
    document = read(page(STORY + nested), "html")
    words = " ".join([write(document.article, "text"), *(notice.text for notice in document.notices)])
    assert [number for number in range(240 // len(names)) if f"buoy{number}" not in words] == []


def test_the_link_of_a_label_is_told() -> None:
    label = "<p><b><a href='https://a.example/fares'>Why it matters:</a></b> The fares fall by half in June.</p>"
    document = read(page(STORY + label + STORY.replace("Friday", "Monday")), "html")
    assert [section.axiom.label for section in document.article.body if section.axiom] == ["Why it matters"]
    assert "https://a.example/fares" in [notice.text for notice in document.notices]


@pytest.mark.parametrize(
    "between",
    [
        "<aside><a href='/x'>Read more</a></aside>",
        "<nav><a href='/'>Home</a></nav>",
        "<form><button>Go</button></form>",
    ],
)
def test_what_is_left_out_between_two_texts_parts_them(between: str) -> None:
    text = "The mole was built of stone from the island, by men who had never seen a crane in their lives."
    found = paragraphs(
        article_of(
            page(f"{STORY}<div>{text}{between}{text.replace('mole', 'light')}</div>{STORY.replace('Friday', 'Monday')}")
        )
    )
    assert text in found


@pytest.mark.parametrize(
    ("picture", "src"),
    [
        ('<picture><source srcset="/b.webp 2x"><img src="data:image/gif;base64,R0" alt="x"></picture>', "/b.webp"),
        ('<img srcset="/s.jpg 300w,/l.jpg 900w">', "/l.jpg"),
        ('<img srcset="/w_300,c_fit/s.jpg 300w, /w_900,c_fit/l.jpg 900w">', "/w_900,c_fit/l.jpg"),
        ('<img data-lazy="true" src="/a.jpg">', "/a.jpg"),
        ('<img data-src="{{src}}" src="/a.jpg">', "/a.jpg"),
        ('<img data-src="javascript:x" src="/a.jpg">', "/a.jpg"),
        ('<amp-img src="/a.jpg" width="600" height="400"></amp-img>', "/a.jpg"),
        ('<img width="²" src="/a.jpg">', "/a.jpg"),
    ],
)
def test_pictures_are_found_where_pages_keep_them(picture: str, src: str) -> None:
    article = article_of(
        page(
            f"{STORY}{picture}{STORY.replace('Friday', 'Monday').replace('Two', 'Three').replace('Fishermen', 'Women')}"
        )
    )
    assert [part.src for _, part in article.walk() if isinstance(part, Image)] == [src]


@pytest.mark.parametrize(
    ("frame", "url"),
    [
        (
            '<iframe src="about:blank" data-src="https://www.youtube.com/embed/abc"></iframe>',
            "https://www.youtube.com/embed/abc",
        ),
        ('<amp-youtube data-videoid="abc"></amp-youtube>', "https://www.youtube.com/watch?v=abc"),
    ],
)
def test_frames_are_found_where_pages_keep_them(frame: str, url: str) -> None:
    article = article_of(page(f"{STORY}{frame}{STORY.replace('Friday', 'Monday').replace('Two', 'Three')}"))
    assert [part.url for _, part in article.walk() if isinstance(part, Embed)] == [url]


def test_custom_elements_stand_in_the_line() -> None:
    text = (
        "They met the <tool-tip>committee</tool-tip> of nine in the hall beside the quay, and stayed until the evening."
    )
    assert any("the committee of nine" in each for each in paragraphs(article_of(page(f"{STORY}<p>{text}</p>"))))


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "span",
        "a",
        "b",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "h2",
        "blockquote",
        "figure",
        "img",
        "br",
        "section",
        "article",
        "aside",
        "nav",
        "form",
        "pre",
        "x-y",
        "figcaption",
        "em",
    ]
)
WORDS = st.sampled_from(
    [
        "harbour ",
        "The boats left. ",
        "By Ane Lie",
        "Photo: Ida Strand/Wire",
        "\n",
        "2031-05-04",
        "Why it matters: ",
        "\u00e9\ufeff\x00",
    ]
)


@LAW
@given(
    st.lists(st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), WORDS, st.just(STORY)), max_size=40).map(
        "".join
    )
)
def test_no_page_crashes_the_reader_or_loses_words(body: str) -> None:
    text = page(STORY + body)
    try:
        document = read(text, "html")
    except ReadError:  # the same story many times over reads like none
        assert body.count(STORY) > 1
        return
    assert not validate(document.article)
    told = json.dumps(document.article.to_dict(), ensure_ascii=False) + " ".join(
        each.text + each.message for each in document.notices
    )
    for word in ("harbour", "boats", "Strand", "matters", "Ane"):
        assert word not in body or word in told, word


def test_what_is_not_seen_in_a_sentence_is_not_in_it() -> None:
    line = (
        "The keeper <span style='display:none'>(hidden)</span>winds it on Sundays<span class='screen-reader-text'> (new "
        "tab)</span>, and <span aria-hidden='true'>he signs</span><span class='sr-only'>he signs</span> the sheet."
    )
    document = read(page(f"<main>{STORY}<p>{line}</p></main>"), "html")
    assert "The keeper winds it on Sundays, and he signs the sheet." in document.article.text
    assert {"(hidden)", "(new tab)"} <= {notice.text for notice in document.notices}


def test_a_table_may_have_lists_and_paragraphs_in_its_cells() -> None:
    rows = "<tr><th>Day</th><th>Open</th></tr><tr><td><p>Monday</p></td><td><ul><li>7 to 11</li><li>13 to 18</li></ul></td>"
    article = article_of(page(f"<main>{STORY}<table>{rows}</tr></table>{STORY}</main>"))
    (table,) = (part for _, part in article.walk() if isinstance(part, Table))
    assert [plain_text(cell) for cell in table.header] == ["Day", "Open"]
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [["Monday", "7 to 11\n13 to 18"]]


def test_a_page_without_a_body_s_tag_shows_what_its_elements_hold() -> None:
    article = article_of(f"<!doctype html><title>A</title><main><h1>Harbour stays open</h1>{STORY}</main>")
    assert article.headline == "Harbour stays open"
    assert article.text.startswith("The council said")


def test_a_formula_stands_once_and_parts_no_paragraph() -> None:
    source = "<semantics><mrow><mi>h</mi><mo>=</mo><mi>a</mi></mrow><annotation>{\\displaystyle h=a}</annotation></semantics>"
    beside = f"<span class='eq'><math>{source}</math><img src='h.svg' alt='h = a'></span>"
    alone = "<img class='latex' src='w.png' alt='w = 2h'>"
    line = f"The office writes the first wave as {beside}, and the second as {alone}, which the moon causes alone."
    article = article_of(page(f"<main>{STORY}<p>{line}</p>{STORY}</main>"))
    assert "the first wave as h=a, and the second as w = 2h, which the moon" in article.text
    assert not any(isinstance(part, Image) for _, part in article.walk())


@pytest.mark.parametrize(
    "script",
    [
        'self.__f.push([1,"{\\"article\\": {\\"title\\": \\"A\\", \\"body\\": %s}}"])',
        'window.__STATE__ = {"story": {"bodyHtml": %s}};',
    ],
    ids=["a string", "an object"],
)
def test_a_story_that_only_a_script_holds_is_read(script: str) -> None:
    body = json.dumps(STORY)
    if "push" in script:
        body = json.dumps(body)[1:-1]
    text = f"<!doctype html><html><head><title>Harbour stays open</title></head><body><script>{script % body}</script></body>"
    document = read(text, "html")
    assert document.article.text.startswith("The council said on Friday")
    assert "embedded" in {notice.rule for notice in document.notices}


def test_figures_tables_and_quotations_keep_their_captions_and_speakers() -> None:
    def figure(name: str, inner: str) -> str:
        return f"<figure class='kg-card {name}'>{inner}<figcaption>The {name} of the pier.</figcaption></figure>"

    pictures = "".join(figure(f"card-{n}", f"<img src='/{n}.jpg' width='900' alt='Pier {n}'>") for n in (1, 2))
    table = figure("table", "<table><tr><th>Hall</th><th>Rent</th></tr><tr><td>North</td><td>$210</td></tr></table>")
    quotation = "<blockquote><p>The sea never rounds up.</p><cite>The keeper of the pier</cite></blockquote>"
    gallery = f"<figure>{pictures}<figcaption>The pier in two pictures.</figcaption></figure>"
    article = article_of(page(f"<main>{STORY}{gallery}{STORY[:220]}</p>{table}{quotation}{STORY}</main>"))
    images = [part for _, part in article.walk() if isinstance(part, Image)]
    assert [plain_text(image.caption) for image in images] == ["The card-1 of the pier.", "The card-2 of the pier."]
    assert "The pier in two pictures." in article.text
    (only_table,) = (part for _, part in article.walk() if isinstance(part, Table))
    assert plain_text(only_table.caption) == "The table of the pier."
    (quote,) = (part for _, part in article.walk() if isinstance(part, Quote))
    assert plain_text(quote.attribution) == "The keeper of the pier"


def test_a_preview_and_a_fallback_of_a_picture_are_the_picture() -> None:
    pictures = (
        "<img alt='A diver' src='/max/60/diver.jpeg'><img alt='A diver' class='hq'>"
        "<noscript><img alt='A diver' src='/max/1400/diver.jpeg'></noscript>"
    )
    figure = f"<figure>{pictures}<figcaption>A diver looks at pile 88.</figcaption></figure>"
    article = article_of(page(f"<main>{STORY}{figure}{STORY[:220]}</p></main>"))
    (image,) = (part for _, part in article.walk() if isinstance(part, Image))
    assert (image.src, plain_text(image.caption)) == ("/max/1400/diver.jpeg", "A diver looks at pile 88.")


def test_the_lead_picture_and_the_deck_stand_once() -> None:
    head = "<title>A</title><meta property='og:image' content='https://i.example/pier-300x200.jpg?w=3'>"
    deck = "<p class='deck'>Two cranes will be mended before the spring.</p>"
    picture = "<figure><img src='https://i.example/pier.jpg' alt='The pier'><figcaption>The pier at six.</figcaption></figure>"
    body = f"<main><h1>Harbour stays open</h1>{deck}{STORY}{picture}{STORY[:220]}</p></main>"
    article = article_of(f"<html><head>{head}</head><body>{body}</body></html>")
    assert article.deck == "Two cranes will be mended before the spring."
    assert article.deck not in article.text
    assert article.image is not None
    assert plain_text(article.image.caption) == "The pier at six."
    assert not any(isinstance(part, Image) for pointer, part in article.walk() if pointer.startswith("/body"))


def test_code_has_its_language_and_its_numbers_stand_aside() -> None:
    code = "<span>def count(frame):</span><br><span>    return boats(frame)</span><br>"
    table = f"<table><tr><td><pre>1<br>2<br></pre></td><td class='code'><pre>{code}</pre></td></tr></table>"
    document = read(
        page(f"<main>{STORY}<figure class='highlight python'>{table}</figure>{STORY[:220]}</p></main>"), "html"
    )
    (block,) = (part for _, part in document.article.walk() if isinstance(part, Code))
    assert (block.language, block.text) == ("python", "def count(frame):\n    return boats(frame)\n")
    assert "1 2" in {notice.text for notice in document.notices}


def test_notes_are_kept_where_marks_lead_to_them() -> None:
    mark = "<sup><a href='#note-1'>[1]</a></sup>"
    notes = "<h2>Notes<span class='mw-editsection'>[edit]</span></h2><ol><li id='note-1'>Lind 2005, p. 23.</li></ol>"
    article = article_of(
        page(f"<main>{STORY}<p>The pier was built in 1911{mark} and burned in 1954.</p>{notes}</main>")
    )
    assert plain_text(article.body[-1].heading) == "Notes"
    assert article.text.endswith("Lind 2005, p. 23.")


def test_a_name_that_runs_two_together_is_parted_as_the_byline_parts_it() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","author":"Ida Brandt Luis Ortega"}</script>'
    byline = "<p class='byline'>By Ida Brandt and Luis Ortega</p>"
    article = article_of(f"<html><head>{head}</head><body><main><h1>A</h1>{byline}{STORY}</main></body></html>")
    assert [author.name for author in article.authors] == ["Ida Brandt", "Luis Ortega"]


def test_each_post_of_a_live_blog_has_its_time() -> None:
    posts = "".join(
        f"<div class='post'><time datetime='2031-03-09T{hour}:15:00+01:00'>{hour}:15</time><h3>Vote {hour}</h3>"
        f"<p>The motion of {hour} passes with four votes to three, and the board asks for calm before it reads it.</p></div>"
        for hour in (20, 19, 18)
    )
    article = article_of(page(f"<main><article>{STORY}<section>{posts}</section></article></main>"))
    sections = [section for section in article.body if section.heading]
    assert [plain_text(section.heading) for section in sections] == ["Vote 20", "Vote 19", "Vote 18"]
    first = [plain_text(section.blocks[0].content) for section in sections if isinstance(section.blocks[0], Paragraph)]
    assert first == ["20:15", "19:15", "18:15"]


def test_the_picture_above_the_story_keeps_its_description_and_caption() -> None:
    figure = "<figure><img src='https://i.example/pier.jpg' alt='The pier'><figcaption>The pier at noon.</figcaption></figure>"
    head = f"<header><h1>Harbour stays open</h1><div><h4>Ida Brandt</h4></div>{figure}</header>"
    article = article_of(f"<title>A</title><article>{head}<section>{STORY}</section></article>")
    assert article.image is not None
    assert (article.image.src, article.image.alt) == ("https://i.example/pier.jpg", "The pier")
    assert plain_text(article.image.caption) == "The pier at noon."
    assert not any(isinstance(part, Image) for pointer, part in article.walk() if pointer.startswith("/body"))
