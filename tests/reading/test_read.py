"""From a text to a reading."""

from meada.page.page import Block
from meada.reading.pipe import as_pipe
from meada.reading.read import read_text
from meada.span import Span


def test_a_clean_text_is_body_line_by_line() -> None:
    text = "Ponte reabre\n\nA ponte reabriu. O rio baixou."
    reading = read_text(text, "pt")
    assert [s.of(text) for s in reading.sentences] == ["Ponte reabre", "A ponte reabriu.", "O rio baixou."]


def test_only_blocks_that_are_read_are_read() -> None:
    text = "Ponte reabre\nLeia também\nA ponte reabriu."
    blocks = [
        Block(role="headline", span=Span(0, 12)),
        Block(role="related", span=Span(13, 24)),
        Block(role="body", span=Span(25, len(text))),
    ]
    reading = read_text(text, "pt", blocks=blocks)
    assert [s.of(text) for s in reading.sentences] == ["Ponte reabre", "A ponte reabriu."]


def test_a_language_that_is_not_read_gives_nothing() -> None:
    reading = read_text("Le pont rouvre.", "fr")
    assert (reading.lang, reading.sentences) == ("fr", ())


def test_pipe_gives_every_field_of_the_step() -> None:
    out = as_pipe(read_text("A ponte reabriu.", "pt"))
    assert list(out) == ["lang", "sentences", "attributions", "times", "figures", "mentions", "events"]
    assert out["sentences"] == [[0, 16]]
