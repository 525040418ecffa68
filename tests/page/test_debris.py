from __future__ import annotations

import pytest

from meada.page.debris import lexicon, scar_spans
from stopwatch import least


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("12/03/2024 09h15", "dateline"),
        ("Publicado em 12 de março de 2024 às 9h15", "dateline"),
        ("Atualizada em 12/03/2024 21h40", "dateline"),
        ("Lançado em 3 de junho de 2022", "dateline"),
        ("19 de Março de 2024, 7:52", "dateline"),
        ("Updated March 3, 2024 at 5:30 pm", "dateline"),
        ("Actualizado el 3 de marzo de 2024 a las 18:20", "dateline"),
        ("Puerto Lindo - 13 nov 2026 - 20:15 CET", "dateline"),
        ("Vila de São Bento, 3 de abril de 2026", "dateline"),
        ("abc/def/gh", "desk_initials"),
        ("mr/jlp/ab.cd/eg", "desk_initials"),
        ("© Agence France-Presse", "agency_credit"),
        ("© 2024 Gazeta do Vale", "copyright"),
        ("Lusa", "agency_credit"),
        ("As mais lidas agora", "most_read"),
        ("Mais lidas em Esporte", "most_read"),
        ("Lo más leído", "most_read"),
        ("Most read", "most_read"),
        ("Últimas notícias", "latest"),
        ("Histórias recomendadas", "recommended"),
        ("Leia também: Rio volta a subir em Vale Fundo", "related"),
        ("VEA TAMBIÉN: La represa abre sus compuertas", "related"),
        ("Read more: River rises again", "related"),
        ("Lista de 4 itensfim da lista", "widget_scar"),
        ("list of 3 itemsend of list", "widget_scar"),
        ("{{ comment.created | date }}", "widget_scar"),
        ("PUBLICIDADE", "advertisement"),
        ("Compartilhe no Facebook", "share"),
        ("Foto: Ciro Lobo", "caption"),
        ("Erramos: o rio subiu dois metros, não três", "correction"),
        ("Suscríbete a nuestro boletín y recibe las noticias en tu correo", "newsletter"),
        ("Conteúdo exclusivo para assinantes", "advertisement"),
        ("Este site usa cookies", "legal"),
    ],
)
def test_words_tell_the_role(text: str, role: str) -> None:
    hint = lexicon().hint(text)
    assert hint is not None
    assert hint.role == role


@pytest.mark.parametrize(
    "text",
    [
        "A prefeitura informou em 12 de março de 2024 que a ponte seria fechada ao tráfego de caminhões.",
        "Subscribers of the old line will be moved to the new one, the company said.",
        "Marta Olmedo - Madrid",
        "Obras da Ponte - 13 nov 2026 fecha a serra",
        "e/ou",
        "Leia, a professora, chegou cedo.",
        "O anúncio foi feito na terça-feira.",
    ],
)
def test_sentences_are_left_alone(text: str) -> None:
    hint = lexicon().hint(text)
    assert hint is None or not hint.sure


@pytest.mark.parametrize("cue", ["ele disse.", "ela afirmou.", "she said.", "dijo él."])
def test_a_cue_said_twice_is_a_scar(cue: str) -> None:
    text = f"“Vamos voltar”, disse Ilda Ferraz. {cue}"
    assert [text[a:b] for a, b in scar_spans(text)] == [cue]


def test_a_cue_said_once_is_none() -> None:
    assert scar_spans("“Vamos voltar”, ele disse.") == []
    assert scar_spans("Ninguém voltou. Ele disse.") == []


@pytest.mark.parametrize("text", ["a" * 900, "(" * 900, "foto " * 180, "1/" * 450, "read more " * 90, "{{" * 450])
def test_hostile_blocks_cost_little(text: str) -> None:
    lexicon()
    assert least(lambda: lexicon().hint(text)) < 0.1
