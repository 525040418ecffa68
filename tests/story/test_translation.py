import itertools

from hypothesis import given
from hypothesis import strategies as st

from meada.span import Span
from meada.story.translation import Anchor, _common, align, anchors
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


FORMS = st.lists(st.sampled_from("abcd"), max_size=40)


@given(FORMS, FORMS)
def test_as_much_as_can_be_in_the_same_order_is(a: list[str], b: list[str]) -> None:
    pairs = _common(tuple(Anchor(x, 0) for x in a), tuple(Anchor(y, 0) for y in b))
    assert all(a[i] == b[j] for i, j in pairs)
    assert all(x[0] < y[0] and x[1] < y[1] for x, y in itertools.pairwise(pairs))
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    assert len(pairs) == table[-1][-1]
