"""Feeds, mails, documents and posts of any shape: an article or a ReadError, valid, given back, no word lost unsaid."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from artfmt import Document, ReadError, check, read, read_all, validate, write
from artfmt.formats.table import FORMATS, format_of, format_of_content
from artfmt.model.article import Embed
from artfmt.source.source import Source

INBOX = Path(__file__).parent / "inbox"
LOSSLESS = [row.name for row in FORMATS if row.lossless]


def _documents(data: bytes | str, format: str) -> list[Document]:
    try:
        return read_all(data, format)
    except ReadError:
        return []


def _hold(data: bytes | str, format: str) -> None:
    for document in _documents(data, format):
        article = document.article
        assert validate(article) == []
        check(document)
        for name in LOSSLESS:
            assert read(write(article, name), name).article == article, name


_LONG = "Subject: " + "Re: " * 50_000 + "x\n\nHello\n\nx y."


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("rss", "<rss><channel><item><title>T</title><dc:creator>A</dc:creator><description>x</description></item>"),
        ("rss", "<rss><channel><item><guid>a\nb</guid><title>T</title><description>x</description></item></channel>"),
        ("ans", '{"headlines":{"basic":"a\\u0001"},"content_elements":[{"type":"text","content":"x\\uffff"}]}'),
        ("ans", '{"headlines":{"basic":"a"},"content_elements":[{"type":"image","url":"http://x/\\u0001"}]}'),
        ("ans", '{"headlines":{"basic":"H"},"content_elements":[{"type":"list","items":3},{"type":"table","rows":1}]}'),
        ("ans", '{"headlines":{"basic":"H"},"content_elements":[{"type":"gallery","content_elements":true}]}'),
        ("ans", '{"headlines":{"basic":"H"},"taxonomy":{"tags":3},"credits":{"by":1},"content_elements":[]}'),
        (
            "ans",
            '{"headlines":{"basic":"H"},"content_elements":[{"type":"text","content":"<b>a </b>: y",'
            '"additional_properties":{"artfmt":{"label":"--- a\\n","section":1}}}]}',
        ),
        ("ghost", '{"db":[{"data":{"posts":3}}]}'),
        ("ghost", '{"db":[{"data":{"posts_tags":[{"sort_order":1},{"sort_order":"1"}],"posts":[{"id":[]}]}}]}'),
        ("ghost", '{"posts":[{"title":"T","html":"<p>x</p>","uuid":"a  b","tags":[{"name":"t  u"}]}]}'),
        ("ghost", '{"posts":[{"title":"a\\u0001b","html":"<p>x</p>","tags":3,"authors":"x"}]}'),
        ("ninjs", '{"uri":"x","headlines":[{"role":[],"value":"T"}],"body_text":"x"}'),
        ("wordpress", '{"title":"T","content":"x","_embedded":{"wp:term":3,"author":1,"wp:featuredmedia":"a"}}'),
        ("wordpress", '{"title":{"rendered":"a\\u0001b"},"content":{"rendered":"x"}}'),
        ("mail", "From: " + "(" * 500 + "\nSubject: x\n\nHello\n\nIt is so."),
        ("mail", "Content-Type: " + "(" * 2000 + "\n\nHello\n\nIt is so."),
        ("mail", "Content-Type: message/rfc822\n\n" * 1000 + "hi"),
        ("mail", "From: a\ud800\n\nHello\n\nIt is so."),
        ("mail", _LONG),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_what_broke_a_reader(format: str, data: str) -> None:
    _hold(data, format)


_JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, 1, True, "", "a", " ", [], {}, [[]], [1], {"a": 1}, "<p>x", "\ud800", "a\u0001b\n", 1e9]
)


def _paths(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _paths(inner, (*way, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _paths(inner, (*way, index))


_POSTS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in INBOX.iterdir() if "json" in path.suffix}


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_json_of_any_shape(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(_POSTS)))
    value = json.loads(json.dumps(_POSTS[name]))
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from([way for way in _paths(value) if way]))
        holder = value
        for key in way[:-1]:
            holder = holder[key]
        holder[way[-1]] = json.loads(json.dumps(data.draw(_JUNK)))  # which may be changed itself
    format = {"jsonld": "schema_org"}.get(name.split(".")[1], name.split(".")[1])
    _hold(json.dumps(value), format)


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
@pytest.mark.parametrize("junk", [b"", b"x", b"<a>", b"<a/>", b"\xff\xfe"])
def test_documents_with_a_broken_part(part: str, junk: bytes) -> None:
    story = zipfile.ZipFile(INBOX / "story.docx")
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in story.namelist():
            archive.writestr(name, junk if name == part else story.read(name))
    _hold(data.getvalue(), "docx")


@pytest.mark.parametrize("at", range(0, 11_000, 400))
def test_documents_with_a_flipped_byte(at: int) -> None:
    data = bytearray((INBOX / "story.docx").read_bytes())
    data[at] ^= 0xFF
    _documents(bytes(data), "docx")


@pytest.mark.parametrize(
    ("elements", "word"),
    [
        ([{"type": "raw_html", "content": "loose<p>one</p>tail<ul><li>two</li></ul>"}], "loose tail one two"),
        ([{"type": "element_group", "content_elements": [{"type": "element_group", "text": "inner"}]}], "inner"),
        ([{"type": "list", "items": ["bare", {"type": "image", "caption": "pictured"}]}], "bare pictured"),
        ([{"type": "x", "content_elements": [{"type": "text", "content": "unknown"}]}], "unknown"),
        (["bare"], "bare"),
        (
            [{"type": "quote", "content": "own", "content_elements": [{"type": "text", "content": "inner"}]}],
            "own inner",
        ),
    ],
)
def test_no_word_of_a_story_s_elements_is_lost(elements: list[Any], word: str) -> None:
    story = {"headlines": {"basic": "H"}, "content_elements": [{"type": "text", "content": "a"}, *elements]}
    document = read(json.dumps(story), "ans")
    told = f"{document.article.text} {' '.join(notice.text for notice in document.notices)}"
    assert [each for each in word.split() if each not in told] == []


def test_a_second_page_of_a_mail_is_told_and_a_signature_is_not_the_text() -> None:
    text = "All the story, which is long enough to be one by itself, said the harbor.\n\nAnd so on it goes."
    mail = (
        "MIME-Version: 1.0\nSubject: Head\nContent-Type: multipart/mixed; boundary=b\n\n"
        f"--b\nContent-Type: text/plain\n\n{text}\n--b\nContent-Type: text/html\n\n<p>Sent from my phone.</p>\n--b--\n"
    )
    document = read(mail, "mail")
    assert "And so on it goes." in document.article.text
    assert any("Sent from my phone." in notice.text for notice in document.notices)


@pytest.mark.parametrize(
    "text",
    [
        "A headline\n\nUse the\n.. image:: directive.\n",
        "GIF89a is a format\n\nIt is old.",
        "ID3 tags are the way\n\nThey are.",
        "%PDF for beginners\n\nIt is old.",
        "BEGIN:VCALENDAR is the start\n\nOf it.",
        "From: Ana\nReceived: 3 boxes today\n\nThey are here.",
        "Delivered-To: the people\n\nIt is so.",
    ],
)
def test_text_is_no_other_format(text: str) -> None:
    assert format_of(Source(text)).name == "text"
    assert format_of(Source(text.encode(), "a.txt")).name == "text"


@pytest.mark.parametrize(
    "text",
    [
        '{"db": "postgres://x"}',
        '{"posts": [{"id": 1}]}',
        '{"compilerOptions": {"headlines": 1, "uri": "x", "body_text": 1}}',
        '{"@context": "https://schema.org", "@type": "Person", "name": "x"}',
        *(
            '{"version":"1.0","type":"article","headline":"H","body":[],"extra":' + extra + "}"
            for extra in ('{"lexical":"q"}', '{"content_elements":[]}', '{"content":{"raw":1}}', '{"@context":"x"}')
        ),
    ],
)
def test_json_is_no_other_format(text: str) -> None:
    assert format_of_content(Source(text)).name == "json"


@pytest.mark.parametrize("element", ["feed-back", "entry-list", "rss-reader", "nitf-x", "urlset"])
def test_xml_is_no_other_format(element: str) -> None:
    assert format_of_content(Source(f'<?xml version="1.0"?><{element}/>')).name == "jats"


def test_a_prolog_of_many_pieces_is_passed_over_at_once() -> None:
    for prolog in ("<!-- c -->\n" * 400, "<?a?>" * 400, "<!DOCTYPE a[]>" * 400, "<!DOCTYPE" * 4000, "<!--" * 9000):
        format_of_content(Source(f'<?xml version="1.0"?>\n{prolog}<nitf/>'))
    assert format_of_content(Source("<!-- c -->\n" * 400 + "<nitf/>")).name == "nitf"


def test_plain_text_keeps_its_angle_brackets() -> None:
    title = "use &lt;WORD&gt; now, 5 &lt; 6"
    feed = f"<rss><channel><item><title>{title}</title><description>x y</description></item></channel></rss>"
    assert read(feed, "rss").article.headline == "use <WORD> now, 5 < 6"
    post = {"posts": [{"title": "T", "plaintext": "a < b and <WORD> c"}]}
    assert read(json.dumps(post), "ghost").article.text == "a < b and <WORD> c"


def test_notes_and_frames_of_an_ans_story() -> None:
    story = {
        "headlines": {"basic": "H"},
        "editor_note": "It was posted too soon.",
        "corrections": [{"type": "correction", "correction_type": "clarification", "text": "It was nine."}],
        "content_elements": [
            {"type": "text", "content": "a"},
            {"type": "oembed_response", "raw_oembed": {"html": '<iframe src="https://player.example/7"></iframe>'}},
        ],
    }
    article = read(json.dumps(story), "ans").article
    assert {note.kind for note in article.notes} == {"clarification", "editors-note"}
    assert [part.url for _, part in article.walk() if isinstance(part, Embed)] == ["https://player.example/7"]
