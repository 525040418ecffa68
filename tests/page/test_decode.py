from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.errors import SourceError, TooLargeError
from meada.page.decode import decode
from meada.settings import Limits
from meada.sources.capture import Capture

WORDS = "Não há notícia de vítimas em São João, informou a câmara"


def capture(payload: bytes, charset: str | None = None) -> Capture:
    return Capture(id="0", payload=payload, media_type="text/html", via="text", origin="test", charset=charset)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides(codec: str) -> None:
    assert decode(capture(f"<p>{WORDS}</p>".encode(codec), "iso-8859-1"), Limits()) == f"<p>{WORDS}</p>"


@pytest.mark.parametrize(
    ("codec", "label"), [("cp1252", "iso-8859-1"), ("iso-8859-15", "iso-8859-15"), ("utf-8", "utf-8")]
)
def test_the_charset_of_the_markup_decides(codec: str, label: str) -> None:
    html = f'<html><head><meta charset="{label}"></head><body>{WORDS}</body></html>'
    assert WORDS in decode(capture(html.encode(codec)), Limits())


def test_a_latin_label_over_utf_8_is_a_lie() -> None:
    assert WORDS in decode(capture(WORDS.encode(), "iso-8859-1"), Limits())


def test_undeclared_windows_text_is_detected() -> None:
    text = f"<p>{WORDS}. Também não houve feridos, e a situação está sob controle, segundo a câmara.</p>" * 5
    assert decode(capture(text.encode("cp1252")), Limits()) == text


def test_a_broken_byte_costs_one_character() -> None:
    text = decode(capture(WORDS.encode() * 4 + b" \xff fim"), Limits())
    assert text == WORDS * 4 + " \ufffd fim"


def test_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLargeError):
        decode(capture(b"<p>abc</p>"), Limits(payload=5))


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin-1", "utf-16", "no-such"]))
def test_any_bytes_decode_or_say_why_not(payload: bytes, charset: str | None) -> None:
    verdict: str | None
    try:
        verdict = decode(capture(payload, charset), Limits())
    except SourceError as error:
        verdict = error.next
    assert verdict
