"""How right the gate is: faults planted one by one, each at a known place, in every format.

    python benchmarks/seeded/score.py

A case is one clean article with one fault, written in one format. It counts as found where the right rule tells it on
the right line. The clean articles themselves must have no finding, with every rule on. Exits with 1 where less than
0.99 are found or anything is found in a clean article.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from faults import PLANTS, Planted, respelled

from artfmt.checking import check_document
from artfmt.config import Settings
from artfmt.diagnostics import Diagnostic
from artfmt.formats import read, write
from artfmt.rules import all_rules
from articles import articles

FORMATS = ("json", "yaml", "markdown", "jats", "html", "text")
ROUNDS = 8
STRICT = Settings("strict")
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
    for (rule, format, outcome), count in sorted(missed.items()):
        print(f"missed: {rule} in {format}, {count} times: {outcome}")
    lacking = sorted(rule.name for rule in all_rules() if rule.check and rule.name not in PLANTS)
    print(f"rules: {len(PLANTS)}; without a fault to plant: {', '.join(lacking) or 'none'}")
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
    if rule == "double-space" and format in ("html", "jats"):
        return None
    line = _line(text, planted, format)
    told = [each for each in check_document(read(text, format), STRICT).findings if each.rule == rule]
    if not told:
        return "not found"
    lines = [each.location.line if each.location else 0 for each in told]
    return "" if line in lines else f"{lines[0] - line:+} lines"


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
