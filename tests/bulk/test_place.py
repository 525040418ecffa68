from __future__ import annotations

from pathlib import Path

import pytest
from pyarrow import fs

from archive import QUICK, Here, contents, corpus
from meada.bulk import load, place, run
from meada.store import Store


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for the bucket ``test://``: a file system that is not this machine's, as far as meada can tell."""
    folder = tmp_path / "bucket"
    (folder / "acervo").mkdir(parents=True)
    system = fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem(use_mmap=False))
    known = place.connect

    def connect(where: str) -> tuple[object, str]:
        return (system, where.removeprefix("test://").rstrip("/")) if where.startswith("test://") else known(where)

    for module in ("gather", "place", "plan"):
        monkeypatch.setattr(f"meada.bulk.{module}.connect", connect)
    return folder / "acervo"


def test_a_bucket_holds_what_a_folder_does(bucket: Path, tmp_path: Path) -> None:
    given = corpus(tmp_path / "corpus.jsonl", 10)
    (bucket / "corpus.jsonl").write_bytes(Path(given).read_bytes())
    for name in ("a.html", ".escondida.html", "estilo.css"):
        (bucket / name).write_text(
            "<html lang=pt><body><h1>A ponte</h1><p>A ponte fechou, disse Ilda Ferraz.</p></body></html>"
        )
    run([given], str(tmp_path / "d"), QUICK, Here())
    run(["test://acervo/corpus.jsonl"], "test://dataset", QUICK, Here())

    def placeless(where: Path) -> dict[str, list[tuple[object, ...]]]:
        return {
            kind: rows for kind, rows in contents(where).items() if kind in ("readings", "links", "stories", "families")
        }

    assert placeless(bucket.parent / "dataset") == placeless(tmp_path / "d")
    assert not (bucket.parent / "dataset" / "work").exists()
    with Store.temporary() as store:
        assert load("test://dataset", store).articles == 10
    summary = run(["test://acervo/"], "test://pages", QUICK, Here())
    assert summary.rows["articles"] == 1
