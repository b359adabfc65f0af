from __future__ import annotations

import pytest

from artfmt.formats.read import read
from artfmt.formats.yaml.writer import dump_yaml


@pytest.mark.parametrize(
    ("text", "dumped"),
    [
        ("A 🚢 sails", "key: A 🚢 sails\n"),
        ("A 🚢\nsails", "key: |-\n  A 🚢\n  sails\n"),
        ("C:\\Users 🚢", "key: C:\\Users 🚢\n"),
        ("12 🚢", "key: 12 🚢\n"),
        ("\x01 🚢", 'key: "\\x01 🚢"\n'),
        ("\ue000 🚢 \\U0001F6A2", "key: \ue000 🚢 \\U0001F6A2\n"),
        ("a\x85b 🚢", 'key: "a\\Nb 🚢"\n'),
    ],
)
def test_emoji_stay_as_typed(text: str, dumped: str) -> None:
    assert dump_yaml({"key": text}) == dumped
    story = f"# Fares fall\n\nIt fell.\n\n```\n{text}\n```\n"
    article = read(story, "markdown").article
    assert read(dump_yaml(article.to_dict()), "yaml").article == article
