from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from artfmt.checking.document import check
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import (
    Article,
    Author,
    Code,
    Embed,
    Footnote,
    Image,
    List,
    Paragraph,
    Publisher,
    Quote,
    Rights,
    Table,
)
from artfmt.model.prose import Span, plain_text
from artfmt.model.schema import validate
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from conftest import ROOT
from strategies import articles

EXAMPLES = sorted((ROOT / "examples").iterdir())


@pytest.fixture(scope="module")
def profile() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(ROOT / "schemas" / "article.rng"))


def _document(front: str = "", body: str = "<p>One.</p>", back: str = "", attributes: str = "") -> str:
    title = "" if "<title-group" in front else "<title-group><article-title>Fares fall</article-title></title-group>"
    return (
        f'<article article-type="news" xmlns:xlink="http://www.w3.org/1999/xlink"{attributes}>'
        f"<front><article-meta>{title}{front}</article-meta></front><body>{body}</body>{back}</article>"
    )


def _article(*parts: str, **more: str) -> Article:
    return read(_document(*parts, **more), "jats").article


def test_metadata_of_others() -> None:
    text = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS Journal Publishing DTD v1.2//EN" "JATS-journalpublishing1.dtd">
<article article-type="news" xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang="en">
<front>
<journal-meta><journal-id journal-id-type="nlm-ta">HW</journal-id>
<journal-title-group><journal-title>Harbor Wire</journal-title></journal-title-group>
<issn>1234-5679</issn><publisher><publisher-name>Harbor Wire</publisher-name></publisher></journal-meta>
<article-meta>
<article-id pub-id-type="doi">10.1/x</article-id>
<title-group><article-title>Fares <italic>fall</italic>
 in June</article-title></title-group>
<contrib-group><contrib contrib-type="author"><name><surname>Brandt</surname><given-names>Ida</given-names></name>
<email>ida@wire.example</email><xref ref-type="aff" rid="a1"/></contrib><aff id="a1">Harbor School</aff></contrib-group>
<pub-date pub-type="epub"><day>4</day><month>5</month><year>2031</year></pub-date>
<abstract><p>Boats get cheaper.</p></abstract>
<kwd-group><kwd>ferries</kwd><kwd>fares</kwd></kwd-group>
</article-meta></front>
<body><p>One.</p></body></article>"""
    document = read(text, "jats")
    article = document.article
    assert article.headline == "Fares fall in June"
    assert article.authors == (Author("Ida Brandt"),)
    assert article.publisher == Publisher("Harbor Wire", None, "1234-5679")
    assert (article.id, article.language, article.published, article.deck) == (
        "10.1/x",
        "en",
        "2031-05-04",
        "Boats get cheaper.",
    )
    assert article.tags == ("ferries", "fares")
    told = {notice.text for notice in document.notices}
    assert {"HW", "ida@wire.example", "Harbor School"} <= told


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<p>a <bold>b</bold></p>", (Paragraph((Span("a "), Span("b", ("bold",)))),)),
        ("<p>a\n  b</p>", (Paragraph((Span("a b"),)),)),
        ("<p>a<xref>1</xref> b</p>", (Paragraph((Span("a1 b"),)),)),
        (
            "<p>a<disp-quote><p>b</p></disp-quote>c</p>",
            (Paragraph((Span("a"),)), Quote((Paragraph((Span("b"),)),)), Paragraph((Span("c"),))),
        ),
        ("<boxed-text><p>a</p></boxed-text>", (Paragraph((Span("a"),)),)),
        ("<disp-formula>x = y</disp-formula>", (Paragraph((Span("x = y"),)),)),
        ("<preformat>a\n b</preformat>", (Code("a\n b"),)),
        (
            '<fig id="f1"><label>Figure 1.</label><caption><title>A boat</title><p>It sails.</p></caption>'
            '<graphic xlink:href="boat.jpg"/></fig>',
            (Image("boat.jpg", None, (Span("Figure 1. A boat It sails."),)),),
        ),
        ('<media xlink:href="https://v.example/1"/>', (Embed("https://v.example/1"),)),
        (
            "<table-wrap><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td><td>c</td></tr></tbody></table></table-wrap>",
            (Table((((Span("b"),), (Span("c"),)),), ((Span("a"),), ())),),
        ),
    ],
)
def test_blocks_of_others(body: str, blocks: tuple[object, ...]) -> None:
    assert _article(body=f"<p>x</p>{body}").body[0].blocks[1:] == blocks


@pytest.mark.parametrize(
    "name",
    [
        "<name><surname>Brandt</surname><given-names>Ida</given-names></name>",
        "<name><surname><italic>Brandt</italic></surname><given-names>Ida</given-names></name>",
        "<string-name>Ida Brandt</string-name>",
        "<string-name>Ida <surname>Brandt</surname></string-name>",
        "<collab>Ida Brandt</collab>",
    ],
)
def test_names_of_others(name: str) -> None:
    text = _document(f'<contrib-group><contrib contrib-type="author">{name}</contrib></contrib-group>')
    assert read(text, "jats").article.authors == (Author("Ida Brandt"),)


_VISIBLE = re.compile(r"\w+")
_TABLE_IMAGE = "<table-wrap><label>Table</label><caption><p>Cap</p></caption><graphic xlink:href='t'/></table-wrap>"


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("", _TABLE_IMAGE),
        ("", "<table-wrap><alt-text>Alt</alt-text><table><tr><td>a</td></tr></table><p>Beneath</p></table-wrap>"),
        ("", "<fig><alternatives><graphic xlink:href='a.png'><alt-text>Alt</alt-text></graphic></alternatives></fig>"),
        ("", "<media xlink:href='javascript:x'><caption><title>Title</title></caption></media>"),
        ("", "<boxed-text>before<p>within</p>after</boxed-text>"),
        ("", "<p>x<disp-formula>E</disp-formula>y</p>"),
        ("", "<verse-group><verse-line>one</verse-line><verse-line>two</verse-line></verse-group>"),
        ("", "<disp-quote><attrib>a</attrib><p>b</p><attrib>c</attrib></disp-quote>"),
        ("<contrib-group><contrib><role>Editor</role></contrib></contrib-group>", ""),
        ("<contrib-group><contrib><string-name>Ida</string-name><degrees>MD</degrees></contrib></contrib-group>", ""),
        (
            "<custom-meta-group><custom-meta><meta-name>n</meta-name><meta-value>one</meta-value></custom-meta>"
            "<custom-meta><meta-name>n</meta-name><meta-value>two</meta-value></custom-meta></custom-meta-group>",
            "",
        ),
    ],
)
def test_no_word_of_others_vanishes(front: str, body: str) -> None:
    text = _document(front, f"<p>One.</p>{body}")
    document = read(text, "jats")
    told = write(document.article, "json") + " ".join(notice.text for notice in document.notices)
    words = Counter(_VISIBLE.findall(" ".join(map(str, etree.fromstring(text).itertext()))))
    assert not words - Counter(_VISIBLE.findall(told))


def test_an_article_in_a_namespace_is_read() -> None:
    text = _document().replace("<article ", '<article xmlns="https://jats.example/ns" ', 1)
    assert read(text, "jats").article.text == "One."


@pytest.mark.parametrize(
    ("front", "body"),
    [
        ("<pub-date><month>²</month><year>2031</year></pub-date>", ""),
        ("<pub-date><month>" + "9" * 5000 + "</month><year>2031</year></pub-date>", ""),
        ("", f'<fig specific-use="{"9" * 5000}x1"><alt-text>a</alt-text></fig>'),
        ("", '<fig specific-use="00x00"><alt-text>a</alt-text></fig>'),
        ("", "<sec>" + "<label>a <bold>b</bold></label>" * 3000 + "<p>x</p></sec>"),
        ("", "<disp-quote><p>x</p>" + "<attrib>a <bold>b</bold></attrib>" * 5000 + "</disp-quote>"),
    ],
    ids=["digit", "digits", "size", "zero", "labels", "attributions"],
)
def test_odd_values_do_no_harm(front: str, body: str) -> None:
    assert validate(_article(front, f"<p>One.</p>{body}")) == []


@pytest.mark.parametrize("value", ["NaN", "1e999", "[" * 5000, "{", '{"a":1,"a":2}'])
def test_extra_that_is_no_json_is_refused_at_its_place(value: str) -> None:
    custom = f'<custom-meta specific-use="artfmt-extra"><meta-name>n</meta-name><meta-value>{value}</meta-value>'
    with pytest.raises(ReadError) as refused:
        read(_document(f"\n<custom-meta-group>{custom}</custom-meta></custom-meta-group>"), "jats")
    assert refused.value.line == 2


def test_sections_of_research_articles_are_headings() -> None:
    text = _document(body='<sec sec-type="intro" id="s1"><label>1.</label><title>Introduction</title><p>a</p></sec>')
    section = read(text.replace('"news"', '"research-article"'), "jats").article.body[0]
    assert (section.heading, section.axiom) == ((Span("1. Introduction"),), None)


def test_two_lists_in_an_item_are_kept() -> None:
    item = "<list-item><p>{}</p></list-item>"
    body = f"<list><list-item><p>a</p><list>{item.format('b')}</list><list>{item.format('c')}</list></list-item></list>"
    (block,) = _article(body=body).body[0].blocks
    assert isinstance(block, List)
    assert [item.content[0].text for item in block.items] == ["a", "b", "c"]


def test_what_has_no_place_is_noticed_with_its_words_and_its_place() -> None:
    text = _document(back="<back>\n  <ref-list><ref><mixed-citation>Ola 1986</mixed-citation></ref></ref-list></back>")
    (notice,) = [each for each in read(text, "jats").notices if each.severity is Severity.WARNING]
    assert (notice.text, notice.location) == ("Ola 1986", Location(2, 3))


MUTATIONS = ("drop", "double", "attribute", "rename", "empty", "swap")
_NAMES = ("p", "sec", "bold", "xref", "list", "fig", "title", "caption", "attrib", "label")


def _mutated(root: etree._Element, how: str, chance: random.Random) -> None:
    every = list(root.iter(etree.Element))[1:]
    element = chance.choice(every)
    parent = element.getparent()
    assert parent is not None
    match how:
        case "drop":
            parent.remove(element)
        case "double":
            parent.append(etree.fromstring(etree.tostring(element, with_tail=False)))
        case "attribute":
            element.set(chance.choice(("id", "specific-use", "sec-type")), "x")
        case "rename":
            element.tag = chance.choice(_NAMES)
        case "empty":
            element.text = None
        case _:
            parent.insert(0, element)


def _refers_soundly(root: etree._Element) -> bool:
    """Whether every reference leads to a note that says something, and no id stands twice."""
    ids = [element.get("id") for element in root.iter(etree.Element) if element.get("id")]
    notes = {note.get("id") for note in root.iter("fn") if "".join(map(str, note.find("p").itertext())).strip()}  # type: ignore[union-attr]
    return len(ids) == len(set(ids)) and {xref.get("rid") for xref in root.iter("xref")} <= notes


@given(articles, st.sampled_from(MUTATIONS), st.integers(0, 1 << 16))
def test_what_is_in_the_profile_is_read_whole(profile: etree.RelaxNG, article: Article, how: str, seed: int) -> None:
    root = etree.fromstring(write(article, "jats").encode())
    assert profile.validate(root), profile.error_log
    _mutated(root, how, random.Random(seed))
    text = etree.tostring(root, encoding="unicode")
    try:
        document = read(text, "jats")
    except ReadError as refused:
        # A grammar cannot say that prose is not empty, nor that extra is JSON; it leaves dates and tags to the schema.
        if profile.validate(root) and not refused.line and "no body" not in refused.message:
            raise
        return
    if profile.validate(root) and _refers_soundly(root):
        # Nor can it say that no name of extra stands twice.
        told = [notice for notice in document.notices if "a second value" not in notice.message]
        assert not told, (text, told)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_findings_point_to_the_source(example: Path) -> None:
    text = (example / "article.xml").read_text(encoding="utf-8")
    lines = text.splitlines()
    number = next(index for index, line in enumerate(lines) if line.strip().startswith("<p>"))
    column = lines[number].index("<p>") + 1
    planted = lines[number].replace("<p>", '<p><ext-link xlink:href="javascript:alert(1)">go</ext-link> ', 1)
    document = read("\n".join([*lines[:number], planted, *lines[number + 1 :]]), "jats")
    (finding,) = [each for each in check(document) if each.rule == "active-url"]
    assert finding.location == Location(number + 1, column + 3)
    assert "javascript" not in write(document.article, "html")
    for pointer, part in document.article.walk():
        if isinstance(part, Paragraph):
            place = document.locate(pointer)
            assert place is not None
            assert lines[place.line - 1][place.column - 1 :].startswith(("<p>", "<list-item>", "<disp-quote>")), pointer


def test_what_the_schema_does_not_admit_is_told_at_its_place() -> None:
    date = read(_document('\n <pub-date iso-8601-date="May 4"/>'), "jats")
    assert (date.article.published, date.article.extra) == (None, {"published": "May 4"})
    journal = _document("").replace(
        "<front>",
        "<front><journal-meta>\n<publisher><publisher-name>Wire</publisher-name>"
        "</publisher><issn>12-34</issn></journal-meta>",
    )
    document = read(journal, "jats")
    assert document.article.publisher == Publisher("Wire")
    (notice,) = (each for each in document.notices if each.text == "12-34")
    assert (notice.rule, notice.location and notice.location.line) == ("left-out", 2)


@pytest.mark.parametrize(
    ("date", "published", "extra"),
    [
        ("<day>8</day><month>April</month><year>2031</year>", "2031-04-08", None),
        ("<day>8</day><month>avril</month><year>2031</year>", "2031-04-08", None),
        ("<string-date>8 April 2031</string-date>", "2031-04-08", None),
        ("<month>4</month><year>2031</year>", None, "2031-04"),
        ("<string-date>Easter 2031</string-date>", None, "Easter 2031"),
    ],
)
def test_dates_of_others(date: str, published: str | None, extra: str | None) -> None:
    article = read(_document(f"<pub-date>{date}</pub-date>"), "jats").article
    assert (article.published, article.extra.get("published")) == (published, extra)


@pytest.mark.parametrize(
    ("contrib", "names"),
    [
        ('<contrib contrib-type="editor"><name><surname>Lind</surname></name></contrib>', []),
        ('<contrib contrib-type="reviewer"><name><surname>Lind</surname></name></contrib>', []),
        (
            "<contrib><collab>Divers<contrib-group><contrib><name><surname>Lind</surname></name></contrib>"
            "</contrib-group></collab></contrib>",
            ["Divers"],
        ),
        (
            "<contrib><name-alternatives><name><surname>Lind</surname></name><name><surname>Linde</surname></name>"
            "</name-alternatives></contrib>",
            ["Lind"],
        ),
        (
            "<contrib><string-name><surname>Fenn</surname>, <given-names>Ola</given-names></string-name></contrib>",
            ["Ola Fenn"],
        ),
    ],
)
def test_contributors_of_others(contrib: str, names: list[str]) -> None:
    document = read(_document(f"<contrib-group>{contrib}</contrib-group>"), "jats")
    assert [author.name for author in document.article.authors] == names
    told = " ".join(notice.text for notice in document.notices)
    assert names == ["Ola Fenn"] or "Lind" in told


def test_a_doi_is_an_address_and_an_abstract_s_title_no_deck() -> None:
    front = (
        '<related-article ext-link-type="doi" xlink:href="10.9999/hw.42"/>'
        '<abstract abstract-type="graphical"><p>A picture.</p></abstract>'
        "<abstract><title>Abstract</title><p>Piles rot.</p></abstract>"
    )
    article = read(_document(front), "jats").article
    assert (article.related[0].url, article.deck) == ("https://doi.org/10.9999/hw.42", "Piles rot.")


def test_of_the_forms_of_one_formula_one_is_read_and_a_note_within_its_sentence_is_a_footnote() -> None:
    tex = r"\documentclass{minimal}\begin{document}$$w = 15$$\end{document}"
    body = (
        f"<p>It is <inline-formula><alternatives><tex-math>{tex}</tex-math><graphic xlink:href='w.gif'/></alternatives>"
    )
    document = read(_document("", f"{body}</inline-formula> cm<fn><p>At low tide.</p></fn> a year.</p>"), "jats")
    assert document.article.text == "It is w = 15 cm a year.\n\nAt low tide."
    assert document.article.footnotes == (Footnote("1", (Span("At low tide."),)),)
    assert "documentclass" in " ".join(notice.text for notice in document.notices)


def test_footnotes_stand_in_lists_beneath_tables_and_at_titles() -> None:
    front = (
        '<title-group><article-title>Piles rot<xref ref-type="fn" rid="t1">*</xref>'
        '<fn id="t1"><p>A talk.</p></fn></article-title></title-group>'
    )
    body = (
        '<p>Forty<xref ref-type="fn" rid="N7"><sup>a</sup></xref> piles<xref ref-type="fn" rid="N7 N8">a, b</xref>.</p>'
        '<table-wrap><table><tr><td>1<xref ref-type="table-fn" rid="w1">†</xref></td></tr></table>'
        '<table-wrap-foot><fn id="w1"><label>†</label><p>By hand.</p></fn></table-wrap-foot></table-wrap>'
    )
    notes = '<fn id="N7"><label>a</label><p>Of oak.</p></fn><fn id="N8"><p>Of elm.</p></fn>'
    article = _article(front, body, f"<back><fn-group><title>Notes</title>{notes}</fn-group></back>")
    assert article.headline == "Piles rot"
    assert {note.id: plain_text(note.content) for note in article.footnotes} == {
        "t1": "A talk.",
        "a": "Of oak.",
        "N8": "Of elm.",
        "w1": "By hand.",
    }
    paragraph, table = article.body[0].blocks
    assert isinstance(paragraph, Paragraph)
    assert [span.text or span.footnote for span in paragraph.content] == ["Forty", "a", " piles", "a", "N8", "."]
    assert isinstance(table, Table)
    assert table.rows == (((Span("1"), Span(footnote="w1")),),)


def test_links_to_sections_lead_to_their_ids() -> None:
    body = '<p>See <xref ref-type="sec" rid="s2">below</xref>.</p><sec id="s2"><title>Plan</title><p>One.</p></sec>'
    article = read(_document("", body), "jats").article
    assert article.body[1].id == "s2"
    assert Span("below", (), "#s2") in [part for _, part in article.walk()]


@pytest.mark.parametrize(
    ("permissions", "rights", "words_left_out"),
    [
        (
            "<copyright-statement>© 2031 The Wire</copyright-statement><copyright-year>2031</copyright-year>"
            '<license xlink:href="https://a.example/by"><license-p>Free to share.</license-p></license>',
            Rights("© 2031 The Wire", None, "https://a.example/by"),
            ["Free to share."],
        ),
        ("<copyright-holder>The Wire</copyright-holder>", Rights(None, "The Wire", None), []),
        ("<copyright-year>2031</copyright-year>", None, ["2031"]),
        ("<license><license-p>CC BY</license-p></license>", Rights(None, None, "CC BY"), []),
        (
            '<license xlink:href="https://a.example/by"><license-p>Free to share.</license-p></license>',
            Rights("Free to share.", None, "https://a.example/by"),
            [],
        ),
    ],
)
def test_permissions_are_rights(permissions: str, rights: Rights | None, words_left_out: list[str]) -> None:
    document = read(_document(f"<permissions>{permissions}</permissions>"), "jats")
    assert document.article.rights == rights
    assert [notice.text for notice in document.notices if notice.rule == "left-out"] == words_left_out


SECRET = "root:"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _document(body="<p>&x;</p>"), "entities"),
        ('<!DOCTYPE article [<!ENTITY x "y">]>' + _document(body="<p>&x;</p>"), "entities"),
        (f'<!DOCTYPE article [<!ENTITY l0 "ha">{_LAUGHS}]>' + _document(body="<p>&l9;</p>"), "entities"),
        (f'<!DOCTYPE article [<!ENTITY l0 "ha">{_LAUGHS}]>' + _document(attributes=' xml:lang="&l9;"'), "entities"),
        ('<!DOCTYPE article [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]>' + _document(), "entities"),
        ("<sec>" * 10_000 + "</sec>" * 10_000, "nested too deeply"),
        (_document(body="<sec>" * 10_000 + "<p>x</p>" + "</sec>" * 10_000), "nested too deeply"),
        ("<article><body>", "not well-formed"),
        ("<html/>", "its root is <html>"),
        ("<article><front/></article>", "no headline"),
        (_document(body=""), "no body"),
        ("\x00<article/>", "binary"),
        ('<?xml version="1.0" encoding="koi9"?><article/>', "koi9"),
        ('<?xml version="1.0" encoding="punycode"?><article/>', "punycode"),
    ],
    ids=lambda value: value[:20],
)
def test_attacks_and_broken_xml_are_refused(text: str, why: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text.encode(), "jats")
    assert why in refused.value.message


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE article SYSTEM "file:///etc/passwd">' + _document(),
        '<?xml-stylesheet href="http://127.0.0.1:9/x.xsl"?>' + _document(),
        _document(
            body='<p>a</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>'
        ),
        _document(body='<p>a</p><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math>'),
    ],
)
def test_nothing_is_followed(text: str) -> None:
    document = read(text.encode(), "jats")
    assert SECRET not in write(document.article, "json")


def test_entities_of_the_dtd_are_what_they_are_in_html() -> None:
    text = '<!DOCTYPE article PUBLIC "x" "JATS.dtd">' + _document(body="<p>caf&eacute; <bold>&mdash;</bold> &odd;</p>")
    assert read(text, "jats").article.text == "café — &odd;"


def test_other_encodings_are_read_by_their_declaration() -> None:
    text = '<?xml version="1.0" encoding="iso-8859-1"?>\n' + _document(body="<p>é</p>\n<p><xref>ü</xref></p>")
    document = read(text.encode("iso-8859-1"), "jats")
    assert document.article.text == "é\n\nü"
    assert [notice.location for notice in document.notices] == [Location(3, 4)]


_DOI = '<article-id pub-id-type="doi">10.9999/hw.1</article-id>'


@pytest.mark.parametrize(
    ("ids", "name", "address"),
    [
        (f'<article-id pub-id-type="publisher-id">P1</article-id>{_DOI}', "P1", "https://doi.org/10.9999/hw.1"),
        (_DOI, "10.9999/hw.1", "https://doi.org/10.9999/hw.1"),
        ('<article-id pub-id-type="publisher-id">10.9999/hw.1</article-id>', "10.9999/hw.1", None),
    ],
)
def test_a_doi_is_the_article_s_address(ids: str, name: str, address: str | None) -> None:
    article = _article(ids)
    assert (article.id, article.url) == (name, address)


def test_pictures_have_addresses_by_their_dois_and_relative_pages_none() -> None:
    body = '<p>One.</p><fig><graphic xlink:href="info:doi/10.9999/hw.1.g001"/></fig>'
    text = _document('<self-uri xlink:href="a_1.pdf"/>', body).replace('type="news"', 'type="research-article"')
    document = read(text, "jats")
    assert document.article.body[0].blocks[1] == Image("https://doi.org/10.9999/hw.1.g001")
    assert document.article.url is None
    assert "a_1.pdf" in " ".join(notice.text for notice in document.notices)


def test_persons_of_a_group_of_authors_are_authors() -> None:
    person = '<contrib contrib-type="person"><string-name>Ola Fenn</string-name></contrib>'
    authors = _article(f'<contrib-group content-type="author">{person}</contrib-group>').authors
    assert [author.name for author in authors] == ["Ola Fenn"]
    assert _article(f"<contrib-group>{person}</contrib-group>").authors == ()
