"""What the judges of other makers judge beside the examples: a fixed sample of generated articles."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, given, settings

from artfmt.model.article import Article
from strategies import article_data

SAMPLE = 150


@pytest.fixture(scope="session")
def sample_data() -> list[dict[str, Any]]:
    """Mappings that are valid under the schema, the same ones in every run."""
    made: list[dict[str, Any]] = []

    @settings(max_examples=SAMPLE, derandomize=True, database=None, phases=[Phase.generate])
    @given(article_data)
    def gather(data: dict[str, Any]) -> None:
        made.append(data)

    gather()
    assert len(made) >= SAMPLE // 2
    return made


@pytest.fixture(scope="session")
def sample(sample_data: list[dict[str, Any]]) -> list[Article]:
    """Articles in canonical form, the same ones in every run."""
    return [Article.from_dict(data) for data in sample_data]
