"""``artfmt mcp``: the tools for agents, by the Model Context Protocol.

The tools take text and give data; none of them reads or writes a file. A tool's docstring is what an agent is told.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from artfmt.cli.shared import CLEAN, FAILED, complain

if TYPE_CHECKING:
    from mcp.server import MCPServer

    from artfmt.checking.settings import Settings
    from artfmt.source.source import Source

_LARGEST = 5_000_000  # characters


@click.command()
def mcp() -> int:
    """Serve agents: convert, check, fix and diff as tools of the Model Context Protocol, on standard input and output.

    The tools take the text of articles and read no files. Needs pip install '.[mcp]'.

    \b
    artfmt mcp

    Exit status: 0 the client ended it, 2 the library is not installed.
    """
    try:
        tools = server()
    except ModuleNotFoundError as error:
        from artfmt.source.errors import missing_extra

        complain(str(missing_extra("artfmt mcp", error, "mcp")))
        return FAILED
    tools.run("stdio")
    return CLEAN


def server() -> MCPServer:
    """The server with its tools."""
    from mcp.server import MCPServer

    from artfmt._version import __version__

    instructions = (
        "artfmt reads Axios-style (Smart Brevity) articles from text, HTML, Markdown, YAML, JSON and JATS, checks "
        "them, and writes them in any of these. Give the article's text, and the name of its file where there is one: "
        "the suffix tells the format."
    )
    tools = MCPServer("artfmt", version=__version__, instructions=instructions)
    for tool in (convert, check, fix, diff):
        tools.tool()(_telling(tool))
    return tools


def _telling(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """A tool whose client is told why it cannot do what is asked."""
    from mcp.server.mcpserver.exceptions import ToolError

    from artfmt.source.errors import ArtfmtError

    @wraps(tool)
    def told(*args: Any, **kwargs: Any) -> dict[str, Any]:
        try:
            return tool(*args, **kwargs)
        except ArtfmtError as error:
            place = f"line {line}: " if (line := getattr(error, "line", None)) else ""
            raise ToolError(f"{place}{error}") from None

    return told


def convert(text: str, to: str, name: str = "") -> dict[str, Any]:
    """Convert an article to another format, and tell what was left out or guessed in reading it.

    Args:
        text: the article's text.
        to: the format to write: json, yaml, markdown, html, jats, text, ans or ninjs.
        name: the name of the article's file, whose suffix tells its format; left out, the content tells it.

    """
    from artfmt.cli.reporters.json import as_data
    from artfmt.formats.read import read
    from artfmt.formats.write import write

    document = read(_source(text, name))
    notices = [as_data(notice, name) for notice in document.noticed(lambda _, severity: severity != "info")]
    return {"format": document.format, "text": write(document.article, to), "notices": notices}


def check(text: str, name: str = "", preset: str = "default", rules: dict[str, str] | None = None) -> dict[str, Any]:
    """Check an article: findings with rule, severity, message, line, column and, where there is one, a fix.

    Args:
        text: the article's text.
        name: the name of the article's file, whose suffix tells its format.
        preset: default, strict or none.
        rules: rules by their names, each off, on, suggestion, warning or error.

    """
    from artfmt.checking.document import check_source
    from artfmt.checking.suppressions import forgive
    from artfmt.cli.reporters.json import as_data

    settings = _settings(preset, rules)
    record = check_source(_source(text, name), None, settings)
    findings = forgive(record.findings, record.suppressions, settings)
    return {"findings": [as_data(finding, name) for finding in findings]}


def fix(text: str, name: str = "", unsafe: bool = False) -> dict[str, Any]:
    """Mend an article's findings in its own text: those whose fix changes no word, with unsafe also the others.

    Args:
        text: the article's text.
        name: the name of the article's file, whose suffix tells its format.
        unsafe: whether words may be changed, too.

    """
    from artfmt.checking.fixing import fix as mend
    from artfmt.cli.reporters.json import as_data

    mended = mend(_source(text, name), unsafe=unsafe)
    return {
        "text": mended.after,
        "fixed": [as_data(finding, name) for finding in mended.applied],
        "left": [as_data(finding, name) for finding in mended.left],
    }


def diff(before: str, after: str, before_name: str = "", after_name: str = "") -> dict[str, Any]:
    """Compare two articles by content, whatever formats they are in: what was changed, added and taken out.

    Args:
        before: the text of the one article.
        after: the text of the other.
        before_name: the name of the one's file.
        after_name: the name of the other's file.

    """
    from artfmt.formats.read import read
    from artfmt.model.diff import diff as compare

    articles = [read(_source(text, name)).article for text, name in ((before, before_name), (after, after_name))]
    changes = compare(*articles)
    return {"changes": [{"what": one.what, "before": one.before, "after": one.after} for one in changes]}


def _source(text: str, name: str) -> Source:
    from artfmt.source.errors import ReadError
    from artfmt.source.source import Source

    if len(text) > _LARGEST:
        raise ReadError(f"has more than {_LARGEST:,} characters")
    return Source(text.encode("utf-8", "surrogatepass"), name or "-")


def _settings(preset: str, rules: dict[str, str] | None) -> Settings:
    from artfmt.checking.document import refuse_unknown
    from artfmt.checking.presets import OF_FILES
    from artfmt.checking.settings import Setting, Settings
    from artfmt.source.errors import ConfigError

    try:
        by_name = {name: Setting.of(value) for name, value in (rules or {}).items()}
    except ValueError as error:
        raise ConfigError(f"{error}: off, on, suggestion, warning and error are") from None
    if names := by_name.keys() & set(OF_FILES):
        raise ConfigError(f"{', '.join(names)} looks at files, and these tools read none")
    settings = Settings(preset, by_name)  # type: ignore[arg-type]
    refuse_unknown(settings)
    return settings
