"""Which of the four languages a reader gets."""

from __future__ import annotations

from collections.abc import Iterator

from meada.i18n import TAGS, match

__all__ = ["DEFAULT", "choose"]

DEFAULT = "pt-BR"


def choose(cookie: str | None, accepted: str | None) -> str:
    """The reader's own choice (``cookie``), else the best of ``Accept-Language``, else `DEFAULT`."""
    if cookie in TAGS:
        return cookie
    for tag in _wanted(accepted or ""):
        found = match(tag)
        if found is not None and tag.lower() not in ("c", "posix"):
            return found
    return DEFAULT


def _wanted(header: str) -> Iterator[str]:
    """The tags of an ``Accept-Language`` header, most wanted first (RFC 9110, 12.5.4); what is refused is left out."""
    weighed: list[tuple[float, int, str]] = []
    for at, part in enumerate(header.split(",")[:20]):
        tag, _, rest = part.partition(";")
        weight = _weight(rest)
        if tag.strip() and weight > 0:
            weighed.append((-weight, at, tag.strip()))
    for _, _, tag in sorted(weighed):
        yield tag


def _weight(rest: str) -> float:
    name, _, value = rest.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, float(value))
    except ValueError:
        return 0.0
