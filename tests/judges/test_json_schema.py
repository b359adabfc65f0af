"""Two other validators agree with ours on every valid article and on every one with a planted fault."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from artfmt.model.schema import is_valid, violations
from conftest import ROOT, lacking
from judges_support import node, written

SCHEMA = ROOT / "schemas" / "article.schema.json"
# What is planted: a field and a value that it must not have; None takes the field out.
FAULTS: tuple[tuple[str, Any], ...] = (
    ("headline", None),
    ("headline", 7),
    ("headline", " "),
    ("headline", "a\u0007"),
    ("body", []),
    ("body", [{"blocks": []}]),
    ("body", [{"blocks": [{"type": "paragraph", "content": []}]}]),
    ("body", [{"blocks": [{"type": "paragraf", "content": [{"text": "a"}]}]}]),
    ("body", [{"blocks": [{"type": "code", "text": "a", "credit": []}]}]),
    ("version", "2.0"),
    ("type", "articel"),
    ("published", "May 4"),
    ("published", "2031-05-04T10:00:00"),
    ("updated", "2031-13-04"),
    ("language", "english!"),
    ("url", "javascript:alert(1)"),
    ("url", "https://a.example/ b"),
    ("tags", "a"),
    ("authors", [{"nam": "a"}]),
    ("image", {}),
    ("image", {"alt": "a", "width": 0}),
    ("publisher", {"name": "a", "issn": "12345678"}),
    ("notes", [{"kind": "remark", "content": [{"text": "a"}]}]),
    ("headlin", "a"),
)


@pytest.fixture(scope="module")
def cases(sample_data: list[dict[str, Any]]) -> list[tuple[dict[str, Any], bool]]:
    """Data, and whether they are valid."""
    broken = []
    for data, (field, value) in zip(sample_data, cycle(FAULTS), strict=False):
        rest = {name: each for name, each in data.items() if name != field}
        broken.append(rest if value is None else {**rest, field: value})
    return [(data, True) for data in sample_data] + [(data, False) for data in broken]


def test_ours(cases: list[tuple[dict[str, Any], bool]]) -> None:
    for data, valid in cases:
        assert is_valid(data) == (not violations(data)) == valid


def test_ajv_agrees(cases: list[tuple[dict[str, Any], bool]], tmp_path: Path) -> None:
    files = written(tmp_path, [json.dumps(data) for data, _ in cases], ".json")
    assert node("ajv.mjs", files, str(SCHEMA)).strip() == "".join(str(int(valid)) for _, valid in cases)


def test_check_jsonschema_agrees(cases: list[tuple[dict[str, Any], bool]], tmp_path: Path) -> None:
    if not find_spec("check_jsonschema"):
        lacking("check-jsonschema: pip install -e '.[judges]'")
    files = written(tmp_path, [json.dumps(data) for data, _ in cases], ".json")
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "-o", "json", "--schemafile", str(SCHEMA), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    refused = {each["filename"] for each in json.loads(done.stdout)["errors"]}
    assert [str(path) not in refused for path in files] == [valid for _, valid in cases]
