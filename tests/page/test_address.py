from __future__ import annotations

import pytest

from meada.page.address import address
from meada.sources import paste

PAGE = "<html><head>%s</head><body><p>Um parágrafo de texto para que a página tenha o que ler, e mais um pouco.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<link rel="canonical" href="https://serra.example/a?x=1&amp;y=2">', "https://serra.example/a?x=1&y=2"),
        ("<link href='https://serra.example/b' rel='canonical'/>", "https://serra.example/b"),
        ('<meta property="og:url" content="https://serra.example/c">', "https://serra.example/c"),
        ('<meta property="og:url" content="/c">', None),
        ('<link rel="stylesheet" href="https://serra.example/d.css">', None),
        ("", None),
    ],
)
def test_the_address_a_page_claims(head: str, found: str | None) -> None:
    assert address(paste(PAGE % head)) == found


def test_the_address_it_was_taken_from_comes_first() -> None:
    page = PAGE % '<link rel="canonical" href="https://serra.example/a">'
    assert address(paste(page, url="https://outra.example/b")) == "https://outra.example/b"
