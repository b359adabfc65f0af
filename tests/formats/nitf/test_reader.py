"""NITF's words that have no field are told; every part of its body is read."""

from __future__ import annotations

from artfmt import read

_DOCUMENT = """<nitf>
<body>
<body.head>
<hedline><hl1>Harbour opens its night ferry</hl1><hl2>Forty people on the first boat</hl2></hedline>
<byline><person>Mira Holt</person></byline>
<dateline><location>PORT ELSE</location></dateline>
<abstract><p>A boat at ten.</p></abstract>
</body.head>
<body.content><p>The first boat left at ten with forty people on board.</p></body.content>
<body.content><p>The second left an hour later, and was full as well.</p></body.content>
<body.end><tagline>With reports from the quay.</tagline></body.end>
</body>
</nitf>"""


def test_all_parts_of_the_body_are_read_and_words_without_a_field_are_told() -> None:
    document = read(_DOCUMENT, "nitf")

    article = document.article
    assert (article.headline, article.deck) == ("Harbour opens its night ferry", "Forty people on the first boat")
    assert "full as well" in str(article.body)
    told = [notice.text for notice in document.notices if notice.rule == "left-out"]
    assert told == ["A boat at ten.", "With reports from the quay."]
    assert article.dateline == "PORT ELSE"
