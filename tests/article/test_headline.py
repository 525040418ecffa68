import pytest

from meada.article.headline import choose_headline, without_site
from meada.article.standfirst import choose_standfirst
from pages import candidate, page

SITE = frozenset(("o farol do vale", "farol"))
LONG = "A ponte reabriu ao meio-dia, depois de dois meses de obras, com festa na margem esquerda do rio."


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ponte de Vila Seca reabre | O Farol do Vale", "Ponte de Vila Seca reabre"),
        ("Ponte de Vila Seca reabre - Cidades - O Farol do Vale", "Ponte de Vila Seca reabre"),
        ("Ponte de Vila Seca reabre | Farol Online", "Ponte de Vila Seca reabre"),
        ("Ponte - a de Vila Seca - reabre", "Ponte - a de Vila Seca - reabre"),
        ("O Farol do Vale", "O Farol do Vale"),
    ],
)
def test_the_outlet_behind_a_bar_is_cut(title: str, expected: str) -> None:
    assert without_site(title, SITE) == expected


def test_the_visible_heading_wins_over_the_title_and_a_breadcrumb() -> None:
    made = page(
        ("navigation", "Ponte de Vila Seca: festa na reabertura"),
        ("headline", "Ponte reabre com festa em Vila Seca"),
        ("body", LONG),
        nodes={0: "/html/body/nav[1]/ol[1]/li[3]/h1[1]", 1: "/html/body/main[1]/h2[1]", 2: "/html/body/main[1]/p[1]"},
        candidates=(
            candidate("headline", "Ponte de Vila Seca: festa na reabertura", "meta:og:title"),
            candidate("headline", "Ponte reabre com festa em Vila Seca", "jsonld:NewsArticle.headline"),
        ),
    )
    span, title, taken = choose_headline(made, SITE)
    assert span is not None
    assert span.of(made.text) == "Ponte reabre com festa em Vila Seca"
    assert title == "Ponte reabre com festa em Vila Seca"
    assert {c.where for c in taken} == {"text:headline", "jsonld:NewsArticle.headline"}


def test_a_glued_kicker_is_left_out_and_a_kicker_above_taken_in() -> None:
    title = "Ponte de Vila Seca reabre com festa"
    glued = page(
        ("headline", f"Cidades {title}"), ("body", LONG), candidates=(candidate("headline", title, "meta:og:title"),)
    )
    span, _, _ = choose_headline(glued, SITE)
    assert span is not None
    assert span.of(glued.text) == title
    parted = page(
        ("kicker", "Vila Seca"),
        ("headline", "Ponte reabre"),
        ("body", LONG),
        candidates=(candidate("headline", "Vila Seca: Ponte reabre", "meta:og:title"),),
    )
    span, _, _ = choose_headline(parted, SITE)
    assert span is not None
    assert span.of(parted.text).split("\n") == ["Vila Seca", "Ponte reabre"]


def test_without_a_visible_headline_the_title_stands_alone() -> None:
    made = page(("body", LONG), candidates=(candidate("headline", "Ponte reabre | O Farol do Vale", "title"),))
    assert choose_headline(made, SITE)[:2] == (None, "Ponte reabre")
    assert choose_headline(page(("body", LONG)), SITE) == (None, None, [])


def test_a_described_paragraph_is_a_standfirst_only_where_it_stands_apart() -> None:
    summary = "Festa reuniu duas mil pessoas na margem esquerda do rio, segundo a prefeitura de Vila Seca"
    described = (candidate("standfirst", summary, "meta:og:description"),)
    apart = page(
        ("headline", "Ponte reabre"),
        ("body", summary),
        ("body", LONG),
        ("body", LONG + " Fim."),
        nodes={1: "/html/body/header[1]/p[1]", 2: "/html/body/main[1]/p[1]", 3: "/html/body/main[1]/p[2]"},
        candidates=described,
    )
    span, taken = choose_standfirst(apart, apart.blocks[0].span)
    assert span is not None
    assert span.of(apart.text) == summary
    assert taken is not None
    inside = page(
        ("headline", "Ponte reabre"),
        ("body", summary),
        ("body", LONG),
        nodes={1: "/html/body/main[1]/p[1]", 2: "/html/body/main[1]/p[2]"},
        candidates=described,
    )
    assert choose_standfirst(inside, inside.blocks[0].span) == (None, None)


def test_neighbouring_standfirst_blocks_are_one() -> None:
    made = page(
        ("headline", "Ponte reabre"),
        ("standfirst", "Festa no rio."),
        ("standfirst", "Obra custou dois milhões."),
        ("body", LONG),
    )
    span, _ = choose_standfirst(made, None)
    assert span is not None
    assert span.of(made.text) == "Festa no rio.\nObra custou dois milhões."


def test_in_plain_text_the_upper_of_two_titles_is_the_headline() -> None:
    made = page(
        ("navigation", "Mundo"),
        ("other", "Serrália: onze mortos em rutura de barragem"),
        ("headline", "Sindicato contesta números e fala em mais desaparecidos no vale"),
        ("dateline", "6 mar 2026, 18:47"),
        ("body", LONG),
    )
    span, _, _ = choose_headline(made, SITE)
    assert span is not None
    assert span.of(made.text) == "Serrália: onze mortos em rutura de barragem"
    standfirst, _ = choose_standfirst(made, span)
    assert standfirst is not None
    assert standfirst.of(made.text).startswith("Sindicato")


def test_a_list_above_the_headline_stays_a_list() -> None:
    made = page(
        ("other", "Preço do cacau cai pela terceira semana"),
        ("other", "Padre de Pedra Alta completa 50 anos"),
        ("headline", "Serrália: onze mortos em rutura de barragem"),
        ("body", LONG),
    )
    span, _, _ = choose_headline(made, SITE)
    assert span is not None
    assert span.of(made.text).startswith("Serrália")


def test_a_sentence_under_the_headline_marked_as_a_heading_is_the_standfirst() -> None:
    made = page(
        ("headline", "Ponte reabre"),
        ("navigation", "Festa reuniu duas mil pessoas na margem esquerda do rio"),
        ("body", LONG),
        nodes={0: "/html/body/main[1]/h1[1]", 1: "/html/body/main[1]/h2[1]", 2: "/html/body/main[1]/p[1]"},
    )
    span, _ = choose_standfirst(made, made.blocks[0].span)
    assert span == made.blocks[1].span
