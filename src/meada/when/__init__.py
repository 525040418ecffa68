"""Dates and times in text, read and resolved."""

from __future__ import annotations

from meada.when.expression import Anchor, Expression
from meada.when.metadata import moment
from meada.when.reader import read
from meada.when.zone import presumed_zone

__all__ = ["Anchor", "Expression", "moment", "presumed_zone", "read"]
