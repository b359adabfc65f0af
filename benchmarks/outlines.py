"""How well raw texts are outlined: each text beside the article that an editor made of it, scored field by field.

    python benchmarks/outlines.py [FOLDER] [--show CASE]

A folder holds pairs: NAME.txt and NAME.md (with NAME.2.md and so on where one paste holds several stories). A field's
score is 1 where it is exactly the editor's, else 0; that of the body is the share of its lines that are (headings,
labels, paragraphs, items, each with its place and all its words), those that are too many counted against it. A field
that is empty on both sides counts for nothing. The command ends with 1 where a word was lost.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artfmt import Article, Document, ReadError, read, read_all
from artfmt.formats.text.lines import clean
from artfmt.model.article import Embed, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import Spans, plain_text

HERE = Path(__file__).parent.parent / "tests" / "formats" / "text" / "outlines"
FIELDS = ("type", "headline", "deck", "section", "published", "updated", "authors", "image", "body", "related", "notes")
_WORD = re.compile(r"_*[^\W_]\w*")


def image_line(image: Image | None) -> str:
    """One picture as a line."""
    return f"image {image.alt!r} {plain_text(image.caption)!r} {plain_text(image.credit)!r}" if image else ""


def list_lines(block: List, depth: str) -> Iterator[str]:
    """A list's items as lines."""
    for item in block.items:
        yield f"{depth}{'1.' if block.ordered else '-'} {plain_text(item.content)}"
        if item.sublist:
            yield from list_lines(item.sublist, f"{depth}  ")


def block_lines(block: Any, depth: str) -> Iterator[str]:
    """A block as lines."""
    match block:
        case Paragraph():
            yield f"{depth}p {plain_text(block.content)}"
        case List():
            yield from list_lines(block, depth)
        case Quote():
            for inner in block.blocks:
                yield from block_lines(inner, f"{depth}> ")
            if block.attribution:
                yield f"{depth}— {plain_text(block.attribution)}"
        case Image():
            yield f"{depth}{image_line(block)}"
        case Table():
            for row in (block.header, *block.rows):
                if row:
                    yield f"{depth}row {' | '.join(map(plain_text, row))}"
        case Embed():
            yield f"{depth}embed {block.url}"
        case _:
            yield f"{depth}code {block.text}"


def body_lines(sections: tuple[Section, ...], depth: str = "") -> Iterator[str]:
    """The body as lines, each with its place in the outline."""
    for section in sections:
        inner = depth
        if section.heading:
            yield f"{depth}# {plain_text(section.heading)}"
            inner += "  "
        elif section.axiom:
            yield f"{depth}[{section.axiom.kind}] {section.axiom.label}"
            inner += "  "
        for block in section.blocks:
            yield from block_lines(block, inner)
        yield from body_lines(section.sections, inner)


def fields(article: Article | None) -> dict[str, Any]:
    """An article's fields in a form that can be compared."""
    if article is None:
        return dict.fromkeys(FIELDS)
    return {
        "type": article.type,
        "headline": article.headline,
        "deck": article.deck,
        "section": article.section,
        "published": article.published,
        "updated": article.updated,
        "authors": [(author.name, author.role) for author in article.authors],
        "image": image_line(article.image),
        "body": list(body_lines(article.body)),
        "related": [(each.title, each.url) for each in article.related],
        "notes": [(note.kind, note_text(note.content)) for note in article.notes],
    }


def note_text(content: Spans) -> str:
    """A note's words."""
    return plain_text(content)


def score(name: str, read_as: Any, expected: Any) -> float | None:
    """The score of one field; None where there is nothing to score."""
    if not read_as and not expected:
        return None
    if name != "body":
        return float(read_as == expected)
    mine, theirs = read_as or [], expected or []
    same = sum(
        block.size for block in difflib.SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    )
    return 2 * same / (len(mine) + len(theirs))


def expected_articles(text: Path) -> list[Article]:
    """The articles that an editor made of a text."""
    found = [text.with_suffix(".md"), *sorted(text.parent.glob(f"{text.stem}.[0-9].md"))]
    return [read(path).article for path in found]


def lost_words(document: Document) -> Counter[str]:
    """The words of a text that are neither in the first article read from it nor in a notice."""
    words = Counter(_WORD.findall(clean(document.source.lenient_text[0])))
    for string in strings(document.article.to_dict()):
        words -= Counter(_WORD.findall(string))
    for notice in document.notices:
        words -= Counter(_WORD.findall(notice.text))
    return words


def strings(value: Any, key: str = "") -> Iterator[str]:
    """Every string of an article that a person would read, and the numbers of its ordered lists."""
    if isinstance(value, dict):
        if value.get("ordered"):
            yield from map(str, range(1, len(value["items"]) + 1))
        for name, item in value.items():
            if name not in ("version", "type", "kind", "published", "updated", "marks"):
                yield from strings(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, key)
    elif isinstance(value, str):
        yield value


def labels_of(article: Article | None) -> Counter[str]:
    """The labels that an article has."""
    lines = fields(article)["body"] or []
    return Counter(line.strip() for line in lines if line.strip().startswith("["))


def case_scores(text: Path, *, show: bool) -> tuple[dict[str, list[float]], int, int]:
    """The scores of one text by field, how many labels it invents, and how many words are lost."""
    expected = expected_articles(text)
    try:
        documents = read_all(text, "text")
        lost = lost_words(read(text, "text"))
    except ReadError as error:
        print(f"{text.stem}: {error}")
        return {name: [0.0] for name in FIELDS}, 0, 0
    scores: dict[str, list[float]] = defaultdict(list)
    invented = 0
    for index in range(max(len(expected), len(documents))):
        mine = documents[index].article if index < len(documents) else None
        theirs = expected[index] if index < len(expected) else None
        invented += (labels_of(mine) - labels_of(theirs)).total()
        for name in FIELDS:
            one, other = fields(mine)[name], fields(theirs)[name]
            made = score(name, one, other)
            if made is not None:
                scores[name].append(made)
            if show and made is not None and made < 1:
                print_difference(text.stem, name, one, other)
    if show and lost:
        print(f"{text.stem}: lost {dict(lost)}")
    return scores, invented, lost.total()


def print_difference(case: str, name: str, mine: Any, theirs: Any) -> None:
    """One field that is not the editor's."""
    print(f"--- {case}: {name}")
    if name != "body":
        print(f"  read   {mine!r}\n  editor {theirs!r}")
        return
    for line in difflib.unified_diff(theirs or [], mine or [], "editor", "read", lineterm="", n=1):
        print(f"  {line[:160]}")


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="left out: both halves of the project's own")
    parser.add_argument("--show", metavar="CASE", nargs="?", const="", help="print what differs, of one case or of all")
    arguments = parser.parse_args()
    lost_in_all = 0
    for folder in [arguments.folder] if arguments.folder else [HERE / "frozen", HERE / "grown"]:
        lost_in_all += print_scores(folder, arguments.show)
    sys.exit(1 if lost_in_all else 0)


def print_scores(folder: Path, show: str | None) -> int:
    """The table of one folder; how many words were lost."""
    totals: dict[str, list[float]] = defaultdict(list)
    cases: list[tuple[float, str]] = []
    invented = lost = 0
    for text in sorted(folder.glob("*.txt")):
        scores, more, gone = case_scores(text, show=show == "" or show == text.stem)
        invented, lost = invented + more, lost + gone
        every = [value for values in scores.values() for value in values]
        cases.append((sum(every) / len(every), text.stem))
        for name, values in scores.items():
            totals[name] += values
    print(f"\n{folder.name}: {len(cases)} texts")
    for name in FIELDS:
        if values := totals[name]:
            print(
                f"  {name:10} {sum(values) / len(values):.3f}  ({sum(value == 1 for value in values)} of {len(values)})"
            )
    every = [value for values in totals.values() for value in values]
    print(
        f"  all fields {sum(every) / len(every):.3f} · labels that the editor has not: {invented} · words lost: {lost}"
    )
    print("  worst:", ", ".join(f"{name} {value:.2f}" for value, name in sorted(cases)[:5]))
    return lost


if __name__ == "__main__":
    main()
