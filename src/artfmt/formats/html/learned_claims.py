"""Claims of one thing (an author, a day), each with its features, weighed by what was learned of the features.

The weights are data beside the modules that make the claims; ``benchmarks/extraction/claims.py`` fits them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import TypeVar

Key = TypeVar("Key")

# The feature of "none of them", which is a claim too.
NONE = "none"


@cache
def weights_of(name: str) -> Mapping[str, float]:
    """What each feature adds to the score of a claim; ``name`` is that of the module which makes the claims."""
    data = resources.files("artfmt.formats.html").joinpath(f"{name}.json").read_text("utf-8")
    table: dict[str, float] = json.loads(data)
    return table


def score_of(features: Iterable[str], table: Mapping[str, float]) -> float:
    """What a claim's features amount to."""
    return sum(table.get(feature, 0.0) for feature in features)


def shares_of(
    claims: Iterable[tuple[Key, Sequence[str]]], table: Mapping[str, float], nothing: Key
) -> dict[Key, float]:
    """How likely each thing that is claimed is the right one, and ``nothing``; claims of one thing count together."""
    sums: dict[Key, float] = defaultdict(float)
    sums[nothing] = exp(table.get(NONE, 0.0))
    for key, features in claims:
        sums[key] += exp(score_of(features, table))
    whole = sum(sums.values())
    return {key: part / whole for key, part in sums.items()}
