"""What artfmt knows: ``artfmt formats``, ``artfmt rules``, ``artfmt schema``, and ``artfmt init``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from artfmt.cli.shared import CLEAN, FAILED

if TYPE_CHECKING:
    pass


@click.command()
def schema() -> None:
    """Print the JSON Schema of an article.

    \b
    artfmt schema > article.schema.json
    """
    from artfmt.model.schema import schema_text

    sys.stdout.buffer.write(schema_text().encode())


@click.command()
def formats() -> None:
    """List the formats: how each is called, and whether it can be read, written, and read back unchanged.

    \b
    artfmt formats
    """
    from artfmt.formats.table import FORMATS

    click.echo(f"{'name':12}{'suffixes':20}{'read':6}{'write':7}{'lossless':10}what it is")
    for row in FORMATS:
        flags = [("yes" if flag else "-") for flag in (row.reads, row.writes, row.lossless)]
        click.echo(f"{row.name:12}{' '.join(row.suffixes):20}{flags[0]:6}{flags[1]:7}{flags[2]:10}{row.title}")


@click.command()
@click.argument("name", required=False)
def rules(name: str | None) -> int:
    """List the rules of artfmt check, or print the page of one.

    \b
    artfmt rules
    artfmt rules missing-alt

    Exit status: 0 done, 2 there is no such rule.
    """
    from artfmt.cli.help import of_rule
    from artfmt.cli.shared import complain
    from artfmt.rules import all_rules, no_rule

    if name is None:
        for rule in all_rules():
            when = "on" if rule.on_by_default else "strict"
            click.echo(f"{rule.name:26}{rule.severity:12}{when:8}{rule.summary}")
        return CLEAN
    if text := of_rule(name):
        click.echo(text.rstrip("\n"))
        return CLEAN
    complain(no_rule(name, "; artfmt rules lists them"))
    return FAILED


@click.command()
@click.option("--force", is_flag=True, help="Replace a configuration that exists.")
def init(force: bool) -> int:
    """Write a configuration, .artfmt.yaml, into this folder.

    It names what can be set, with what the articles here have: the site generator, sections, authors, labels of the
    house's own, keys of front matter. It asks nothing more of them until it is edited.

    \b
    artfmt init
    """
    import os

    from artfmt.checking.config import FILE_NAME
    from artfmt.checking.starting import starting_config, surveyed
    from artfmt.cli.shared import complain
    from artfmt.formats.table import READABLE_SUFFIXES
    from artfmt.source.errors import ConfigError
    from artfmt.source.files import find_inputs
    from artfmt.source.writing import write_whole

    if os.path.lexists(FILE_NAME) and not force:
        complain(f"{FILE_NAME}: exists already; add --force to replace it")
        return FAILED
    try:
        inputs, _ = find_inputs((".",), READABLE_SUFFIXES)
        survey = surveyed(inputs)
        write_whole(FILE_NAME, starting_config(survey))
    except ConfigError as error:
        complain(str(error))
        return FAILED
    made_from = f", made from {survey.articles} article{'s' * (survey.articles != 1)}" if survey.articles else ""
    click.echo(f"artfmt: wrote {FILE_NAME}{made_from}; next: artfmt check", err=True)
    return CLEAN
