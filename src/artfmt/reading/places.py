"""Where the values of structured data and their keys stand in the source, by JSON Pointer (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar

from artfmt.source.location import Location, pointer_parts


class Places(Protocol):
    """Where the values and the keys of a structured source stand; both methods take a JSON Pointer."""

    def value(self, pointer: str) -> Location | None:
        """Where a value starts, or else the closest value around it."""
        raise NotImplementedError

    def key(self, pointer: str) -> Location | None:
        """Where the key of a value starts."""
        return self.value(pointer)


Where = TypeVar("Where")


class PlaceTree(Generic[Where]):
    """The place of a value and of its key, and beneath it those of the values that it holds.

    A tree, so that it grows with what it tells of: as whole pointers, a long key would stand again in the pointer of
    every value beneath it. A place is whatever the reader counts in: a Location, or an offset.
    """

    __slots__ = ("_below", "at", "key_at")

    def __init__(self) -> None:
        self.at: Where | None = None
        self.key_at: Where | None = None
        self._below: dict[str, PlaceTree[Where]] | None = None

    def below(self, name: str) -> PlaceTree[Where]:
        """The tree of the value that has a key, or an index in digits; made where there is none yet."""
        tree = self._below.get(name) if self._below else None
        if tree is None:
            tree = PlaceTree()
            if self._below is None:
                self._below = {}
            self._below[name] = tree
        return tree

    def moved(self, name: str, tree: PlaceTree[Where]) -> None:
        """Have a tree, that of a value which stands elsewhere in the source, beneath a key."""
        if self._below is None:
            self._below = {}
        self._below[name] = tree

    def exactly(self, pointer: str) -> Where | None:
        """Where a value starts; None where it is not known."""
        *_, last = self._way(pointer)
        return last.at if last else None

    def value(self, pointer: str) -> Where | None:
        """Where a value starts, or else the closest value around it."""
        places = [tree.at for tree in self._way(pointer) if tree and tree.at is not None]
        return places[-1] if places else None

    def key(self, pointer: str) -> Where | None:
        """Where the key of a value starts, or else the value."""
        *_, last = self._way(pointer)
        return last.key_at if last and last.key_at is not None else self.value(pointer)

    def _way(self, pointer: str) -> Iterator[PlaceTree[Where] | None]:
        """The tree itself, and those beneath it on the way to a pointer; at last None where the way ends too early."""
        tree: PlaceTree[Where] | None = self
        yield tree
        for name in pointer_parts(pointer):
            tree = tree._below.get(name) if tree and tree._below else None
            if tree is None:
                yield None
                return
            yield tree
