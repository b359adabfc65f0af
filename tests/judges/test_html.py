"""A checker of HTML, one of accessibility in a real browser, and a reader of linked data judge our pages."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article
from conftest import ROOT, chromium, lacking
from judges_support import HERE, node, written

EXAMPLES = sorted((ROOT / "examples").iterdir())
_QUIETLY = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_AXE = """<script>%s</script><script>
axe.run(document).then((found) => document.documentElement.setAttribute("data-axe", JSON.stringify({
  passes: found.passes.length,
  violations: found.violations.map((each) => [each.id, each.nodes.map((node) => node.html)]),
})));
</script></body>"""


def test_examples_are_sound_html() -> None:
    assert node("html_validate.mjs", [example / "article.html" for example in EXAMPLES]) == ""


def test_generated_pages_are_sound_html(sample: list[Article], tmp_path: Path) -> None:
    found = node("html_validate.mjs", written(tmp_path, [write(each, "html") for each in sample], ".html"))
    # Some links of the sample are words that nobody can see: the article's fault, not the page's.
    assert [line for line in found.splitlines() if "wcag/h30" not in line] == []


def test_the_checker_finds_faults(tmp_path: Path) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8").replace("</h1>", "</h2>")
    assert "close-order" in node("html_validate.mjs", written(tmp_path, [page], ".html"))


def _chromium(page: Path, profile: Path) -> str:
    """The document of a page as a browser has it once its scripts have run."""
    flags = [*_QUIETLY, f"--user-data-dir={profile}", "--virtual-time-budget=10000", "--dump-dom"]
    done = subprocess.run([chromium(), *flags, page.as_uri()], capture_output=True, text=True, check=True)
    return done.stdout


def _audit(page: str, folder: Path) -> tuple[str, dict[str, Any]]:
    axe = HERE / "node_modules" / "axe-core" / "axe.min.js"
    if not axe.exists():
        lacking("axe-core: npm install --no-package-lock --prefix tests/judges")
    script = axe.read_text(encoding="utf-8").replace("</script", "<\\/script")
    path = folder / "page.html"
    path.write_text(page.replace("</body>", _AXE % script), encoding="utf-8")
    dom = _chromium(path, folder / "profile")
    found = re.search(r'data-axe="([^"]*)"', dom)
    assert found, dom[:500]
    return dom, json.loads(html.unescape(found[1]))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_a_browser_shows_each_example_and_axe_finds_it_accessible(example: Path, tmp_path: Path) -> None:
    article = read(example / "article.json").article
    dom, audit = _audit((example / "article.html").read_text(encoding="utf-8"), tmp_path)
    assert audit["violations"] == []
    assert audit["passes"] >= 10
    assert re.search(r"<h1>(.*?)</h1>", dom)[1] == html.escape(article.headline, quote=False)  # type: ignore[index]


def test_axe_finds_faults(tmp_path: Path) -> None:
    page = (EXAMPLES[0] / "article.html").read_text(encoding="utf-8")
    _, audit = _audit(page.replace("</h1>", '</h1><img src="x.png">'), tmp_path)
    assert [name for name, _ in audit["violations"]] == ["image-alt"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_linked_data_are_those_of_the_article(example: Path) -> None:
    try:
        import extruct
    except ImportError:
        lacking("extruct: pip install -e '.[judges]'")
    article = read(example / "article.json").article
    page = (example / "article.html").read_text(encoding="utf-8")
    found = extruct.extract(page, syntaxes=["json-ld", "opengraph"])
    (told,) = found["json-ld"]
    assert (told["@context"], told["@type"]) == ("https://schema.org", "NewsArticle")
    assert told["headline"] == article.headline
    assert told.get("datePublished") == article.published
    assert [author["name"] for author in told.get("author", [])] == [author.name for author in article.authors]
    (graph,) = found["opengraph"]
    assert ("og:title", article.headline) in graph["properties"]
