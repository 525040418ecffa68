from __future__ import annotations

import pytest

from meada.page import from_html, from_text
from meada.page.language import detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("O governo disse que as obras da ponte não vão parar durante o inverno", "pt"),
        ("El gobierno dijo que las obras del puente no van a parar durante el invierno", "es"),
        ("The government said that work on the bridge will not stop in the winter", "en"),
        ("Die Regierung sagte, dass die Arbeiten an der Brücke nicht eingestellt werden", "de"),
        ("Le gouvernement a dit que les travaux du pont ne seront pas arrêtés", "fr"),
        (
            "O goberno dixo que as obras da ponte non van parar no inverno, segundo os veciños da vila e máis xente",
            "gl",
        ),
        ("El govern va dir que les obres del pont no s'aturaran amb l'hivern i que els veïns també ho saben", "ca"),
        ("政府は橋の工事を冬の間も続けると発表した。", "ja"),
    ],
)
def test_function_words_tell_the_language(text: str, lang: str) -> None:
    assert detect(text) == lang


def test_too_few_words_leave_it_to_the_page() -> None:
    assert detect("Lagoa Parda") is None
    assert detect("Lagoa Parda", "pt-BR") == "pt"


def test_a_short_line_of_names_is_in_the_language_that_the_page_declares() -> None:
    line = (
        "Lagoa Parda: Ivone Teles, Rui Prado e Nadir Sousa, Serra Alta Futebol Clube, Porto Velame, Vila Doce, domingo"
    )
    assert detect(line) is None
    assert detect(line, "pt-BR") == "pt"
    assert detect(line, "de") is None
    html = f'<html lang="pt-BR"><body><article><h1>Escalação</h1><p>{line}</p></article></body></html>'
    assert from_html(html).lang == "pt"


def test_a_language_of_which_no_word_is_known_is_what_the_page_declares_it_is() -> None:
    line = "Valitsus teatas esmaspäeval, et silla remont ei peatu talvel ja maksab kümme miljonit krooni"
    assert detect(line) is None
    assert detect(line, "et-EE") == "et"
    assert detect(line, "x-klingon!") is None
    page = from_html(f'<html lang="et"><body><article><h1>Silla remont</h1><p>{line}.</p></article></body></html>')
    assert (page.lang, page.depth) == ("et", "structure")


def test_a_dot_between_names_makes_no_japanese() -> None:
    assert detect("市政府周一表示，大桥冬季不会停工。市长约翰・史密斯说，工程需要更多资金。") == "zh"


def test_a_wrong_declaration_loses_to_the_words() -> None:
    assert detect("O governo disse que as obras da ponte não vão parar durante o inverno", "en-US") == "pt"


def test_other_languages_are_read_for_structure_only() -> None:
    page = from_text("Die Regierung sagte, dass die Arbeiten an der Brücke nicht vor dem Winter beendet werden.")
    assert (page.lang, page.depth) == ("de", "structure")
    page = from_text("O governo disse que as obras da ponte não vão parar durante o inverno e que tem verba.")
    assert (page.lang, page.depth) == ("pt", "full")
