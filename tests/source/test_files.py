"""Opening what was found in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from artfmt.source.files import open_file


@pytest.mark.parametrize("root", ["", "in", "./in/", "in//", "elsewhere", os.sep, os.curdir])
@pytest.mark.parametrize("absolute", [False, True])
def test_a_file_opens_whatever_the_form_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str, absolute: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.md").write_bytes(b"a")
    with open_file(os.path.abspath("in/a.md") if absolute else "in/a.md", root) as file:
        assert file.read() == b"a"


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("out.md").write_bytes(b"a")
    Path("in/a.md").symlink_to("../out.md")
    with pytest.raises(OSError, match="link"):
        open_file("in/a.md", "in")
