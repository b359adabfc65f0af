"""NewsML-G2: one content of an item is read; other contents and words without a field are told."""

from __future__ import annotations

from artfmt import read
from artfmt.model.article import Rights

_DOCUMENT = """<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:port.example:1" version="1">
<rightsInfo><copyrightNotice>Port office, 2031</copyrightNotice></rightsInfo>
<itemMeta><edNote>Names checked.</edNote></itemMeta>
<contentMeta><headline>Harbour opens its night ferry</headline><dateline>PORT ELSE</dateline></contentMeta>
<contentSet>
<remoteContent href="https://port.example/ferry.pdf"/>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>The first boat left at ten with forty people on board.</p></body></html></inlineXML>
<inlineData contenttype="text/plain">A boat left at ten.</inlineData>
</contentSet>
</newsItem>"""


def test_the_first_text_is_the_article_and_all_else_is_told() -> None:
    document = read(_DOCUMENT, "newsml")

    assert document.article.headline == "Harbour opens its night ferry"
    assert "forty people" in str(document.article.body)
    assert (document.article.dateline, document.article.rights) == ("PORT ELSE", Rights("Port office, 2031"))
    assert {notice.text for notice in document.notices if notice.rule == "left-out"} == {
        "Names checked.",
        "https://port.example/ferry.pdf",
        "A boat left at ten.",
    }
