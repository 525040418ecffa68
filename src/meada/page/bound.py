"""What is said of a page that is over a limit."""

from __future__ import annotations

from typing import Literal

from meada.errors import TooLargeError

__all__ = ["over"]


def over(name: Literal["characters", "blocks", "elements"], limit: int, where: str | None = None) -> TooLargeError:
    """The error of a page with more than ``limit`` characters, blocks or elements; it names the setting."""
    if name == "characters":
        return TooLargeError(
            "over the limit of {limit} characters of text",
            where=where,
            next="raise limits.characters or cut the file",
            limit=limit,
        )
    if name == "blocks":
        return TooLargeError(
            "over the limit of {limit} blocks of text",
            where=where,
            next="raise limits.blocks or cut the file",
            limit=limit,
        )
    return TooLargeError(
        "over the limit of {limit} elements", where=where, next="raise limits.elements or cut the file", limit=limit
    )
