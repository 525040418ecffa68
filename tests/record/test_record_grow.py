"""A record that takes in pages is the record that all of them make at once."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kept_record import Memory, changed, grown
from meada.record import Report, Woven, grow, outline, weave
from statements import report

HEAD = "Sobe o total de mortos em Vale Sereno"
DENIED = (
    'O sindicato acusou a empresa Pontal de esconder rachaduras no pilar. A Pontal negou a acusação. "Ninguém avisou o povo", '
    "disse o prefeito Rui Salto."
)
TOLD = (
    (12, "Pelo menos 11 pessoas morreram, segundo a Defesa Civil.", DENIED),
    (13, "Pelo menos 14 pessoas morreram, segundo a Defesa Civil.", "A ministra Ana Prates visitou Vale Sereno na segunda-feira."),
    (14, "Pelo menos 19 pessoas morreram, segundo a Defesa Civil de Serrália.", "A ministra Prates visitou Vale Sereno."),
    (15, "Pelo menos 23 pessoas morreram, segundo a Defesa Civil.", "O sindicato acusou a empresa Pontal de esconder rachaduras."),
    (16, "Subiu para 27 o número de mortos, informou a Defesa Civil.", "A Pontal negou a acusação. O prefeito Salto pediu ajuda."),
)  # fmt: skip
REPORTS = tuple(report(f"{HEAD}\n\n{day:02}/05/2031 10h15\n\n{first}\n\n{second}\n") for day, first, second in TOLD)
PASSED = replace(REPORTS[2], family=REPORTS[0].family)


@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, len(REPORTS) - 1))
def test_grown_in_any_order_as_at_once(rng: random.Random, first: int) -> None:
    order = list(REPORTS)
    rng.shuffle(order)
    made: Woven = weave("s", order[:first])
    for n in range(first + 1, len(order) + 1):
        made = grown(made, order[:n]) or weave("s", order[:n])
    assert made == weave("s", REPORTS)


def test_what_changed_is_made_anew_and_the_rest_stays() -> None:
    before = weave("s", REPORTS)
    after = grown(before, [*REPORTS[:2], PASSED, *REPORTS[3:]])
    assert after == weave("s", [*REPORTS[:2], PASSED, *REPORTS[3:]])
    assert after != before
    assert grown(after, REPORTS) == before


def test_a_count_that_leaves_gives_back_the_update_it_stood_in() -> None:
    def without(one: Report) -> Report:
        return replace(one, reading=replace(one.reading, figures=(), events=()))

    emptied = [*REPORTS[:2], without(REPORTS[2]), *REPORTS[3:]]
    told = [replace(one, family=f"{one.family}.") if one.id == REPORTS[2].id else one for one in emptied]
    assert grown(weave("s", REPORTS), told) == weave("s", told)


SOURCES = ("segundo a Defesa Civil", "segundo a polícia de Serrália", "segundo o prefeito Rui Salto", "segundo fontes")
COUNTS = st.lists(
    st.tuples(st.integers(10, 14), st.sampled_from((4, 9, 11, 11, 19, 23)), st.sampled_from(SOURCES)),
    min_size=3,
    max_size=7,
    unique=True,
)


@settings(max_examples=25, deadline=None)
@given(COUNTS, st.randoms(use_true_random=False))
def test_counts_that_come_change_hands_and_leave(told: list[tuple[int, int, str]], rng: random.Random) -> None:
    reports = [
        report(f"{HEAD}\n\n{d:02}/05/2031 10h15\n\nPelo menos {n} pessoas morreram, {who}.\n") for d, n, who in told
    ]
    rng.shuffle(reports)
    made = weave("s", reports[:1])
    for n in range(2, len(reports) + 1):
        made = grown(made, reports[:n]) or weave("s", reports[:n])
        assert made == weave("s", reports[:n])
    for other in (_named_otherwise, _of_another_family, _emptied):
        at = rng.randrange(len(reports))
        reports[at] = other(reports[at], reports)
        made = grown(made, reports) or weave("s", reports)
        assert made == weave("s", reports)


def _named_otherwise(one: Report, _: list[Report]) -> Report:
    """Whoever the page names is known to be of a country, as other pages then know too."""
    entities = tuple(replace(e, country="SRL") for e in one.reading.entities)
    return replace(one, reading=replace(one.reading, entities=entities))


def _of_another_family(one: Report, every: list[Report]) -> Report:
    return replace(one, family=every[0].family)


def _emptied(one: Report, _: list[Report]) -> Report:
    return replace(one, family=f"{one.family}.", reading=replace(one.reading, figures=(), events=()))


def test_most_of_a_record_made_anew_is_all_of_it() -> None:
    assert grown(weave("s", REPORTS[:1]), REPORTS) is None
    assert grown(weave("s", REPORTS), REPORTS[:4]) is None  # what leaves takes more with it than it brought
    by_id = {one.id: one for one in REPORTS}
    other = grow([outline(r) for r in REPORTS], Memory(weave("s", REPORTS)), lambda ids: [by_id[i] for i in ids], b"2")
    assert other is None  # another version made it


def test_only_statements_that_share_a_key_are_read() -> None:
    far = report(
        "Prefeitura de Arruela abre escola\n\n17/05/2031 10h15\n\nO governador Ilo Quental inaugurou uma escola.\n"
    )
    memory = Memory(before := weave("s", REPORTS))
    by_id = {one.id: one for one in (*REPORTS, far)}
    change = grow([outline(one) for one in by_id.values()], memory, lambda ids: [by_id[id] for id in ids])
    assert change is not None
    assert changed(before, change) == weave("s", list(by_id.values()))
    assert len(memory.asked) < len(before.record.statements) / 2
