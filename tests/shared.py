"""Where the shared gold data stands, if it does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

__all__ = ["SHARED", "needs_shared"]


def _find() -> Path | None:
    named = os.environ.get("MEADA_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in Path(__file__).resolve().parents[1:4]]
    return next((place for place in places if (place / "data" / "seeds").is_dir()), None)


SHARED = _find()
"""The folder, from ``$MEADA_SHARED`` or beside the project; None where it is absent."""

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="the shared gold data is not here (set MEADA_SHARED to its folder)"
)
