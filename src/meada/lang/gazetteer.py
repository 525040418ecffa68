"""States, their demonyms, capitals and government buildings, blocs, regions and cities, by the words for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Literal, NamedTuple

from meada.lang.lexicon import Lexicon
from meada.lang.table import resource, table
from meada.lang.world import SHIPPED, World

__all__ = ["Form", "Kind", "gazetteer", "state_name"]

Kind = Literal["state", "demonym", "capital", "building", "bloc", "region", "city"]


class Form(NamedTuple):
    """What a phrase may stand for: ``codes`` are ISO 3166-1 alpha-3 (or a bloc's id), the likeliest first.

    ``doubtful`` marks a capital that is also a common name; ``size`` is the population of a city (0 where not known).
    """

    kind: Kind
    codes: tuple[str, ...]
    doubtful: bool = False
    size: int = 0


@lru_cache(maxsize=16)
def gazetteer(lang: str, world: World = SHIPPED) -> Lexicon[Form]:
    """The words of ``lang`` for places and states, as they are written (case counts), with the states of ``world``."""
    forms: dict[str, Form] = {}
    for phrase, form in (*_entries(lang), *_added(lang, world)):
        held = forms.get(phrase)
        if held is None:
            forms[phrase] = form
        elif held.kind == form.kind:
            forms[phrase] = held._replace(codes=tuple(dict.fromkeys((*held.codes, *form.codes))))
    return Lexicon(forms.items())


def state_name(code: str, lang: str, world: World = SHIPPED) -> str:
    """The usual name of a state in ``lang``; the code itself where there is none (a bloc)."""
    for state in world.states:
        if state.id == code and (added := state.said("names", lang)):
            return added[0]
    names = resource("states").get(code, {}).get("names", {}).get(lang)
    return str(names[0]) if names else code


def _entries(lang: str) -> Iterator[tuple[str, Form]]:
    states, places = resource("states"), table(lang, "places")
    kinds: tuple[tuple[str, Kind], ...] = (
        ("names", "state"), ("demonyms", "demonym"), ("buildings", "building"), ("capitals", "capital"),
    )  # fmt: skip
    doubtful = frozenset(places["ambiguous"]["capitals"])
    for field, kind in kinds:
        for code, entry in states.items():
            for phrase in entry.get(field, {}).get(lang, ()):
                yield phrase, Form(kind, (code,), kind == "capital" and phrase in doubtful)
                if kind == "demonym" and phrase[0].islower():
                    yield phrase[0].upper() + phrase[1:], Form(kind, (code,))
    for code, phrases in places["bloc"].items():
        yield from ((phrase, Form("bloc", (code,))) for phrase in phrases)
    for section, kind in (("region", "region"), ("city", "city")):
        for code, phrases in places[section].items():
            yield from ((phrase, Form(kind, (code,))) for phrase in phrases)
    yield from _cities()


def _added(lang: str, world: World) -> Iterator[tuple[str, Form]]:
    kinds: tuple[tuple[str, Kind], ...] = (
        ("names", "state"), ("demonyms", "demonym"), ("governments", "building"), ("capitals", "capital"),
    )  # fmt: skip
    for state in world.states:
        for field, kind in kinds:
            for phrase in state.said(field, lang):
                yield phrase, Form(kind, (state.id,))
                if kind == "demonym" and phrase[0].islower():
                    yield phrase[0].upper() + phrase[1:], Form(kind, (state.id,))


def _cities() -> Iterator[tuple[str, Form]]:
    rows = (resources.files("meada.resources") / "cities.tsv").read_text("utf-8").splitlines()
    parts = (row.split("\t") for row in rows if not row.startswith("#"))
    yield from ((name, Form("city", (code,), True, int(size))) for name, code, size in parts)
