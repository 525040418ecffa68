from __future__ import annotations

from meada.reading.event import Participant
from meada.reading.mention import Entity
from meada.record.digest import Row, digest, parts
from meada.record.record import Record
from meada.record.statement import ChainLink, Evidence, Statement
from meada.span import Span
from meada.story.story import Copy, Family, Story

ANA = Entity(id="ana_reis", type="person", name="Ana Reis")
UNION = Entity(id="sindicato", type="organisation", name="Sindicato dos Barqueiros")


def statement(id: str, page: str, *, type: str = "STATEMENT", zone: str = "body", role: str = "recipient") -> Statement:
    return Statement(
        id=id,
        page=page,
        kind="event",
        type=type,
        participants=(Participant(role=role, entity="ana_reis"),),  # type: ignore[arg-type]
        chain=(ChainLink(role="speaker", entity="sindicato", how="explicit"),),
        evidence=(Evidence(page=page, span=Span(0, 5), quote="texto", zone=zone),),
    )


def story(title: str) -> Story:
    families = tuple(Family(id=p, origin=p, copies=(Copy(page=p, label="origin"),)) for p in ("p1", "p2"))
    return Story(id="s", title=title, pages=("p1", "p2"), families=families, episodes=())


ROWS = {
    "p1": Row("2026-03-01T08:00:00Z", "Sindicato acusa Ana Reis", "pt", "O Cais"),
    "p2": Row("2026-03-02T08:00:00Z", "Barqueiros param por dois dias", "pt", None),
}


def test_no_title_accuses_a_person_by_name() -> None:
    charge = statement("a", "p1", type="ACCUSE", zone="headline")
    record = Record(story="s", statements=(charge,), entities=(ANA, UNION))
    assert digest(story("Sindicato acusa Ana Reis"), record, ROWS).title == "Barqueiros param por dois dias"
    alone = Record(
        story="s", statements=(charge, statement("b", "p2", type="ACCUSE", zone="headline")), entities=(ANA, UNION)
    )
    assert digest(story("Sindicato acusa Ana Reis"), alone, ROWS).title is None


def test_a_title_without_a_charge_stays() -> None:
    record = Record(story="s", statements=(statement("a", "p1"),), entities=(ANA, UNION))
    found = digest(story("Barqueiros param"), record, ROWS)
    assert found.title == "Barqueiros param"
    assert (found.langs, found.outlets, found.origins) == (("pt",), 1, 1)


def test_the_accused_are_kept_apart_from_those_told_of() -> None:
    charge, plain = statement("a", "p1", type="ACCUSE"), statement("b", "p2", type="CONSULT", role="actor")
    record = Record(story="s", statements=(charge, plain), entities=(ANA, UNION))
    assert {
        (p.statement, p.entity, p.role, p.day) for p in parts(record.statements, {ANA.id: ANA, UNION.id: UNION}, ROWS)
    } == {
        ("a", "sindicato", "says", "2026-03-01"),
        ("a", "ana_reis", "accused", "2026-03-01"),
        ("b", "sindicato", "says", "2026-03-02"),
        ("b", "ana_reis", "does", "2026-03-02"),
    }
