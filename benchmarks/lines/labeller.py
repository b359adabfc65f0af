"""Learn which line of a text has which role, and say how often that is right on texts that were kept back.

    pip install -e '.[bench]'
    python benchmarks/lines/labeller.py [--pages 60] [--made 1200] [--rounds 110] [--draws 3] [--show 20] [--by-kind]
    python benchmarks/lines/labeller.py --write FILE   the weights that all texts teach
    python benchmarks/lines/labeller.py --fresh        scores the texts that were never read while this was built

The texts are those annotated by hand, the outlines of the tests, texts made of these, and pages of public corpora as a
browser copies them; each of five folds keeps back all texts of some origins. Printed are, by kind of text: the share of
lines with the right role, of texts whose headline is the right line, of the story's lines that were taken for leftovers
and of leftovers that were found; then, field by field as ``benchmarks/outlines.py`` scores them, the articles that are
made of the roles. A conditional random field is trained by CRFsuite; no weight is set by hand.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pycrfsuite

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from annotated import (
    LEFTOVER,
    OUTLINES,
    TEXTS,
    Annotated,
    annotated,
    articles_of,
    examples,
    in_own_form,
    outlines,
)
from made_texts import FOLDS, fold_of, made_texts
from pasted_pages import pasted_pages
from states import states_of

from artfmt import Article, ReadError
from artfmt.formats.text.reader import made_of
from artfmt.language.labels import Labels
from artfmt.reading.document import Report
from artfmt.reading.features import features
from artfmt.reading.head import Head
from artfmt.reading.line import Line
from artfmt.reading.roles import HEADLINE, Model, role_of, starts_of
from outlines import FIELDS, fields, score

_LABELS = Labels()
_NEAR = 60  # lines of a page's furniture above and beneath its story
_LEAST_WEIGHT = 0.06
_LEAST_ORIGINS = 3  # texts of which a feature must be for anything to be learned of it
_MOST_WRITTEN = 300


class Sample(NamedTuple):
    """A text with what is seen of its lines and the states that are right."""

    text: Annotated
    features: list[list[str]]
    states: list[str]

    @classmethod
    def of(cls, text: Annotated) -> Sample:
        return cls(text, features(text.lines, _LABELS), states_of(text.roles))


class Weights(NamedTuple):
    """What was learned: the worth of each step from a state to another, and of each feature for each state."""

    steps: dict[tuple[str, str], float]
    features: dict[tuple[str, str], float]


def trained(samples: Sequence[Sample], rounds: int) -> Weights:
    """The weights that some samples teach."""
    origins: dict[str, set[str]] = defaultdict(set)
    for sample in samples:
        for feature in {feature for line in sample.features for feature in line}:
            origins[feature].add(sample.text.origin)
    common = {feature for feature, texts in origins.items() if len(texts) >= _LEAST_ORIGINS}
    trainer = pycrfsuite.Trainer(verbose=False)
    for sample in samples:
        trainer.append([[feature for feature in line if feature in common] for line in sample.features], sample.states)
    trainer.set_params({"c1": 0.3, "c2": 0.3, "max_iterations": rounds, "feature.minfreq": 2})
    with tempfile.NamedTemporaryFile(suffix=".crf") as file:
        trainer.train(file.name)
        tagger = pycrfsuite.Tagger()
        tagger.open(file.name)
        info = tagger.info()
        tagger.close()
    return Weights(dict(info.transitions), dict(info.state_features))


def written(draws: Sequence[Weights]) -> str:
    """The mean of what some draws taught, as ``roles.Model`` reads it: states, steps and features; in hundredths."""
    steps = _mean_of([draw.steps for draw in draws])
    features = _mean_of([draw.features for draw in draws])
    states = sorted({state for step in steps for state in step} | {state for _, state in features})
    number = {state: index for index, state in enumerate(states)}
    of_steps = [f"{number[one]},{number[other]},{round(weight * 100)}" for (one, other), weight in steps.items()]
    of_feature: dict[str, list[str]] = defaultdict(list)
    for (feature, state), weight in features.items():
        if abs(weight) >= _LEAST_WEIGHT and "\t" not in feature:
            of_feature[feature].append(f"{number[state]},{round(weight * 100)}")
    lines = [f"{feature}\t{' '.join(weights)}" for feature, weights in sorted(of_feature.items())]
    return "\n".join([" ".join(states), " ".join(of_steps), *lines, ""])


def _mean_of(some: Sequence[dict[tuple[str, str], float]]) -> dict[tuple[str, str], float]:
    """The mean of each weight, of which those that are missing are none."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for weights in some:
        for key, weight in weights.items():
            sums[key] += weight / len(some)
    return dict(sorted(sums.items()))


def articles(lines: Sequence[Line], states: Sequence[str]) -> Iterator[Article]:
    """The articles that lines with their states make."""
    starts = starts_of(states)
    for start, end in zip(starts, [*starts[1:], len(states)], strict=True):
        try:
            yield made_of(lines[start:end], states[start:end], Head(), Report())
        except ReadError:
            return


class Lesson(NamedTuple):
    """Of what to learn: texts, pages and their frames; ``kept_back`` is the fold of which nothing is to be learned."""

    texts: list[Annotated]
    pages: list[Annotated]
    frames: list[Annotated]
    made: int
    rounds: int
    draw: int
    kept_back: int = -1


def learned(lesson: Lesson) -> Weights:
    """The weights that a lesson teaches."""
    extra = list(annotated(TEXTS / "small"))
    made = made_texts(lesson.texts, lesson.frames, lesson.made, lesson.draw)
    every = (*lesson.texts, *lesson.pages, *made, *_own_form(), *extra, *extra)
    return trained([Sample.of(text) for text in every if fold_of(text.origin) != lesson.kept_back], lesson.rounds)


def tried(texts: Sequence[Annotated], weights: str) -> list[tuple[Annotated, list[str]]]:
    """Texts with the states that some weights give their lines."""
    model = Model(weights)
    return [(text, model.label(features(text.lines, _LABELS)).states) for text in texts]


def print_lines(results: Sequence[tuple[Annotated, list[str]]], show: int, *, by_kind: bool) -> None:
    """Print the figures by kind of text, and the commonest confusions."""
    of_kind: dict[str, list[tuple[Annotated, list[str]]]] = defaultdict(list)
    wrong: Counter[tuple[str, str]] = Counter()
    for text, states in results:
        of_kind[text.kind if by_kind and _group(text) == "annotated" else _group(text)].append((text, states))
        wrong.update(
            (right, role_of(state)) for right, state in zip(text.roles, states, strict=True) if right != role_of(state)
        )
    print(
        "| kind | texts | lines right | headlines right | story left out | leftovers found |\n|---|---|---|---|---|---|"
    )
    for kind, group in of_kind.items():
        pairs = [pair for text, states in group for pair in zip(text.roles, map(role_of, states), strict=True)]
        story = [mine for right, mine in pairs if right != LEFTOVER]
        debris = [mine for right, mine in pairs if right == LEFTOVER]
        shares = (
            sum(right == mine for right, mine in pairs) / len(pairs),
            sum(map(_has_headline, group)) / len(group),
            story.count(LEFTOVER) / len(story),
            debris.count(LEFTOVER) / max(1, len(debris)),
        )
        print(f"| {kind} | {len(group)} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    for (right, mine), number in wrong.most_common(show):
        print(f"{number:6} {right} taken for {mine}")


def _group(text: Annotated) -> str:
    """Under which kind a text is told."""
    first = text.origin.partition("-")[0]
    if text.kind.startswith("pasted "):
        return text.kind
    return first if first in ("annotated", "fresh", "example") else "outlines"


def _has_headline(result: tuple[Annotated, list[str]]) -> bool:
    """Whether the first headline is the right line, or another that says the same."""
    text, states = result
    roles = [role_of(state) for state in states]
    if HEADLINE not in roles:
        return False
    right, mine = (text.lines[one.index(HEADLINE)].text.lower() for one in (list(text.roles), roles))
    return mine == right or (len(mine) > 20 and (mine in right or right in mine))


def print_fields(results: Sequence[tuple[Annotated, list[str]]]) -> None:
    """Print how well the fields of the first article of each text come out."""
    of_field: dict[str, list[float]] = defaultdict(list)
    whole: list[float] = []
    for text, states in results:
        right, mine = (fields(next(iter(made), None)) for made in (_right(text), articles(text.lines, states)))
        scores = {name: score(name, mine[name], right[name]) for name in FIELDS}
        told = {name: value for name, value in scores.items() if value is not None}
        for name, value in told.items():
            of_field[name].append(value)
        whole.append(float(all(value == 1 for value in told.values())))
    print("\n| field | texts | right |\n|---|---|---|")
    for name, values in of_field.items():
        print(f"| {name} | {len(values)} | {_mean(values):.3f} |")
    print(f"| texts wholly right | {len(whole)} | {_mean(whole):.3f} |")


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _right(text: Annotated) -> Iterator[Article]:
    """What an editor made of a text; of one annotated by hand, what its roles make."""
    path = _outline(text)
    if path:
        yield from articles_of(path)
    else:
        yield from articles(text.lines, states_of(text.roles))


def _outline(text: Annotated) -> Path | None:
    return next((path for path in OUTLINES.glob(f"*/{text.origin}.txt")), None)


def _own_form() -> list[Annotated]:
    """The examples as artfmt writes them, and some outlines: those without a line that none of their parts holds."""
    texts = [text for text in in_own_form() if HEADLINE in text.roles]
    plain = [text for text in texts if LEFTOVER not in text.roles]
    of_examples = [text for text in texts if text.origin.startswith("example")]
    return [*of_examples, *random.Random(3).sample(plain, min(_MOST_WRITTEN, len(plain)))]


def _draw(text: Annotated) -> float:
    """A number from 0 to 1 for each text, always the same."""
    return random.Random(text.origin).random()


def _cropped(page: Annotated) -> Annotated:
    own = [index for index, role in enumerate(page.roles) if role != LEFTOVER]
    part = slice(max(0, own[0] - _NEAR), own[-1] + 1 + _NEAR)
    return page._replace(lines=page.lines[part], roles=page.roles[part])


def main() -> None:
    """Print the figures, or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=60, help="how many pages, chosen at random")
    parser.add_argument("--made", type=int, default=1200, help="how many small texts are put together of others")
    parser.add_argument("--rounds", type=int, default=110)
    parser.add_argument("--draws", type=int, default=3, help="how often other small texts are made; weights are means")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--by-kind", action="store_true", help="a line for each kind of annotated text")
    parser.add_argument("--share", type=float, default=1, help="learn from this share of the annotated texts alone")
    parser.add_argument("--write", type=Path, help="write the weights that all texts teach to a file")
    parser.add_argument("--fresh", action="store_true", help="try what all texts teach on those that were kept back")
    asked = parser.parse_args()
    every_page = list(pasted_pages()) if asked.pages else []
    random.Random(1).shuffle(every_page)
    frames, pages = every_page[:700], [_cropped(page) for page in every_page[: asked.pages]]
    texts = [text for text in (*outlines(), *annotated(TEXTS / "annotated"), *examples()) if _is_whole(text)]
    shown = [text for text in texts if not text.origin.startswith("annotated") or _draw(text) < asked.share]
    lesson = Lesson(shown, pages, frames, asked.made, asked.rounds, 0)
    folds = [-1] if asked.write or asked.fresh else range(FOLDS)
    lessons = [lesson._replace(draw=draw, kept_back=fold) for fold in folds for draw in range(asked.draws)]
    results: list[tuple[Annotated, list[str]]] = []
    with ProcessPoolExecutor(2) as pool:
        weights = list(pool.map(learned, lessons))
    for number, fold in enumerate(folds):
        mean = written(weights[number * asked.draws : (number + 1) * asked.draws])
        if asked.write:
            asked.write.write_text(mean, encoding="utf-8")
            return
        if asked.fresh:
            results += tried([text for text in annotated(TEXTS / "fresh") if _is_whole(text)], mean)
        else:
            results += tried([text for text in (*texts, *pages) if fold_of(text.origin) == fold], mean)
    print_lines(results, asked.show, by_kind=asked.by_kind)
    for group in ("annotated", "fresh", "outlines"):
        some_results = [result for result in results if _group(result[0]) == group]
        if some_results:
            print(f"\n{group}:")
            print_fields(some_results)


def _is_whole(text: Annotated) -> bool:
    """Whether a text has a headline, and no fields of a draft, which are read apart."""
    return HEADLINE in text.roles and "field" not in text.roles


if __name__ == "__main__":
    main()
