from msgspec.structs import replace

from meada.article.pointer import pointers
from meada.page.page import Page, Role
from pages import page


def shown(*blocks: tuple[Role, str, str | None, tuple[str, int] | None]) -> list[tuple[str, str, int]]:
    """What `pointers` gives of blocks with a role, words, a link and (heading, rank): words, list and rank."""
    made: Page = page(*((role, words) for role, words, _, _ in blocks))
    placed = tuple(
        replace(block, href=href, list=spot and spot[0], rank=spot and spot[1])
        for block, (_, _, href, spot) in zip(made.blocks, blocks, strict=True)
    )
    found = pointers(replace(made, blocks=placed))
    return [(item.span.of(made.text), item.list, item.rank) for item in found]


def test_items_of_a_headed_list_keep_their_rank() -> None:
    top = "Mais lidas"
    assert shown(
        ("most_read", top, None, None),
        ("most_read", "Chuva para a balsa", "/a", (top, 1)),
        ("most_read", "Ponte de Vila Seca reabre hoje", None, (top, 2)),
    ) == [("Chuva para a balsa", top, 1), ("Ponte de Vila Seca reabre hoje", top, 2)]


def test_outside_a_list_menus_sections_and_read_more_are_no_headlines() -> None:
    assert shown(
        ("latest", "Últimas notícias", "/ultimas", None),
        ("related", "Economia", "/economia", None),
        ("related", "Leia mais", "/ponte-reabre", None),
        ("related", "Ponte de Vila Seca reabre depois de obras", "/ponte-reabre", None),
        ("related", "Ponte de Vila Seca fecha para mais obras", "#", None),
        ("related", "Ver todas as notícias desta semana", "javascript:void(0)", None),
        ("related", "Prefeito de Vila Seca visita a margem", "/prefeito", None),
    ) == [
        ("Ponte de Vila Seca reabre depois de obras", "related", 1),
        ("Prefeito de Vila Seca visita a margem", "related", 2),
    ]


def test_a_headline_counts_once_a_list() -> None:
    one = "Ponte de Vila Seca reabre depois de obras"
    assert shown(("related", one, "/a", None), ("related", one.upper(), "/a", None), ("latest", one, "/a", None)) == [
        (one, "related", 1),
        (one, "latest", 1),
    ]
