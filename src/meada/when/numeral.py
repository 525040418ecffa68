"""Whole numbers in words: "vinte e quatro", "mil novecientos noventa", "nineteen ninety-four"."""

from __future__ import annotations

from meada.when.lexicon import Lexicon
from meada.when.node import Node

__all__ = ["gather"]

_LONGEST = 12


def gather(nodes: list[Node], text: str, lexicon: Lexicon) -> list[Node]:
    """``nodes`` with every run of number words made one number; a lone article ("um", "one") stays what it was."""
    if not any("CARD" in node.values for node in nodes):
        return nodes
    out: list[Node] = []
    i, count = 0, len(nodes)
    while i < count:
        node = nodes[i]
        if "CARD" not in node.values:
            out.append(node)
            i += 1
            continue
        last, number = _read(nodes, i, lexicon)
        if last == i:
            out.append(node)
        else:
            mark = lexicon.number_mark(number, 0)
            out.append(Node(mark, node.start, nodes[last].end, {"N": number}, node.first, nodes[last].last))
        i = last + 1
    return out


def _read(nodes: list[Node], at: int, lexicon: Lexicon) -> tuple[int, int]:
    """The last position of the number that begins at ``at``, and its worth."""
    total, run, previous = 0, 0, 0
    last = at
    i = at
    while i < len(nodes) and i - at < _LONGEST:
        card = nodes[i].values.get("CARD")
        if card is None:
            joins = nodes[i].values.get("JOIN") or nodes[i].mark == lexicon.mark_dash
            if joins and i + 1 < len(nodes) and _fits(nodes[i + 1].values.get("CARD"), previous):
                i += 1
                continue
            break
        worth = int(card)
        if i > at and not _fits(worth, previous) and not _pair(run, worth, total, lexicon):
            break
        if worth == 1000 or (worth == 100 and 0 < run < 10):
            run = max(run, 1) * worth
            if worth == 1000:
                total, run = total + run, 0
        elif i > at and _pair(run, worth, total, lexicon) and not _fits(worth, previous):
            total, run = total + run * 100, worth
        else:
            run += worth
        previous, last = worth, i
        i += 1
    return last, total + run


def _fits(card: object, previous: int) -> bool:
    """True when a number word may follow ``previous``: units after tens, tens after hundreds, anything after mil."""
    if not isinstance(card, int):
        return False
    if previous == 0 or card == 1000:
        return previous == 0 or 0 < previous < 1000
    if previous >= 1000:
        return card < 1000
    if previous >= 100:
        return card < 100
    if card == 100:
        return 0 < previous < 10
    return previous >= 20 and card < 10


def _pair(run: int, worth: int, total: int, lexicon: Lexicon) -> bool:
    """English years by twos: nineteen ninety-four."""
    return lexicon.paired_years and total == 0 and 15 <= run <= 20 and 10 <= worth < 100
