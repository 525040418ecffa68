from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from meada.export.fragment import directive, link
from meada.export.material import Material
from meada.span import Span

PAGE = (
    "Chuva deixa 12 desalojados em Vila Nova\n"
    "A prefeitura disse que a ponte caiu. O governo disse que a ponte caiu de novo.\n"
    "O bem-te-vi & o sabiá, disse ela, não cantam mais.\n"
    "Só a ponte, reforçou."
)


def folded(text: str) -> str:
    return "".join((unicodedata.normalize("NFD", c)[0].casefold() or c)[0] for c in text)


def bounded(text: str, piece: str, at: int) -> bool:
    def word(c: str) -> bool:
        return c.isalnum() or c == "_"

    end = at + len(piece)
    left = at == 0 or not (word(text[at - 1]) and word(text[at]))
    return left and (end == len(text) or not (word(text[end - 1]) and word(text[end])))


def opened(text: str, named: str) -> tuple[int, int] | None:
    """Where a browser that follows the draft would land: the first match of prefix, start, end and suffix in turn."""
    parts = named.removeprefix("text=").split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else ""
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else ""
    start, end = unquote(parts[0]), unquote(parts[1]) if len(parts) > 1 else None
    hay, at = folded(text).replace("\n", " "), 0
    needle = folded(start)
    while (at := hay.find(needle, at)) >= 0:
        before = hay[:at].rstrip()
        after = at + len(needle)
        fits = bounded(hay, needle, at) and (not prefix or before.endswith(folded(prefix)))
        if fits and end is not None:
            last = hay.find(folded(end), after)
            if last >= 0:
                return at, last + len(end)
        elif fits and (not suffix or hay[after:].lstrip().startswith(folded(suffix))):
            return at, after
        at += 1
    return None


def span(words: str, nth: int = 0) -> Span:
    at = [m.start() for m in re.finditer(re.escape(words), PAGE)][nth]
    return Span(at, at + len(words))


def test_words_that_stand_once_need_no_context() -> None:
    assert directive(PAGE, span("12 desalojados")) == "text=12%20desalojados"


def test_what_is_syntax_is_encoded() -> None:
    assert directive(PAGE, span("bem-te-vi & o sabiá, disse")) == "text=bem%2Dte%2Dvi%20%26%20o%20sabi%C3%A1%2C%20disse"


def test_the_second_of_two_like_it_has_words_around_it() -> None:
    for nth in (0, 1):
        where = span("disse que a ponte caiu", nth)
        named = directive(PAGE, where)
        assert named is not None
        assert opened(PAGE, named) == (where.start, where.end), named
    assert "governo" in (directive(PAGE, span("disse que a ponte caiu", 1)) or "")


def test_a_quote_over_blocks_is_named_by_its_ends() -> None:
    where = Span(PAGE.index("O governo"), PAGE.index(" mais"))
    named = directive(PAGE, where)
    assert named == "text=O%20governo%20disse%20que%20a,sabi%C3%A1%2C%20disse%20ela%2C%20n%C3%A3o%20cantam"
    assert opened(PAGE, named) == (where.start, where.end)


def test_a_part_of_a_word_is_widened_to_the_word() -> None:
    assert directive(PAGE, span("desalojad")) == "text=desalojados"


def test_no_word_no_directive_and_no_address_no_link() -> None:
    assert directive("… — …", Span(0, 5)) is None
    assert link("https://a.example/x", "… — …", Span(0, 5)) == "https://a.example/x"
    assert link(None, PAGE, span("12 desalojados")) is None


def test_an_address_with_a_fragment_keeps_it() -> None:
    assert link("https://a.example/x#topo", PAGE, span("Vila Nova")) == "https://a.example/x#topo:~:text=Vila%20Nova"


@given(st.text(alphabet="ab çã-,&\n.", min_size=1, max_size=60), st.data())
def test_any_span_is_named_in_unreserved_characters(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    named = directive(text, Span(start, end))
    if named is not None:
        assert re.fullmatch(r"text=[A-Za-z0-9%._~,-]+", named)


def test_nearly_every_quote_of_the_examples_is_found_where_it_stands(materials: list[Material]) -> None:
    wrong, n = [], 0
    for material in materials:
        texts = {d.capture: d.text for d in material.documents}
        for statement in material.statements():
            evidence = statement.evidence[0]
            named = directive(texts[evidence.page], evidence.span)
            assert named is not None
            found = opened(texts[evidence.page], named)
            n += 1
            if found is None or not (found[0] <= evidence.span.end and evidence.span.start <= found[1]):
                wrong.append(named)
    assert n > 50
    assert wrong == []
