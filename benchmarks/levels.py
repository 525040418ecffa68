"""Chooses from which confidence on a link or an event is shown, and writes ``src/meada/resources/levels.toml``.

    PYTHONPATH=tests python benchmarks/levels.py [--write]

Development data: the links of the two seed pages and of the invented example pages against the records made by hand (a
link between two statements that those records have, too), the links of CSTNews clusters that were judged by hand
(``benchmarks/relations.py``), and the events of the Spanish protest and PLOVER sets. A kind is
shown from the lowest confidence at which its precision reaches .90 over at least `LEAST` cases from there on, and over at
least `MARGIN` cases there; a kind that never does is only suggested. Claims compared by what they are about are left out: they
are only ever suggested (`meada.record.level`). Needs the shared material, at ../shared or $MEADA_SHARED.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import relations
from event_gold import ALIAS, PLOVER, SETS, rows

import planted
from meada import flow
from meada.audit import wilson
from meada.reading.read import read_text
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.store import Store
from shared import SHARED

TARGET = Path(__file__).resolve().parent.parent / "src/meada/resources/levels.toml"
PRECISION, LEAST, MARGIN = 0.90, 5, 2
AGREE = frozenset(("repeats", "corroborates", "coincides"))
Case = tuple[str, float, bool]


def main(*, write: bool) -> None:
    """Print one line a kind; with ``write``, keep the cut-offs."""
    assert SHARED is not None, "needs the shared material"
    links = [*_links(planted.world().records, planted.planted(), _planted()), *_seeds(SHARED), *relations.cases(SHARED)]
    events = list(_events(SHARED))
    made = {"link": _cuts(links), "event": _cuts(events)}
    for group, found in made.items():
        for kind, row in found.items():
            print(f"{group:6s} {kind:14s} {row}")
    if write:
        TARGET.write_text(_toml(made), "utf-8")


def _planted() -> dict[str, str]:
    return planted.mapping(planted.world(), planted.planted())


def _links(records: Iterable[Record], gold: Mapping[str, Any], ours: Mapping[str, str]) -> Iterator[Case]:
    """Each link between two statements that the record made by hand has, and whether that record has the link too: as
    such, or through others (what repeats a repetition, what updates a repetition)."""
    named = {mine: theirs for theirs, mine in ours.items()}
    same = _groups(gold)
    wanted = defaultdict(set)
    for link in gold["links"]:
        pair = frozenset((same.get(link["a"], link["a"]), same.get(link["b"], link["b"])))
        wanted[pair].add(link["relation"])
    for link in (k for record in records for k in record.links if "topic" not in k.slots):
        if link.a in named and link.b in named:
            yield link.relation, link.confidence, _is_right(link, named, same, wanted)


def _groups(gold: Mapping[str, Any]) -> dict[str, str]:
    """Record id → one id for all that agree with it."""
    parent = {r["id"]: r["id"] for r in gold["records"]}

    def top(one: str) -> str:
        while parent[one] != one:
            one = parent[one]
        return one

    for link in gold["links"]:
        if link["relation"] in AGREE:
            parent[top(link["a"])] = top(link["b"])
    return {one: top(one) for one in parent}


def _is_right(link: Link, named: Mapping[str, str], same: Mapping[str, str], wanted: Mapping[Any, set[str]]) -> bool:
    a, b = same[named[link.a]], same[named[link.b]]
    if a == b:
        return link.relation in AGREE
    found = wanted.get(frozenset((a, b)), set())
    if link.relation == "updates" and _later(a, b, wanted):
        return True
    alike = {"contradicts": {"tension"}, "tension": {"contradicts"}}.get(link.relation, set())
    return bool(found & ({link.relation} | alike)) or (link.relation == "distinct" and not found & AGREE)


def _later(a: str, b: str, wanted: Mapping[Any, set[str]]) -> bool:
    """Whether a row of updates leads from one to the other (4 → 11 → 19)."""
    seen, front = {a}, [a]
    while front:
        one = front.pop()
        for pair, found in wanted.items():
            if one in pair and "updates" in found:
                front += [other for other in pair if other not in seen]
                seen |= pair
    return b in seen


def _seeds(shared: Path) -> Iterator[Case]:
    folder = shared / "data" / "seeds"
    gold = json.loads((folder / "records.json").read_text("utf-8"))
    with Store.temporary() as store:
        tools = flow.Tools.load()
        list(flow.add([folder / "a_wire_page.txt", folder / "b_translated_page.txt"], store, tools))
        flow.weave(store, tools)
        records = [store.record(story.id) for story in store.stories()]
        pages = {name: entry.id for name, entry in zip("AB", store.entries(), strict=True)}
    yield from _links(records, gold, _placed(gold, records, pages))


def _placed(gold: Mapping[str, Any], records: Iterable[Record], pages: Mapping[str, str]) -> dict[str, str]:
    """Seed record id → our statement over most of the same characters, type considered; each once."""
    choices = []
    statements = [s for record in records for s in record.statements]
    for wanted in gold["records"]:
        for statement in statements:
            shared = max((_overlap(e, statement, pages) for e in wanted["evidence"]), default=0.0)
            if shared >= 0.3:
                choices.append((shared + 0.5 * (wanted["type"] == statement.type), wanted["id"], statement.id))
    out: dict[str, str] = {}
    for _, theirs, mine in sorted(choices, reverse=True):
        if theirs not in out and mine not in out.values():
            out[theirs] = mine
    return out


def _overlap(wanted: Mapping[str, Any], statement: Statement, pages: Mapping[str, str]) -> float:
    best = 0.0
    for evidence in statement.evidence:
        if evidence.page == pages[wanted["doc"]]:
            shared = min(wanted["end"], evidence.span.end) - max(wanted["start"], evidence.span.start)
            best = max(best, shared / min(wanted["end"] - wanted["start"], len(evidence.span)))
    return best


def _events(shared: Path) -> Iterator[Case]:
    """Each event of a sentence that was coded, and whether its type is one of the codes."""
    for name, lang in SETS:
        for row in rows(shared / "data" / "events" / f"{name}.jsonl.gz"):
            coded = [e["plover"] for e in row["events"]] if row.get("events") else [row["event"]]
            gold = {ALIAS.get(c, c) for c in coded} & PLOVER
            if gold:
                for event in read_text(row["text"], lang).events:
                    if event.type in PLOVER:
                        yield event.type, event.confidence, event.type in gold


def _cuts(cases: Iterable[Case]) -> dict[str, dict[str, float | int]]:
    """For each kind the lowest confidence at which it is shown (none where it never is), with what stands behind it."""
    by_kind: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, confidence, right in cases:
        by_kind[kind].append((round(confidence, 3), right))
    out: dict[str, dict[str, float | int]] = {}
    for kind, found in sorted(by_kind.items()):
        cut = next((c for c in sorted({c for c, _ in found}) if _holds(found, c)), None)
        kept = [right for confidence, right in found if cut is None or confidence >= cut]
        low, high = wilson(sum(kept), len(kept))
        row: dict[str, float | int] = {} if cut is None else {"shown": cut}
        row |= {"suggested": min(c for c, _ in found), "right": sum(kept), "sample": len(kept)}
        out[kind] = row | {"precision": round(sum(kept) / len(kept), 3), "low": round(low, 3), "high": round(high, 3)}
    return out


def _holds(found: list[tuple[float, bool]], cut: float) -> bool:
    """True where the cases from ``cut`` on, and those at ``cut`` alone, are enough and right often enough: a few cases at a
    low confidence are not carried by many at a high one."""
    held, there = [right for c, right in found if c >= cut], [right for c, right in found if c == cut]
    enough = len(held) >= LEAST and len(there) >= MARGIN
    return enough and all(sum(group) >= PRECISION * len(group) for group in (held, there))


def _toml(made: Mapping[str, Mapping[str, Mapping[str, float | int]]]) -> str:
    lines = [
        "# From which confidence on a link or an event is shown; below it, and where no cut-off stands, it is only",
        '# suggested ("a conferir"). Written by benchmarks/levels.py, which says on what data; `low` and `high` are the',
        "# Wilson interval (95 %) of the precision.",
    ]
    for group, found in made.items():
        for kind, row in found.items():
            lines += ["", f"[{group}.{kind}]", *(f"{key} = {value}" for key, value in row.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(write="--write" in sys.argv)
