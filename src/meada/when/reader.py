"""Reading a text: every expression in it, in order, resolved."""

from __future__ import annotations

from collections.abc import Sequence

from meada.span import Span
from meada.when.context import Context
from meada.when.expression import Anchor, Expression
from meada.when.finding import Finding
from meada.when.grammar import reduce
from meada.when.lexer import lex
from meada.when.lexicon import Lexicon, lexicon
from meada.when.node import Node
from meada.when.resolver import resolve
from meada.when.value import Stretch, interval

__all__ = ["read"]

_BY_RULE = "when."


def read(text: str, lang: str, *, anchor: Anchor, spans: Sequence[Span] | None = None) -> tuple[Expression, ...]:
    """All temporal expressions of ``text`` in ``spans`` (default: the whole text), in order.

    Spans are code points of ``text``. ``lang`` is an ISO 639-1 code that has a calendar table; raises
    `FileNotFoundError` for any other. The running discourse date passes from span to span.
    """
    tables = lexicon(lang)
    context = Context(text, tables, anchor)
    out: list[Expression] = []
    for span in spans if spans is not None else (Span(0, len(text)),):
        nodes = lex(text, span.start, span.end, tables)
        nodes = reduce(nodes, tables.stages, tables.phrase_marks, text)
        context.ahead = nodes
        for i, node in enumerate(nodes):
            if node.partial is None or node.mark not in tables.spoken:
                continue
            context.at(node.start, node.end)
            context.ahead_from = i + 1
            found = resolve(node.partial, context)
            if found is None:
                continue
            _remember(node, found, context)
            out.append(_expression(node, found, tables))
    return tuple(out)


def _remember(node: Node, found: Finding, context: Context) -> None:
    """Keeps the running discourse date, and the period a report is about."""
    item = found.stretch
    if item is None:
        return
    context.discourse, context.discourse_at = item, context.end
    if item.granularity in ("day", "part", "minute", "hour"):
        context.discourse_day = item
    context.remember_day(item)
    named = item.granularity in ("quarter", "half") and not node.rule.startswith("shift")
    if named and context.today and found.anchor != "discourse":
        context.report = item if item.first.year == context.today.year else context.report


def _expression(node: Node, found: Finding, tables: Lexicon) -> Expression:
    begin, until = found.begin, found.until
    if begin is None and until is None and found.type in ("DATE", "TIME"):
        south = isinstance(found.stretch, Stretch) and found.stretch.south
        begin, until = interval(found.value, south=south)
    return Expression(
        span=Span(*(found.core or (node.start, node.end))),
        type=found.type,
        value=found.value,
        begin=begin,
        until=until,
        granularity=found.granularity,
        zone=found.zone,
        zone_basis=found.zone_basis,
        anchor=found.anchor,
        mod=found.mod,
        rule=_BY_RULE + node.rule,
        confidence=found.confidence,
        alternatives=found.alternatives,
    )
