from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.model.schema import validate
from artfmt.source.errors import ReadError
from strategies import NASTY, articles

MINIMAL = """\
version: "1.0"
type: article
headline: a
body:
- blocks:
  - type: code
    text: a
"""


def _headline(text: str) -> str:
    return read(MINIMAL.replace("headline: a", text), "yaml").article.headline


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("headline: a", "a"),
        ("headline: no", "no"),
        ("headline: Yes", "Yes"),
        ("headline: 2031-05-04", "2031-05-04"),
        ("headline: 12:30:45", "12:30:45"),
        ("headline: 1_000", "1_000"),
        ("headline: '1'", "1"),
        ("headline: !!str 1", "1"),
        ("headline: &x a", "a"),
        ("deck: &x b\nheadline: *x", "b"),
        ("headline: |\n  a\n  b", "a b"),
        ("headline: >-\n  a\n  b", "a b"),
        ('headline: "\\u263A"', "☺"),
    ],
)
def test_scalars_are_what_was_typed(line: str, headline: str) -> None:
    assert _headline(line) == headline


def test_yaml_is_read_with_marks_and_comments() -> None:
    assert read("\ufeff# a comment\n---\n" + MINIMAL + "...\n", "yaml").article.headline == "a"
    assert read(MINIMAL.replace("\n", "\r\n").encode("utf-16"), "yaml").article.headline == "a"


_BOMB = "extra:\n  a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"  {name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "rule", "place", "words"),
    [
        ("a: [1", "invalid-yaml", (1, 6), "expected"),
        ("a: b: c", "invalid-yaml", (1, 5), "not allowed"),
        ("\ta: 1", "invalid-yaml", (1, 1), "a tab"),
        ("a: 1\na: 2", "invalid-yaml", (2, 1), '"a" stands twice'),
        ("1: x", "invalid-yaml", (1, 1), "not text"),
        ("true: x", "invalid-yaml", (1, 1), "not text"),
        ("? [a]\n: x", "invalid-yaml", (1, 3), "cannot be a key"),
        ("a: !!python/object:os.system x", "invalid-yaml", (1, 4), "tag"),
        ("a: !x {}", "invalid-yaml", (1, 4), "tag"),
        ("a: .nan", "invalid-yaml", (1, 4), "not a number"),
        ("a: -.inf", "invalid-yaml", (1, 4), "not a number"),
        ("a: 1e999", "invalid-yaml", (1, 4), "not a number"),
        ("a: " + "9" * 5000, "invalid-yaml", (1, 4), "not a number"),
        ("a: 0x" + "f" * 5000, "invalid-yaml", (1, 4), "not a number"),
        ("a: !!int abc", "invalid-yaml", (1, 4), "not what its tag"),
        ("deck: " + "é" * 30 + "\nb: 1\nc: \x01", "invalid-yaml", (3, 4), "U+0001"),
        (f'a: &a "{"x" * 60_000}"\nb: [{"*a," * 500}]', "invalid-yaml", (2, 53), "aliases stand for"),
        ("a: *x", "invalid-yaml", (1, 4), "no anchor"),
        ("a: &x [*x]", "invalid-yaml", (1, 8), "inside"),
        ("a: 1\n---\nb: 2", "invalid-yaml", (2, 1), "second document"),
        ("a: \x07", "invalid-yaml", (1, 4), "U+0007"),
        (MINIMAL + _BOMB, "invalid-yaml", (13, 10), "aliases stand for"),
        (MINIMAL.replace("headline: a", "headlin: a"), "missing-field", (1, 1), "headline"),
        (MINIMAL.replace("headline: a", "headline: 2031"), "wrong-type", (3, 11), "quotes"),
        (MINIMAL.replace('"1.0"', "1.0"), "wrong-value", (1, 10), "in quotes"),
        (MINIMAL + "deck:\n", "wrong-type", (8, 6), "null"),
        (MINIMAL + "<<: {deck: a}\n", "unknown-field", (8, 1), "<<"),
        ("- a", "wrong-type", (1, 1), "mapping"),
        ("just text", "wrong-type", (1, 1), "mapping"),
    ],
)
def test_faults_have_a_place(text: str, rule: str, place: tuple[int, int], words: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text, "yaml")
    error = refused.value
    assert (error.diagnostics[0].rule, (error.line, error.column)) == (rule, place)
    assert words in error.diagnostics[0].message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "\n".join(" " * n + "a:" for n in range(3000)),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ReadError) as refused:
        read(text, "yaml")
    assert "empty" in refused.value.message or "nested" in refused.value.message


@given(articles)
def test_every_article_comes_back_with_every_part_placed(article: Article) -> None:
    document = read(write(article, "yaml"), "yaml")
    assert document.article == article
    places = [document.locate(pointer) for pointer, _ in article.walk()]
    assert None not in places
    assert places == sorted(places)  # type: ignore[type-var]


_PIECES = (*NASTY, "a: ", "- ", "&a ", "*a ", "[", "]", "{", "}", "\n", "\n  ", MINIMAL)


@given(st.lists(st.sampled_from(_PIECES), max_size=12))
def test_no_text_crashes_the_reader(parts: list[str]) -> None:
    with suppress(ReadError):
        assert validate(read("".join(parts), "yaml").article) == []


def test_what_yaml_1_1_takes_for_a_line_end_is_none() -> None:
    text = MINIMAL.replace("headline: a", 'headline: "a\u2028b"\ndeck: c').replace("text: a", "text: [a")
    with pytest.raises(ReadError) as error:
        read(text, "yaml")
    assert error.value.line == 9
    document = read(text.replace("[a", "a"), "yaml")
    place = document.locate("/deck")
    assert place
    assert (place.line, place.column) == (4, 7)
