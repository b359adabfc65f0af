"""THE TABLE of formats: all that the rest of artfmt asks of a format stands in its row, or in its folder.

To add a format: a folder beside this file with a module ``reader`` that has ``read(source, report)``, a module
``writer`` that has ``write(article)``, or both; a module ``spelling`` with its ``NOTATION``, if it can be read; and a
row here. The order of the rows decides which format a content is taken for when several fit, but for generic ones.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from os.path import basename
from typing import TYPE_CHECKING, Any, NamedTuple

from artfmt.formats.foreign import refuse_foreign
from artfmt.source.errors import UnknownFormatError
from artfmt.source.nearest import nearest

# The table is asked for suffixes by runs that read nothing: what reading takes is imported when it does.
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from typing import Protocol

    from artfmt.formats.spelling import Notation
    from artfmt.model.article import Article
    from artfmt.reading.document import Document, Report
    from artfmt.source.source import Source

    class Reader(Protocol):
        """A module that reads a format.

        One of a format with ``several`` stories in a source has ``read_all(source, report_of)``, too.
        """

        def read(self, source: Source, report: Report) -> Article: ...

        read_all: Callable[[Source, Callable[[], Report]], Iterator[tuple[Article, Report]]]

    class Writer(Protocol):
        """A module that writes a format; with ``fragments`` it has ``write_fragment``, with ``dialects`` its own."""

        def write(self, article: Article) -> str: ...

        write_fragment: Callable[[Article], str]
        write_dialect: Callable[[Article, str | None, Mapping[str, str]], str]

    class Again(Protocol):
        """A module that writes a format with ``dialects`` as its source stood."""

        def write_again(
            self, article: Article, before: Document, dialect: str | None, house: Mapping[str, str]
        ) -> str: ...

        def write_formatted(self, before: Document, house: Mapping[str, str]) -> str: ...


# How artfmt's own JSON begins, whatever stands in its ``extra``.
_OWN_JSON = re.compile(r'\{\s*(?:"\$schema"\s*:\s*"[^"]*"\s*,\s*)?"version"\s*:\s*"1\.')
_SNIFFED = 65536  # bytes or characters


class Format(NamedTuple):
    """One format: what it is called, by what its files are told, what can be done with it.

    ``suffixes`` start with a dot, the first being the one that output gets; ``looks_like`` is a pattern that
    the beginning of a content has, ``paths`` are sets of keys of which JSON has one whole ("content.rendered");
    ``lossless`` tells that reading what was written gives the article back.
    ``several``: a source may hold several stories. ``explains``: its reader can say why it read what as what.
    ``fragments``: an article can be written without what is around it. ``links``: its prose can link words to an
    address. ``spaces_as_typed``: runs of spaces in its sources are the author's. ``of_the_web``: its sources are pages
    of anybody's, in any language, on which an empty alternative text means a picture that only decorates. ``dialects``:
    tools for which it can be spelled. ``binary``: its sources are bytes, not text in one encoding. ``generic``: what
    looks like it may be of another format, too, which is asked first; of the formats of a suffix it is the one where
    the content tells nothing.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    looks_like: str = ""
    paths: tuple[str, ...] = ()
    reads: bool = True
    writes: bool = True
    lossless: bool = True
    several: bool = False
    explains: bool = False
    fragments: bool = False
    links: bool = True
    spaces_as_typed: bool = True
    of_the_web: bool = False
    dialects: tuple[str, ...] = ()
    binary: bool = False
    generic: bool = False

    @property
    def holds_several(self) -> bool:
        """Whether its sources hold several articles by design, as feeds do; a pasted text may only happen to."""
        return self.several and not self.writes

    @property
    def reader(self) -> Reader:
        """The module that reads it."""
        module: Reader = self._module("reader")
        return module

    @property
    def writer(self) -> Writer:
        """The module that writes it."""
        module: Writer = self._module("writer")
        return module

    @property
    def again(self) -> Again:
        """The module that writes what was read from it again."""
        module: Again = self._module("again")
        return module

    def explain(self, source: Source, labels: Mapping[str, str]) -> Iterator[str]:
        """Why each piece of a source was read as what: a line of output for each; ``labels`` are those of the house."""
        lines: Iterator[str] = self._module("explain").explain(source, labels)
        return lines

    @property
    def notation(self) -> Notation:
        """How its sources spell text, comments and addresses."""
        notation: Notation = self._module("spelling").NOTATION
        return notation

    def _module(self, part: str) -> Any:
        return _module_of(self.name, part)


@cache  # a passage asks for its notation
def _module_of(name: str, part: str) -> Any:
    return import_module(f"artfmt.formats.{name}.{part}")


_OF_MAIL = r"(?i:mime-version:\s*1|message-id:\s*<|received:\s*(?:from|by)\s|return-path:\s*<|delivered-to:\s*\S+@)"
_HEADERS = r"(?:[!-9;-~]+:.*\n(?:[ \t].*\n)*)"

FORMATS: tuple[Format, ...] = (
    Format(
        name="json",
        title="JSON under the article schema",
        suffixes=(".json",),
        looks_like=r"[{\[]",
        generic=True,
    ),
    Format(
        name="jats",
        title="JATS XML, Archiving and Interchange 1.1",
        suffixes=(".xml",),
        looks_like=r"<\?xml|<article[^>]*dtd-version",
        generic=True,
        spaces_as_typed=False,
    ),
    Format(
        name="html",
        title="HTML: a complete page; a fragment holds what is seen of it",
        suffixes=(".html", ".htm"),
        looks_like=r"(?i:<!doctype html|<html[\s>]|<article(?![^>]*dtd-version)[\s>]|<head[\s>]|<body[\s>])",
        explains=True,
        fragments=True,
        spaces_as_typed=False,
        of_the_web=True,
    ),
    Format(
        name="markdown",
        title="Markdown with YAML front matter",
        suffixes=(".md", ".markdown"),
        dialects=("hugo", "jekyll", "eleventy", "astro", "ghost", "plain"),
        looks_like=r"---[ \t]*\n(?:.*\n)+?---[ \t]*\n|\+\+\+[ \t]*\n|#{1,6} (?!yaml-language-server:)",
    ),
    Format(
        name="yaml",
        title="YAML under the article schema",
        suffixes=(".yaml", ".yml"),
        looks_like=r"(?:#.*\n|---\n|\s)*[\"']?(?:version|type|headline|body)[\"']?:(?:\s|$)",
    ),
    Format(
        name="text",
        title="Text: copied from a page or a mail, and for people to read",
        suffixes=(".txt",),
        lossless=False,
        several=True,
        explains=True,
        links=False,
    ),
    Format(
        name="ans",
        title="ANS 0.10: stories of Arc XP",
        suffixes=(".ans.json", ".json"),
        paths=("content_elements headlines", "content_elements type", "type version canonical_url"),
        several=True,
        of_the_web=True,
    ),
    Format(
        name="ninjs",
        title="ninjs 3.1: news items as agencies exchange them",
        suffixes=(".ninjs.json", ".json"),
        paths=(
            "uri bodies",
            "uri body_xhtml",
            "uri body_text",
            "uri body_html",
            "uri pubStatus",
            "uri pubstatus",
            "uri versionCreated",
            "uri versioncreated",
            "standard uri",
        ),
        lossless=False,
        of_the_web=True,
    ),
    Format(
        name="docx",
        title="Documents of Word, LibreOffice, Google Docs (needs the extra docx)",
        suffixes=(".docx",),
        looks_like=r"PK\x03\x04(?s:.*)word/",
        writes=False,
        lossless=False,
        spaces_as_typed=False,
        binary=True,
    ),
    Format(
        name="mail",
        title="Mail: a message or a mailbox",
        suffixes=(".eml", ".mbox"),
        looks_like=rf"(?:From [^\n]*\d{{4}}\n)?{_HEADERS}*?{_OF_MAIL}",
        writes=False,
        lossless=False,
        several=True,
        spaces_as_typed=False,
        of_the_web=True,
        binary=True,
    ),
    Format(
        name="wordpress",
        title="WordPress: posts of its REST API",
        suffixes=(".json",),
        paths=("content.rendered", "content.raw title.raw"),
        writes=False,
        lossless=False,
        several=True,
        of_the_web=True,
    ),
    Format(
        name="wxr",
        title="WXR: exports of WordPress sites",
        suffixes=(".wxr", ".xml"),
        looks_like=r"<rss\s[^>]*wordpress\.org/export",
        writes=False,
        lossless=False,
        several=True,
        of_the_web=True,
    ),
    Format(
        name="ghost",
        title="Ghost: posts of its API, exports of a site",
        suffixes=(".json",),
        paths=(
            "db.data",
            "posts.html",
            "posts.lexical",
            "posts.mobiledoc",
            "html title custom_excerpt",
            "html title lexical",
        ),
        writes=False,
        lossless=False,
        several=True,
        of_the_web=True,
    ),
    Format(
        name="rss",
        title="RSS: the items of a feed",
        suffixes=(".rss", ".xml"),
        looks_like=r"<(?:rss|rdf:RDF)[\s/>]",
        writes=False,
        lossless=False,
        several=True,
        of_the_web=True,
    ),
    Format(
        name="atom",
        title="Atom: the entries of a feed",
        suffixes=(".atom", ".xml"),
        looks_like=r"<(?:\w+:)?(?:feed|entry)[\s/>]",
        writes=False,
        lossless=False,
        several=True,
        of_the_web=True,
    ),
    Format(
        name="nitf",
        title="NITF: the News Industry Text Format",
        suffixes=(".nitf", ".xml"),
        looks_like=r"<nitf[\s/>]",
        writes=False,
        lossless=False,
        spaces_as_typed=False,
        of_the_web=True,
    ),
    Format(
        name="newsml",
        title="NewsML-G2: news items of agencies",
        suffixes=(".xml",),
        looks_like=r"<(?:\w+:)?(?:newsItem|newsMessage)[\s/>]",
        writes=False,
        lossless=False,
        several=True,
        spaces_as_typed=False,
        of_the_web=True,
    ),
    Format(
        name="schema_org",
        title="schema.org: a NewsArticle or the like as JSON-LD",
        suffixes=(".jsonld", ".json"),
        paths=("@context headline", "@context articleBody", "@context @graph", "@context @type articleBody"),
        writes=False,
        lossless=False,
        of_the_web=True,
    ),
)
READABLE_SUFFIXES: frozenset[str] = frozenset(suffix for row in FORMATS if row.reads for suffix in row.suffixes)
_BY_NAME = {row.name: row for row in FORMATS}
_FALLBACK = _BY_NAME["text"]


def format_named(name: str) -> Format:
    """The format of a name, or of a suffix ("md"). Raises UnknownFormatError for one that is not in the table."""
    if name not in _BY_NAME:
        if name and (row := format_of_path(f"a.{name}")):
            return row
        close = nearest(name, _BY_NAME)
        hint = f'did you mean "{close}"?' if close else f"the formats are {', '.join(_BY_NAME)}"
        raise UnknownFormatError(f'there is no format "{name}"; {hint}')
    return _BY_NAME[name]


def readable(name: str) -> Format:
    """The format of a name, which can be read. Raises UnknownFormatError for one that is not or cannot."""
    row = format_named(name)
    if not row.reads:
        names = ", ".join(row.name for row in FORMATS if row.reads)
        raise UnknownFormatError(f"{name} cannot be read; formats that can are {names}")
    return row


def writable(name: str) -> Format:
    """The format of a name, which can be written. Raises UnknownFormatError for one that is not or cannot."""
    row = format_named(name)
    if not row.writes:
        names = ", ".join(row.name for row in FORMATS if row.writes)
        raise UnknownFormatError(f"{name} cannot be written; formats that can are {names}")
    return row


def formats_of_path(path: str) -> list[Format]:
    """The formats that a file's name may be of by its suffix; the first of them is the one by the name alone."""
    name = basename(path).lower()
    suffixes = {suffix for row in FORMATS for suffix in row.suffixes if name.endswith(suffix) and name != suffix}
    longest = max(suffixes, key=len, default="")
    return sorted((row for row in FORMATS if longest in row.suffixes), key=lambda row: not row.generic)


def format_of_path(path: str) -> Format | None:
    """The format that a file's name tells by its suffix, or None."""
    return next(iter(formats_of_path(path)), None)


def sole_format_of_path(path: str) -> Format | None:
    """The format that a file's name tells by its suffix; None where it tells none, or one of several."""
    rows = formats_of_path(path)
    return rows[0] if len(rows) == 1 else None


def format_of_content(source: Source) -> Format:
    """The format that a content looks like; raw text where it looks like none."""
    return _likest(source, FORMATS) or _FALLBACK


def _likest(source: Source, rows: Collection[Format]) -> Format | None:
    """The first of some formats that a content looks like, of those that are not generic where it is one."""
    from artfmt.formats.sniffing import paths_of, without_prolog

    text = source.beginning(_SNIFFED).lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    bare = without_prolog(text) if text.startswith("<") else text
    if _OWN_JSON.match(text):
        return next((row for row in rows if row.name == "json"), None)
    paths: frozenset[str] | None = None
    for row in sorted(rows, key=lambda row: row.generic):
        if row.paths and text[:1] in ("{", "["):
            paths = paths_of(text) if paths is None else paths
            if any(paths.issuperset(keys.split(" ")) for keys in row.paths):
                return row
        if row.looks_like and (re.match(row.looks_like, text) or re.match(row.looks_like, bare)):
            return row
    return None


def format_of(source: Source) -> Format:
    """The format of a source: that of its name's suffix, else the one its content looks like.

    Where several formats have a suffix the content decides between them. Raises ReadError for what artfmt knows and
    does not read (a PDF, a picture), saying what to do with it.
    """
    rows = formats_of_path(source.name)
    refuse_foreign(source, is_named=bool(rows))
    if len(rows) > 1:
        return _likest(source, rows) or rows[0]
    return rows[0] if rows else format_of_content(source)
