"""docs/house-style.md, followed to the letter."""

from __future__ import annotations

from pathlib import Path

from artfmt.house.parts import NAMES
from artfmt.house.vale import KINDS
from cli_support import run
from guide_support import page_and_blocks


def test_the_page_tells_what_is_found(tmp_path: Path) -> None:
    _, (config, style, post, console) = page_and_blocks("house-style.md")
    (tmp_path / "styles" / "Marlow").mkdir(parents=True)
    for name, text in ((".artfmt.yaml", config), ("styles/Marlow/Hedging.yml", style), ("post.md", post)):
        (tmp_path / name).write_text(text)
    command, _, found = console.partition("\n")
    assert command == "$ artfmt check post.md"
    assert run("check", "post.md", cwd=tmp_path).stdout == found
    run("check", "--fix", "--unsafe-fixes", "post.md", cwd=tmp_path)
    mended = post.replace("Harbour", "Harbor").replace("E-mail", "Email")
    assert (tmp_path / "post.md").read_text() == mended


def test_the_page_names_all_parts_and_kinds() -> None:
    page, _ = page_and_blocks("house-style.md")
    assert set(NAMES) <= set(page.replace(",", " ").replace(".", " ").split())
    assert all(f"`{kind}`" in page for kind in KINDS)
