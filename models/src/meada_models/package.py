"""How a trained pipeline is kept in the package, and how it is read back: checked, and without what is not needed.

A model is a folder: spaCy's configuration, the files of the component that reads, and ``model.json``, which lists the
SHA-256 of every other file.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_config

import meada_models.reader
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


def pack(nlp: Language, folder: Path, version: str, scores: dict[str, Any] | None = None) -> Identity:
    """Write ``nlp`` to ``folder``, replacing what is there."""
    shutil.rmtree(folder, ignore_errors=True)
    nlp.to_disk(folder, exclude=["vocab", "tokenizer", "meta", "config"])
    config = nlp.config.interpolate()
    kept = {"nlp": config["nlp"], "components": config["components"]}
    _write_json(folder / "config.json", kept)
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()}
    _write_json(
        folder / MANIFEST, {"lang": nlp.lang, "version": version, "scores": scores or {}, "files": digests}, indent=1
    )
    return identify(folder)


def _write_json(path: Path, value: object, indent: int | None = None) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent) + "\n", "utf-8")
