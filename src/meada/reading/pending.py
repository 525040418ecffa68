"""A phrase for an office or a body that waits until the whole article is known."""

from __future__ import annotations

from typing import NamedTuple

from meada.lang.people import Office
from meada.span import Span

__all__ = ["Pending"]


class Pending(NamedTuple):
    """``body`` is the kind of body, None for an office. Of an office, ``noun`` are the words for it, ``owner`` the words for
    the body or place it is of, and ``former`` says that it is no longer held."""

    span: Span
    office: Office | None
    code: str | None
    definite: bool
    indefinite: bool
    body: str | None = None
    possessed: bool = False
    noun: str = ""
    owner: str | None = None
    former: bool = False

    @property
    def owned(self) -> bool:
        """Whether the phrase itself says of what the office is."""
        return self.code is not None or self.owner is not None
