"""Which line of a text has which role, decided for all lines at once by weights that were learned.

Each line is in one **state**: a role, and where in its story the line stands: above the headline, between headline and
body, within the body or beneath it; the states of a newsletter are their own. A story has one headline, since no state
beneath the headline comes before one above it but for the next story's. A state is worth the weights of the features
that its line has, and those of the step from the state of the line above; the roles are the path that is worth most.
``labeller`` learns the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
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
_OF_BODY = frozenset(
    {"paragraph", "bullet", "heading", "item", "quotation", "attribution", "row", "label", "related", "note"}
)
_BEAM = 14.0
_SCALE = 100
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


class Model:
    """The learned weights, out of a text: states, steps and features, each on a line."""

    def __init__(self, text: str) -> None:
        states, steps, *rest = text.split("\n")
        self.states = states.split(" ")
        self._raw = dict(line.split("\t") for line in rest if line)
        self._weights: dict[str, list[tuple[int, float]]] = {}
        parts = [part_of(state) for state in self.states]
        learned = {}
        for entry in steps.split(" "):
            a, b, weight = entry.split(",")
            learned[int(a), int(b)] = int(weight) / _SCALE
        count = range(len(self.states))
        self._next = [
            [(b, learned.get((a, b), 0.0)) for b in count if _may_follow(self.states[a], self.states[b])] for a in count
        ]
        self._first = [a for a in count if parts[a] in _FIRST]
        self._last = {a for a in count if parts[a] in _LAST}

    def _of(self, feature: str) -> list[tuple[int, float]]:
        if (weights := self._weights.get(feature)) is None:
            raw = self._raw.get(feature)
            weights = []
            if raw:
                for entry in raw.split(" "):
                    state, weight = entry.split(",")
                    weights.append((int(state), int(weight) / _SCALE))
            self._weights[feature] = weights
        return weights

    def scores(self, features: Sequence[str]) -> list[float]:
        """What each state of a line is worth by its own features."""
        scores = [0.0] * len(self.states)
        for feature in features:
            for state, weight in self._of(feature):
                scores[state] += weight
        return scores

    def label(self, features: Sequence[Sequence[str]]) -> Labelled:
        """The states of the lines that have some features."""
        if not features:
            return Labelled([], [])
        scores = [self.scores(line) for line in features]
        alive = [{a: scores[0][a] for a in self._first}]
        for line in scores[1:]:
            before = alive[-1]
            now: dict[int, float] = {}
            least = max(before.values()) - _BEAM
            for a, worth in before.items():
                if worth >= least:
                    for b, step in self._next[a]:
                        if worth + step > now.get(b, _NEVER):
                            now[b] = worth + step
            alive.append({b: worth + line[b] for b, worth in now.items()})
        return self._traced(alive, scores)

    def _traced(self, alive: list[dict[int, float]], scores: list[list[float]]) -> Labelled:
        """The best path, and what the best path through each state is worth, from the end."""
        ends = {a: 0.0 for a in alive[-1] if a in self._last} or dict.fromkeys(alive[-1], 0.0)
        behind = [ends]
        for number in range(len(alive) - 2, -1, -1):
            after, line = behind[-1], scores[number + 1]
            now = {}
            for a in alive[number]:
                steps = [after[b] + step + line[b] for b, step in self._next[a] if b in after]
                if steps:
                    now[a] = max(steps)
            behind.append(now)
        behind.reverse()
        worth = [
            {self.states[a]: ahead[a] + rest for a, rest in back.items()}
            for ahead, back in zip(alive, behind, strict=True)
        ]
        return Labelled([max(line, key=line.__getitem__) for line in worth], worth)


def _may_follow(before: str, state: str) -> bool:
    """Whether a line's state may stand beneath another's."""
    part = part_of(state)
    if part not in _STEPS[part_of(before)]:
        return False
    return part not in (BODY, LETTER_BODY) or part_of(before) == part or role_of(state) in _OF_BODY


_ABOVE_HEADLINE = frozenset({"section", "byline", "timestamp", "alt", "caption", "note", "deck", "field", "leftover"})
_BODY_ROLES = _OF_BODY - {"related", "note"}


def states_of(roles: Sequence[str]) -> list[str]:
    """The states of lines whose roles are known, one of which at least is a headline."""
    headlines = [index for index, role in enumerate(roles) if role == HEADLINE]
    starts = [0]
    for before, headline in pairwise(headlines):
        start = headline
        while start - 1 > before and roles[start - 1] in _ABOVE_HEADLINE:
            start -= 1
        while start < headline and roles[start] in ("leftover", "note"):
            start += 1
        starts.append(start)
    states: list[str] = []
    for start, end, headline in zip(starts, [*starts[1:], len(roles)], headlines, strict=True):
        states += _states_of_story(roles[start:end], headline - start)
    return states


def _states_of_story(roles: Sequence[str], headline: int) -> list[str]:
    is_newsletter = "item" in roles
    name, head, body = (LETTER, LETTER_HEAD, LETTER_BODY) if is_newsletter else (HEADLINE, HEAD, BODY)
    of_body = [index for index in range(headline + 1, len(roles)) if roles[index] in _BODY_ROLES]
    first, last = (of_body[0], of_body[-1]) if of_body else (len(roles), headline)
    while last + 1 < len(roles) and roles[last + 1] == "rest":
        last += 1
    parts = (
        ABOVE if index < headline else head if index < first else body if index <= last else BENEATH
        for index in range(len(roles))
    )
    return [
        name if index == headline else f"{part}:{role}"
        for index, (part, role) in enumerate(zip(parts, roles, strict=True))
    ]
