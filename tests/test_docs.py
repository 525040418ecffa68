from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from guide import DOCS, GUIDES
from meada.cli.main import COMMANDS

ROOT = DOCS.parent


@pytest.mark.parametrize(("name", "make"), GUIDES.items())
def test_a_guide_is_what_the_code_says(name: str, make: Callable[[], str]) -> None:
    assert (DOCS / name).read_text("utf-8") == make(), "run: python tests/guide.py"


def test_every_command_that_the_docs_name_exists() -> None:
    named = {
        word
        for path in (ROOT / "README.md", *DOCS.glob("*.md"))
        for word in re.findall(r"(?:^\$? ?|`)meada ([a-z]+)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert named <= set(COMMANDS), sorted(named - set(COMMANDS))


def test_every_file_that_the_docs_link_exists() -> None:
    for path in (ROOT / "README.md", *DOCS.glob("*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_dependency_is_justified() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    reasons = Path(DOCS / "dependencies.md").read_text("utf-8").lower()
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=\[ ]", dependency)[0].lower()
        assert name in reasons, name


def test_the_commands_are_called_the_same_whatever_language_they_are_loaded_in() -> None:
    code = (
        "from meada.cli.speech import speak; speak('pt-BR')\n"
        "from meada.cli.main import COMMANDS, group\n"
        "import click\n"
        "with click.Context(group) as root:\n"
        "    for name in COMMANDS:\n"
        "        group.get_command(root, name)\n"
        "from guide import commands\n"
        "print(commands())"
    )
    path = os.pathsep.join([str(DOCS.parent / "tests"), *sys.path])
    made = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert made.stdout.strip() == (DOCS / "commands.md").read_text("utf-8").strip()
