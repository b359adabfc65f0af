from __future__ import annotations

import pytest

from artfmt.formats.html.segments import Page
from artfmt.formats.html.threads import keep_posts
from artfmt.formats.html.tree import parse_html
from formats.html.test_page import STORY

_POST = (
    '<article class="post post--{number}"><h3><a href="/u/{name}">{name}</a></h3><time>May {number}, 2031</time>'
    '<div class="post-body">{body}</div><div class="signature"><p>Sent from the quay, with wet hands.</p></div></article>'
)
_QUESTION = (
    "<p>The ladder at the north steps has lost its lowest rung, and at low water nobody gets down to the boats any more. "
    "Whom does one ask to have it mended, and does the harbour office take a letter or only the form?</p>"
)
_ANSWERS = (
    "<p>The form, since March. It is behind the counter, beside the tide tables.</p>",
    "<blockquote><p>The form, since March. It is behind the counter, beside the tide tables.</p></blockquote>"
    "<p>They took my letter in April all the same, and the lamp was mended within a week.</p>",
    "<p>Ask for the yellow one.</p>",
)


def thread(*bodies: str) -> str:
    names = ("Gullwatch", "Oarlock", "Tidewright", "Barnacle")
    posts = [
        _POST.format(number=number, name=name, body=body)
        for number, (name, body) in enumerate(zip(names, bodies, strict=False), start=1)
    ]
    return f"<html><title>A ladder</title><body><main><h1>A ladder without its lowest rung</h1>{''.join(posts)}</main></body></html>"


def kept(page: str, *phrases: str) -> str:
    """What is kept of a page where at first only the segments with some phrases were."""
    root = parse_html(page)
    assert root is not None
    segments = Page(root)
    keeps = [any(phrase in segment.text for phrase in phrases) for segment in segments.segments]
    keep_posts(segments, keeps)
    return "\n".join(segment.text for segment, keep in zip(segments.segments, keeps, strict=True) if keep)


def test_the_answers_of_a_thread_are_kept_with_the_question() -> None:
    text = kept(thread(_QUESTION, *_ANSWERS), "lowest rung, and")
    for sentence in ("lost its lowest rung", "It is behind the counter", "They took my letter", "the yellow one"):
        assert text.count(sentence) == 1
    assert "wet hands" not in text
    assert "Oarlock" not in text


def test_other_stories_built_as_this_one_are_not_its_answers() -> None:
    others = [f"<h2>Another story</h2>{STORY.replace('harbour', place)}" for place in ("market", "bridge")]
    page = thread(_QUESTION, *others)
    assert kept(page, "lowest rung, and") == kept(page.replace("<time>", "<b>"), "lowest rung, and")


@pytest.mark.parametrize("comments", [1, 40])
def test_what_readers_wrote_beneath_a_story_is_no_thread(comments: int) -> None:
    comment = '<div class="comment"><time>May 4, 2031</time><p>My boat has been waiting for that roof since the fire.</p></div>'
    page = f"<html><main><h1>Harbour stays open</h1><article class='story'><time>May 4, 2031</time>{STORY}</article>{comment * comments}</main>"
    assert "since the fire" not in kept(page, "harbour would stay open")
