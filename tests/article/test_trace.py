"""Small finders: desk line, variety, scars, corrections, layout, flags, section, outlet, extent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.article.correction import corrections
from meada.article.desk import desk_fields
from meada.article.entry import OutletEntry
from meada.article.extent import extent
from meada.article.flag import flags
from meada.article.fold import fold, slug
from meada.article.layout import layouts, suggested_outlets
from meada.article.outlet import find_outlet
from meada.article.pointer import pointers
from meada.article.registry import Registry
from meada.article.scar import find_scars
from meada.article.section import find_section
from meada.article.variety import variety
from meada.page.page import Block, Page, Role
from meada.span import Span
from pages import REGISTRY, candidate, page

LONG = "A ponte reabriu ao meio-dia, depois de dois meses de obras, com festa na margem esquerda do rio."


@pytest.mark.parametrize(
    ("role", "line", "fields"),
    [
        ("desk_initials", "rtm/pl/abc-mn", ["rtm", "pl", "abc-mn"]),
        ("desk_initials", "(rtm/PL)", ["rtm", "PL"]),
        ("other", "rtm/pl/abc", ["rtm", "pl", "abc"]),
        ("other", "Sim/Não", []),
        ("other", "e/ou isto", []),
    ],
)
def test_desk_fields(role: Role, line: str, fields: list[str]) -> None:
    made = page(("body", LONG), (role, line))
    assert [span.of(made.text) for span in desk_fields(made)] == fields


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La consejería ha anunciado este martes un aparcamiento en Villa Parda.", "es-ES"),
        ("Los ejidatarios pidieron 2 mil 500 pesos por cada banqueta rota en Villa Parda.", "es-MX"),
        ("Los colectiveros y los gremios del subte piden abrir la paritaria en Villa Parda.", "es-AR"),
        ("La seremi pidió revisar las bencineras tras la encerrona en Villa Parda.", "es-CL"),
        ("El serenazgo cerró la cuadra 3 del jirón por el huaico en Villa Parda.", "es-PE"),
        ("El ministro habló de la banqueta en Villa Parda.", None),
        ("La consejería ha anunciado este martes un aparcamiento; los ejidatarios piden 2 mil 500 pesos.", None),
    ],
)
def test_variety_of_spanish_wants_two_signs_of_one_country(text: str, name: str | None) -> None:
    found = variety(text, [Span(0, len(text))], "es")
    assert found.name == name
    assert found.minority == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A equipe planejava a cerimônia, disse o prefeito.", "pt-BR"),
        ("A equipa planeava a cerimónia, disse o autarca.", "pt-PT"),
        ("O ministro está a preparar a visita, marcada para esta quinta-feira.", "pt-PT"),
        ("O ministro está preparando a visita, marcada para esta semana.", "pt-BR"),
        ("A cerimônia foi planeada pela equipa.", "mixed"),
        ("O ministro visitou a ponte no Rio de Janeiro.", None),
        ("Rita Registro venceu.", None),
    ],
)
def test_variety(text: str, name: str | None) -> None:
    found = variety(text, [Span(0, len(text))], "pt")
    assert found.name == name
    assert all(span.of(text) for span in found.evidence)


def test_one_quoted_word_does_not_mix_a_long_text() -> None:
    text = "A equipa planeou o registo, o controlo, a cerimónia e o prémio, e o autarca falou de um ônibus."
    assert variety(text, [Span(0, len(text))], "pt").name == "pt-PT"
    assert variety(text, [Span(0, len(text))], "en").name is None


def test_scars() -> None:
    made = page(
        ("dateline", "Lançado em 10 de março de 2026"),
        (
            "body",
            "A ponte reabriu; Pelo menos mil pessoas vieram; Vila Seca festejou. “Foi lindo”, disse Rui Melo. ele disse.",
        ),
        ("widget_scar", "Lista de 4 itensfim da lista"),
    )
    found = [(scar.kind, scar.span.of(made.text)) for scar in find_scars(made, variety(made.text, [], "pt"))]
    assert found == [
        ("translation", "Lançado em"),
        ("translation", "; Pelo"),
        ("translation", "ele disse."),
        ("widget", "Lista de 4 itens"),
        ("widget", "fim da lista"),
    ]


def test_a_pronoun_with_its_own_sentence_is_no_scar() -> None:
    made = page(("body", "“Foi lindo.” Ele disse que voltaria; ela disse que não."))
    assert find_scars(made, variety("", [], "pt")) == ()


@pytest.mark.parametrize(
    ("lang", "line", "hit"),
    [
        ("pt", "Correção: a obra custou dois milhões, e não três.", True),
        ("pt", "ERRAMOS: a obra custou dois milhões.", True),
        ("pt", "A correção da prova sai amanhã.", False),
        ("es", "Fe de erratas: la obra costó dos millones.", True),
        ("en", "Correction: the bridge cost two million.", True),
        ("en", "An earlier version of this article misstated the cost.", True),
        ("en", "Corrections officers were on strike.", False),
    ],
)
def test_corrections(lang: str, line: str, hit: bool) -> None:
    made = page(("body", LONG), ("body", line), lang=lang)
    assert [span.of(made.text) for span in corrections(made)] == ([line] if hit else [])


def test_a_heading_of_corrections_takes_the_next_paragraph() -> None:
    made = page(("body", LONG), ("subhead", "Correções:"), ("body", "A obra custou dois milhões."))
    assert [span.of(made.text) for span in corrections(made)] == ["Correções:\nA obra custou dois milhões."]


def test_flags() -> None:
    assert flags(page(("body", LONG))) == ()
    live = page(("kicker", "Ao minuto"), ("headline", "Ponte reabre"), ("body", LONG))
    assert flags(live) == ("live",)
    assert flags(page(("headline", "Cantora grava disco ao vivo"), ("body", LONG))) == ()
    walled = page(("body", LONG), candidates=(candidate("free", "false", "jsonld:NewsArticle.isAccessibleForFree"),))
    assert flags(walled) == ("paywall",)
    assert flags(page(("body", LONG), ("body", "A ponte, que custou dois milhões e foi…"))) == ("truncated",)
    assert flags(page(("body", LONG), url="https://cais.example/ao-vivo/ponte")) == ("live",)
    pitch: tuple[Role, str] = ("advertisement", "Já é assinante? Entre para ler o artigo completo.")
    assert flags(page(("body", LONG), pitch)) == ("paywall",)
    assert flags(page(("body", LONG * 20), pitch)) == ()


def test_a_layout_is_a_hypothesis_and_expires() -> None:
    registry = Registry([OutletEntry(id=layout.outlet, names=(layout.outlet,)) for layout, _ in layouts()])
    made = page(
        ("dateline", "Lançado em 10 de março de 2026"),
        ("body", LONG),
        ("other", "Histórias recomendadas"),
        ("widget_scar", "Lista de 4 itensfim da lista"),
    )
    found = suggested_outlets(made, registry, "2026-03-10")
    assert [outlet.hypothesis for outlet in found] == [True]
    assert found[0].evidence
    assert suggested_outlets(made, registry, "2099-01-01") == ()
    assert suggested_outlets(page(("body", LONG), ("other", "Histórias recomendadas")), registry) == ()


def test_layouts_name_outlets_of_the_registry() -> None:
    for layout, marks in layouts():
        assert layout.outlet in Registry.load().outlets
        assert 1 <= layout.need <= len(marks)


def test_an_outlet_is_known_by_domain_then_metadata_then_print() -> None:
    made = page(
        ("body", LONG), url="https://www.cais.example/a", candidates=(candidate("outlet", "X", "meta:og:site_name"),)
    )
    found = find_outlet(made, REGISTRY)[0]
    assert found is not None
    assert (found.id, found.basis, found.zone) == ("cais", "domain", "Europe/Lisbon")
    named = find_outlet(
        page(("body", LONG), candidates=(candidate("outlet", "Gazeta do Cais", "meta:og:site_name"),)), REGISTRY
    )
    assert named[0] is not None
    assert (named[0].id, named[0].basis) == ("cais", "metadata")
    unknown = find_outlet(
        page(("body", LONG), candidates=(candidate("outlet", "Folha Nova", "meta:og:site_name"),)), REGISTRY
    )
    assert unknown[0] is not None
    assert (unknown[0].id, unknown[0].name) == (None, "Folha Nova")
    printed = find_outlet(page(("body", LONG), ("copyright", "© 2026 Gazeta do Cais, Lda.")), REGISTRY)[0]
    assert printed is not None
    assert (printed.id, printed.basis) == ("cais", "text")
    assert find_outlet(page(("body", f"{LONG} Gazeta do Cais.")), REGISTRY) == (None, None)


def test_pointers_keep_list_and_rank() -> None:
    text = "Mais lidas\nUm título qualquer\nOutro título"
    blocks = (
        Block(role="most_read", span=Span(0, 10)),
        Block(role="most_read", span=Span(11, 29), list="Mais lidas", rank=1),
        Block(role="most_read", span=Span(30, 42), list="Mais lidas", rank=2, href="/b"),
    )
    found = pointers(Page(capture="c", text=text, blocks=blocks))
    assert [(p.span.of(text), p.list, p.rank, p.href) for p in found] == [
        ("Um título qualquer", "Mais lidas", 1, None),
        ("Outro título", "Mais lidas", 2, "/b"),
    ]


def test_section_is_not_the_outlet() -> None:
    made = page(
        ("body", LONG),
        candidates=(candidate("section", "O Farol", "meta:article:section"), candidate("crumb", "Cidades", "jsonld:B")),
    )
    assert find_section(made, frozenset(("o farol",)))[0] == "Cidades"


def test_a_sentence_in_a_form_does_not_begin_the_text() -> None:
    menu: list[tuple[Role, str]] = [("navigation", "Entrar")] * 14
    assert extent(page(("body", LONG), *menu, ("body", LONG), ("body", LONG), ("body", LONG))) == (15, 17)
    assert extent(page(("headline", "Ponte"))) == (1, 0)


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_slug() -> None:
    assert slug("Agência São João!") == "agencia-sao-joao"
