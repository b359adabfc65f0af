"""Texts whose lines have roles: told by aligning each text with the article that an editor made of it.

A line has the role of the part of the article that holds its words, in the order of the parts; what no part holds is a
leftover, and a line whose part began on the line above goes on from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from artfmt import Article, read
from artfmt.formats.text.bullets import parse_bullet
from artfmt.formats.text.line import Line
from artfmt.formats.text.lines import clean, split_lines
from artfmt.language.timestamp import parse_timestamp
from artfmt.model.article import Code, Embed, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import plain_text

OUTLINES = Path(__file__).resolve().parents[2] / "tests" / "formats" / "text" / "outlines"
_ALNUM = re.compile(r"[\W_]+")
_SHORT = 25  # letters: what is shorter is found in too many parts


class Annotated(NamedTuple):
    """A text's lines, each with its role; ``origin`` names what it came from and ``kind`` what kind of text it is."""

    origin: str
    kind: str
    lines: list[Line]
    roles: list[str]


class _Part(NamedTuple):
    role: str
    letters: str


def outlines(folders: Sequence[Path] = (OUTLINES / "frozen", OUTLINES / "grown")) -> Iterator[Annotated]:
    """The texts of the outlines; the kind is the first word of the name."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            editions = [path.with_suffix(".md"), *sorted(path.parent.glob(f"{path.stem}.[0-9].md"))]
            articles = [read(edition).article for edition in editions]
            lines = split_lines(clean(path.read_text(encoding="utf-8", errors="replace")))
            yield Annotated(path.stem, path.stem.partition("-")[0], lines, roles_of(lines, articles))


def roles_of(lines: Sequence[Line], articles: Sequence[Article]) -> list[str]:
    """The role of each line of a text, of which some articles were made, in order."""
    roles: list[str] = []
    rest = list(lines)
    for number, article in enumerate(articles):
        end = _end_of(rest, articles[number + 1]) if number + 1 < len(articles) else len(rest)
        roles += _Aligner(article).roles(rest[:end])
        rest = rest[end:]
    return roles


def _end_of(lines: Sequence[Line], following: Article) -> int:
    """Where the next article begins: at its headline, or what stands right above it."""
    headline = letters(following.headline)
    return next(
        (index for index, line in enumerate(lines) if index and letters(line.text).endswith(headline)), len(lines)
    )


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what alignment goes by."""
    return _ALNUM.sub("", text).lower()


class _Aligner:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.head = list(_head(article))
        self.body = [part for part in _body(article.body, article.type == "newsletter") if part.letters]
        self.at = 0  # of the body
        self.done = ""  # the letters of the current part that earlier lines have
        self.left = ""  # those that are to come

    def roles(self, lines: Sequence[Line]) -> list[str]:
        return [self._role(line) for line in lines]

    def _role(self, line: Line) -> str:
        mine = letters(line.text)
        if not mine:
            return "leftover"
        if self.left and self.left.startswith(mine):
            self.left = self.left[len(mine) :]
            return "rest"
        bullet = parse_bullet(line.text)
        within = letters(line.text[bullet.start :]) if bullet and bullet.number is not None else ""
        return (
            self._of_head(mine)
            or self._of_body(mine)
            or (within and self._of_body(within))
            or self._of_values(line, mine)
            or "leftover"
        )

    def _of_head(self, mine: str) -> str | None:
        for index, part in enumerate(self.head):
            if (
                part.letters == mine
                or (len(mine) >= 8 and part.letters.startswith(mine))
                or (
                    part.role == "headline"
                    and len(part.letters) > 8
                    and mine.endswith(part.letters)
                    and len(mine) < 1.6 * len(part.letters)
                )
            ):
                if part.role in ("section", "alt") and self.at:
                    continue
                if part.role not in ("related", "note"):
                    del self.head[index]
                self.left = part.letters[len(mine) :] if part.letters.startswith(mine) else ""
                return part.role
            if part.role in ("related", "note") and len(part.letters) > 6:
                start = mine.find(part.letters[:8])
                if start >= 0 and part.letters.startswith(mine[start:]):
                    self.left = part.letters[len(mine) - start :]
                    return part.role
        return None

    def _of_body(self, mine: str) -> str | None:
        for index in range(self.at, len(self.body)):
            part = self.body[index]
            starts = part.letters.startswith(mine) and (
                len(mine) > _SHORT or index - self.at < 6 or part.letters == mine
            )
            holds = mine.startswith(part.letters) and len(part.letters) * 1.3 + 12 > len(mine)
            if starts or holds:
                self.at = index + 1
                self.left = part.letters[len(mine) :]
                if (
                    part.role == "label"
                    and self.at < len(self.body)
                    and mine.startswith(part.letters + self.body[self.at].letters[:1])
                ):
                    return self._with_label(mine, part)
                return part.role
            if part.role == "label" and index + 1 < len(self.body):
                whole = part.letters + self.body[index + 1].letters
                if mine.startswith(part.letters) and whole.startswith(mine):
                    self.at = index + 2
                    self.left = whole[len(mine) :]
                    return "label"
        return None

    def _with_label(self, mine: str, part: _Part) -> str:
        whole = part.letters + self.body[self.at].letters
        if whole.startswith(mine) and mine != part.letters:
            self.at += 1
            self.left = whole[len(mine) :]
        return "label"

    def _of_values(self, line: Line, mine: str) -> str | None:
        names = [letters(author.name) for author in self.article.authors]
        stamp = parse_timestamp(line.text)
        has_date = bool(stamp) or any(
            date and date[:4] in mine and len(mine) < 80 for date in (self.article.published, self.article.updated)
        )
        if names and any(name in mine for name in names) and len(mine) < 30 + sum(map(len, names)) * 2:
            return "byline"
        if has_date and not self.at < 0 and len(mine) < 90 and (self.article.published or self.article.updated):
            return "timestamp" if self.at < 3 or stamp else None
        return None


def _head(article: Article) -> Iterator[_Part]:
    yield _Part("headline", letters(article.headline))
    if article.deck:
        yield _Part("deck", letters(article.deck))
    if article.section:
        yield _Part("section", letters(article.section))
    if article.image:
        yield from _picture(article.image)
    for story in article.related:
        yield _Part("related", letters(story.title))
    for note in article.notes:
        yield _Part("note", letters(plain_text(note.content)))


def _picture(image: Image) -> Iterator[_Part]:
    if image.alt:
        yield _Part("alt", letters(image.alt))
    caption, credit = letters(plain_text(image.caption)), letters(plain_text(image.credit))
    if caption or credit:
        yield _Part("caption", caption + credit)
    if caption and credit:
        yield _Part("caption", credit)


def _body(sections: Sequence[Section], newsletter: bool, depth: int = 0) -> Iterator[_Part]:
    for section in sections:
        if section.heading:
            yield _Part("item" if newsletter and not depth else "heading", letters(plain_text(section.heading)))
        elif section.axiom:
            yield _Part("label", letters(section.axiom.label))
        for block in section.blocks:
            yield from _block(block)
        yield from _body(section.sections, newsletter, depth + 1)


def _block(block: object) -> Iterator[_Part]:
    match block:
        case List():
            for item in block.items:
                yield _Part("bullet", letters(plain_text(item.content)))
                if item.sublist:
                    yield from _block(item.sublist)
        case Quote():
            parts = (part for inner in block.blocks for part in _block(inner))
            yield from (_Part("quotation", part.letters) for part in parts)
            if block.attribution:
                yield _Part("attribution", letters(plain_text(block.attribution)))
        case Image():
            yield from _picture(block)
        case Table():
            yield from (_Part("row", letters(" ".join(map(plain_text, row)))) for row in (block.header, *block.rows))
        case Paragraph():
            yield _Part("paragraph", letters(plain_text(block.content)))
        case Code() | Embed():
            yield _Part("paragraph", letters(block.text if isinstance(block, Code) else block.url))
