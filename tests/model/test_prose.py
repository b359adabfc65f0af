from __future__ import annotations

import pytest
from hypothesis import given

from artfmt.model.prose import Span, canonical, cut, one_line, plain_text
from strategies import spans


@pytest.mark.parametrize(
    ("given_spans", "expected"),
    [
        ((Span("a"),), (Span("a"),)),
        ((Span(" a \t b "),), (Span("a b"),)),
        ((Span("a \n b"),), (Span("a\nb"),)),
        ((Span("\na\r\n\r\nb\n"),), (Span("a\nb"),)),
        ((Span("a\u2028b"),), (Span("a\nb"),)),
        ((Span("a\u00a0b\u00a0"),), (Span("a\u00a0b"),)),
        ((Span("a"), Span("b")), (Span("ab"),)),
        ((Span("a", ("bold",)), Span("b", ("bold",))), (Span("ab", ("bold",)),)),
        ((Span("a ", ("bold",)), Span("b")), (Span("a", ("bold",)), Span(" b"))),
        ((Span("a"), Span(" ", ("bold",)), Span("b")), (Span("a b"),)),
        (
            (Span("a ", ("bold", "italic")), Span(" b", ("bold",))),
            (Span("a", ("bold", "italic")), Span(" b", ("bold",))),
        ),
        (
            (Span("a", (), "x"), Span(" "), Span("b", (), "x")),
            (Span("a b", (), "x"),),
        ),
        ((Span("a", ("italic", "bold")),), (Span("a", ("bold", "italic")),)),
        ((Span(""), Span(" ")), ()),
    ],
)
def test_canonical_spans(given_spans: tuple[Span, ...], expected: tuple[Span, ...]) -> None:
    assert canonical(given_spans) == expected


@given(spans)
def test_canonical_twice_is_canonical_once(made: list[dict[str, object]]) -> None:
    once = canonical(Span(**{**each, "marks": tuple(each.get("marks", ()))}) for each in made)  # type: ignore[arg-type]
    assert canonical(once) == once
    assert all(span.text or span.footnote for span in once)


def test_what_nobody_sees_is_no_prose() -> None:
    assert canonical([Span("\ufeff")]) == canonical([Span("\ufeff", ("bold",)), Span(" "), Span("\ufeff")]) == ()
    assert one_line("\ufeff ") == one_line("\x01") == ""
    assert one_line(" a\x01\nb ") == "a b"


def test_cut_keeps_marks() -> None:
    content = (Span("ab", ("bold",)), Span("cd"))
    assert cut(content, 1, 3) == (Span("b", ("bold",)), Span("c"))
    assert plain_text(cut(content, 2)) == "cd"
