"""Learn which line of a text has which role, and say how often that is right on texts that were kept back.

    pip install -e '.[bench]'
    python benchmarks/lines/labeller.py [--folds 5] [--pages 500] [--rounds 100] [--show 10]

The texts are the outlines of the tests and pages of public corpora as a browser copies them; each fold keeps back all
texts of some origins. Printed are, by kind of text: the share of lines with the right role, of texts whose one headline
is the right line, and of lines of the story that were taken for leftovers. A conditional random field is trained by
CRFsuite; no weight is set by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parent))

from annotated import Annotated, outlines
from features import features
from pasted_pages import pasted_pages

LEFTOVER, HEADLINE = "leftover", "headline"


class Labelled(NamedTuple):
    """What was made of a text that was kept back: each line's role, and the line that is most likely the headline."""

    text: Annotated
    roles: Sequence[str]
    headline: int

    @property
    def has_headline(self) -> bool:
        """Whether the headline is the right line, or another that says the same."""
        mine = self.text.lines[self.headline].text.lower()
        right = self.text.lines[self.text.roles.index(HEADLINE)].text.lower()
        return mine == right or (len(mine) > 20 and (mine in right or right in mine))


def fold_of(origin: str, folds: int) -> int:
    """The fold that keeps back the texts of an origin."""
    return int(hashlib.sha1(origin.encode(), usedforsecurity=False).hexdigest(), 16) % folds


def trained(texts: Sequence[tuple[Annotated, list[list[str]]]], rounds: int, path: str) -> None:
    """Train a model on some texts with their features, into a file."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for text, seen in texts:
        trainer.append(seen, text.roles)
    trainer.set_params(
        {"c1": 0.3, "c2": 0.3, "max_iterations": rounds, "feature.possible_transitions": True, "feature.minfreq": 2}
    )
    trainer.train(path)


def labelled(text: Annotated, seen: list[list[str]], tagger: pycrfsuite.Tagger) -> Labelled:
    """The roles that a model gives the lines of a text."""
    tagger.set(seen)
    margins = [tagger.marginal(HEADLINE, index) for index in range(len(seen))]
    return Labelled(text, tagger.tag(), max(range(len(margins)), key=margins.__getitem__))


def table(results: Sequence[Labelled]) -> None:
    """Print the figures by kind of text."""
    by_kind: dict[str, list[Labelled]] = defaultdict(list)
    for result in results:
        by_kind[result.text.kind if result.text.kind.startswith("pasted") else "outlines"].append(result)
    print("| kind | texts | lines right | headlines right | lines of the story left out |\n|---|---|---|---|---|")
    for kind, group in by_kind.items():
        pairs = [pair for each in group for pair in zip(each.text.roles, each.roles, strict=True)]
        story = [mine for right, mine in pairs if right != LEFTOVER]
        shares = (
            sum(right == mine for right, mine in pairs) / len(pairs),
            sum(each.has_headline for each in group) / len(group),
            story.count(LEFTOVER) / len(story),
        )
        print(f"| {kind} | {len(group)} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def main() -> None:
    """Print the table, the commonest confusions and the texts with most wrong lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=500, help="how many pages, chosen at random")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--show", type=int, default=10)
    asked = parser.parse_args()
    pages = list(pasted_pages())
    random.Random(1).shuffle(pages)
    texts = [(text, features(text.lines)) for text in (*outlines(), *pages[: asked.pages]) if HEADLINE in text.roles]
    results: list[Labelled] = []
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(asked.folds):
            path = str(Path(folder) / f"{fold}.crf")
            trained([each for each in texts if fold_of(each[0].origin, asked.folds) != fold], asked.rounds, path)
            tagger = pycrfsuite.Tagger()
            tagger.open(path)
            kept_back = [each for each in texts if fold_of(each[0].origin, asked.folds) == fold]
            results += [labelled(text, seen, tagger) for text, seen in kept_back]
    table(results)
    wrong = Counter(
        (right, mine)
        for each in results
        for right, mine in zip(each.text.roles, each.roles, strict=True)
        if right != mine
    )
    for (right, mine), number in wrong.most_common(asked.show):
        print(f"{number:6} {right} taken for {mine}")
    worst = sorted(
        results, key=lambda each: sum(map(str.__ne__, each.text.roles, each.roles)) / len(each.roles), reverse=True
    )
    print("worst:", ", ".join(each.text.origin for each in worst[: asked.show]))


if __name__ == "__main__":
    main()
