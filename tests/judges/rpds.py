"""What referencing asks of rpds-py, in Python: stands in for it in the playground's test (compiled_for_pyodide.sh)."""

from __future__ import annotations

from typing import Any


class HashTrieMap(dict[Any, Any]):
    """A mapping that is not changed but copied."""

    @classmethod
    def convert(cls, value: Any) -> HashTrieMap:
        """The mapping itself, or one of it."""
        return value if isinstance(value, cls) else cls(value)

    def insert(self, key: Any, value: Any) -> HashTrieMap:
        """One that has the key, too."""
        return HashTrieMap({**self, key: value})

    def update(self, *others: Any, **more: Any) -> HashTrieMap:  # type: ignore[override]
        """One that has the others' keys, too."""
        return HashTrieMap({**self, **dict(*others, **more)})

    def remove(self, key: Any) -> HashTrieMap:
        """One without the key."""
        left = dict(self)
        del left[key]
        return HashTrieMap(left)


class HashTrieSet(frozenset[Any]):
    """A set that is not changed but copied."""

    def insert(self, value: Any) -> HashTrieSet:
        """One that has the value, too."""
        return HashTrieSet(self | {value})

    def update(self, *others: Any) -> HashTrieSet:
        """One that has the others' values, too."""
        return HashTrieSet(self.union(*others))

    def remove(self, value: Any) -> HashTrieSet:
        """One without the value."""
        return HashTrieSet(self - {value})


class List(tuple[Any, ...]):
    """A list that is not changed but copied."""

    def __new__(cls, values: Any = ()) -> List:
        return super().__new__(cls, values)

    def push_front(self, value: Any) -> List:
        """One that begins with the value."""
        return List((value, *self))
