"""What the words and names of a query stand for in this store: lemmas and tags."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

from sqlalchemy import Connection, func, select

from meada.lang import LANGUAGES
from meada.lang.table import table
from meada.search.lemma import guesses
from meada.search.passage import magnitude
from meada.search.query import Clause, Filter, Query, Term
from meada.search.word import accented, plain, words
from meada.store import schema
from meada.store.index import token
from meada.store.match import Any, Node, Words

__all__ = ["Lexemes"]

_COMBINATIONS, _TAGS = 24, 150
_KINDS = {
    "who": ("person", "organisation", "place", "speaker"), "said": ("speaker",), "source": ("outlet", "agency", "medium"),
    "outlet": ("outlet",), "agency": ("agency",), "place": ("place",), "language": ("language",),
}  # fmt: skip
_STEM, _TAIL = 4, 5


class Lexemes:
    """The lemmas of each word of a query, by the forms that the store has seen.

    A word typed with its accents means that form; one typed without means every form that has it when folded. Of a form
    that no article has, the lemmas are guessed: its spellings, then the forms that differ from it in an inflection.
    """

    def __init__(self, connection: Connection, query: Query) -> None:
        self._connection = connection
        self._of: dict[str, frozenset[str]] = {}
        for clause in query.clauses:
            for one in clause.any:
                if isinstance(one, Term):
                    for word in words(one.text):
                        if word.form not in self._of:
                            self._of[word.form] = self._lemmas(word.form)

    def known(self, form: str) -> bool:
        """True when the store has some form of the word that ``form`` is one of."""
        return bool(self._of.get(form))

    def sequence(self, term: Term) -> list[frozenset[str]]:
        """The lemmas that may stand for each word of ``term``."""
        return [self._of.get(word.form) or frozenset((plain(word.form),)) for word in words(term.text)]

    def content(self, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        """``clauses`` without those of function words alone; all of them where nothing else would be left."""
        return tuple(c for c in clauses if c.exclude or not all(map(_empty, c.any))) or clauses

    def node(self, one: Term | Filter) -> Node:
        """The full-text condition for a term, or for a filter that is no range."""
        if isinstance(one, Term):
            sets = [sorted(found) for found in self.sequence(one)]
            return Any([Words("lemmas", parts) for parts in islice(product(*sets), _COMBINATIONS)] if sets else [])
        if one.field == "kind":
            return Words("tags", (f"k{one.value}",))
        if one.field == "fact":
            return Words("tags", (f"d{one.value.replace('-', '')}",))
        if one.field == "number":
            return Any([Words("tags", (f"b{n + 1}",)) for n in _magnitudes(one)])
        return Any([Words("tags", (word,)) for word in self._tags(one)])

    def _lemmas(self, form: str) -> frozenset[str]:
        f = schema.form.c
        if accented(form):
            exact = self._select(f.form == form)
            if exact:
                return exact
        folded = plain(form)
        if not folded:
            return frozenset()
        return self._select(f.folded == folded) or self._select(f.lemma.in_(guesses(form))) or self._related(folded)

    def _select(self, condition: object) -> frozenset[str]:
        query = select(schema.form.c.lemma).distinct().where(condition)  # type: ignore[arg-type]
        return frozenset(self._connection.execute(query).scalars())

    def _related(self, folded: str) -> frozenset[str]:
        """The lemmas of stored forms that part from ``folded`` in an ending only."""
        f = schema.form.c
        stem = folded[: max(_STEM, len(folded) - _TAIL)]
        query = select(f.lang, f.folded, f.lemma).where(f.folded >= stem, f.folded < stem + "~").limit(2_000)
        rows = self._connection.execute(query).all() if len(folded) > _STEM else []
        best: dict[str, int] = {}
        for row in rows:
            shared = _shared(folded, row.folded)
            endings = _endings(row.lang)
            if shared >= _STEM and folded[shared:] in endings and row.folded[shared:] in endings:
                best[row.lemma] = max(best.get(row.lemma, 0), shared)
        longest = max(best.values(), default=0)
        return frozenset(lemma for lemma, shared in best.items() if shared == longest)

    def _tags(self, one: Filter) -> list[str]:
        t, w, kinds = schema.tag.c, schema.tag_word.c, _KINDS[one.field]
        query = select(t.id, t.kind).where(t.kind.in_(kinds))
        if one.exact:
            query = query.where(t.key == one.value)
        else:
            wanted = {plain(word.form) for word in words(one.value)}
            named = select(w.tag_id).where(w.word.in_(wanted)).group_by(w.tag_id).having(func.count() == len(wanted))
            query = query.where(t.id.in_(named))
        rows = self._connection.execute(query.order_by(t.id).limit(_TAGS)).all()
        return [token(row.kind, row.id) for row in rows]


def _magnitudes(one: Filter) -> range:
    """The powers of ten in which a number that meets ``one`` may lie."""
    at = magnitude(float(one.value))
    return {">": range(at, 31), ">=": range(at, 31), "<": range(-1, at + 1), "<=": range(-1, at + 1)}.get(
        one.sign, range(at, at + 1)
    )


@lru_cache(maxsize=8)
def _endings(lang: str) -> frozenset[str]:
    return frozenset(table(lang, "variants")["endings"]) if lang in LANGUAGES else frozenset()


def _empty(one: Term | Filter) -> bool:
    return isinstance(one, Term) and not one.phrase and all(word.form in _stopwords() for word in words(one.text))


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(word for lang in LANGUAGES for word in table(lang, "stopwords")["common"])


def _shared(a: str, b: str) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
