"""A story becomes a record of statements and links."""

from meada.record.grow import Change, grow
from meada.record.link import Link
from meada.record.make import Woven, make, weave
from meada.record.outline import Outline, outline
from meada.record.record import Record
from meada.record.report import Report
from meada.record.ruling import Ruling
from meada.record.statement import Statement
from meada.record.view import View, view

__all__ = [
    "Change",
    "Link",
    "Outline",
    "Record",
    "Report",
    "Ruling",
    "Statement",
    "View",
    "Woven",
    "grow",
    "make",
    "outline",
    "view",
    "weave",
]
