"""What reading gives: the article, what the reader has to say about it, and where each part came from."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from artfmt.language.labels import Labels
from artfmt.model.article import Article, Part
from artfmt.model.prose import Spans
from artfmt.model.urls import is_active
from artfmt.source.diagnostics import Diagnostic, Severity
from artfmt.source.location import Location
from artfmt.source.source import Source

Locate = Callable[[str], Location | None]
Place: TypeAlias = Location | int | Any


class Notices:
    """What a reader has to say about a source: what it left out or guessed, and where."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._said: list[tuple[str, Severity, str, Place | None, str]] = []

    def _location(self, place: Place | None) -> Location | None:
        raise NotImplementedError

    def notice(self, rule: str, severity: Severity, message: str, place: Place | None = None, text: str = "") -> None:
        """Say something about the source at a place; ``text`` is what it is about."""
        self._said.append((rule, severity, message, place, text))

    def notices(self, is_wanted: Callable[[str, Severity], bool] = lambda _, __: True) -> tuple[Diagnostic, ...]:
        """What was said under rules and severities that are wanted, in order; their places are worked out now."""
        return tuple(
            Diagnostic(rule, severity, message, self.path, self._location(place), text=text)
            for rule, severity, message, place, text in self._said
            if is_wanted(rule, severity)
        )

    def said_texts(self) -> Iterator[str]:
        """The texts that notices so far are about, and their messages."""
        for _, _, message, _, text in self._said:
            yield message
            yield text

    def left_out(self, text: str, place: Place | None, why: str, rule: str = "left-out") -> None:
        """Say that some text is not in the article, and why."""
        self.notice(rule, Severity.WARNING, f"left out {_quoted(text)}: {why}", place, text)

    def refused(self, address: str, place: Place | None, severity: Severity = Severity.WARNING) -> None:
        """Say that an address is none that an article may hold."""
        active = is_active(address)
        why = "it would run when it is followed" if active else "it is not an address that artfmt accepts"
        rule = "active-url" if active else "left-out"
        self.notice(rule, severity, f"left out {_quoted(address)}: {why}", place, address[:200])

    def comment(self, text: str, place: Place | None) -> None:
        """Say that a comment, which no reader sees, is not in the article."""
        self.notice("comment-left-out", Severity.INFO, f"left out {_quoted(text)}: a comment", place, text)

    def moved(self, what: str, place: Place | None) -> None:
        """Say that something stands elsewhere in the article than in the source."""
        self.notice(
            "moved", Severity.SUGGESTION, f"{what} stands after the list now: an item holds prose and lists", place
        )

    def read_as(self, text: str, place: Place | None, meaning: str) -> None:
        """Say that some text stands in the article in another form."""
        self.notice("read-as", Severity.INFO, f"read {_quoted(text)} as {meaning}", place, text)


class PartPlaces:
    """Where the parts of an article stand in its source.

    A place is a location, a line's number, or something that ``resolve`` makes a location of when it is asked
    for (an element of a tree). ``locate`` may be set by a reader that works places out in its own way.
    """

    def __init__(self) -> None:
        self.locate: Locate | None = None
        self.resolve: Callable[[Any], Location] | None = None
        # The parts are kept beside their places, so that no other part gets the number of one that is gone.
        self._places: dict[int, tuple[Part, Place]] = {}
        self._fields: dict[str, Place] = {}

    def place(self, part: Part, place: Place) -> None:
        """Remember where a part of the article starts."""
        self._places[id(part)] = part, place

    def place_of(self, part: Part | Any) -> Place | None:
        """What was remembered of where a part starts, as it was given; of the start of a section, its own place."""
        return self._places[id(part)][1] if id(part) in self._places else getattr(part, "place", None)

    def move(self, part: Part, successor: Part) -> None:
        """Say that a part was made anew and stands where the old one did."""
        if id(part) in self._places:
            self.place(successor, self._places[id(part)][1])

    def place_field(self, pointer: str, place: Place) -> None:
        """Remember where a field of the article that is a plain string starts."""
        self._fields[pointer] = place

    def places(self, article: Article) -> dict[str, Location]:
        """Where the parts of ``article`` start, by their JSON Pointers: those placed, and those around them."""
        places = dict(self._fields)
        places |= {pointer: self._places[id(part)][1] for pointer, part in article.walk() if id(part) in self._places}
        locations = {pointer: location for pointer, place in places.items() if (location := self._location(place))}
        # What was not placed itself starts where the first part within it does.
        for pointer, location in list(locations.items()):
            above = pointer.rpartition("/")[0]
            while above and above not in locations:
                locations[above] = location
                above = above.rpartition("/")[0]
        locations.setdefault("", min(locations.values(), default=Location(1)))
        return locations

    def _location(self, place: Place | None) -> Location | None:
        if place is None or isinstance(place, Location):
            return place
        if isinstance(place, int):
            return Location(place)
        return self.resolve(place) if self.resolve else None


class Report(PartPlaces, Notices):
    """What a reader is handed: where to say what it notices and where parts stand, and what its work hangs on.

    ``labels`` are the lead-in labels that are known, ``at`` the time of reading by which relative dates are worked out;
    ``headline`` is that of a source that names none; ``front_matter`` are the house's own keys of Markdown's front
    matter, with the fields that they stand for ("image.alt"); ``decode`` may be set by a reader that decodes its
    sources in its own way.
    """

    def __init__(
        self,
        path: str = "-",
        labels: Labels | None = None,
        at: datetime.datetime | None = None,
        headline: str | None = None,
        front_matter: Mapping[str, str] | None = None,
    ) -> None:
        Notices.__init__(self, path)
        PartPlaces.__init__(self)
        self.labels = labels or Labels()
        self.at = at
        self.headline = headline
        self.front_matter = front_matter or {}
        self.decode: Callable[[Source], str] | None = None

    def links_of_label(self, label: Spans, place: Place) -> None:
        """Say where the words of a label lead to, which has no place in an article."""
        for address in dict.fromkeys(span.href for span in label if span.href):
            self.left_out(address, place, "a label's link: it has no place in an article")


def _quoted(text: str, longest: int = 60) -> str:
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= longest else f'"{line[: longest - 1].rstrip()}…"'


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was read.

    ``format`` is the name of the format it was read from.
    """

    article: Article
    source: Source = field(compare=False)
    format: str
    _report: Report = field(repr=False, compare=False)
    _places: dict[str, Location] = field(default_factory=dict, repr=False, compare=False)
    _notices: list[Diagnostic] = field(default_factory=list, repr=False, compare=False)
    _texts: list[str] = field(default_factory=list, repr=False, compare=False)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """What the reader dropped or guessed. Their places are worked out when first asked for."""
        if not self._notices:
            self._notices.extend(self._report.notices())
        return tuple(self._notices)

    def noticed(self, is_wanted: Callable[[str, Severity], bool]) -> tuple[Diagnostic, ...]:
        """The notices under rules and severities that are wanted, without working out the places of the others."""
        return self._report.notices(is_wanted)

    @property
    def labels(self) -> Labels:
        """The lead-in labels that were known when it was read."""
        return self._report.labels

    @property
    def source_text(self) -> str:
        """The source's text, as places count its lines and columns. A page is decoded when first asked for."""
        if self._report.decode is None:
            return self.source.lenient_text[0]
        if not self._texts:
            self._texts.append(self._report.decode(self.source))
        return self._texts[0]

    def locate(self, pointer: str) -> Location | None:
        """Where the part of the article at a JSON Pointer starts in the source, or the nearest part around it.

        None where the reader knows no place at all. Places are worked out when first asked for.
        """
        if self._report.locate:
            return self._report.locate(pointer)
        if not self._places:
            self._places.update(self._report.places(self.article))
        return nearest(self._places, pointer)


def nearest(places: dict[str, Location], pointer: str) -> Location | None:
    """The place of a pointer, or of the closest pointer above it."""
    while pointer not in places:
        if not pointer:
            return None
        pointer = pointer.rpartition("/")[0]
    return places[pointer]
