"""Vale's styles, read as they are: one YAML file a rule, a folder a style (https://vale.sh/docs/topics/styles).

What Vale has and this has not (spelling, sequence, script, a scope of the raw text) is told, never passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from artfmt.house.judges import (
    Action,
    Capitalization,
    Conditional,
    Consistency,
    Existence,
    Judge,
    Metric,
    Occurrence,
    Repetition,
    Term,
    Terms,
)
from artfmt.house.measures import FIGURES, Formula
from artfmt.house.parts import OF_VALE, Scope
from artfmt.house.patterns import Pattern, faulty, is_tame
from artfmt.house.rules import HouseRule
from artfmt.source.diagnostics import Severity
from artfmt.source.errors import ConfigError

_LEVELS = {"suggestion": Severity.SUGGESTION, "warning": Severity.WARNING, "error": Severity.ERROR}
_MOST_TOKENS = 5_000


class _UnfitError(Exception):
    """A rule that cannot be read, in words."""


class _Common(NamedTuple):
    """What all rules of Vale have."""

    data: Mapping[str, Any]
    message: str
    scope: Scope
    ignores_case: bool

    def pattern(self, text: str) -> Pattern:
        """A pattern of this rule. Raises _UnfitError where it is none."""
        self._judge([text])
        return Pattern(text, self.ignores_case, is_tame=is_tame(text))

    def of_words(self, texts: Iterable[str]) -> list[Pattern]:
        """Patterns of whole words, or of their parts where the rule says so. Raises _UnfitError where one is none."""
        texts = list(texts)
        self._judge(texts)
        bound = "" if self.data.get("nonword") else r"\b"
        return [Pattern(f"{bound}(?:{text}){bound}", self.ignores_case, is_tame=is_tame(text)) for text in texts]

    def _judge(self, texts: list[str]) -> None:
        if fault := faulty([Pattern(text) for text in texts]):
            raise _UnfitError(f'"{fault[0].text[:60]}": {fault[1]}')

    def words(self, field: str) -> tuple[str, ...]:
        """The strings of a list, one alone being a list of one. Raises _UnfitError for what is no list of strings."""
        value = self.data.get(field) or ()
        strings = (value,) if isinstance(value, str) else value
        if not isinstance(strings, list | tuple) or len(strings) > _MOST_TOKENS:
            raise _UnfitError(f"{field} must be a list of at most {_MOST_TOKENS} strings")
        return tuple(str(string) for string in strings)

    def pairs(self, field: str) -> list[tuple[str, str]]:
        """The pairs of a mapping. Raises _UnfitError for what is none."""
        value = self.data.get(field)
        if not isinstance(value, Mapping) or not value or len(value) > _MOST_TOKENS:
            raise _UnfitError(f"{field} must be a mapping of at most {_MOST_TOKENS} pairs")
        return [(str(key), str(one)) for key, one in value.items()]

    def number(self, field: str, default: float | None) -> float | None:
        """A number. Raises _UnfitError for what is none."""
        value = self.data.get(field, default)
        if value is not None and not isinstance(value, int | float):
            raise _UnfitError(f"{field} must be a number")
        return value


def _existence(common: _Common) -> Judge:
    tokens, raw = common.words("tokens"), "".join(common.words("raw"))
    if not tokens and not raw:
        raise _UnfitError("neither tokens nor raw say what is looked for")
    tame = all(pattern.is_tame for pattern in common.of_words(tokens)) and not (raw and tokens)
    pattern = common.pattern(raw)
    if tokens:
        bound = "" if raw or common.data.get("nonword") else r"\b"
        pattern = pattern._replace(text=f"{raw}{bound}(?:{'|'.join(tokens)}){bound}", is_tame=tame)
    return Existence(pattern, common.message, common.scope, common.words("exceptions"), _action(common.data))


def _substitution(common: _Common) -> Judge:
    spellings, uses = zip(*common.pairs("swap"), strict=True)
    exceptions = common.words("exceptions")
    return Terms(
        tuple(
            Term(pattern, use, common.message, common.scope, exceptions, common.ignores_case)
            for pattern, use in zip(common.of_words(spellings), uses, strict=True)
        )
    )


def _occurrence(common: _Common) -> Judge:
    token = common.data.get("token")
    if not isinstance(token, str):
        raise _UnfitError("token says what is counted")
    least, most = common.number("min", 0), common.number("max", None)
    pattern = common.pattern(token)
    return Occurrence(pattern, common.message, common.scope, int(least or 0), None if most is None else int(most))


def _repetition(common: _Common) -> Judge:
    pattern = common.pattern("|".join(common.words("tokens")) or r"[^\s]+")
    most = int(common.number("max", 0) or 1)
    return Repetition(pattern, common.message, common.scope, most, common.ignores_case, bool(common.data.get("alpha")))


def _consistency(common: _Common) -> Judge:
    pairs = common.pairs("either")
    patterns = common.of_words(word for pair in pairs for word in pair)
    either = tuple(zip(patterns[::2], patterns[1::2], strict=True))
    return Consistency(either, common.message, common.scope)


def _conditional(common: _Common) -> Judge:
    first, second = common.data.get("first"), common.data.get("second")
    if not isinstance(first, str) or not isinstance(second, str):
        raise _UnfitError("first and second are patterns")
    one, other = common.pattern(first), common.pattern(second)
    return Conditional(one, other, common.message, common.scope, common.words("exceptions"))


def _capitalization(common: _Common) -> Judge:
    match = common.data.get("match")
    if not isinstance(match, str):
        raise _UnfitError("match says how it is capitalised")
    is_case = match in ("$title", "$sentence", "$lower", "$upper")
    if not is_case and match.startswith("$"):
        raise _UnfitError(f'there is no case "{match}": $title, $sentence, $lower and $upper are known')
    pattern = None if is_case else common.pattern(match)
    threshold = float(common.number("threshold", 0.8) or 0)
    return Capitalization(match, common.message, common.scope, common.words("exceptions"), pattern, threshold)


def _metric(common: _Common) -> Judge:
    formula, condition = (
        Formula(str(common.data.get("formula", ""))),
        Formula(f"figure {common.data.get('condition', '')}"),
    )
    for name, some in (("formula", formula), ("condition", condition)):
        if fault := some.fault:
            raise _UnfitError(f"{name} {fault}; figures that are known: {', '.join(FIGURES)}")
    return Metric(formula, condition, common.message)


_KINDS: dict[str, Callable[[_Common], Judge]] = {
    "existence": _existence,
    "substitution": _substitution,
    "occurrence": _occurrence,
    "repetition": _repetition,
    "consistency": _consistency,
    "conditional": _conditional,
    "capitalization": _capitalization,
    "metric": _metric,
}
KINDS = tuple(_KINDS)


def _action(data: Mapping[str, Any]) -> Action | None:
    action = data.get("action")
    if not isinstance(action, Mapping):
        return None
    params: list[Any] = list(action.get("params") or ())
    if action.get("name") == "remove":
        return Action()
    return Action(str(params[0])) if action.get("name") == "replace" and len(params) == 1 else None


def rule_of(name: str, data: Any) -> HouseRule:
    """The rule that the data of one of Vale's files say. Raises ConfigError for what cannot be read, in words."""
    try:
        return _rule(name, data)
    except _UnfitError as error:
        raise ConfigError(str(error)) from None


def _rule(name: str, data: Any) -> HouseRule:
    if not isinstance(data, Mapping):
        raise _UnfitError("is no rule of Vale: it has no fields")
    kind = str(data.get("extends"))
    if kind not in _KINDS:
        raise _UnfitError(f'extends "{kind}", which is not known here: {", ".join(_KINDS)} are')
    level = str(data.get("level", "warning"))
    if level not in _LEVELS:
        raise _UnfitError(f'there is no level "{level}": {", ".join(_LEVELS)}')
    message = str(data.get("message") or name)
    common = _Common(data, message, _scope(data.get("scope")), bool(data.get("ignorecase")))
    summary = str(data.get("description") or message)
    return HouseRule(name, _LEVELS[level], summary, _KINDS[kind](common))


def _scope(value: Any) -> Scope:
    """The parts that a scope of Vale's names; several are parted by "&" or are a list, "~" leaves one out."""
    names = [
        part.strip()
        for some in (value if isinstance(value, list) else [value or "text"])
        for part in str(some).split("&")
    ]
    parts: list[str] = []
    without: list[str] = []
    for name in names:
        plain = name.removeprefix("~").removesuffix(".md").strip()
        if plain not in OF_VALE:
            raise _UnfitError(f'the scope "{plain}" is not known here: {", ".join(OF_VALE)} are')
        (without if name.startswith("~") else parts).extend(OF_VALE[plain])
    return Scope(tuple(parts or OF_VALE["text"]), tuple(without))


def style_files(folder: str, files: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The names and paths of the rules among the files of a style's folder."""
    style = os.path.basename(os.path.normpath(folder))
    for file in files:
        stem, suffix = os.path.splitext(file)
        if suffix in (".yml", ".yaml") and re.fullmatch(r"[\w.-]+", stem):
            yield f"{style}.{stem}", f"{folder.rstrip('/')}/{file}"


def settled(rules: Iterable[HouseRule]) -> tuple[HouseRule, ...]:
    """Rules, each name once: of two with one name the later counts."""
    return tuple({rule.name: rule for rule in rules}.values())
