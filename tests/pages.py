"""Builders for the tests of `meada.article`: a page from (role, text) pairs, as `meada.page` would give it."""

from __future__ import annotations

from meada.article.entry import AgencyEntry, Control, OutletEntry
from meada.article.registry import Registry
from meada.page.page import Block, Candidate, Page, Role
from meada.span import Span

__all__ = ["REGISTRY", "block_at", "candidate", "page"]

REGISTRY = Registry(
    [
        OutletEntry(
            id="farol",
            names=("O Farol do Vale", "Farol do Vale"),
            domains=("ofarol.example",),
            zone="America/Sao_Paulo",
            country="BRA",
            language="pt-BR",
        ),
        OutletEntry(
            id="cais", names=("Gazeta do Cais",), domains=("cais.example",), zone="Europe/Lisbon", language="pt-PT"
        ),
        OutletEntry(
            id="ledger",
            names=("The Harbour Ledger",),
            domains=("ledger.example",),
            zone="America/New_York",
            country="USA",
            language="en",
        ),
    ],
    [
        AgencyEntry(
            id="meridiano",
            called="Meridiano",
            names={"pt": ("Agência Meridiano",), "en": ("Meridian News",)},
            credits=("Meridiano", "MERIDIANO"),
            folders=("meridiano",),
            country="PRT",
        ),
        AgencyEntry(
            id="voz",
            called="VOZ",
            credits=("VOZ",),
            country="XKE",
            editorial_control=Control(by="state", country="XKE", source="lei", date="2025"),
        ),
        AgencyEntry(
            id="farol-newsroom", called="Farol", credits=("Farol",), domains=("ofarol.example",), kind="newsroom"
        ),
    ],
)
"""A small registry of invented outlets and agencies."""


def page(
    *blocks: tuple[Role, str],
    lang: str | None = "pt",
    url: str | None = None,
    candidates: tuple[Candidate, ...] = (),
    nodes: dict[int, str] | None = None,
) -> Page:
    """A page whose text is the blocks joined by newlines. ``nodes`` gives node paths by the place of the block."""
    text, out = "", []
    for place, (role, words) in enumerate(blocks):
        start = len(text)
        text += words + "\n"
        out.append(Block(role=role, span=Span(start, start + len(words)), node=(nodes or {}).get(place)))
    return Page(
        capture="c" * 64, text=text.removesuffix("\n"), blocks=tuple(out), candidates=candidates, url=url, lang=lang
    )


def block_at(page: Page, place: int) -> str:
    """The text of the block at ``place``."""
    return page.blocks[place].span.of(page.text)


def candidate(field: str, value: str, where: str) -> Candidate:
    """A candidate whose raw form is its value."""
    return Candidate(field=field, value=value, raw=value, where=where)
