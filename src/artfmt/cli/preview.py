"""``artfmt preview``."""

from __future__ import annotations

import os

import click

from artfmt.cli.shared import CLEAN, FAILED, complain, complete_file


@click.command()
@click.argument("file", metavar="FILE", shell_complete=complete_file)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port. Left out: one that is free.")
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed.")
def preview(file: str, port: int, no_browser: bool) -> int:
    """Show an article in the browser, with its findings beside it, and anew whenever the file changes.

    The page is served to this machine alone. It runs nothing of the article, and loads no pictures but those that lie
    in the article's repository. Ctrl-C ends it.

    \b
    artfmt preview posts/fares.md

    Exit status: 0 it was ended, 2 there is no such file, or the port is taken.
    """
    from artfmt.editor.preview import Preview, PreviewServer

    if not os.path.isfile(file):
        complain(f"{file}: no such file")
        return FAILED
    try:
        server = PreviewServer(Preview(file), port)
    except OSError as error:
        complain(f"the port {port} cannot be used: {error.strerror}")
        return FAILED
    click.echo(server.address)
    click.echo("artfmt: Ctrl-C ends it", err=True)
    if not no_browser:
        import webbrowser

        webbrowser.open(server.address)
    with server:
        try:
            server.serve_forever(poll_interval=0.2)
        except KeyboardInterrupt:
            return CLEAN
    return CLEAN
