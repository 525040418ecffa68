"""The initials of those who handled a wire copy: ``ksb/bjt/db``, one field a person, in order."""

from __future__ import annotations

import re

from meada.page.page import BODY, Page
from meada.span import Span

__all__ = ["desk_fields"]

_LINE = re.compile(
    r"[\s*(\[–-]*([^\W\d_]{1,5}(?:[-.][^\W\d_]{1,4})?(?:/[^\W\d_]{1,5}(?:[-.][^\W\d_]{1,4})?){1,14})[\s)\].]*"
)
_AFTER = 4
"""How many blocks after the body a line without a role of its own may stand."""


def desk_fields(page: Page) -> tuple[Span, ...]:
    """The spans of the fields of the first desk line, empty where there is none.

    A block with the role ``desk_initials`` counts; so does a line of two fields or more, all in lower case, right after
    the body.
    """
    body = [index for index, block in enumerate(page.blocks) if block.role in BODY]
    near = range(body[-1], body[-1] + _AFTER) if body else range(0)
    for index, block in enumerate(page.blocks):
        if block.role != "desk_initials" and not (index in near and block.role in ("other", "body")):
            continue
        found = _LINE.fullmatch(block.span.of(page.text))
        if found and (block.role == "desk_initials" or found[1].islower()):
            return _fields(found[1], block.span.start + found.start(1))
    return ()


def _fields(line: str, start: int) -> tuple[Span, ...]:
    spans, at = [], start
    for field in line.split("/"):
        spans.append(Span(at, at + len(field)))
        at += len(field) + 1
    return tuple(spans)
