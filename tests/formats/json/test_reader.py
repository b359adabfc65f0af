from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.source.errors import ReadError
from strategies import articles

MINIMAL = (
    '{"version": "1.0", "type": "article", "headline": "a", "body": [{"blocks": [{"type": "code", "text": "a"}]}]}'
)


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL,
        "\ufeff" + MINIMAL,
        MINIMAL.replace(" ", "\t"),
        MINIMAL.replace(", ", ",\r\n\t\t"),
        MINIMAL.replace("{", '{"$schema": "x", ', 1),
    ],
)
def test_json_is_read(text: str) -> None:
    assert read(text, "json").article.headline == "a"
    assert read(text.encode(), "json").article.headline == "a"


def _with(extra: str) -> str:
    return MINIMAL[:-1] + f',\n "extra": {extra}}}'


@pytest.mark.parametrize(
    ("text", "rule", "place", "words"),
    [
        ('{"a": 1,}', "invalid-json", (1, 8), "comma"),
        ('{"a": 1\n "b": 2}', "invalid-json", (2, 2), "comma"),
        ('{"a" 1}', "invalid-json", (1, 6), "colon"),
        ('{\n  "a": \n}', "invalid-json", (3, 1), "value is missing"),
        ('{"a": "b', "invalid-json", (1, 7), "closing quote"),
        ('{"a": "b\tc"}', "invalid-json", (1, 9), "\\t"),
        ('{"a": "\\q"}', "invalid-json", (1, 8), "backslash"),
        ("{} x", "invalid-json", (1, 4), "ends before"),
        (_with('{"a": 1, "a": 2}'), "invalid-json", (2, 20), '"a" stands twice'),
        (_with('{"a": NaN}'), "invalid-json", (2, 17), "not a number"),
        (_with('{"a": -Infinity}'), "invalid-json", (2, 17), "not a number"),
        (_with('{"a": 1e999}'), "invalid-json", (2, 17), "not a number"),
        (_with('{"a": ' + "9" * 5000 + "}"), "invalid-json", (2, 17), "not a number"),
        (_with('{"a": "\\ud800"}'), "wrong-value", (2, 17), "surrogate"),
        (_with("[]"), "wrong-type", (2, 11), "mapping"),
        ("[]", "wrong-type", (1, 1), "mapping"),
        (MINIMAL.replace('"headline"', '\n  "headlin"'), "missing-field", (1, 1), "headline"),
        (MINIMAL.replace('"type": "code"', '\n"type": "cod"'), "wrong-value", (2, 9), "code"),
        ('{"a":1,"a":2} {foo:1}', "invalid-json", (1, 8), "stands twice"),
        ('[{"a":1,"a":2},{"b\\x":1}]', "invalid-json", (1, 9), "stands twice"),
        ('{"a": "NaN is",\n "b": NaN}', "invalid-json", (2, 7), "not a number"),
        ('{"a": [1,]}', "invalid-json", (1, 9), "comma"),
        (MINIMAL.replace('"text": "a"', '"text": "a",\n  "a/b~c": 1'), "unknown-field", (2, 3), "a/b~c"),
    ],
)
def test_faults_have_a_place(text: str, rule: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text, "json")
    error = refused.value
    first = error.diagnostics[0]
    assert (first.rule, (error.line, error.column)) == (rule, place)
    assert first.location is not None
    assert (first.location.line, first.location.column) == place
    assert words in first.message


def test_every_violation_is_reported_in_the_order_of_the_source() -> None:
    text = '{\n "type": "x",\n "headline": "",\n "body": [\n  {}\n ]\n}'
    with pytest.raises(ReadError) as refused:
        read(text, "json")
    assert [
        (each.rule, each.location and (each.location.line, each.location.column)) for each in refused.value.diagnostics
    ] == [
        ("missing-field", (1, 1)),
        ("wrong-value", (2, 10)),
        ("wrong-value", (3, 14)),
        ("missing-field", (5, 3)),
    ]


@pytest.mark.parametrize("text", ["", " \n ", "[" * 100_000, '{"a":' * 100_000])
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text, "json")
    assert "empty" in refused.value.message or "nested" in refused.value.message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_encodings_with_a_byte_order_mark(encoding: str) -> None:
    assert read(MINIMAL.encode(encoding), "json").article.headline == "a"


def test_another_encoding_is_refused_at_the_first_byte() -> None:
    with pytest.raises(ReadError) as refused:
        read('{\n "a": "caf\u00e9"}'.encode("latin-1"), "json")
    assert (refused.value.line, refused.value.column) == (2, 11)
    assert "UTF-8" in refused.value.message


def test_every_value_is_located() -> None:
    text = json.dumps(json.loads(MINIMAL), indent=2)
    document = read(text, "json")
    lines = text.splitlines()
    for pointer, part in (("/headline", '"a"'), ("/body/0/blocks/0/text", '"a"'), ("/body/0", "{")):
        place = document.locate(pointer)
        assert place is not None
        assert lines[place.line - 1][place.column - 1 :].startswith(part)
    assert document.locate("/body/0/blocks/0/language") == document.locate("/body/0/blocks/0")


@given(articles)
def test_every_article_comes_back_and_every_value_has_its_own_place(article: Article) -> None:
    document = read(write(article, "json"), "json")
    assert document.article == article
    places = [document.locate(pointer) for pointer, _ in article.walk()]
    assert places == sorted(set(places))  # type: ignore[type-var]


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_other_json_has_findings_with_places(data: Any) -> None:
    with pytest.raises(ReadError) as refused:
        read(json.dumps(data), "json")
    assert refused.value.diagnostics
    assert all(each.location for each in refused.value.diagnostics)
