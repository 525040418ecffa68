"""A story becomes a record of statements and links."""

from meada.record.link import Link
from meada.record.make import grow, make
from meada.record.record import Record
from meada.record.report import Report
from meada.record.statement import Statement
from meada.record.view import View, view

__all__ = ["Link", "Record", "Report", "Statement", "View", "grow", "make", "view"]
