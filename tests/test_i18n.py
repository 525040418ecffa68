from __future__ import annotations

import re
from pathlib import Path

import pytest

from meada.errors import SettingsError
from meada.i18n import TAGS, choose, words
from meada.moment import Moment
from messages import TONGUES, catalogue, messages

_FIELD = re.compile(r"\{(\w+)(?:!r)?\}")

BRAZILIAN = (
    "arquivo", "usuário", "tela", "salvar", "mídia", "registro", "cúpula", "baixar", "você", "planilha", "contato",
    "salvo", "salva", "moscou", "irã", "veículo", "compartilhada", "cadastro", "aparelho", "ônibus", "fato", "equipe", "ruim",
    "acessar", "deletar", "registrar", "celular", "gerenciar", "conosco", "vietnã", "copenhague",
)  # fmt: skip
"""Words of Brazilian interfaces that the Portuguese of Portugal says otherwise."""


def test_european_portuguese_is_not_brazilian() -> None:
    text = " ".join(str(m.string).lower() for m in catalogue("pt_PT") if m.id)
    assert not [word for word in BRAZILIAN if re.search(rf"\b{word}s?\b", text)]


@pytest.mark.parametrize(
    ("environ", "tag"),
    [
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "pt_PT.UTF-8"}, "pt-PT"),
        ({"LANG": "pt_BR.UTF-8"}, "pt-BR"),
        ({"LANG": "pt_AO.UTF-8"}, "pt-PT"),
        ({"LANG": "pt_MZ"}, "pt-PT"),
        ({"LANG": "pt"}, "pt-BR"),
        ({"LANG": "es_AR.UTF-8"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "es_ES", "LC_ALL": "pt_PT.UTF-8"}, "pt-PT"),
        ({"LANG": "es_ES", "MEADA_LANG": "en"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses(environ: dict[str, str], tag: str) -> None:
    assert choose(None, environ) == tag


def test_a_wish_wins_and_an_unknown_one_is_refused() -> None:
    assert choose("es", {"LANG": "pt_BR"}) == "es"
    with pytest.raises(SettingsError, match="klingon"):
        choose("klingon", {})


@pytest.mark.parametrize(
    ("tag", "number", "shown"),
    [
        ("pt-BR", 1234.5, "1.234,5"), ("pt-PT", 1234.5, "1234,5"), ("pt-PT", 12345.5, "12 345,5"), ("es", 1234, "1234"),
        ("es", 1234567, "1 234 567"), ("en", 1234.5, "1,234.5"), ("en", -12, "-12"), ("pt-BR", 600, "600"),
    ],
)  # fmt: skip
def test_numbers(tag: str, number: float, shown: str) -> None:
    assert words(tag).number(number).replace(" ", " ") == shown


@pytest.mark.parametrize(
    ("tag", "shown"),
    [
        ("pt-BR", "12 ago. 2025, 19h48"), ("pt-PT", "12 ago. 2025, 19:48"), ("es", "12 ago. 2025, 19:48"),
        ("en", "Aug. 12, 2025, 19:48"),
    ],
)  # fmt: skip
def test_an_instant(tag: str, shown: str) -> None:
    assert words(tag).date("2025-08-12T19:48", "minute") == shown


@pytest.mark.parametrize("tag", TAGS)
def test_precision_is_kept(tag: str) -> None:
    say = words(tag)
    assert say.date("2025-04-01", "month").endswith("2025")
    assert "1" not in say.date("2025-04-01", "month").replace("2025", "")
    assert say.date("2025-01-01", "year") == "2025"
    assert say.date(None) == ""


def test_catalogues_ship() -> None:
    root = Path(__file__).resolve().parents[1]
    assert "src/meada/locale" in (root / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("tongue", TONGUES)
def test_every_message_is_translated(tongue: str) -> None:
    own = catalogue(tongue)
    for message in messages():
        if not message.id:
            continue
        found = own.get(message.id)
        assert found is not None, message.id
        forms = [
            str(form or "") for form in (found.string if isinstance(found.string, list | tuple) else [found.string])
        ]
        assert all(forms), message.id
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        for form, source in zip(forms, ids, strict=True):
            assert set(_FIELD.findall(form)) == set(_FIELD.findall(source)), message.id


@pytest.mark.parametrize("tongue", TONGUES)
def test_no_catalogue_holds_what_the_source_does_not_say(tongue: str) -> None:
    known = {m.id for m in messages()}
    assert {m.id for m in catalogue(tongue)} <= known | {""}


def test_what_is_presumed_is_said() -> None:
    moment = Moment(
        begin="2025-08-12T19:48", until="2025-08-12T19:49", granularity="minute", zone="-03:00", basis="presumed"
    )
    assert words("pt-BR").moment(moment) == "12 ago. 2025, 19h48 (fuso presumido)"
    assert words("en").moment(None) == "no date"


@pytest.mark.parametrize(
    ("tag", "said"), [("pt-BR", "0 falhas"), ("pt-PT", "0 falhas"), ("es", "0 fallos"), ("en", "0 failures")]
)
def test_nought_takes_the_plural(tag: str, said: str) -> None:
    assert words(tag).count("{n} failure", "{n} failures", 0) == said


def test_a_stretch_gives_both_ends_as_far_as_they_are_known() -> None:
    say = words("pt-BR")
    assert say.stretch("2030-01-01", "2031-05-11", "year") == "2030 – 2031"
    assert say.stretch("2031-05-03", "2031-05-05") == "3 maio 2031 – 5 maio 2031"
    assert say.stretch("2031-05-03", None) == "3 maio 2031"
