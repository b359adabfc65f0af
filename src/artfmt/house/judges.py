"""What house rules find: one kind of judge a kind of rule, after those of Vale (https://vale.sh/docs/topics/styles).

A judge is data. ``sieve`` are patterns one of which is found in every text that it finds something in, empty where
nothing tells that beforehand; ``findings`` is told which of them may be found in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple, Protocol

from artfmt.house.measures import Figures, Formula
from artfmt.house.parts import Scope, Stretch
from artfmt.house.patterns import Pattern
from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Edit, Fix, Severity

_TEMPLATE = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_VERB = re.compile(r"%(?:\d*\.\d*f|[sdvq])")


class Judge(Protocol):
    """One house rule's way to find something."""

    @property
    def sieve(self) -> tuple[Pattern, ...]: ...

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """What it finds in an article. Raises TooSlowError where a pattern takes too long."""
        ...


class Hit(NamedTuple):
    """Where a pattern stands in a stretch of text."""

    stretch: Stretch
    start: int
    end: int
    match: re.Match[str]

    @property
    def words(self) -> str:
        """The words that stand there."""
        return self.stretch.passage.text[self.start : self.end]


class Action(NamedTuple):
    """How what was found is mended: with ``text`` in its place; ``None`` where the match is taken out."""

    text: str | None = None


class Existence(NamedTuple):
    """What must not stand there."""

    pattern: Pattern
    message: str
    scope: Scope = Scope()
    exceptions: tuple[str, ...] = ()
    action: Action | None = None

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """The pattern itself."""
        return (self.pattern,)

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each place where it stands."""
        for hit in hits(passages, self.pattern, self.scope):
            if not stands_in(hit, self.exceptions):
                yield finding(hit, said(self.message, hit.words), _replaced(hit, self.action))


class Term(NamedTuple):
    """A way of writing, and what the house writes, None where it writes neither."""

    pattern: Pattern
    use: str | None = None
    message: str | None = None
    scope: Scope = Scope()
    exceptions: tuple[str, ...] = ()
    keeps_capital: bool = True
    severity: Severity | None = None


class Terms(NamedTuple):
    """What is written otherwise in this house."""

    terms: tuple[Term, ...]

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """Each way of writing."""
        return tuple(term.pattern for term in self.terms)

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each place where another way of writing stands; of two that overlap the one named first."""
        ranges_of: dict[str, list[tuple[int, int]]] = {}
        for term in [term for number, term in enumerate(self.terms) if number in passing]:
            for hit in hits(passages, term.pattern, term.scope):
                uses = _uses(term, hit)
                ranges = ranges_of.setdefault(hit.stretch.passage.pointer, [])
                overlaps = any(start < hit.end and hit.start < end for start, end in ranges)
                if overlaps or hit.words in uses or stands_in(hit, term.exceptions):
                    continue
                ranges.append((hit.start, hit.end))
                fix = _replaced(hit, Action(uses[0])) if len(uses) == 1 else None
                yield finding(hit, _of_term(term, hit.words, uses), fix)._replace(severity=term.severity)


def _of_term(term: Term, words: str, uses: list[str]) -> str:
    choice = '" or "'.join(uses)
    if term.message:
        return (
            said(term.message, choice, words) if term.message.count("%s") > 1 else said(term.message, choice or words)
        )
    return f'"{words}" is not written here' + (f': write "{choice}"' if uses else "")


def _uses(term: Term, hit: Hit) -> list[str]:
    """What is to be written for a hit, with the capital that it has; what parts of the match stand for, filled in."""
    if term.use is None:
        return []
    uses = [_filled(use, hit.match) for use in term.use.split("|")]
    words = hit.words
    opens = term.keeps_capital and words[:1].isupper() and not (len(words) > 1 and words.isupper())
    return [use[:1].upper() + use[1:] if opens else use for use in uses]


def _filled(text: str, match: re.Match[str]) -> str:
    if "$" not in text:
        return text
    last = len(match.groups())
    return re.sub(r"\$(\d)", lambda use: (match[int(use[1])] or "") if int(use[1]) <= last else use[0], text)


class Occurrence(NamedTuple):
    """How often something may stand in one stretch."""

    pattern: Pattern
    message: str
    scope: Scope = Scope()
    least: int = 0
    most: int | None = None

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """The pattern, unless too few may be the fault."""
        return () if self.least else (self.pattern,)

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each stretch where it stands too often, or not often enough."""
        for stretch in self.scope.stretches(passages):
            if self._fits(self.pattern.count(stretch.text)):  # as most do, and code is looked at for the others
                continue
            hits_there = list(_in_stretch(passages, self.pattern, stretch))
            if not self._fits(len(hits_there)):
                yield _of_stretch(stretch, said(self.message, *(hit.words for hit in hits_there[:1])))

    def _fits(self, count: int) -> bool:
        return count >= self.least and (self.most is None or count <= self.most)


class Repetition(NamedTuple):
    """What must not stand twice in a row."""

    pattern: Pattern
    message: str
    scope: Scope = Scope()
    most: int = 1
    ignores_case: bool = False
    letters_only: bool = False

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """Nothing tells beforehand."""
        return ()

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each word, or what the pattern takes for one, that follows itself."""
        for stretch in self.scope.stretches(passages):
            words_there = self.pattern.words(stretch.text)
            if not any(map(self._same, words_there, words_there[1:])):
                continue
            before, count = None, 0
            for hit in _in_stretch(passages, self.pattern, stretch):
                words = hit.words
                follows = before is not None and not stretch.passage.text[before.end : hit.start].strip()
                count = count + 1 if before and follows and self._same(before.words, words) else 1
                if count > self.most:
                    yield finding(hit, said(self.message, words))
                before = hit

    def _same(self, one: str, other: str) -> bool:
        if self.letters_only and not other.isalpha():
            return False
        return one.lower() == other.lower() if self.ignores_case else one == other


class Consistency(NamedTuple):
    """Pairs of which an article uses one."""

    either: tuple[tuple[Pattern, Pattern], ...]
    message: str
    scope: Scope = Scope()

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """All of them."""
        return tuple(pattern for pair in self.either for pattern in pair)

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each place where an article uses what it did not use first."""
        for number, pair in enumerate(self.either):
            if not passing >= {2 * number, 2 * number + 1}:
                continue
            first, second = (list(hits(passages, pattern, self.scope)) for pattern in pair)
            if first and second:
                order = [stretch.passage.pointer for stretch in self.scope.stretches(passages)]
                places = {pointer: number for number, pointer in enumerate(order)}
                starts = [(places[some[0].stretch.passage.pointer], some[0].start) for some in (first, second)]
                for hit in first if starts[1] < starts[0] else second:
                    yield finding(hit, said(self.message, hit.words))


class Conditional(NamedTuple):
    """What may only stand where something else stands, as an abbreviation where it is spelled out."""

    first: Pattern
    second: Pattern
    message: str
    scope: Scope = Scope()
    exceptions: tuple[str, ...] = ()

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """What stands there."""
        return (self.first,)

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each place where it stands and nothing told before what it means."""
        definitions = {_named(hit.match) for hit in hits(passages, self.second, self.scope)}
        for hit in hits(passages, self.first, self.scope):
            words = _named(hit.match)
            if words not in definitions and words not in self.exceptions:
                definitions.add(words)  # once an article
                yield finding(hit, said(self.message, words))


def _named(match: re.Match[str]) -> str:
    """The group of a match that is meant, the whole of it where it has none."""
    return next((group for group in match.groups() if group), match[0])


class Capitalization(NamedTuple):
    """How a text is capitalised: as a title, as a sentence, in small letters or capitals, or as a pattern says."""

    match: str
    message: str
    scope: Scope = Scope()
    exceptions: tuple[str, ...] = ()
    pattern: Pattern | None = None
    threshold: float = 0.8

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """Nothing tells beforehand."""
        return ()

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """Each text that is capitalised otherwise."""
        for stretch in self.scope.stretches(passages):
            text = stretch.text
            if self.pattern:
                right = next(self.pattern.finditer(text), None) is not None
            else:
                right = _CASES[self.match](text, frozenset(self.exceptions), self.threshold)
            if not right:
                yield _of_stretch(stretch, said(self.message, text))


def _as_title(text: str, exceptions: frozenset[str], threshold: float) -> bool:
    """Whether most words of a text begin with a capital; short ones need not, but the first and the last."""
    words = _WORD.findall(text)
    judged_words = [
        word[0].isupper() or word[0].isdigit() or word in exceptions or (0 < index < len(words) - 1 and len(word) < 5)
        for index, word in enumerate(words)
    ]
    return _most(judged_words, threshold)


def _as_sentence(text: str, exceptions: frozenset[str], threshold: float) -> bool:
    """Whether a text begins with a capital and most of its other words do not."""
    words = _WORD.findall(text)
    first = words[0] if words else ""
    judged_words = [
        word[0].islower() or word[0].isdigit() or word.isupper() or word in exceptions or not word[1:].islower()
        for word in words[1:]
    ]
    return (not first or first in exceptions or not first[0].islower()) and _most(judged_words, threshold)


def _most(judged_words: list[bool], threshold: float) -> bool:
    return not judged_words or sum(judged_words) / len(judged_words) >= threshold


_WORD = re.compile(r"\w[\w'’-]*")
_CASES = {
    "$title": _as_title,
    "$sentence": _as_sentence,
    "$lower": lambda text, *_: text == text.lower(),
    "$upper": lambda text, *_: text == text.upper(),
}


class Metric(NamedTuple):
    """A figure of the whole text that must not meet a condition."""

    formula: Formula
    condition: Formula
    message: str

    @property
    def sieve(self) -> tuple[Pattern, ...]:
        """Nothing tells beforehand."""
        return ()

    def findings(self, passages: Passages, passing: Set[int]) -> Iterator[Finding]:
        """One at the headline, where the condition is met."""
        figure = self.formula.value(Figures(passages))
        if figure is not None and self.condition.value({"figure": figure}):
            yield Finding("/headline", said(self.message, f"{figure:.2f}"))


def hits(passages: Passages, pattern: Pattern, scope: Scope) -> Iterator[Hit]:
    """Where a pattern stands in the stretches of a scope, outside code."""
    for stretch in scope.stretches(passages):
        yield from _in_stretch(passages, pattern, stretch)


def _in_stretch(passages: Passages, pattern: Pattern, stretch: Stretch) -> Iterator[Hit]:
    for match in pattern.finditer(stretch.text):
        start, end = match.start() + stretch.start, match.end() + stretch.start
        if end > start and not passages.in_code(stretch.passage, start, end) and not _in_template(stretch, start, end):
            yield Hit(stretch, start, end, match)


def _in_template(stretch: Stretch, start: int, end: int) -> bool:
    """Whether some characters are those of a site generator's template, whose words are names."""
    text = stretch.passage.text
    if "{" not in text:
        return False
    return any(match.start() < end and start < match.end() for match in _TEMPLATE.finditer(text))


def stands_in(hit: Hit, exceptions: Iterable[str]) -> bool:
    """Whether a hit stands within one of some phrases, whatever their capitals."""
    text = hit.stretch.passage.text.lower()
    for phrase in exceptions:
        start = max(hit.end - len(phrase), 0)
        if 0 <= text.find(phrase.lower(), start, hit.start + len(phrase)) <= hit.start:
            return True
    return False


def finding(hit: Hit, message: str, fix: Fix | None = None) -> Finding:
    """What a rule has to say of a hit."""
    return Finding(hit.stretch.passage.pointer, message, hit.start, hit.end, fix)


def _of_stretch(stretch: Stretch, message: str) -> Finding:
    return Finding(stretch.passage.pointer, message, stretch.start, stretch.end)


def said(message: str, *words: str) -> str:
    """A message with words in the places that it leaves for them ("%s")."""
    waiting = list(words)
    return _VERB.sub(lambda verb: waiting.pop(0) if waiting else verb[0], message)


def _replaced(hit: Hit, action: Action | None) -> Fix | None:
    """The fix that an action makes of a hit. It changes words, so it is never a safe one."""
    if action is None:
        return None
    pointer, text, end = hit.stretch.passage.pointer, action.text, hit.end
    if text is None:  # taken out, with one of the spaces around it
        end += hit.stretch.passage.text[end : end + 1] == " "
        return Fix(f'take "{hit.words}" out', (Edit(pointer, hit.start, end, ""),), safe=False)
    text = _filled(text, hit.match)
    return Fix(f'write "{text}"', (Edit(pointer, hit.start, hit.end, text),), safe=False)
