from __future__ import annotations

import tracemalloc

import pytest

from artfmt.formats.read import read
from artfmt.reading.places import PlaceTree
from artfmt.source.errors import ReadError
from artfmt.source.location import Location


def _tree() -> PlaceTree[Location]:
    tree: PlaceTree[Location] = PlaceTree()
    tree.at = Location(1)
    extra = tree.below("extra")
    extra.at, extra.key_at = Location(2, 8), Location(2)
    slashed = extra.below("a/b~c")
    slashed.at, slashed.key_at = Location(3, 5), Location(3, 2)
    slashed.below("0").at = Location(4, 3)
    return tree


@pytest.mark.parametrize(
    ("pointer", "exact", "value", "key"),
    [
        ("", Location(1), Location(1), Location(1)),
        ("/extra", Location(2, 8), Location(2, 8), Location(2)),
        ("/extra/a~1b~0c", Location(3, 5), Location(3, 5), Location(3, 2)),
        ("/extra/a~1b~0c/0", Location(4, 3), Location(4, 3), Location(4, 3)),
        ("/extra/a~1b~0c/1/x", None, Location(3, 5), Location(3, 5)),
        ("/extra/other", None, Location(2, 8), Location(2, 8)),
        ("/headline", None, Location(1), Location(1)),
    ],
)
def test_a_place_is_its_own_or_that_of_the_closest_value_around_it(
    pointer: str, exact: Location | None, value: Location, key: Location
) -> None:
    tree = _tree()
    assert (tree.exactly(pointer), tree.value(pointer), tree.key(pointer)) == (exact, value, key)


def test_an_empty_tree_knows_no_place() -> None:
    tree: PlaceTree[Location] = PlaceTree()
    assert (tree.value("/headline"), tree.key("/headline")) == (None, None)


_KEY, _ITEMS = "k" * 20_000, ",".join(["1"] * 5_000)


@pytest.mark.parametrize(
    ("format", "text"),
    [
        ("json", f'{{"headline":"a","extra":{{"{_KEY}":[{_ITEMS}]}}}}'),
        ("yaml", f"headline: a\nextra:\n  ? {_KEY}\n  : [{_ITEMS}]\n"),
        ("markdown", f"---\nheadline: 1\nextra:\n  ? {_KEY}\n  : [{_ITEMS}]\n---\n\nText.\n"),
    ],
)
def test_a_long_key_is_not_repeated_for_every_value_beneath_it(format: str, text: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ReadError) as error:
            read(text, format)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert error.value.diagnostics[0].location is not None
    assert most < 8_000_000, most
