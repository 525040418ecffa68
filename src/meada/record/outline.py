"""A report as far as the record needs it once its statements are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from meada.reading.mention import Entity
from meada.record.report import Report
from meada.record.same import classes
from meada.record.side import PageFacts
from meada.record.strand import Facts, fact, hashed

__all__ = ["Outline", "facts", "identities", "joined", "outline", "stamp", "through"]


class Outline(msgspec.Struct, frozen=True, kw_only=True):
    """A page with whom it names (``entities``, as people left them), when it was published, its language, its copy family,
    and where its text begins and ends. ``same`` maps an entity of its reading to the id it has across pages, ``media`` are the
    ids of its outlet and agency; ``ruled`` tells apart what people ruled about its statements."""

    id: str
    published: str | None
    lang: str | None
    family: str
    entities: tuple[Entity, ...] = ()
    same: dict[str, str] = {}
    body: tuple[int, int] = (0, 0)
    media: tuple[str, ...] = ()
    ruled: bytes = b""

    @property
    def order(self) -> tuple[str, str]:
        """By what the pages of a record are put in order."""
        return self.published or "9", self.id

    def entity(self, local: str) -> str:
        """The id across pages of an entity of this page."""
        return self.same.get(local, local)

    @property
    def facts(self) -> PageFacts:
        """What the comparison of its statements needs of it."""
        return PageFacts(family=self.family, published=self.published, lang=self.lang, body=self.body)


def outline(report: Report) -> Outline:
    """The outline of a report."""
    article = report.article
    media = (article.outlet, article.agency)
    return Outline(
        id=report.id,
        published=report.published,
        lang=report.reading.lang,
        family=report.family,
        entities=report.reading.entities,
        same=report.same,
        body=(article.body[0].start, article.body[-1].end) if article.body else (0, 0),
        media=tuple(sorted({x.id or x.name for x in media if x is not None})),
        ruled=msgspec.msgpack.encode(report.rulings) if report.rulings else b"",
    )


def stamp(one: Outline, made: bytes = b"") -> bytes:
    """What the statements of a page depend on, beside its reading and who is who, as a digest; ``made`` names the code that
    made them."""
    packed = msgspec.msgpack.encode((one.family, one.published, one.lang, one.entities, one.ruled, made))
    return blake2b(packed, digest_size=8).digest()


def identities(one: Outline) -> tuple[int, ...]:
    """Hashes of who its entities, its media and "the company" are across pages."""
    return hashed(one.entity(id) for id in (*(e.id for e in one.entities), *one.media, *classes()))


def through(known: Mapping[str, str], same: Mapping[str, str]) -> dict[str, str]:
    """The ids that ``same`` gives the entities of a page, and on from there those that its story does (``known``)."""
    return {**known, **{key: known.get(to, to) for key, to in same.items()}}


def joined(outlines: Iterable[Outline]) -> dict[str, Entity]:
    """The entities of ``outlines`` by the id they have across pages: the first page tells what each is (a name wins over a
    common noun), the first that knows its kind, country and whom it serves, and all what it is called."""
    out: dict[str, Entity] = {}
    names: dict[str, dict[str, None]] = {}
    for one in outlines:
        for entity in one.entities:
            key = one.entity(entity.id)
            names.setdefault(key, {}).update(dict.fromkeys(entity.names))
            known = out.get(key)
            if known is not None and known.type == "group" and entity.type != "group":
                known = out[key] = msgspec.structs.replace(entity, id=key, kind=known.kind or entity.kind, serves=None)
            serves = (known.serves if known else None) or (entity.serves and one.entity(entity.serves))
            kind = (known.kind if known else None) or entity.kind
            country = (known.country if known else None) or entity.country
            if known is None or (known.serves, known.kind, known.country) != (serves, kind, country):
                out[key] = msgspec.structs.replace(known or entity, id=key, serves=serves, kind=kind, country=country)
    return {key: msgspec.structs.replace(e, names=tuple(names[key])) for key, e in out.items()}


def facts(entities: Mapping[str, Entity]) -> Facts:
    """What comparisons look at of each entity."""
    return {id: fact(e, entities) for id, e in entities.items()}
