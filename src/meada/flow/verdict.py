"""What became of an input, and the one boundary where a fault in a page or story is caught."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from meada.errors import SourceError
from meada.sources.failure import Failure
from meada.store import Store

__all__ = ["Verdict", "failed", "guarded"]

T = TypeVar("T")


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one input. ``label`` is the article's (``A7``); ``reason`` and ``next`` are set on a failure, and
    ``values`` fill their ``{fields}``; ``flags`` are the article's."""

    origin: str
    status: Literal["added", "known", "reread", "skipped", "failed"]
    label: str | None = None
    capture: str | None = None
    code: str | None = None
    reason: str | None = None
    next: str | None = None
    values: dict[str, str] = {}
    flags: tuple[str, ...] = ()


def guarded(work: Callable[[], T], origin: str) -> T | Failure:
    """What ``work`` gives, or the failure it ends in: the one boundary where a fault in a page or story is caught."""
    try:
        return work()
    except SourceError as error:
        return Failure.of(error, origin)
    except Exception as error:
        return _fault(error, origin)


def _fault(error: Exception, origin: str) -> Failure:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return Failure(
        origin=origin,
        code="fault",
        what=f"{type(error).__name__} in {Path(place.filename).stem}:{place.lineno}: {error}"[:300],
        next="this is a fault of meada: please report it with the page",
    )


def failed(failure: Failure, store: Store) -> Verdict:
    """The verdict on ``failure``, which is recorded unless it was only skipped."""
    if not failure.skipped:
        store.record_failure(failure)
    return Verdict(
        origin=failure.origin,
        status="skipped" if failure.skipped else "failed",
        code=failure.code,
        reason=failure.template or failure.what,
        next=failure.next,
        values=failure.values,
    )
