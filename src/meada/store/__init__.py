"""Keeps every border type: one file by default.

>>> with Store.open("paginas.db") as store:  # doctest: +SKIP
...     store.add(capture, page, article, reading, current())
'A1'
"""

from meada.store.entry import Entry
from meada.store.item import Item
from meada.store.judgement import Action, Judgement
from meada.store.loom import Loom
from meada.store.made import Made, current
from meada.store.saved import SavedSearch
from meada.store.store import Store
from meada.store.verify import Problem

__all__ = ["Action", "Entry", "Item", "Judgement", "Loom", "Made", "Problem", "SavedSearch", "Store", "current"]
