"""Which line of a text has which role, decided for all lines at once by weights that were learned.

Each line is in one **state**: a role, and where in its story the line stands: above the headline, between headline and
body, within the body or beneath it; the states of a newsletter are their own. A story has one headline, since no state
beneath the headline comes before one above it but for the next story's. A state is worth the weights of the features
that its line has, and those of the step from the state of the line above; the roles are the path that is worth most.
``benchmarks/lines/labeller.py`` learns the weights.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from os.path import dirname, join
from typing import NamedTuple

HEADLINE, LETTER = "headline", "letter"
ABOVE, HEAD, BODY, LETTER_HEAD, LETTER_BODY, BENEATH = "a", "h", "b", "m", "n", "z"
# Where the next line may stand, by where a line does.
_STEPS = {
    ABOVE: {ABOVE, HEADLINE, LETTER},
    HEADLINE: {HEAD, BODY},
    HEAD: {HEAD, BODY},
    BODY: {BODY, BENEATH, ABOVE, HEADLINE},
    LETTER: {LETTER_HEAD, LETTER_BODY},
    LETTER_HEAD: {LETTER_HEAD, LETTER_BODY},
    LETTER_BODY: {LETTER_BODY, BENEATH, ABOVE, HEADLINE, LETTER},
    BENEATH: {BENEATH, ABOVE, HEADLINE, LETTER},
}
_FIRST = {ABOVE, HEADLINE, LETTER}
_LAST = {BODY, LETTER_BODY, BENEATH}
# With these roles a body begins.
OF_BODY = frozenset(
    {"paragraph", "bullet", "heading", "item", "quotation", "attribution", "row", "label", "related", "note"}
)
# What the line of each role is.
ROLES = {
    "headline": "the story's headline, or the name of a newsletter",
    "deck": "what stands beneath the headline to tell more",
    "section": "the section or kicker that the story stands in",
    "byline": "who wrote it",
    "timestamp": "when it was published or updated",
    "alt": "a picture's alternative text",
    "caption": "a picture's caption or credit",
    "label": "a label with its text",
    "paragraph": "prose of the story",
    "bullet": "an item of a list",
    "heading": "a heading within the story",
    "item": "the head of a newsletter's item",
    "quotation": "a quotation that stands apart",
    "attribution": "who says the quotation",
    "row": "a row of a table",
    "related": "a related story",
    "note": "a note of the editors, a correction, about the author",
    "rest": "goes on from the line above",
    "leftover": "no part of the story: what a page, a mail or a mailing has around it",
}
CERTAIN = 2.5  # log odds: beneath it, another line may be the headline, or opening words a label
_SCALE = 100
_BEAM = 9 * _SCALE
_MOST_KEPT = 50_000  # features without weights, so that asking again is quick
_LANE = 32  # bits
_NEVER = float("-inf")


def part_of(state: str) -> str:
    """Where in its story a state's line stands."""
    return state.partition(":")[0]


def role_of(state: str) -> str:
    """The role of a state's line."""
    return HEADLINE if state == LETTER else state.rpartition(":")[2]


def is_letter(state: str) -> bool:
    """Whether a state is a newsletter's."""
    return part_of(state) in (LETTER, LETTER_HEAD, LETTER_BODY)


def is_body(state: str) -> bool:
    """Whether a state's line stands within the body or beneath it."""
    return part_of(state) in _LAST


def starts_of(states: Sequence[str]) -> list[int]:
    """Where each story of a text begins: the first at its first line."""
    starts, has_headline = [0], False
    for index, state in enumerate(states):
        is_above = part_of(state) in _FIRST
        if is_above and has_headline:
            starts.append(index)
            has_headline = False
        has_headline = has_headline or part_of(state) != ABOVE
    return starts


class Labelled(NamedTuple):
    """What the lines of a text are; ``worth`` holds what the best path through each state of each line is worth."""

    states: list[str]
    worth: list[dict[str, float]]

    @property
    def roles(self) -> list[str]:
        """The role of each line."""
        return [role_of(state) for state in self.states]

    def between(self, start: int, end: int) -> Labelled:
        """What the lines from ``start`` up to ``end`` are."""
        return Labelled(self.states[start:end], self.worth[start:end])

    def second(self, index: int) -> tuple[str, float]:
        """The best state of a line with another role than its own, and by how much that is worse; "" where none is."""
        mine = self.states[index]
        others = {state: worth for state, worth in self.worth[index].items() if role_of(state) != role_of(mine)}
        state = max(others, key=others.__getitem__, default="")
        return state, self.worth[index][mine] - others.get(state, _NEVER)

    def worth_as(self, role: str) -> list[float]:
        """What the best path is worth on which each line has a role."""
        return [
            max((worth for state, worth in line.items() if role_of(state) == role), default=_NEVER)
            for line in self.worth
        ]


class Model:
    """The learned weights, out of a text: states, steps and features, each on a line; weights are in hundredths.

    The weights of a feature, one for each state, are kept as one number, a lane of 32 bits each: what a line's
    features are worth for all states is then one sum.
    """

    def __init__(self, text: str) -> None:
        states, steps, *rest = text.split("\n")
        self.states = states.split(" ")
        self._weights = _Packed(dict(line.split("\t") for line in rest if line))
        self._zero = sum(1 << _LANE * (number + 1) - 1 for number in range(len(self.states)))
        self._bytes = len(self.states) * _LANE // 8
        learned = {(int(a), int(b)): int(weight) for a, b, weight in (step.split(",") for step in steps.split(" "))}
        count = range(len(self.states))
        first_of_part = {part_of(state): state for state in self.states}  # what may follow hangs on the part alone
        below = {
            part: [b for b in count if _may_follow(state, self.states[b])] for part, state in first_of_part.items()
        }
        self._steps = [{b: learned.get((a, b), 0) for b in below[part_of(self.states[a])]} for a in count]
        self._last = {a for a in count if part_of(self.states[a]) in _LAST}
        self._steps_of_one = [
            {b: worth for b, worth in steps.items() if not (a in self._last and part_of(self.states[b]) in _FIRST)}
            for a, steps in enumerate(self._steps)
        ]
        self._first = [a for a in count if part_of(self.states[a]) in _FIRST]
        self._beneath_headline = [
            b for b in count if _may_follow(HEADLINE, self.states[b]) or _may_follow(LETTER, self.states[b])
        ]

    def scores(self, features: Sequence[str]) -> Sequence[int]:
        """What each state of a line is worth by its own features, in hundredths."""
        total = sum(map(self._weights.__getitem__, features), self._zero)
        # A lane without the half of its range that was added for negative sums, in two's complement.
        return memoryview((total ^ self._zero).to_bytes(self._bytes, sys.byteorder)).cast("i")

    def weight(self, feature: str, state: str) -> float:
        """What a feature is worth for a state, if it is one."""
        if not state or feature not in self._weights.raw:
            return 0.0
        return self.scores([feature])[self.states.index(state)] / _SCALE

    def tells(self, role: str, most: int) -> list[tuple[str, float]]:
        """The features that are worth most for a role, whatever the state, the best first."""
        states = [number for number, state in enumerate(self.states) if role_of(state) == role]
        best = {feature: max(map(self.scores([feature]).__getitem__, states)) for feature in self._weights.raw}
        return [
            (feature, best[feature] / _SCALE) for feature in sorted(best, key=lambda name: (-best[name], name))[:most]
        ]

    def label(
        self,
        features: Sequence[Sequence[str]],
        *,
        has_headline: bool = False,
        is_one_story: bool = False,
        evidence: Sequence[Mapping[str, int]] = (),
    ) -> Labelled:
        """The states of the lines that have some features.

        ``has_headline`` tells that the headline is another's, ``is_one_story`` that no other story follows.
        ``evidence`` tells of each line, in log odds by role, what speaks for a role beside the line's words: what
        element it stands in.
        """
        if not features:
            return Labelled([], [])
        scores = [self.scores(line) for line in features]
        if evidence:
            scores = [self._with_evidence(line, more) for line, more in zip(scores, evidence, strict=True)]
        first = self._beneath_headline if has_headline else self._first
        steps = self._steps_of_one if is_one_story else self._steps
        alive = [_likely({a: scores[0][a] for a in first})]
        for line in scores[1:]:
            now: dict[int, int] = {}
            for a, worth in alive[-1].items():
                for b, step in steps[a].items():
                    if b not in now or worth + step > now[b]:
                        now[b] = worth + step
            alive.append(_likely({b: worth + line[b] for b, worth in now.items()}))
        return self._traced(alive, scores, steps)

    def _with_evidence(self, scores: Sequence[int], evidence: Mapping[str, int]) -> Sequence[int]:
        if not evidence:
            return scores
        return [
            score + _SCALE * evidence.get(role_of(state), 0) for score, state in zip(scores, self.states, strict=True)
        ]

    def _traced(
        self, alive: list[dict[int, int]], scores: Sequence[Sequence[int]], steps_of: Sequence[Mapping[int, int]]
    ) -> Labelled:
        """The best path, and what the best path through each state is worth, from the end."""
        behind = [{a: 0 for a in alive[-1] if a in self._last} or dict.fromkeys(alive[-1], 0)]
        for number in range(len(alive) - 2, -1, -1):
            line, after = scores[number + 1], behind[-1]
            ahead = {b: rest + line[b] for b, rest in after.items()}
            now = {}
            for a in alive[number]:
                steps = steps_of[a]
                worth = [rest + steps[b] for b, rest in ahead.items() if b in steps]
                if worth:
                    now[a] = max(worth)
            behind.append(now)
        behind.reverse()
        through = [
            {self.states[a]: (ahead[a] + rest) / _SCALE for a, rest in back.items()}
            for ahead, back in zip(alive, behind, strict=True)
        ]
        return Labelled([max(line, key=line.__getitem__) for line in through], through)


class _Packed(dict[str, int]):
    """The weights of features, each a number, made of its text when it is first asked for; 0 where none was learned."""

    def __init__(self, raw: Mapping[str, str]) -> None:
        super().__init__()
        self.raw = raw

    def __missing__(self, feature: str) -> int:
        pairs = (entry.split(",") for entry in self.raw.get(feature, "").split(" ") if entry)
        weights = sum(int(weight) << _LANE * int(state) for state, weight in pairs)
        if feature in self.raw or len(self) < _MOST_KEPT:
            self[feature] = weights
        return weights


def _likely(worth: dict[int, int]) -> dict[int, int]:
    """The states that may still come to be part of the best path, or near it."""
    least = max(worth.values()) - _BEAM
    return {state: value for state, value in worth.items() if value >= least}


def _may_follow(before: str, state: str) -> bool:
    """Whether a line's state may stand beneath another's."""
    part = part_of(state)
    if part not in _STEPS[part_of(before)]:
        return False
    return part not in (BODY, LETTER_BODY) or part_of(before) == part or role_of(state) in OF_BODY


def label(
    features: Sequence[Sequence[str]],
    *,
    has_headline: bool = False,
    is_one_story: bool = False,
    evidence: Sequence[Mapping[str, int]] = (),
) -> Labelled:
    """The states of the lines that have some features, by the weights of the package; ``Model.label`` tells more."""
    return model().label(features, has_headline=has_headline, is_one_story=is_one_story, evidence=evidence)


@cache
def model() -> Model:
    """The weights that the package brings."""
    with open(join(dirname(__file__), "roles.txt"), encoding="utf-8") as weights:
        return Model(weights.read())


class Why(NamedTuple):
    """Why a line has its role: the features that told most against the second role, and by how much that is worse.

    Weights and margins are in log odds; ``second`` is "" where no other role was possible.
    """

    features: list[tuple[str, float]]
    second: str
    margin: float

    def __str__(self) -> str:
        words = "; ".join(f"{feature} {weight:+.1f}" for feature, weight in self.features)
        return f"{words}; else {self.second}, by {self.margin:.1f}" if self.second else words


def why(labelled: Labelled, index: int, features: Sequence[str], most: int = 3) -> Why:
    """Why a line of a text has its role, out of its features, by the weights of the package."""
    weights = model()
    mine = labelled.states[index]
    second, margin = labelled.second(index)
    pairs = {(feature, weights.weight(feature, mine) - weights.weight(feature, second)) for feature in features}
    strongest = sorted((pair for pair in pairs if pair[1] > 0), key=lambda pair: (-pair[1], pair[0]))[:most]
    return Why(strongest, role_of(second), margin) if second else Why(strongest, "", 0.0)
