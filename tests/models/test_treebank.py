from __future__ import annotations

from pathlib import Path

from meada_models.train.treebank import read_named, read_treebank

# "Dona Cotinha falou da Vila Nova." with "da" split, and a sentence whose contraction is inside a name.
TREE = """\
# text = Dona Cotinha falou da Vila Nova.
1\tDona\tdona\tNOUN\t_\tGender=Fem\t3\tnsubj\t_\t_
2\tCotinha\tCotinha\tPROPN\t_\t_\t1\tappos\t_\t_
3\tfalou\tfalar\tVERB\t_\tVerbForm=Fin\t0\troot\t_\t_
4-5\tda\t_\t_\t_\t_\t_\t_\t_\t_
4\tde\tde\tADP\t_\t_\t6\tcase\t_\t_
5\ta\to\tDET\t_\tDefinite=Def\t6\tdet\t_\t_
6\tVila\tVila\tPROPN\t_\t_\t3\tobl\t_\t_
7\tNova\tNova\tPROPN\t_\t_\t6\tflat:name\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

1\tPorto\tPorto\tPROPN\t_\t_\t0\troot\t_\t_
2-3\tdo\t_\t_\t_\t_\t_\t_\t_\t_
2\tde\tde\tADP\t_\t_\t4\tcase\t_\t_
3\to\to\tDET\t_\t_\t4\tdet\t_\t_
4\tMel\tMel\tPROPN\t_\t_\t1\tnmod\t_\t_

"""

NAMES = """\
1\tPorto\tB-LOC
2\tde\tI-LOC
3\to\tI-LOC
4\tMel\tI-LOC

1\tDona\tB-PER
2\tCotinha\tI-PER
3\tfalou\tO
4\tde\tO
5\ta\tO
6\tVila\tB-OTH
7\tNova\tI-OTH
8\t.\tO

"""


def read(folder: Path) -> list[list[tuple[str, int, str, str, str | None]]]:
    (folder / "a.conllu").write_text(TREE, "utf-8")
    (folder / "a.iob2").write_text(NAMES, "utf-8")
    sentences = read_treebank(folder / "a.conllu", folder / "a.iob2")
    return [[(t.form, t.head, t.deprel, t.lemma, t.name) for t in sentence] for sentence in sentences]


def test_contractions_are_merged_and_names_found_in_another_order(tmp_path: Path) -> None:
    first, second = read(tmp_path)
    assert first == [
        ("Dona", 2, "nsubj", "dona", "B-PER"),
        ("Cotinha", 0, "appos", "Cotinha", "I-PER"),
        ("falou", 2, "ROOT", "falar", "O"),
        ("da", 4, "case", "de o", "O"),
        ("Vila", 2, "obl", "Vila", "O"),
        ("Nova", 4, "flat:name", "Nova", "O"),
        (".", 2, "punct", ".", "O"),
    ]
    assert [(form, name) for form, *_, name in second] == [("Porto", "B-LOC"), ("do", "I-LOC"), ("Mel", "I-LOC")]


def test_without_names_none_are_claimed(tmp_path: Path) -> None:
    (tmp_path / "a.conllu").write_text(TREE, "utf-8")
    assert {token.name for sentence in read_treebank(tmp_path / "a.conllu") for token in sentence} == {None}


def test_named_words_alone_get_their_spaces(tmp_path: Path) -> None:
    rows = [("Falou", "O"), ("(", "O"), ("Tia", "B-PER"), ("Lu", "I-PER"), (")", "O"), ("na", "O"), ("Feira", "B-MISC")]
    lines = "".join(f"{i}\t{word}\t{tag}\n" for i, (word, tag) in enumerate(rows))
    (tmp_path / "a.conllu").write_text(lines + "\n", "utf-8")
    sentence = read_named(tmp_path / "a.conllu")[0]
    assert "".join(token.form + " " * token.space for token in sentence).strip() == "Falou (Tia Lu) na Feira"
    assert [token.name for token in sentence] == ["O", "O", "B-PER", "I-PER", "O", "O", "O"]
