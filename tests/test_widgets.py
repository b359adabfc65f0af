from __future__ import annotations

import pytest

from artfmt.widgets import is_widget


@pytest.mark.parametrize(
    "line",
    [
        "Subscribers rose by half.",
        "Go deeper into the harbor and the water turns green.",
        "Listen to the crowd",
        "More boats are late than stories say.",
        "Share prices fell",
        "Sign up for Obamacare ends Friday",
        "A message from space reached Earth",
        "A message from the mayor was clear: stay home.",
        "Subscribe to nobody",
        "",
    ],
)
def test_no_widget(line: str) -> None:
    assert not is_widget(line)


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "Subscribe",
        "Learn more",
        "Facebook (opens in new window)",
        "Expand chart",
        "Listen to this article",
        "0 seconds of 47 seconds",
        "More Alder stories",
        "No stories could be found",
        "Get more local stories in your inbox with Harbor Morning.",
        "Support local journalism by becoming a member.",
        "Go deeper",
        "Today's newsletter is 1,191 words, a 4-minute read.",
        "A message from Alder Savings Bank",
        "Sign up for Harbor Morning, our free daily newsletter",
    ],
)
def test_widget(line: str) -> None:
    assert is_widget(line)
