"""Stable identifiers: the same content gives the same id on every machine and in every run."""

from __future__ import annotations

import hashlib

__all__ = ["digest", "ident"]


def digest(payload: bytes) -> str:
    """SHA-256 of ``payload`` in 64 hexadecimal digits: the id of a capture."""
    return hashlib.sha256(payload).hexdigest()


def ident(kind: str, *parts: object) -> str:
    """``kind-`` and 12 hexadecimal digits that depend on ``parts`` alone, e.g. ``attribution-3f29a1b07c55``.

    The parts are joined by U+001F before hashing, so ``("a", "bc")`` and ``("ab", "c")`` differ.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(joined.encode()).hexdigest()[:12]}"
