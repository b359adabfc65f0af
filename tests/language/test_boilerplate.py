from __future__ import annotations

import pytest

from artfmt.language.boilerplate import is_boilerplate, opens_sponsor


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
        "View from the bridge",
        "Thanks to Ida Brandt for editing.",
        "Follow the money",
        "Homes sell faster in spring",
        "Get involved",
        "Corrections and clarifications",
        "Have an opinion? So does everyone else in this town.",
        "Reach the mayor at mayor@alder.example",
        "Download the new app that tells you when it floods",
        "You’re getting a workout by moving all day.",
        "The report is in your inbox within an hour",
        "Home prices fall in March",
        "Start your day with a walk",
        "Inicio de clases en Oaxaca",
        "Start/stop switches fail",
        "More boats",
        "Read the room",
        "Comments by the mayor drew fire",
        "The 12 words that changed everything.",
        "A minute of silence",
        "Sent from the front",
        "",
    ],
)
def test_no_widget(line: str) -> None:
    assert not is_boilerplate(line)


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
        "Sign up for Harbor Morning",
        "← Older posts",
        "Share this:",
        "12 likes · 3 comments",
        "Home News Sports Opinion",
        "Home > News > Local",
        "Reach Ida Brandt at ida@alder.example",
        "Download the Harbor app for news on the go.",
        "Have an opinion? Send us a letter",
        "Startseite / Kultur",
        "Artikel teilen",
        "Add as preferred source",
        "Facebook | X | Email",
        "Unsubscribe | Update your preferences",
        "Was this email forwarded to you? Sign up here.",
        "Want more stories like this? Sign up for Street Level",
        "Tagged: boats, fares",
        "3 min read",
        "[image: Harbor Morning]",
        "Go deeper (2 min. read)",
        "© 2031 Harbor Wire",
        "Sign up for Harbor Morning here: https://harbor.example/join",
        "PRESENTED BY ALDER BANK",
    ],
)
def test_widget(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "sponsor"),
    [
        ("A message from Alder Savings Bank", True),
        ("A MESSAGE FROM ALDER BANK", True),
        ("A word from our sponsor", True),
        ("Presented by Alder Bank", True),
        ("A message from the mayor was clear.", False),
        ("Message from the past", False),
    ],
)
def test_sponsors(line: str, sponsor: bool) -> None:
    assert opens_sponsor(line) is sponsor
