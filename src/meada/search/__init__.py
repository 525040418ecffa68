"""What a search is made of: words and their folded lemmas, passages with their tags, queries and what they find.

Nothing here knows a database: `meada.store` keeps the passages and runs the queries.
"""

from meada.search.passage import Passage, Tag, passages
from meada.search.query import Query, parse
from meada.search.results import Facet, FacetValue, Hit, Results

__all__ = ["Facet", "FacetValue", "Hit", "Passage", "Query", "Results", "Tag", "parse", "passages"]
