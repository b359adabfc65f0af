"""Each rule: its page is whole, and its examples are what they say, in every format that can hold them."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from artfmt.checking.across import compare
from artfmt.checking.document import check_document
from artfmt.checking.positions import Positions
from artfmt.checking.presets import OF_FILES, OF_PUBLISHED
from artfmt.checking.settings import Setting, Settings
from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.rules import PARTS, Rule, all_rules, rule_names
from artfmt.rules.core.entries import COMPARING
from artfmt.rules.core.passages import PictureData, Version
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.notice_names import NOTICES
from artfmt.source.source import Source
from conftest import ROOT

RULES = list(all_rules())
# Options under which a page's example is one, where the defaults ask for more text than a page can show.
_OPTIONS = {"article-too-long": {"longest": 12}}


class _Around:
    """The files around an example: none but the picture that its first line describes."""

    def __init__(self, line: str) -> None:
        self._pictures = {
            name: PictureData(credit) for name, credit in re.findall(r'picture (\S+): credit "(.*)"', line)
        }

    def is_there(self, address: str) -> bool | None:
        return address in self._pictures if ":" not in address else None

    def places(self, _: str) -> frozenset[str] | None:
        return None

    def picture(self, address: str) -> PictureData | None:
        return self._pictures.get(address)


def _findings(rule: Rule, example: str) -> Iterator[Diagnostic]:
    settings = Settings("none", {rule.name: Setting(None, _OPTIONS.get(rule.name, {}))})
    parts = re.split(r"^== (.+)\n", example, flags=re.MULTILINE)
    if rule.name in OF_PUBLISHED:
        before, after = (read(text) for text in parts[2::2])
        yield from check_document(after, settings, before=Version(before.article)).findings
        return
    if rule.name in OF_FILES:
        positions = Positions(read(parts[-1]))
        passages = positions.passages(around=_Around(parts[1] if len(parts) > 1 else ""))
        assert rule.check
        yield from (positions.diagnostic(rule.name, rule.severity, finding) for finding in rule.check(passages))
        return
    sources = [Source(parts[0], "story")] if len(parts) == 1 else []
    sources += [Source(text, name) for name, text in zip(parts[1::2], parts[2::2], strict=True)]
    entries = []
    for source in sources:
        checked = check_document(read(source), settings)
        assert not checked.faults
        assert checked.entry
        entries.append(checked.entry)
        yield from checked.findings
    yield from compare(entries, lambda _: settings)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_page_is_whole(rule: Rule) -> None:
    assert rule.summary.endswith(".")
    assert [part for part in PARTS if part in rule.parts] == [
        "Why",
        "Bad",
        "Good",
        *(["Options"] if rule.options else []),
    ]
    told = [line.removeprefix("- ").partition(": ")[0] for line in rule.parts.get("Options", "").splitlines()]
    assert told == [name.replace("_", "-") for name in rule.options]
    assert all(rule.parts.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_bad_example_is_found_and_the_good_one_is_not(rule: Rule) -> None:
    assert rule.name in [each.rule for each in _findings(rule, rule.parts["Bad"])]
    assert [each for each in _findings(rule, rule.parts["Good"]) if each.rule == rule.name] == []


def test_good_examples_are_clean_under_the_default_rules() -> None:
    for rule in RULES:
        if rule.name not in (*COMPARING, *OF_PUBLISHED, *OF_FILES):
            document = read(rule.parts["Good"])
            assert check_document(document, Settings()).findings == [], rule.name


def test_the_rules_that_compare_are_named() -> None:
    assert tuple(rule.name for rule in RULES if rule.compare) == COMPARING


def test_there_are_thirty_rules_and_more() -> None:
    assert len([rule for rule in RULES if rule.check or rule.compare]) >= 30


def test_notices_have_a_name_in_the_table_or_a_page() -> None:
    told = set()
    for path in (ROOT / "src" / "artfmt").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        told |= set(re.findall(r"\.notice\(\s*\"([a-z-]+)\"", text))
        told |= set(re.findall(r"[._]left_out\((?:[^()]|\([^()]*\))*, \"([a-z]+(?:-[a-z]+)+)\"\)", text))
        told |= set(re.findall(r"rule: str = \"([a-z-]+)\"", text))
    assert "leftover-widget" in told
    assert told <= {*NOTICES, *rule_names()}
    assert not {*NOTICES} & {*rule_names()}


@pytest.mark.parametrize("format", ["json", "yaml", "jats", "html"])
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.check], ids=lambda rule: rule.name)
def test_what_is_found_in_markdown_is_found_in_every_format(rule: Rule, format: str) -> None:
    if rule.name in ("double-space", "heading-skipped", "missing-lead-alt"):  # these judge how Markdown is spelled
        return
    if rule.name in (*OF_PUBLISHED, *OF_FILES):  # their examples are two versions, or several files
        return
    document = read(rule.parts["Bad"])
    settings = Settings("none", {rule.name: Setting(None, _OPTIONS.get(rule.name, {}))})
    there = read(write(document.article, format), format)
    assert there.article == document.article
    expected = [(each.rule, each.pointer, each.message) for each in check_document(document, settings).findings]
    found = check_document(there, settings).findings
    assert sorted((each.rule, each.pointer, each.message) for each in found) == sorted(expected)
    assert all(each.location for each in found)
