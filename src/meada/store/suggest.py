"""What to try where a search found nothing."""

from __future__ import annotations

from difflib import get_close_matches

from sqlalchemy import Connection, func, select

from meada.search.query import Filter, Query, Term
from meada.search.word import plain, words
from meada.store import schema
from meada.store.term import Lexemes

__all__ = ["suggestions"]

_NEAR, _LOOKED_AT, _CLOSE = 3, 4_000, 0.75


def suggestions(connection: Connection, query: Query, lexemes: Lexemes) -> tuple[str, ...]:
    """Queries near ``query``: its unknown words as the store spells them, without its filters, any one of its words."""
    text = query.text
    for term in query.terms():
        for word in words(term.text):
            if not lexemes.known(word.form):
                near = _near(connection, plain(word.form))
                written = term.text[word.span.start : word.span.end]
                if near:
                    text = text.replace(written, near[0])
    tried = [text]
    terms = query.terms()
    if terms and any(isinstance(one, Filter) for clause in query.clauses for one in clause.any):
        tried.append(" ".join(map(_written, terms)))
    if len(terms) > 1:
        tried.append(" OR ".join(map(_written, terms)))
    elif terms and terms[0].phrase:
        tried.append(terms[0].text)
    return tuple(one for one in dict.fromkeys(tried) if one != query.text)


def _written(term: Term) -> str:
    return f'"{term.text}"' if term.phrase else term.text


def _near(connection: Connection, folded: str) -> list[str]:
    """Forms of the store that are spelled nearly so: same first letter, length within two."""
    f = schema.form.c
    query = (
        select(f.folded, f.form)
        .where(f.folded >= folded[:1], f.folded < folded[:1] + "~")
        .where(func.length(f.folded).between(len(folded) - 2, len(folded) + 2))
        .limit(_LOOKED_AT)
    )
    forms = {row.folded: row.form for row in connection.execute(query)} if len(folded) > _NEAR else {}
    return [forms[near] for near in get_close_matches(folded, forms, n=1, cutoff=_CLOSE)]
