"""A flat run of starts and blocks -> sections; shared by every format whose body is flat.

A heading, a label or a break **starts** a section; the blocks after it are the section's own. How deep a
section lies follows from what came before it, in [`Depths`][artfmt.reading.sections.Depths]; a writer asks the same
class where a reader would put a section, and says so in the text where that would be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from artfmt.model.article import Axiom, Block, Paragraph, Section
from artfmt.model.limits import DEEPEST_SECTION
from artfmt.model.prose import Span, Spans, plain_text
from artfmt.reading.document import Report
from artfmt.source.diagnostics import Severity


class Start(NamedTuple):
    """The start of a section: with a heading of a level (1 is the highest), with an axiom, or a mere break.

    ``depth`` (1 for the sections of the body) is set where the text states it; ``place`` is where it stands,
    ``name`` the id that links within the article lead to.
    """

    heading: Spans = ()
    level: int = 1
    axiom: Axiom | None = None
    depth: int | None = None
    place: Any = None
    name: str | None = None


def title_of(titled: Start | Section) -> Spans:
    """The words over a section as prose: its heading, or its label with a colon; empty where it has neither."""
    return titled.heading or ((Span(f"{titled.axiom.label}:"),) if titled.axiom else ())


def unsectioned(flow: Iterable[Start | Block]) -> Iterator[Block]:
    """A flow as mere blocks, for a place that holds no sections: a heading or a label is a paragraph there."""
    for part in flow:
        if not isinstance(part, Start):
            yield part
        elif words := title_of(part):
            yield Paragraph(words)


class Depths:
    """How deep each section lies, told in reading order.

    A heading lies beneath the nearest one of a higher level; a label or a break lies right beneath the
    nearest heading. Sections deeper than an article may nest are read as neighbours of the deepest.
    """

    def __init__(self) -> None:
        self._headings: list[tuple[int, int]] = []
        self._last = 0

    @property
    def at_start(self) -> bool:
        """Whether no section has been entered yet."""
        return self._last == 0

    def expected(self, start: Start) -> int:
        """Where the section lies if the text does not say."""
        above = 0
        for level, depth in self._headings:
            if start.heading and level >= start.level:
                break
            above = depth
        return min(above + 1, self._last + 1, DEEPEST_SECTION)

    def enter(self, start: Start) -> int:
        """Where the section lies; it is the current one from now on."""
        depth_stated = start.depth or 0
        depth = depth_stated if 1 <= depth_stated <= min(self._last + 1, DEEPEST_SECTION) else self.expected(start)
        while self._headings and self._headings[-1][1] >= depth:
            self._headings.pop()
        if start.heading:
            self._headings.append((start.level, depth))
        self._last = depth
        return depth


class _Node(NamedTuple):
    start: Start
    blocks: list[Block]
    children: list[_Node]


def assemble(flow: Iterable[Start | Block], report: Report, *, whole: bool = True) -> tuple[Section, ...]:
    """The sections that a run of starts and blocks makes.

    ``report`` is told where each section and axiom stands, and of headings that skip a level or have nothing
    beneath them, unless the flow is not the ``whole`` of what the source has. A start that nothing follows becomes
    a paragraph with its words, so that none is lost; a break that nothing follows is none.
    """
    root = _Node(Start(), [], [])
    open_nodes = [root]
    depths = Depths()
    level = 0
    for item in flow:
        if isinstance(item, Start):
            if item.heading:
                if whole and level and item.level > level + 1:
                    message = f"a heading of level {item.level} follows one of level {level}: raise it"
                    report.notice("heading-skipped", Severity.SUGGESTION, message, item.place)
                level = item.level
            del open_nodes[depths.enter(item) :]
            _open(open_nodes, item)
            continue
        if len(open_nodes) == 1:
            depths.enter(Start())
            _open(open_nodes, Start())
        open_nodes[-1].blocks.append(item)
    return _sections(root, report, whole)


def _open(open_nodes: list[_Node], start: Start) -> None:
    node = _Node(start, [], [])
    open_nodes[-1].children.append(node)
    open_nodes.append(node)


def _sections(parent: _Node, report: Report, whole: bool) -> tuple[Section, ...]:
    sections = (_section(node, report, whole) for node in parent.children)
    return tuple(section for section in sections if section.blocks or section.sections)


def _section(node: _Node, report: Report, whole: bool) -> Section:
    start = node.start
    sections = _sections(node, report, whole)
    if node.blocks or sections:
        section = Section(tuple(node.blocks), start.heading, start.axiom, sections, start.name)
    else:
        words = title_of(start)
        section = Section((Paragraph(words),) if words else ())
        if start.heading and whole:
            message = f'nothing stands beneath the heading "{plain_text(words)[:60]}": fill it or take it out'
            report.notice("empty-section", Severity.SUGGESTION, message, start.place)
    if start.place is not None:
        report.place(section, start.place)
        if section.axiom:
            report.place(section.axiom, start.place)
    return section
