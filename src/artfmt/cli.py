"""The command line: parses arguments, calls the library, prints. Everything else is in the library.

Exit status: 0 clean, 1 findings, 2 the work could not be done.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import click

from artfmt import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from artfmt.diagnostics import Diagnostic
    from artfmt.document import Document
    from artfmt.files import Input
    from artfmt.source import Source

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
_LONG_RUN = 50


def main() -> None:
    """Run the command line and exit."""
    import signal

    if hasattr(signal, "SIGPIPE"):  # a reader that closes the pipe ends us as it ends cat
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        _open_streams()
        status = artfmt.main(prog_name="artfmt", standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        status = INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = FAILED
    except OSError as error:  # standard output is full or closed
        _complain(f"cannot write the output: {error.strerror or error}")
        status = FAILED
    _give_up_streams()
    sys.exit(status)


def _give_up_streams() -> None:
    """Send to nowhere what a full or closed stream still holds, so that the interpreter does not try at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_streams() -> None:
    """Put the null device where a standard stream was closed, and refuse to print the result into it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, "r" if number == 0 else "w", closefd=False))  # noqa: SIM115
            if name == "stdout":
                raise OSError(None, "standard output is closed")


def _complain(message: str) -> None:
    from artfmt.reporters.text import printable

    with suppress(OSError):  # standard error is full or closed: there is nobody left to tell
        click.echo(f"artfmt: {printable(message)}", err=True)


def _complete_format(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from artfmt.formats import FORMATS

    return [CompletionItem(each.name, help=each.title) for each in FORMATS if each.name.startswith(start)]


def _complete_file(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(start, type="file")]


def _inputs_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|GLOB|-]...", shell_complete=_complete_file)(command)


def _from_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "-f",
        "--from",
        "from_format",
        metavar="FORMAT",
        shell_complete=_complete_format,
        help="The inputs' format. Left out: told by the suffix, else by the content.",
    )(command)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="artfmt %(version)s")
def artfmt() -> None:
    """Read, check and write Axios-style articles.

    \b
    artfmt convert story.txt -t jats          a copied article as JATS XML
    artfmt convert posts/ -t markdown --output-dir site/
    artfmt check posts/                       findings with line and column
    artfmt validate story.json                the schema only
    artfmt diff story.md story.xml            two articles by content

    Each command has more examples: artfmt convert --help.
    """


@artfmt.command()
@_inputs_argument
@click.option(
    "-t", "--to", required=True, metavar="FORMAT", shell_complete=_complete_format, help="The output's format."
)
@_from_option
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
        _complain(problem)

    def convert_one(each: Input) -> None:
        source = _source_for(each, outputs.get(each.path), force=force)
        if explain:
            _explain(source, from_format)
        document = read(source, from_format)
        _deliver(write(document.article, to, fragment=fragment), outputs.get(each.path))
        if not quiet:
            _tell(document.notices, verbose=verbose)

    failed = _for_each(found, "converting", convert_one)
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
    return _source(each)


def _deliver(text: str, output: str | None) -> None:
    from artfmt.files import write_whole

    if output:
        write_whole(output, text)
    else:
        sys.stdout.buffer.write(text.encode())


def _tell(notices: Sequence[Diagnostic], *, verbose: bool) -> None:
    """What a reader left out or guessed, on standard error; with ``verbose`` also how it read the rest."""
    from artfmt.diagnostics import Severity
    from artfmt.reporters.text import report

    told = [notice for notice in notices if verbose or notice.severity is not Severity.INFO]
    for line in report(sorted(told, key=lambda notice: notice.sort_key)):
        click.echo(line, err=True)


@artfmt.command()
@_inputs_argument
@_from_option
def check(inputs: tuple[str, ...], from_format: str | None) -> int:
    """Check articles: the schema, and what was left out or guessed in reading them.

    Findings go to standard output as path:line:column: message (rule).

    \b
    artfmt check story.txt
    artfmt check posts/ newsletters/
    artfmt check 'posts/**/*.json'
    cat story.yaml | artfmt check -f yaml

    Exit status: 0 clean or suggestions only, 1 findings, 2 at least one input could not be read.
    """
    return _check(inputs, from_format, schema_only=False)


@artfmt.command()
@_inputs_argument
@_from_option
def validate(inputs: tuple[str, ...], from_format: str | None) -> int:
    """Check articles against the schema, and nothing else.

    \b
    artfmt validate story.json
    artfmt validate data/

    Exit status: 0 valid, 1 violations, 2 at least one input could not be read.
    """
    return _check(inputs, from_format, schema_only=True)


@artfmt.command()
@click.argument("before", metavar="A", shell_complete=_complete_file)
@click.argument("after", metavar="B", shell_complete=_complete_file)
@_from_option
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
    from artfmt.differences import diff as compare
    from artfmt.files import STANDARD_INPUT, find_inputs
    from artfmt.formats import read
    from artfmt.reporters.changes import as_json, report

    if before == after == STANDARD_INPUT:
        raise click.UsageError("only one of the two can come from standard input")
    found, problems = find_inputs((before, after))
    for problem in problems:
        _complain(problem)
    documents: list[Document] = []
    failed = _for_each(found, "reading", lambda each: documents.append(read(_source(each), from_format)))
    if problems or failed:
        return FAILED
    if len(found) > 2:
        raise click.UsageError("diff compares two files")
    first, last = documents[0], documents[-1]
    for document in documents:
        _tell(document.notices, verbose=False)
    changes = compare(first.article, last.article)
    if output_format == "json":
        sys.stdout.buffer.write(as_json(changes).encode())
    else:
        colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
        for line in report(changes, (before, first.locate), (after, last.locate), colour=colour):
            sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    return FINDINGS if changes else CLEAN


def _check(inputs: tuple[str, ...], from_format: str | None, *, schema_only: bool) -> int:
    from artfmt.checking import check_source
    from artfmt.errors import ArtfmtError
    from artfmt.files import find_inputs
    from artfmt.formats import format_named

    try:
        if from_format:
            format_named(from_format)
    except ArtfmtError as error:
        raise click.UsageError(str(error)) from None
    found, problems = find_inputs(inputs)
    for problem in problems:
        _complain(problem)
    findings: list[Diagnostic] = []
    sources: dict[str, Source] = {}

    def check_one(each: Input) -> None:
        source = _source(each)
        about = check_source(source, from_format, schema_only=schema_only)
        if about:
            findings.extend(about)
            sources[each.path] = source

    failed = _for_each(found, "checking", check_one)
    _print_findings(findings, sources)
    if failed or problems:
        return FAILED
    return FINDINGS if any(each.severity.fails for each in findings) else CLEAN


def _print_findings(findings: Sequence[Diagnostic], sources: dict[str, Source]) -> None:
    from artfmt.reporters.text import report

    on_terminal = sys.stdout.isatty()
    lines = {path: source.lines for path, source in sources.items()} if on_terminal else {}
    for line in report(findings, lines, colour=on_terminal and "NO_COLOR" not in os.environ):
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def _source(each: Input) -> Source:
    from artfmt.files import STANDARD_INPUT

    if each.path != STANDARD_INPUT:
        return each.source()
    if sys.stdin.isatty():
        click.echo("artfmt: reading from the terminal; end with Ctrl-D", err=True)
    return each.source(sys.stdin.buffer.read())


def _for_each(found: Sequence[Input], verb: str, work: Callable[[Input], None]) -> int:
    """Do the work on each input; one that fails does not stop the others. Returns how many failed."""
    from artfmt.errors import ArtfmtError, ReadError

    complaints: list[str] = []
    for each in _shown(found, verb):
        try:
            work(each)
        except ReadError as error:
            place = f":{error.line}:{error.column or 1}" if error.line else ""
            complaints += [f"{each.path}{place}: {error.message}"]
            complaints += [f"{each.path}{_place(more)}: {more.message}" for more in error.diagnostics[1:]]
        except MemoryError:
            complaints.append(f"{each.path}: needs more memory than there is")
        except ArtfmtError as error:
            message = str(error)
            complaints.append(message if message.startswith(each.path) else f"{each.path}: {message}")
    for complaint in complaints:
        _complain(complaint)
    return len(complaints)


def _shown(found: Sequence[Input], verb: str) -> Iterator[Input]:
    """The inputs, with a line of progress on a terminal when they are many."""
    if len(found) < _LONG_RUN or not sys.stderr.isatty():
        yield from found
        return
    with click.progressbar(found, label=verb, file=sys.stderr, show_pos=True) as progress:
        yield from progress


def _place(finding: Diagnostic) -> str:
    return f":{finding.location.line}:{finding.location.column}" if finding.location else ""


@artfmt.command()
def schema() -> None:
    """Print the JSON Schema of an article.

    \b
    artfmt schema > article.schema.json
    """
    from artfmt.schema import schema_text

    sys.stdout.buffer.write(schema_text().encode())


@artfmt.command()
def formats() -> None:
    """List the formats: how each is called, and whether it can be read, written, and read back unchanged.

    \b
    artfmt formats
    """
    from artfmt.formats import FORMATS

    click.echo(f"{'name':10}{'suffixes':18}{'read':6}{'write':7}{'lossless':10}what it is")
    for each in FORMATS:
        flags = [("yes" if flag else "-") for flag in (each.reads, each.writes, each.lossless)]
        click.echo(f"{each.name:10}{' '.join(each.suffixes):18}{flags[0]:6}{flags[1]:7}{flags[2]:10}{each.title}")
