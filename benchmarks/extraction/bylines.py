"""Learn which line of a page is its byline, or tell how often that is right on kept-back sites.

    python benchmarks/extraction/bylines.py             writes src/artfmt/formats/html/bylines.json
    python benchmarks/extraction/bylines.py --folds 5   scores each page by what other sites taught

A line's score is the sum of its features' weights; they are fitted so that of all lines of a page, and of "none of
them", the one that names the truth's authors gets the highest (softmax, a penalty on large weights, no randomness).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import ARTICLES, FOLDER, Sample, folds, load

from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.bylines import NONE, Claim, likeliest
from artfmt.formats.html.judgement import bylines_of
from artfmt.formats.html.metadata import read_claims
from artfmt.formats.html.scores import scores_of
from artfmt.formats.html.shown_metadata import marked_values
from artfmt.language.name_judge import plain_name

OUTPUT = Path(__file__).resolve().parents[2] / "src/artfmt/formats/html/bylines.json"
_FEWEST_SITES = 4
_PENALTY = 0.002
_STEPS = 400
_LEAST = 0.02


@dataclass(slots=True)
class Case:
    """A page: its claims, whom the truth names, and which claims are right; one beyond the last is "none of them"."""

    corpus: str
    site: str
    claims: list[Claim]
    truth: frozenset[str]
    right: list[int]

    @property
    def names_nobody(self) -> bool:
        """Whether no claim of the page is right."""
        return self.right == [len(self.claims)]


def case_of(sample: Sample) -> Case | None:
    """A page whose authors are known.

    Of its claims those are right that name the most of the truth's authors, and nobody else.
    """
    truth = frozenset(plain_name(each) for each in sample.truth.get("authors") or ()) - {""}
    if not truth:
        return None
    root = sample.page.boxes[0].element
    told = read_claims(root, sample.url if sample.url.startswith("http") else None)
    scores = scores_of(sample.page, sample.title, sample.description, sample.told)
    where = BylineZones(sample.page, sample.headline_at, scores)
    claims = bylines_of(told, marked_values(root).get("author", []), where)
    shares = [len(claim.names) if claim.names <= truth else 0 for claim in claims]
    most = max(shares, default=0)
    right = [place for place, share in enumerate(shares) if share == most] if most else [len(claims)]
    return Case(sample.corpus, sample.site, claims, truth, right)


class Fit:
    """Cases as arrays: the features of all lines one after another."""

    def __init__(self, cases: list[Case]) -> None:
        sites: dict[str, set[str]] = defaultdict(set)
        for case in cases:
            for features in _features(case):
                for feature in features:
                    sites[feature].add(case.site)
        self.names = sorted(feature for feature, of in sites.items() if len(of) >= _FEWEST_SITES)
        place_of = {feature: place for place, feature in enumerate(self.names)}
        columns, rows, starts, wanted = [], [], [], []
        line = 0
        for case in cases:
            starts.append(line)
            for place, features in enumerate(_features(case)):
                known = [place_of[feature] for feature in features if feature in place_of]
                columns += known
                rows += [line] * len(known)
                wanted.append(1.0 if place in case.right else 0.0)
                line += 1
        self.columns, self.rows = np.asarray(columns), np.asarray(rows)
        self.starts, self.right, self.lines = np.asarray(starts), np.asarray(wanted), line
        self.page = np.repeat(np.arange(len(cases)), np.diff([*starts, line]))

    def weights(self) -> dict[str, float]:
        """The weights that make the right lines the likeliest (gradient descent with a step for each weight)."""
        weights = np.zeros(len(self.names))
        moved = np.full(len(self.names), 1e-6)
        for _ in range(_STEPS):
            scores = np.bincount(self.rows, weights[self.columns], self.lines)
            scores = np.exp(scores - np.maximum.reduceat(scores, self.starts)[self.page])
            shares = scores / np.add.reduceat(scores, self.starts)[self.page]
            told = shares * self.right
            told /= np.add.reduceat(told, self.starts)[self.page]
            pull = np.bincount(self.columns, (shares - told)[self.rows], len(self.names))
            slope = pull / len(self.starts) + _PENALTY * weights
            moved += slope**2
            weights -= 0.1 * slope / np.sqrt(moved)
        return {
            name: round(float(weight), 2)
            for name, weight in zip(self.names, weights, strict=True)
            if abs(weight) >= _LEAST
        }


def _features(case: Case) -> list[tuple[str, ...]]:
    return [*(claim.features for claim in case.claims), (NONE,)]


def report(cases: Iterable[tuple[Case, dict[str, float]]]) -> None:
    """Print how often the truth's authors are found in each corpus, and how often others are chosen."""
    exact: dict[str, list[bool]] = defaultdict(list)
    right, made_up = [], []
    for case, weights in cases:
        chosen = frozenset(plain_name(each.name) for each in likeliest(case.claims, weights))
        exact[case.corpus].append(chosen == case.truth)
        if case.names_nobody:
            made_up.append(bool(chosen))
        else:
            right.append(chosen in [case.claims[place].names for place in case.right])
    for corpus, found in exact.items():
        print(f"{corpus:12} {len(found):4} pages, exactly the truth's authors on {sum(found) / len(found):.3f}")
    print(f"where a claim is right, it is chosen on {sum(right) / len(right):.3f} of {len(right)}")
    print(f"where none is, another is chosen on {sum(made_up)} of {len(made_up)}")


def main() -> None:
    """Learn, or score kept-back sites."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=FOLDER)
    parser.add_argument("--folds", type=int, help="tell how pages of other sites are judged; writes nothing")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    samples = (sample for corpus in ARTICLES for sample in load(corpus, arguments.corpora))
    cases = [case for sample in samples if (case := case_of(sample))]
    if not arguments.folds:
        weights = Fit(cases).weights()
        report((case, weights) for case in cases)
        arguments.output.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n")
        return
    fold_of = folds([case.site for case in cases], arguments.folds)
    judged: list[tuple[Case, dict[str, float]]] = []
    for fold in range(arguments.folds):
        weights = Fit([case for case, mine in zip(cases, fold_of, strict=True) if mine != fold]).weights()
        judged += [(case, weights) for case, mine in zip(cases, fold_of, strict=True) if mine == fold]
    report(judged)


if __name__ == "__main__":
    main()
