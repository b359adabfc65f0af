from __future__ import annotations

import pytest

from artfmt.language.dateline import place_in


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("PORT ALDER, N.C., May 3 (Harbor Wire) —", "PORT ALDER, N.C."),
        ("ALDER-ON-SEA (HW) -", "ALDER-ON-SEA"),
        ("Alderhafen, 3. Mai 2031", "Alderhafen"),
        ("PORT ALDER", "PORT ALDER"),
        ("May 3", None),
        ("", None),
    ],
)
def test_the_place_of_a_dateline(line: str, place: str | None) -> None:
    assert place_in(line) == place
