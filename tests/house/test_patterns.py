"""Patterns that somebody else wrote: what is refused, what takes too long, and what the sieve lets through."""

from __future__ import annotations

import time

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from artfmt.house.patterns import Pattern, Sieve, is_tame
from artfmt.source.errors import TooSlowError


@pytest.mark.parametrize("text", [r"(a|aa)+$", r"(a|aa)+[!?]", r"(?:.*a){12}b", r"(?:a|a)(?:a|a){30}[!?]"])
def test_what_takes_too_long_is_stopped_and_not_begun_again(text: str) -> None:
    pattern = Pattern(text)
    assert pattern.fault is None
    assert not is_tame(text)
    start = time.process_time()
    for _ in range(20):
        with pytest.raises(TooSlowError, match="takes longer than"):
            list(pattern.finditer("a" * 4000 + "c"))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("(", "no regular expression"),
        (r"\p{NoSuch}", "no regular expression"),
        ("(?:(?:a{1000}){1000}){1000}", "multiplies"),
        ("a{2,99999999}", "multiplies"),
        ("a" * 2001, "more than 2000 characters"),
    ],
)
def test_what_is_refused(text: str, why: str) -> None:
    assert why in (Pattern(text).fault or "")


_PIECES = st.sampled_from(
    [
        r"\b",
        r"\w",
        r"\d",
        r"\s",
        r"[\w-]",
        r"[^\s]",
        r"[^\W]",
        "^",
        "$",
        "a",
        "é",
        "ß",
        "-",
        ".",
        "(?:a|é)",
        "a?",
        "(?=a)",
        r"\W",
    ]
)


@given(
    st.lists(_PIECES, min_size=1, max_size=4).map("".join), st.booleans(), st.text("aAéßÉ1 \n-.’\u0130ı", max_size=8)
)
def test_the_sieve_lets_through_what_is_found(text: str, ignores_case: bool, passage: str) -> None:
    pattern = Pattern(text, ignores_case)
    flags = regex.IGNORECASE if ignores_case else 0
    if any(match[0] for match in regex.finditer(text, passage, flags)):
        assert Sieve([pattern]).passing(f"x\0{passage}\0x") == {0}


def test_the_sieve_holds_back() -> None:
    patterns = [Pattern(r"\bferry\b", ignores_case=True), Pattern("quay"), Pattern(r"(?<!a )boat")]
    assert Sieve(patterns).passing("The Ferry left.") == {0, 2}  # a look behind is not known to it


class _Full:
    """RE2's set, whose memory is full."""

    def Match(self, _: str) -> None:  # noqa: N802
        return None


def test_a_sieve_without_memory_lets_all_through() -> None:
    sieve = Sieve([Pattern("ferry"), Pattern("quay")])
    sieve._set = _Full()
    assert sieve.passing("boats") == {0, 1}
