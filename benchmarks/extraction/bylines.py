"""Learn which line of a page is its byline, or tell how often that is right on kept-back sites.

    python benchmarks/extraction/bylines.py             writes src/artfmt/formats/html/bylines.json
    python benchmarks/extraction/bylines.py --folds 5   scores each page by what other sites taught

A line's score is the sum of its features' weights (``claims``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claims import Choice, fit, learn_or_score
from corpora import ARTICLES, Sample, load

from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.bylines import Claim, likeliest
from artfmt.formats.html.judgement import bylines_of
from artfmt.formats.html.metadata import marked_values, read_claims
from artfmt.formats.html.scores import scores_of
from artfmt.language.name_judge import plain_name


@dataclass(slots=True)
class Case:
    """A page: its claims, whom the truth names, and which claims are right."""

    corpus: str
    site: str
    claims: list[Claim]
    truth: frozenset[str]
    right: list[int]

    @property
    def choice(self) -> Choice:
        """What is learned from it."""
        return Choice(self.site, [claim.features for claim in self.claims], self.right)


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
    right = [place for place, share in enumerate(shares) if most and share == most]
    return Case(sample.corpus, sample.site, claims, truth, right)


def report(cases: Iterable[tuple[Case, dict[str, float]]]) -> None:
    """Print how often the truth's authors are found in each corpus, and how often others are chosen."""
    exact: dict[str, list[bool]] = defaultdict(list)
    right, made_up = [], []
    for case, weights in cases:
        chosen = frozenset(plain_name(each.name) for each in likeliest(case.claims, weights))
        exact[case.corpus].append(chosen == case.truth)
        if not case.right:
            made_up.append(bool(chosen))
        else:
            right.append(chosen in [case.claims[place].names for place in case.right])
    for corpus, found in exact.items():
        print(f"{corpus:12} {len(found):4} pages, exactly the truth's authors on {sum(found) / len(found):.3f}")
    print(f"where a claim is right, it is chosen on {sum(right) / len(right):.3f} of {len(right)}")
    print(f"where none is, another is chosen on {sum(made_up)} of {len(made_up)}")


def _cases_in(corpora: Path) -> list[Case]:
    samples = (sample for corpus in ARTICLES for sample in load(corpus, corpora))
    return [case for sample in samples if (case := case_of(sample))]


def main() -> None:
    """Learn, or score kept-back sites."""
    learn_or_score(__doc__, "bylines", _cases_in, lambda cases: fit([case.choice for case in cases]), report)


if __name__ == "__main__":
    main()
