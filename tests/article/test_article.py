import io
import json
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from meada import page as pages
from meada.article import as_pipe, body_text, make
from meada.article.article import Article
from meada.page.make import from_text
from meada.page.page import Page, Role
from meada.settings import Limits
from meada.sources import Capture
from meada.sources.table import captures
from pages import REGISTRY, candidate, page
from shared import SHARED, needs_shared

WIRE = """Topo

Notícias

Presidente de Serrália promete "reforçar ajuda" antes de cúpula no Vale

12/03/2026 19h48

A presidente Dora Salgado se comprometeu a "reforçar a ajuda" aos vizinhos, informou nesta quinta-feira a mídia estatal.

Espera-se que o ministro pressione a Gardânia na reunião da próxima sexta-feira, para que ponha fim ao bloqueio.

Salgado e Brandel conversaram por telefone na terça-feira e confirmaram sua "vontade de cooperar", informou a agência.

Os dois países assinaram um pacto de pesca no ano passado, quando Brandel visitou a capital.

rtm/pl/abc/mn

© Agência Meridiano

As mais lidas agora

Preço do cacau cai pela terceira semana em Porto Leme

Padre de Pedra Alta completa 50 anos de sacerdócio e ganha festa

Água de coco faz bem para quê? Veja os benefícios para a saúde

Final da Taça tem ingressos esgotados em menos de duas horas"""


def spans(article: Article) -> list[tuple[int, int]]:
    found = [*article.body, *article.desk, *article.corrections, *article.variant_evidence]
    found += [scar.span for scar in article.scars]
    found += [pointer.span for pointer in article.pointers]
    found += [span for span in (article.headline, article.standfirst, article.kicker) if span]
    found += [byline.span for byline in article.bylines if byline.span]
    found += [moment.span for moment in (article.published, article.updated) if moment and moment.span]
    return [(span.start, span.end) for span in found]


def test_a_wire_page_gives_its_parts() -> None:
    made = from_text(WIRE)
    article = make(made, registry=REGISTRY)
    out = as_pipe(made, article)
    assert out["headline"] == 'Presidente de Serrália promete "reforçar ajuda" antes de cúpula no Vale'
    assert out["published"] == "2026-03-12T19:48:00-03:00"
    assert out["zone_basis"] == "presumed"
    assert out["agency"] == "Meridiano"
    assert out["desk"] == ["rtm", "pl", "abc", "mn"]
    assert out["variant"] == "pt-BR"
    assert out["outlet"] is None
    assert out["authors"] == []
    assert out["body"].startswith("A presidente Dora Salgado")
    assert out["body"].endswith("visitou a capital.")
    assert out["body"].count("\n") == 3
    assert [(p.list, p.rank) for p in article.pointers] == [("As mais lidas agora", rank) for rank in (1, 2, 3, 4)]
    assert article.registry == REGISTRY.version


def test_the_pipe_gives_exactly_its_fields() -> None:
    made = page(("headline", "Ponte reabre"), ("body", "A ponte reabriu."))
    assert list(as_pipe(made, make(made, registry=REGISTRY))) == [
        "lang", "variant", "text", "blocks", "headline", "standfirst", "body", "authors", "section", "published",
        "published_raw", "zone_basis", "updated", "outlet", "agency", "desk",
    ]  # fmt: skip


def test_metadata_name_outlet_address_and_section() -> None:
    made = page(
        ("kicker", "Cidades"),
        ("headline", "Ponte reabre"),
        ("body", "A ponte reabriu."),
        ("subhead", "Obras"),
        ("body", "Foram dois meses."),
        url="https://www.ofarol.example/cidades/1?utm=x",
        candidates=(
            candidate("headline", "Ponte reabre | Cidades | O Farol do Vale", "title"),
            candidate("canonical", "https://www.ofarol.example/cidades/1", "link:canonical"),
            candidate("section", "Cidades", "meta:article:section"),
        ),
    )
    article = make(made, registry=REGISTRY)
    assert article.outlet is not None
    assert (article.outlet.id, article.outlet.basis) == ("farol", "domain")
    assert article.url == "https://www.ofarol.example/cidades/1"
    assert article.section == "Cidades"
    assert article.title == "Ponte reabre"
    assert body_text(made, article) == "A ponte reabriu.\nObras\nForam dois meses."


ROLES: list[Role] = ["headline", "standfirst", "byline", "dateline", "body", "caption", "agency_credit", "desk_initials",
                     "copyright", "correction", "related", "most_read", "widget_scar", "translation_scar", "other"]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ROLES), st.text(min_size=1, max_size=80)), min_size=1, max_size=8))
def test_whatever_the_page_every_span_lies_in_it(blocks: list[tuple[Role, str]]) -> None:
    made = page(*blocks)
    article = make(made, registry=REGISTRY)
    assert all(0 <= start <= end <= len(made.text) for start, end in spans(article))
    for moment in (article.published, article.updated):
        assert moment is None or moment.span is None or moment.span.of(made.text) == moment.words
    for byline in article.bylines:
        assert byline.span is None or byline.span.of(made.text).casefold() == byline.name.casefold()
    assert json.dumps(as_pipe(made, article))


def test_a_page_of_thousands_of_blocks_takes_no_more_than_its_share_of_time() -> None:
    menu: list[tuple[Role, str]] = [
        ("navigation", f"Notícia de número {n} 12/03/2026 da Agência Meridiano") for n in range(8000)
    ]
    long = "a" * 20_000 + ", se " + "b" * 20_000
    made = page(*menu, ("headline", "Ponte reabre"), ("body", long), ("byline", "x" * 5000), *menu)
    start = time.process_time()
    article = make(made, registry=REGISTRY)
    assert time.process_time() - start < 5
    assert article.headline is not None


def seed(name: str) -> Page:
    assert SHARED is not None
    return from_text((SHARED / "data" / "seeds" / name).read_text("utf-8"))


@needs_shared
def test_the_wire_seed() -> None:
    made = seed("a_wire_page.txt")
    article = make(made)
    assert article.body[0].start == 121
    assert article.body[-1].end == 1611
    assert article.agency is not None
    assert article.agency.name == "AFP"
    assert len(article.desk) == 7
    assert article.published is not None
    assert (article.published.iso, article.published.basis) == ("2025-08-12T19:48:00-03:00", "presumed")
    assert article.outlet is None
    assert len(article.pointers) == 14
    assert len({pointer.list for pointer in article.pointers}) == 2


@needs_shared
def test_the_translated_seed() -> None:
    made = seed("b_translated_page.txt")
    article = make(made)
    assert article.headline is None
    assert article.title is None
    assert article.standfirst is not None
    assert article.published is not None
    assert (article.published.iso, article.published.zone) == ("2025-10-27", None)
    assert article.variant == "mixed"
    assert article.outlet is None
    assert all(origin.hypothesis for origin in article.origins)
    widgets = [scar.span.of(made.text) for scar in article.scars if scar.kind == "widget"]
    assert len(widgets) == 3
    assert "ele disse." in [scar.span.of(made.text) for scar in article.scars]


def test_the_cell_of_a_table_names_the_outlet() -> None:
    data = "titulo;texto;veiculo\nA ponte;A ponte de Velame caiu.;Diário de Velame\nO rio;O rio subiu em Velame.;\n"
    first, second = captures(io.BytesIO(data.encode()), "c.csv", None, Limits())
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    made = pages.make(first)
    outlet = make(made, registry=REGISTRY).outlet
    assert outlet is not None
    assert (outlet.id, outlet.name) == (None, "Diário de Velame")
    assert outlet.span is not None
    assert outlet.span.of(made.text) == outlet.name
    assert make(pages.make(second), registry=REGISTRY).outlet is None
