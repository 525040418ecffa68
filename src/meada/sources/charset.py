"""Which encoding bytes are in."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from meada.sources.capture import Capture

__all__ = ["charset", "declared", "decode", "unicode_form"]

_LEGACY = ("cp1252", "mac_roman", "cp850")
"""Eight-bit encodings of western European text, the likeliest first."""


def unicode_form(head: bytes) -> str | None:
    """The Unicode encoding that a byte-order mark, or zeros on every other byte, shows; None where neither does."""
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = head[:2048]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.8 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.8 and odd < half * 0.05:
        return "utf-16-be"
    return None


@lru_cache(maxsize=1)
def _declaration() -> re.Pattern[bytes]:
    return re.compile(
        rb"<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
        rb"|<\?xml\s[^>]{0,100}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
        re.IGNORECASE,
    )


def declared(head: bytes) -> str | None:
    """The encoding that the markup at the start of an HTML document declares, as Python names it, or None.

    Looks at the first 4,096 bytes (browsers look at 1,024; saved pages have comments in front).
    """
    found = _declaration().search(head[:4096])
    return _known((found[1] or found[2]).decode("ascii")) if found else None


def _known(label: str | None) -> str | None:
    """Python's name for ``label``; Latin-1 and ASCII read as cp1252, as the WHATWG Encoding Standard has it."""
    if not label:
        return None
    try:
        name = codecs.lookup(label).name
        "".encode(name)  # a codec that is no text encoding (``hex``) fails here
    except (LookupError, ValueError, TypeError):
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name


def charset(payload: bytes, header: str | None = None, *, html: bool = False) -> str:
    """The encoding to decode ``payload`` with, as Python names it.

    In order: a byte-order mark or the zeros of UTF-16; UTF-8 where the bytes are valid UTF-8, whatever is declared
    (a text in another encoding almost never is); the transport's ``header``; the markup's declaration; then what the
    bytes look like among western European encodings. A declaration that the bytes refute is passed over.
    """
    form = unicode_form(payload[:4096])
    if form is not None:
        return form
    if _decodes(payload, "utf-8"):
        return "utf-8"
    for name in (_known(header), declared(payload) if html else None):
        if name and not name.startswith(("utf-8", "utf-16", "utf-32", "utf_")) and _decodes(payload, name):
            return name
    return _mended(payload) or _guess(payload)


def _decodes(payload: bytes, name: str) -> bool:
    try:
        payload.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _mended(payload: bytes) -> str | None:
    """``utf-8`` where the bytes are UTF-8 with a few damaged places (a cut character, a pasted byte), else None."""
    text = payload.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    right = sum(1 for c in text[:200_000] if ord(c) > 0x7F) - wrong
    return "utf-8" if right > 10 * wrong else None


def _guess(payload: bytes) -> str:
    """The western encoding that leaves the fewest odd places; detection where none fits or the script is another."""
    sample = payload[: 64 * 1024]
    odd, name = min(
        ((len(_odd().findall(sample.decode(name, "replace"))), name) for name in _LEGACY), key=lambda pair: pair[0]
    )
    beyond = len(sample.translate(None, bytes(range(0x80))))
    if odd * 20 <= beyond and beyond * 3 <= len(sample):
        return codecs.lookup(name).name
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return codecs.lookup(best.encoding if best is not None else name).name


@lru_cache(maxsize=1)
def _odd() -> re.Pattern[str]:
    """A capital or a sign inside a word, signs that news does not use, bytes that mean nothing: what text shows when
    it is read in the wrong code page."""
    return re.compile(
        r"(?<=[a-zà-ÿ])[À-ÞŠŽŸŒ](?=[a-zà-ÿ]|\b)|(?<=[^\W\d_])[^\x00-\x7f\w’\xa0\xad·](?=[^\W\d_])"
        r"|\ufffd|[‡†ƒˆ˜¤¦¨¬¯¸¢]"
    )


def decode(capture: Capture) -> str:
    """The payload of ``capture`` as text, unchanged but for a byte-order mark; U+FFFD where a byte fits nothing."""
    return capture.payload.decode(capture.charset or "utf-8", "replace")
