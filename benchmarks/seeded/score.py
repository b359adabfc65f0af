"""How right the gate is: faults planted one by one, each at a known place, in every format.

    python benchmarks/seeded/score.py

A case is one clean article with one fault, written in one format. It counts as found where the right rule tells it on
the right line. The clean articles themselves must have no finding, with every rule on. Exits with 1 where less than
0.99 are found or anything is found in a clean article.
"""

from __future__ import annotations

import sys
from collections import Counter
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import PAIRS, PLANTS, Planted, respelled

from artfmt.checking.config import Configs
from artfmt.checking.document import check_document, check_source
from artfmt.checking.run import Gate
from artfmt.checking.settings import Settings
from artfmt.formats.read import read
from artfmt.formats.table import format_named
from artfmt.formats.write import write
from artfmt.model.article import Article
from artfmt.rules import all_rules
from artfmt.source.diagnostics import Diagnostic
from artfmt.source.files import Input
from artfmt.source.source import Source
from articles import articles

FORMATS = ("json", "yaml", "markdown", "jats", "html", "text")
ROUNDS = 8
LOSSLESS = FORMATS[:-1]
STRICT = Settings("strict")
# Rules about how a source is spelled, which other formats cannot break.
_ONLY = {"double-space": ("json", "yaml", "markdown", "text"), "empty-section": ("markdown",)}
# What starts a part in each format: its place is the line of the nearest of these above the words, or on it.
_STARTS = {
    "json": {"image": "{", "list": "{", "section": "{"},
    "yaml": {"image": "- ", "list": "- ", "section": "- "},
    "markdown": {"image": "![", "list": "- ", "section": "**"},
    "jats": {"image": "<fig", "list": "<list ", "section": "<sec"},
    "html": {"image": "<figure", "list": "<ul", "section": "<section"},
    "text": {"section": "", "list": "•"},
}


def main() -> int:
    """Print the score and what was missed."""
    clean = list(articles(ROUNDS))
    false = [each for article in clean for format in FORMATS for each in _findings(write(article, format), format)]
    print(f"clean: {len(clean) * len(FORMATS)} files, {len(false)} findings {Counter(each.rule for each in false)}")
    cases, found, missed = 0, 0, Counter[tuple[str, str, str]]()
    for rule, plant in PLANTS.items():
        for number, article in enumerate(clean):
            mark = f"quor{chr(97 + number)}l"
            planted = plant(article, mark)
            for format in FORMATS:
                outcome = _case(rule, planted, mark, format)
                if outcome is None:
                    continue
                cases += 1
                found += not outcome
                if outcome:
                    missed[(rule, format, outcome)] += 1
    for rule, number, format in product(PAIRS, range(ROUNDS), LOSSLESS):
        outcome = _pair(rule, clean[number], f"quor{chr(97 + number)}l", format)
        cases += 1
        found += not outcome
        if outcome:
            missed[(rule, format, outcome)] += 1
    for (rule, format, outcome), count in sorted(missed.items()):
        print(f"missed: {rule} in {format}, {count} times: {outcome}")
    lacking = sorted(rule.name for rule in all_rules() if rule.name not in PLANTS and rule.name not in PAIRS)
    print(f"rules: {len(PLANTS) + len(PAIRS)}; without a fault to plant: {', '.join(lacking) or 'none'}")
    print(f"found: {found} of {cases}, {found / cases:.4f}")
    return int(found / cases < 0.99 or bool(false))


def _findings(text: str, format: str) -> list[Diagnostic]:
    # Text holds no ids, languages or addresses: the rules that ask for them have nothing to ask of it.
    asks = {"language-missing"} if format == "text" else set()
    return [each for each in check_document(read(text, format), STRICT).findings if each.rule not in asks]


def _case(rule: str, planted: Planted, mark: str, format: str) -> str | None:
    """What is wrong with a case, "" for nothing; None where the format cannot hold the fault."""
    text = respelled(rule, write(planted.article, format), mark)
    if planted.words not in text or (format == "text" and not _holds(planted, text)):
        return None
    if rule in _ONLY and format not in _ONLY[rule]:
        return None
    line = _line(text, planted, format)
    told = [each for each in check_source(Source(text, "story"), format, STRICT).findings if each.rule == rule]
    if not told:
        return "not found"
    lines = [each.location.line if each.location else 0 for each in told]
    return "" if line in lines else f"{lines[0] - line:+} lines"


def _pair(rule: str, article: Article, mark: str, format: str) -> str:
    """What is wrong with a case of two articles, "" for nothing."""
    first, second, words = PAIRS[rule](article, mark)
    suffix = format_named(format).suffixes[0]
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"{name}{suffix}") for name in ("first", "second")]
        for path, each in zip(paths, (first, second), strict=True):
            path.write_text(write(each, format), encoding="utf-8")
        Path(folder, ".artfmt.yaml").write_text("preset: strict\n")
        results = list(Gate(Configs()).run([Input(str(path)) for path in paths]))
        told = [each for result in results for each in result.findings if each.rule == rule]
        if [Path(each.path).name for each in told] != [f"second{suffix}"]:
            return f"found {len(told)} times"
        expected = _line(paths[1].read_text(encoding="utf-8"), Planted(second, words), format)
        line = told[0].location.line if told[0].location else 0
        return "" if line == expected else f"{line - expected:+} lines"


def _holds(planted: Planted, text: str) -> bool:
    """Whether text, which is no lossless format, holds the article all the same but for ids and addresses."""
    there = read(text, "text").article
    return [each.axiom for each in there.body] == [each.axiom for each in planted.article.body] and (
        there.text == planted.article.text
    )


def _line(text: str, planted: Planted, format: str) -> int:
    lines = text.splitlines()
    at = [number for number, line in enumerate(lines, 1) if planted.words in line]
    if format == "html":  # the head says many of the same words for machines
        body = next(number for number, line in enumerate(lines, 1) if "<body" in line)
        at = [number for number in at if number > body] or at
    if planted.whole == "last":
        return at[-1]
    line = at[0]
    start = _STARTS[format].get(planted.whole, "")
    if not start:
        return line
    indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
    while line > 1 and not _opens(lines[line - 1], start, planted.whole, format, indent):
        line -= 1
    return line


def _opens(line: str, start: str, whole: str, format: str, indent: int) -> bool:
    bare = line.lstrip()
    own = len(line) - len(bare)
    if format == "json":
        kind = {"image": 2, "list": 10, "section": 4}[whole]
        return bare.startswith(start) and own == indent - kind
    if format == "yaml":
        kind = {"image": 2, "list": 4, "section": 4}[whole]
        return bare.startswith(start) and own == indent - kind
    return start in line


if __name__ == "__main__":
    sys.exit(main())
