"""What the wide steps compare of an article: its wording as numbers, its anchors, its first words, who and when."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np
import rensa

from meada import flow
from meada.bulk.schema import as_json
from meada.story.bond import Profile, profile
from meada.story.gram import Gram
from meada.story.text import text
from meada.story.told import Told
from meada.story.weight import weights

__all__ = ["BANDS", "feature", "profiled"]

BANDS = 64
"""Rows of a MinHash sketch, each a band of its own: see `meada.story.near.Sketches`, which does the same in memory."""


def feature(entry: flow.Entry) -> dict[str, Any]:
    """The columns of the table ``features`` for one article, but for its key and place."""
    article, page = entry.article, entry.page
    told = Told(page=page, article=article, reading=entry.reading)
    scarred = any(scar.kind == "translation" for scar in article.scars)
    made = text(page.text, article.body, article.lang, scarred=scarred)
    hashes = _hashes(made.grams)
    found = profile(told)
    return {
        "lang": article.lang or "",
        "date": article.published.iso if article.published else None,
        "title": told.title,
        "text": told.body[: weights().terms.body],
        "profile": as_json(
            [sorted(found.actors), sorted(found.agents), {k: sorted(v) for k, v in found.dated.items()}]
        ),
        "size": made.size,
        "runs": len(hashes),
        "scarred": scarred,
        "exact": _exact(hashes),
        "grams": hashes,
        "sketch": _sketch(made.grams),
        "forms": [a.form for a in made.anchors],
        "paragraphs": [a.paragraph for a in made.anchors],
    }


def _hashes(grams: frozenset[Gram]) -> list[int]:
    """64 bits for each run of words, sorted."""
    return sorted(
        {int.from_bytes(blake2b(" ".join(g).encode("utf-8", "replace"), digest_size=8).digest(), "big") for g in grams}
    )


def _exact(hashes: list[int]) -> int:
    """The same number for texts with the same runs of words."""
    return int.from_bytes(blake2b(np.array(hashes, dtype=np.uint64).tobytes(), digest_size=8).digest(), "big")


def _sketch(grams: frozenset[Gram]) -> list[int]:
    sketch = rensa.RMinHash(num_perm=BANDS, seed=42)
    sketch.update([" ".join(gram) for gram in grams])
    return list(sketch.digest())


def profiled(data: Any) -> Profile:
    """The profile that a feature holds."""
    actors, agents, dated = data
    return Profile(frozenset(actors), frozenset(agents), {date: frozenset(found) for date, found in dated.items()})
