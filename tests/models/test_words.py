from __future__ import annotations

from meada_models.words import ENDS, GRAMS, SHAPES, plain, view


def test_case_and_digits_do_not_make_another_word() -> None:
    assert plain("Abril") == plain("ABRIL") == "abril"
    assert plain("1987") == plain("2024") == "0000"
    assert view("1987") == view("2024")


def test_case_is_seen_in_the_shape_alone() -> None:
    lower, upper = view("porto"), view("Porto")
    assert (lower.grams, lower.ends) == (upper.grams, upper.ends)
    assert lower.shape != upper.shape


def test_words_with_one_end_share_its_row() -> None:
    assert set(view("cantaram").ends) & set(view("deitaram").ends)


def test_rows_are_in_the_tables() -> None:
    for form in ("a", "—", "é", "x" * 10_000, "日本"):
        seen = view(form)
        assert seen.grams
        assert all(0 <= row < GRAMS for row in seen.grams)
        assert seen.ends
        assert all(0 <= row < ENDS for row in seen.ends)
        assert 0 <= seen.shape < SHAPES
        assert len(seen.grams) <= 75
