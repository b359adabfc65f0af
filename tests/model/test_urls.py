"""Addresses: the pattern that stands in code is the schema's."""

from __future__ import annotations

from artfmt.model.schema import load_schema
from artfmt.model.urls import PATTERN


def test_the_pattern_is_that_of_the_schema() -> None:
    # JSON spells the odd characters as escapes of its own, which are the same pattern.
    assert load_schema()["$defs"]["url"]["pattern"] == PATTERN
