"""Where passages stand in a source, in every format, and that what cannot be found is not guessed."""

from __future__ import annotations

import pytest

from artfmt.checking.positions import Positions
from artfmt.formats.read import read
from artfmt.formats.spelling import find_address, spell
from artfmt.formats.table import format_named
from artfmt.rules.core.passages import Passages
from artfmt.source.location import Lines, Location


@pytest.mark.parametrize(
    ("format", "source", "passage", "found"),
    [
        ("text", "one two", "two", "two"),
        ("text", "one\n  two", "one two", "one\n  two"),
        ("text", "a\u200bb", "ab", "a\u200bb"),
        ("json", r'"say \"hi\" \u00e9"', 'say "hi" é', r"say \"hi\" \u00e9"),
        ("json", r'"\ud83d\udea2 sails"', "\U0001f6a2 sails", r"\ud83d\udea2 sails"),
        (
            "json",
            '[{"text": "a "}, {"marks": ["bold"], "text": "b"}]',
            "a b",
            'a "}, {"marks": ["bold"], "text": "b',
        ),
        ("json", '[{"href": "x", "text": "a"}, {"text": " b"}]', "a b", 'a"}, {"text": " b'),
        ("yaml", "a: 'it''s'", "it's", "it''s"),
        ("yaml", r'a: "say \"hi\""', 'say "hi"', r"say \"hi\""),
        ("yaml", "a: >\n  one\n  two\n", "one two", "one\n  two"),
        ("yaml", "- text: 'a '\n  href: x\n- text: b\n", "a b", "a '\n  href: x\n- text: b"),
        ("markdown", "**a** _b_", "a b", "a** _b"),
        ("markdown", "[a](http://x.example/y_(z)) b", "a b", "a](http://x.example/y_(z)) b"),
        ("markdown", r"2 \* 3 &amp; 4", "2 * 3 & 4", r"2 \* 3 &amp; 4"),
        ("markdown", "> a\n> b", "a b", "a\n> b"),
        ("markdown", "<https://a.example/> b", "https://a.example/ b", "https://a.example/> b"),
        ("markdown", "a ![x](y) b", "a b", "a ![x](y) b"),
        ("markdown", "a <b> b</b>", "a b", "a <b> b"),
        ("markdown", 'a [b](c "d \\" e") f', "a b f", 'a [b](c "d \\" e") f'),
        ("markdown", r"a [b](c\)d) e", "a b e", r"a [b](c\)d) e"),
        ("yaml", "- {text: 'a ', href: x}\n- {text: b}", "a b", "a ', href: x}\n- {text: b"),
        ("html", '<p>a <b title="x > y">b</b></p>', "a b", 'a <b title="x > y">b'),
        ("html", "<p>a <b>b</b>&nbsp;c</p>", "a b\u00a0c", "a <b>b</b>&nbsp;c"),
        ("html", "a<!-- no --> b", "a b", "a<!-- no --> b"),
        ("jats", "<p>a\n   b &lt; <bold>c</bold></p>", "a b < c", "a\n   b &lt; <bold>c"),
    ],
)
def test_a_passage_is_found(format: str, source: str, passage: str, found: str) -> None:
    spelled = spell(source, passage, 0, format_named(format).notation)
    assert spelled
    ranges, _ = spelled
    assert len(ranges) == len(passage)
    assert source[ranges[0][0] : ranges[-1][1]] == found
    assert all(start < end for start, end in ranges)


@pytest.mark.parametrize("format", ["text", "json", "yaml", "markdown", "html", "jats"])
def test_what_is_not_there_is_not_found(format: str) -> None:
    assert spell('"one three" ' * 500, "one two", 0, format_named(format).notation) is None
    assert spell("", "one", 0, format_named(format).notation) is None


@pytest.mark.parametrize(
    ("format", "address", "spelled"),
    [
        ("json", "https://a.example/?b&c", '"https://a.example/?b&c"'),
        ("html", "https://a.example/?b&c", '"https://a.example/?b&amp;c"'),
        ("markdown", "https://a.example/", "(https://a.example/)"),
        ("markdown", "https://a.example/?b&c", "(https://a.example/?b&amp;c)"),
        ("json", "https://a.example/?b&c", r'"https:\/\/a.example\/?b\u0026c"'),
        ("yaml", "/b?c=d", "'/b?c=d'"),
    ],
)
def test_an_address_is_found_as_it_is_spelled(format: str, address: str, spelled: str) -> None:
    found = find_address(f"x {spelled} y", address, 0, format_named(format).notation)
    assert found
    ranges, _ = found
    assert f"x {spelled} y"[ranges[0][0] : ranges[-1][1]] == spelled[1:-1]


@pytest.mark.parametrize(
    ("source", "passage", "found"),
    [
        ('headline: at\nalt: "at"\n', "at", (10, 12)),
        ("headline: ''''\nalt: '\"'\n", "'", (11, 13)),
        ("headline: at\nalt: 'at'\n", "at", (10, 12)),
    ],
)
def test_a_value_is_where_it_starts_not_in_other_quotes_further_on(source: str, passage: str, found: object) -> None:
    spelled = spell(source, passage, source.index(":") + 2, format_named("yaml").notation)
    assert spelled
    assert (spelled[0][0][0], spelled[0][-1][1]) == found


def test_lines_count_as_editors_do() -> None:
    lines = Lines("a\r\nb\tc\rd\n\U0001f6a2e")
    assert [lines.location(offset) for offset in (0, 3, 5, 7, 10)] == [
        Location(1, 1),
        Location(2, 1),
        Location(2, 3),
        Location(3, 1),
        Location(4, 2),
    ]
    assert all(lines.offset(lines.location(offset)) == offset for offset in range(12))


@pytest.mark.parametrize(
    ("format", "source"),
    [
        (
            "markdown",
            '---\nheadline: "Fares \\"fall\\""\n---\n\n\tcode\n\nOne **two\nthree** \U0001f6a2 four.\n\n1. a *b*\n',
        ),
        ("text", "Fares \u201cfall\u201d\r\n\r\nOne two three.\r\n\r\n  \u2022 \U0001f6a2 a b\r\n"),
        (
            "yaml",
            "version: '1.0'\ntype: article\nheadline: it''s\n"
            "body:\n- blocks:\n  - {type: paragraph, content: [{text: a b}]}\n",
        ),
    ],
)
def test_every_passage_of_a_source_is_placed(format: str, source: str) -> None:
    positions = Positions(read(source, format))
    passages: Passages = positions.passages()
    assert passages.all
    for passage in passages.all:
        raw = positions.raw(passage.pointer, 0, len(passage.text))
        assert raw
        assert [char for char in raw if char.isalnum()] == [char for char in passage.text if char.isalnum()]


def test_an_address_that_goes_on_is_another_one() -> None:
    found = find_address(
        "(https://a.example/bc) (https://a.example/b)", "https://a.example/b", 0, format_named("markdown").notation
    )
    assert found
    assert found[0][0][0] == 24


def test_cells_are_found_behind_those_before_them() -> None:
    positions = Positions(read("# a\n\n| at | b |\n|---|---|\n| at | at at |\n", "markdown"))
    table = next(each.pointer for each in positions.passages().all if each.role == "cell").rpartition("/header")[0]
    assert positions.raw(f"{table}/rows/0/1", 0, 5) == "at at"
