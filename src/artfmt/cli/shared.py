"""What the commands share: options, standard input, work on many inputs, complaints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from artfmt.reading.document import Document
    from artfmt.source.diagnostics import Diagnostic
    from artfmt.source.files import Input
    from artfmt.source.source import Source

CLEAN, FINDINGS, FAILED, INTERRUPTED = 0, 1, 2, 130
_LONG_RUN = 50
# Notices of readers that tell of words of a page which no story has.
_LEFT_OUT = frozenset({"debris", "html-left-out", "left-out"})
T = TypeVar("T")


def complain(message: str) -> None:
    """Tell the user on standard error what went wrong."""
    from artfmt.cli.reporters.text import printable

    with suppress(OSError):  # standard error is full or closed: there is nobody left to tell
        click.echo(f"artfmt: {printable(message)}", err=True)


def complete_format(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    """The names of formats that start so."""
    from click.shell_completion import CompletionItem

    from artfmt.formats.table import FORMATS

    return [CompletionItem(row.name, help=row.title) for row in FORMATS if row.name.startswith(start)]


def complete_file(_: click.Context, __: click.Parameter, start: str) -> list[CompletionItem]:
    """The shell completes files itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(start, type="file")]


def inputs_argument(command: Callable[..., Any]) -> Callable[..., Any]:
    """The inputs of a command."""
    return click.argument("inputs", nargs=-1, metavar="[FILE|FOLDER|GLOB|-]...", shell_complete=complete_file)(command)


def from_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names the inputs' format."""
    return click.option(
        "-f",
        "--from",
        "from_format",
        metavar="FORMAT",
        shell_complete=complete_format,
        help="The inputs' format. Left out: told by the suffix, else by the content.",
    )(command)


def told(document: Document, *, verbose: bool = False) -> tuple[Diagnostic, ...]:
    """What a reader left out or guessed; with ``verbose`` also how it read the rest."""
    from artfmt.source.diagnostics import Severity

    return document.noticed(lambda _, severity: verbose or severity is not Severity.INFO)


def tell(notices: Sequence[Diagnostic]) -> None:
    """Notices on standard error."""
    from artfmt.cli.reporters.text import report
    from artfmt.source.diagnostics import in_order

    for line in report(in_order(notices)):
        click.echo(line, err=True)


def tell_sum(document: Document) -> None:
    """One line on standard error about what was left out of a page and is not told piece by piece."""
    from artfmt.source.diagnostics import Severity

    texts = [
        notice.text
        for notice in document.noticed(lambda rule, severity: rule in _LEFT_OUT and severity is Severity.INFO)
        if notice.text.strip()
    ]
    if texts:
        pieces, words = len(texts), sum(len(text.split()) for text in texts)
        what = f"{pieces} piece{'s' * (pieces > 1)}, {words} word{'s' * (words > 1)}"
        complain(f"{document.source.name}: left out {what}, not of the story: --verbose lists them")


def tell_passed_over(arguments: Iterable[str]) -> None:
    """One line on standard error about the files in folders that artfmt knows and does not read."""
    from collections import Counter

    from artfmt.formats.foreign import kind_of_name
    from artfmt.source.files import other_files

    paths = other_files(arguments, lambda name: (kind := kind_of_name(name)) is not None and kind.is_document)
    kinds = Counter(kind.name for path in paths if (kind := kind_of_name(path)))
    if kinds:
        whole = kinds.total()
        counts = ", ".join(name + (f" ({count})" if count > 1 else "") for name, count in kinds.most_common())
        complain(f"passed over {whole} file{'s' * (whole > 1)} that artfmt does not read: {counts}")


def source_of(input: Input) -> Source:
    """The source of an input; standard input is read now."""
    from artfmt.source.files import STANDARD_INPUT

    if input.path != STANDARD_INPUT:
        return input.source()
    return input._replace(data=data_of_standard_input()).source()


def data_of_standard_input() -> bytes:
    """What standard input holds."""
    if sys.stdin.isatty():
        click.echo("artfmt: reading from the terminal; end with Ctrl-D", err=True)
    return sys.stdin.buffer.read()


def for_each(inputs: Sequence[Input], verb: str, work: Callable[[Input], None]) -> int:
    """Do the work on each input; one that fails does not stop the others. Returns how many failed."""
    from artfmt.source.errors import ArtfmtError, ReadError, fault

    complaints: list[str] = []
    for input in shown(inputs, verb, len(inputs)):
        try:
            work(input)
        except ReadError as error:
            place = f":{error.line}:{error.column or 1}" if error.line else ""
            complaints += [f"{input.path}{place}: {error.message}"]
            complaints += [f"{input.path}{_place(more)}: {more.message}" for more in error.diagnostics[1:]]
        except ArtfmtError as error:
            message = str(error)
            complaints.append(message if message.startswith(input.path) else f"{input.path}: {message}")
        except (click.ClickException, OSError):
            raise
        except Exception as error:  # one input must not take the run with it
            complaints.append(f"{input.path}: {fault(error)}")
    for complaint in complaints:
        complain(complaint)
    return len(complaints)


def shown(items: Iterable[T], verb: str, length: int) -> Iterator[T]:
    """The items, with a line of progress on a terminal when they are many."""
    if length < _LONG_RUN or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, length=length, label=verb, file=sys.stderr, show_pos=True) as progress:
        yield from progress


def _place(finding: Diagnostic) -> str:
    return f":{finding.location.line}:{finding.location.column}" if finding.location else ""
