"""A small store of invented pages, read and woven, for tests of what is done to one."""

from __future__ import annotations

from meada import flow
from meada.sources import paste
from meada.store import Store

TOOLS = flow.Tools.load(models=False)

FIRST = """A ponte de Serrália reabre na segunda-feira

A prefeita Lídia Prado disse nesta terça-feira (10) que a ponte de Serrália reabre em março. "A obra custou 14 milhões", afirmou Lídia Prado.

A enchente deixou 12 mortos e 340 desabrigados em Serrália, segundo a Defesa Civil.

O secretário Rui Salto negou que a obra esteja atrasada.
"""
SECOND = """Prefeita de Serrália anuncia reabertura da ponte

A prefeita Lídia Prado disse nesta terça-feira (10) que a ponte reabre em março, depois da enchente.

A enchente deixou 15 mortos em Serrália, segundo a Defesa Civil. Moradores esperam a ponte há meses.
"""
THIRD = """Sindicato dos pescadores de Torvão pede novo cais

O presidente do sindicato, Bento Arruela, pediu ao governo um novo cais em Torvão. "O porto não aguenta mais um inverno", disse Arruela.
"""


def put(store: Store, *texts: str) -> list[str]:
    """Adds pasted pages; gives their labels."""
    out = []
    for text in texts:
        entry = flow.take(paste(text), TOOLS)
        out.append(store.add(entry.capture, entry.page, entry.article, entry.reading, TOOLS.made()))
    return out


def woven(*texts: str) -> Store:
    """A temporary store of ``texts`` (two of one story and one of another), woven."""
    store = Store.temporary()
    put(store, *(texts or (FIRST, SECOND, THIRD)))
    flow.weave(store, TOOLS)
    return store
