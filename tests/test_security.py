"""What SECURITY.md promises is tested by what it names."""

from __future__ import annotations

import re

from conftest import ROOT


def test_each_promise_of_security_names_a_test_that_is_there() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(rows) > 5
    file = ""
    for row in rows[1:]:
        for name in re.findall(r"`([^`]+)`", row.split("|")[2]):
            file, _, function = name.partition("::") if not name.startswith("::") else (file, "", name[2:])
            assert (ROOT / file).exists(), name
            assert not function or f"def {function}(" in (ROOT / file).read_text(encoding="utf-8"), name
