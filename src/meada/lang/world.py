"""States, media and holders of offices that a user adds: a value handed down to what finds names."""

from __future__ import annotations

import msgspec

__all__ = ["SHIPPED", "Holder", "Medium", "Roll", "State", "World"]


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


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who holds an office, and when. ``offices`` are classes of offices (``head_of_state``) or the words for one; ``of`` is
    the code of a state, else the name of the body or place. ``since`` and ``until`` are the first and the last day on which
    the person may hold it (ISO 8601 dates), None where that end is open. ``feminine`` is None where not told; ``external``
    holds (scheme, id) pairs; ``where`` says in which row of the user's own it stands."""

    name: str
    offices: tuple[str, ...]
    of: str
    where: str
    since: str | None = None
    until: str | None = None
    feminine: bool | None = None
    acting: bool = False
    external: tuple[tuple[str, str], ...] = ()
    source: str = ""

    def holds(self, first: str | None, last: str | None) -> bool:
        """Whether the person may hold it on some day from ``first`` to ``last`` (ISO 8601 dates, None: no limit)."""
        begun = self.since is None or last is None or self.since <= last
        return begun and (self.until is None or first is None or self.until >= first)


class Roll(msgspec.Struct, frozen=True, eq=False):
    """All the holders a user tells of; the same only as itself, so that what is made ready of it can be kept."""

    rows: tuple[Holder, ...] = ()


class World(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What the user's registry knows beside the shipped one; the same only as itself."""

    states: tuple[State, ...] = ()
    media: tuple[Medium, ...] = ()
    roll: Roll = Roll()


SHIPPED = World()
"""Nothing added: what ships with meada alone."""
