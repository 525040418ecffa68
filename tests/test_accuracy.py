"""The guide to accuracy is what the kept results say, and the levels that are shown are those that were measured."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

from meada.lang.table import resource
from meada.record.level import cut, happening, level
from meada.record.verdict import Verdict

ROOT = Path(__file__).resolve().parent.parent


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "benchmarks" / "accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["accuracy"] = module
    spec.loader.exec_module(module)
    return module


def test_the_guide_is_what_was_measured() -> None:
    kept = json.loads((ROOT / "benchmarks" / "accuracy.json").read_text("utf-8"))
    made = script().guide(kept)
    assert (ROOT / "docs" / "accuracy.md").read_text("utf-8") == made, "run: python benchmarks/accuracy.py --report"


def test_every_row_names_its_command_and_sample() -> None:
    kept = json.loads((ROOT / "benchmarks" / "accuracy.json").read_text("utf-8"))
    for one in kept.values():
        assert one["command"]
        assert one["gold"]
        assert all(row["n"] > 0 and row["task"] and row["lang"] for row in one["rows"])


def test_what_is_shown_reached_its_precision() -> None:
    for kinds in resource("levels").values():
        for row in kinds.values():
            assert row["right"] <= row["sample"]
            if "shown" in row:
                assert row["right"] >= 0.9 * row["sample"]
                assert row["suggested"] <= row["shown"]


def test_a_kind_without_a_cut_off_is_only_suggested() -> None:
    at = cut("link", "repeats")
    assert at is not None
    sure = Verdict(relation="repeats", slots=(), why="", confidence=at)
    assert level(sure) == "shown"
    assert level(Verdict(relation="repeats", slots=(), why="", confidence=at - 0.01)) == "suggested"
    assert level(Verdict(relation="tension", slots=(), why="", confidence=1.0)) == "suggested"
    assert happening("STATEMENT", 0.1) == "shown"
    assert happening("CONSULT", 0.1) == "suggested"
