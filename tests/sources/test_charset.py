"""Bytes are read in the encoding they are in, whatever they say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.errors import SourceError
from meada.sources import decode, paste
from meada.sources.charset import charset, declared

TEXT = (
    "A prefeita de Vila Serena disse que a reconstrução da ponte não começará antes de março. "
    "“São três meses de espera”, afirmou. El alcalde respondió que mañana habrá una reunión. "
)
PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"]
)
def test_text_is_read_back(name: str) -> None:
    assert decode(paste(TEXT.encode(name))) == TEXT


def test_an_old_code_page_without_curly_quotes() -> None:
    plain = TEXT.replace("“", '"').replace("”", '"')
    assert decode(paste(plain.encode("cp850"))) == plain
    assert decode(paste("Amanhã não há sessão.".encode("cp1252"))) == "Amanhã não há sessão."


def test_another_script_is_detected() -> None:
    text = "Мэр города сообщил, что мост откроют в четверг. Жители ждали этого три месяца. " * 4
    assert decode(paste(text.encode("cp1251"))) == text


@pytest.mark.parametrize("says", ["utf-8", "iso-8859-1", "windows-1252", "utf-16", "x-nada", "hex"])
@pytest.mark.parametrize("name", ["utf-8", "cp1252"])
def test_a_wrong_declaration_does_not_hurt(says: str, name: str) -> None:
    html = PAGE.format(says, TEXT)
    assert decode(paste(html.encode(name))) == html


def test_a_right_declaration_is_followed() -> None:
    html = PAGE.format("iso-8859-2", "Zażółć gęślą jaźń, napisał burmistrz.")
    assert decode(paste(html.encode("iso-8859-2"))) == html
    assert declared(b"<?xml version='1.0' encoding='iso-8859-15'?><html>") == "iso8859-15"
    assert charset("Łódź".encode("iso-8859-2"), "ISO-8859-2") == "iso8859-2"


def test_a_few_broken_bytes_leave_utf8_as_it_is() -> None:
    capture = paste(TEXT.encode() * 3 + b"\xe7" + TEXT.encode())
    assert capture.charset == "utf-8"
    assert decode(capture) == TEXT * 3 + "\ufffd" + TEXT


@given(st.text(min_size=1, max_size=200))
@settings(deadline=None)
def test_any_utf8_text_comes_back_or_is_refused(text: str) -> None:
    try:
        capture = paste(text)
    except SourceError:
        return
    assert decode(capture) == text.encode().decode(capture.charset or "utf-8", "replace")
    if "\0" not in text and not text.startswith("\ufeff"):
        assert decode(capture) == text


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(payload: bytes) -> None:
    try:
        capture = paste(payload)
    except SourceError:
        return
    assert capture.payload == payload
    assert isinstance(decode(capture), str)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=80).map(lambda t: t.encode("cp1252", "ignore"))))
@settings(deadline=None)
def test_an_encoding_once_settled_stays(payload: bytes) -> None:
    settled = charset(payload, html=True)
    assert charset(payload, settled, html=True) == settled
