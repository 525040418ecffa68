"""What a reading room is opened with."""

from __future__ import annotations

import secrets

import msgspec

from meada.store import Store
from meada.web.reads import Reads

__all__ = ["LOCAL", "Room"]

LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Names of this machine: what a browser here may write in ``Host``. Any other would be a rebound name."""


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A store and the rules of the house.

    ``shared`` is true when others than the person at this machine read: then everybody needs a token, whole pages and
    originals are hidden unless ``whole``, and reads are not counted. ``secret`` signs the tokens of forms; a new one is
    drawn at each start. ``reads`` counts openings of articles.
    """

    store: Store
    shared: bool = False
    whole: bool = True
    reads: Reads = msgspec.field(default_factory=Reads)
    secret: str = msgspec.field(default_factory=lambda: secrets.token_hex(32))
