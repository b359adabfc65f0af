from __future__ import annotations

import subprocess
import sys

import pytest

_WITHOUT = """
import sys
from artfmt.batch.columns import DocumentRow, documents_batch, forgo_pandas
forgo_pandas()
batch = documents_batch([DocumentRow("a", b"A")])
assert "pandas" not in sys.modules
assert batch.to_pandas().id[0] == "a"
"""


def test_arrays_are_made_without_pandas_and_frames_still_with_it() -> None:
    pytest.importorskip("pandas")
    subprocess.run([sys.executable, "-c", _WITHOUT], check=True)
