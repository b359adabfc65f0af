"""Learn the scores of the HTML reader from the public corpora, or tell how well that works on kept-back sites.

    python benchmarks/extraction/train.py               writes scores.json, trees.json, learned_trees.py
    python benchmarks/extraction/train.py --folds 5     scores each page by what was learned from other sites
    python benchmarks/extraction/train.py --folds 5 --peer trafilatura   and another extractor on the same pages

Learned from are articles and documentation; forums and pages of services are scored alone, since learning from them
costs articles more than it gives. A fifth of the sites teach as if no element had a name, so that pages whose names say
nothing are judged by the rest. Needs LightGBM and the corpora (``--corpora``). Seeded (``--seed``): the same corpora
give the same scores, and another seed alone moves figures by some thousandths.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import defaultdict
from collections.abc import Callable
from math import log2
from pathlib import Path
from typing import Any
from zlib import crc32

import lightgbm
import numpy as np
from corpora import CORPORA, FOLDER, TESTS_ALONE, Sample, folds, load

from artfmt.formats.html.content import judge
from artfmt.formats.html.features import FIRST, SECOND
from artfmt.formats.html.first_pass import Feature, FirstPass, Row, is_chrome
from artfmt.formats.html.scores import CHROME_SCORE, Scorer, compiled, judged, module_of, name_tokens, text_tokens
from artfmt.formats.html.second_pass import second_rows
from artfmt.formats.html.segments import names_of

OUTPUT = Path(__file__).resolve().parents[2] / "src/artfmt/formats/html"
sys.path.insert(0, str(FOLDER.parent))

_PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.12,
    "num_leaves": 16,
    "min_data_in_leaf": 60,
    "max_bin": 127,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "verbose": -1,
    "num_threads": 2,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
}
_FIRST = {"learning_rate": 0.15, "rounds": 60}
_SECOND = {"learning_rate": 0.13, "rounds": 66}
_SEEDS, _APART = 2, 100
_INNER_FOLDS = 4
_FEWEST_SITES = 4
_LEAST_ODDS = 0.25
_COPY_WEIGHT = 0.3
_NAMELESS = 5  # one in so many sites
_LONGEST_OF_FEATURE = 240
_NO_FEATURE: Feature = (0.0, 0.0, 0.0)


class Cues:
    """Log odds of tokens, each site counting once, with a site's own share taken out when that site is judged."""

    def __init__(self, prior: float) -> None:
        self._prior = prior
        self._sums: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
        self._totals: dict[str, tuple[float, int]] = {}

    def add(self, tokens: set[str], site: str, label: float, weight: float) -> None:
        """Count what a segment of a site tells of its tokens."""
        for token in tokens:
            sums = self._sums[token][site]
            sums[0] += label * weight
            sums[1] += weight

    def close(self) -> None:
        """Sum up the sites."""
        for token, sites in list(self._sums.items()):
            if len(sites) < _FEWEST_SITES:
                del self._sums[token]
            else:
                self._totals[token] = (sum(label / weight for label, weight in sites.values()), len(sites))

    def odds(self, token: str, without: str | None = None) -> float | None:
        """The log odds of a token, by all sites but one; None where too few sites have it."""
        total = self._totals.get(token)
        if total is None:
            return None
        good, count = total
        if without is not None and (own := self._sums[token].get(without)):
            good, count = good - own[0] / own[1], count - 1
        if count < _FEWEST_SITES:
            return None
        share = (good + 2 * self._prior) / (count + 2)
        return log2(share / (1 - share))

    def table(self) -> dict[str, float]:
        """All tokens that tell something."""
        found = {token: self.odds(token) for token in sorted(self._totals)}
        return {token: round(odds, 2) for token, odds in found.items() if odds is not None and abs(odds) >= _LEAST_ODDS}


def targets(sample: Sample) -> tuple[list[float], list[float]]:
    """For each segment what is to be learned, and how much it counts."""
    lengths = [max(1.0, min(60.0, len(segment.text.split()))) ** 0.5 for segment in sample.page.segments]
    story = sum(length for length, label in zip(lengths, sample.labels, strict=True) if (label or 0) >= 0.5)
    per_page = (100 / max(30.0, story)) ** 0.4 if "body" in sample.truth else 1.0
    wanted, weights = [], []
    for label, length in zip(sample.labels, lengths, strict=True):
        wanted.append(1.0 if label is not None and label >= 0.5 else 0.0)
        weights.append(0.0 if label is None else per_page * length * (_COPY_WEIGHT if label < 0 else 1.0))
    return wanted, weights


def learn_cues(samples: list[Sample]) -> tuple[Cues, Cues]:
    """The features of names and of words."""
    names, words = Cues(0.45), Cues(0.4)
    for sample in samples:
        for segment, label, weight in zip(sample.page.segments, *targets(sample), strict=True):
            if not weight:
                continue
            tokens = set(name_tokens(names_of(segment.within))) if segment.within is not None else set()
            box: Any = segment.box
            while box is not None:
                tokens |= _name_tokens(box.names)
                box = box.above
            names.add(tokens, sample.site, label, weight)
            if len(segment.text) < _LONGEST_OF_FEATURE:
                words.add(text_tokens(segment.text), sample.site, label, 1.0)
    names.close()
    words.close()
    return names, words


_MEMO: dict[str, set[str]] = {}


def _name_tokens(names: str) -> set[str]:
    if names not in _MEMO:
        _MEMO[names] = name_tokens(names)
    return _MEMO[names]


def rows_of(sample: Sample, names: Cues, words: Cues, *, leave_out: bool) -> list[Row | None]:
    """The first pass's rows of a page; with ``leave_out`` what other sites tell alone, and of some sites no names."""
    site = sample.site if leave_out else None
    is_nameless = leave_out and crc32(sample.site.encode()) % _NAMELESS == 0

    def name_feature(text: str) -> Feature:
        if is_nameless:
            return _NO_FEATURE
        found = [
            odds
            for token in _name_tokens(text)
            if (odds := names.odds(token, site)) is not None and abs(odds) >= _LEAST_ODDS
        ]
        return (min(*found, 0.0), max(*found, 0.0), sum(found)) if found else (0.0, 0.0, 0.0)

    def word_feature(text: str) -> Feature:
        found = [
            odds
            for token in text_tokens(text)
            if (odds := words.odds(token, site)) is not None and abs(odds) >= _LEAST_ODDS
        ]
        return (min(found), sum(found) / len(found), max(found)) if found else (0.0, 0.0, 0.0)

    told = FirstPass(sample.page, sample.title, sample.description, sample.told, _memoized(name_feature), word_feature)
    return list(told.rows())


def _memoized(feature: Callable[[str], Feature]) -> Callable[[str], Feature]:
    known: dict[str, Feature] = {}

    def found(text: str) -> Feature:
        if text not in known:
            known[text] = feature(text)
        return known[text]

    return found


class Mean:
    """The mean of boosted trees of several seeds: what one seed makes of a page unlike the others is its luck."""

    def __init__(self, models: list[lightgbm.Booster]) -> None:
        self._models = models

    def predict(self, rows: np.ndarray) -> np.ndarray:
        """The probability of each row."""
        values = np.mean([np.asarray(model.predict(rows, raw_score=True)) for model in self._models], axis=0)
        return np.asarray(1.0 / (1.0 + np.exp(-values)))

    def trees(self) -> list[Any]:
        """The trees as nested lists of numbers, those of the seeds in turn."""
        of_models = [model.dump_model()["tree_info"] for model in self._models]
        share = 1.0 / len(of_models)
        return [_tree(tree["tree_structure"], share) for in_turn in zip(*of_models, strict=True) for tree in in_turn]


def fit(rows: np.ndarray, wanted: np.ndarray, weights: np.ndarray, how: dict[str, Any]) -> Mean:
    """Boosted trees for rows, those without weight left out."""
    known = weights > 0
    models = []
    for number in range(_SEEDS):
        seed = _PARAMETERS["seed"] + number * _APART
        parameters = {**_PARAMETERS, "learning_rate": how["learning_rate"], "seed": seed}
        data = lightgbm.Dataset(rows[known], wanted[known], weight=weights[known])
        models.append(lightgbm.train(parameters, data, how["rounds"]))
    return Mean(models)


def _tree(node: dict[str, Any], share: float) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"] * share, 4)
    threshold = float(f"{node['threshold']:.6g}")
    return [
        node["split_feature"],
        threshold,
        round(node["internal_value"] * share, 3),
        _tree(node["left_child"], share),
        _tree(node["right_child"], share),
    ]


class Data:
    """The known rows of some samples, one under another, with what they are to give."""

    def __init__(self, samples: list[Sample], rows: list[list[Row | None]]) -> None:
        wanted, weights, known, owner = [], [], [], []
        for place, (sample, mine) in enumerate(zip(samples, rows, strict=True)):
            for row, label, weight in zip(mine, *targets(sample), strict=True):
                if row is not None:
                    known.append(row)
                    wanted.append(label)
                    weights.append(weight)
                    owner.append(place)
        self.rows = np.asarray(known, dtype=np.float32)
        self.wanted, self.weights, self.owner = np.asarray(wanted), np.asarray(weights), np.asarray(owner)


def train(samples: list[Sample]) -> dict[str, Any]:
    """The features and the trees of both passes; the second learns from first scores that other sites' pages gave."""
    names, words = learn_cues(samples)
    rows = [rows_of(sample, names, words, leave_out=True) for sample in samples]
    data = Data(samples, rows)
    fold_of = np.asarray(folds([sample.site for sample in samples], _INNER_FOLDS, seed=11))[data.owner]
    first = np.zeros(len(data.owner))
    for fold in range(_INNER_FOLDS):
        others = np.where(fold_of == fold, 0.0, data.weights)
        first[fold_of == fold] = fit(data.rows, data.wanted, others, _FIRST).predict(data.rows[fold_of == fold])
    # What a truth of strings does not tell is taken from the first scores, where they are sure.
    unknown = data.weights == 0
    wanted = np.where(unknown, first > 0.5, data.wanted)
    weights = np.where(unknown & ((first > 0.85) | (first < 0.1)), 1.0, data.weights)
    first_model = fit(data.rows, wanted, weights, _FIRST)
    again, places = [], []
    for place, sample in enumerate(samples):
        mine = np.flatnonzero(data.owner == place)
        at = iter(mine)
        known = [CHROME_SCORE if row is None else float(first[next(at)]) for row in rows[place]]
        at = iter(mine)
        for row, made in zip(rows[place], second_rows(sample.page, rows[place], known), strict=True):
            if row is not None:
                here = next(at)
                if made is not None:
                    again.append(made)
                    places.append(here)
    second_model = fit(np.asarray(again, dtype=np.float32), wanted[places], weights[places], _SECOND)
    return {
        "names": names.table(),
        "words": words.table(),
        "first": first_model.trees(),
        "second": second_model.trees(),
        "features": {"first": FIRST, "second": SECOND},
        "_cues": (names, words),
    }


def write(learned: dict[str, Any], folder: Path) -> None:
    """Write what was learned into a folder: the features, the trees, and the trees as Python."""
    for name, keys in (("scores.json", ("names", "words")), ("trees.json", ("first", "second", "features"))):
        data = {key: learned[key] for key in keys}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")
    module = module_of(learned["first"], learned["second"])
    (folder / "learned_trees.py").write_text(module, encoding="utf-8")


def text_kept(sample: Sample, learned: dict[str, Any], first: Any, second: Any) -> str:
    """The text of a page by what was learned."""
    names, words = learned["_cues"]
    found = judged(sample.page, rows_of(sample, names, words, leave_out=False), first, second)
    content = judge(sample.page, found, sample.headline_at, change=False)
    if content is None:
        return ""
    return "\n\n".join(segment.text for segment, keep in zip(sample.page.segments, content.kept, strict=True) if keep)


def report(samples: list[Sample], texts: list[str], worst: int = 0) -> None:
    """Print the figures of each corpus, as ``extract_eval.py`` counts them, and its ``worst`` pages."""
    from extract_eval import overlap, prf, word_f1

    for corpus in dict.fromkeys(sample.corpus for sample in samples):
        mine = [(sample, text) for sample, text in zip(samples, texts, strict=True) if sample.corpus == corpus]
        if corpus == "trafilatura":
            good = bad = missed = 0
            for sample, text in mine:
                flat = " ".join(text.split())
                there = sum(" ".join(each.split()) in flat for each in sample.truth["with"])
                good, missed = good + there, missed + len(sample.truth["with"]) - there
                bad += sum(" ".join(each.split()) in flat for each in sample.truth["without"])
            precision, recall, words = good / (good + bad), good / (good + missed), float("nan")
            value = 2 * precision * recall / (precision + recall)
        else:
            precision, recall, value = prf([overlap(sample.truth["body"], text) for sample, text in mine])
            words = statistics.mean(word_f1(sample.truth["body"], text) for sample, text in mine)
        refused = sum(not text for _, text in mine)
        told = f"F1 {value:.4f}  precision {precision:.3f}  recall {recall:.3f}  words {words:.4f}  refused {refused}"
        print(f"{corpus:13} {len(mine):4} pages  {told}", flush=True)
        if worst and corpus != "trafilatura":
            scored = [(prf([overlap(sample.truth["body"], text)]), sample) for sample, text in mine]
            for (right, whole, f1), sample in sorted(scored, key=lambda each: each[0][2])[:worst]:
                print(f"    {f1:.2f} precision {right:.2f} recall {whole:.2f}  {sample.ident[:40]} {sample.url[:100]}")


def main() -> None:
    """Train, or score kept-back sites."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, default=FOLDER)
    parser.add_argument(
        "--folds", type=int, help="tell how pages of other sites are scored, this many times; writes nothing"
    )
    parser.add_argument("--only", type=int, action="append", help="of the folds only these")
    parser.add_argument("--peer", help="score another extractor of extract_eval.py on the same pages (trafilatura)")
    parser.add_argument("--worst", type=int, default=0, help="name so many of the worst pages of each corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    arguments = parser.parse_args()
    sys.setrecursionlimit(10_000)
    _PARAMETERS["seed"] = arguments.seed
    everything = [sample for corpus in CORPORA for sample in load(corpus, arguments.corpora)]
    samples = [sample for sample in everything if sample.corpus not in TESTS_ALONE]
    chrome = [
        label
        for sample in samples
        for segment, label in zip(sample.page.segments, sample.labels, strict=True)
        if is_chrome(segment)
    ]
    theirs = sum((each or 0) >= 0.5 for each in chrome)
    print(f"{len(samples)} pages, {len(chrome)} links of the pages' own navigation, {theirs} of them the truth's")
    if not arguments.folds:
        learned = train(samples)
        write(learned, arguments.output)
        return
    fold_of = folds([sample.site for sample in samples], arguments.folds)
    kept_back, texts = [], []
    tests = [sample for sample in everything if sample.corpus in TESTS_ALONE]
    for fold in arguments.only or range(arguments.folds):
        learned = train([sample for sample, mine in zip(samples, fold_of, strict=True) if mine != fold])
        first, second = Scorer.of(learned["first"]), compiled(learned["second"])
        mine = [sample for sample, place in zip(samples, fold_of, strict=True) if place == fold]
        for sample in (*mine, *tests):
            kept_back.append(sample)
            texts.append(text_kept(sample, learned, first, second))
        tests = []
    report(kept_back, texts, arguments.worst)
    if arguments.peer:
        from extract_eval import EXTRACTORS

        print(f"{arguments.peer}, on the same pages:")
        report(kept_back, [EXTRACTORS[arguments.peer](each.data, each.url).get("body") or "" for each in kept_back])


if __name__ == "__main__":
    main()
