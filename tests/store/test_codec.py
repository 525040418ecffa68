"""Every border type comes back equal from its bytes, and equal values give equal bytes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chains import MADE, article, capture
from meada.article.article import Article
from meada.errors import StoreError
from meada.page.page import Page, Segment
from meada.reading.reading import Reading
from meada.record.record import Record
from meada.sources import Capture, Failure
from meada.span import Span
from meada.store import Made, Store
from meada.store.codec import pack, unpack
from meada.story.story import Story

TEXT = st.text(max_size=12)
FLOAT = st.floats(allow_nan=False, allow_infinity=False)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of ``kind``, a border type or what one is made of."""
    if kind is Span:
        return st.tuples(st.integers(0, 500), st.integers(0, 90)).map(lambda p: Span(p[0], p[0] + p[1]))
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return struct(kind)
    plain = {str: TEXT, int: st.integers(-(2**40), 2**40), float: FLOAT, bool: st.booleans(), type(None): st.none()}
    if kind in plain:
        return plain[kind]
    if kind is bytes:
        return st.binary(max_size=30)
    return composed(kind)


def composed(kind: Any) -> st.SearchStrategy[Any]:
    args = get_args(kind)
    origin = getattr(get_origin(kind), "__name__", str(get_origin(kind)))
    if "Literal" in origin:
        return st.sampled_from(args)
    if origin == "tuple" and args[-1] is ...:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin == "tuple":
        return st.tuples(*(values(a) for a in args))
    if origin == "dict":
        return st.dictionaries(values(args[0]), values(args[1]), max_size=2)
    return st.one_of([values(a) for a in args])


def struct(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.deferred(lambda: st.builds(kind, **{name: values(hints[name]) for name in kind.__struct_fields__}))


BORDER: list[type[msgspec.Struct]] = [Capture, Page, Article, Reading, Story, Record, Failure, Made]


@pytest.mark.parametrize("kind", BORDER, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(deadline=timedelta(seconds=5), max_examples=8, suppress_health_check=list(HealthCheck))
def test_a_border_type_comes_back_equal(kind: type[msgspec.Struct], data: st.DataObject) -> None:
    value = data.draw(values(kind))
    packed = pack(value)
    assert unpack(packed, kind) == value
    assert pack(unpack(packed, kind)) == packed


def test_segments_come_back() -> None:
    segments = (Segment(0, 4, "/html/body/p/text()[1]", 2),)
    page = Page(capture="0", text="nota", blocks=(), segments=segments)
    assert unpack(pack(page), Page).segments == segments


@pytest.mark.parametrize("data", [b"", b"lixo", pack({"a": 1}), pack(Page(capture="0", text="x", blocks=()))[:-4]])
def test_damaged_bytes_are_an_error_of_the_store(data: bytes) -> None:
    with pytest.raises(StoreError, match="damaged"):
        unpack(data, Page)


def test_payloads_come_back_from_the_store() -> None:
    with Store.temporary() as store:

        @given(payload=st.binary(max_size=400))
        @settings(deadline=None, max_examples=30)
        def comes_back(payload: bytes) -> None:
            one = capture(payload)
            assert store.capture(store.add(one, *article(one, "texto"), MADE)) == one

        comes_back()
