"""``artfmt mcp``, as an agent's client speaks with it."""

from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

STORY = "# Fares fall\n\nTickets are at at $2.  Now.\n\n**Why it matters:** They fell.\n"


def _call(*calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """What the tools answer, each call's structured content, or the text of its error."""
    pytest.importorskip("mcp", reason="pip install '.[mcp]'")
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    async def ask() -> list[Any]:
        parameters = StdioServerParameters(command=sys.executable, args=["-m", "artfmt", "mcp"])
        async with stdio_client(parameters) as (reading, writing), ClientSession(reading, writing) as session:
            await session.initialize()
            names = [tool.name for tool in (await session.list_tools()).tools]
            assert names == ["convert", "check", "fix", "diff"]
            answers = []
            for name, arguments in calls:
                result: Any = await session.call_tool(name, arguments)
                is_error = getattr(result, "is_error", getattr(result, "isError", False))
                content = getattr(result, "structured_content", getattr(result, "structuredContent", None))
                answers.append(result.content[0].text if is_error else content)
            return answers

    return asyncio.run(ask())


def test_the_tools() -> None:
    converted, checked, fixed, compared, broken, unknown = _call(
        ("convert", {"text": STORY, "to": "jats", "name": "fares.md"}),
        ("check", {"text": STORY, "name": "fares.md", "rules": {"repeated-word": "error"}}),
        ("fix", {"text": STORY, "name": "fares.md"}),
        ("diff", {"before": STORY, "after": STORY.replace("$2", "$3"), "before_name": "a.md", "after_name": "b.md"}),
        ("convert", {"text": "{", "to": "jats", "name": "a.json"}),
        ("check", {"text": STORY, "rules": {"no-such-rule": "on"}}),
    )
    assert converted["format"] == "markdown"
    assert "<article-title>Fares fall</article-title>" in converted["text"]
    assert [(one["rule"], one["severity"], one["line"]) for one in checked["findings"]] == [
        ("repeated-word", "error", 3),
        ("double-space", "suggestion", 3),
    ]
    assert fixed["text"] == STORY.replace("  ", " ")
    assert [one["rule"] for one in fixed["fixed"]] == ["double-space"]
    assert compared["changes"][0]["what"] == "paragraph"
    assert "line 1: a key in double quotes must stand here" in broken
    assert 'there is no rule "no-such-rule"' in unknown
