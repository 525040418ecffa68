"""What evokes an event: the table ``events`` of a language, ready for look-up."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from meada.lang.inflection import forms
from meada.lang.lexicon import Lexicon, Word
from meada.lang.table import table
from meada.span import Span

__all__ = ["Hit", "Trigger", "Triggers", "triggers"]

_LONG = 40
"""Of words with as many characters no answer is kept: hostile text shall not fill the memory."""

_BEFORE, _AFTER = 40, 90
_INSET = 60
"""Characters that what is set between commas right before a word may be long, for what stands before it to count as close."""


class Trigger(NamedTuple):
    """One entry of the table. ``near``, ``never`` and ``lead`` hold beginnings of words: one of the first must, none of the
    second may stand close by, one of the third must stand close before. ``id`` is the type with the entry's number, as
    `meada explain` shows it."""

    id: str
    type: str
    mode: str | None
    label: str | None
    roles: str
    kind: str
    absorb: bool
    ongoing: bool
    near: tuple[str, ...]
    never: tuple[str, ...]
    reflexive: bool = False
    weak: bool = False
    lead: tuple[str, ...] = ()

    def fits(self, low: str, span: Span, sentence: Span) -> bool:
        """Whether the words around ``span`` allow this reading; ``low`` is the text in lower case."""
        begin = max(sentence.start, _opens(low, span.start) - _BEFORE)
        window = " " + low[begin : min(sentence.end, span.end + _AFTER)]
        if self.near and not any(f" {word}" in window for word in self.near):
            return False
        if self.lead:
            before = " " + low[max(sentence.start, span.start - _BEFORE) : span.start]
            if not any(f" {word}" in before for word in self.lead):
                return False
        return not any((f" {word}" if word[0].isalnum() else word) in window for word in self.never)


class Hit(NamedTuple):
    """A trigger found: where, its entry, and what its form tells (``noun``, ``phrase`` or a feature of the verb)."""

    span: Span
    trigger: Trigger
    feature: str


class Triggers:
    """All triggers of one language."""

    def __init__(self, lang: str) -> None:
        rows = table(lang, "events")
        phrases: dict[str, list[Trigger]] = {}
        nouns: dict[str, list[Trigger]] = {}
        verbs: dict[str, list[tuple[Trigger, str]]] = {}
        for number, row in enumerate(rows["trigger"]):
            entry = _entry(number, row)
            for phrase in row.get("phrases", ()):
                phrases.setdefault(phrase.lower(), []).append(entry)
            for noun in row.get("nouns", ()):
                for form in _plural(noun.lower(), lang):
                    nouns.setdefault(form, []).append(entry)
            for verb in row.get("verbs", ()):
                for form, feature in forms(verb, lang):
                    if (feature == "first" and not form.endswith("mos")) or form in row.get("other_words", ()):
                        continue  # "protesto", "acuerdo": far more often the noun
                    verbs.setdefault(form, []).append((entry, feature))
        self.phrases = Lexicon(phrases.items(), fold=True)
        self.nouns = Lexicon(nouns.items(), fold=True)
        self.verbs = verbs
        self._kept = lru_cache(maxsize=1 << 14)(self._evokes)
        self.idle = Lexicon(((phrase, None) for phrase in rows["idle"]["phrases"]), fold=True)
        self.adjective_first = bool(rows.get("adjective_first", False))
        self.leisure = frozenset(rows["leisure"]["words"])
        self.serious = frozenset(rows["leisure"]["types"])
        self.words: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in rows["modality"].items()}

    def at(self, low: str, word: Word, sentence: Span, *, nominal: bool) -> Hit | None:
        """The trigger that starts at ``word``: a phrase, else a noun where ``nominal`` says the place wants one, else a
        verb, else a noun."""
        order = (self._noun, self._verb) if nominal else (self._verb, self._noun)
        for look in (self._phrase, *order):
            if hit := look(low, word, sentence):
                return hit
        return None

    def evokes(self, word: str) -> bool:
        """Whether anything listed may begin with ``word``, in lower case; the answers for the last short words are kept."""
        return self._kept(word) if len(word) < _LONG else self._evokes(word)

    def _evokes(self, word: str) -> bool:
        listed = self.phrases.opens(word) or self.nouns.opens(word) or self.idle.opens(word)
        return listed or self._forms(word) is not None

    def _phrase(self, low: str, word: Word, sentence: Span) -> Hit | None:
        found = self.phrases.at(low, word)
        return _best(found[0], [(t, "phrase") for t in found[1]], low, sentence) if found else None

    def _noun(self, low: str, word: Word, sentence: Span) -> Hit | None:
        found = self.nouns.at(low, word)
        return _best(found[0], [(t, "noun") for t in found[1]], low, sentence) if found else None

    def _verb(self, low: str, word: Word, sentence: Span) -> Hit | None:
        found = self._forms(word.lower)
        return _best(Span(word.start, word.end), found, low, sentence) if found else None

    def _forms(self, bare: str) -> list[tuple[Trigger, str]] | None:
        found = self.verbs.get(bare)
        if found is None and "-" in bare:
            found = self.verbs.get(bare.split("-")[0])
        if found is None:
            found = next((self.verbs[b] for c in self.words["clitic"] if (b := _bare(bare, c)) in self.verbs), None)
        return found


@lru_cache(maxsize=8)
def triggers(lang: str) -> Triggers:
    """The triggers of ``lang``, built once."""
    return Triggers(lang)


def _entry(number: int, row: dict[str, Any]) -> Trigger:
    return Trigger(
        f"{row['type']}.{number}", row["type"], row.get("mode"), row.get("label"), row.get("roles", "act"),
        row.get("kind", "event"), row.get("absorb", False), row.get("ongoing", False),
        tuple(w.lower() for w in row.get("with", ())), tuple(w.lower() for w in row.get("not", ())),
        row.get("reflexive", False), row.get("weak", False), tuple(w.lower() for w in row.get("lead", ())),
    )  # fmt: skip


def _best(span: Span, found: list[tuple[Trigger, str]], low: str, sentence: Span) -> Hit | None:
    """The entry that the surroundings ask for; one that asks for nothing comes after those that do."""
    fitting = [(t, f) for t, f in found if t.fits(low, span, sentence)]
    if not fitting:
        return None
    trigger, feature = next(((t, f) for t, f in fitting if t.near or t.lead), fitting[0])
    return Hit(span, trigger, feature)


def _opens(low: str, at: int) -> int:
    """``at``, or where what is set between commas right before it begins: in "o muro, da fábrica de tecidos, cedeu" the wall
    stands next to its verb."""
    close = low.rfind(",", max(0, at - 2), at)
    comma = low.rfind(",", max(0, close - _INSET), close) if close >= 0 else -1
    return at if comma < 0 else comma


def _bare(word: str, clitic: str) -> str:
    """``word`` without a clitic at its end (``reunirse``, ``reuniéndose``)."""
    stem = word[: -len(clitic)] if word.endswith(clitic) else word
    return (
        stem
        if stem.endswith("r")
        else stem.replace("ándo", "ando").replace("éndo", "endo")
        if stem.endswith("ndo")
        else ""
    )


def _plural(noun: str, lang: str) -> tuple[str, ...]:
    """The noun and its plural; in a phrase of several words the first and, where it agrees, the second take it."""
    head, *rest = noun.split(" ")
    rules = table(lang, "nouns")
    heads = (head, *_plurals(head, rules)) if not rules.get("last") else (head,)
    tail = rest[0] if rest else ""
    out = [" ".join((h, *rest)) for h in heads]
    if tail and tail not in ("de", "da", "do", "dos", "del", "of", "a", "em", "à"):
        out += [" ".join((h, t, *rest[1:])) for h in heads for t in _plurals(tail, rules)]
    if rules.get("last") and not rest:
        out += _plurals(head, rules)
    return tuple(dict.fromkeys(out))


def _plurals(word: str, rules: dict[str, Any]) -> list[str]:
    for ending, plural in rules["endings"]:
        if word.endswith(ending):
            return [word[: len(word) - len(ending)] + plural]
    return [word + "s"]
