from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

import meada_models
from meada_models.package import ModelError, identify, unpack

WEIGHTS = meada_models.WEIGHTS
shipped = pytest.mark.parametrize("lang", meada_models.LANGUAGES)


def test_a_language_without_a_model_is_said_so() -> None:
    with pytest.raises(ModelError, match=r"model\.json is missing"):
        meada_models.describe("eo")


@shipped
def test_the_pipeline_is_one_component(lang: str) -> None:
    assert meada_models.load(lang).pipe_names == ["reader"]


@shipped
def test_the_identity_names_language_version_and_hash(lang: str) -> None:
    identity = meada_models.describe(lang)
    assert str(identity) == f"{lang}-{identity.version}@{identity.digest[:8]}"
    assert identity.version <= meada_models.__version__  # a model keeps its own until it changes


@shipped
def test_a_model_stays_small(lang: str) -> None:
    assert meada_models.describe(lang).size <= 20_000_000


@shipped
def test_loading_is_quick(lang: str) -> None:
    unpack(WEIGHTS / lang)  # imports and caches of spaCy are not the model's
    started = time.process_time()
    unpack(WEIGHTS / lang)
    assert time.process_time() - started < 1.6  # 0.8 s on a free core; the rest is for a busy machine


@shipped
def test_a_changed_file_is_refused(lang: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(WEIGHTS / lang, tmp_path / lang))
    (copy / "config.json").write_text("{}", "utf-8")
    with pytest.raises(ModelError, match=r"config\.json .* is damaged"):
        unpack(copy)


@shipped
def test_a_missing_file_is_refused(lang: str, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(WEIGHTS / lang, tmp_path / lang))
    (copy / "reader" / "network.npz").unlink()
    with pytest.raises(ModelError, match=r"lacks reader/network.npz"):
        unpack(copy)


@shipped
def test_another_series_of_spacy_is_refused(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meada_models.package.installed", lambda name: "3.99.0")
    with pytest.raises(ModelError, match=r"needs spaCy 3\.8"):
        unpack(WEIGHTS / lang)


@shipped
def test_no_file_is_unlisted(lang: str) -> None:
    import json

    listed = set(json.loads((WEIGHTS / lang / "model.json").read_text("utf-8"))["files"])
    there = {path.relative_to(WEIGHTS / lang).as_posix() for path in (WEIGHTS / lang).rglob("*") if path.is_file()}
    assert there == listed | {"model.json"}
    assert identify(WEIGHTS / lang).size > 1_000_000
