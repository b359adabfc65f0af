"""``artfmt explain`` and ``artfmt completion``."""

from __future__ import annotations

import click

from artfmt.cli.shared import CLEAN, FAILED, complain
from artfmt.house.sections import is_house_name
from artfmt.source.nearest import nearest

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("name")
def explain(name: str) -> int:
    """Explain a name that artfmt uses: of a rule, of a notice, of a format, or of a lead-in label.

    \b
    artfmt explain missing-alt
    artfmt explain ninjs
    artfmt explain "The big picture"

    Exit status: 0 done, 2 there is nothing of that name.
    """
    if is_house_name(name.strip(".")):
        click.echo(
            f"{name}\n\nA rule of this house: the .artfmt.yaml above the article has it, or a style that it names."
        )
        return CLEAN
    for explains in (of_rule, _of_format, _of_label):
        if text := explains(name):
            click.echo(text.rstrip("\n"))
            return CLEAN
    from artfmt.formats.table import FORMATS
    from artfmt.language.labels import KINDS
    from artfmt.rules import rule_names
    from artfmt.source.notice_names import FAULTS, NOTICES

    names = [*rule_names(), *NOTICES, *FAULTS, *(row.name for row in FORMATS), *KINDS]
    near = nearest(name.lower().replace(" ", "-"), names)
    hint = f'did you mean "{near}"?' if near else "artfmt rules and artfmt formats list what there is"
    complain(f'there is nothing called "{name}"; {hint}')
    return FAILED


def of_rule(name: str) -> str | None:
    """The page of a rule, or what is to be said of a notice; None for another name."""
    from artfmt.cli.rule_pages import page
    from artfmt.rules import rule_named, rule_names
    from artfmt.source.notice_names import FAULTS, NOTICES

    if name in rule_names():
        return page(rule_named(name))
    if name in FAULTS:
        return f"{name}\n\n{FAULTS[name]}\n\nIt is an error, and cannot be turned off."
    if name in NOTICES:
        text = "This is told by the readers; its severity can be set like that of a rule."
        return f"{name}\n\n{NOTICES[name]}\n\n{text}"
    return None


def _of_format(name: str) -> str | None:
    from artfmt.formats.table import FORMATS

    row = next((row for row in FORMATS if row.name == name or name in row.suffixes), None)
    if row is None:
        return None
    does = [verb for verb, flag in (("read", row.reads), ("written", row.writes)) if flag]
    back = " What is written is read back as the same article." if row.writes and row.lossless else ""
    suffixes = ", ".join(row.suffixes)
    return f"{row.name}\n\n{row.title}. Files end with {suffixes}. It can be {' and '.join(does)}.{back}"


def _of_label(name: str) -> str | None:
    from artfmt.language.labels import KINDS, LABELS_OF, known_kind, usual_label

    kind = name if name in KINDS else known_kind(name)
    if kind is None:
        return None
    others = f"\n\nAlso written: {', '.join(LABELS_OF[kind])}." if LABELS_OF.get(kind) else ""
    return f"{usual_label(kind)}\n\nA lead-in label of the kind {kind}.{others}"


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> int:
    """Print the completion of commands, options and formats for a shell.

    \b
    mkdir -p ~/.local/share/bash-completion/completions ~/.config/fish/completions
    artfmt completion bash > ~/.local/share/bash-completion/completions/artfmt
    artfmt completion zsh > "${fpath[1]}/_artfmt"
    artfmt completion fish > ~/.config/fish/completions/artfmt.fish
    """
    from click.shell_completion import get_completion_class

    from artfmt.cli import artfmt

    kind = get_completion_class(shell)
    assert kind
    click.echo(kind(artfmt, {}, "artfmt", "_ARTFMT_COMPLETE").source())
    return CLEAN
