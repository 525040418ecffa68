from meada.span import Span
from meada.story.translation import align, anchors
from retold import story, translate


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


def test_names_and_numbers_are_anchors_and_sentence_starts_are_not() -> None:
    text = "Ontem Quental viu 1.200 barcos. Depois o Torvão, às 16h40, partiu."
    assert [a.form for a in anchors(text, whole(text))] == ["quen", "1200", "torv", "16", "40"]


def test_order_counts() -> None:
    lines = story(3).split("\n")
    text, turned = "\n".join(lines), "\n".join(reversed(lines))
    straight = align(anchors(text, whole(text)), anchors(translate(text), whole(translate(text))))
    crossed = align(anchors(text, whole(text)), anchors(translate(turned), whole(translate(turned))))
    assert straight is not None
    assert crossed is not None
    assert straight.share > 0.9 > 0.6 > crossed.share


def test_too_little_gives_nothing() -> None:
    assert align(anchors("Ontem Quental partiu.", whole("Ontem Quental partiu.")), ()) is None


def test_a_long_run_of_breaks_costs_nothing() -> None:
    text = "\n" * 50_000 + "." * 50_000
    assert anchors(text, whole(text)) == ()
