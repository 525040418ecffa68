"""Measures how right meada is on the development sets and writes ``docs/accuracy.md``; nothing in that file is typed.

    PYTHONPATH=tests python benchmarks/accuracy.py [--only NAME ...] [--store PATH] [--report]

Each measure runs now and keeps what it gave in ``benchmarks/accuracy.json``, with its command, the day and the version;
``--only`` measures some again and keeps the others as they were measured, ``--report`` writes the guide from what is kept.
With ``--store``, the marks of `meada audit` in that store stand in the guide too. Needs the shared material, at ../shared or
$MEADA_SHARED, and the folder benchmarks on the path.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from meada import __version__, audit
from meada.audit import wilson
from meada.store import Store
from shared import SHARED

ROOT = Path(__file__).resolve().parent.parent
KEPT, GUIDE = ROOT / "benchmarks" / "accuracy.json", ROOT / "docs" / "accuracy.md"
Row = dict[str, Any]


class Measure(NamedTuple):
    """A measure: the ``command`` that a reader can run, who made the ``gold``, and what makes its rows."""

    command: str
    gold: str
    run: Callable[[], Iterator[Row]]


def share(task: str, lang: str, right: int, total: int, what: str = "precision") -> Row:
    """A share with its interval."""
    low, high = wilson(right, total)
    value = round(right / max(1, total), 3)
    return {
        "task": task,
        "lang": lang,
        "what": what,
        "value": value,
        "n": total,
        "low": round(low, 3),
        "high": round(high, 3),
    }


def score(task: str, lang: str, what: str, value: float, n: int) -> Row:
    """A figure that is no share of cases (an F1): without an interval."""
    return {"task": task, "lang": lang, "what": what, "value": round(value, 3), "n": n}


def _planted() -> Iterator[Row]:
    import planted

    found = planted.score(planted.world(), planted.planted())
    yield share("statements of the example pages found", "pt, es, en", found.mapped, found.records, "recall")
    yield share(
        "links planted in the example pages found",
        "pt, es, en",
        sum(found.found.values()),
        found.planted.total(),
        "recall",
    )
    for relation, n in sorted(found.planted.items()):
        yield share(f"links planted: {relation}", "pt, es, en", found.found[relation], n, "recall")
    yield score("forbidden links claimed", "pt, es, en", "count", len(found.forbidden), len(planted.planted()["links"]))


def _levels() -> Iterator[Row]:
    rows = tomllib.loads((ROOT / "src/meada/resources/levels.toml").read_text("utf-8"))
    for group, kinds in rows.items():
        for kind, row in kinds.items():
            state = f"shown from confidence {row['shown']}" if "shown" in row else "only suggested"
            yield share(f"{group} {kind}, {state}", "pt, es, en", row["right"], row["sample"])


def _seeds() -> Iterator[Row]:
    from meada import flow
    from meada.export.gather import gather
    from meada.export.records import records

    assert SHARED is not None
    folder = SHARED / "data" / "seeds"
    with Store.temporary() as store:
        list(flow.add([folder / "a_wire_page.txt", folder / "b_translated_page.txt"], store, flow.Tools.load()))
        flow.weave(store, flow.Tools.load())
        made = records(gather(store))
    gold = json.loads((folder / "records.json").read_text("utf-8"))
    found = _scorer().records(gold, made)
    for key, n in (
        ("records.f1", len(gold["records"])),
        ("links.f1", len(gold["links"])),
        ("origin", len(gold["records"])),
    ):
        yield score(f"seed pages, {key}", "pt", key.rpartition(".")[2], float(found[key]), n)


def _attribution() -> Iterator[Row]:
    from meada.lang.model import load_parser
    from meada.reading.pipe import as_pipe
    from meada.reading.read import read_text
    from reading import SETS, SHOWN, load

    assert SHARED is not None
    scorer = _scorer()
    for name, (path, where) in SETS.items():
        gold = load(SHARED / "data" / path, where)
        parsers = {lang: load_parser(lang) for lang in {row["lang"] for row in gold}}
        system = {row["id"]: as_pipe(read_text(row["text"], row["lang"], parser=parsers[row["lang"]])) for row in gold}
        found = scorer.attribution(gold, system)
        for key in SHOWN:
            if key in found:
                yield score(f"attribution, {name}", gold[0]["lang"], key, float(found[key]), found["attributions"])


def _pages() -> Iterator[Row]:
    """What the last run of ``training/pages.py measure`` kept: each page by models that saw no page of its outlet."""
    for kind, shown in (("html", ("body.f1", "body.exact", "standfirst", "segments.f1")), ("lines", ("lines.f1",))):
        kept = ROOT / "build" / "pages" / f"scores_{kind}.json"
        if not kept.exists():
            sys.exit(f"{kept} is not there: python training/pages.py measure {kind}")
        for row in json.loads(kept.read_text("utf-8")):
            for key in shown:
                if key in row and not (key == "body.f1" and not row[key]):
                    yield score(
                        f"roles of blocks, {row['set']}", row["lang"] or "all", key, float(row[key]), row["pages"]
                    )


def _metadata() -> Iterator[Row]:
    from pages import SETS, load, run

    assert SHARED is not None
    for name in SETS:
        gold = load(SHARED / "data" / "pages" / f"{name}.jsonl.gz", None)
        found = _scorer().pages(gold, run(gold)[0])
        for key, field in (
            ("title", "title"),
            ("day", "date"),
            ("datetime", "date"),
            ("authors", "authors"),
            ("agency", "agency"),
        ):
            if key in found:
                n = sum(bool(one.get(field)) for one in gold)
                yield share(f"metadata, {name}", "all", round(found[key] * n), n, key)


def _events() -> Iterator[Row]:
    from event_gold import ALIAS, PLOVER, SETS, rows

    from meada.reading.read import read_text

    assert SHARED is not None
    for name, lang in SETS:
        hit = said = true = 0
        for row in rows(SHARED / "data" / "events" / f"{name}.jsonl.gz"):
            coded = [e["plover"] for e in row["events"]] if row.get("events") else [row["event"]]
            gold = {ALIAS.get(c, c) for c in coded} & PLOVER
            if gold:
                found = {e.type for e in read_text(row["text"], lang).events} & PLOVER
                hit, said, true = hit + len(gold & found), said + len(found), true + len(gold)
        yield share(f"event types, {name}", lang, hit, said)
        yield share(f"event types, {name}", lang, hit, true, "recall")


def _passages() -> Iterator[Row]:
    assert SHARED is not None
    path = SHARED / "data" / "stories" / "cstnews_relations.jsonl.gz"
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "passages.py"), str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    import gzip

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        n = sum(1 for _ in lines)
    for line in done.stdout.splitlines():
        name, value = line.split()
        yield score(f"relation of two sentences: {name}", "pt", "F1, one event left out", float(value), n)


def _scorer() -> Any:
    import importlib.util

    assert SHARED is not None
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MEASURES = {
    "planted": Measure("python tests/planted.py", "the project, by hand, before the program", _planted),
    "levels": Measure(
        "PYTHONPATH=tests python benchmarks/levels.py",
        "seeds and examples by hand; CSTNews links by one reader; Spanish protest and PLOVER coders",
        _levels,
    ),
    "seeds": Measure("pytest tests/test_seeds.py", "the project, by hand", _seeds),
    "pages": Measure(
        "python training/pages.py measure html; python training/pages.py measure lines",
        "the sets' annotators; pt_pages by hand; each page by models that saw no page of its outlet",
        _pages,
    ),
    "metadata": Measure("python benchmarks/pages.py", "the sets' annotators; pt_pages by hand", _metadata),
    "attribution": Measure(
        "python benchmarks/reading.py",
        "seeds, typology by hand; PolNeAR annotators; silver treebanks",
        _attribution,
    ),
    "events": Measure("python benchmarks/event_gold.py ../shared", "the sets' coders", _events),
    "passages": Measure(
        "python benchmarks/passages.py ../shared/data/stories/cstnews_relations.jsonl.gz",
        "CSTNews annotators",
        _passages,
    ),
}


def main() -> None:
    """Measure, keep, write the guide."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--store")
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    for name in [] if given.report else given.only:
        one = MEASURES[name]
        kept[name] = _kept(one.command, one.gold, one.run())
        print(name, len(kept[name]["rows"]))
    if given.store:
        kept["audit"] = _kept("meada audit", "those named", _audits(given.store))
    KEPT.write_text(json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    GUIDE.write_text(guide(kept), "utf-8")


def _kept(command: str, gold: str, rows: Iterator[Row]) -> dict[str, Any]:
    day = dt.date.today().isoformat()
    return {"command": command, "gold": gold, "day": day, "version": __version__, "rows": list(rows)}


def _audits(where: str) -> Iterator[Row]:
    with Store.open(where, create=False) as store:
        for kind in audit.KINDS:
            for lang in (None, "pt", "es", "en"):
                one = audit.result(store, kind, lang)
                if one.right + one.wrong:
                    who = ", ".join(one.who)
                    yield share(f"{kind}, marked by {who}", lang or "all", one.right, one.right + one.wrong)
                if one.recall is not None and lang is None:
                    yield share(f"{kind}, articles checked whole", "all", one.right, one.right + one.missed, "recall")


def guide(kept: dict[str, Any]) -> str:
    """The guide, from what was measured."""
    lines = [
        "# Accuracy",
        "",
        "Written by `benchmarks/accuracy.py` from `benchmarks/accuracy.json`, which holds what each command gave;",
        "do not edit it.",
        "All sets are development data that the builders had open: expect less on other pages. The interval is Wilson's,",
        "95 %; an F1 has none.",
        "",
    ]
    for name in [*MEASURES, "audit"]:
        if name not in kept:
            continue
        one = kept[name]
        lines += [
            f"## {name.capitalize()}",
            "",
            f"`{one['command']}` on {one['day']}, version {one['version']}. Made by: {one['gold']}.",
            "",
        ]
        lines += ["| task | language | measure | value | interval | n |", "|---|---|---|---|---|---|"]
        for row in one["rows"]:
            interval = f"{row['low']:.3f}–{row['high']:.3f}" if "low" in row else "–"
            lines.append(
                f"| {row['task']} | {row['lang']} | {row['what']} | {row['value']:g} | {interval} | {row['n']} |"
            )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    main()
