from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from artfmt.formats.html.encodings import declared_encoding, decode

CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy. " * 20
JAPANESE = "港は冬のあいだも開いている、と市は金曜日に発表した。" * 20
RUSSIAN = "Гавань останется открытой всю зиму, сообщил совет в пятницу. " * 20
CHINESE = "市议会周五表示，港口整个冬天都将开放，没有人会因此失去工作。" * 20
KOREAN = "시의회는 금요일 항구가 겨울 내내 열려 있을 것이라고 밝혔다. " * 20
FRENCH = "Le port restera ouvert tout l'été, a déclaré le conseil à la mairie. " * 20


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (FRENCH, "windows-1252", "iso-8859-1"),
        (FRENCH, "windows-1252", "windows-1252"),
        (CZECH, "cp1250", "windows-1250"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", "gbk"),
        ("港口整個冬天都將開放" * 30, "big5hkscs", "big5"),
        (KOREAN, "cp949", "euc-kr"),
        (KOREAN, "cp949", "ks_c_5601-1987"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (JAPANESE, "utf-8", "utf-16"),
    ],
)
def test_the_declared_encoding_is_read_unless_the_bytes_are_utf8(text: str, encoding: str, label: str) -> None:
    data = f'<html><head><meta charset="{label}"></head><body><p>'.encode() + text.encode(encoding) + b"</p>"
    assert text in decode(data)[0]


@pytest.mark.parametrize(
    "head",
    ['<meta http-equiv="Content-Type" content="text/html; charset=EUC-KR">', '<?xml version="1.0" encoding="euc-kr"?>'],
)
def test_a_declaration_has_several_forms(head: str) -> None:
    assert declared_encoding(head.encode()) == "cp949"


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (JAPANESE, "cp932"), (CHINESE, "gb18030"), (FRENCH, "windows-1252")]
)
def test_what_nobody_declares_is_guessed(text: str, encoding: str) -> None:
    assert text.strip() in decode(b"<p>" + text.encode(encoding) + b"</p>")[0]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_utf16_is_read_with_and_without_a_mark(mark: bytes, encoding: str) -> None:
    text = f"<html><p>{FRENCH}</p></html>"
    assert decode(mark + text.encode(encoding))[0] == text


def test_what_was_encoded_twice_is_undone() -> None:
    text = "“Nous restons ouverts” — l’été, à Noël: c’est sûr."
    assert decode(_twice(text))[0] == text


def _twice(text: str) -> bytes:
    return "".join(
        chr(byte) if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([byte]).decode("windows-1252")
        for byte in text.encode()
    ).encode()


def test_what_only_looks_like_it_is_left_alone() -> None:
    text = "Ã© is what é becomes, and â€™ what ’ does; “déjà vu” à Noël, été, sûr, où, çà et là."
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize(
    "text", ["Ã© and Ã¨ and Ã¼ are what becomes of é, è and ü", "NESCAFÉ® and ROSÉ™ and NESCAFÉ® again"]
)
def test_an_ascii_page_may_speak_of_it(text: str) -> None:
    assert decode(text.encode())[0] == text


@pytest.mark.parametrize(
    "before",
    [
        "<script>" + "var a=1;\n" * 12_000 + "</script>",
        "<style>" + "a{b:c}\n" * 2000 + "</style>",
        "<!-- " + "x\n" * 2000 + " -->",
    ],
)
@pytest.mark.parametrize(("text", "encoding"), [(FRENCH, "cp1252"), (RUSSIAN, "cp1251")])
def test_what_is_not_shown_does_not_mislead_the_guess(before: str, text: str, encoding: str) -> None:
    assert text in decode((before + f"<p>{text}</p>").encode(encoding))[0]


def test_a_wrong_declaration_of_utf8_is_seen_through() -> None:
    assert RUSSIAN in decode(b"<meta charset=utf-8><p>" + RUSSIAN.encode("cp1251"))[0]


def test_a_declaration_in_a_comment_is_none() -> None:
    assert declared_encoding(b"<!-- <meta charset=shift_jis> --><meta charset=koi8-r>") == "koi8-r"


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "x-user-defined", "nonsense"])
def test_labels_that_nobody_should_use_are_survived(label: str) -> None:
    assert isinstance(decode(f"<meta charset={label}><p>é</p>".encode("latin-1"))[0], str)


@pytest.mark.parametrize(
    ("language", "text", "encoding"),
    [("cs", CZECH, "cp1250"), ("tr", "Liman bütün kış açık kalacak, şehir öyle söyledi. " * 20, "cp1254")],
)
def test_the_language_tells_which_latin_letters(language: str, text: str, encoding: str) -> None:
    assert text in decode(f'<html lang="{language}"><p>'.encode() + text.encode(encoding))[0]


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    text, name = decode(CZECH.encode() + b"\xff")
    assert name == "utf-8"
    assert text.startswith(CZECH)


@given(st.binary(max_size=400))
def test_no_bytes_are_beyond_it(data: bytes) -> None:
    text, name = decode(data)
    assert isinstance(text, str)
    codecs.lookup(name)
