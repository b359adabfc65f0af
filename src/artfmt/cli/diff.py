"""``artfmt diff``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from artfmt.cli.shared import (
    CLEAN,
    FAILED,
    FINDINGS,
    complain,
    complete_file,
    for_each,
    from_option,
    source_of,
    tell,
    told,
)

if TYPE_CHECKING:
    from artfmt.reading.document import Document
    from artfmt.source.files import Input


@click.command()
@click.argument("before", metavar="A", shell_complete=complete_file)
@click.argument("after", metavar="B", shell_complete=complete_file)
@from_option
@click.option(
    "--output-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to say it."
)
def diff(before: str, after: str, from_format: str | None, output_format: str) -> int:
    """Compare two articles by content, whatever formats they are in.

    Says field by field and block by block what differs; on a terminal, the words that changed stand out.

    \b
    artfmt diff story.md story.xml
    git show HEAD:story.yaml | artfmt diff - story.yaml
    artfmt diff old.json new.html --output-format json

    Exit status: 0 the same, 1 they differ, 2 one of them could not be read.
    """
    from artfmt.checking.config import Configs, house_of
    from artfmt.cli.reporters.changes import as_json, report
    from artfmt.formats.read import read
    from artfmt.formats.table import READABLE_SUFFIXES
    from artfmt.model.diff import diff as compare
    from artfmt.source.files import STANDARD_INPUT, find_inputs

    if before == after == STANDARD_INPUT:
        raise click.UsageError("only one of the two can come from standard input")
    inputs_found, problems = find_inputs((before, after), READABLE_SUFFIXES)
    for problem in problems:
        complain(problem)
    documents: list[Document] = []
    configs = Configs()

    def read_one(input: Input) -> None:
        documents.append(read(source_of(input), from_format, **house_of(configs.of(input.path))))

    failures = for_each(inputs_found, "reading", read_one)
    if problems or failures:
        return FAILED
    if len(inputs_found) > 2:
        raise click.UsageError("diff compares two files")
    first, last = documents[0], documents[-1]
    for document in documents:
        tell(told(document))
    changes = compare(first.article, last.article)
    if output_format == "json":
        sys.stdout.buffer.write(as_json(changes).encode())
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        for line in report(changes, (before, first.locate), (after, last.locate), colour=colour):
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    return FINDINGS if changes else CLEAN
