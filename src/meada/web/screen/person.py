"""`/p/ID`: a person or organisation over all stories: said, was said of them, did."""

from __future__ import annotations

import msgspec
from litestar import Response, get

from meada.errors import NotFoundError
from meada.export.fold import brief
from meada.i18n import N_
from meada.store.cast import Cast, Figure, Role, Scene
from meada.web.ask import FromPath, FromQuery, Held, Seen

__all__ = ["PersonPage", "routes"]

PER_PAGE = 12

_ROLES: tuple[tuple[Role, str], ...] = (("says", N_("Said")), ("told", N_("Said of them")), ("does", N_("Did")))


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its words on one line and the address of its sentence."""

    scene: Scene
    words: str
    href: str


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of part: its name, how many statements there are, and a page of them."""

    role: Role
    name: str
    count: int
    told: tuple[Told, ...]
    at: int
    more: bool


class PersonPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `person.html` draws. ``accused`` counts accusations and mere allegations: they are not summed up here."""

    figure: Figure
    columns: tuple[Column, ...]
    accused: int
    chosen: str | None


@get("/p/{ref:str}", sync_to_thread=True)
def show(
    ref: FromPath[str], store: Held, view: Seen, parte: FromQuery[str | None] = None, pagina: FromQuery[int] = 1
) -> Response[str]:
    """The page of ``ref``, an entity's id; ``parte`` shows one column, ``pagina`` a page of it."""
    figure = store.cast.figure(ref)
    if not figure.public:
        raise NotFoundError(
            "there is no page about “{id}”",
            next="only people who act in public have a page here",
            id=figure.entity.name,
        )
    chosen = parte if parte in dict(_ROLES) else None
    at = max(1, min(pagina, 10_000)) if chosen else 1
    columns = tuple(
        _column(store.cast, figure, role, name, at) for role, name in _ROLES if chosen is None or role == chosen
    )
    page = PersonPage(figure=figure, columns=columns, accused=figure.roles.get("accused", 0), chosen=chosen)
    return view.render("person.html", page)


def _column(cast: Cast, figure: Figure, role: Role, name: str, at: int) -> Column:
    found = cast.scenes(figure.entity.id, role, offset=(at - 1) * PER_PAGE, limit=PER_PAGE)
    count = figure.roles.get(role, 0)
    return Column(
        role=role, name=name, count=count, told=tuple(_told(one) for one in found), at=at, more=count > at * PER_PAGE
    )


def _told(scene: Scene) -> Told:
    words = " ".join(brief([scene.statement]).split())
    return Told(scene=scene, words=words, href=f"/a/{scene.label}#{scene.statement.id}")


routes = (show,)
