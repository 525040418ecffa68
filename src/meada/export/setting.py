"""What the asker wants of an export."""

from __future__ import annotations

import msgspec

__all__ = ["Setting"]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """``tag`` is the language of headings, one of `meada.i18n.TAGS`. ``everything`` adds what is only suggested and what
    people rejected, each with its state. ``full_text`` adds the text of the articles, for one's own use; else an export
    quotes, and never copies. ``table`` names the one table to write (None: all of them, packed). ``address`` is where the
    export can be fetched again, None for a file; ``at`` when it is made, ISO 8601 in UTC."""

    tag: str = "en"
    everything: bool = False
    full_text: bool = False
    table: str | None = None
    address: str | None = None
    at: str | None = None
