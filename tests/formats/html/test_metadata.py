from __future__ import annotations

import json
from typing import Any

import pytest

from artfmt.formats.html.authors import authors_of
from artfmt.formats.html.headlines import without_tail
from artfmt.formats.read import read
from artfmt.language.dates import day_in_address, rfc3339, spoken_day
from artfmt.language.name_judge import NameJudge
from artfmt.model.article import Rights
from formats.html.test_page import STORY


def fields(head: str, body: str = "", url: str | None = None, title: str = "Harbour stays open") -> dict[str, Any]:
    text = (
        f"<html><head><title>{title} - The Wire</title>{head}</head><body><h1>{title}</h1>{body}{STORY}</body></html>"
    )
    return read(text, "html", url=url).article.to_dict()


def linked(**data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": "Harbour stays open", **data})}</script>'


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Person", "name": "By Ane Lie"}, ["Ane Lie"]),
        ({"@type": "Person", "name": "Von Lie, Ane"}, ["Von Lie"]),
        ("Ane Lie", ["Ane Lie"]),
        ("By Ane Lie and Jon Fossum", ["Ane Lie", "Jon Fossum"]),
        (["Ane Lie", "Jon Fossum"], ["Ane Lie", "Jon Fossum"]),
        ({"@type": "Person", "name": "Ane Lie"}, ["Ane Lie"]),
        ({"@type": "Person", "givenName": "Ane", "familyName": "Lie"}, ["Ane Lie"]),
        ([{"@type": "Person", "name": ["Ane Lie"]}, {"name": "Staff"}], ["Ane Lie"]),
        ({"@type": "Person", "name": "Ane Lie, Jon Fossum & Marit Aune"}, ["Ane Lie", "Jon Fossum", "Marit Aune"]),
        ([["Ane Lie"]], ["Ane Lie"]),
        ("Ane Lie, senior reporter", ["Ane Lie"]),
        ("Ane Lie und Jon Fossum", ["Ane Lie", "Jon Fossum"]),
        ("ane@wire.example", []),
        ("https://wire.example/ane", []),
        ("Juan Pérez y Ana López", ["Juan Pérez", "Ana López"]),
        ({"@type": "Person", "name": "Di Smith"}, ["Di Smith"]),
        ({"@type": "Person", "name": "Eve Monday"}, ["Eve Monday"]),
        ({"@type": "Person", "name": "Christopher Guest"}, ["Christopher Guest"]),
        ("Ann Bee<br>Bob Cee", ["Ann Bee", "Bob Cee"]),
        ({"name": ["Ann Bee", "Bob Cee"]}, ["Ann Bee", "Bob Cee"]),
        ("Centre for River Studies and Planning", ["Centre for River Studies and Planning"]),
        ("Staff", []),
        (None, []),
        (5, []),
    ],
)
def test_authors_of_every_shape(author: Any, names: list[str]) -> None:
    found = fields(linked(author=author))
    assert [each["name"] for each in found.get("authors", [])] == names


def test_a_byline_wins_over_the_outlets_name() -> None:
    head = '<meta property="og:site_name" content="The Wire">' + linked(
        author={"@type": "Organization", "name": "The Wire"}
    )
    assert (
        fields(head, '<p class="byline">By <a rel="author" href="/ane">Ane Lie</a></p>')["authors"][0]["name"]
        == "Ane Lie"
    )
    assert fields(head)["authors"] == [{"name": "The Wire"}]


def test_a_role_and_an_address_are_kept() -> None:
    found = fields(
        linked(author={"name": "Ane Lie", "jobTitle": "Harbour editor", "url": "/ane"}), url="https://wire.example/a"
    )
    assert found["authors"] == [{"name": "Ane Lie", "role": "Harbour editor", "url": "https://wire.example/ane"}]


@pytest.mark.parametrize(
    "data",
    [
        {"datePublished": "2031-05-04T06:00:00+02:00"},
        {"datePublished": "2031-05-04T06:00:00+0200"},
        {"datePublished": "2031-05-04 06:00:00 +02:00"},
        {"dateCreated": "2031-05-04T06:00:00+02:00", "dateModified": "2031-05-05T06:00:00Z"},
    ],
)
def test_the_day_and_the_offset_are_kept(data: dict[str, str]) -> None:
    assert fields(linked(**data))["published"] == "2031-05-04T06:00:00+02:00"


def test_an_update_is_not_the_day_of_publication() -> None:
    found = fields(
        '<meta property="article:modified_time" content="2031-05-06T10:00:00Z">',
        "<time datetime='2031-05-04'>May 4</time>",
    )
    assert (found["published"], found["updated"]) == ("2031-05-04", "2031-05-06T10:00:00Z")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031-5-4", "2031-05-04"),
        ("20310504", "2031-05-04"),
        ("Sun, 04 May 2031 06:00:00 GMT", "2031-05-04T06:00:00+00:00"),
        ("1935640800", "2031-05-04T06:00:00Z"),
        ("2031-02-30", None),
        ("2031-05-04T25:00:00Z", "2031-05-04"),
        ("", None),
        ("soon", None),
    ],
)
def test_dates_of_metadata(text: str, day: str | None) -> None:
    assert rfc3339(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published May 4, 2031 at noon", "2031-05-04"),
        ("4. Mai 2031", "2031-05-04"),
        ("le 4 mai 2031", "2031-05-04"),
        ("4 de mayo de 2031", "2031-05-04"),
        ("4 maggio 2031", "2031-05-04"),
        ("04.05.2031, 10:12 Uhr", "2031-05-04"),
        ("2031年5月4日", "2031-05-04"),
        ("4 мая 2031", "2031-05-04"),
        ("13/05/2031", "2031-05-13"),
        ("about 40 people in 2031", None),
    ],
)
def test_dates_that_people_write(text: str, day: str | None) -> None:
    assert spoken_day(text) == day


def test_the_day_of_an_address() -> None:
    assert day_in_address("https://wire.example/2031/05/04/harbour") == "2031-05-04"
    assert day_in_address("https://wire.example/2031/harbour-05-04") is None


@pytest.mark.parametrize(
    ("title", "shown", "headline"),
    [
        ("Harbour stays open - The Wire", [], "Harbour stays open"),
        ("Harbour stays open | Local | The Wire", [], "Harbour stays open"),
        ("The Wire: Harbour stays open", [], "Harbour stays open"),
        ("Harbour - and town - stay open", ["harbour - and town - stay open"], "Harbour - and town - stay open"),
        ("Harbour stays open – wire.example", [], "Harbour stays open"),
        ("Harbour stays open: mayor", [], "Harbour stays open: mayor"),
    ],
)
def test_the_outlets_tail_is_cut(title: str, shown: list[str], headline: str) -> None:
    assert without_tail(title, ["The Wire", "wire.example"], dict.fromkeys(shown)) == headline


def test_the_logo_is_no_headline() -> None:
    text = f"<title>Harbour stays open | The Wire</title><h1><a href='/'>The Wire</a></h1><h2>Harbour stays open</h2>{STORY}"
    assert read(text, "html").article.headline == "Harbour stays open"


@pytest.mark.parametrize(
    "script",
    [
        '[{"@type":"WebSite","name":"W"},{"@type":"NewsArticle","headline":"Harbour stays open","articleSection":"Local"}]',
        '{"@graph":[{"@type":["Article","NewsArticle"],"headline":"Harbour stays open","articleSection":["Local","News"]}]}',
        '<!-- {"@type":"NewsArticle","headline":"Harbour\nstays open","articleSection":"Local"} -->',
        '{"@type":"NewsArticle","headline":"Harbour stays open","articleSection":"Local",}',
        '// one\n{"@type":"NewsArticle","headline":"Harbour stays open","articleSection":"Local"}',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","headline":"Harbour stays open","articleSection":"Local"}}',
        '{"@type":"NewsArticle","headline":"Harbour stays open","articleSection":"Local" BROKEN',
    ],
    ids=["list", "graph", "comment", "comma", "line comment", "nested", "broken"],
)
def test_bent_linked_data(script: str) -> None:
    assert fields(f'<script type="application/ld+json">{script}</script>')["section"] == "Local"


def test_meta_elements_tell_the_rest() -> None:
    found = fields(
        '<meta property="og:site_name" content="The Wire"><meta property="article:tag" content="harbour, cranes">'
        '<meta property="article:section" content="Local"><meta property="og:image" content="/a.jpg">'
        '<meta name="description" content="Nobody will lose work before the summer.">'
        '<link rel="canonical" href="https://wire.example/harbour"><meta property="og:locale" content="nb_NO">'
    )
    assert found["publisher"] == {"name": "The Wire"}
    assert found["tags"] == ["harbour", "cranes"]
    assert (found["section"], found["language"], found["url"]) == ("Local", "nb-NO", "https://wire.example/harbour")
    assert found["image"] == {"src": "https://wire.example/a.jpg"}
    assert found["deck"] == "Nobody will lose work before the summer."


@pytest.mark.parametrize(
    "name", ["headline", "author", "publisher", "keywords", "articleSection", "image", "datePublished", "@type", "@id"]
)
@pytest.mark.parametrize(
    "value",
    ["null", "5", "{}", '{"@id":[]}', "[" * 400 + "]" * 400, "[[null]]"],
    ids=["null", "number", "empty", "odd id", "deep", "nested"],
)
def test_linked_data_of_any_type_is_survived(name: str, value: str) -> None:
    script = '{"@type":"NewsArticle","headline":"Harbour stays open","' + name + '":' + value + "}"
    assert fields(f'<script type="application/ld+json">{script}</script>')["headline"] == "Harbour stays open"


@pytest.mark.parametrize("address", ["http://a]b/", "http://℀.com/", "{{url}}", "javascript:x", "#", ""])
def test_odd_addresses_are_survived(address: str) -> None:
    head = f'<meta property="og:url" content="{address}"><link rel="canonical" href="{address}"><base href="{address}">'
    assert "javascript" not in json.dumps(fields(head, url="https://wire.example/a"))
    assert fields(head)["headline"] == "Harbour stays open"


def test_links_are_resolved_though_the_base_is_odd() -> None:
    found = fields('<base href="#">' + linked(author={"name": "Ane Lie", "url": "/ane"}), url="https://wire.example/a")
    assert found["authors"][0]["url"] == "https://wire.example/ane"


def test_unfit_metadata_are_left_out() -> None:
    found = fields(
        '<meta property="og:locale" content="??"><link rel="canonical" href="javascript:x"><meta property="og:image" content="data:x">'
    )
    assert not {"url", "image"} & set(found)
    assert found.get("language") != "??"


def test_names_that_are_nobodys() -> None:
    judge = NameJudge(["The Harbour Wire"])
    persons, others = authors_of(["The Harbour Wire", "Ane Lie", "Editorial Team", "12345"], judge)
    assert [each.name for each in persons] == ["Ane Lie"]
    assert [each.name for each in others] == ["The Harbour Wire"]


_OG = '<meta property="og:title" content="Harbour stays open">'


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        pytest.param(_OG, "<h1>22 Aug 2019 Harbour stays open</h1>", "Harbour stays open", id="date before it"),
        pytest.param(_OG, "<h1>News: Harbour stays open</h1>", "Harbour stays open", id="label before it"),
        pytest.param(
            _OG,
            "<h1>Day one</h1><h2>Harbour stays open</h2><h1>Day two</h1><h1>Open harbour, quiet town</h1>",
            "Harbour stays open",
            id="sections that are h1",
        ),
        pytest.param(
            "",
            '<h1><a href="/">The Harbour Wire</a></h1><h2>Harbour stays open</h2>',
            "Harbour stays open",
            id="site's h1",
        ),
    ],
)
def test_headlines_among_other_headings(head: str, body: str, headline: str) -> None:
    page = f"<title>The Harbour Wire » Archive » Harbour stays open</title>{head}<body>{body}{STORY}"
    assert read(page, "html").article.headline == headline


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Best phones for the harbour", "15 Best phones for the harbour"),
        ("Budget of the harbour", "2020 Budget of the harbour"),
        ("what we know about the harbour", "Covid-19: what we know about the harbour"),
        ("It is over for the harbour", "Mayor: It is over for the harbour"),
    ],
)
def test_what_stands_before_a_headline_may_be_part_of_it(told: str, shown: str) -> None:
    page = f'<meta property="og:title" content="{told}"><h1>{shown}</h1>{STORY}'
    assert read(page, "html").article.headline == shown


@pytest.mark.parametrize(
    "end",
    [
        "<aside><p>1 March 2019</p></aside>",
        "<footer><p>This site was last updated on 1 January 2020</p></footer>",
        "<div class='sidebar'><p>Harbour festival of the whole town, 5 May 2031</p></div>",
        "<div><p>© 1 January 2018 The Wire</p></div>",
    ],
)
def test_days_of_other_things_after_the_story(end: str) -> None:
    page = f"<title>A</title><main><h1>Harbour stays open</h1>{STORY}</main>{end}"
    assert read(page, "html").article.published is None


def test_declared_days_are_read_as_the_language_writes_them_too() -> None:
    head = '<meta name="date" content="03/04/2019"><title>A</title>'
    page = f'<html lang="en-GB"><head>{head}</head><body><h1>Harbour stays open</h1>{STORY}'
    assert read(page, "html").article.published == "2019-04-03"


def test_days_are_read_as_the_language_writes_them() -> None:
    def day(language: str) -> Any:
        page = (
            f'<html lang="{language}"><title>A</title><h1>Harbour stays open</h1><p class="date">03/04/2019</p>{STORY}'
        )
        return read(page, "html").article.published

    assert (day("en-US"), day("en"), day("en-GB"), day("es")) == (
        "2019-03-04",
        "2019-03-04",
        "2019-04-03",
        "2019-04-03",
    )


def test_a_day_after_the_story() -> None:
    page = f"<title>A</title><h1>Harbour stays open</h1>{STORY}<p>Posted on August 22, 2019</p>"
    assert read(page, "html").article.published == "2019-08-22"


def test_what_no_field_holds_is_told() -> None:
    head = linked(
        license="https://a.example/terms",
        copyrightHolder={"@type": "Organization", "name": "The Wire"},
        contentLocation=[{"@type": "Place", "name": "Port Alder"}],
        datePublished="2031-05-04",
    )
    page = f"<html><head><title>Harbour stays open</title>{head}</head><body><h1>Harbour stays open</h1>{STORY}</body>"
    document = read(page, "html")
    assert [notice.text for notice in document.notices if notice.rule == "left-out"] == ["Port Alder"]
    assert document.article.rights == Rights(holder="The Wire", license="https://a.example/terms")


@pytest.mark.parametrize(
    ("line", "names", "day"),
    [
        ("<p>Aida Ricardel | Senior Writer | July 2, 2025</p>", ["Aida Ricardel"], "2025-07-02"),
        ("<h6>Jacinto Betanc | Publicado hace 3 horas</h6>", ["Jacinto Betanc"], None),
        ("<div>By GILDA MOHN March 11, 2015 3:46 PM Pier Press</div>", ["GILDA MOHN"], "2015-03-11"),
        ("<p>Posted by <a class='author' href='/u/7'>c1ph4</a></p>", ["c1ph4"], None),
        ("<p>Posted by <a href='/u/7'>c1ph4</a></p>", [], None),
        ("<p>28.09.19 12:40</p>", [], "2019-09-28"),
        ("<p>Version 28.09.1.19</p>", [], None),
    ],
)
def test_what_stands_right_beneath_the_headline(line: str, names: list[str], day: str | None) -> None:
    page = f"<html lang='en'><title>A</title><body><main><h1>Harbour stays open</h1>{line}{STORY}</main></body></html>"
    article = read(page, "html").article
    assert ([author.name for author in article.authors], article.published) == (names, day)


def test_a_marked_up_day_beats_a_meta_element_that_may_tell_of_the_page() -> None:
    shown = '<time datetime="2022-01-21">21 January 2022</time>'
    for name, day in (("date", "2022-01-21"), ("article:published_time", "2022-01-26")):
        head = f'<title>A</title><meta property="{name}" content="2022-01-26">'
        page = f"<html><head>{head}</head><body><main><h1>Harbour stays open</h1><p>{shown}</p>{STORY}</main></body></html>"
        assert read(page, "html").article.published == day


def test_the_day_of_a_post_within_the_story_is_not_the_story_s() -> None:
    post = (
        '<blockquote class="twitter-tweet"><p>Gulls.</p>&mdash; Pier (@pier) <a href="/1">May 1, 2021</a></blockquote>'
    )
    page = f"<title>A</title><main><h1>Harbour stays open</h1>{STORY[:200]}</p>{post}{STORY}</main>"
    assert read(page, "html").article.published is None


def test_a_kicker_within_the_heading_is_the_section() -> None:
    head = '<title>Harbour stays open - Wire</title><meta property="og:title" content="Harbour stays open">'
    heading = "<h1><span class='k'>Town budget</span> <span>Harbour stays open</span></h1>"
    article = read(f"<html><head>{head}</head><body><main>{heading}{STORY}</main></body></html>", "html").article
    assert (article.headline, article.section) == ("Harbour stays open", "Town budget")


def test_a_day_in_a_meta_element_of_another_name() -> None:
    assert fields('<meta name="page-published-date" content="2031-05-04">')["published"] == "2031-05-04"


def test_data_that_disagree_are_weighed_with_what_is_shown() -> None:
    head = linked(datePublished="2031-05-04") + '<meta property="article:published_time" content="2031-05-06">'
    shown = '<p class="date"><time datetime="2031-05-06">May 6, 2031</time></p>'
    assert fields(head)["published"] in ("2031-05-04", "2031-05-06")
    assert fields(head, shown)["published"] == "2031-05-06"
    assert fields(linked(datePublished="2031-05-04"), shown)["published"] == "2031-05-04"
