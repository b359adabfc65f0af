"""The page of the manual, made from the command's own help."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click

from artfmt.cli import artfmt as command


def manual_page() -> str:
    """The page in roff, section 1."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    context = click.Context(command, info_name="artfmt")
    yield r".\" Made by pytest --accept from the commands"
    yield '.TH ARTFMT 1 "" "artfmt" "User Commands"'
    yield ".SH NAME"
    yield r"artfmt \- read, check and write Axios\-style articles"
    yield ".SH SYNOPSIS"
    yield r".B artfmt"
    yield r".I COMMAND"
    yield r"[\fIOPTIONS\fR] [\fIARGUMENTS\fR]"
    yield ".SH COMMANDS"
    for name in command.list_commands(context):
        part = command.get_command(context, name)
        assert part
        inner = click.Context(part, parent=context, info_name=name)
        yield f".SS {_text(' '.join(['artfmt', name, *part.collect_usage_pieces(inner)]))}"
        yield from _prose(part.help or "")
        for option in part.get_params(inner):
            record = option.get_help_record(inner) if isinstance(option, click.Option) else None
            if record:
                yield ".TP"
                yield rf"\fB{_text(record[0])}\fR"
                yield _text(record[1])


def _prose(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield ".PP"
        first, *lines = paragraph.rstrip().strip("\n").splitlines()
        if "\b" in first:  # before or behind the indent, as the Python has it
            yield ".nf"
            yield from (_text(line.strip()) for line in lines)
            yield ".fi"
        else:
            yield _text(" ".join(paragraph.split()))


def _text(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)
