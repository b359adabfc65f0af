"""Patterns that are compiled when they are first used: each is one, and works as a compiled one does."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from artfmt.source.lazy import lazy
from conftest import ROOT


def test_it_works_as_a_compiled_pattern_does() -> None:
    pattern = lazy(r"(?P<word>\w+) (\d+)", re.IGNORECASE)
    match = pattern.search("Fares 2")
    assert match
    assert match["word"] == "Fares"
    assert pattern.fullmatch("a 1 b") is None
    assert [one[0] for one in pattern.finditer("a 1 b 2")] == ["a 1", "b 2"]
    assert (pattern.sub("x", "a 1"), pattern.split("a 1"), pattern.findall("a 1")) == (
        "x",
        ["", "a", "1", ""],
        [("a", "1")],
    )
    assert pattern.pattern == r"(?P<word>\w+) (\d+)"
    assert pattern.groups == 2
    with pytest.raises(AttributeError):
        pattern.no_such_method  # type: ignore[attr-defined]  # noqa: B018


def test_every_lazy_pattern_compiles() -> None:
    program = (
        "import re, importlib, pathlib\n"
        "from artfmt.source.lazy import _Lazy\n"
        "count = 0\n"
        "for path in pathlib.Path('src/artfmt').rglob('*.py'):\n"
        "    if 'import lazy' in path.read_text(encoding='utf-8'):\n"
        "        name = '.'.join(path.with_suffix('').relative_to('src').parts)\n"
        "        for value in vars(importlib.import_module(name)).values():\n"
        "            if isinstance(value, _Lazy):\n"
        "                re.compile(value.pattern, value._flags)\n"
        "                count += 1\n"
        "assert count > 80, count\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
