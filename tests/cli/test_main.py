from __future__ import annotations

import subprocess
import sys

import pytest

from meada.cli.main import COMMANDS, main
from meada.i18n import TAGS, words

HEAVY = (
    "sqlalchemy",
    "msgspec",
    "lxml",
    "numpy",
    "spacy",
    "rich",
    "alembic",
    "meada.flow",
    "meada.store",
    "meada.reading",
)


def run(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(args)
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from meada.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("tag", TAGS)
def test_help_is_in_the_reader_s_language(tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("--help", "--lang", tag, capsys=capsys)
    assert code == 0
    assert words(tag)("Show versions, language models, registries and the store, and what is missing.")[:30] in out
    assert words(tag)("Commands") in out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(name, "--help", "--lang", "en", capsys=capsys)
    assert code == 0
    assert f"meada {name}" in out
    assert "Examples" in out


def test_a_slip_of_the_keys_gets_the_nearest_command(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("shwo", "--lang", "en", capsys=capsys)
    assert code == 2
    assert "show" in err


def test_an_unknown_language_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("--lang", "xx", "doctor", capsys=capsys)
    assert code == 2
    assert "pt-BR, pt-PT, es, en" in err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("--version", capsys=capsys)
    assert code == 0
    assert out.startswith("meada 0.")
