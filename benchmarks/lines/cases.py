"""The texts of ``shared/cases/texts`` against what is right for each, field by field.

    python benchmarks/lines/cases.py [--show]

A case is a text or a page and a JSON file: the fields of the article, the labels and items that it has, and how the
lines begin that must not stand in it ("?" before those that may, "$" behind those that are whole lines). Printed are
how many of the cases are wholly right, and with ``--show`` what is wrong in the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artfmt import Article, ReadError, read, write
from artfmt.model.article import Image, Section
from artfmt.model.prose import Span, plain_text

FOLDER = Path(__file__).resolve().parents[3] / "shared/cases/texts"


def wrong(expected: dict[str, Any], article: Article) -> Iterator[str]:
    """What of an article is not as it should be."""
    if _plain(article.headline) not in map(_plain, expected["headline"]):
        yield f"headline {article.headline!r}"
    names = [author.name for author in article.authors]
    pictures = [part for _, part in article.walk() if isinstance(part, Image)]
    for name, mine in (
        ("type", article.type),
        ("published", (article.published or "")[:10]),
        ("authors", names),
        ("section", article.section or ""),
    ):
        if expected[name] and mine != expected[name]:
            yield f"{name} {mine!r}, not {expected[name]!r}"
    for part in ("alt", "caption", "credit"):
        right = expected[f"image_{part}"]
        mine = [_part(picture, part) for picture in pictures]
        if right and not any(_plain(right) in _plain(text) for text in mine):
            yield f"no {part} {right!r} of {mine}"
    yield from _wrong_sections(expected, article)
    titles = [_plain(story.title) for story in article.related]
    yield from (f"no related {title!r}" for title in expected["related"] if _plain(title) not in titles)
    yield from _debris(expected, article)


def _wrong_sections(expected: dict[str, Any], article: Article) -> Iterator[str]:
    sections = [part for _, part in article.walk() if isinstance(part, Section)]
    labels = [_plain(section.axiom.label) for section in sections if section.axiom]
    right = list(map(_plain, expected["labels"]))
    yield from (f"no label {label!r}" for label in right if label not in labels)
    allowed = {*right, *map(_plain, expected["labels_optional"])}
    yield from (f"invented label {label!r}" for label in labels if label not in allowed)
    heads = [_plain(plain_text(section.heading)) for section in sections if section.heading]
    yield from (f"no item {item!r} of {heads}" for item in expected["items"] if _plain(item) not in heads)


def _debris(expected: dict[str, Any], article: Article) -> Iterator[str]:
    lines = [line.strip("#*>-• ").replace("**", "") for line in write(article, "markdown").splitlines()]
    for beginning in (*expected["debris"], *expected["other_story"]):
        if beginning.startswith("?"):
            continue
        start = beginning.lstrip("•").strip()
        mine = (line == start[:-1] if start.endswith("$") else line.startswith(start) for line in lines)
        if any(mine):
            yield f"debris {beginning!r}"


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").lower().split()).rstrip(".:")


def _part(picture: Image, part: str) -> str:
    value: str | tuple[Span, ...] | None = getattr(picture, part)
    return value if isinstance(value, str) else plain_text(value or ())


def main() -> None:
    """Print how many cases are right, and what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--show", action="store_true")
    show = parser.parse_args().show
    right = 0
    paths = sorted(FOLDER.glob("*.json"))
    for path in paths:
        text = next(other for other in (path.with_suffix(".txt"), path.with_suffix(".html")) if other.exists())
        try:
            faults = list(wrong(json.loads(path.read_text(encoding="utf-8")), read(text).article))
        except ReadError as error:
            faults = [str(error)]
        right += not faults
        if show and faults:
            print(f"{path.stem}: {'; '.join(faults)}")
    print(f"{right} of {len(paths)} cases wholly right")


if __name__ == "__main__":
    main()
