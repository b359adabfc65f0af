"""``artfmt lsp``."""

from __future__ import annotations

import click

from artfmt.cli.shared import CLEAN, FAILED, complain


@click.command()
def lsp() -> int:
    """Serve an editor: findings as one types, quick fixes, completion, outline, formatting.

    An editor starts it and speaks the Language Server Protocol with it on standard input and output; docs/editors.md
    has the settings of VS Code, Neovim, Helix, Zed and Sublime Text. Needs pip install '.[lsp]'.

    \b
    artfmt lsp

    Exit status: 0 the editor ended it, 2 pygls is not installed.
    """
    try:
        from artfmt.editor.server import serve
    except ModuleNotFoundError as error:
        from artfmt.source.errors import missing_extra

        complain(str(missing_extra("artfmt lsp", error, "lsp")))
        return FAILED
    serve()
    return CLEAN
