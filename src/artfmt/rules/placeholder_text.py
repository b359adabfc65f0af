"""A place that was to be filled in.

Why:

"TK" is what editors write where a fact is to come, because no English word has it. Published, it is a correction. Found
are TK (in English), $TK, TKTK, [TBD], [insert quote] and "Lorem ipsum dolor".

Bad:

    # Port Alder halves ferry fares

    The cut costs $TK million a year.

Good:

    # Port Alder halves ferry fares

    The cut costs $3.1 million a year.

Options:

- words: the house's own marks, as they are written
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from artfmt.rules import Finding
from artfmt.rules.core.passages import Passages
from artfmt.source.diagnostics import Severity
from artfmt.source.lazy import lazy

SEVERITY = Severity.WARNING
DEFAULT = True

# A bare "TK" is an insurer or a court in other languages.
_BARE = lazy(r"(?<![\w.-])TK(?![\w’'-])")
_IN_BRACKETS = lazy(r"\(TK\)")
_PLACEHOLDER = lazy(
    # A number, a remark to oneself, a question to be answered; a character that another program could not read.
    r"\bX{2,}(?:%| percent\b)|\$X{2,}\b|\((?:TK|Tk|tk)\s?:[^()\n]{0,80}\)|(?<![?!])\?{3,}(?!\w)|\ufffd+|"
    r"\[(?:CHECK|ASK|CONFIRM|VERIFY|FIX|ADD|INSERT|NEED)\b[^\]\n]{0,60}\]|"
    r"\$TK\b|(?<!\w)TK(?:[ -]?TK)+(?!\w)|\[TK\]|[\[(]TBD[\])]|(?<!\w)TK (?:percent|million|people|years)\b|"
    r"\b[Ll]orem ipsum dolor\b|\[(?:tbd|tk|(?:insert|fill in|add)(?: the| a| an)? (?:name|quote|link|date|photo|image|headline|number|figure|source)s?)\b[^\]]{0,60}\]"
)
_HINTS = ("TK", "orem ipsum", "[", "(TBD", "XX", "(Tk", "(tk", "???", "\ufffd")


def check(passages: Passages, *, words: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Find the marks that editors leave for what is to come."""
    own = [(re.compile(rf"(?<!\w){re.escape(word)}(?!\w)"), word) for word in words]
    of_page = (
        passages.spelled is not None and passages.spelled.format.of_the_web
    )  # of any language, where it names none
    own += [(_BARE, "TK")] if passages.is_english and (passages.article.language or not of_page) else []
    own += [(_IN_BRACKETS, "(TK")] if passages.is_english else []
    hits = list(passages.search(_PLACEHOLDER, hints=_HINTS))
    hits += [hit for pattern, hint in own for hit in passages.search(pattern, hints=(hint,))]
    places_before: set[tuple[str, int]] = set()
    for hit in sorted(hits, key=lambda hit: hit.end - hit.start, reverse=True):
        places = {(hit.passage.pointer, place) for place in range(hit.start, hit.end)}
        if places & places_before:
            continue
        places_before |= places
        message = f'"{hit.match[0]}" was to be filled in'
        yield Finding(hit.passage.pointer, message, hit.start, hit.end)
