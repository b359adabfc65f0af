"""``artfmt convert``."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from artfmt.cli.shared import (
    CLEAN,
    FAILED,
    complain,
    complete_format,
    for_each,
    from_option,
    inputs_argument,
    source_of,
    tell,
    tell_passed_over,
    tell_sum,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from artfmt.reading.document import Document
    from artfmt.source.files import Input
    from artfmt.source.source import Source


@click.command()
@inputs_argument
@click.option(
    "-t", "--to", required=True, metavar="FORMAT", shell_complete=complete_format, help="The output's format."
)
@from_option
@click.option("-o", "--output", metavar="FILE", help="Write to this file. Left out: standard output.")
@click.option("--output-dir", metavar="FOLDER", help="Write one file for each input into this folder.")
@click.option("--fragment", is_flag=True, help="HTML: the <article> element alone, for a page of your own.")
@click.option(
    "--dialect", metavar="TOOL", help="Markdown: front matter for hugo, jekyll, eleventy, astro, ghost, or plain."
)
@click.option("--force", is_flag=True, help="Replace output files that exist.")
@click.option("-v", "--verbose", is_flag=True, help="Also tell how the text was read.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what the readers left out or guessed.")
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Read every article of a paste, a mailbox, a feed, an export: paste.md, paste-2.md, …",
)
@click.option("--at", metavar="TIME", help='When the text was copied, with the offset, by which "3 hours ago" is read.')
@click.option("--headline", metavar="TEXT", help="The headline of an input that names none: of a body alone.")
@click.option(
    "--report",
    type=click.Choice(["json"]),
    help="Tell on standard error, a line of JSON an input, what it was read as and what was left out.",
)
@click.option(
    "--explain", is_flag=True, help="Text, HTML: also tell why each line became what it is, or was kept or left out."
)
def convert(**options: Any) -> int:
    """Convert articles from one format to another.

    What a reader leaves out or guesses is told on standard error. Lead-in labels of the house and its keys of front
    matter are those in the .artfmt.yaml above each file. What was Markdown is written as it stood, but for what
    --dialect changes.

    \b
    artfmt convert story.txt -t jats -o story.xml
    artfmt convert story.md -t html --fragment
    pbpaste | artfmt convert -t markdown
    artfmt convert posts/ -t jats --output-dir archive/
    artfmt convert 'posts/**/*.txt' -t yaml --output-dir data/
    artfmt convert --all paste.txt -t markdown --output-dir stories/

    Formats: artfmt formats. Exit status: 0 done, 2 at least one input could not be converted.
    """
    from artfmt.formats.table import READABLE_SUFFIXES, format_named
    from artfmt.source.errors import ArtfmtError
    from artfmt.source.files import find_inputs
    from artfmt.source.writing import plan_outputs

    request = _Asked(**options)
    if request.output and request.output_dir:
        raise click.UsageError("--output and --output-dir exclude each other")
    try:
        target = format_named(request.to)
        if request.dialect and request.dialect not in target.dialects:
            raise click.UsageError(
                f"--dialect {request.dialect}: {target.name} has {', '.join(target.dialects) or 'none'}"
            )
        if request.from_format:
            format_named(request.from_format)
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None
    moment = _moment(request.at)
    if not (request.quiet or request.report):
        tell_passed_over(request.inputs)
    inputs_found, problems = find_inputs(request.inputs, READABLE_SUFFIXES, passed_over=request.output_dir)
    if len(inputs_found) > 1 and not request.output_dir:
        raise click.UsageError("several inputs need --output-dir FOLDER, one file for each")
    outputs: dict[str, str] = {}
    if request.output_dir:
        planned, clashes = plan_outputs(inputs_found, request.output_dir, target.suffixes[0])
        outputs, problems = dict(planned), problems + clashes
        inputs_found = [input for input in inputs_found if input.path in outputs]
    elif request.output and request.output != "-":
        outputs = {input.path: request.output for input in inputs_found}
    for problem in problems:
        complain(problem)
    failures = for_each(inputs_found, "converting", _Converter(request, moment, outputs).convert)
    return FAILED if failures or problems else CLEAN


class _Asked(NamedTuple):
    """What the user asked for."""

    inputs: tuple[str, ...]
    to: str
    from_format: str | None
    output: str | None
    output_dir: str | None
    fragment: bool
    dialect: str | None
    force: bool
    verbose: bool
    quiet: bool
    every: bool
    at: str | None
    headline: str | None
    explain: bool
    report: str | None


class _Converter:
    """Converts one input after the other; ``outputs`` are where each goes, standard output where none is named."""

    def __init__(self, request: _Asked, moment: datetime | None, outputs: Mapping[str, str]) -> None:
        from artfmt.checking.config import Configs

        self._asked = request
        self._moment = moment
        self._outputs = outputs
        self._configs = Configs()
        self._written = set(outputs.values())

    def convert(self, input: Input) -> None:
        """Read one input and write its article, or each of its stories; with ``--report`` tell of it as data."""
        if not self._asked.report:
            self._convert(input)
            return
        from artfmt.source.errors import ArtfmtError

        try:
            documents = self._convert(input)
        except ArtfmtError as error:
            click.echo(json.dumps({"path": input.path, "error": str(error)}), err=True)
            raise
        click.echo(json.dumps({"path": input.path, "articles": [*map(_reported, documents)]}), err=True)

    def _convert(self, input: Input) -> list[Document]:
        from artfmt.formats.write import write
        from artfmt.source.writing import numbered, refuse_output

        request, output = self._asked, self._outputs.get(input.path)
        if output:
            refuse_output(input.path, output, force=request.force)
        documents = self._read(input, source_of(input))
        further = [numbered(output, number) for number in range(2, len(documents) + 1)] if output else []
        for place in further:
            self._refuse(input, place)
        texts = [
            write(document.article, request.to, fragment=request.fragment, **self._spelling(input, document))
            for document in documents
        ]
        for text, where in zip(texts, [output, *further], strict=True):
            _deliver(text, where)
        if not (request.quiet or request.report):
            tell([notice for document in documents for notice in told(document, verbose=request.verbose)])
            for document in [] if request.verbose else documents:
                tell_sum(document)
        return documents

    def _spelling(self, input: Input, document: Document) -> dict[str, Any]:
        """How Markdown is spelled: by the tool and the house, and as it stood before where it was Markdown."""
        house = self._configs.of(input.path).front_matter
        return {"dialect": self._asked.dialect, "front_matter": house, "like": document}

    def _read(self, input: Input, source: Source) -> list[Document]:
        from artfmt.checking.config import house_of
        from artfmt.formats.read import read, read_all
        from artfmt.reading.document import Document
        from artfmt.source.errors import ConfigError

        request, config = self._asked, self._configs.of(input.path)
        if request.explain:
            _explain(source, request.from_format, config.labels)
        reader = read_all if request.every else read
        documents = reader(source, request.from_format, at=self._moment, headline=request.headline, **house_of(config))
        if isinstance(documents, Document):
            return [documents]
        if len(documents) > 1 and not request.output_dir:
            raise ConfigError(f"holds {len(documents)} stories: --all needs --output-dir FOLDER, one file for each")
        return documents

    def _refuse(self, input: Input, place: str) -> None:
        """Refuse the output of a further story where it must not be written, or where another input's goes."""
        from artfmt.source.errors import ConfigError
        from artfmt.source.files import lies_in
        from artfmt.source.writing import refuse_output

        refuse_output(input.path, place, force=self._asked.force)
        folder = self._asked.output_dir
        if folder and not lies_in(os.path.realpath(place), os.path.realpath(folder)):
            raise ConfigError(f"its output {place} is a link out of {folder}; choose another folder")
        if place in self._written:
            raise ConfigError(f"its output {place} is that of another input too; convert them apart")
        self._written.add(place)


def _reported(document: Document) -> dict[str, Any]:
    """What is told of an article that was converted: what it was read as, and every notice."""
    from artfmt.cli.reporters.json import as_data

    article, path = document.article, document.source.name
    notices = [as_data(notice, path) for notice in document.notices]
    return {"format": document.format, "type": article.type, "headline": article.headline, "notices": notices}


def _moment(at: str | None) -> datetime | None:
    """The time of reading that the user gives. Raises UsageError for anything but a time with its offset."""
    if at is None:
        return None
    from datetime import datetime

    from artfmt.formats.read import refuse_time
    from artfmt.source.errors import ConfigError

    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise click.UsageError(f"--at {at}: is not a time; write it like 2031-05-04T16:15:00-04:00") from None
    try:
        refuse_time(moment)
    except ConfigError as error:
        raise click.UsageError(f"--at {error}") from None
    return moment


def _explain(source: Source, from_format: str | None, labels: Mapping[str, str]) -> None:
    """Why each line of a text became what it is, or each piece of a page was kept or left out, on standard error."""
    from artfmt.cli.reporters.text import printable
    from artfmt.formats.table import format_of, readable

    row = readable(from_format) if from_format else format_of(source)
    if row.explains:
        lines = row.explain(source, labels)
    else:
        lines = iter([f"{source.name}: {row.name} says itself what each part is: nothing is judged"])
    for line in lines:
        click.echo(printable(line), err=True)


def _deliver(text: str, output: str | None) -> None:
    from artfmt.source.writing import write_whole

    if output:
        write_whole(output, text)
    else:
        sys.stdout.buffer.write(text.encode())
