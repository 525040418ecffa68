"""Scores the program against ``examples/planted.json``: what is planted in the invented pages and what must not be joined.

``python tests/planted.py`` prints the scores, and what is missed and forbidden; ``-v`` lists every link as well.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from meada import flow, sources
from meada import page as pages
from meada import record as records
from meada import story as stories
from meada.article.registry import Registry
from meada.flow import Entry, Tools
from meada.record.link import Link
from meada.record.record import Record
from meada.record.report import Report
from meada.record.statement import Statement
from meada.story.entities import join
from meada.story.story import Story
from meada.story.told import Told

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
JOINING = frozenset(("corroborates", "repeats", "updates", "contradicts"))
ALIKE = {
    "repeats": {"repeats"},
    "corroborates": {"corroborates"},
    "coincides": {"coincides"},
    "updates": {"updates"},
    "contradicts": {"contradicts", "tension"},
    "complements": {"complements"},
    "subset": {"subset"},
    "tension": {"tension", "contradicts"},
}
"""The relations of the program that count as having found a planted one."""


class Score(msgspec.Struct, kw_only=True):
    """Planted and found by relation; forbidden joins; files of families and stories that agree."""

    planted: Counter[str]
    found: Counter[str]
    records: int = 0
    mapped: int = 0
    forbidden: list[tuple[str, str, str]] = []
    missed: list[tuple[str, str, str]] = []
    debris: int = 0
    pointers: int = 0
    families: tuple[int, int] = (0, 0)
    stories: tuple[int, int] = (0, 0)
    strays: list[tuple[str, str, str]] = []

    def lines(self) -> list[str]:
        """One ``metric found/planted`` a line."""
        total = sum(self.found.values()), sum(self.planted.values())
        out = [f"records mapped        {self.mapped}/{self.records}", f"links                 {total[0]}/{total[1]}"]
        out += [f"  {name:<19} {self.found[name]}/{n}" for name, n in sorted(self.planted.items())]
        out += [f"families              {self.families[0]}/{self.families[1]}"]
        out += [f"stories               {self.stories[0]}/{self.stories[1]}"]
        out += [f"forbidden             {len(self.forbidden)}", f"statements in debris  {self.debris}"]
        return [*out, f"statements of pointers {self.pointers}"]


class World(msgspec.Struct, kw_only=True):
    """The program's work on the examples: pages by file number, stories, records."""

    entries: dict[str, Entry]
    stories: tuple[Story, ...]
    records: tuple[Record, ...]


@lru_cache(maxsize=1)
def world() -> World:
    """All example pages, read with the examples' own registry and grouped; records are made of the planted stories, so
    that they are scored apart from the grouping."""
    tools = Tools(registry=Registry.load(EXAMPLES / "meada.toml"))
    entries = {}
    for found in sources.walk([EXAMPLES / "pages"]):
        assert isinstance(found, sources.Capture)
        entries[Path(found.origin).name[:2]] = flow.take(found, tools)
    made = stories.make([Told(page=e.page, article=e.article, reading=e.reading) for e in entries.values()])
    family = {c.page: f.id for s in made for f in s.families for c in f.copies}
    record = [_record(group["id"], [entries[n] for n in group["files"]], family) for group in planted()["stories"]]
    return World(entries=entries, stories=made, records=tuple(record))


def _record(story: str, entries: list[Entry], family: dict[str, str]) -> Record:
    """The record of one story, its entities joined across pages as `meada.flow` joins them."""
    known = join(e.reading for e in entries)
    reports = [
        Report(
            page=e.page,
            article=e.article,
            reading=e.reading,
            family=family.get(e.page.capture, e.page.capture),
            same=known.page(e.reading),
        )
        for e in entries
    ]
    return records.make(story, reports)


def planted() -> dict[str, Any]:
    """The hand-written record."""
    made: dict[str, Any] = json.loads((EXAMPLES / "planted.json").read_text("utf-8"))
    return made


def score(made: World, gold: dict[str, Any]) -> Score:
    """How far ``made`` holds what ``gold`` plants."""
    to_ours, number = mapping(made, gold), {e.page.capture: n for n, e in made.entries.items()}
    links: dict[frozenset[str], list[Link]] = defaultdict(list)
    for record in made.records:
        for link in record.links:
            links[frozenset((link.a, link.b))].append(link)
    out = Score(planted=Counter(), found=Counter(), records=len(gold["records"]), mapped=len(to_ours))
    for wanted in gold["links"]:
        pair = frozenset(to_ours[x] for x in (wanted["a"], wanted["b"]) if x in to_ours)
        got = {k.relation for k in links.get(pair, ())} if len(pair) == 2 else set()
        if wanted["relation"] in ("distinct", "subset"):
            out.forbidden += [(wanted["a"], wanted["b"], r) for r in sorted(got & JOINING)]
        if wanted["relation"] in ALIKE:
            out.planted[wanted["relation"]] += 1
            hit = bool(got & ALIKE[wanted["relation"]])
            out.found[wanted["relation"]] += hit
            if not hit:
                why = ",".join(sorted(got)) or ("unmapped" if len(pair) < 2 else "no link")
                out.missed.append((wanted["a"], wanted["b"], f"{wanted['relation']} ({why})"))
    named = {v: k for k, v in to_ours.items()}
    wanted_pairs = {frozenset((k["a"], k["b"])) for k in gold["links"]}
    for record in made.records:
        for link in record.links:
            pair = frozenset((named.get(link.a, "?"), named.get(link.b, "?")))
            if link.relation not in ("distinct", "background") and pair not in wanted_pairs:
                out.strays.append((named.get(link.a, "?"), named.get(link.b, "?"), link.relation))
    out.families = _families(made, gold, number)
    out.stories = _stories(made, gold, number)
    out.debris, out.pointers = _debris(made)
    return out


def mapping(made: World, gold: dict[str, Any]) -> dict[str, str]:
    """Planted record id → the program's statement whose words overlap its quote most, type and figure considered."""
    ours: dict[str, list[Statement]] = defaultdict(list)
    for record in made.records:
        for statement in record.statements:
            ours[statement.page].append(statement)
    choices = []
    for wanted in gold["records"]:
        page = made.entries[wanted["doc"]].page
        where = [locate(page.text, e["quote"]) for e in wanted["evidence"]]
        for statement in ours[page.capture]:
            fit = max((_fit(w, statement) for w in where if w), default=0.0)
            if fit:
                choices.append((fit + _bonus(wanted, statement), wanted["id"], statement.id))
    out: dict[str, str] = {}
    taken: set[str] = set()
    for _, theirs, mine in sorted(choices, reverse=True):
        if theirs not in out and mine not in taken:
            out[theirs] = mine
            taken.add(mine)
    return out


def locate(text: str, quote: str) -> tuple[int, int] | None:
    """Where ``quote`` stands in ``text``, whatever the white space."""
    found = re.search(r"\s+".join(re.escape(word) for word in quote.split()), text)
    return found.span() if found else None


def _fit(where: tuple[int, int], statement: Statement) -> float:
    start, end = where
    best = 0.0
    for evidence in statement.evidence:
        shared = min(end, evidence.span.end) - max(start, evidence.span.start)
        if shared > 0:
            lengths = end - start, len(evidence.span)
            best = max(best, shared / min(lengths) + 0.3 * shared / max(lengths))
    return best if best >= 0.3 else 0.0


def _bonus(wanted: dict[str, Any], statement: Statement) -> float:
    bonus: float = 0.5 * (wanted["type"] == statement.type) + 0.2 * (wanted["mode"] == statement.mode)
    figure = wanted.get("figure")
    if figure:
        same = statement.figure is not None and statement.figure.value == figure.get("value")
        return bonus + (2.0 if same and figure.get("value") is not None else 0.0 if not statement.figure else 0.3)
    return bonus + (0.1 if statement.kind == wanted["kind"] else -0.3 if statement.kind == "figure" else 0.0)


def _families(made: World, gold: dict[str, Any], number: dict[str, str]) -> tuple[int, int]:
    of = {number[c.page]: f.id for s in made.stories for f in s.families for c in f.copies}
    hits = sum(len({of.get(n, n) for n in family["files"]}) == 1 for family in gold["families"])
    return hits, len(gold["families"])


def _stories(made: World, gold: dict[str, Any], number: dict[str, str]) -> tuple[int, int]:
    ours = {frozenset(number[p] for p in story.pages) for story in made.stories}
    return sum(frozenset(s["files"]) in ours for s in gold["stories"]), len(gold["stories"])


def _debris(made: World) -> tuple[int, int]:
    debris = pointers = 0
    by_page = {e.page.capture: e for e in made.entries.values()}
    for record in made.records:
        for statement in record.statements:
            entry = by_page[statement.page]
            debris += any(e.zone not in pages.page.READ for e in statement.evidence)
            pointers += any(p.span.overlaps(e.span) for p in entry.article.pointers for e in statement.evidence)
    return debris, pointers


def main(verbose: bool) -> None:
    """Print the scores."""
    made, gold = world(), planted()
    result = score(made, gold)
    print("\n".join(result.lines()))
    for a, b, relation in result.forbidden:
        print("FORBIDDEN", a, b, relation)
    for a, b, relation in result.missed:
        print("missed", a, b, relation)
    if verbose:
        for a, b, relation in sorted(result.strays):
            print("stray", a, b, relation)


if __name__ == "__main__":
    main("-v" in sys.argv)
