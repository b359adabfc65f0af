"""``artfmt convert``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
)

if TYPE_CHECKING:
    from artfmt.files import Input
    from artfmt.source import Source


@click.command()
@inputs_argument
@click.option(
    "-t", "--to", required=True, metavar="FORMAT", shell_complete=complete_format, help="The output's format."
)
@from_option
@click.option("-o", "--output", metavar="FILE", help="Write to this file. Left out: standard output.")
@click.option("--output-dir", metavar="FOLDER", help="Write one file for each input into this folder.")
@click.option("--fragment", is_flag=True, help="HTML: the <article> element alone, for a page of your own.")
@click.option("--force", is_flag=True, help="Replace output files that exist.")
@click.option("-v", "--verbose", is_flag=True, help="Also tell how the text was read.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of what the readers left out or guessed.")
@click.option("--explain", is_flag=True, help="HTML: also tell why each piece of the page was kept or left out.")
def convert(
    inputs: tuple[str, ...],
    to: str,
    from_format: str | None,
    output: str | None,
    output_dir: str | None,
    fragment: bool,
    force: bool,
    verbose: bool,
    quiet: bool,
    explain: bool,
) -> int:
    """Convert articles from one format to another.

    What a reader leaves out or guesses is told on standard error.

    \b
    artfmt convert story.txt -t jats -o story.xml
    artfmt convert story.md -t html --fragment
    pbpaste | artfmt convert -t markdown
    artfmt convert posts/ -t jats --output-dir archive/
    artfmt convert 'posts/**/*.txt' -t yaml --output-dir data/

    Formats: artfmt formats. Exit status: 0 done, 2 at least one input could not be converted.
    """
    from artfmt.errors import ArtfmtError
    from artfmt.files import find_inputs, plan_outputs
    from artfmt.formats import format_named, read, write

    if output and output_dir:
        raise click.UsageError("--output and --output-dir exclude each other")
    try:
        target = format_named(to)
        if from_format:
            format_named(from_format)
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None
    output = None if output == "-" else output
    found, problems = find_inputs(inputs, output_dir)
    if len(found) > 1 and not output_dir:
        raise click.UsageError("several inputs need --output-dir FOLDER, one file for each")
    outputs = {each.path: output for each in found} if output else {}
    if output_dir:
        planned, clashes = plan_outputs(found, output_dir, target.suffixes[0])
        outputs, problems = dict(planned), problems + clashes
        found = [each for each in found if each.path in outputs]
    for problem in problems:
        complain(problem)

    def convert_one(each: Input) -> None:
        source = _source_for(each, outputs.get(each.path), force=force)
        if explain:
            _explain(source, from_format)
        document = read(source, from_format)
        _deliver(write(document.article, to, fragment=fragment), outputs.get(each.path))
        if not quiet:
            tell(document.notices, verbose=verbose)

    failed = for_each(found, "converting", convert_one)
    return FAILED if failed or problems else CLEAN


def _explain(source: Source, from_format: str | None) -> None:
    """Why each piece of a page was kept or left out, on standard error."""
    from artfmt.formats import format_named, format_of
    from artfmt.reporters.text import printable

    if (format_named(from_format) if from_format else format_of(source)).name == "html":
        from artfmt.readers.html.explain import explain

        for line in explain(source):
            click.echo(printable(line), err=True)


def _source_for(each: Input, output: str | None, *, force: bool) -> Source:
    """The source of an input, if its output may be written."""
    from artfmt.files import refuse_output

    if output:
        refuse_output(each.path, output, force=force)
    return source_of(each)


def _deliver(text: str, output: str | None) -> None:
    from artfmt.files import write_whole

    if output:
        write_whole(output, text)
    else:
        sys.stdout.buffer.write(text.encode())
