"""Lines and sentences that tell how long a text takes to read."""

from __future__ import annotations

import pytest

from artfmt.language.reading_time import is_read_time


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Today's edition is 612 words, a 2½-minute read.", True),
        ("Smart Brevity™ count: 1,191 words, 4½ mins.", True),
        ("Today's Tidewell — edited by Ida Brandt — is 488 words, a 2-min. read.", True),
        ("☝️ Council Watch is 590 words, about 2 minutes.", True),
        ("Estimated reading time: 4 minutes", True),
        ("It's 742 words.", True),
        ("The mayor needed 612 words to say no.", False),
        ("It took 5 minutes.", False),
        ("The minister read 12 words.", False),
    ],
)
def test_how_long_a_text_is(sentence: str, told: bool) -> None:
    assert is_read_time(sentence) is told
