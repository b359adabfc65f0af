"""What is known of each article of a run: packed where there are many, and which have the same in common."""

from __future__ import annotations

import pytest

from artfmt.rules.core.entries import Entries, Entry, twice


def _entries(count: int) -> list[Entry]:
    related = ("https://wire.example/é", None)
    return [
        Entry(f"in/\udcff{n}.md", "article", f"Fares {n}", None, f"https://wire.example/{n}", related)
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 4095, 4096, 4097, 9000])
def test_entries_come_out_as_they_went_in(count: int) -> None:
    entries = Entries()
    for each in _entries(count):
        entries.add(each)
    assert len(entries) == count
    assert list(entries) == _entries(count) == list(entries)
    assert all(type(each) is Entry for each in entries)


def test_the_first_path_is_the_original_and_what_is_only_compared_with_comes_before_it() -> None:
    names = {"b.md": True, "a.md": True, "z.md": False, "other.md": True}
    entries = [
        Entry(path, "article", "Other" if path == "other.md" else "Fares", asked=asked) for path, asked in names.items()
    ]
    found = [(entry.path, first) for entry, first in twice(entries, lambda entry: entry.headline)]
    assert found == [("a.md", "z.md"), ("b.md", "z.md")]


def test_one_story_in_two_formats_is_no_pair() -> None:
    entries = [Entry(path, "article", "Fares") for path in ("a.md", "a.json", "b/a.md")]
    assert [(entry.path, first) for entry, first in twice(entries, lambda entry: entry.headline)] == [
        ("b/a.md", "../a.json")
    ]
