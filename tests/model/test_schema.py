from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from artfmt.model import article as model
from artfmt.model import prose, urls
from artfmt.model.article import Article
from artfmt.model.schema import _explainer, is_valid, load_schema, schema_address, schema_text, validate, violations
from conftest import ROOT
from strategies import article_data, articles

SCHEMA = load_schema()
_EXPLAINING = Draft202012Validator(SCHEMA)
PARTS = {
    "author": model.Author,
    "publisher": model.Publisher,
    "related": model.Related,
    "note": model.Note,
    "footnote": model.Footnote,
    "rights": model.Rights,
    "section": model.Section,
    "axiom": model.Axiom,
    "list_item": model.ListItem,
    "span": prose.Span,
    **model.BLOCK_TYPES,
}


def _described(name: str) -> dict[str, Any]:
    found: dict[str, Any] = SCHEMA["$defs"][name] if name else SCHEMA
    return found


@pytest.mark.parametrize(("name", "cls"), [("", model.Article), *PARTS.items()])
def test_schema_and_model_have_the_same_fields(name: str, cls: type[Any]) -> None:
    described = _described(name)
    beside = set() if name else {"$schema", "version"}
    properties = set(described["properties"]) - beside - ({"type"} if name in model.BLOCK_TYPES else set())
    assert properties == {each.name for each in fields(cls)}
    required = {
        each.name
        for each in fields(cls)
        if (each.default is MISSING and each.default_factory is MISSING) or each.name in ("type", "blocks")
    }
    assert set(described.get("required", ())) - {"version"} == required


_TYPES = {
    "str": {"string", "line", "url", "date", "text", "footnote_id"},
    "int": {"integer"},
    "bool": {"boolean"},
    "Spans": {"content", "spans"},
}


@pytest.mark.parametrize(("name", "cls"), [("", model.Article), *PARTS.items()])
def test_schema_and_model_have_the_same_types(name: str, cls: type[Any]) -> None:
    for each in fields(cls):
        declared = _described(name)["properties"][each.name]
        kind = declared.get("$ref", "").rpartition("/")[2] or declared.get("type") or "enumeration"
        annotation = str(each.type).removesuffix(" | None")
        if annotation in _TYPES:
            assert kind in _TYPES[annotation], each.name
        elif annotation.startswith("tuple["):
            assert kind in ("array", "row"), each.name
        elif annotation in ("ArticleType", "NoteKind") or annotation.startswith("Literal"):
            assert "enum" in declared or "const" in declared, each.name
        elif annotation.startswith("Mapping"):
            assert kind == "object", each.name
        else:
            assert kind == annotation.lower().replace("listitem", "list_item"), each.name


def _fields_of_schema() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, described in [("", SCHEMA), *SCHEMA["$defs"].items()]:
        for field, declared in described.get("properties", {}).items():
            yield f"{name}.{field}", declared


@pytest.mark.parametrize(("name", "declared"), list(_fields_of_schema()))
def test_every_field_is_described_and_its_examples_are_valid(name: str, declared: dict[str, Any]) -> None:
    assert declared["description"].endswith(".")
    assert declared["examples"]
    validator = Draft202012Validator({"$defs": SCHEMA["$defs"], **declared})
    for example in declared["examples"]:
        validator.validate(example)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json.loads(schema_text()))
    assert SCHEMA["$id"] == schema_address()


def _article(**more: Any) -> dict[str, Any]:
    paragraph = {"type": "paragraph", "content": [{"text": "a"}]}
    return {"version": "1.0", "type": "article", "headline": "a", "body": [{"blocks": [paragraph]}], **more}


def _body(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return _article(body=[{"blocks": list(blocks), **more}])


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({}, [("missing-field", "")] * 4),
        (_article(headlin="a"), [("unknown-field", "/headlin")]),
        (_article(headline=7), [("wrong-type", "/headline")]),
        (_article(headline=" \n"), [("wrong-value", "/headline")]),
        (_article(headline="a\u0007"), [("wrong-value", "/headline")]),
        (_article(headline="a\ud800"), [("wrong-value", "/headline")]),
        (_article(deck=None), [("wrong-type", "/deck")]),
        (_article(version="2.0"), [("wrong-value", "/version")]),
        (_article(type="articel"), [("wrong-value", "/type")]),
        (_article(published="May 4"), [("wrong-value", "/published")]),
        (_article(published="2031-05-04\n"), [("wrong-value", "/published")]),
        (_article(published="2031-05-04T10:00:00"), [("wrong-value", "/published")]),
        (_article(language="english!"), [("wrong-value", "/language")]),
        (_article(url="javascript:alert(1)"), [("active-url", "/url")]),
        (_article(url="java\nscript:alert(1)"), [("active-url", "/url")]),
        (_article(url="data:text/html,x"), [("active-url", "/url")]),
        (_article(url="https://a.example/\n"), [("wrong-value", "/url")]),
        (_article(image={}), [("wrong-value", "/image")]),
        (_article(image={"alt": "a", "width": 0}), [("wrong-value", "/image/width")]),
        (_article(tags="a"), [("wrong-type", "/tags")]),
        (
            _article(authors=[{"name": "a"}, {"nam": "b"}]),
            [("missing-field", "/authors/1"), ("unknown-field", "/authors/1/nam")],
        ),
        (_article(publisher={"name": "a", "issn": "12345678"}), [("wrong-value", "/publisher/issn")]),
        (_article(extra={"a\u0000": 1}), [("wrong-value", "/extra")]),
        (_article(extra={"a": {"b": ["\u0001"]}}), [("wrong-value", "/extra/a/b/0")]),
        (_article(body=[]), [("wrong-value", "/body")]),
        (_body(), [("wrong-value", "/body/0")]),
        (_body({"type": "paragraph"}), [("missing-field", "/body/0/blocks/0")]),
        (_body({"type": "paragraf", "content": []}), [("wrong-value", "/body/0/blocks/0/type")]),
        (_body({"type": "paragraph", "content": []}), [("wrong-value", "/body/0/blocks/0/content")]),
        (_body({"type": "paragraph", "content": [{"text": " "}]}), [("wrong-value", "/body/0/blocks/0/content")]),
        (_body({"content": []}), [("missing-field", "/body/0/blocks/0")]),
        (_body({"type": "code", "text": "a", "credit": "b"}), [("unknown-field", "/body/0/blocks/0/credit")]),
        (
            _body({"type": "code", "text": "a"}, heading=[{"text": "a"}], axiom={"kind": "a", "label": "A"}),
            [("wrong-value", "/body/0/axiom")],
        ),
        (
            _body({"type": "code", "text": "a"}, axiom={"kind": "A b", "label": "A"}),
            [("wrong-value", "/body/0/axiom/kind")],
        ),
        (
            _body({"type": "paragraph", "content": [{"text": "a", "marks": ["bold", "bold"]}]}),
            [("wrong-value", "/body/0/blocks/0/content/0/marks")],
        ),
    ],
)
def test_violations(data: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = validate(data)
    assert [(each.rule, each.pointer) for each in found] == expected
    assert all(each.message for each in found)


def test_messages_name_the_cure() -> None:
    messages = [each.message for each in validate(_article(headlin="a", published="May 4", section=2031))]
    assert messages == [
        'unknown field "headlin": did you mean "headline"?',
        '"section" must be text, not a number: put it in quotes',
        '"published" must be a date like "2031-05-04", or a time with its offset like "2031-05-04T16:15:00-04:00"',
    ]


_FIELDS = st.sampled_from(("headline", "body", "authors", "notes", "image"))
_VALUES = st.sampled_from((1, [None, "x"], "", "list"))


@settings(max_examples=60)
@given(article_data, _FIELDS, _VALUES)
def test_the_fast_and_the_explaining_validator_agree(data: dict[str, Any], field: str, value: Any) -> None:
    assert is_valid(data)
    assert _EXPLAINING.is_valid(data)
    broken = {**data, field: value}
    assert is_valid(broken) == _EXPLAINING.is_valid(broken) == (not violations(broken))
    # What stands in for the fast one where that is not built for.
    assert [_explainer("article").is_valid(one) for one in (data, broken)] == [True, is_valid(broken)]


def test_an_article_has_the_lowest_version_that_admits_it() -> None:
    old = json.loads((ROOT / "schemas" / "1.0" / "article.schema.json").read_text(encoding="utf-8"))
    was_valid = Draft202012Validator(old).is_valid

    @given(articles)
    def law(article: Article) -> None:
        assert was_valid(article.to_dict()) == (article.version == "1.0")

    law()


@pytest.mark.parametrize(
    "data", [{"rights": {}}, {"dateline": " "}, {"footnotes": [{"id": "a b", "content": [{"text": "x"}]}]}]
)
def test_what_is_new_in_1_1_is_judged(data: dict[str, Any]) -> None:
    whole = {
        "version": "1.1",
        "type": "article",
        "headline": "a",
        "body": [{"blocks": [{"type": "code", "text": "x"}]}],
    }
    assert validate(whole) == []
    assert validate({**whole, **data})
    assert not any(finding.message.startswith(("{", "[")) for finding in validate({**whole, **data}))


def test_the_model_has_the_schema_s_pattern_of_a_place() -> None:
    pattern = SCHEMA["$defs"]["section"]["properties"]["id"]["pattern"]
    assert pattern == urls.PLACE_PATTERN


def test_all_works_without_the_fast_validator() -> None:
    program = (
        "import sys; sys.modules['jsonschema_rs'] = None\n"
        "import artfmt\nfrom pathlib import Path\n"
        "document = artfmt.read(Path('examples/plain/article.txt'))\n"
        "assert artfmt.read(artfmt.write(document.article, 'json')).article == document.article\n"
        "assert artfmt.validate({'version': '1.0'})\n"
        "print(len(artfmt.check(document)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
