"""What the network sees of a word: its row in the list of known words, its parts and its shape, as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

__all__ = ["ENDS", "GRAMS", "SHAPES", "Word", "plain", "view"]

GRAMS = 12_288
"""Rows for runs of letters."""

ENDS = 4_096
"""Rows for beginnings and ends."""

SHAPES = 512
"""Rows for shapes."""

LONGEST = 24
"""Letters of a word that are looked at; the middle of a longer one is left out."""

_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True, slots=True)
class Word:
    """Rows of a form in the tables for runs of letters, for its beginning and end, and for its shape."""

    grams: tuple[int, ...]
    ends: tuple[int, ...]
    shape: int


def plain(form: str) -> str:
    """``form`` in small letters, every digit a nought."""
    return _DIGIT.sub("0", form.lower())


def view(form: str) -> Word:
    """The rows of ``form``: runs of three to five letters (hashed), both ends, and upper and lower case."""
    small = plain(form)
    if len(small) > LONGEST:
        small = small[: LONGEST // 2] + small[-LONGEST // 2 :]
    whole = f"<{small}>"
    runs = {whole[i : i + size] for size in (3, 4, 5) for i in range(len(whole) - size + 1)}
    ends = [whole[-size:] for size in (2, 3, 4, 5)] + [whole[: size + 1] for size in (1, 2, 3)]
    rows = (f"{place}{part}" for place, part in enumerate(ends))
    return Word(
        tuple(crc32(run.encode()) % GRAMS for run in sorted(runs)),
        tuple(crc32(row.encode()) % ENDS for row in rows),
        crc32(_shape(form).encode()) % SHAPES,
    )


def _shape(form: str) -> str:
    short = form if len(form) <= LONGEST else form[: LONGEST // 2] + form[-LONGEST // 2 :]
    kinds = "".join("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in short)
    return _RUN.sub(r"\1\1\1", kinds)
