from __future__ import annotations

import pytest

from artfmt.reading.source_types import source_type_of


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture", "digitalCapture"),
        ("https://schema.org/TrainedAlgorithmicMediaDigitalSource", "trainedAlgorithmicMedia"),
        ("a b", None),
        ("", None),
        (7, None),
    ],
)
def test_how_a_picture_came_to_be(value: object, term: str | None) -> None:
    assert source_type_of(value) == term
