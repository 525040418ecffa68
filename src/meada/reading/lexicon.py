"""The cue lexicon of a language, looked up by surface form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from meada.lang.inflection import forms
from meada.lang.table import table
from meada.reading.weights import weights

__all__ = ["Lexicon", "Sense", "lexicon"]


class Sense(NamedTuple):
    """A verb form: its ``lemma``, the ``stance`` of its group, and the features it can have (`FEATURES`)."""

    lemma: str
    stance: str
    features: frozenset[str]

    @property
    def finite(self) -> bool:
        """True when the form can be a finite third person."""
        return bool(self.features & _FINITE)


_FINITE = frozenset(("present", "past", "imperfect", "future", "conditional", "subjunctive"))
Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their first word, longest first."""


class Lexicon:
    """What a language's tables say about reporting, made ready for look-up; built once a language."""

    def __init__(self, lang: str) -> None:
        reporting, grammar = table(lang, "reporting"), table(lang, "grammar")
        self.lang = lang
        homographs = frozenset(reporting["frames"].get("homographs", ()))
        self.verbs = {f: s for f, s in _verbs(reporting["verbs"], lang).items() if f not in homographs}
        self.stance = {lemma: stance for stance, lemmas in reporting["verbs"].items() for lemma in lemmas}
        frames = reporting["frames"]
        self.frames = {name: frozenset(value) for name, value in frames.items() if isinstance(value, list)}
        self.prepositional: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in frames["prepositional"].items()}
        self.elsewise: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in frames.get("elsewise", {}).items()}
        """Words right after a verb that give it another sense ("respondia por 27 %")."""
        self.by: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in frames.get("by", {}).items()}
        """Words after which a verb has by how much somebody changed something, and no count ("reduziu a fila em 60 %")."""
        adverbial, nominal = reporting["adverbial"], reporting["nominal"]
        self.adverbials = _phrases([*adverbial["source"], *contracted(adverbial["source"], grammar)])
        self.opinion = frozenset(adverbial["opinion"])
        self.as_clause = _phrases(adverbial["as_clause"])
        self.introducers = self.opinion | self.adverbials.keys() | self.as_clause.keys()
        """First words of all that introduces a source."""
        self.citing = _phrases(adverbial["citing"])
        self.not_source = frozenset(adverbial["not_source"])
        self.ordinals = frozenset(adverbial.get("ordinals", ()))
        self.intro = frozenset(adverbial["intro"])
        self.nouns = frozenset(nominal["nouns"])
        self.held = frozenset(nominal.get("held", ()))
        """Nouns for a state of mind, which are no attribution unless somebody has it."""
        self.anaphors = frozenset(nominal["anaphors"])
        self.denials = {name: frozenset(value) for name, value in reporting["denials"].items()}
        """Verbs by what they do to a claim (``untrue``, ``turned``), nouns of what is counted (``counts``), words that point
        at what was told (``pointed``), and verbs of asking (``asks``)."""
        self.idle = frozenset(table(lang, "stopwords")["common"])
        """Words too common to tell two contents apart."""
        impersonal = reporting["impersonal"]
        self.impersonal = _phrases(impersonal["clause"])
        self.impersonal_passive = frozenset(impersonal["passive"])
        self.rumour = frozenset(impersonal["conditional"])
        self.fronted = _phrases(impersonal["fronted"])
        self.refusals = _phrases(reporting["refusal"]["phrases"])
        self.turns = self.impersonal.keys() | self.refusals.keys()
        """First words of the turns that go before any verb."""
        self.named = self.nouns | self.anaphors | self.impersonal_passive
        """Words that are cues without being a verb of a speaker."""
        self.source = {name: frozenset(value) for name, value in reporting["source"].items()}
        self.bodies = {name: frozenset(value) for name, value in reporting["bodies"].items()}
        self.beside = _phrases(reporting["source"]["beside"])
        self.lang_inverts = bool(grammar["infinitive_endings"])
        self.lang_gerund_object = not self.lang_inverts
        self.open = weights(lang) is not None
        """Whether learned weights sift what the patterns propose, so that any verb may be proposed."""
        self.grammar = {name: frozenset(value) for name, value in grammar.items() if isinstance(value, list)}
        self.common = _finite_forms(grammar, lang)
        """Finite forms of common verbs that are no cues."""
        self.suffixes = {name: tuple(value) for name, value in grammar.items() if name.endswith(("endings", "hints"))}

    def sense(self, form: str) -> Sense | None:
        """The verb that ``form`` (lower case) can be; a clitic after a hyphen is set aside ("disse-nos")."""
        found = self.verbs.get(form)
        if found is None and "-" in form:
            found = self.verbs.get(form.split("-", 1)[0])
        return found

    def starts(self, phrases: Phrases, words: Sequence[str], at: int) -> int:
        """How many words the longest of ``phrases`` takes from ``at`` on; 0 for none."""
        for phrase in phrases.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def has(self, group: str, word: str) -> bool:
        """Whether ``word`` is in the closed class ``group`` of the grammar."""
        return word in self.grammar[group]


def _verbs(groups: dict[str, list[str]], lang: str) -> dict[str, Sense]:
    found: dict[str, tuple[str, str, set[str]]] = {}
    for stance, lemmas in groups.items():
        for lemma in lemmas:
            for form, feature in forms(lemma, lang):
                kept = found.setdefault(form, (lemma, stance, set()))
                if kept[0] == lemma:
                    kept[2].add(feature)
    return {form: Sense(lemma, stance, frozenset(features)) for form, (lemma, stance, features) in found.items()}


def _finite_forms(grammar: dict[str, Any], lang: str) -> frozenset[str]:
    """The third persons of the common verbs that are no other form of the verb and no closed-class word."""
    out: set[str] = set()
    for lemma in grammar["common_verbs"]:
        found = list(forms(lemma, lang))
        bare = {form for form, feature in found if feature in ("infinitive", "gerund", "subjunctive")}
        out |= {form for form, feature in found if feature in _FINITE and form not in bare}
    closed = (
        "prepositions",
        "articles",
        "pronouns",
        "coordinators",
        "subordinators",
        "adverbs",
        "demonstratives",
        "relatives",
    )
    return frozenset(out.difference(*(grammar[group] for group in closed)))


def _phrases(items: Iterable[str]) -> Phrases:
    out: dict[str, list[tuple[str, ...]]] = {}
    for item in items:
        words = tuple(item.split())
        out.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(set(found), key=len, reverse=True)) for first, found in out.items()}


def contracted(items: Iterable[str], grammar: dict[str, Any]) -> Iterable[str]:
    """Phrases that end in a preposition with its contractions ("na opinião de" → "na opinião do")."""
    contractions = grammar.get("contractions", {})
    for item in items:
        head, _, last = item.rpartition(" ")
        for form in contractions.get(last, ()):
            yield f"{head} {form}".strip()


@lru_cache(maxsize=8)
def lexicon(lang: str) -> Lexicon:
    """The lexicon of ``lang``; raises `FileNotFoundError` when it has no tables."""
    return Lexicon(lang)
