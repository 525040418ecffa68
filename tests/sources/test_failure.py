from __future__ import annotations

from meada.errors import StoreError, TooLargeError
from meada.sources import Failure


def test_a_verdict_keeps_its_words_for_the_catalogue() -> None:
    error = TooLargeError("it is larger than {limit} MB", next="save the article's page alone", limit=32)
    failure = Failure.of(error, "a.html")
    assert (failure.origin, failure.code, failure.skipped) == ("a.html", "too-large", False)
    assert failure.what == "it is larger than 32 MB"
    assert (failure.template, failure.values) == ("it is larger than {limit} MB", {"limit": "32"})


def test_an_error_that_names_its_place_keeps_it() -> None:
    failure = Failure.of(StoreError("a {brace} is no field", where="b.html"), "a.html")
    assert (failure.origin, failure.code, failure.template) == ("b.html", "source", None)
    assert failure.what == "a {brace} is no field"
