import pytest

from meada.article.article import Agency
from meada.article.credit import find_agency
from meada.article.outlet import find_outlet
from meada.page.page import Page, Role
from pages import REGISTRY, candidate, page

HEAD: tuple[Role, str] = ("headline", "Ponte de Vila Seca reabre")
BODY: tuple[Role, str] = (
    "body",
    "A ponte de Vila Seca reabriu depois de dois meses de obras na margem esquerda do rio.",
)


def agency(made: Page) -> Agency | None:
    return find_agency(made, find_outlet(made, REGISTRY)[0], REGISTRY)[0]


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("agency_credit", "© Agência Meridiano"),
        ("copyright", "© 2026 Agência Meridiano"),
        ("agency_credit", "Meridiano"),
        ("byline", "Da Redação, com Agência Meridiano"),
        ("caption", "12/03/2026 - 04:30 - Fonte: Agência Meridiano - Foto: Rui Melo"),
        ("other", "Gazeta do Cais com Agência Meridiano"),
        ("navigation", "Agência Meridiano"),
    ],
)
def test_a_credit_line_names_the_agency(role: Role, line: str) -> None:
    found = agency(page(HEAD, BODY, (role, line)))
    assert found is not None
    assert (found.id, found.name, found.basis, found.country) == ("meridiano", "Meridiano", "credit", "PRT")
    assert found.cue is not None


@pytest.mark.parametrize(
    ("role", "line"),
    [
        ("agency_credit", "Foto: Rui Melo/Agência Meridiano"),
        ("agency_credit", "© Rui Melo/Meridiano"),
        ("caption", "A ponte, ontem. Foto: Agência Meridiano"),
        ("copyright", "© 2026 Gazeta do Cais. Não reproduza textos da Agência Meridiano"),
        ("related", "Agência Meridiano"),
        ("agency_credit", "meridiano"),
    ],
)
def test_a_photo_credit_or_a_list_names_none(role: Role, line: str) -> None:
    assert agency(page(HEAD, BODY, (role, line))) is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("VILA SECA, 12 mar (Meridiano) – A ponte reabriu depois de dois meses.", "dateline"),
        ("Meridiano — A ponte reabriu depois de dois meses.", "dateline"),
        ("VELMAR, 12 mar. /MERIDIANO/. A ponte reabriu depois de dois meses.", "dateline"),
        ("A ponte reabriu depois de dois meses. (Com informações da Meridiano)", "credit"),
        ("A ponte reabriu depois de dois meses. Fonte: Meridiano", "credit"),
        ("A ponte reabriu depois de dois meses. (Meridiano)", "credit"),
    ],
)
def test_the_first_and_last_words_of_the_text_may_credit(text: str, basis: str) -> None:
    found = agency(page(HEAD, ("body", text)))
    assert found is not None
    assert (found.id, found.basis) == ("meridiano", basis)


@pytest.mark.parametrize(
    "text",
    [
        "A ponte reabriu, disse a diretora à Agência Meridiano na segunda-feira, antes da festa.",
        "A ponte reabriu depois de dois meses, segundo a Meridiano.",
        "A correspondente da Meridiano – que vive em Vila Seca – assistiu à festa da ponte.",
    ],
)
def test_a_sentence_that_quotes_an_agency_is_no_credit(text: str) -> None:
    assert agency(page(HEAD, ("body", text))) is None


def test_a_credit_far_from_the_text_belongs_to_another_article() -> None:
    gap: list[tuple[Role, str]] = [("related", f"Outra notícia número {n} da cidade") for n in range(12)]
    assert agency(page(HEAD, BODY, *gap, ("agency_credit", "Meridiano"))) is None


def test_metadata_and_folders_name_it_too() -> None:
    declared = page(
        HEAD, BODY, candidates=(candidate("author", "Agência Meridiano", "jsonld:NewsArticle.author@Person"),)
    )
    found = agency(declared)
    assert found is not None
    assert found.basis == "metadata"
    foldered = agency(page(HEAD, BODY, url="https://portal.example/ultimas/meridiano/2026/ponte.htm"))
    assert foldered is not None
    assert foldered.basis == "address"


def test_a_state_agency_is_marked() -> None:
    found = agency(page(HEAD, BODY, ("agency_credit", "VOZ")))
    assert found is not None
    assert found.state_controlled


def test_a_newsroom_is_no_agency_on_its_own_pages() -> None:
    made = page(HEAD, BODY, ("byline", "Do Farol, em Vila Seca"), url="https://www.ofarol.example/a")
    assert agency(made) is None
    printed = agency(page(HEAD, BODY, ("agency_credit", "Farol"), url="https://cais.example/a"))
    assert printed is not None
    assert printed.id == "farol-newsroom"
