"""The configuration: its schema, which is made from the rules, its faults, and which settings hold for which file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator

from artfmt.checking.config import (
    Config,
    Configs,
    house_of,
    settings_for,
)
from artfmt.checking.config_text import parse_config
from artfmt.checking.presets import PRESETS
from artfmt.formats.read import read
from artfmt.house.parts import NAMES
from artfmt.house.rules import NAME
from artfmt.model.article import Image
from artfmt.rules import Rule, all_rules
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ConfigError
from artfmt.source.notice_names import NOTICES
from cli_support import run
from conftest import ROOT

_PATTERNS = {"type": "array", "items": {"type": "string", "minLength": 1}}
_SEVERITIES = ["off", "on", "suggestion", "warning", "error"]


def _option(kind: Any, default: Any) -> dict[str, Any]:
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind)), "default": default}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": {"type": "string", "minLength": 1}, "default": list(default)}
    names = {int: "integer", bool: "boolean", str: "string"}
    return {"type": names[kind], "default": default, **({"minimum": 0, "maximum": 1_000_000} if kind is int else {})}


def _setting(rule: Rule) -> dict[str, Any]:
    types = rule.option_types()
    options = {name.replace("_", "-"): _option(types[name], default) for name, default in rule.options.items()}
    told = dict(line.removeprefix("- ").split(": ", 1) for line in rule.parts.get("Options", "").splitlines())
    for name, option in options.items():
        option["description"] = told[name]
    return {
        "description": rule.summary,
        "if": {"type": "object"},
        "then": {
            "properties": {"severity": {"$ref": "#/$defs/severity"}, **options},
            "additionalProperties": False,
        },
        "else": {"$ref": "#/$defs/severity"},
    }


# What a key of front matter may stand for.
_FIELDS = [
    *("headline", "deck", "section", "tags", "published", "updated", "dateline", "authors", "language", "url", "id"),
    *("image", "image.src", "image.alt", "image.caption", "image.credit", "image.source_type"),
    *("publisher.name", "publisher.url", "rights.statement", "rights.holder", "rights.license"),
]


_STRING = {"type": "string", "minLength": 1}
_LIST = {"type": "array", "items": _STRING, "minItems": 1}
_OF_HOUSE = {
    "severity": {"description": "How grave a finding is.", "enum": ["suggestion", "warning", "error"]},
    "message": {"description": "What the finding says; %s stands for the words that are there.", **_STRING},
    "in": {"description": f"The parts it is about: {', '.join(NAMES)}.", **_LIST},
    "not_in": {"description": "Parts that it is not about.", **_LIST},
    "except": {"description": "Phrases in which it may stand.", **_LIST},
    "case": {"description": "Whether small letters and capitals count.", "type": "boolean", "default": False},
}


def _fields() -> dict[str, Any]:
    values = {"type": "array", "items": {"type": ["string", "number", "boolean"]}, "minItems": 1}
    details = {
        "required": {"description": "It must be there.", "type": "boolean"},
        "forbidden": {"description": "It must not be there.", "type": "boolean"},
        "allowed": {
            "description": "What it may hold: a list, or a file of a list (YAML, JSON, or one a line).",
            "anyOf": [values, _STRING],
        },
        "form": {"description": "A regular expression that the whole of it fits.", **_STRING},
        **{name: _OF_HOUSE[name] for name in ("severity", "message")},
    }
    return {
        "description": "What is asked of fields, by their names (section, image.alt, authors.name), of the house's own "
        "keys of front matter and of extra: required, forbidden, a list of what it may hold, or a mapping.",
        "type": "object",
        "additionalProperties": {
            "if": {"type": "object"},
            "then": {"properties": details, "additionalProperties": False},
            "else": {"if": {"type": "array"}, "then": values, "else": {"enum": ["required", "forbidden"]}},
        },
    }


def _house_sections() -> dict[str, Any]:
    """The sections of the house's own rules."""
    shared = {name: _OF_HOUSE[name] for name in ("message", "severity", "in", "not_in", "except", "case")}
    use = {"description": "What the house writes; choices are parted by |.", **_STRING}
    find = {"description": "A regular expression, in the syntax of Python's regex module.", **_STRING}
    replace = {
        "description": "What --unsafe-fixes writes; $1 is the first group; empty to take it out.",
        "type": "string",
    }
    return {
        "fields": {"$ref": "#/$defs/fields"},
        "extra_schema": {
            "description": "A file with a JSON Schema for extra, which holds what is no field of an article.",
            **_STRING,
        },
        "terms": {
            "description": "Words and phrases that the house writes in another way, and what it writes: e-mail: email. "
            "A mapping without use bans a term. Whole words are found, and quotations are left alone.",
            "type": "object",
            "propertyNames": {"pattern": r"\S"},
            "additionalProperties": {
                "if": {"type": "object"},
                "then": {"properties": {"use": use, **shared}, "additionalProperties": False},
                "else": _STRING,
            },
        },
        "patterns": {
            "description": "Regular expressions for what must not stand there, by their names: a rule house.NAME each.",
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"},
            "additionalProperties": {
                "type": "object",
                "required": ["find", "message"],
                "properties": {"find": find, "replace": replace, **shared},
                "additionalProperties": False,
            },
        },
        "styles": {"description": "Folders of Vale's styles, whose rules are asked as well.", **_LIST},
    }


def made_schema() -> dict[str, Any]:
    """The schema of ``.artfmt.yaml``, from the rules and the notices."""
    rules = {rule.name: _setting(rule) for rule in all_rules()}
    rules |= {name: {"description": told, "$ref": "#/$defs/severity"} for name, told in NOTICES.items()}
    preset = {
        "description": f"Which rules are on: {'; '.join(f'{name}, {told}' for name, told in PRESETS.items())}.",
        "enum": list(PRESETS),
        "default": "default",
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://artfmt.github.io/artfmt/schemas/1.0/config.schema.json",
        "title": "artfmt configuration 1.0",
        "description": "What .artfmt.yaml says: which files are checked, by which rules, how gravely.",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "preset": preset,
            "files": {
                "description": "Patterns, as in .gitignore, of what is checked; left out: all that can be read.",
                **_PATTERNS,
            },
            "ignore": {"description": "Patterns of files that are never checked.", **_PATTERNS},
            "ignore_if": {
                "description": "Keys of front matter and the values under which a file is passed over, as draft: true "
                "or type: [page, landing].",
                "type": "object",
                "additionalProperties": {
                    "if": {"type": "array"},
                    "then": {"items": {"type": ["string", "number", "boolean"]}, "minItems": 1},
                    "else": {"type": ["string", "number", "boolean"]},
                },
            },
            "locked": {
                "description": "Rules that no suppression and no baseline forgives; where check knows the base of a "
                "branch (--changed, or a CI), they are as the configuration there has them.",
                "type": "array",
                "items": {"anyOf": [{"enum": sorted(rules)}, {"type": "string", "pattern": NAME.pattern.join("^$")}]},
            },
            "baseline": {
                "description": "A file of findings that are forgiven; artfmt check --write-baseline makes it.",
                "type": "string",
                "minLength": 1,
            },
            "labels": {
                "description": "The house's own lead-in labels and their kinds, as Why we care: why-it-matters.",
                "type": "object",
                "additionalProperties": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            },
            "front_matter": {
                "description": "The house's own keys in the front matter of Markdown, and the fields that they stand "
                "for, as hero_alt: image.alt. They are read as those fields, and written again under these keys.",
                "type": "object",
                "additionalProperties": {"enum": _FIELDS},
            },
            **_house_sections(),
            "rules": {"$ref": "#/$defs/rules"},
            "paths": {
                "description": "Other rules for some files; where several parts match, the last one counts.",
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["files"],
                    "additionalProperties": False,
                    "properties": {
                        "files": {"description": "Patterns, as in .gitignore.", **_PATTERNS},
                        "preset": preset,
                        "fields": {"$ref": "#/$defs/fields"},
                        "rules": {"$ref": "#/$defs/rules"},
                    },
                },
            },
        },
        "$defs": {
            "severity": {
                "description": "How grave a finding is: error and warning fail a check; on is the rule's own.",
                "enum": _SEVERITIES,
            },
            "rules": {
                "description": "For each rule how grave it is, or a mapping with its options.",
                "type": "object",
                "additionalProperties": False,
                "patternProperties": {NAME.pattern.join("^$"): {"$ref": "#/$defs/severity"}},
                "properties": dict(sorted(rules.items())),
            },
            "fields": _fields(),
        },
    }


def test_the_schema_is_that_of_the_rules(golden: Callable[[Path, str], None]) -> None:
    schema = made_schema()
    Draft202012Validator.check_schema(schema)
    golden(ROOT / "schemas" / "config.schema.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "preset: strikt",
            '.artfmt.yaml:1:9: "preset" must be one of default, published, strict, none; did you mean "strict"?',
        ),
        ("rules:\n  missing-atl: off", '.artfmt.yaml:2:3: unknown rule "missing-atl": did you mean "missing-alt"?'),
        ("rule: {}", '.artfmt.yaml:1:1: unknown field "rule": did you mean "rules"?'),
        (
            "rules:\n  headline-too-long: {longst: 3}",
            '.artfmt.yaml:2:23: unknown field "longst": did you mean "longest"?',
        ),
        (
            "rules:\n  headline-too-long: {longest: many}",
            '.artfmt.yaml:2:32: "longest" must be a whole number, not text',
        ),
        ("rules:\n  missing-alt: fatal", "must be one of off, on, suggestion, warning, error"),
        ("- a", ".artfmt.yaml:1:1: a configuration is fields with values, like preset: strict"),
        ("a: [", ".artfmt.yaml:1:5: "),
        ("preset: strict\npreset: none", '.artfmt.yaml:2:1: the key "preset" stands twice: keep one'),
        ("labels: {Why we care: Why!}", "must be lower-case words joined by hyphens"),
    ],
)
def test_faults_are_told_with_their_place_and_a_cure(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(text.encode(), ".artfmt.yaml")
    assert told in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"", b"# nothing\n", b"---\n", b"preset: default\n", b"\xef\xbb\xbfpreset: default\n"]
)
def test_what_says_little_is_a_configuration(data: bytes) -> None:
    assert parse_config(data, "x").get("preset", "default") == "default"


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ConfigError, match="is not UTF-8 text"):
        parse_config(b"preset: \xff", "x")


def _config(text: str, folder: Path) -> Config:
    return Config(parse_config(text.encode(), "x"), str(folder))


def test_the_last_part_that_matches_counts(tmp_path: Path) -> None:
    config = _config(
        """
        rules: {missing-alt: error, double-space: off}
        paths:
        - files: ["letters/"]
          preset: strict
          rules: {missing-alt: off}
        - files: ["letters/old/*.md"]
          rules: {missing-alt: suggestion}
        """,
        tmp_path,
    )
    story = config.settings_for(str(tmp_path / "story.md"))
    letter = config.settings_for(str(tmp_path / "letters" / "a.md"))
    old = config.settings_for(str(tmp_path / "letters" / "old" / "a.md"))
    assert story.severity("missing-alt", Severity.WARNING) is Severity.ERROR
    assert not story.has("double-space", True)
    assert not story.has("missing-credit", False)
    assert not letter.has("missing-alt", True)
    assert letter.has("missing-credit", False)
    assert old.severity("missing-alt", Severity.WARNING) is Severity.SUGGESTION


def test_patterns_are_those_of_gitignore(tmp_path: Path) -> None:
    config = _config('files: ["stories/**/*.md", "!stories/drafts/*.md"]\nignore: [old.md]', tmp_path)
    wanted = ["stories/a.md", "stories/2021/a.md", "stories/drafts/a.md", "stories/old.md", "readme.md"]
    assert [config.wants(str(tmp_path / path)) for path in wanted] == [True, True, False, False, False]
    assert config.ignores(str(tmp_path / "old.md"))
    assert not config.ignores(str(tmp_path / "readme.md"))


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    (tmp_path / ".artfmt.yaml").write_text("preset: strict\n")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "a" / ".artfmt.yaml").write_text("preset: none\n")
    configs = Configs()
    assert configs.of(str(tmp_path / "x.md")).settings_for(str(tmp_path / "x.md")).preset == "strict"
    assert configs.of(str(inner / "x.md")).settings_for(str(inner / "x.md")).preset == "none"
    only = Configs(str(tmp_path / ".artfmt.yaml"))
    assert only.of(str(inner / "x.md")).settings_for("x.md").preset == "strict"


def test_house_labels_have_kinds(tmp_path: Path) -> None:
    config = _config("labels: {Why we care: why-it-matters}", tmp_path)
    assert config.settings_for("x").labels == {"why-we-care": "why-it-matters"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('ignore: ["*a*a*a*a*a*a*b"]', '.artfmt.yaml:1:10: "*a*a*a*a*a*a*b" has more than 3 stars in a name'),
        ('ignore: ["!"]', '.artfmt.yaml:1:10: "!" is not a pattern of .gitignore'),
        ('files: ["*.md", "**/a/**/b/**/c"]', '.artfmt.yaml:1:17: "**/a/**/b/**/c" has "**" more than 2 times'),
        ('paths: [{files: ["a/****b****c"], preset: strict}]', "has more than 3 stars in a name"),
    ],
)
def test_patterns_that_could_take_forever_or_mean_nothing_are_refused(text: str, told: str) -> None:
    with pytest.raises(ConfigError) as error:
        parse_config(text.encode(), ".artfmt.yaml")
    assert told in str(error.value)


def test_patterns_as_people_write_them_are_accepted() -> None:
    text = b'ignore: ["drafts/", "!drafts/kept.md", "**/old/**/*.md", "2031-*-*-*.md", "/a/**", "[ab]?.md"]'
    assert parse_config(text, ".artfmt.yaml")


def test_the_house_s_keys_of_front_matter_are_known_to_every_command(tmp_path: Path) -> None:
    (tmp_path / ".artfmt.yaml").write_text("front_matter:\n  hero: image\n  hero_alt: image.alt\n", encoding="utf-8")
    post = tmp_path / "post.md"
    post.write_text("---\ntitle: The quay closes\nhero: a.jpg\nhero_alt: Fog\n---\n\nOne.\n", encoding="utf-8")
    settings = settings_for(post)
    assert settings.front_matter == {"hero": "image", "hero_alt": "image.alt"}
    article = read(post, **house_of(settings)).article
    assert article.image == Image("a.jpg", "Fog")
    assert article.extra == {}
    result = run("convert", str(post), "-t", "markdown", "--dialect", "ghost")
    assert result.stdout == post.read_text(encoding="utf-8")


def test_a_key_of_front_matter_stands_for_a_field_that_there_is() -> None:
    with pytest.raises(ConfigError, match=r"x.yaml:2:9: .*image.alt"):
        parse_config(b"front_matter:\n  hero: image.alternative\n", "x.yaml")
