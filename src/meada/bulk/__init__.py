"""Archives: the same work as `meada.flow`, over shards, into a Parquet dataset by day.

`run` makes a dataset out of web archives, folders and tables; `load` puts one into a store. Nothing here knows how a page
is read or a story made: it cuts the work into tasks, keeps what they give, and joins what is wide.
"""

from meada.bulk.load import Loaded, load
from meada.bulk.run import Summary, run
from meada.bulk.settings import Settings

__all__ = ["Loaded", "Settings", "Summary", "load", "run"]
