"""Learn which of a page's days is the one of publication, or tell how often that is right on kept-back sites.

    python benchmarks/extraction/days.py             writes src/artfmt/formats/html/days.json
    python benchmarks/extraction/days.py --folds 5   scores each page by what other sites taught

Pages whose data tell the day for certain are learned from as they are, and without their data once more, since those
that tell nothing there are few; and some without any line that tells it, so that another day is not taken for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from claims import Choice, fit, learn_or_score
from corpora import ARTICLES, Sample, load

from artfmt.formats.html.byline_zones import BylineZones
from artfmt.formats.html.days import DayClaim, certain_day, day_claims, likeliest_day
from artfmt.formats.html.metadata import Claims, read_claims
from artfmt.formats.html.scores import scores_of

# What is taken from a page: all that data declare, or that and every line that tells the truth's day.
BLIND, WITHHELD = "blind", "withheld"
_WITHHELD_STEP = 4  # so few are learned from that pages which tell no day stay the exception


@dataclass(slots=True)
class Case:
    """A page: its claims, and the truth's day; ``kind`` tells what of it was taken away."""

    corpus: str
    site: str
    url: str
    claims: list[DayClaim]
    truth: str
    kind: str = ""

    @property
    def choice(self) -> Choice:
        """What is learned from it."""
        right = [place for place, claim in enumerate(self.claims) if claim.day == self.truth]
        return Choice(self.site, [claim.features for claim in self.claims], right)


def cases_of(sample: Sample) -> Iterable[Case]:
    """A page whose day is known, as it is, and blind where its data leave nothing to weigh."""
    truth = str(sample.truth.get("date") or "")[:10]
    if len(truth) < len("2024-05-06"):
        return
    root = sample.page.boxes[0].element
    url = sample.url if sample.url.startswith("http") else None
    declared = read_claims(root, url)
    scores = scores_of(sample.page, sample.title, sample.description, sample.told)
    where = BylineZones(sample.page, sample.headline_at, scores)
    claims = day_claims(declared, url, where)
    yield Case(sample.corpus, sample.site, sample.url, claims, truth)
    if certain_day(claims):
        silent = Claims([], {}, {}, {}, None, language=declared.language)
        shown = day_claims(silent, None, where)
        if any(claim.day == truth for claim in shown):
            yield Case(sample.corpus, sample.site, sample.url, shown, truth, BLIND)
        yield Case(sample.corpus, sample.site, sample.url, [one for one in shown if one.day != truth], "", WITHHELD)


def _lessons(cases: list[Case]) -> list[Choice]:
    """What is learned from: all but most of the cases from which the truth was withheld."""
    withheld = [case for case in cases if case.kind == WITHHELD and case.claims]
    return [case.choice for case in (*(case for case in cases if case.kind != WITHHELD), *withheld[::_WITHHELD_STEP])]


def report(judged: Iterable[tuple[Case, dict[str, float]]]) -> None:
    """Print how often the truth's day is found in each corpus, and how often a claim was right."""
    right: dict[str, list[bool]] = defaultdict(list)
    there: dict[str, list[bool]] = defaultdict(list)
    for case, weights in judged:
        corpus = f"{case.corpus} {case.kind}"
        day = certain_day(case.claims) or likeliest_day(case.claims, weights) or ""
        right[corpus].append(day[:10] == case.truth)
        there[corpus].append(not case.truth or any(claim.day == case.truth for claim in case.claims))
    for corpus, hits in right.items():
        share, most = sum(hits) / len(hits), sum(there[corpus]) / len(hits)
        print(f"{corpus:20} {len(hits):4} pages, as the truth on {share:.3f}; told on {most:.3f}")


def _cases_in(corpora: Path) -> list[Case]:
    samples = (sample for corpus in ARTICLES for sample in load(corpus, corpora))
    return [case for sample in samples for case in cases_of(sample)]


def main() -> None:
    """Learn, or score kept-back sites."""
    learn_or_score(__doc__, "days", _cases_in, lambda cases: fit(_lessons(cases)), report)


if __name__ == "__main__":
    main()
