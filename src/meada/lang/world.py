"""States and media that a user adds to those that ship: a value handed down to what finds names."""

from __future__ import annotations

import msgspec

__all__ = ["SHIPPED", "Medium", "State", "World"]


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state in the words of one or more languages. ``id`` is an ISO 3166-1 alpha-3 code, or a user-assigned one (XAA to
    XZZ). Each field holds ``(language, words)`` pairs."""

    id: str
    names: tuple[tuple[str, tuple[str, ...]], ...]
    demonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    capitals: tuple[tuple[str, tuple[str, ...]], ...] = ()
    governments: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def said(self, field: str, lang: str) -> tuple[str, ...]:
        """The words of ``field`` (``names``, ``demonyms``, ``capitals``, ``governments``) in ``lang``."""
        pairs: tuple[tuple[str, tuple[str, ...]], ...] = getattr(self, field)
        return dict(pairs).get(lang, ())


class Medium(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or agency by the names it goes by; ``kind`` is ``outlet`` or ``agency``."""

    id: str
    names: tuple[str, ...]
    kind: str
    country: str | None = None
    state_controlled: bool = False


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What the user's registry knows beside the shipped one."""

    states: tuple[State, ...] = ()
    media: tuple[Medium, ...] = ()


SHIPPED = World()
"""Nothing added: what ships with meada alone."""
