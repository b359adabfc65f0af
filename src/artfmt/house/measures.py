"""Figures of a whole article, and formulas over them, as Vale's metrics have them."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

from artfmt.language.sentences import sentences
from artfmt.language.syllables import syllables
from artfmt.rules.core.passages import RUNNING, Passages

_LONG, _POLYSYLLABIC = 6, 3
_LONGEST = 500  # characters of a formula

_BINARY: dict[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}


class Formula(NamedTuple):
    """A formula of numbers, figures by their names, sums, products and the square root; nothing else is evaluated."""

    text: str

    @property
    def fault(self) -> str | None:
        """What is wrong with it, in words."""
        if len(self.text) > _LONGEST:
            return f"has more than {_LONGEST} characters"
        try:
            self.value(dict.fromkeys((*FIGURES, "figure"), 1.0))
        except (ValueError, KeyError, SyntaxError, RecursionError, MemoryError) as error:
            return f"cannot be worked out: {error}"
        return None

    def value(self, numbers: Mapping[str, float]) -> float | None:
        """What it comes to; None where it divides by nothing. Raises KeyError, ValueError or SyntaxError."""
        try:
            value: float = _value(_parsed(self.text), numbers)
        except (ZeroDivisionError, OverflowError):
            return None
        return value


@cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text.strip().replace("\n", " ").replace("math.sqrt", "sqrt"), mode="eval").body


def _value(node: ast.expr, numbers: Mapping[str, float]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return numbers[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, numbers)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            return _BINARY[type(sign)](_value(left, numbers), _value(right, numbers))
        case ast.Compare(left=left, ops=[sign], comparators=[right]) if type(sign) in _BINARY:
            return _BINARY[type(sign)](_value(left, numbers), _value(right, numbers))
        case ast.Call(func=ast.Name(id="sqrt"), args=[operand], keywords=[]):
            return max(_value(operand, numbers), 0.0) ** 0.5
    raise ValueError("only numbers, figures, + - * / and comparisons are known")


class Figures(Mapping[str, float]):
    """The figures of an article's running text, by Vale's names, each worked out when it is asked for."""

    def __init__(self, passages: Passages) -> None:
        self._passages = passages
        self._texts = [passage.text for passage in passages.of(RUNNING)]

    def __getitem__(self, name: str) -> float:
        return float(_FIGURES[name](self))

    def __iter__(self) -> Iterator[str]:
        return iter(_FIGURES)

    def __len__(self) -> int:
        return len(_FIGURES)

    @cached_property
    def words(self) -> list[str]:
        """The words."""
        return [word for text in self._texts for word in text.split()]

    @cached_property
    def polysyllabic(self) -> int:
        """How many words have three syllables or more."""
        return sum(1 for word in self.words if len(word) > _POLYSYLLABIC and syllables(word) >= _POLYSYLLABIC)

    def sentences(self) -> int:
        """How many sentences there are."""
        return sum(len(list(sentences(text))) for text in self._texts)

    def syllables(self) -> int:
        """How many syllables there are, roughly."""
        return syllables("\n".join(self._texts))

    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return len(self._passages.of(frozenset({"paragraph"})))


_FIGURES: dict[str, Callable[[Figures], int]] = {
    "characters": lambda figures: sum(map(len, figures.words)),
    "complex_words": lambda figures: figures.polysyllabic,
    "long_words": lambda figures: sum(1 for word in figures.words if len(word) > _LONG),
    "paragraphs": Figures.paragraphs,
    "polysyllabic_words": lambda figures: figures.polysyllabic,
    "sentences": Figures.sentences,
    "syllables": Figures.syllables,
    "words": lambda figures: len(figures.words),
}
FIGURES = tuple(_FIGURES)
