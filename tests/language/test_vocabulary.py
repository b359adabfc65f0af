"""The words of languages: valid under their schema, compiled, complete for months, and nowhere in the code."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from artfmt.language.compile import FOLDER, months, read_languages, vocabulary
from artfmt.language.data.months import LANGUAGES as LANGUAGES_OF_MONTHS
from artfmt.language.data.months import NAMES
from artfmt.language.dates import spoken_day
from artfmt.language.labels import KINDS
from artfmt.language.months import month_of
from artfmt.language.vocabulary import pattern
from conftest import ROOT, lacking

SCHEMA = json.loads((ROOT / "schemas" / "language.schema.json").read_text(encoding="utf-8"))
LANGUAGES = read_languages()
PATTERN_FIELDS = [name for name, field in SCHEMA["properties"].items() if field["$ref"] == "#/$defs/patterns"]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert all(field["description"].endswith((".", '"')) for field in SCHEMA["properties"].values())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_language_is_valid(tag: str) -> None:
    validator = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(LANGUAGES[tag])] == []
    assert set(LANGUAGES[tag].get("labels", {})) <= set(KINDS)


@pytest.mark.parametrize("field", PATTERN_FIELDS)
def test_a_pattern_stands_for_itself(field: str) -> None:
    for said in LANGUAGES.values():
        for alone in said.get(field, ()):
            assert re.compile(alone, re.IGNORECASE).groups == 0
    assert re.compile(pattern(field), re.IGNORECASE).groups == 0


def test_the_compiled_file_is_that_of_the_languages(golden: Callable[[Path, str], None]) -> None:
    golden(FOLDER / "vocabulary.py", vocabulary(LANGUAGES))


def test_the_months_are_those_of_cldr() -> None:
    try:
        import babel  # noqa: F401
    except ImportError:
        lacking("Babel: pip install babel")
    assert (FOLDER / "months.py").read_text(encoding="utf-8") == months()


# Thai and Hebrew abbreviate with stops and marks within, Irish has months of two words.
_UNREAD = {"ga", "he", "th"}


def test_every_month_is_read_in_its_language() -> None:
    unread = {
        (tag, name)
        for tag, names in LANGUAGES_OF_MONTHS.items()
        for name, number in names.items()
        if spoken_day(f"17. {name} 2031", language=tag) != f"2031-{number:02}-17"
    }
    assert {tag for tag, name in unread if len(name) > 2} == _UNREAD


def test_a_month_that_no_language_is_told_for_is_read_by_its_full_name() -> None:
    unread = {name for name, number in NAMES.items() if spoken_day(f"17. {name} 2031") != f"2031-{number:02}-17"}
    assert {name for name in unread if not name.endswith("月")} == {"meán fómhair", "deireadh fómhair"}


@pytest.mark.parametrize(
    ("word", "language", "month"),
    [
        ("listopad", "cs", 11),
        ("listopad", "hr", 10),
        ("lip", "pl", 7),
        ("lip", "hr-HR", 6),
        ("srp", "hr", 7),
        ("srp", "cs", 8),
        ("listopada", None, 11),
        ("července", None, 7),
        ("června", None, 6),
        ("mac", "ms", 3),
        ("mac", None, None),
        ("pro", "en", None),
        ("sept", "en", 9),
    ],
)
def test_the_language_settles_what_several_read_differently(word: str, language: str | None, month: int | None) -> None:
    assert month_of(word, language) == month


_WORD = re.compile(r"[^\W\d_]{4,}")
# Words of other languages that are also names in code: of a program's values, of HTML, and of JSON Schema.
_HOMOGRAPHS = {"change", "details", "stand"}
# The kinds of words whose English ones must not stand in code either, three or more in one constant.
_KINDS = ("byline_openings", "page_byline_verbs", "credit_words", "mail_headers", "desks", "weekdays")


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (word.lower() for word in _WORD.findall(re.sub(r"\\[A-Za-z]", " ", value)))
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _words(inner)


def _constants(path: Path) -> Iterator[tuple[int, set[str]]]:
    """The words of each constant of a module, with its line; docstrings are none."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            texts = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
            yield node.lineno, {word for text in texts if isinstance(text, str) for word in _words(text)}


def _of_other_languages() -> set[str]:
    english = set(_words(LANGUAGES["en"])) | set(LANGUAGES_OF_MONTHS["en"])
    others = {word for tag, said in LANGUAGES.items() if tag != "en" for word in _words(said)}
    months_of_others = {name for tag, names in LANGUAGES_OF_MONTHS.items() if tag != "en" for name in names}
    return {word for word in others | months_of_others if len(word) > 3} - english - _HOMOGRAPHS


def _english_kinds() -> dict[str, set[str]]:
    of_months = {name for name in LANGUAGES_OF_MONTHS["en"] if len(name) > 3}
    return {"months": of_months, **{kind: set(_words(LANGUAGES["en"][kind])) for kind in _KINDS}}


# What names fields and roles of the article, of schema.org and of markup, which are no words of a language.
_NAMES = re.compile(
    r"(?:model|rules/core|cli|batch|checking|source)/|formats/(?:html/(?:metadata|linked_data|embedded|features)|markdown/shortcodes)\.py|reading/roles\.py"
)


def test_no_words_stand_in_the_code() -> None:
    foreign, kinds = _of_other_languages(), _english_kinds()
    root = ROOT / "src" / "artfmt"
    found = []
    for path in sorted(path for path in root.rglob("*.py") if path.parent != FOLDER):
        place = path.relative_to(root).as_posix()
        for line, said in _constants(path):
            found += [f"{place}:{line}: {word}" for word in sorted(said & foreign)]
            if not _NAMES.match(place):
                found += [f"{place}:{line}: {kind}" for kind, some in kinds.items() if len(said & some) > 2]
    assert found == []
