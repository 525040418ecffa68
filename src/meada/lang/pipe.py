"""The step ``parse`` of ``meada pipe``: a text to its tokens, as JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meada.errors import MeadaError
from meada.lang.model import load_parser
from meada.lang.parse import Parse

__all__ = ["parse_record"]


def parse_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """``id``, ``text`` and ``lang`` in; ``sentences`` and ``tokens`` out, with ``names`` and the ``model`` beside them.

    Raises `MeadaError` when there is no model for the language, and `KeyError` when ``text`` or ``lang`` is missing.
    """
    text, lang = record["text"], record["lang"]
    parser = load_parser(lang)
    if parser is None:
        raise MeadaError(f"no language model for {lang!r}: install meada-models (meada doctor shows what is there)")
    parse = parser.parse(text)
    return {"id": record.get("id"), **_values(parse)}


def _values(parse: Parse) -> dict[str, Any]:
    return {
        "model": parse.model,
        "sentences": [[span.start, span.end] for span in parse.sentences],
        "tokens": [
            {
                "start": token.start,
                "end": token.end,
                "upos": token.upos,
                "lemma": token.lemma,
                "head": token.head,
                "deprel": token.deprel,
            }
            for token in parse.tokens
        ],
        "names": [{"start": name.span.start, "end": name.span.end, "label": name.label} for name in parse.names],
    }
