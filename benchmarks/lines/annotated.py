"""Texts whose lines have roles: annotated by hand, or told by aligning a text with the article an editor made of it.

Hand-annotated texts lie in ``texts``, a line of each file being its role, a tab and the line of the text; README.md
there says what each role is for. The outlines of the tests are aligned: a line has the role of the part of the article
that holds its words, in the order of the parts; what no part holds is a leftover, and what goes on from the line above
is its rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from artfmt import Article, read, write
from artfmt.formats.text.lines import clean, prepared, split_lines
from artfmt.language.bylines import parse_byline
from artfmt.language.pictures import CAPTION_LEAD
from artfmt.language.reading_time import is_read_time
from artfmt.language.sentences import sentences
from artfmt.language.timestamp import parse_timestamp
from artfmt.model.article import Code, Embed, Image, List, Paragraph, Quote, Section, Table
from artfmt.model.prose import plain_text
from artfmt.reading.bullets import parse_bullet
from artfmt.reading.document import Report
from artfmt.reading.line import Line
from artfmt.reading.roles import HEADLINE, ROLES
from artfmt.source.source import Source

ROOT = Path(__file__).resolve().parents[2]
OUTLINES = ROOT / "tests" / "formats" / "text" / "outlines"
TEXTS = Path(__file__).resolve().parent / "texts"
LEFTOVER = "leftover"
# Roles of the guide that the labeller does not tell apart yet.
_MERGED = {"sponsor": LEFTOVER, "other": LEFTOVER, "mailhead": LEFTOVER, "code": "paragraph", "credit": "caption"}
# The roles of the guide.
GUIDE = frozenset(ROLES) | frozenset(_MERGED) | {"field"}
_ALNUM = re.compile(r"[\W_]+")
_SHORT = 25  # letters: what is shorter is found in too many parts
_PROSE = 12  # words
_MOST_PLACES = 40


class Annotated(NamedTuple):
    """A text's lines, each with its role; ``origin`` names what it came from and ``kind`` what kind of text it is."""

    origin: str
    kind: str
    lines: Sequence[Line]
    roles: Sequence[str]


class Part(NamedTuple):
    """A part of an article: its role, and the letters of its words."""

    role: str
    letters: str


def letters(text: str) -> str:
    """The letters and digits of a text, in lower case: what alignment goes by."""
    return _ALNUM.sub("", text).lower()


def lines_of(text: str) -> list[Line]:
    """The lines that a reader labels: freed of what a mail put around them, broken ones put together."""
    return prepared(split_lines(clean(text)), Report())


def annotated(folder: Path) -> Iterator[Annotated]:
    """The texts of a folder that were annotated by hand; the kind is the first word of the name.

    Raises ValueError with the file and the line where one has no role of the guide.
    """
    for path in sorted(folder.glob("*.lines")):
        rows = [line.partition("\t") for line in path.read_text(encoding="utf-8").split("\n")]
        for number, (role, tab, text) in enumerate(rows, 1):
            if (role or tab) and (role not in GUIDE or not text.strip()):
                raise ValueError(f"{path}:{number}: a line is a role of README.md, a tab and the text, or empty")
        role_at = {number: role for number, (role, tab, _) in enumerate(rows, 1) if tab}
        lines = lines_of("\n".join(text for _, _, text in rows))
        roles = [role_at.get(line.number, LEFTOVER) for line in lines]
        for index, (above, line) in enumerate(pairwise(lines), 1):
            if above.number == line.number:  # parted at a label
                roles[index] = "label"
        end = _end_of_story(lines, roles)
        merged = [_MERGED.get(role, role) for role in roles[:end]]
        yield Annotated(f"{folder.name}-{path.stem}", path.stem.partition("-")[0], lines[:end], merged)


def _end_of_story(lines: Sequence[Line], roles: Sequence[str]) -> int:
    """Where a next story with prose of its own begins: it could be read as well, so that nothing is learned of it."""
    start = len(lines)
    for index, role in enumerate(roles):
        if role != "other":
            start = len(lines)
            continue
        start = min(start, index)
        if len(lines[index].text.split()) >= _PROSE:
            return start
    return len(lines)


def outlines(folders: Sequence[Path] = (OUTLINES / "frozen", OUTLINES / "grown")) -> Iterator[Annotated]:
    """The texts of the outlines; the kind is the first word of the name."""
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            lines = lines_of(Source(path.read_bytes(), path.name).lenient_text[0])
            yield Annotated(path.stem, path.stem.partition("-")[0], lines, roles_of(lines, articles_of(path)))


def examples() -> Iterator[Annotated]:
    """The texts of the examples."""
    for path in sorted((ROOT / "examples").glob("*/article.txt")):
        lines = lines_of(path.read_text(encoding="utf-8"))
        article = read(path.with_suffix(".json")).article
        yield Annotated(f"example-{path.parent.name}", "example", lines, roles_of(lines, [article]))


def in_own_form() -> Iterator[Annotated]:
    """The first article of each outline and example as artfmt writes it."""
    for path in (*sorted(OUTLINES.glob("*/*.txt")), *sorted((ROOT / "examples").glob("*/article.txt"))):
        is_example = path.stem == "article"
        article = read(path.with_suffix(".json")).article if is_example else articles_of(path)[0]
        lines = lines_of(write(article, "text"))
        origin = f"example-{path.parent.name}" if is_example else path.stem
        yield Annotated(origin, "written", lines, roles_of(lines, [article]))


def articles_of(text: Path) -> list[Article]:
    """The articles that an editor made of a text of the outlines."""
    paths = [text.with_suffix(".md"), *sorted(text.parent.glob(f"{text.stem}.[0-9].md"))]
    return [read(path).article for path in paths]


def roles_of(lines: Sequence[Line], articles: Sequence[Article]) -> list[str]:
    """The role of each line of a text, of which some articles were made, in order."""
    roles: list[str] = []
    rest = list(lines)
    for article, following in zip(articles, [*articles[1:], None], strict=True):
        end = _start_of(rest, following) if following else len(rest)
        roles += _roles_of_story(rest[:end], article)
        rest = rest[end:]
    return roles


def _start_of(lines: Sequence[Line], article: Article) -> int:
    """Where an article begins: at its headline, or what of its head stands right above it."""
    headline = letters(article.headline)
    start = next((at for at, line in enumerate(lines) if at and letters(line.text).endswith(headline)), len(lines))
    if start == len(lines):
        return start
    words = {part.letters for part in _head(article)}
    while start > 1 and _is_of_head(lines[start - 1], article, words):
        start -= 1
    return start


def _is_of_head(line: Line, article: Article, words: set[str]) -> bool:
    mine, timestamp = letters(line.text), parse_timestamp(line.text)
    if mine in words:
        return True
    if timestamp and (
        (timestamp.published or "-")[:10] == (article.published or "")[:10]
        or (timestamp.section and timestamp.section == article.section)
    ):
        return True
    return len(mine) < 60 and any(letters(author.name) in mine for author in article.authors)


def _roles_of_story(lines: Sequence[Line], article: Article) -> list[str]:
    body = _body_roles(lines, [part for part in _body(article) if part.letters])
    roles = [body.get(index, (LEFTOVER, 0))[0] for index in range(len(lines))]
    first = min((index for index, (_, count) in body.items() if count > 20), default=len(lines))
    free = set(range(len(lines))) - set(body)
    for part in _head(article):
        _take_head(part, lines, roles, free, first, article)
    for index in sorted(free):
        roles[index] = _value_role(lines[index], article, is_above=index < first, is_near=index < first + 3)
    return roles


def _variants(line: Line) -> Iterator[str]:
    """The letters that the article may have of a line: without bullet, number, or word on how long a letter is."""
    text = line.text
    yield letters(text)
    if bullet := parse_bullet(text):
        yield letters(text[bullet.start :])
    if lead := CAPTION_LEAD.match(text):
        yield letters(text[lead.end() :])
    if "word" in text or "min" in text:
        rest = [text[start:end] for start, end in sentences(text) if not is_read_time(text[start:end].strip("()[] "))]
        yield letters("".join(rest))
    yield letters(text).lstrip("0123456789")


class _Match(NamedTuple):
    """A line's place among the letters of a body: the line, where its letters start there, and where they end."""

    line: int
    start: int
    end: int


def _body_roles(lines: Sequence[Line], parts: Sequence[Part]) -> dict[int, tuple[str, int]]:
    """The roles of the lines that the body holds, in order, and how many letters each has: the longest such run."""
    whole = "".join(part.letters for part in parts)
    starts: dict[int, str] = {}
    at = 0
    for part in parts:
        starts.setdefault(at, part.role)
        at += len(part.letters)
    matches = list(_matches(lines, whole))
    scores: list[float] = []
    before: list[int] = []
    for number, match in enumerate(matches):
        score, previous = _best_before(match, matches[:number], scores, is_start=match.start in starts)
        scores.append(score)
        before.append(previous)
    roles: dict[int, tuple[str, int]] = {}
    number = max(range(len(matches)), key=scores.__getitem__, default=-1)
    while number >= 0 and scores[number] > 0:
        match = matches[number]
        roles[match.line] = starts.get(match.start, "rest"), match.end - match.start
        number = before[number]
    return roles


def _matches(lines: Sequence[Line], whole: str) -> Iterator[_Match]:
    for index, line in enumerate(lines):
        places: set[tuple[int, int]] = set()
        for mine in filter(None, _variants(line)):
            at = whole.find(mine)
            while at >= 0 and len(places) < _MOST_PLACES:
                places.add((at, at + len(mine)))
                at = whole.find(mine, at + 1)
        yield from (_Match(index, start, end) for start, end in sorted(places))


def _best_before(
    match: _Match, matches: Sequence[_Match], scores: Sequence[float], *, is_start: bool
) -> tuple[float, int]:
    """What the best run of matches that ends with one is worth, and the match before it; -1 where it is the first."""
    length = match.end - match.start
    own = length if is_start else length - 3
    stands_alone = is_start or length > _SHORT
    best: tuple[float, int] = (own if stands_alone else -1, -1)
    for number, other in enumerate(matches):
        if other.line >= match.line or other.end > match.start or scores[number] <= 0:
            continue
        goes_on = other.end == match.start and other.line >= match.line - 3
        if not (stands_alone or goes_on):
            continue
        score = scores[number] + (length if goes_on or is_start else own) - 0.001 * (match.start - other.end) ** 0.5
        best = max(best, (score, number))
    return best


def _take_head(
    part: Part, lines: Sequence[Line], roles: list[str], free: set[int], first: int, article: Article
) -> None:
    """Give the line that a part of the head or foot stands on its role, and the lines that go on from it."""
    if not part.letters:
        return
    exact = [index for index in sorted(free) if letters(lines[index].text) == part.letters]
    if part.role == HEADLINE and not exact:
        exact = [index for index in range(first) if letters(lines[index].text) == part.letters]
    near = [index for index in sorted(free) if _is_near(letters(lines[index].text), part)]
    if part.role in ("related", "note"):
        names = [letters(author.name) for author in article.authors]
        near = [at for at in near if at >= first or not any(name in letters(lines[at].text) for name in names)]
    choice = exact or near
    if not choice:
        return
    at = min(choice)
    if part.role == HEADLINE:
        at = max((index for index in choice if index <= first), default=at)
    elif part.role in ("related", "note") and exact:
        at = max(exact)
    roles[at] = part.role
    free.discard(at)
    mine = letters(lines[at].text)
    left = part.letters[len(mine) :] if part.letters.startswith(mine) else _left(mine, part)
    while left and at + 1 in free and left.startswith(letters(lines[at + 1].text) or "-"):
        at += 1
        roles[at] = "rest"
        free.discard(at)
        left = left[len(letters(lines[at].text)) :]


def _left(mine: str, part: Part) -> str:
    """What is left of a part that begins within a line."""
    start = mine.find(part.letters[:8])
    return part.letters[len(mine) - start :] if start >= 0 else ""


def _is_near(mine: str, part: Part) -> bool:
    """Whether a line holds a part, or its beginning, with little else."""
    if not mine:
        return False
    words = part.letters
    if len(mine) >= 8 and words.startswith(mine):
        return True
    may_end = part.role in (HEADLINE, "caption", "note", "related", "deck") and len(words) > 8
    if may_end and mine.endswith(words) and len(mine) < 1.6 * len(words):
        return True
    if part.role in ("related", "note") and len(words) > 6:
        start = mine.find(words[:8])
        if start >= 0 and len(mine) - start >= 12 and words.startswith(mine[start:]):
            return True
    return part.role in ("alt", "caption") and mine.startswith(words) and len(mine) < len(words) + 12


def _value_role(line: Line, article: Article, *, is_above: bool, is_near: bool) -> str:
    """Whether a line that no part holds says by whom or when."""
    mine = letters(line.text)
    names = [letters(author.name) for author in article.authors]
    if not mine:
        return LEFTOVER
    if any(author.role and letters(author.role) == mine for author in article.authors):
        return "byline"
    longest = (90 if is_above else 30) + 2 * sum(map(len, names))
    if any(name in mine for name in names) and len(mine) < longest and (is_near or parse_byline(line.text)):
        return "byline"
    timestamp = parse_timestamp(line.text) if len(mine) < 90 else None
    if timestamp and (
        (timestamp.relative and is_near)
        or (timestamp.section and timestamp.section == article.section)
        or (timestamp.published or "")[:10] == (article.published or "-")[:10]
        or (timestamp.updated or "")[:10] == (article.updated or "-")[:10]
    ):
        return "timestamp"
    return LEFTOVER


def _head(article: Article) -> Iterator[Part]:
    yield Part(HEADLINE, letters(article.headline))
    if article.deck:
        yield Part("deck", letters(article.deck))
    if article.section:
        yield Part("section", letters(article.section))
    if article.image:
        yield from _picture(article.image)
    for story in article.related:
        yield Part("related", letters(story.title))
    for note in article.notes:
        yield Part("note", letters(plain_text(note.content)))


def _picture(image: Image) -> Iterator[Part]:
    if image.alt:
        yield Part("alt", letters(image.alt))
    caption, credit = letters(plain_text(image.caption)), letters(plain_text(image.credit))
    if caption or credit:
        yield Part("caption", caption + credit)
    if caption and credit:
        yield Part("caption", credit)


def _body(article: Article) -> Iterator[Part]:
    for section in article.body:
        yield from _section(section, "item" if article.type == "newsletter" else "heading")


def _section(section: Section, heading: str) -> Iterator[Part]:
    if section.heading:
        yield Part(heading, letters(plain_text(section.heading)))
    elif section.axiom:
        yield Part("label", letters(section.axiom.label))
    for block in section.blocks:
        yield from _block(block)
    for inner in section.sections:
        yield from _section(inner, "heading")


def _block(block: object) -> Iterator[Part]:
    match block:
        case List():
            for item in block.items:
                yield Part("bullet", letters(plain_text(item.content)))
                if item.sublist:
                    yield from _block(item.sublist)
        case Quote():
            parts = (part for inner in block.blocks for part in _block(inner))
            yield from (Part("quotation", part.letters) for part in parts)
            if block.attribution:
                yield Part("attribution", letters(plain_text(block.attribution)))
        case Image():
            yield from _picture(block)
        case Table():
            yield from (Part("row", letters(" ".join(map(plain_text, row)))) for row in (block.header, *block.rows))
        case Paragraph():
            yield Part("paragraph", letters(plain_text(block.content)))
        case Code() | Embed():
            yield Part("paragraph", letters(block.text if isinstance(block, Code) else block.url))
