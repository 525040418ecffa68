from __future__ import annotations

import pytest

from keepsake import GOLDEN, files, gathered


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return files(gathered())


def test_every_page_has_its_golden_file(made: dict[str, str]) -> None:
    assert {path.name for path in GOLDEN.glob("*.json")} == set(made)


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.glob("*.json")))
def test_a_page_is_read_as_before(name: str, made: dict[str, str]) -> None:
    assert made[name] == (GOLDEN / name).read_text("utf-8"), (
        "meant? then run: python tests/keepsake.py, and review the diff"
    )
