"""``artfmt format``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from artfmt.cli.shared import CLEAN, FAILED, FINDINGS, complain, data_of_standard_input, inputs_argument

if TYPE_CHECKING:
    from artfmt.checking.config import Configs
    from artfmt.source.files import Input


@click.command()
@inputs_argument
@click.option("--check", is_flag=True, help="Change nothing; say which files would change.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would change.")
@click.option("--config", metavar="FILE", help="Use this configuration for all files, not the .artfmt.yaml above each.")
@click.option(
    "--stdin-filename", metavar="FILE", help="Where standard input comes from: tells format and configuration."
)
def format(inputs: tuple[str, ...], check: bool, diff: bool, config: str | None, stdin_filename: str | None) -> int:
    """Write articles in the one form that artfmt writes their format in; the article stays the same.

    In Markdown the front matter, templates and HTML stay as they stand. A file of which something would be lost (a
    comment of YAML, what no article holds) stays as it is, and is told. Without a FILE, this folder is formatted;
    standard input is written to standard output.

    \b
    artfmt format posts/
    artfmt format --check posts/
    artfmt format --diff posts/fares.md
    cat story.md | artfmt format --stdin-filename posts/story.md -

    Exit status: 0 done, or nothing to do; 1 with --check or --diff, something would change; 2 a file cannot be read or
    written.
    """
    from artfmt.checking.config import Configs
    from artfmt.formats.table import READABLE_SUFFIXES
    from artfmt.source.errors import ConfigError
    from artfmt.source.files import STANDARD_INPUT, find_inputs

    try:
        configs = Configs(config)
        inputs_found, sentences = find_inputs(inputs or (".",), READABLE_SUFFIXES, choice=configs)
        for sentence in sentences:
            complain(sentence)
        run = _Run(configs, dry=check or diff, shows=diff)
        for input in inputs_found:
            if input.path == STANDARD_INPUT:
                input = input._replace(path=stdin_filename or STANDARD_INPUT, data=data_of_standard_input())
            run.take(input)
    except ConfigError as error:
        complain(str(error))
        return FAILED
    run.tell()
    if run.failed or sentences:
        return FAILED
    return FINDINGS if run.changed and run.dry else CLEAN


class _Run:
    """Formats inputs one by one, and counts."""

    def __init__(self, configs: Configs, *, dry: bool, shows: bool) -> None:
        self._configs = configs
        self._shows = shows
        self.dry = dry
        self.changed = 0
        self.failed = False

    def take(self, input: Input) -> None:
        """Format one input, or say why not."""
        from artfmt.checking.articles import why_none
        from artfmt.checking.formatting import NotFormattedError, formatted
        from artfmt.source.errors import ArtfmtError, fault
        from artfmt.source.source import Source

        try:
            settings = self._configs.settings_for(input.path)
            content = input.content()
            by_house = self._configs.of(input.path).names(input.path)
            if input.walked and why_none(input.path, content, settings.ignore_if, by_house=by_house):
                return
            text = formatted(Source(content, input.path), settings).encode()
        except NotFormattedError as error:
            complain(f"{input.path}: {error}")
            if input.data is not None:
                self._put(input, input.data, input.data)
            return
        except Exception as error:  # one input must not take the run with it
            self.failed = True
            complain(f"{input.path}: {error if isinstance(error, ArtfmtError) else fault(error)}")
            return
        self._put(input, content, text)

    def _put(self, input: Input, before: bytes, after: bytes) -> None:
        from artfmt.cli.fix import print_diff, put
        from artfmt.source.writing import write_whole

        is_changed = before != after
        self.changed += is_changed
        if self._shows:
            print_diff(input.path, before, after)
        elif self.dry:
            if is_changed:
                click.echo(f"{input.path}: would be formatted")
        elif input.data is not None:
            put(after)
        elif is_changed:
            write_whole(input.path, after)

    def tell(self) -> None:
        """Say how many files were changed."""
        if self.changed:
            verb = "would format" if self.dry else "formatted"
            click.echo(f"artfmt: {verb} {self.changed} file{'s' * (self.changed > 1)}", err=True)
