"""Small invented archives for the tests of `meada.bulk`, and a worker that some of their pages kill."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

import duckdb

from meada import flow
from meada.bulk.perform import perform
from meada.bulk.place import Place
from meada.bulk.settings import Settings
from meada.bulk.task import Task
from meada.sources.capture import Capture

QUICK = Settings(shard=7, window=25, overlap=2, batch=6, models=False, memory=128)

_TOWNS = "Serrália Velame Lagoa Cruz Fundo Ponte Mansinha Quental".split()
_FIRST = "Ilda Norberto Celso Teresa Anselmo Dalva Rui Lia".split()
_LAST = "Ferraz Quina Ramalde Vilar Brito Peroba Moscoso".split()
_THINGS = "a ponte|o porto|a escola|o hospital|a barragem|o mercado|a estrada|o teatro".split("|")
_WORDS = (
    "grave raro novo caro lento forte breve antigo seguro vazio pleno curto largo firme estranho comum para com sem sobre "
    "entre quando ainda também muito pouco sempre nunca água chuva vento rua casa parede telhado portão jardim muro manhã "
    "tarde noite semana gente criança vizinho família trabalho obra verba prazo lista carta livro mesa porta janela que não"
).split()


def _article(event: int, told: int) -> str:
    rng = random.Random(f"{event}/{told}")
    town = f"{_LAST[event * 3 % 7]} de {_TOWNS[event % 8]}"
    person = f"{_FIRST[event % 8]} {_LAST[event % 7]}"
    other = f"{_FIRST[(event + 3) % 8]} {_TOWNS[(event + 2) % 8]}"
    thing, n = _THINGS[(event * 5) % 8], 10 + event * 7 % 80

    def some(k: int) -> str:
        return " ".join(rng.choice(_WORDS) for _ in range(k))

    lines = [
        f"A prefeitura de {town} fechou {thing} na segunda-feira depois que {n} pessoas ficaram feridas, num dia {some(45)}.",
        f'"{some(40).capitalize()} é o que temos", disse {person}, que dirige a Defesa Civil de {town}, e lembrou {some(30)}.',
        f"Segundo {other}, que fala pelos moradores de {town}, {thing} estava {some(45)} desde o ano passado.",
        f"{person} negou que {thing} tenha ficado {some(45)} e prometeu um laudo até {1 + event % 27} de maio de 2026.",
    ]
    rng.shuffle(lines)
    return "\n".join(lines)


def rows(number: int, seed: int = 0) -> list[dict[str, str]]:
    """Articles about events of five pages each, the fifth a copy of the first; days follow the events."""
    out = []
    for at in range(number):
        event, told = divmod(at, 5)
        text = _article(event + 100 * seed, 0 if told == 4 else told)
        day = 1 + event // 2 % 27
        out.append(
            {
                "título": f"{_THINGS[(event * 5) % 8].capitalize()} de {_TOWNS[event % 8]} é notícia {told}, {event}",
                "texto": text if told != 4 else text.rsplit("\n", 1)[0],
                "data": f"2026-03-{day:02}T{9 + told:02}:00:00-03:00",
                "veículo": f"Diário {told}",
                "link": f"https://diario{told}.example/{seed}/{at}",
            }
        )
    random.Random(seed).shuffle(out)
    return out


def corpus(path: Path, number: int, *more: dict[str, str], seed: int = 0) -> str:
    """`rows` and ``more`` as JSON lines."""
    held = [*rows(number, seed), *more]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in held), encoding="utf-8")
    return str(path)


def contents(where: str | Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a dataset, in an order of their own."""
    out = {}
    for folder in sorted(p for p in Path(where).iterdir() if p.is_dir()):
        found = duckdb.sql(f"SELECT * FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true) ORDER BY ALL")
        assert found is not None
        out[folder.name] = found.fetchall()
    return out


class Here:
    """Does the tasks in this process: no worker to wait for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        pass

    def run(self, place: Place, settings: Settings, tasks: Iterable[Task]) -> Iterator[Task]:
        for task in tasks:
            perform(place, settings, task)
            yield task


def deadly(place: Place, settings: Settings, task: Task, attempt: int = 0) -> None:
    """`perform`, but the words of some pages kill or fail the process that reads them."""
    real = flow.take

    def take(capture: Capture, *others: Any) -> flow.Entry:
        if b"veneno" in capture.payload:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"falha" in capture.payload:
            raise ValueError("a page that no one foresaw")
        return real(capture, *others)

    flow.take = take  # type: ignore[assignment]
    try:
        perform(place, settings, task, attempt)
    finally:
        flow.take = real


def slowly(place: Place, settings: Settings, task: Task, attempt: int = 0) -> None:
    """`perform`, a little later."""
    time.sleep(0.15)
    perform(place, settings, task, attempt)
