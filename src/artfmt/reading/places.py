"""Where the values of structured data and their keys stand in the source, by JSON Pointer (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterator

from artfmt.source.location import Location


class Places:
    """Where the values and the keys of a structured source stand; both methods take a JSON Pointer."""

    def value(self, pointer: str) -> Location | None:
        """Where a value starts, or else the closest value around it."""
        raise NotImplementedError

    def key(self, pointer: str) -> Location | None:
        """Where the key of a value starts."""
        return self.value(pointer)


class PlaceTree(Places):
    """The place of a value and of its key, and beneath it those of the values that it holds.

    A tree, so that it grows with what it tells of: as whole pointers, a long key would stand again in the pointer of
    every value beneath it.
    """

    __slots__ = ("_below", "at", "key_at")

    def __init__(self) -> None:
        self.at: Location | None = None
        self.key_at: Location | None = None
        self._below: dict[str, PlaceTree] = {}

    def below(self, name: str) -> PlaceTree:
        """The tree of the value that has a key, or an index in digits; made where there is none yet."""
        return self._below.get(name) or self._below.setdefault(name, PlaceTree())

    def exactly(self, pointer: str) -> Location | None:
        """Where a value starts; None where it is not known."""
        *_, last = self._way(pointer)
        return last.at if last else None

    def value(self, pointer: str) -> Location | None:
        places = [tree.at for tree in self._way(pointer) if tree and tree.at]
        return places[-1] if places else None

    def key(self, pointer: str) -> Location | None:
        *_, last = self._way(pointer)
        return (last.key_at if last else None) or self.value(pointer)

    def _way(self, pointer: str) -> Iterator[PlaceTree | None]:
        """The tree itself, and those beneath it on the way to a pointer; at last None where the way ends too early."""
        tree: PlaceTree | None = self
        yield tree
        for name in pointer.split("/")[1:]:
            tree = tree._below.get(name.replace("~1", "/").replace("~0", "~")) if tree else None
            if tree is None:
                yield None
                return
            yield tree
