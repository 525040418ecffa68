"""What people judge: which items, what may be said of each, how it is found again, and what it changes.

Everything here is a plain function over values; `meada.flow.judge` is the way in.
"""

from meada.desk.kind import KINDS, Kind
from meada.desk.standing import Standing, State, standings

__all__ = ["KINDS", "Kind", "Standing", "State", "standings"]
