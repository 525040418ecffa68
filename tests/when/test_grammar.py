from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from meada.lang.table import LANGUAGES, resource, table
from meada.when.builder import BUILDERS
from meada.when.composer import COMPOSERS
from meada.when.dial import DIALS
from meada.when.lexicon import lexicon

MAKERS = BUILDERS | COMPOSERS | DIALS


def rules(lang: str) -> list[dict[str, Any]]:
    data = table(lang, "calendar")
    shared = [rule for name in data["setting"].get("rules", ()) for rule in resource(name)["rule"]]
    return [*shared, *data.get("rule", ())]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_its_patterns(lang: str) -> None:
    assert len(rules(lang)) >= 60
    assert len(lexicon(lang).stages) >= 5


@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_have_names_of_their_own(lang: str) -> None:
    assert [name for name, count in Counter(rule["name"] for rule in rules(lang)).items() if count > 1] == []


def test_every_maker_is_used_and_every_used_one_exists() -> None:
    used = {rule["make"] for lang in LANGUAGES for rule in rules(lang)}
    assert used == set(MAKERS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_compiles(lang: str) -> None:
    for stage in lexicon(lang).stages:
        for rule in stage.rules.values():
            assert rule.pattern
            assert rule.gives in lexicon(lang).phrase_marks
