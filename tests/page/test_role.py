"""What roles do with odds that are given: no learned weight takes part."""

from __future__ import annotations

import time

from meada.page import from_text
from meada.page.debris import lexicon
from meada.page.draft import Draft
from meada.page.mark import bits
from meada.page.page import Candidate, Role
from meada.page.role import assign
from meada.page.shape import shape

PROSE = "A prefeitura reabriu a ponte nesta segunda-feira, depois de três meses de obras na serra"


def roles(*blocks: tuple[str, str, float, int], title: str = "") -> list[tuple[Role, str]]:
    """The role and reason of each block: its path below ``<body>``, text, odds of body, number of its ``article``."""
    drafts = [
        Draft(text=text, start=0, node=f"/html/body/{path}", tag=path.rpartition("/")[2].partition("[")[0], story=story)
        for path, text, _, story in blocks
    ]
    named = [Candidate(field="headline", value=title, raw=title, where="meta:og:title")] if title else []
    verdicts = assign(
        drafts,
        [shape(d.text) for d in drafts],
        [lexicon().hint(d.text) for d in drafts],
        [odds for _, _, odds, _ in blocks],
        named,
    )
    return [(verdict.role, verdict.reason) for verdict in verdicts]


def test_all_paragraphs_of_a_quoted_post_belong_to_it() -> None:
    found = roles(
        ("main[1]/p[1]", PROSE + ".", 0.9, 0),
        ("main[1]/blockquote[1]/p[1]", "Ninguém avisou a gente e o ônibus não veio, de novo, nesta serra.", 0.7, 0),
        ("main[1]/blockquote[1]/p[2]", "— Rui Prado (@ruiprado) March 4, 2025", 0.7, 0),
        (
            "main[1]/blockquote[2]/p[1]",
            "“Ninguém esperava que a ponte abrisse antes do verão”, disse o prefeito.",
            0.9,
            0,
        ),
    )
    assert [role for role, _ in found] == ["body", "quote_box", "quote_box", "body"]


def test_the_next_article_on_the_page_is_another() -> None:
    found = roles(
        ("main[1]/article[1]/h1[1]", "Ponte da serra reabre depois das obras", 0.1, 1),
        *[(f"main[1]/article[1]/p[{n}]", f"{PROSE}, disse o vizinho {n}.", 0.9, 1) for n in range(1, 6)],
        ("main[1]/article[2]/h1[1]", "Feira de Lagoa muda de lugar no verão", 0.3, 2),
        *[
            (f"main[1]/article[2]/p[{n}]", f"A feira muda para o parque, contou a feirante {n}, e volta.", 0.9, 2)
            for n in range(9)
        ],
        title="Ponte da serra reabre depois das obras",
    )
    assert [role for role, _ in found[:6]] == ["headline"] + ["body"] * 5
    assert {reason for _, reason in found[7:]} == {"body:another"}


def test_parts_of_one_article_in_elements_of_their_own_stay() -> None:
    found = roles(
        ("main[1]/article[1]/h1[1]", "Ponte da serra reabre depois das obras", 0.1, 1),
        *[(f"main[1]/article[{n}]/p[1]", f"{PROSE}, disse o vizinho {n}.", 0.9, n) for n in range(1, 6)],
        title="Ponte da serra reabre depois das obras",
    )
    assert [role for role, _ in found[1:]] == ["body"] * 5


def test_figures_in_a_table_of_the_body_are_no_pager() -> None:
    cells = [(f"main[1]/table[1]/tr[1]/td[{n}]", str(n), 0.8, 0) for n in range(1, 4)]
    assert [role for role, _ in roles(*cells)] == ["body"] * 3
    pager = [(f"main[1]/div[1]/span[{n}]", str(n), 0.8, 0) for n in range(1, 4)]
    assert [role for role, _ in roles(*pager)] == ["navigation"] * 3


def test_a_page_of_faint_odds_has_its_likeliest_blocks_for_body() -> None:
    found = roles(
        ("div[1]/p[1]", PROSE + ".", 0.4, 0), ("div[1]/p[2]", "Sobre o jornal e quem o faz todo dia.", 0.1, 0)
    )
    assert [role for role, _ in found] == ["body", "other"]
    assert roles(("div[1]/p[1]", PROSE + ".", 0.1, 0))[0][0] == "other"


def test_a_likely_block_in_a_part_that_holds_no_text_needs_more() -> None:
    def found(odds: float, everywhere: bool) -> list[Role]:
        mark = bits("<figure>")
        drafts = [
            Draft(
                text=f"{PROSE}, disse o vizinho {n}.",
                start=0,
                node=f"/html/body/p[{n}]",
                tag="p",
                above=mark * (everywhere or n == 4),
            )
            for n in range(1, 5)
        ]
        shapes = [shape(d.text) for d in drafts]
        return [v.role for v in assign(drafts, shapes, [None] * 4, [0.9, 0.9, 0.9, odds], [])]

    assert found(0.7, everywhere=False)[3] != "body"
    assert found(0.9, everywhere=False)[3] == "body"
    assert found(0.7, everywhere=True)[3] == "body"


TITLE = "Ponte da serra reabre depois das obras"


def test_comments_under_their_heading_are_no_body_even_where_they_are_longer() -> None:
    found = roles(
        ("main[1]/h1[1]", TITLE, 0.1, 0),
        *[(f"main[1]/p[{n}]", f"{PROSE}, disse o vizinho {n}, que mora ali perto.", 0.9, 0) for n in range(1, 5)],
        ("main[1]/div[1]/h2[1]", "Top rated comments", 0.6, 0),
        *[(f"main[1]/div[1]/div[{n}]", f"{PROSE}, e eu acho ótimo, número {n}.", 0.8, 0) for n in range(1, 9)],
        title=TITLE,
    )
    assert [role for role, _ in found[1:5]] == ["body"] * 4
    assert {role for role, _ in found[5:]} == {"comments"}


def test_a_link_to_the_comments_does_not_begin_them() -> None:
    found = roles(
        ("main[1]/h1[1]", TITLE, 0.1, 0),
        ("main[1]/div[1]", "Comentários", 0.1, 0),
        *[(f"main[1]/p[{n}]", f"{PROSE}, disse o vizinho {n}.", 0.9, 0) for n in range(1, 5)],
        title=TITLE,
    )
    assert [role for role, _ in found[2:]] == ["body"] * 4


def test_teasers_before_the_headline_are_no_body() -> None:
    found = roles(
        *[(f"main[1]/ul[1]/li[{n}]", f"{PROSE}, contou a feirante {n}, e mais...", 0.8, 0) for n in range(1, 9)],
        ("main[1]/h2[1]", TITLE, 0.2, 0),
        *[(f"main[1]/p[{n}]", f"{PROSE}, disse o vizinho {n}.", 0.7, 0) for n in range(1, 4)],
        title=TITLE,
    )
    assert "body" not in {role for role, _ in found[:8]}
    assert [role for role, _ in found[9:]] == ["body"] * 3


def test_the_paragraphs_under_the_headline_are_the_body_rather_than_a_far_part() -> None:
    found = roles(
        ("main[1]/h1[1]", TITLE, 0.1, 0),
        ("main[1]/div[1]/div[1]", "14/03/2025 09:15", 0.0, 0),
        *[(f"main[1]/div[2]/p[{n}]", f"{PROSE}, disse o vizinho {n}.", 0.04, 0) for n in range(1, 3)],
        *[(f"main[1]/div[3]/a[{n}]", f"Chamada {n} da serra", 0.0, 0) for n in range(1, 30)],
        ("main[1]/div[9]/p[1]", "Fale com a redação pelo telefone ou pelo correio, de segunda a sexta.", 0.6, 0),
        title=TITLE,
    )
    assert [at for at, (role, _) in enumerate(found) if role == "body"] == [2, 3]


def test_a_table_of_the_body_is_body_whole() -> None:
    cells = [("1", 0.5), ("Porto Raso", 0.6), ("34", 0.3), ("2", 0.4), ("Vila Seca", 0.6), ("29", 0.2)]
    found = roles(
        ("main[1]/h1[1]", TITLE, 0.1, 0),
        ("main[1]/p[1]", PROSE + ".", 0.9, 0),
        *[(f"main[1]/table[1]/tr[{n // 3 + 1}]/td[{n % 3 + 1}]", t, p, 0) for n, (t, p) in enumerate(cells)],
        title=TITLE,
    )
    assert [role for role, _ in found[2:]] == ["body"] * 6


def test_the_page_s_own_article_is_told_by_a_title_that_names_the_outlet_too() -> None:
    found = roles(
        ("main[1]/article[1]/h1[1]", TITLE, 0.1, 1),
        *[(f"main[1]/article[1]/p[{n}]", f"{PROSE}, disse o vizinho {n}.", 0.9, 1) for n in range(1, 6)],
        ("main[1]/article[2]/h1[1]", "Feira de Lagoa muda de lugar no verão", 0.3, 2),
        *[
            (f"main[1]/article[2]/p[{n}]", f"A feira muda para o parque, contou a feirante {n}, e volta.", 0.9, 2)
            for n in range(12)
        ],
        title=f"Folha de Lagoa | {TITLE}",
    )
    assert [role for role, _ in found[1:6]] == ["body"] * 5


def test_a_list_in_plain_text_ends_where_sentences_begin_again() -> None:
    page = from_text(
        "Câmara de Vale Sereno aprova orçamento\nPor Lívia Tarouca\n12/11/2026 às 18h40\n"
        "A Câmara Municipal de Vale Sereno aprovou nesta quinta-feira o orçamento de 2027, com 310 milhões para a saúde.\n"
        "O relator, Otávio Lemos, disse que a proposta mantém as obras do hospital e da ponte velha.\n"
        "Leia também\nPrefeito de Serra Clara anuncia concurso\nChuva interdita ponte e deixa bairros ilhados\n"
        "A bancada de oposição reclamou do corte de 12% na cultura e prometeu recorrer à Justiça.\n"
        "O prefeito tem quinze dias para sancionar o texto.\n"
    )
    listed = [block.span.of(page.text) for block in page.blocks if block.role == "related"]
    assert listed == [
        "Leia também",
        "Prefeito de Serra Clara anuncia concurso",
        "Chuva interdita ponte e deixa bairros ilhados",
    ]


def test_a_page_of_headings_of_comments_and_tables_takes_bounded_time() -> None:
    began = time.process_time()
    found = roles(
        *[(f"main[1]/h2[{n}]", "Comentários", 0.1, 0) for n in range(20_000)],
        *[(f"main[1]/table[{n}]/tr[1]/td[1]", "12", 0.1, 0) for n in range(20_000)],
    )
    assert len(found) == 40_000
    assert time.process_time() - began < 15


def plain(*lines: tuple[str, float]) -> list[tuple[Role, str]]:
    """The role and reason of each line of a plain page: its text, odds of body."""
    texts = [text for text, _ in lines]
    shapes, hints = [shape(text) for text in texts], [lexicon().hint(text) for text in texts]
    drafts = [Draft(text=text, start=0) for text in texts]
    verdicts = assign(drafts, shapes, hints, [odds for _, odds in lines], [])
    return [(verdict.role, verdict.reason) for verdict in verdicts]


TOP = (("Ponte da serra reabre depois das obras", 0.1), ("12/11/2026 18h40", 0.0))


def test_a_long_run_of_headlines_past_a_plain_text_is_no_body() -> None:
    story = [(f"{PROSE}, disse o vizinho {n}.", 0.95) for n in range(6)]
    teasers = [(f"Feira número {n} de Lagoa muda de lugar e deixa vizinhos sem peixe no verão", 0.9) for n in range(24)]
    found = plain(*TOP, *story, *teasers)
    assert [role for role, _ in found[2:8]] == ["body"] * 6
    assert {reason for _, reason in found[8:]} == {"body:teasers"}
    few = plain(*TOP, *story, *teasers[:5])
    assert {role for role, _ in few[8:]} <= {"body", "subhead"}


def test_the_short_sentence_that_closes_a_plain_text_is_body_with_the_subhead_before_it() -> None:
    ends = plain(
        *TOP,
        (PROSE + ".", 0.95),
        (PROSE + ", disse o vizinho.", 0.95),
        ("Próximos passos", 0.2),
        ("A vistoria final fica para maio.", 0.3),
        ("Serra Viva", 0.01),
    )
    assert [role for role, _ in ends[2:]] == ["body"] * 4 + ["navigation"]


def test_a_name_alone_beside_the_dateline_of_a_plain_page_signs() -> None:
    body = ((PROSE + ".", 0.95), (PROSE + ", disse o vizinho.", 0.95))
    found = plain(TOP[0], ("Marta de Olmedo", 0.0), ("Porto Alvo - 13 nov 2026 - 20:15 CET", 0.0), *body)
    assert [role for role, _ in found] == ["headline", "byline", "dateline", "body", "body"]
    assert plain(TOP[0], ("Marta Olmedo", 0.0), *body)[1][0] != "byline"
    assert plain(TOP[0], ("A Feira muda", 0.0), TOP[1], *body)[1][0] != "byline"


def test_a_word_of_a_plain_menu_that_asks_to_subscribe_is_no_newsletter() -> None:
    body = ((PROSE + ".", 0.95), (PROSE + ", disse o vizinho.", 0.95))
    assert plain(("Economia", 0.0), ("Assine", 0.0), ("Esportes", 0.0), *TOP, *body)[1][0] == "navigation"
    pitch = ("Receba as notícias da serra no seu e-mail", 0.0)
    assert plain(*TOP, *body, pitch, ("Assine", 0.0))[-1][0] == "newsletter"


def test_a_rank_glued_to_an_item_of_a_list_is_its_rank() -> None:
    page = from_text(
        "Câmara de Vale Sereno aprova orçamento\nPor Lívia Tarouca\n12/11/2026 às 18h40\n"
        "A Câmara Municipal de Vale Sereno aprovou nesta quinta-feira o orçamento de 2027, com 310 milhões para a saúde.\n"
        "O relator, Otávio Lemos, disse que a proposta mantém as obras do hospital e da ponte velha.\n"
        "Mais lidas\n1Prefeito de Serra Clara anuncia concurso\n2Chuva interdita ponte e deixa bairros ilhados\n"
    )
    items = [(block.rank, block.span.of(page.text)) for block in page.blocks if block.rank is not None]
    assert items[:2] == [
        (1, "Prefeito de Serra Clara anuncia concurso"),
        (2, "Chuva interdita ponte e deixa bairros ilhados"),
    ]
