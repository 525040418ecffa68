"""Failures as rows."""

from __future__ import annotations

from typing import Any

from meada.bulk.schema import UNDATED, as_json
from meada.ident import ident
from meada.sources.failure import Failure

__all__ = ["failure_row"]


def failure_row(failure: Failure, capture: str = "", day: str | None = None) -> dict[str, Any]:
    """A row of the table ``failures``; its id depends on the input, the capture and the code."""
    return {
        "id": ident("failure", failure.origin, capture, failure.code),
        "day": day or UNDATED,
        "origin": failure.origin,
        "code": failure.code,
        "what": failure.what,
        "next": failure.next,
        "data": as_json(failure),
    }
