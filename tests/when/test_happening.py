from __future__ import annotations

from meada.span import Span
from meada.when import Anchor, EventTime, event_time, read

PUBLISHED = Anchor(published="2024-05-16T10:30-03:00", zone="America/Recife")


def of(text: str, trigger: str, *, planned: bool = False, anchor: Anchor = PUBLISHED) -> EventTime:
    start = text.index(trigger)
    times = read(text, "pt", anchor=anchor)
    span = Span(start, start + len(trigger))
    return event_time(span, times, text=text, sentences=_sentences(text), anchor=anchor, planned=planned)


def _sentences(text: str) -> list[Span]:
    out, at = [], 0
    for i, char in enumerate(text):
        if char == ".":
            out.append(Span(at, i + 1))
            at = i + 1
    return out


def test_an_event_has_its_own_date() -> None:
    found = of("A balsa virou na terça-feira.", "virou")
    assert (found.begin, found.until, found.how, found.where) == ("2024-05-14", "2024-05-15", "own", "clause")


def test_a_date_is_inherited_from_the_paragraph() -> None:
    found = of("O motim foi em 4 de maio. Os guardas fugiram.", "fugiram")
    assert (found.begin, found.how, found.where) == ("2024-05-04", "inherited", "paragraph")


def test_a_date_two_paragraphs_away_is_not_inherited() -> None:
    found = of("O motim foi em 4 de maio.\nA vila dormiu.\nOs guardas fugiram.", "fugiram")
    assert (found.begin, found.how) == (None, "bound")


def test_publication_only_bounds() -> None:
    past = of("Os guardas fugiram.", "fugiram")
    assert (past.begin, past.until, past.how, past.span) == (None, "2024-05-16T10:30:00", "bound", None)
    ahead = of("Os guardas partirão.", "partirão", planned=True)
    assert (ahead.begin, ahead.until, ahead.how) == ("2024-05-16T10:30:00", None, "bound")


def test_nothing_is_known_without_publication() -> None:
    assert of("Os guardas fugiram.", "fugiram", anchor=Anchor()) == EventTime()
