"""Messages within messages, and mails of more parts than a mail would have: whatever is not read is told."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from artfmt import read

_STORY = "Harbour opens its night ferry\n\nThe first boat left at ten with forty people on board.\n"
_OTHER = "Old minutes of the ferry board\n\nThe board met in the spring and put nothing down in ink.\n"


def _mail(subject: str, text: str | None = None, markup: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = subject
    message["From"] = "Port office <office@port.example>"
    if text:
        message.set_content(text)
    if markup:
        (message.add_alternative if text else message.set_content)(markup, subtype="html")
    return message


@pytest.mark.parametrize("is_markup", [False, True], ids=["text", "html"])
def test_a_message_attached_to_a_story_is_told_and_is_not_its_text(is_markup: bool) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in _STORY.split("\n\n"))
    mail = _mail("Night ferry", _STORY, paragraphs if is_markup else None)
    mail.add_attachment(_mail("Minutes", _OTHER))

    document = read(mail.as_bytes(), "mail")

    assert document.article.headline == "Harbour opens its night ferry"
    assert "minutes" not in str(document.article).lower()
    assert [notice.text for notice in document.notices if "attached" in notice.message] == ["Minutes"]


def test_messages_attached_to_an_empty_mail_are_read_in_its_place() -> None:
    mail = _mail("Fwd: Night ferry")
    mail.make_mixed()
    mail.add_attachment(_mail("Night ferry", _STORY))
    mail.add_attachment(_mail("Minutes", _OTHER))

    document = read(mail.as_bytes(), "mail")

    assert document.article.headline == "Harbour opens its night ferry"
    assert [notice.text for notice in document.notices if "attached" in notice.message] == ["Minutes"]


def test_parts_beyond_the_limit_are_told() -> None:
    mail = _mail("Night ferry", _STORY)
    for number in range(520):
        mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename=f"{number}.bin")

    messages = [notice.message for notice in read(mail.as_bytes(), "mail").notices]

    assert sum("an attachment" in message for message in messages) == 498
    assert [message for message in messages if "deeper" in message] == [
        "left out 22 parts: more or deeper than a mail holds"
    ]
