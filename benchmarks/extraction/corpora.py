"""The public corpora: their pages, each with its site and which of its segments are the truth's."""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from artfmt.formats.html.encodings import decode
from artfmt.formats.html.headlines import choose_headline
from artfmt.formats.html.judgement import headings_of
from artfmt.formats.html.metadata import marked_values, read_claims
from artfmt.formats.html.segments import Page
from artfmt.formats.html.tree import parse_html

FOLDER = Path(__file__).resolve().parents[3] / "shared/bench/corpora"
ARTICLES = ("fundus", "trafilatura", "wcxb", "zyte")
CORPORA = (*ARTICLES, "wcxb-other")
# Kinds of pages that are no articles, of which nothing is learned.
TESTS_ALONE = frozenset({"forum", "service"})
_WORD = re.compile(r"\w+")
_LONGEST_MATCH = 40
_LONGEST_PARAGRAPH, _LUMP = 300, 0.9  # words; of a text and a copy of it in one piece, the text is the story


@dataclass(slots=True)
class Sample:
    """A page with its truth; ``corpus`` names its kind where the corpus has several.

    ``labels`` give for each segment the share of its words that are the truth's in order, -1 for a copy of what the
    truth has elsewhere, None where the truth does not tell.
    """

    corpus: str
    ident: str
    url: str
    data: bytes
    truth: dict[str, Any]
    site: str
    page: Page
    title: str
    description: str | None
    told: str | None
    headline_at: int | None
    labels: list[float | None]


def load(corpus: str, folder: Path = FOLDER) -> Iterator[Sample]:
    """The samples of a corpus."""
    for name, truth in json.loads((folder / corpus / "truth.json").read_text()).items():
        data = gzip.decompress((folder / corpus / name).read_bytes())
        root = parse_html(decode(data)[0])
        if root is None:
            continue
        url = truth["url"] if truth["url"].startswith("http") else None
        claims = read_claims(root, url)
        page = Page(root)
        headline, heading = choose_headline(claims, list(headings_of(page)), marked_values(root).get("headline", ()))
        labels = _by_segments(page, truth) if "with" in truth else _by_alignment(page, truth["body"])
        site = site_of(truth["url"], truth["id"])
        title = headline or claims.title
        at = heading.place if heading else None
        yield Sample(
            truth.get("kind", corpus),
            truth["id"],
            truth["url"],
            data,
            truth,
            site,
            page,
            title,
            claims.description,
            claims.article_body,
            at,
            labels,
        )


def site_of(url: str, ident: str) -> str:
    """The registered name of a page's site, so that pages of one site stay together."""
    host = (urlsplit(url).hostname or "").lower() or re.split(r"[-/]", ident.rpartition("::")[2])[0]
    if "archive.org" in host and (kept := re.search(r"https?://([^/]+)", url.partition("archive.org")[2])):
        host = kept[1]
    labels = host.split(":")[0].split(".")
    short = len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2
    return ".".join(labels[-3 if short else -2 :])


def folds(sites: list[str], count: int, seed: int = 7) -> list[int]:
    """A fold for each page: those of one site are in one."""
    names = sorted(set(sites))
    random.Random(seed).shuffle(names)
    fold_of = {name: place % count for place, name in enumerate(names)}
    return [fold_of[site] for site in sites]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _by_segments(page: Page, truth: dict[str, Any]) -> list[float | None]:
    """Labels from strings that the text must and must not have."""
    wanted = [" ".join(each.split()) for each in truth["with"]]
    unwanted = [" ".join(each.split()) for each in truth["without"]]

    def among(text: str, strings: list[str]) -> bool:
        return any(each in text or (len(text) >= 25 and text in each) for each in strings)

    labels: list[float | None] = []
    for segment in page.segments:
        good, bad = among(segment.text, wanted), among(segment.text, unwanted)
        labels.append(1.0 if good and not bad else 0.0 if bad and not good else None)
    return labels


def _by_alignment(page: Page, body: str) -> list[float | None]:
    """Labels from the heaviest chain of segments that stand in the truth in the same order."""
    truth = _words(body)
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(truth)):
        for size in (1, 2, 3):
            where[tuple(truth[place : place + size])].append(place)
    shares, candidates = _candidates([_words(segment.text) for segment in page.segments], where, len(truth))
    chain = _chain(candidates, len(truth))
    return [
        share if place in chain else (-1.0 if share >= 0.5 and len(page.segments[place].text.split()) >= 4 else 0.0)
        for place, share in enumerate(shares)
    ]


def _candidates(
    segments: list[list[str]], where: dict[tuple[str, ...], list[int]], length: int
) -> tuple[list[float], list[list[tuple[int, int, float]]]]:
    """For each segment the share of its word triples in the truth, and where it may stand: start, end, weight."""
    shares, candidates = [], []
    for words in segments:
        size = len(words)
        grams = [tuple(words[at : at + 3]) for at in range(max(1, size - 2))]
        share = sum(gram in where for gram in grams) / len(grams) if words else 0.0
        shares.append(share)
        starts: set[int] = set()
        weight = share * size * (_LUMP if size > _LONGEST_PARAGRAPH else 1.0)
        if share >= 0.4 and size < 4:
            starts.update(where[grams[0]][:_LONGEST_MATCH])
        elif share >= 0.4:
            for at in range(0, size - 2, max(1, size // 6)):
                starts.update(max(0, place - at) for place in where.get(tuple(words[at : at + 3]), ())[:8])
        candidates.append([(start, min(length, start + max(1, int(size * 0.9))), weight) for start in starts])
    return shares, candidates


def _chain(candidates: list[list[tuple[int, int, float]]], length: int) -> set[int]:
    """The segments on the heaviest chain of candidates that follow each other in the truth."""
    nothing: tuple[float, Any] = (0.0, None)
    best = [nothing] * (length + 2)  # a Fenwick tree of running maxima over ends

    def upto(end: int) -> tuple[float, Any]:
        found, at = nothing, end + 1
        while at > 0:
            if best[at][0] > found[0]:
                found = best[at]
            at -= at & -at
        return found

    top = nothing
    for place, each in enumerate(candidates):
        made: list[tuple[int, tuple[float, Any]]] = []
        for start, end, weight in each:
            before = upto(min(start + 1, length))
            made.append((end, (before[0] + weight, (place, before[1]))))
        for end, reached in made:
            at = end + 1
            while at <= length + 1:
                if reached[0] > best[at][0]:
                    best[at] = reached
                at += at & -at
            if reached[0] > top[0]:
                top = reached
    chain: set[int] = set()
    link = top[1]
    while link:
        chain.add(link[0])
        link = link[1]
    return chain
