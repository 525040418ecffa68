"""What days an archive has, and in which shards they lie."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from meada.bulk.stretch import Stretch

__all__ = ["Days"]


class Days:
    """The articles of each day, in all (``every``) and by language (``of``), from what the tasks of `take` gave."""

    def __init__(self, taken: Mapping[str, Mapping[str, Any]]) -> None:
        self.every: Counter[str] = Counter()
        self.of: dict[str, Counter[str]] = defaultdict(Counter)
        self._shards: dict[str, set[str]] = defaultdict(set)
        for shard, found in taken.items():
            for lang, days in found["days"].items():
                self.every.update(days)
                self.of[lang].update(days)
                for day in days:
                    self._shards[day].add(shard)

    @property
    def pages(self) -> int:
        """How many articles there are."""
        return self.every.total()

    def shards(self, stretch: Stretch) -> list[str]:
        """The shards that hold an article of the days that ``stretch`` looks at."""
        first, last = stretch.all
        return sorted({shard for day, held in self._shards.items() if first <= day <= last for shard in held})
