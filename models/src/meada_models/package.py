"""How a trained pipeline is kept in the package, and how it is read back: checked, and without what is not needed.

A model is a folder: spaCy's files for the components, ``strings.json`` (what the edit trees of the lemmatizer name),
``vectors.npz`` (static vectors as whole numbers of 8 bits with a scale a row) and ``model.json``, which lists the
SHA-256 of every other file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.util import load_model_from_config
from spacy.vectors import Vectors

import meada_models.bounds
import meada_models.lemmas
import meada_models.tokenizer  # noqa: F401  (they register what the configuration names)

__all__ = ["Identity", "ModelError", "identify", "pack", "unpack"]

MANIFEST = "model.json"
SERIES = "3.8"
"""The spaCy series the weights are for; its internals change between series."""


class ModelError(Exception):
    """A model that is not there, is damaged, or does not fit the installed spaCy."""


@dataclass(frozen=True)
class Identity:
    """Which model: language, version, the SHA-256 over all its files, its size in bytes, its scores on test sets."""

    lang: str
    version: str
    digest: str
    size: int
    scores: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.lang}-{self.version}@{self.digest[:8]}"


def identify(folder: Path) -> Identity:
    """What the manifest says. Raises `ModelError` when there is none."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        raise ModelError(f"no model in {folder.name!r}: {MANIFEST} is missing") from None
    files = manifest["files"]
    digest = hashlib.sha256("".join(f"{name} {files[name]}\n" for name in sorted(files)).encode()).hexdigest()
    size = sum((folder / name).stat().st_size for name in files if (folder / name).is_file())
    return Identity(manifest["lang"], manifest["version"], digest, size, manifest.get("scores", {}))


def unpack(folder: Path) -> Language:
    """The pipeline in ``folder``. Raises `ModelError` when a file is missing or changed, or spaCy is of another series."""
    identity = identify(folder)
    found = installed("spacy")
    if not found.startswith(SERIES + "."):
        raise ModelError(f"{identity} needs spaCy {SERIES}, and {found} is installed")
    _check(folder)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    nlp = load_model_from_config(config, meta={"lang": identity.lang, "name": "meada", "version": identity.version})
    for string in json.loads((folder / "strings.json").read_text("utf-8")):
        nlp.vocab.strings.add(string)
    _read_vectors(nlp, folder / "vectors.npz")
    nlp.from_disk(folder, exclude=["vocab", "tokenizer", "meta"])
    return nlp


def _check(folder: Path) -> None:
    listed = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    for name, digest in listed.items():
        try:
            data = (folder / name).read_bytes()
        except FileNotFoundError:
            raise ModelError(f"the model in {folder.name!r} lacks {name}; install meada-models anew") from None
        if hashlib.sha256(data).hexdigest() != digest:
            raise ModelError(f"{name} of the model in {folder.name!r} is damaged; install meada-models anew")


def _read_vectors(nlp: Language, path: Path) -> None:
    if not path.exists():
        return
    with np.load(path) as kept:
        data = kept["numbers"].astype(np.float32) * kept["scale"].astype(np.float32)[:, None]
        keys = kept["keys"]
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, keys=keys, name="e5", attr="LOWER")


def pack(nlp: Language, folder: Path, version: str, scores: dict[str, Any] | None = None) -> Identity:
    """Write ``nlp`` to ``folder``, replacing what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder, exclude=["vocab", "tokenizer", "meta", "config"])
    config = nlp.config.interpolate()
    kept = {"nlp": config["nlp"], "components": config["components"]}
    _write_json(folder / "config.json", kept)
    _write_json(folder / "strings.json", sorted(_tree_strings(nlp)))
    if len(nlp.vocab.vectors):
        _write_vectors(nlp.vocab.vectors, folder / "vectors.npz")
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    _write_json(
        folder / MANIFEST, {"lang": nlp.lang, "version": version, "scores": scores or {}, "files": digests}, indent=1
    )
    return identify(folder)


def _write_json(path: Path, value: object, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", "utf-8")


def _tree_strings(nlp: Language) -> Iterator[str]:
    trees = nlp.get_pipe("trainable_lemmatizer").trees  # type: ignore[attr-defined]
    for number in range(len(trees)):
        tree = trees[number]
        if "orig" in tree:
            yield from {nlp.vocab.strings[tree["orig"]], nlp.vocab.strings[tree["subst"]]}


def _write_vectors(vectors: Vectors, path: Path) -> None:
    scale = (np.abs(vectors.data).max(1) / 127).astype(np.float32)
    numbers = np.round(vectors.data / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    order = sorted(vectors.key2row.items(), key=lambda item: item[1])
    keys = np.array([key for key, _ in order], dtype=np.uint64)
    np.savez(path, numbers=numbers, scale=scale, keys=keys)
