"""What the dependency tree proposes, and how the odds choose."""

from __future__ import annotations

from math import exp

import pytest

from meada.lang.parse import Token
from meada.reading import parsed
from meada.reading.choice import choose
from meada.reading.draft import Draft
from meada.reading.lexicon import lexicon
from meada.reading.line import Line, lines
from meada.reading.odds import Odds, odds
from meada.reading.quotes import pair
from meada.reading.trait import traits
from meada.reading.tree import Tree
from meada.span import Span

Row = tuple[str, str, str, int]
"""Word, part of speech, relation, and the place of its head."""


def tree(*rows: Row) -> tuple[Line, Tree]:
    """A sentence of ``rows``, its words parted by blanks, as a line and a tree."""
    text, tokens = " ".join(r[0] for r in rows), []
    at = 0
    for word, upos, deprel, head in rows:
        tokens.append(Token(at, at + len(word), upos, word.lower(), head, deprel))
        at += len(word) + 1
    span = Span(0, len(text))
    (line,) = lines(text, span, [span], pair(text, span), lexicon("en"))
    return line, Tree(text, tokens)


SAID = tree(
    ("The", "DET", "det", 1), ("ferryman", "NOUN", "nsubj", 2), ("say", "VERB", "root", 2), ("the", "DET", "det", 4),
    ("quay", "NOUN", "nsubj", 6), ("is", "AUX", "cop", 6), ("closed", "ADJ", "ccomp", 2), (".", "PUNCT", "punct", 2),
)  # fmt: skip
WARNED = tree(
    ("Nair", "PROPN", "nsubj", 1), ("warn", "VERB", "root", 1), ("the", "DET", "det", 3), ("crew", "NOUN", "obj", 1),
    ("of", "ADP", "case", 5), ("ice", "NOUN", "obl", 1), (".", "PUNCT", "punct", 1),
)  # fmt: skip
BLAMED = tree(
    ("The", "DET", "det", 1), ("dam", "NOUN", "nsubj:pass", 3), ("was", "AUX", "aux:pass", 3), ("blame", "VERB", "root", 3),
    ("by", "ADP", "case", 5), ("farmers", "NOUN", "obl", 3), (".", "PUNCT", "punct", 3),
)  # fmt: skip
PLAN = tree(
    ("Their", "PRON", "nmod:poss", 1), ("plan", "NOUN", "nsubj", 4), ("to", "PART", "mark", 3), ("dredge", "VERB", "acl", 1),
    ("failed", "VERB", "root", 4), (".", "PUNCT", "punct", 4),
)  # fmt: skip
AFRAID = tree(
    ("Bento", "PROPN", "nsubj", 2), ("is", "AUX", "cop", 2), ("afraid", "ADJ", "root", 2), ("of", "ADP", "case", 4),
    ("fog", "NOUN", "obl", 2), (".", "PUNCT", "punct", 2),
)  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "rule", "lemma", "source", "content"),
    [
        (SAID, "tree:ccomp", "say", "The ferryman", "the quay is closed"),
        (WARNED, "tree:obj", "warn", "Nair", "the crew"),
        (WARNED, "tree:obl", "warn of", "Nair", "ice"),
        (WARNED, "tree:obj+obl", "warn of", "Nair", "the crew of ice"),
        (BLAMED, "tree:agent", "blame", "farmers", "The dam"),
        (PLAN, "tree:noun-acl", "plan", "Their", "to dredge"),
        (AFRAID, "tree:adj-obl", "afraid of", "Bento", "fog"),
    ],
)
def test_a_relation_gives_content_and_source(
    sentence: tuple[Line, Tree], rule: str, lemma: str, source: str, content: str
) -> None:
    line, parse = sentence
    found = {d.rule: d for d in parsed.find(line, parse, lambda _: True)}
    draft = found[rule]
    assert draft.lemma == lemma
    assert ([s.of(line.text) for s in draft.source], [s.of(line.text) for s in draft.content]) == ([source], [content])


def test_only_wanted_words_propose() -> None:
    assert parsed.find(*SAID, lambda lemma: lemma == "shout") == []


def test_a_word_with_a_cycle_above_it_ends() -> None:
    line, _ = SAID
    tokens = [Token(w.start, w.end, "VERB", w.lower, (k + 1) % 2, "ccomp") for k, w in enumerate(line.words[:2])]
    assert parsed.find(line, Tree(line.text, tokens), lambda _: True) == []


def test_a_share_is_the_sum_of_what_traits_are_worth() -> None:
    table = Odds({"bias": -1.0, "verb say": 3.0}, 0.4)
    assert table.share(["bias", "verb say", "unknown"]) == pytest.approx(1 / (1 + exp(-2)))
    assert table.words == {"say"}


def test_the_best_proposal_of_a_cue_stands() -> None:
    line, parse = WARNED
    found = parsed.find(line, parse, lambda _: True)
    table = Odds({"bias": 0.0, "rule tree:obl": 2.0, "rule tree:obj": 1.0}, 0.4)
    assert [d.rule for d in choose(line, parse, found, table, frozenset(), [])] == ["tree:obl"]
    assert found[[d.rule for d in found].index("tree:obl")].confidence == pytest.approx(0.881)
    assert choose(line, parse, found, table, frozenset(), [found[0].cue[0]]) == []
    assert choose(line, parse, found, Odds({"bias": -9.0}, 0.4), frozenset(), []) == []


def test_who_is_named_after_the_words_goes_before_nobody() -> None:
    line, parse = SAID
    cue, before = line.span(2, 3), line.span(3, 5)
    nobody = Draft([line.span(4, 5)], cue=[cue], rule="tree:ccomp<", lemma="say")
    named = Draft([before], cue=[cue], source=[line.span(0, 2)], rule="verb:fronted-clause", lemma="say")
    table = Odds({"rule tree:ccomp<": 2.0, "rule verb:fronted-clause": 1.0}, 0.4)
    open_rules = frozenset(("verb:fronted-clause",))
    assert choose(line, parse, [nobody, named], table, open_rules, []) == [named]
    assert choose(line, parse, [nobody], table, open_rules, []) == [nobody]


def test_the_traits_of_a_proposal_name_rule_verb_source_and_content() -> None:
    line, parse = WARNED
    found = parsed.find(line, parse, lambda _: True)
    draft = next(d for d in found if d.rule == "tree:obl")
    said = set(traits(draft, line, parse, found))
    assert {"rule tree:obl", "verb warn of", "verb warn", "source PROPN", "content long 1", "beside tree:obj"} <= said


def test_the_learned_odds_are_read_where_there_are_any() -> None:
    english = odds("en")
    assert english is not None
    assert "say" in english.words
    assert english.share(["bias", "rule tree:ccomp", "verb say"]) > english.share(
        ["bias", "rule tree:ccomp", "verb eat"]
    )
    assert odds("pt") is None


def test_an_attribution_tells_which_traits_it_was_chosen_by() -> None:
    line, held = SAID
    known = Odds({"verb say": 2.0, "rule tree:clause": 0.5, "verb hum": 9.0}, 0.1)
    (draft,) = choose(line, held, parsed.find(line, held, lambda _: True), known, frozenset(), ())
    assert draft.weights
    assert set(draft.weights) <= {("verb say", 2.0), ("rule tree:clause", 0.5)}
    assert known.share(t for t, _ in draft.weights) == pytest.approx(draft.confidence, abs=0.001)
