"""Whether a judgement can stand: its kind, its action, and what it sets; words become places on the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, get_args

import msgspec

from meada.desk.edit import changed, known
from meada.desk.find import inside
from meada.desk.kind import KINDS, Kind
from meada.errors import JudgementError
from meada.ident import ident
from meada.page.page import READ, Page, Role
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["addition", "allowed", "edits", "located"]


_SINGLE = frozenset(("span", "trigger", "population", "number"))


def allowed(kind: str, action: str) -> Kind:
    """The kind called ``kind``, where it takes ``action``. Raises `JudgementError` saying what there is instead."""
    found = KINDS.get(kind)
    if found is None:
        names = ", ".join(sorted(KINDS))
        raise JudgementError("“{kind}” is no kind of item", next="the kinds: {names}", kind=kind, names=names)
    if action not in found.actions:
        names = ", ".join(sorted(found.actions))
        raise JudgementError(
            "{kind} does not take {action}", next="it takes: {names}", kind=kind, action=action, names=names
        )
    return found


def edits(
    kind: str, item: Any, fields: Mapping[str, Any], page: Page | None, reading: Reading | None
) -> dict[str, Any]:
    """``fields`` as they are kept: places as spans, the rest as the item's type holds it. Raises `JudgementError` for a
    field that is not there or cannot hold what it is given."""
    of = KINDS[kind]
    if not fields:
        names = ", ".join(sorted(of.fields))
        raise JudgementError("nothing to change was given", next="fields of {kind}: {names}", kind=kind, names=names)
    if strange := sorted(set(fields) - of.fields):
        names = ", ".join(sorted(of.fields))
        raise JudgementError(
            "{kind} has no field {field} to change",
            next="its fields: {names}",
            kind=kind,
            field=strange[0],
            names=names,
        )
    out = dict(fields)
    if page is not None:
        around = _home(page, item)
        for field in sorted(of.spans & out.keys()):
            found = _places(page, out[field], around) if out[field] else []
            out[field] = (found[0] if found else None) if field in _SINGLE else found
    if kind == "block" and out["role"] not in get_args(Role):
        raise _refused(kind, "role", f"{out['role']}: {', '.join(get_args(Role))}")
    _held(kind, item, out, reading)
    return out


def addition(kind: str, given: Mapping[str, Any], page: Page, reading: Reading) -> dict[str, Any]:
    """The item that an addition gives, as it is kept. Its words must stand where the page is read."""
    of = KINDS[kind]
    for field in of.needs:
        if given.get(field) in (None, "", []):
            raise JudgementError(
                "{kind} needs {field}", next="give: {names}", kind=kind, field=field, names=", ".join(of.needs)
            )
    fields = dict(given)
    for field in (*of.spans, "span", "trigger"):
        if field in fields:
            found = _places(page, fields[field], None)
            fields[field] = found[0] if field in _SINGLE and found else found
    if strange := sorted(set(fields) - of.fields - set(of.needs)):
        raise JudgementError("{kind} has no field {field} to change", kind=kind, field=strange[0], next=None)
    fields = _completed(kind, fields, reading)
    try:
        item = changed(kind, msgspec.convert({**fields, "id": "x"}, of.type), fields, reading)
    except (msgspec.ValidationError, ValueError, TypeError, KeyError) as error:
        raise _refused(kind, "", str(error)) from error
    spans = list(inside(item))
    zones = [b.span for b in page.blocks if b.role in READ]
    for span in spans:
        if not len(span) or not any(zone.contains(span) for zone in zones):
            raise JudgementError(
                "“{words}” does not stand in the text that is read", words=span.of(page.text)[:80],
                next="change the role of its block first",
            )  # fmt: skip
    if hasattr(item, "id"):
        item = msgspec.structs.replace(item, id=ident(kind, "added", *(n for s in spans for n in (s.start, s.end))))
    made: dict[str, Any] = msgspec.to_builtins(item)
    return made


def located(page: Page, words: str, around: Span | None = None) -> Span:
    """Where ``words`` stand on ``page``: the only place, or the only one within ``around``. Raises `JudgementError`."""
    text = page.text
    for scope in (around, Span(0, len(text))):
        if scope is None:
            continue
        first = text.find(words, scope.start, scope.end) if words.strip() else -1
        if first >= 0:
            if text.find(words, first + 1, scope.end) >= 0:
                raise JudgementError(
                    "“{words}” stands there more than once", next="give its place: START-END", words=words[:80]
                )
            return Span(first, first + len(words))
    raise JudgementError("“{words}” does not stand on the page", next="copy it as it is shown", words=words[:80])


def _completed(kind: str, fields: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """What an addition leaves unsaid but its type needs."""
    if kind == "attribution":
        return {"type": "indirect", "rule": "judgement", **fields}
    if kind == "figure":
        return {"number": fields["span"], "rule": "judgement", **fields}
    if kind == "event":
        return {"evidence": [fields["trigger"]], "rule": "judgement", **fields}
    if kind == "mention":
        entity = known(str(fields["entity"]), reading)
        type = next((e.type for e in reading.entities if e.id == entity), "person")
        return {"type": type, "rule": "judgement", **fields, "entity": entity}
    return {"type": "DATE", "rule": "judgement", **fields}


def _held(kind: str, item: Any, fields: dict[str, Any], reading: Reading | None) -> None:
    """Raises `JudgementError` where the type of the item does not take ``fields``."""
    if kind in ("article", "story"):
        _said(kind, fields)
    if kind in ("block", "article", "membership", "story"):
        return
    try:
        if reading is not None and KINDS[kind].scope == "reading":
            changed(kind, item, fields, reading)
        elif kind == "entity":
            own = {k: v for k, v in fields.items() if k != "external"}
            msgspec.convert(msgspec.to_builtins(item) | own, type(item))
            msgspec.convert(fields.get("external", {}), dict[str, str])
        else:
            msgspec.convert(msgspec.to_builtins(item) | fields, type(item))
    except (msgspec.ValidationError, ValueError, TypeError, KeyError) as error:
        raise _refused(kind, "", str(error)) from error


def _said(kind: str, fields: Mapping[str, Any]) -> None:
    """Raises `JudgementError` where a field of an article or story is no text, or a date none."""
    for field, value in fields.items():
        if value is not None and not isinstance(value, str):
            raise _refused(kind, field, f"{field}: {value!r}")
        if field in ("published", "updated") and value is not None:
            try:
                dt.datetime.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)
            except ValueError as error:
                raise _refused(kind, field, f"{field}: {value} (YYYY-MM-DDTHH:MM)") from error


def _refused(kind: str, field: str, why: str) -> JudgementError:
    return JudgementError("{kind} cannot hold that: {why}", next="see docs/fields.md", kind=kind, why=why, field=field)


def _home(page: Page, item: Any) -> Span | None:
    """The block that an item stands in."""
    first = next(inside(item), None)
    return next((b.span for b in page.blocks if first and b.span.contains(first)), None)


def _places(page: Page, value: Any, around: Span | None) -> list[list[int]]:
    """``value`` (words, ``[start, end]``, or several of either) as spans."""
    several = value if isinstance(value, list | tuple) else [value]
    if len(several) == 2 and all(isinstance(one, int) for one in several):
        several = [several]
    out = []
    for one in several:
        try:
            span = located(page, one, around) if isinstance(one, str) else msgspec.convert(one, Span)
        except (msgspec.ValidationError, ValueError) as error:
            raise JudgementError("{place} is no place on the page", next="[START, END]", place=one) from error
        if span.end > len(page.text):
            raise JudgementError("{place} is no place on the page", next="[START, END]", place=one)
        out.append([span.start, span.end])
    return out
