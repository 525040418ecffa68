"""Dates and times in text, read and resolved. `docs/time.md` holds the value grammar and the rules."""

from __future__ import annotations

from meada.when.dateline import Dateline, dateline
from meada.when.expression import Anchor, Expression
from meada.when.happening import Time, event_time
from meada.when.metadata import moment
from meada.when.printed import PrintedDate, printed_dates
from meada.when.reader import read
from meada.when.value import interval
from meada.when.zone import presumed_zone

__all__ = [
    "Anchor",
    "Dateline",
    "Expression",
    "PrintedDate",
    "Time",
    "dateline",
    "event_time",
    "interval",
    "moment",
    "presumed_zone",
    "printed_dates",
    "read",
]
