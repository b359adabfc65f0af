"""YAML: the article as the schema has it, under the core rules of YAML 1.2.

Only null, true, false and numbers are anything but text, so that dates, "no" and "yes" stay what was typed.
Aliases are followed as far as an honest file goes; tags of programming languages, keys that are not text,
keys that stand twice and further documents are refused.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, TypeAlias

import yaml

from artfmt.model.article import Article
from artfmt.reading.document import Report
from artfmt.reading.places import Places, PlaceTree
from artfmt.reading.structured import article_of
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.errors import ReadError
from artfmt.source.location import Location
from artfmt.source.source import Source

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_CORE = "tag:yaml.org,2002:"
_DEEPEST = 200
_MOST_DIGITS = 1000
_TOO_DEEP = "is nested too deeply to be an article"
# How many values, of 50 characters each, the aliases of a file may stand for: enough for any article, too few to harm.
_MOST_BY_ALIAS = 20_000
_LINE_ENDS_OF_YAML_1_1 = re.compile("[\\x85\\u2028\\u2029]")
_Locate: TypeAlias = Callable[[Any], Location]


def read(source: Source, report: Report) -> Article:
    """The article that YAML text describes.

    Raises ReadError with line and column where the text is no YAML or breaks the schema.
    """
    places = _Places(source.text, source.name)
    article = article_of(load_yaml(source.text, source.name), places, "yaml", source.name)
    report.locate = places.value
    return article


def load_yaml(text: str, path: str, places: PlaceTree[Location] | None = None) -> Any:
    """The value that YAML text holds: dicts, lists, text, numbers, booleans and None.

    Fills ``places`` with where each value and its key stand. Raises ReadError with line and column where the text
    cannot be read.
    """
    locate = _locator(text)
    composer = _Composer(path, places, locate)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            composer.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at_end = mark is None or mark.index >= len(text)
        location = Source(text).location(len(text)) if at_end else locate(mark)
        raise _error_at(_cure(error.problem or error.context or "this is not valid YAML"), path, location) from None
    except yaml.reader.ReaderError as error:
        code = ord(error.character) if isinstance(error.character, str) else error.character
        # The parser in C counts bytes.
        before = text.encode("utf-8", "surrogatepass")[: error.position].decode("utf-8", "ignore")
        location = Source(text).location(len(before) if _Loader is not yaml.SafeLoader else error.position)
        raise _error_at(f"the character U+{code:04X} cannot stand in YAML: take it out", path, location) from None
    if not composer.documents:
        raise ReadError("is empty: an article needs at least version, type, headline and body", format="yaml")
    return composer.root


def _cure(problem: str) -> str:
    if "nesting" in problem:
        return _TOO_DEEP
    if "cannot start any token" in problem:
        return "a tab, or a character that needs quotes, stands here: indent with spaces, quote the text"
    return f"{problem}: is the indentation right, and text with special characters in quotes?"


def _error_at(message: str, path: str, location: Location | None) -> ReadError:
    finding = Diagnostic("invalid-yaml", Severity.ERROR, message, path, location)
    return ReadError(
        message,
        format="yaml",
        line=location.line if location else None,
        column=location.column if location else None,
        diagnostics=(finding,),
    )


def _locator(text: str) -> _Locate:
    """Where a mark of PyYAML's is, which takes more characters for line ends than the rest of the world."""
    if _LINE_ENDS_OF_YAML_1_1.search(text):
        by_offset = Source(text).location
        return lambda mark: by_offset(mark.index)
    return lambda mark: Location(mark.line + 1, mark.column + 1)


class _Places(Places):
    """Where each value and key of YAML text stands, worked out when first asked for."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._tree: PlaceTree[Location] | None = None

    def value(self, pointer: str) -> Location | None:
        return self._scanned().value(pointer)

    def key(self, pointer: str) -> Location | None:
        return self._scanned().key(pointer)

    def _scanned(self) -> PlaceTree[Location]:
        if self._tree is None:
            self._tree = PlaceTree()
            load_yaml(self._text, self._path, self._tree)
        return self._tree


class _Open:
    """A mapping or sequence that is being read."""

    def __init__(
        self, value: dict[str, Any] | list[Any], place: PlaceTree[Location] | None, anchor: str | None
    ) -> None:
        self.value = value
        self.place = place
        self.anchor = anchor
        self.key: str | None = None
        self.size = 1


class _Composer:
    """Builds the value of a stream of events, with a stack instead of recursion."""

    def __init__(self, path: str, places: PlaceTree[Location] | None, locate: _Locate) -> None:
        self.root: Any = None
        self.documents = 0
        self._path = path
        self._places = places
        self._locate = locate
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int] | None] = {}
        self._by_alias = 0

    def take(self, event: yaml.Event) -> None:
        """Take in the next event."""
        match event:
            case yaml.ScalarEvent():
                self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._start(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self._error("a second document starts here: keep one article in a file", event)

    def _error(self, message: str, event: yaml.Event) -> ReadError:
        return _error_at(message, self._path, self._locate(event.start_mark))

    def _wants_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value = self._resolved(event)
        if not self._wants_key():
            size = 1 + len(event.value) // 50
            self._put(value, size, event)
            if event.anchor:
                self._anchors[event.anchor] = (value, size)
            return
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        if not isinstance(value, str):
            raise self._error(f'the key "{event.value}" is not text: put it in quotes', event)
        parent = self._stack[-1]
        if value in parent.value:
            raise self._error(f'the key "{value}" stands twice: keep one', event)
        parent.key = value
        if parent.place:
            parent.place.below(value).key_at = self._locate(event.start_mark)

    def _start(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        if self._wants_key():
            raise self._error("a list or a mapping cannot be a key: write the key as text", event)
        if len(self._stack) >= _DEEPEST:
            raise self._error(_TOO_DEEP, event)
        kind: type = dict if isinstance(event, yaml.MappingStartEvent) else list
        if event.tag and event.tag not in (f"{_CORE}map", f"{_CORE}seq", "!"):
            raise self._error(f"the tag {event.tag} means nothing here: take it out", event)
        value = kind()
        place = self._put(value, 0, event)
        self._stack.append(_Open(value, place, event.anchor))
        if event.anchor:
            self._anchors[event.anchor] = None

    def _end(self) -> None:
        node = self._stack.pop()
        if node.anchor:
            self._anchors[node.anchor] = (node.value, node.size)
        if self._stack:
            self._stack[-1].size += node.size

    def _alias(self, event: yaml.AliasEvent) -> None:
        if self._wants_key():
            raise self._error("an alias cannot be a key: write the key as text", event)
        if event.anchor not in self._anchors:
            raise self._error(f"the alias *{event.anchor} has no anchor &{event.anchor} before it", event)
        anchored = self._anchors[event.anchor]
        if anchored is None:
            raise self._error(f"the alias *{event.anchor} stands inside what it stands for", event)
        value, size = anchored
        self._by_alias += size
        if self._by_alias > _MOST_BY_ALIAS:
            raise self._error(f"aliases stand for more than {_MOST_BY_ALIAS:,} values: write the data out", event)
        self._put(value, size, event)

    def _put(self, value: Any, size: int, event: yaml.Event) -> PlaceTree[Location] | None:
        """Put a value where the next one belongs; its place, if places are asked for."""
        if not self._stack:
            self.root, place = value, self._places
        else:
            parent = self._stack[-1]
            parent.size += size
            name: str | int
            if isinstance(parent.value, dict):
                assert parent.key is not None
                name, parent.key = parent.key, None
                parent.value[name] = value
            else:
                name = len(parent.value)
                parent.value.append(value)
            place = parent.place.below(str(name)) if parent.place else None
        if place:
            place.at = self._locate(event.start_mark)
        return place

    def _resolved(self, event: yaml.ScalarEvent) -> Any:
        tag, text = event.tag, event.value
        if tag and tag not in ("!", f"{_CORE}str"):
            if not tag.startswith(_CORE) or tag[len(_CORE) :] not in ("null", "bool", "int", "float"):
                raise self._error(f"the tag {tag} means nothing here: take it out", event)
            value = self._plain(text, event)
            if isinstance(value, str):
                raise self._error(f'"{text[:40]}" is not what its tag {tag} says', event)
            return value
        if tag or not event.implicit[0]:
            return text
        return self._plain(text, event)

    def _plain(self, text: str, event: yaml.ScalarEvent) -> Any:
        if text in _NULLS:
            return None
        if text in _BOOLEANS:
            return _BOOLEANS[text]
        if not (text[0].isdigit() or text[0] in "+-."):
            return text
        try:
            if _INTEGER.fullmatch(text):
                if len(text) > _MOST_DIGITS:
                    raise ValueError
                return int(text, 0 if text[:2] in ("0o", "0x") else 10)
            number = float(re.sub(r"\.(?=[iInN])", "", text)) if _FLOAT.fullmatch(text) else None
        except ValueError:
            number = math.inf
        if number is not None and not math.isfinite(number):
            raise self._error(
                f"{text[:40]} is not a number that JSON can hold: write a finite number, or text in quotes", event
            )
        return text if number is None else number
