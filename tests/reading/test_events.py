from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang import LANGUAGES
from meada.lang.lexicon import words
from meada.lang.parse import Parse, Token
from meada.lang.trigger import triggers
from meada.reading import mentions
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.events import find
from meada.reading.read import read_text
from meada.span import Span
from meada.when.expression import Expression
from passages import passage

_WORDS = "O Peru atacou Bolívia que não se reuniu com , ; “ ” ( guerra contra em e prometeu Ana Brum .".split()


def read(*paragraphs: str, lang: str = "pt") -> tuple[Event, ...]:
    p = passage(*paragraphs, lang=lang)
    return find(p, *mentions.find(p))


def who(event: Event, role: str = "actor") -> set[str]:
    return {p.entity for p in event.participants if p.role == role}


@pytest.mark.parametrize(
    ("lang", "text", "kind", "actors", "recipients"),
    [
        ("pt", "O Peru bombardeou a Bolívia.", "ASSAULT", {"PER"}, {"BOL"}),
        ("pt", "O governo do Chile condenou a Noruega.", "ACCUSE", {"CHL_government"}, {"NOR"}),
        ("pt", "A guerra do Peru contra a Bolívia já dura um ano.", "ASSAULT", {"PER"}, {"BOL"}),
        ("pt", "Tropas peruanas foram atacadas por rebeldes.", "ASSAULT", {"rebeldes"}, {"PER_military"}),
        ("pt", "A Suécia forneceu armas à Letônia.", "AID", {"SWE"}, {"LVA"}),
        ("es", "Perú rechazó la propuesta de Bolivia.", "REJECT", {"PER"}, set()),
        (
            "es",
            "Miles de estudiantes protestaron contra el gobierno de Chile.",
            "PROTEST",
            {"estudiantes"},
            {"CHL_government"},
        ),
        ("en", "Peru accused Bolivia of spying.", "ACCUSE", {"PER"}, {"BOL"}),
        ("en", "Norwegian troops attacked Danish soldiers.", "ASSAULT", {"NOR_military"}, {"DNK_military"}),
    ],
)
def test_who_did_what_to_whom(lang: str, text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    (event,) = (e for e in read(text, lang=lang) if e.type == kind)
    assert who(event) == actors
    assert recipients <= who(event, "recipient")


def test_a_meeting_is_one_event_with_both_sides_as_actors() -> None:
    (event,) = read("O presidente peruano, Tadeu Lins, reuniu-se com a presidente chilena, Ana Brum, em Oslo.")
    assert (event.type, who(event)) == ("CONSULT", {"tadeu_lins", "ana_brum"})
    assert event.place is not None
    assert event.place.country == "NOR"


def test_a_meeting_to_come_is_an_agreement_planned() -> None:
    events = read("Peru e Chile terão uma cúpula na próxima semana.")
    assert [(e.type, e.modality) for e in events] == [("AGREE", "planned")]


def test_a_signature_is_support_and_takes_the_treaty_with_it() -> None:
    (event,) = read("Peru e Chile assinaram um acordo de pesca.")
    assert (event.type, event.mode, who(event)) == ("SUPPORT", "sign", {"PER", "CHL"})


def test_what_is_promised_is_not_an_event_of_its_own() -> None:
    (event,) = read("O Peru prometeu fornecer armas ao Chile.")
    assert event.type == "AGREE"


def test_a_relative_clause_takes_its_antecedent_as_subject() -> None:
    events = read("Ana Brum citou a Letônia, que invadiu a Estônia.")
    assert who(next(e for e in events if e.type == "ASSAULT")) == {"LVA"}


def test_one_happening_told_twice_is_one_event_with_two_clauses() -> None:
    (event,) = read("O Peru invadiu a Bolívia.", "A invasão da Bolívia pelo Peru durou horas.")
    assert len(event.evidence) == 2


@pytest.mark.parametrize(
    ("text", "modality", "polarity"),
    [
        ("O Peru atacará a Bolívia.", "planned", "affirmed"),
        ("O Peru teria atacado a Bolívia.", "alleged", "affirmed"),
        ("O Peru atacaria a Bolívia.", "conditional", "affirmed"),
        ("O Peru deve atacar a Bolívia.", "expected", "affirmed"),
        ("O Peru não atacou a Bolívia.", "asserted", "denied"),
    ],
)
def test_how_sure_it_is(text: str, modality: str, polarity: str) -> None:
    (event,) = read(text)
    assert (event.modality, event.polarity) == (modality, polarity)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "O atacante comandou o ataque do time e marcou o gol na partida contra o Peru no estádio."),
        ("es", "El delantero lideró el ataque del equipo y marcó un gol en el partido contra Perú."),
        ("en", "The striker led the attack and scored a goal as the team beat Peru in the match."),
    ],
)
def test_sport_is_no_conflict(lang: str, text: str) -> None:
    assert not {e.type for e in read(text, lang=lang)} & {"ASSAULT", "THREATEN", "COERCE", "SANCTION"}


def test_the_event_inside_a_claim_carries_its_attribution_and_doubt() -> None:
    p = passage("Segundo Ana Brum, o Peru invadiu a Bolívia.")
    said = Attribution(id="a1", type="claim", content=(Span(18, 42),), stance="doubt")
    (event,) = find(p, *mentions.find(p), attributions=(said,))
    assert (event.attribution, event.modality) == ("a1", "alleged")


def test_the_date_of_its_clause_is_its_own() -> None:
    p = passage("Em 3 de maio, o Peru invadiu a Bolívia em 4 de maio.")
    times = [
        Expression(span=Span(3, 12), type="DATE", value="2025-05-03", begin="2025-05-03", until="2025-05-04", rule="t"),
        Expression(
            span=Span(42, 51), type="DATE", value="2025-05-04", begin="2025-05-04", until="2025-05-05", rule="t"
        ),
    ]
    (event,) = find(p, *mentions.find(p), times=times)
    assert event.time is not None
    assert (event.time.begin, event.time.how) == ("2025-05-04", "own")


def test_the_tag_of_a_model_tells_noun_from_verb() -> None:
    p = passage("Una y otra protesta Ana Brum contra Perú.", lang="es")
    tagged = msgspec.structs.replace(
        p, parse=Parse(tokens=(Token(11, 19, "VERB", "protestar", 0, "root"),), sentences=(), names=(), model="m")
    )
    assert find(p, *mentions.find(p))[0].rule.endswith(":noun")
    assert find(tagged, *mentions.find(tagged))[0].rule.endswith(":present")


def test_no_date_is_invented() -> None:
    (event,) = read("O Peru invadiu a Bolívia.")
    assert event.time is None or event.time.begin is None


@pytest.mark.parametrize(
    ("lang", "word", "kind"),
    [
        ("pt", "reuniu-se", "CONSULT"),
        ("es", "reunirse", "CONSULT"),
        ("es", "acusándolo", "ACCUSE"),
        ("en", "banned", "COERCE"),
    ],
)
def test_forms_with_clitics_and_doubled_letters_evoke(lang: str, word: str, kind: str) -> None:
    low = f"{word} protest"
    (first, *_) = words(low, Span(0, len(low)))
    hit = triggers(lang).at(low, first, Span(0, len(low)), nominal=False)
    assert hit is not None
    assert hit.trigger.type == kind


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_hold_every_type(lang: str) -> None:
    known = triggers(lang)
    types = {t.type for entries in known.verbs.values() for t, _ in entries}
    assert {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "AID",
        "REQUEST",
        "REJECT",
        "ACCUSE",
        "THREATEN",
        "PROTEST",
        "ASSAULT",
    } <= types


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=30))
def test_spans_lie_in_the_text(parts: list[str]) -> None:
    p = passage(" ".join(parts) or "x")
    events = find(p, *mentions.find(p))
    for event in events:
        assert event.trigger.of(p.text).strip()
        assert all(s.of(p.text) == s.of(p.text).strip() != "" for s in event.evidence)
        assert any(s.overlaps(event.trigger) for s in event.evidence)
    assert len({e.id for e in events}) == len(events)


def test_a_noun_that_is_spelt_like_a_verb_is_no_event_where_a_model_tells() -> None:
    text = "The union kept a list with names and telephone numbers, and the minister burned it."
    tags = {"telephone": "NOUN", "kept": "VERB", "burned": "VERB"}

    class Tagger:
        id = "test"

        def parse(self, text: str, spans: Sequence[Span] | None = None, trees: Sequence[bool] | None = None) -> Parse:
            return Parse(tuple(_tokens(text)), (Span(0, len(text)),), (), "test")

    def _tokens(one: str) -> Iterator[Token]:
        for n, word in enumerate(re.finditer(r"\w+", one)):
            yield Token(word.start(), word.end(), tags.get(word[0], "X"), word[0], n, "dep")

    assert [e for e in read_text(text, "en", parser=Tagger()).events if e.trigger.of(text) == "telephone"] == []
    assert [e.type for e in read_text("They telephone the minister every day.", "en").events] == ["CONSULT"]


def test_who_holds_a_share_arrests_nobody() -> None:
    assert [e.type for e in read("A polícia detém o prefeito de Vila Serena.", lang="pt")] == ["COERCE"]
    assert not {e.type for e in read("A família Prado detém 30% da Usina Serena.", lang="pt")} & {"COERCE"}


@pytest.mark.parametrize(
    ("lang", "text", "type_"),
    [
        ("pt", "A enchente matou doze pessoas em Vila Serena.", "CASUALTY"),
        ("pt", "O assaltante matou o padeiro de Vila Serena.", "ASSAULT"),
        ("es", "La riada mató a doce personas en Villa Serena.", "CASUALTY"),
        ("es", "El ladrón mató al panadero de Villa Serena.", "ASSAULT"),
        ("en", "The flood killed twelve people in Harbour Vale.", "CASUALTY"),
        ("pt", "A milícia matou dez homens durante a tempestade em Vila Serena.", "ASSAULT"),
        ("en", "The robber killed the baker of Harbour Vale.", "ASSAULT"),
    ],
)
def test_what_nobody_does_is_no_assault(lang: str, text: str, type_: str) -> None:
    assert {e.type for e in read(text, lang=lang)} & {"CASUALTY", "ASSAULT"} == {type_}


def test_each_role_tells_by_which_path_it_was_found() -> None:
    (event,) = read("O Peru reuniu-se com a Bolívia em Lima.")
    assert {(p.entity, p.path) for p in event.participants} == {("PER", "before"), ("BOL", "with")}


@pytest.mark.parametrize(
    ("lang", "text", "types"),
    [
        ("pt", "A Rua do Ataque fica perto do cais e a Praia Incêndio recebe turistas.", set()),
        ("en", "Gunmen attacked the market of Tom Hale in Protest Square.", {"ASSAULT"}),
    ],
)
def test_a_word_inside_a_name_evokes_nothing(lang: str, text: str, types: set[str]) -> None:
    p = passage(text, lang=lang)
    assert {e.type for e in find(p, *mentions.find(p))} - {"CASUALTY"} == types


def test_a_wall_gives_way_whatever_is_set_between_it_and_its_verb() -> None:
    text = "O muro, da antiga fábrica de tecidos do Remanso, cedeu de madrugada."
    assert [(e.type, e.mode) for e in read(text)] == [("OTHER", "collapse")]


def test_a_street_is_no_collapse() -> None:
    assert [e for e in read("A rua da Praia era um rio de lama.") if e.mode == "collapse"] == []
    assert [e.mode for e in read("A ponte ruiu de madrugada.")] == ["collapse"]


def test_a_clock_time_ends_no_clause() -> None:
    text = "O muro da escola desabou às 16:40 de domingo em Aurora."
    (event,) = read(text)
    assert event.evidence[0].of(text).rstrip(".").endswith("de domingo em Aurora")
