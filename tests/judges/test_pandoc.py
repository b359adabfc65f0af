"""pandoc reads our Markdown and our JATS and finds in them what the article holds."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from artfmt.formats.read import read
from artfmt.formats.write import write
from artfmt.model.article import Article, Embed, Image, List, ListItem, Paragraph, Table
from artfmt.model.prose import Span, plain_text
from conftest import ROOT, lacking

EXAMPLES = sorted((ROOT / "examples").iterdir())
# Marks, links, an image with an address, a nested list: what the examples, being read from text, lack.
RICH = ROOT / "tests" / "judges" / "rich.json"
ARTICLES = [*(example / "article.json" for example in EXAMPLES), RICH]
READERS = {"markdown": "gfm+yaml_metadata_block", "jats": "jats"}


def _pandoc(text: str, reader: str) -> dict[str, Any]:
    try:
        import pypandoc
    except ImportError:
        lacking("pypandoc_binary: pip install -e '.[judges]'")
    tree: dict[str, Any] = json.loads(pypandoc.convert_text(text, "json", format=reader))
    return tree


def _nodes(tree: Any, kind: str) -> Iterator[Any]:
    if isinstance(tree, dict):
        if tree.get("t") == kind:
            yield tree.get("c")
        for value in tree.values():
            yield from _nodes(value, kind)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value, kind)


def _text(tree: Any) -> str:
    """The words of a part of pandoc's tree."""
    if isinstance(tree, dict):
        match tree.get("t"):
            case "Str":
                return str(tree["c"])
            case "Space" | "SoftBreak" | "LineBreak":
                return " "
            case "Code":
                return str(tree["c"][1])
            case _:
                return _text(tree.get("c"))
    return "".join(map(_text, tree)) if isinstance(tree, list) else ""


def _values(meta: Any) -> Any:
    """A metadata value with its maps as lists of what they hold."""
    if isinstance(meta, dict) and meta.get("t") == "MetaMap":
        return [_values(value) for value in meta["c"].values()]
    if isinstance(meta, dict) and meta.get("t") == "MetaList":
        return [_values(value) for value in meta["c"]]
    return meta


def _squeezed(text: str) -> str:
    """Text without spaces and with straight quotes: what both sides must share."""
    return "".join(text.split()).translate(str.maketrans("“”‘’", "\"\"''"))


def _parts(article: Article, kind: type) -> list[Any]:
    return [part for _, part in article.walk() if isinstance(part, kind)]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("name", READERS)
def test_pandoc_keeps_everything(path: Path, name: str) -> None:
    article = read(path).article
    tree = _pandoc(write(article, name), READERS[name])
    meta, blocks = tree["meta"], tree["blocks"]
    assert _squeezed(_text(meta["headline" if name == "markdown" else "title"])) == _squeezed(article.headline)
    told = _squeezed(_text([_values(value) for value in meta.values()]))
    for author in article.authors:
        assert _squeezed(author.name) in told
    if article.published:
        assert article.published[:10] in _text(meta["published" if name == "markdown" else "date"])
    whole = _squeezed(_text(blocks))
    for paragraph in _parts(article, Paragraph):
        assert _squeezed(plain_text(paragraph.content)) in whole
    for item in _parts(article, ListItem):
        assert _squeezed(plain_text(item.content)) in whole
    lists = Counter("OrderedList" if part.ordered else "BulletList" for part in _parts(article, List))
    assert Counter({kind: len(list(_nodes(blocks, kind))) for kind in lists}) == lists
    assert len(list(_nodes(blocks, "Table"))) == len(_parts(article, Table))
    images = {part.src for part in _parts(article, Image) if part.src and part is not article.image}
    assert images <= {image[2][0] for image in _nodes(blocks, "Image")}
    links = {part.href for part in _parts(article, Span) if part.href}
    if name == "markdown":  # pandoc's JATS reader knows no <media>
        links |= {part.url for part in _parts(article, Embed)}
    assert links <= {link[2][0] for link in _nodes(blocks, "Link")}


def test_pandoc_is_there_under_ci() -> None:
    if os.environ.get("CI"):
        import pypandoc

        assert pypandoc.get_pandoc_version()
