from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from meada.page import Furniture, from_text, make
from meada.page.make import _capture

PITCH = "A nossa redação trabalha todos os dias para que a informação chegue a todos os leitores do vale."


def pages(*bodies: str) -> list[str]:
    return [
        f"{body}\n{PITCH}\nO rio Parda voltou a subir em {n} bairros, segundo a câmara."
        for n, body in enumerate(bodies, 3)
    ]


def test_a_block_on_several_pages_of_an_outlet_loses_weight() -> None:
    texts = pages(
        "A ponte de Vale Fundo foi fechada ao trânsito na manhã desta terça-feira, informou a autarquia.",
        "Os bombeiros de Monte Cru receberam vinte chamadas durante a noite, disse o comandante.",
        "As aulas em Serra Alta recomeçam na segunda-feira, anunciou a secretaria da Educação.",
    )
    furniture = Furniture().learn(from_text(text) for text in texts)
    assert furniture.pages == 3
    assert furniture.weigh(PITCH, 0.9) < 0.2
    assert furniture.weigh(texts[0].split("\n")[0], 0.9) == 0.9
    payload = _capture(texts[0].encode(), "text/plain", None, None)
    kept = [b.span.of(texts[0]) for b in make(payload, furniture=furniture).blocks if b.role == "body"]
    assert PITCH not in kept


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(3)))
def test_the_order_of_pages_does_not_matter(order: list[int]) -> None:
    texts = pages("Um texto qualquer sobre a ponte velha.", "Outro texto sobre a feira.", "Um terceiro sobre o rio.")
    made = [from_text(text) for text in texts]
    assert Furniture().learn(made[i] for i in order) == Furniture().learn(made)


def test_a_subhead_that_pages_share_keeps_its_odds() -> None:
    texts = pages("Um texto qualquer sobre a ponte velha.", "Outro texto sobre a feira.", "Um terceiro sobre o rio.")
    furniture = Furniture().learn(from_text(f"{text}\nPrós e contras") for text in texts)
    assert furniture.weigh("Prós e contras", 0.9) == 0.9
    assert furniture.weigh("Prós e contras", 0.6) < 0.1
