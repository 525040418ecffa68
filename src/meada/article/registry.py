"""Outlets and agencies that meada knows, and those a user adds."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from meada.article.entry import AgencyEntry, OutletEntry, StateEntry
from meada.article.fold import fold
from meada.article.holder import roll
from meada.errors import SettingsError
from meada.lang.table import resource
from meada.lang.world import SHIPPED, Medium, Roll, State, World

__all__ = ["Added", "Registry"]


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """What a user's file adds; ``where`` is the path of the file. It goes to JSON and back, so that a store can keep it."""

    where: str
    outlets: tuple[OutletEntry, ...] = ()
    agencies: tuple[AgencyEntry, ...] = ()
    states: tuple[State, ...] = ()
    roll: Roll = Roll()


class Registry:
    """Outlets by domain and name, agencies by name and folder.

    ``outlets`` and ``agencies`` map ids to entries; ``world`` holds the states, media and holders of offices that a user
    added, ``added`` all that came from the user's file. ``version`` is 12 hexadecimal digits that change with any entry.
    """

    def __init__(
        self,
        outlets: Iterable[OutletEntry] = (),
        agencies: Iterable[AgencyEntry] = (),
        *,
        world: World = SHIPPED,
        added: Added | None = None,
    ) -> None:
        self.outlets = {entry.id: entry for entry in outlets}
        self.agencies = {entry.id: entry for entry in agencies}
        self.world = world
        self.added = added

    @classmethod
    def load(cls, extra: Path | None = None) -> Registry:
        """The registry that ships with meada, and the ``[[outlet]]``, ``[[agency]]``, ``[[state]]`` and ``[[holder]]`` tables
        of ``extra`` over it, with the tables of holders that it names.

        An added entry with a known id replaces that entry; one with a known domain takes that domain. Raises
        `SettingsError` when ``extra`` cannot be read or an entry has a wrong field.
        """
        if extra is None:
            return _shipped()
        tables = _read(extra)
        outlets, agencies = _entries(tables, where=str(extra))
        states = _states(tables, where=str(extra))
        added = Added(
            where=str(extra.absolute()),
            outlets=tuple(outlets),
            agencies=tuple(agencies),
            states=states,
            roll=roll(tables, states, extra),
        )
        return cls.over(added)

    @classmethod
    def over(cls, added: Added) -> Registry:
        """The registry that ships with meada, with ``added`` over it."""
        base = _shipped()
        outlets, agencies = added.outlets, added.agencies
        world = World(states=added.states, media=_media(outlets, agencies), roll=added.roll)
        every = [*base.outlets.values(), *outlets], [*base.agencies.values(), *agencies]
        return cls(*every, world=world, added=added)

    @cached_property
    def version(self) -> str:
        """A digest of all entries, stored with every item made with their help."""
        everything = [sorted(self.outlets.items()), sorted(self.agencies.items()), self.world]
        return hashlib.sha256(msgspec.json.encode(everything, order="sorted")).hexdigest()[:12]

    @cached_property
    def _domains(self) -> dict[str, OutletEntry]:
        return {domain.lower(): entry for entry in self.outlets.values() for domain in entry.domains}

    @cached_property
    def _names(self) -> dict[str, list[OutletEntry]]:
        names: dict[str, list[OutletEntry]] = {}
        for entry in self.outlets.values():
            for name in {fold(name) for name in entry.names}:
                names.setdefault(name, []).append(entry)
        return names

    @cached_property
    def _agencies(self) -> dict[str, AgencyEntry]:
        return {fold(form): entry for entry in self.agencies.values() for form in (*entry.aliases, *entry.forms)}

    @cached_property
    def _folders(self) -> dict[str, AgencyEntry]:
        return {folder.lower(): entry for entry in self.agencies.values() for folder in entry.folders}

    def by_domain(self, address: str | None) -> OutletEntry | None:
        """The outlet of ``address`` (a URL or host): the longest registered suffix of its host wins, and an edition's
        path prefix (``example.org/pt``) before the bare host. None when no entry fits."""
        if not address:
            return None
        host, path = _parts(address)
        labels = host.split(".")
        for first in range(len(labels) - 1):
            suffix = ".".join(labels[first:])
            for prefix in _prefixes(path):
                if found := self._domains.get(suffix + prefix):
                    return found
        return None

    def by_name(self, name: str, *, lang: str | None = None, country: str | None = None) -> OutletEntry | None:
        """The outlet called ``name``. Where several share it, ``lang`` (ISO 639-1) and ``country`` (alpha-3) decide;
        None when they do not."""
        found = self._names.get(fold(name), [])
        if len(found) > 1 and lang:
            found = [entry for entry in found if (entry.language or "").split("-")[0] == lang]
        if len(found) > 1 and country:
            found = [entry for entry in found if entry.country == country]
        return found[0] if len(found) == 1 else None

    def agency(self, name: str) -> AgencyEntry | None:
        """The agency that ``name`` names in any of its forms, whatever the case."""
        return self._agencies.get(fold(name))

    def by_folder(self, address: str | None) -> AgencyEntry | None:
        """The agency whose folder stands in the path of ``address`` (``/ultimas-noticias/afp/2025/…``): never the last
        part, which names the page."""
        if not address:
            return None
        folders = [part.lower() for part in _parts(address)[1].split("/") if part][:-1]
        return next((self._folders[part] for part in folders if part in self._folders), None)

    def names_outlet(self, name: str) -> bool:
        """True when ``name`` is the name of an outlet or agency (and so of no person)."""
        folded = fold(name)
        return folded in self._names or folded in self._agencies


def _parts(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        return (parts.hostname or "").removeprefix("www."), parts.path
    except ValueError:  # a bracket or port that no address has
        return "", ""


def _prefixes(path: str) -> list[str]:
    parts = [part for part in path.lower().split("/") if part][:2]
    return ["".join(f"/{part}" for part in parts[:count]) for count in range(len(parts), -1, -1)]


def _read(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot be read: {error}", where=str(path), next="give a readable TOML file") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"is not TOML: {error}", where=str(path), next="see docs/registries.md") from error


def _entries(tables: Mapping[str, Any], *, where: str) -> tuple[list[OutletEntry], list[AgencyEntry]]:
    try:
        return (
            msgspec.convert(tables.get("outlet", []), list[OutletEntry]),
            msgspec.convert(tables.get("agency", []), list[AgencyEntry]),
        )
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where=where, next="see docs/registries.md for the fields") from error


def _states(tables: Mapping[str, Any], *, where: str) -> tuple[State, ...]:
    try:
        rows = msgspec.convert(tables.get("state", []), list[StateEntry])
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where=where, next="see docs/registries.md for the fields") from error
    return tuple(
        State(
            id=row.id,
            names=tuple(row.names.items()),
            demonyms=tuple(row.demonyms.items()),
            capitals=tuple(row.capitals.items()),
            governments=tuple(row.governments.items()),
        )
        for row in rows
    )


def _media(outlets: Iterable[OutletEntry], agencies: Iterable[AgencyEntry]) -> tuple[Medium, ...]:
    """The entries as media that texts name; an alias points back and is no name."""
    named: list[tuple[OutletEntry | AgencyEntry, tuple[str, ...], str]] = [(o, o.names, "outlet") for o in outlets]
    named += [(a, (a.name, *a.known_as), "agency") for a in agencies]
    return tuple(
        Medium(
            id=entry.id,
            names=tuple(dict.fromkeys(names)),
            kind=kind,
            country=entry.country,
            state_controlled=entry.state_controlled,
        )
        for entry, names, kind in named
    )


@lru_cache(maxsize=1)
def _shipped() -> Registry:
    outlets, _ = _entries(resource("outlets"), where="outlets.toml")
    _, agencies = _entries(resource("agencies"), where="agencies.toml")
    return Registry(outlets, agencies)
