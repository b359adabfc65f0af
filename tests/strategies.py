"""Generated articles: every field, block, mark and nesting that the schema admits, and nasty characters.

`articles` yields articles in canonical form; `article_data` the mappings they are made from, which need not be.
"""

from __future__ import annotations

import json
import re
from itertools import pairwise, permutations
from typing import Any

from hypothesis import strategies as st

from artfmt.language.labels import KINDS
from artfmt.model.article import BLOCK_TYPES, NOTE_KINDS, Article
from artfmt.model.prose import MARKS
from artfmt.model.urls import PATTERN

# Text that means something in one format or another, alone or next to more of its kind.
NASTY = (
    "**Why it matters:**",
    "Why it matters: x",
    "The plan: x",
    "---",
    "***",
    "# 1",
    "1986. A year",
    "1) x",
    "- x",
    "+ x",
    "• x",
    "> x",
    "=",
    "===",
    "<b>",
    "</p>",
    "<!-- x -->",
    "-->",
    "]]>",
    "<![CDATA[",
    "<?php ?>",
    "&amp;",
    "&",
    "&#58;",
    "&copy",
    "|",
    "|--|",
    ":-:",
    ": x",
    "\\",
    "\\*",
    "*",
    "**",
    "_",
    "__",
    "a_b",
    "~~",
    "~~~",
    "`",
    "```",
    "[x](y)",
    "[x]: y",
    "![x](y)",
    "!",
    "]",
    "https://a.example/?a=1&copy;=2",
    "www.a.example",
    "a@b.example",
    "Photo: X/Y",
    "Caption. Photo: X",
    "— X",
    "-- X",
    "Go deeper: X",
    "Correction: X",
    "{{< x >}}",
    "{% x %}",
    "${x}",
    "no",
    "null",
    "1e5",
    "0o17",
    "2019-08-22",
    "'",
    '"',
    "#",
    "%",
    "@x",
    "!x",
    "\n",
    "\t",
    "  ",
    "\u00a0",
    "\u2028",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "e\u0301",
    "👩‍🚀",
    "🇸🇪",
    "שלום",
    "\u202eabc",
    "ﷺ",
    "ß",
    "İ",
    "漢字",
    "\U0010fffd",
)

_WORDS = ("a", "Word", "two words", "end.", "x", " ", ", ", "1", "A")


# What no XML can hold, and what Unicode has as controls (C1): no article has them.
_NEVER = frozenset(
    map(chr, (*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF))
)


def _piece_of(which: int, high: int, low: int) -> str:
    """A word, what means something in a format, or any character: those of European letters more often."""
    if which < 96:
        return _WORDS[low % len(_WORDS)]
    if which < 160:
        return NASTY[low % len(NASTY)]
    code = high << 8 | low
    if which < 192:
        code %= 0x250
    elif which >= 240:
        code += (which - 239) << 16
    return "x" if chr(code) in _NEVER else chr(code)


def _text_of(numbers: bytes) -> str:
    """A text that three bytes each say a piece of.

    One draw for a text: as lists of pieces they took half of the time of an article's making. It shrinks to fewer
    pieces, and to words.
    """
    return "".join(map(_piece_of, numbers[::3], numbers[1::3], numbers[2::3]))


texts = st.binary(max_size=15).map(_text_of)


def _visible(text: str) -> bool:
    return bool(text.replace("\ufeff", " ").strip())


lines = texts.map(lambda text: text if _visible(text) else text + "x")
_ADDRESSES = (
    "https://a.example/",
    "x.html",
    "/relative",
    "//a.example/x",
    "?q",
    "#id",
    "http://a.example/b_c*d?e=f&amp;g#h",
    "HTTPS://a.example/(x)",
    "https://a.example/(x",
    "https://ä.example/%20|x[y]{z}^~!$'",
    "https://a.example/?a=1&copy;b",
    "ftp://",
    "mailto:a@b.example",
    "tel:+1",
    "*x*",
    "_x_",
    "!",
    "a&amp;b",
    "",
)
_IN_ADDRESSES = (
    *"aB1/?#&=.-_*~()[]{}|^!$',;:@%+ä漢\u200b\u00ad\u202e\U0001f6a2\U0010fffd",
    *("--", "**", "~~", "]]", "%20", "&amp;", "&#58;", "שלום", "e\u0301"),
)


def _address_of(numbers: bytes) -> str:
    """An address: the first byte says how it starts, each of the others a piece of it."""
    start, *rest = numbers or b"\0"
    pieces = (_IN_ADDRESSES[number % len(_IN_ADDRESSES)] for number in rest)
    address = _ADDRESSES[start % len(_ADDRESSES)] + "".join(pieces)
    return address if address and re.fullmatch(PATTERN.removesuffix("$"), address) else f"/{address}"


urls = st.binary(max_size=7).map(_address_of)
dates = st.sampled_from(
    ("2031-05-04", "2031-12-31T23:59:60Z", "1999-01-01T00:00:00.5-04:00", "2024-02-29T12:00:00+14:00")
)
# One draw instead of several: the articles are large, and tests make thousands of them.
marks = st.sampled_from([list(chosen) for size in range(4) for chosen in permutations(MARKS, size)])
languages = st.sampled_from(("en", "es-MX", "zh-Hant-TW", "sr-Latn"))


@st.composite
def _some(draw: st.DrawFn, required: dict[str, Any], optional: dict[str, Any]) -> dict[str, Any]:
    """A mapping with some of the optional keys, told by the bits of one draw."""
    chosen = draw(st.integers(0, (1 << len(optional)) - 1)) if optional else 0
    keys = {**required, **{key: value for bit, (key, value) in enumerate(optional.items()) if chosen >> bit & 1}}
    return {key: draw(value) for key, value in keys.items()}


# A lead-in label, and what is typed around it: some of it is a label to a reader, most of it only looks so.
_known_labels = st.sampled_from(("Why it matters", "What's next", "Yes, but", "Go deeper", "Details"))
_signs = st.sampled_from(("", "", "", ":-:", "💡", "💡 ", "**", "_", "- ", "(", '"', "> ", "1. ", "\n", "\u200b"))
_behind = st.lists(
    st.sampled_from(
        (
            *(
                ":",
                ": ",
                "-",
                "- ",
                "—",
                " — ",
                "– ",
                ".",
                ". ",
                "!",
                "?",
                " ",
                "\n",
                "**",
                "*",
                "_",
                "`",
                '"',
                "’",
                "a",
            ),
            *("b c", "💡", "(", ")", "[", "]", "#", ">", "|", "&", "<b>", "\\", "^", "%", "~", "\u200b", "\u2028"),
        )
    ),
    max_size=4,
).map("".join)
_labelled = st.tuples(_signs, _known_labels, _behind, _behind)
_cuts = st.lists(st.integers(0, 30), max_size=2).map(sorted)
_few_marks = st.lists(
    st.sampled_from(([], [], ["bold"], ["italic"], ["code"], ["bold", "italic"])), min_size=3, max_size=3
)


def _marked_runs(parts: tuple[str, ...], cuts: list[int], marks_of_runs: list[list[str]]) -> list[dict[str, Any]]:
    """A text in runs that end at some places, each with its marks."""
    text = "".join(parts)
    ends = zip(pairwise([0, *cuts, len(text)]), marks_of_runs, strict=False)
    return [{"text": text[start:end], "marks": marks} for (start, end), marks in ends if text[start:end]]


_label_runs = st.builds(_marked_runs, _labelled, _cuts, _few_marks)


# Neighbours that differ in little: what a writer puts between them must not become part of them.
_edges = st.sampled_from(
    ("a", " ", " b ", "Must read: ", "Must read:", ": x", "`", "!", "[", "]", "**", "_", "\n", "1")
)
_neighbours = st.tuples(urls, marks, marks).flatmap(
    lambda chosen: st.lists(
        _some({"text": st.one_of(_edges, texts), "marks": st.sampled_from(chosen[1:])}, {"href": st.just(chosen[0])}),
        min_size=2,
        max_size=5,
    )
)
# Those of footnotes that every article that refers to any has; which it may have besides.
FOOTNOTE_IDS = ("1", "2", "note-a")
references = st.sampled_from([{"footnote": name} for name in FOOTNOTE_IDS])
_runs = _some({"text": texts}, {"marks": marks, "href": urls})
spans = st.one_of(
    st.lists(_runs, max_size=3), _neighbours, st.lists(st.one_of(_runs, _runs, references), min_size=1, max_size=4)
)


def _shown(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return made if any("footnote" in each or _visible(each["text"]) for each in made) else [*made, {"text": "x"}]


content = spans.map(_shown)
images = _some(
    {"alt": lines},
    {
        "src": urls,
        "caption": content,
        "credit": content,
        "width": st.integers(1, 1_000_000),
        "height": st.integers(1, 1_000_000),
        "source_type": st.sampled_from(("trainedAlgorithmicMedia", "x")),
    },
).flatmap(lambda made: st.just(made) if len(made) == 1 else st.sampled_from((made, _without_alt(made))))


def _without_alt(made: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in made.items() if key != "alt"}
    return rest if rest.keys() & {"src", "caption", "credit"} else made


def _lists(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    optional = {"sublist": _lists(depth - 1)} if depth else {}
    return _some(
        {"items": st.lists(_some({"content": content}, optional), min_size=1, max_size=3)}, {"ordered": st.booleans()}
    )


lists = _lists(2)
rows = st.lists(spans, min_size=1, max_size=3)
_fields: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "paragraph": _some({"content": content}, {}),
    "list": lists,
    "image": images,
    "table": _some(
        {"rows": st.lists(rows, min_size=1, max_size=3)}, {"header": rows, "caption": content, "credit": content}
    ),
    "embed": _some({"url": urls}, {"provider": lines, "title": lines, "caption": content, "credit": content}),
    "code": _some({"text": lines}, {"language": lines}),
}


def _typed(name: str, fields: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return fields.map(lambda made: {"type": name, **made})


_quoted = st.one_of(_typed("paragraph", _fields["paragraph"]), _typed("list", lists))
_fields["quote"] = _some({"blocks": st.lists(_quoted, min_size=1, max_size=3)}, {"attribution": content})
assert _fields.keys() == BLOCK_TYPES.keys()
# Paragraphs are half of what there is, as in life.
blocks = st.one_of(_typed("paragraph", _fields["paragraph"]), *(_typed(name, made) for name, made in _fields.items()))

_labels = st.one_of(
    st.sampled_from(("Why it matters", "The big picture", "Yes, but", "Our bet", "x:", "A" * 90)), lines
)
axioms = st.fixed_dictionaries({"kind": st.sampled_from((*KINDS, "other", "house-label")), "label": _labels})
_natural_axioms = st.sampled_from(
    ({"kind": "why-it-matters", "label": "Why it matters"}, {"kind": "other", "label": "Our bet"})
)
_titles = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries({"heading": content}),
    st.fixed_dictionaries({"axiom": st.one_of(_natural_axioms, axioms)}),
)


_places: st.SearchStrategy[dict[str, str]] = st.one_of(
    st.just({}),
    st.just({}),
    st.sampled_from(("fares", "2031-plan", "fn-1", "Überblick", "a.b:c_d", "漢字", "-")).map(lambda name: {"id": name}),
)


def _sections(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    inner = st.lists(_sections(depth - 1), max_size=2) if depth else st.just([])
    made = st.tuples(_titles, st.lists(blocks, max_size=3), inner, _places)
    filler = {"type": "paragraph", "content": [{"text": "Filler."}]}
    return made.map(
        lambda parts: {
            **parts[0],
            **parts[3],
            "blocks": parts[1] or ([] if parts[2] else [filler]),
            **({"sections": parts[2]} if parts[2] else {}),
        }
    )


sections = _sections(3)
authors = _some({"name": lines}, {"role": lines, "url": urls})
publishers = _some({"name": lines}, {"url": urls, "issn": st.sampled_from(("1234-5679", "0000-000X"))})
related = _some({"title": lines}, {"url": urls})
notes = _some({"kind": st.sampled_from(NOTE_KINDS), "content": content}, {"date": dates})
_json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(texts, inner, max_size=3)),
    max_leaves=5,
)
extras = st.dictionaries(texts, _json_values, max_size=3)

footnotes = st.fixed_dictionaries({"id": st.sampled_from(("3", "x_1.b")), "content": content})
rights = _some({"statement": lines}, {"holder": lines, "license": st.one_of(lines, urls)})


def _with_footnotes(data: dict[str, Any]) -> dict[str, Any]:
    """The data with the footnotes that they refer to, each of its own content, and with none twice."""
    made = data.pop("footnotes", [])
    if '"footnote"' in json.dumps([data, made]):
        made = [{"id": name, "content": [{"text": f"See {name}."}]} for name in FOOTNOTE_IDS] + made
    return {**data, "footnotes": made} if made else data


article_data: st.SearchStrategy[dict[str, Any]] = _some(
    {
        "version": st.sampled_from(("1.0", "1.1")),
        "type": st.sampled_from(("article", "newsletter")),
        "headline": lines,
        "body": st.lists(sections, min_size=1, max_size=3),
    },
    {
        "id": lines,
        "url": urls,
        "language": languages,
        "deck": lines,
        "section": lines,
        "tags": st.lists(lines, max_size=2),
        "published": dates,
        "updated": dates,
        "dateline": lines,
        "authors": st.lists(authors, max_size=2),
        "publisher": publishers,
        "image": images,
        "related": st.lists(related, max_size=2),
        "notes": st.lists(notes, max_size=2),
        "footnotes": st.lists(footnotes, max_size=2, unique_by=lambda made: made["id"]),
        "rights": rights,
        "extra": extras,
    },
).map(_with_footnotes)
articles: st.SearchStrategy[Article] = article_data.map(Article.from_dict)

# A small article is nearly all label: a table before a paragraph, since that may be its caption.
_label_prose = _label_runs.map(_shown)
_label_blocks = st.one_of(
    _label_prose.map(lambda made: {"type": "paragraph", "content": made}),
    _label_prose.map(lambda made: {"type": "list", "items": [{"content": made}]}),
    _label_prose.map(lambda made: {"type": "quote", "blocks": [{"type": "paragraph", "content": made}]}),
    _label_prose.map(lambda made: {"type": "table", "rows": [[made]]}),
)
_label_sections = _some(
    {"blocks": st.lists(_label_blocks, min_size=1, max_size=3)},
    {"heading": _label_prose},
)
label_articles: st.SearchStrategy[Article] = st.lists(_label_sections, min_size=1, max_size=2).map(
    lambda made: Article.from_dict({"version": "1.0", "type": "article", "headline": "a", "body": made})
)
