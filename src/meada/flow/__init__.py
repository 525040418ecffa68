"""The one place that knows the order of the work: captures to articles, readings, stories and records."""

from meada.flow.add import add, count, receive
from meada.flow.judge import Judged, judge, undo
from meada.flow.lay import orphans
from meada.flow.reread import remove, reread
from meada.flow.take import Entry, take
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict
from meada.flow.weave import seed, weave

__all__ = [
    "Entry",
    "Judged",
    "Tools",
    "Verdict",
    "add",
    "count",
    "judge",
    "orphans",
    "receive",
    "remove",
    "reread",
    "seed",
    "take",
    "undo",
    "weave",
]
