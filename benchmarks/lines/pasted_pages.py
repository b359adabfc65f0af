"""Pages of public corpora as a browser copies them, each line with a role told by the corpus's truth.

What the truth's body holds, in order, is a paragraph, a bullet or a heading by its shape; its title, authors and day
give the headline, the byline and the timestamp; all else is a leftover.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from annotated import Annotated, letters

from artfmt.formats.html.encodings import decode
from artfmt.formats.html.tree import parse_html
from artfmt.formats.text.lines import clean, split_lines
from artfmt.language.timestamp import parse_timestamp
from artfmt.reading.bullets import parse_bullet
from artfmt.reading.line import Line
from pasted import ENGLISH, pasted

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "bench" / "corpora"
_MOST_LINES = 600
_LONG = 40  # letters: what is longer is found anywhere in the body
_AHEAD = 400  # letters of the body in which a short line may stand


def pasted_pages(corpora: Sequence[str] = ("fundus", "wcxb"), limit: int | None = None) -> Iterator[Annotated]:
    """The pages of some corpora that have a title and a body; the kind is the corpus, the origin the site."""
    for corpus in corpora:
        truths = json.loads((FOLDER / corpus / "truth.json").read_text(encoding="utf-8"))
        for number, (name, truth) in enumerate(truths.items()):
            if limit is not None and number >= limit:
                break
            if corpus == "fundus" and truth["id"].split("_")[0].split("/")[0] not in ENGLISH:
                continue
            if not truth.get("title") or truth["title"] == "None" or not truth.get("body"):
                continue
            root = parse_html(decode(gzip.decompress((FOLDER / corpus / name).read_bytes()))[0])
            lines = split_lines(clean(pasted(root)))[:_MOST_LINES] if root is not None else []
            roles = roles_of_page(lines, truth)
            if "headline" in roles and "paragraph" in roles:
                yield Annotated(urlsplit(truth["url"]).netloc or truth["id"], f"pasted {corpus}", lines, roles)


def roles_of_page(lines: Sequence[Line], truth: dict[str, Any]) -> list[str]:
    """The role of each line of a page by a corpus's truth."""
    body, title = letters(truth["body"]), letters(truth["title"])
    headings = {letters(line.lstrip("#")) for line in (truth.get("markdown") or "").split("\n") if line.startswith("#")}
    names = [letters(name) for name in _list(truth.get("authors"))]
    headline_at = _headline(lines, title, body)
    roles: list[str] = []
    at = 0
    for index, line in enumerate(lines):
        mine = letters(line.text)
        place = body.find(mine, at) if mine else -1
        if len(mine) < _LONG and place > at + _AHEAD:
            place = -1
        if index == headline_at:
            roles.append("headline")
        elif place >= 0 and (len(mine) >= _LONG or (headline_at is not None and index > headline_at)):
            at = place + len(mine)
            roles.append(_shape(line, mine in headings))
        elif names and any(name and name in mine for name in names) and len(mine) < 40 + 2 * sum(map(len, names)):
            roles.append("byline")
        elif (stamp := parse_timestamp(line.text)) and str(truth.get("date")) in str(stamp):
            roles.append("timestamp")
        else:
            roles.append("leftover")
    return roles


def _headline(lines: Sequence[Line], title: str, body: str) -> int | None:
    """The line that is the title, just so if one is; the last above the body where several are."""
    all_letters = [letters(line.text) for line in lines]
    first = next((index for index, mine in enumerate(all_letters) if len(mine) > 80 and mine in body), len(lines))
    alike = [index for index, mine in enumerate(all_letters[: first + 3]) if mine and _is_title(mine, title)]
    return max(alike, key=lambda index: (all_letters[index] == title, index), default=None)


def _is_title(mine: str, title: str) -> bool:
    return mine == title or (len(mine) > 20 and (title.startswith(mine) or mine.startswith(title)))


def _shape(line: Line, is_heading: bool) -> str:
    if is_heading:
        return "heading"
    return "bullet" if parse_bullet(line.text) else "row" if line.cells else "paragraph"


def _list(value: Any) -> list[str]:
    if isinstance(value, str):
        try:
            value = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            value = re.split(r";|, ", value)
    return [str(item) for item in value or ()]
