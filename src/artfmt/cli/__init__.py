"""The command line: parses arguments, calls the library, prints. Everything else is in the library.

Each command has a module of its own, imported when it is asked for. Exit status: 0 clean, 1 findings, 2 the work could
not be done.
"""

from __future__ import annotations

import atexit
import io
import os
import sys
from typing import NoReturn

import click

from artfmt._version import __version__
from artfmt.cli.shared import CLEAN, FAILED, INTERRUPTED, complain
from artfmt.source.nearest import nearest

# The commands and the modules that they are in.
_COMMANDS = {
    "batch": "batch",
    "check": "check",
    "completion": "help",
    "convert": "convert",
    "diff": "diff",
    "explain": "help",
    "format": "format",
    "formats": "listing",
    "init": "listing",
    "lsp": "lsp",
    "mcp": "mcp",
    "preview": "preview",
    "rules": "listing",
    "schema": "listing",
    "validate": "check",
}


class _Commands(click.Group):
    """The commands by name, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = getattr(import_module(f"artfmt.cli.{_COMMANDS[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is asked for. Raises UsageError that names the nearest where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if close := nearest(args[0], _COMMANDS):
                raise click.UsageError(f'{error.message} Did you mean "{close}"?', error.ctx) from None
            raise


def main() -> None:
    """Run the command line and exit."""
    import signal

    if hasattr(signal, "SIGPIPE"):  # a reader that closes the pipe ends us as it ends cat
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        _open_streams()
        status = artfmt.main(prog_name="artfmt", standalone_mode=False)
        if status != FAILED:  # whose reason was told: it may be that standard output is full
            sys.stdout.flush()
    except click.Abort:
        status = INTERRUPTED
    except click.ClickException as error:
        error.show()
        status = FAILED
    except OSError as error:  # standard output is full or closed
        complain(f"cannot write the output: {error.strerror or error}")
        status = FAILED
    _give_up_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done: a late Ctrl-C does not change how it ended
    _leave(status or CLEAN)


def _leave(status: int) -> NoReturn:
    """End the process without taking apart what it has in memory, which is a tenth of a short run."""
    atexit._run_exitfuncs()
    os._exit(status)


def _give_up_streams() -> None:
    """Send to nowhere what a full or closed stream still holds, so that the interpreter does not try at exit."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _open_streams() -> None:
    """Put the null device where a standard stream was closed, and refuse to print the result into it.

    What is unbuffered (PYTHONUNBUFFERED) gets a buffer: a raw stream takes what fits and leaves the rest unsaid.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, "r" if number == 0 else "w", closefd=False))  # noqa: SIM115
            if name == "stdout":
                raise OSError(None, "standard output is closed")
        stream = getattr(sys, name)
        if number and isinstance(stream.buffer, io.RawIOBase):
            whole = io.TextIOWrapper(io.BufferedWriter(stream.buffer), stream.encoding, stream.errors)
            whole.reconfigure(line_buffering=True)
            setattr(sys, name, whole)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="artfmt %(version)s")
def artfmt() -> None:
    """Read, check and write Axios-style articles.

    \b
    artfmt convert story.txt -t jats          a copied article as JATS XML
    artfmt convert posts/ -t markdown --output-dir site/
    artfmt check posts/                       findings with line and column
    artfmt validate story.json                the schema only
    artfmt diff story.md story.xml            two articles by content
    artfmt batch 'crawl/*.warc.gz' -o articles.parquet

    Each command has more examples: artfmt convert --help.
    """
