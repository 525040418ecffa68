"""One entry of a registry: an outlet, an agency, a layout. ``docs/registries.md`` explains the fields."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["AgencyEntry", "Control", "Funding", "HolderEntry", "OutletEntry", "Ownership", "StateEntry"]

OwnerKind = Literal[
    "private", "public", "state", "party", "church", "foundation", "trust", "cooperative", "nonprofit",
]  # fmt: skip
FundingKind = Literal["commercial", "subscription", "donations", "public", "state", "mixed"]
OutletKind = Literal["newspaper", "magazine", "broadcaster", "site", "portal", "agency"]


class Ownership(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who owns it: the kind of owner, the holder, the document that says so and the year it speaks of."""

    kind: OwnerKind
    holder: str
    source: str
    date: str


class Funding(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What pays for it: the kind, the document that says so and the year it speaks of."""

    kind: FundingKind
    source: str
    date: str


class Control(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Documented control over what it prints. ``by`` a ``state`` makes a state medium of ``country`` (ISO 3166-1 alpha-3)."""

    by: Literal["state", "party", "independent"]
    source: str
    date: str
    country: str | None = None


class OutletEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An outlet. The first of ``names`` is shown; ``domains`` are host suffixes, with a path prefix where an edition has
    one; ``zone`` is an IANA name, ``country`` ISO 3166-1 alpha-3, ``language`` a BCP 47 tag."""

    id: str
    names: tuple[str, ...]
    domains: tuple[str, ...] = ()
    zone: str | None = None
    country: str | None = None
    language: str | None = None
    kind: OutletKind | None = None
    ownership: Ownership | None = None
    funding: Funding | None = None
    editorial_control: Control | None = None
    declared: bool = msgspec.field(default=False, name="state_controlled")

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.names[0] if self.names else self.id

    @property
    def state_controlled(self) -> bool:
        """True only where control by a state is documented, or declared by the user's own registry (``declared``);
        ownership or funding by a state is not enough."""
        return _state_controlled(self.editorial_control, declared=self.declared)


class AgencyEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wire service. ``credits`` are the forms in which it is credited (case counts), ``names`` what it is called (a
    list, or one list a language), ``aliases`` what texts call it without naming it, ``folders`` folders of an address
    that hold its copy. ``kind`` is ``wire``, or ``newsroom`` for an outlet whose copy others print: it is no agency on
    its own pages. ``declared`` is the user's own ``state_controlled`` where no document is cited."""

    id: str
    called: str | None = msgspec.field(default=None, name="name")
    names: tuple[str, ...] | dict[str, tuple[str, ...]] = ()
    aliases: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    zone: str | None = None
    country: str | None = None
    language: str | None = None
    kind: Literal["wire", "newsroom"] = "wire"
    ownership: Ownership | None = None
    funding: Funding | None = None
    editorial_control: Control | None = None
    declared: bool = msgspec.field(default=False, name="state_controlled")

    @property
    def known_as(self) -> tuple[str, ...]:
        """Its names in all languages, in the order of the entry."""
        if isinstance(self.names, dict):
            return tuple(dict.fromkeys(name for names in self.names.values() for name in names))
        return self.names

    @property
    def name(self) -> str:
        """The name that is shown: ``name``, else the first of ``names``, else the id."""
        return self.called or next(iter(self.known_as), self.id)

    @property
    def state_controlled(self) -> bool:
        """True only where control by a state is documented, or declared by the user's own registry."""
        return _state_controlled(self.editorial_control, declared=self.declared)

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms that name it, longest first, each once; two letters name it only where `credits` say so."""
        every = {*self.credits, *(form for form in (self.name, *self.known_as) if len(form) > 2)}
        return tuple(sorted(every, key=lambda form: (-len(form), form)))


class StateEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A state that a user adds: ``id`` as in ISO 3166-1 alpha-3 (XAA to XZZ are free to use), ``zone`` an IANA name; the
    other fields list words by language (``names.pt = [...]``), ``governments`` the buildings that stand for one."""

    id: str
    zone: str | None = None
    names: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]] = {}
    capitals: dict[str, tuple[str, ...]] = {}
    governments: dict[str, tuple[str, ...]] = {}


class HolderEntry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who holds an office: ``office`` is ``head_of_state``, ``head_of_government``, ``foreign_minister``, or the words for
    it (one, or one list for several languages); ``of`` a state by its code or name, else the body or place. ``since`` and
    ``until`` are days, months or years (``2023-01-01``, ``2023-01``, ``2023``), both included; left out, that end is open."""

    name: str
    office: str | tuple[str, ...]
    of: str
    since: str | None = None
    until: str | None = None
    feminine: bool | None = None
    acting: bool = False
    external: dict[str, str] = {}
    source: str = ""


def _state_controlled(control: Control | None, *, declared: bool) -> bool:
    return declared or (control is not None and control.by == "state")
