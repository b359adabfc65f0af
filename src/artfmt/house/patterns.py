"""Regular expressions that somebody else wrote: compiled within limits, searched within a time.

Whoever may change a configuration may not have the machine for an hour. The syntax is that of the ``regex`` module,
which has what the patterns of Vale's styles use; a pattern that takes too long on one text is not used again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from math import prod
from typing import Any, NamedTuple

from artfmt.source.errors import ConfigError, TooSlowError, missing_extra

_LONGEST = 2_000  # characters of a pattern, where it is not a mere list of words
_MOST_REPEATS = 10_000  # what {n} may multiply to: a compiled pattern is as large
_SIEVE_BYTES = 64 << 20
_SHORT = 5_000  # characters of a text
_FEW = 3  # branches and repeats of a tame pattern
_PATIENCE = 0.5  # seconds for one pattern in one text
_COUNTED = re.compile(r"\{(\d*)(?:,(\d*))?\}")
# A piece of a pattern: an escape, a class, or one other character.
_PIECE = re.compile(r"\\(?:[pP]\{[^}]*\}|.)|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|.", re.DOTALL)
_BOUNDS = frozenset((r"\b", r"\B", r"\A", r"\Z", r"\z", "^", "$"))
_BEYOND = r"\x{80}-\x{10FFFF}"
_BETWEEN_SPACES = frozenset((r"\S+", r"[^\s]+"))  # words as a string parts itself, in a tenth of the time
_WIDENED = frozenset((r"\w", r"\d", r"\s"))
_NOT_WIDENED = re.compile(r"\\[WDS]")


class Pattern(NamedTuple):
    """A regular expression.

    ``is_plain`` tells that it is made of words alone, and needs no guard; ``is_tame`` that it branches so little that a
    short text needs none, which is much faster.
    """

    text: str
    ignores_case: bool = False
    is_plain: bool = False
    is_tame: bool = False

    @property
    def fault(self) -> str | None:
        """What is wrong with the pattern, in words."""
        return _unfit(self.text) or _compile_fault(self)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Where the pattern is found. Raises TooSlowError where that takes too long."""
        with self._in_time():
            matches = list(_compiled(self).finditer(text, **self._limits(text)))
        yield from matches

    def count(self, text: str) -> int:
        """How often the pattern is found. Raises TooSlowError as ``finditer`` does."""
        with self._in_time():
            return len(_compiled(self).findall(text, **self._limits(text)))

    def words(self, text: str) -> list[str]:
        """What is found, whole. Raises TooSlowError as ``finditer`` does."""
        if self.text in _BETWEEN_SPACES:
            return text.split()
        engine = _compiled(self)
        if engine.groups:
            return [match[0] for match in self.finditer(text)]
        with self._in_time():
            words: list[str] = engine.findall(text, **self._limits(text))
        return words

    def _limits(self, text: str) -> dict[str, Any]:
        return {} if self.is_plain or (self.is_tame and len(text) <= _SHORT) else {"timeout": _PATIENCE}

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        if self in _SLOW:
            raise TooSlowError(_slow(self))
        try:
            yield
        except TimeoutError:
            _SLOW.add(self)
            raise TooSlowError(_slow(self)) from None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of a whole text. Raises TooSlowError as ``finditer`` does."""
        with self._in_time():
            match: re.Match[str] | None = _compiled(self).fullmatch(text, **self._limits(text))
        return match


def faulty(patterns: Sequence[Pattern]) -> tuple[Pattern, str] | None:
    """The first of some patterns that has a fault, and what it is; they are compiled as one, which is much faster."""
    for pattern in patterns:
        if fault := _unfit(pattern.text):
            return pattern, fault
    whole = Pattern("|".join(f"(?:{pattern.text})" for pattern in patterns))
    if patterns and _compile_fault(whole):
        return next(((pattern, fault) for pattern in patterns if (fault := _compile_fault(pattern))), None)
    return None


_SLOW: set[Pattern] = set()


def is_tame(text: str) -> bool:
    """Whether a pattern branches and repeats so little that it costs at most some squares of a text's length."""
    signs = [piece[0] for piece in _PIECE.finditer(text.replace("(?", "("))]
    repeats = [place for place, sign in enumerate(signs) if sign in ("*", "+", "{")]
    branches = sum(sign in ("?", "|") for sign in signs)
    return len(repeats) <= 1 and len(repeats) + branches <= _FEW and all(signs[place - 1] != ")" for place in repeats)


def _unfit(text: str) -> str | None:
    if len(text) > _LONGEST:
        return f"the pattern has more than {_LONGEST} characters: part it"
    if _repeats(text) > _MOST_REPEATS:
        return f"what the pattern repeats multiplies to more than {_MOST_REPEATS}"
    return (
        None
        if _stands_alone(text)
        else "is no regular expression: a parenthesis, a bracket or a backslash is left open"
    )


def _stands_alone(text: str) -> bool:
    """Whether every group, class and escape of a pattern ends within it, so that it can be put among others."""
    depth = 0
    for piece in _PIECE.finditer(text):
        if piece[0] in ("\\", "["):
            return False
        depth += (piece[0] == "(") - (piece[0] == ")")
        if depth < 0:
            return False
    return depth == 0


def _compile_fault(pattern: Pattern) -> str | None:
    try:
        _compiled(pattern)
    except _errors() as error:
        return f"is no regular expression: {error}"
    return None


def _slow(pattern: Pattern) -> str:
    return f'the pattern "{pattern.text[:60]}" takes longer than {_PATIENCE:g} seconds: write it without nested repeats'


def _repeats(text: str) -> int:
    return prod(max(int(most or least or 1), 1) for least, most in _COUNTED.findall(text)[:50])


@cache
def _compiled(pattern: Pattern) -> Any:
    """The compiled pattern: words by the standard library, which is always there."""
    if pattern.is_plain:
        return re.compile(pattern.text, re.IGNORECASE if pattern.ignores_case else 0)
    engine = _engine()
    return engine.compile(pattern.text, engine.IGNORECASE if pattern.ignores_case else 0)


def _errors() -> tuple[type[Exception], ...]:
    return (re.error, OverflowError, RecursionError, *((_engine().error,) if _has_engine() else ()))


def _has_engine() -> bool:
    from importlib.util import find_spec

    return find_spec("regex") is not None


def _engine() -> Any:
    try:
        import regex
    except ModuleNotFoundError as error:
        raise ConfigError(str(missing_extra("a pattern in the configuration", error, "patterns"))) from None
    return regex


class Sieve:
    """Which of many patterns may be found in a text, told in one pass (RE2, which is linear) for all of them.

    Without RE2, or where it does not know a pattern's syntax, it may be.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._always: set[int] = set()
        self._numbers: list[int] = []
        self._set = _new_set()
        for number, pattern in enumerate(patterns):
            relaxed = _relaxed(pattern) if self._set is not None else None
            if relaxed is None or not self._knows(relaxed):
                self._always.add(number)
            else:
                self._set.Add(relaxed)
                self._numbers.append(number)
        if self._numbers:
            self._canary = self._set.Add("")
            self._set.Compile()

    def passing(self, text: str) -> set[int]:
        """The numbers of the patterns that may be found."""
        if not self._numbers:
            return self._always
        indexes = self._set.Match(text)
        if not indexes:  # not even what is in every text: RE2 ran out of its memory
            return self._always.union(self._numbers)
        return self._always.union(self._numbers[index] for index in indexes if index != self._canary)

    @staticmethod
    def _knows(text: str) -> bool:
        import re2

        options = re2.Options()
        options.log_errors = False
        try:
            re2.compile(text, options)
        except re2.error:
            return False
        return True


def _new_set() -> Any:
    try:
        import re2
    except ModuleNotFoundError:
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _SIEVE_BYTES
    return re2.Set.SearchSet(options)


def _relaxed(pattern: Pattern) -> str | None:
    """A pattern of RE2 that is found wherever this one is, and maybe elsewhere.

    RE2's words and spaces are those of ASCII, and its text is that of many passages at once: bounds are left out.
    """
    pieces = [_relaxed_piece(piece[0]) for piece in _PIECE.finditer(pattern.text)]
    if None in pieces:
        return None
    return f"(?{'i' if pattern.ignores_case else ''}s:{''.join(filter(None, pieces))})"


def _relaxed_piece(piece: str) -> str | None:
    if piece in _BOUNDS:
        return "(?:)"  # what is repeated behind it stays a repeat of something
    if piece in _WIDENED:
        return f"[{piece}{_BEYOND}]"
    if piece[0] != "[" or len(piece) == 1:
        return piece
    if piece.startswith("[^"):
        return None if _NOT_WIDENED.search(piece) else piece
    return f"{piece[:-1]}{_BEYOND}]" if any(escape in piece for escape in _WIDENED) else piece
