"""The rules of a house, as the checker asks them: named like those of Vale, ``style.rule``, or ``house.rule``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from artfmt.house.judges import Judge
from artfmt.house.patterns import Sieve
from artfmt.rules import Finding, Rule
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity

NAME = re.compile(r"[A-Za-z][\w-]*\.[\w.-]+")  # what no rule of artfmt's own is called


class HouseRule(NamedTuple):
    """One rule of a house: data, so that it can be sent to a worker and be part of a key."""

    name: str
    severity: Severity
    summary: str
    judge: Judge


def rules_of(house_rules: Sequence[HouseRule]) -> list[Rule]:
    """The rules as the checker asks them; of all their patterns one pass tells which may be found in an article."""
    sieve = _Sifted(house_rules)
    return [
        Rule(rule.name, rule.severity, True, rule.summary, "", {}, _check(rule, number, sieve), None, False)
        for number, rule in enumerate(house_rules)
    ]


def _check(rule: HouseRule, number: int, sieve: _Sifted) -> Callable[[Passages], Iterator[Finding]]:
    def check(passages: Passages) -> Iterator[Finding]:
        passing = sieve.passing(passages)[number]
        if passing or not rule.judge.sieve:
            yield from rule.judge.findings(passages, passing)

    return check


class _Sifted:
    """The patterns of some rules, sifted once an article."""

    def __init__(self, house_rules: Sequence[HouseRule]) -> None:
        sieves = [rule.judge.sieve for rule in house_rules]
        self._sieve = Sieve(pattern for patterns in sieves for pattern in patterns)
        self._ends = [0, *accumulate(map(len, sieves))]
        self._of: Passages | None = None
        self._passing: list[Set[int]] = []

    def passing(self, passages: Passages) -> list[Set[int]]:
        """For each rule the numbers of its patterns that may be found in an article."""
        if self._of is not passages:
            numbers = self._sieve.passing(passages.text)
            self._of = passages
            self._passing = [
                {number - start for number in numbers if start <= number < end} for start, end in self._ranges
            ]
        return self._passing

    @property
    def _ranges(self) -> Iterator[tuple[int, int]]:
        return zip(self._ends, self._ends[1:], strict=False)
