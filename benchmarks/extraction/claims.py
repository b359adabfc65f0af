"""Fit the weights of features so that of all claims of a page, and of "none of them", the right ones are likeliest.

Softmax, a penalty on large weights, no randomness.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np
from corpora import FOLDER, folds

from artfmt.formats.html.learned_claims import NONE

_MODULES = Path(__file__).resolve().parents[2] / "src/artfmt/formats/html"
_FEWEST_SITES = 4
_PENALTY = 0.002
_STEPS = 400
_LEAST = 0.02


@dataclass(slots=True)
class Choice:
    """A page's site, the features of each of its claims, and which claims are right; none where no claim is."""

    site: str
    features: Sequence[Sequence[str]]
    right: Collection[int]

    @property
    def rows(self) -> list[tuple[Sequence[str], bool]]:
        """The features of each claim and of "none", each with whether it is right."""
        claims = [(features, place in self.right) for place, features in enumerate(self.features)]
        return [*claims, ((NONE,), not self.right)]


class Page(Protocol):
    """A page of which something is learned."""

    @property
    def site(self) -> str:
        """Where it is from: what is learned there tells nothing of how other sites are read."""


PageT = TypeVar("PageT", bound=Page)


def learn_or_score(
    description: str | None,
    name: str,
    pages_in: Callable[[Path], list[PageT]],
    learn: Callable[[list[PageT]], dict[str, float]],
    report: Callable[[Iterable[tuple[PageT, dict[str, float]]]], None],
) -> None:
    """The command line of what learns a module's weights, or with ``--folds`` scores kept-back sites.

    ``pages_in`` gives a folder's pages, ``learn`` the weights of some, ``report`` prints how pages are judged;
    ``name`` is the module's.
    """
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=FOLDER)
    parser.add_argument("--folds", type=int, help="tell how pages of other sites are judged; writes nothing")
    parser.add_argument("--output", type=Path, default=_MODULES / f"{name}.json")
    arguments = parser.parse_args()
    pages = pages_in(arguments.corpora)
    if not arguments.folds:
        weights = learn(pages)
        report((page, weights) for page in pages)
        arguments.output.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
        return
    fold_of = folds([page.site for page in pages], arguments.folds)
    judged: list[tuple[PageT, dict[str, float]]] = []
    for fold in range(arguments.folds):
        weights = learn([page for page, mine in zip(pages, fold_of, strict=True) if mine != fold])
        judged += [(page, weights) for page, mine in zip(pages, fold_of, strict=True) if mine == fold]
    report(judged)


def fit(choices: list[Choice], penalty: float = _PENALTY) -> dict[str, float]:
    """The weights that make the right claims the likeliest (gradient descent with a step for each weight)."""
    names = _names(choices)
    place_of = {feature: place for place, feature in enumerate(names)}
    columns: list[int] = []
    rows: list[int] = []
    starts: list[int] = []
    wanted: list[float] = []
    for choice in choices:
        starts.append(len(wanted))
        for features, is_right in choice.rows:
            taught = [place_of[feature] for feature in features if feature in place_of]
            columns += taught
            rows += [len(wanted)] * len(taught)
            wanted.append(1.0 if is_right else 0.0)
    lines = len(wanted)
    at, row_of, right = np.asarray(columns), np.asarray(rows), np.asarray(wanted)
    page = np.repeat(np.arange(len(choices)), np.diff([*starts, lines]))
    weights = np.zeros(len(names))
    moved = np.full(len(names), 1e-6)
    for _ in range(_STEPS):
        scores = np.bincount(row_of, weights[at], lines)
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[page])
        shares = scores / np.add.reduceat(scores, starts)[page]
        told = shares * right
        told /= np.add.reduceat(told, starts)[page]
        pull = np.bincount(at, (shares - told)[row_of], len(names))
        slope = pull / len(starts) + penalty * weights
        moved += slope**2
        weights -= 0.1 * slope / np.sqrt(moved)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= _LEAST}


def _names(choices: list[Choice]) -> list[str]:
    """The features that several sites have."""
    sites: dict[str, set[str]] = defaultdict(set)
    for choice in choices:
        for features, _ in choice.rows:
            for feature in features:
                sites[feature].add(choice.site)
    return sorted(feature for feature, of in sites.items() if len(of) >= _FEWEST_SITES)
