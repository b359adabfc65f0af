"""Learn which of a page's titles and headings is its headline, or tell how often that is right on kept-back sites.

python benchmarks/extraction/headlines.py             writes src/artfmt/formats/html/headlines.json
python benchmarks/extraction/headlines.py --folds 5   scores each page by what other sites taught
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claims import Choice, fit, learn_or_score
from corpora import ARTICLES, site_of

from artfmt.formats.html.encodings import decode
from artfmt.formats.html.headlines import HeadlineClaim, headline_claims, likeliest_headline
from artfmt.formats.html.judgement import headings_of
from artfmt.formats.html.metadata import alike, marked_values, read_claims
from artfmt.formats.html.segments import Page
from artfmt.formats.html.tree import parse_html

_PENALTY = 0.0005


@dataclass(slots=True)
class Case:
    """A page: its claims, and the truth's headline."""

    corpus: str
    site: str
    claims: list[HeadlineClaim]
    truth: str

    @property
    def choice(self) -> Choice:
        """What is learned from it."""
        right = [place for place, claim in enumerate(self.claims) if claim.key == self.truth]
        return Choice(self.site, [claim.features for claim in self.claims], right)


def cases(corpora: Path) -> Iterator[Case]:
    """The pages whose headline is known."""
    for corpus in ARTICLES:
        for name, truth in json.loads((corpora / corpus / "truth.json").read_text()).items():
            if truth.get("title") and (case := _case(corpus, truth, (corpora / corpus / name).read_bytes())):
                yield case


def _case(corpus: str, truth: dict[str, Any], packed: bytes) -> Case | None:
    root = parse_html(decode(gzip.decompress(packed))[0])
    if root is None:
        return None
    url = truth["url"] if truth["url"].startswith("http") else None
    declared = read_claims(root, url)
    claims = headline_claims(declared, list(headings_of(Page(root))), marked_values(root).get("headline", ()))
    return Case(corpus, site_of(truth["url"], truth["id"]), claims, alike(truth["title"]))


def report(judged: Iterable[tuple[Case, dict[str, float]]]) -> None:
    """Print how often the truth's headline is found in each corpus, and how often a claim was right."""
    right: dict[str, list[bool]] = defaultdict(list)
    there: dict[str, list[bool]] = defaultdict(list)
    for case, weights in judged:
        best = likeliest_headline(case.claims, weights)
        right[case.corpus].append(best is not None and best.key == case.truth)
        there[case.corpus].append(any(claim.key == case.truth for claim in case.claims))
    for corpus, hits in right.items():
        share, most = sum(hits) / len(hits), sum(there[corpus]) / len(hits)
        print(f"{corpus:12} {len(hits):4} pages, the truth's headline on {share:.3f}; told on {most:.3f}")


def main() -> None:
    """Learn, or score kept-back sites."""
    learn_or_score(
        __doc__,
        "headlines",
        lambda corpora: list(cases(corpora)),
        lambda pages: fit([page.choice for page in pages], _PENALTY),
        report,
    )


if __name__ == "__main__":
    main()
