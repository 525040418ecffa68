"""Limits and places, read once at the entry points and handed down as a value."""

from __future__ import annotations

import msgspec

__all__ = ["Limits"]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one input may cost. Sizes in bytes, ``depth`` in nested elements, ``ratio`` decompressed over compressed.

    Of one page: ``characters`` of text, ``blocks`` of text and ``elements`` below ``<body>``. News pages with all their
    comments have a few thousand blocks; twenty thousand are read in seconds.
    """

    payload: int = 32 * 1024 * 1024
    ratio: int = 200
    depth: int = 2_000
    members: int = 1_000_000
    characters: int = 4_000_000
    blocks: int = 20_000
    elements: int = 200_000
