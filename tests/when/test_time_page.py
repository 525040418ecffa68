from __future__ import annotations

import re
from pathlib import Path

import pytest

import meada.when
from meada.when import Anchor, interval, read

PAGE = (Path(__file__).parents[2] / "docs" / "time.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| (pt|es|en) \| (.+?) \| (.+?) \| `(.+?)` \|$", PAGE, re.MULTILINE)
INTERVALS = re.findall(r"^\| `([^`]+)` \| .* \| (\S+) to (\S+) \|$", PAGE, re.MULTILINE)
PUBLISHED = Anchor(published="2024-05-16T10:30-03:00", zone="America/Recife")


@pytest.mark.parametrize(("lang", "sentence", "words", "value"), EXAMPLES)
def test_the_examples_hold(lang: str, sentence: str, words: str, value: str) -> None:
    assert (words, value) in [(x.span.of(sentence), x.value) for x in read(sentence, lang, anchor=PUBLISHED)]


@pytest.mark.parametrize(("value", "begin", "until"), INTERVALS)
def test_the_intervals_hold(value: str, begin: str, until: str) -> None:
    assert interval(value) == (begin, until)


def test_every_public_function_is_told() -> None:
    functions = {name for name in meada.when.__all__ if name.islower()}
    assert functions == set(re.findall(r"^\| `(\w+)\(", PAGE, re.MULTILINE))
    assert len(EXAMPLES) >= 10
    assert len(INTERVALS) >= 10
