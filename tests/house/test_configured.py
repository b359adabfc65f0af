"""The house rules of a configuration: fields, the schema of what is beside them, terms, patterns and styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from artfmt.checking.config import settings_for
from artfmt.checking.document import check
from artfmt.formats.read import read
from artfmt.source.errors import ConfigError
from cli_support import run

POST = """\
---
title: Port Alder halves ferry fares
author: Ada Parc
section: Harbour
desk: news
weight: 9
image: {src: a.jpg}
---

You can utilize E-mail and the Github page.

> We utilize it.
"""


def _found(folder: Path, config: str, post: str = POST, name: str = "a.md") -> list[str]:
    (folder / ".artfmt.yaml").write_text(config)
    (folder / name).write_text(post)
    findings = check(read(folder / name), settings_for(folder / name))
    return [
        f"{finding.location.line}:{finding.location.column} {finding.severity} {finding.message} ({finding.rule})"
        for finding in findings
        if finding.location and finding.rule.startswith(("house.", "Marlow."))
    ]


def test_fields(tmp_path: Path) -> None:
    (tmp_path / "authors.yaml").write_text("ada: {name: Ada Park}\nbo: {name: Bo Lindt}\n")
    (tmp_path / "desks.txt").write_text("metro\nsports\n")
    config = """\
preset: none
fields:
  section: [Harbor, Business]
  published: required
  weight: forbidden
  authors.name: {allowed: [Ada Park, Bo Lindt], severity: warning}
  image.alt: required
  desk: {required: true, allowed: desks.txt}
  extra.topic: required
"""
    assert _found(tmp_path, config) == [
        '1:1 error "extra.topic" is missing: this house asks for it (house.fields)',
        '1:1 error "published" is missing: this house asks for it (house.fields)',
        '3:9 warning "authors.name" may not be "Ada Parc" in this house: did you mean "Ada Park"? (house.fields)',
        '4:10 error "section" may not be "Harbour" in this house: did you mean "Harbor"? (house.fields)',
        '5:7 error "desk" may not be "news" in this house: it may be metro, sports (house.fields)',
        '6:9 error "weight" must not be given in this house (house.fields)',
        '7:8 error "image.alt" is missing: this house asks for it (house.fields)',
    ]


def test_fields_have_places_in_every_format(tmp_path: Path) -> None:
    article = (
        '{"version": "1.0", "type": "article", "headline": "Fares fall",\n "section": "Harbour",\n'
        ' "body": [{"blocks": [{"type": "paragraph", "content": [{"text": "a"}]}]}],\n "extra": {"desk": "news"}}'
    )
    config = "preset: none\nfields: {section: [Harbor], desk: [metro]}\n"
    assert [line.partition(" ")[0] for line in _found(tmp_path, config, article, "a.json")] == ["2:14", "4:21"]


def test_keys_that_stand_for_fields(tmp_path: Path) -> None:
    config = "preset: none\nfront_matter: {desk: section}\nfields: {desk: [metro, news]}\n"
    assert _found(tmp_path, config, POST.replace("section: Harbour\n", "")) == []


def test_a_part_of_the_files_may_be_asked_more(tmp_path: Path) -> None:
    config = (
        "preset: none\nfields: {deck: required}\npaths:\n- files: [a.md]\n  fields: {deck: forbidden, url: required}\n"
    )
    assert _found(tmp_path, config) == ['1:1 error "url" is missing: this house asks for it (house.fields)']


def test_the_schema_of_what_is_beside(tmp_path: Path) -> None:
    schema = '{"properties": {"weight": {"maximum": 5}, "desk": {"pattern": "^m"}}, "required": ["topic"]}'
    (tmp_path / "extra.json").write_text(schema)
    assert _found(tmp_path, "preset: none\nextra_schema: extra.json\n") == [
        '1:1 error "topic" is a required property (the house\'s schema) (house.extra)',
        '5:7 error "news" does not match "^m" (the house\'s schema) (house.extra)',
        "6:9 error 9 is greater than the maximum of 5 (the house's schema) (house.extra)",
    ]


def test_terms(tmp_path: Path) -> None:
    config = """\
preset: none
terms:
  e-mail: email
  github: GitHub
  utilize: {use: use, severity: error}
  page: {message: "no %s", except: [github page]}
  ferry fares: {in: [headline]}
"""
    assert _found(tmp_path, config) == [
        '2:26 warning "ferry fares" is not written here (house.terms)',
        '10:9 error "utilize" is not written here: write "use" (house.terms)',
        '10:17 warning "E-mail" is not written here: write "Email" (house.terms)',
        '10:32 warning "Github" is not written here: write "GitHub" (house.terms)',
    ]


def test_patterns(tmp_path: Path) -> None:
    config = """\
preset: none
patterns:
  you: {find: '\\byou\\b', message: "%s is not addressed", case: true}
  You: {find: '\\bYou\\b', message: "%s is not addressed", case: true, severity: suggestion}
"""
    assert _found(tmp_path, config) == ["10:1 suggestion You is not addressed (house.You)"]


def _styled(folder: Path) -> None:
    style = folder / "styles" / "Marlow"
    style.mkdir(parents=True)
    (style / "Hedging.yml").write_text("extends: existence\nmessage: no '%s'\ntokens: [can]\n")
    (style / "Spelling.yml").write_text("extends: spelling\nmessage: x\n")
    (folder / "a.md").write_text(POST)


def test_a_style_of_vale(tmp_path: Path) -> None:
    _styled(tmp_path)
    (tmp_path / ".artfmt.yaml").write_text("styles: [styles/Marlow]\nrules: {Marlow.Hedgin: off}\n")
    done = run("check", "--select", "Marlow.Hedging", ".", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "a.md:10:5: warning: no 'can' (Marlow.Hedging)\n")
    assert 'styles/Marlow/Spelling.yml: skipped: extends "spelling"' in done.stderr
    assert 'there is no rule "Marlow.Hedgin" in the house' in done.stderr


def test_a_rule_of_a_house_is_set_and_suppressed_as_others_are(tmp_path: Path) -> None:
    _styled(tmp_path)
    assert _found(tmp_path, "preset: none\nstyles: [styles/Marlow]\nrules: {Marlow.Hedging: error}\n") == [
        "10:5 error no 'can' (Marlow.Hedging)"
    ]
    config = "preset: none\nstyles: [styles/Marlow]\n"
    assert _found(tmp_path, config, POST.replace("\nYou", "\n<!-- artfmt-ignore: Marlow.Hedging -->\nYou")) == []
    assert _found(tmp_path, f"{config}rules: {{Marlow.Hedging: off}}\n") == []


def test_a_pattern_that_takes_too_long_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / ".artfmt.yaml").write_text("patterns: {slow: {find: '(a|aa)+$', message: x}}\n")
    (tmp_path / "a.md").write_text(f"# Fares\n\n{'a' * 4000}c\n")
    done = run("check", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert 'house.slow: the pattern "(a|aa)+$" takes longer than 0.5 seconds' in done.stderr


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("fields: {sections: [a]}", '.artfmt.yaml:1:20: "sections" is no field: did you mean "section"?'),
        ("fields: {desk: maybe}", ".artfmt.yaml:1:16:"),
        ("patterns: {a: {find: '(', message: b}}", ".artfmt.yaml:1:22: is no regular expression"),
        ("terms: {a: {in: [headlines]}}", '.artfmt.yaml:1:18: there is no part "headlines": did you mean "headline"?'),
        ("extra_schema: ../x.json", "lies outside"),
        ("extra_schema: none.json", 'there is no file "none.json"'),
        ("styles: [/etc]", "lies outside"),
        ("styles: [styles]", 'there is no folder "styles" beside this configuration'),
        ("fields: {desk: {allowed: /etc/passwd}}", "lies outside"),
        ("fields: {desk: {allowed: .artfmt.yaml}}", ""),
    ],
)
def test_what_a_configuration_cannot_ask(tmp_path: Path, config: str, told: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".artfmt.yaml").write_text(config)
    if not told:
        settings_for(tmp_path / "a.md")
        return
    with pytest.raises(ConfigError) as error:
        settings_for(tmp_path / "a.md")
    assert told in str(error.value)


def test_a_schema_fetches_nothing(tmp_path: Path) -> None:
    (tmp_path / "extra.json").write_text('{"$ref": "https://a.example/schema.json"}')
    (tmp_path / ".artfmt.yaml").write_text("extra_schema: extra.json")
    with pytest.raises(ConfigError, match="lies elsewhere"):
        settings_for(tmp_path / "a.md")


def test_templates_are_no_prose(tmp_path: Path) -> None:
    post = '---\ntitle: a\n---\n\nSee {{< figure src="e-mail.png" >}} and {% link e-mail.md %} and {{ e-mail }}.\n'
    assert _found(tmp_path, "preset: none\nterms: {e-mail: email}\n", post) == []


def test_values_are_spelled_as_yaml_spells_them(tmp_path: Path) -> None:
    post = "---\ntitle: a\nflag: true\n---\n\nOne.\n"
    assert _found(tmp_path, "preset: none\nfields: {flag: [true]}\n", post) == []
    with pytest.raises(ConfigError, match=r"must be text or a number or true or false"):
        _found(tmp_path, "fields: {section: [~]}\n")
