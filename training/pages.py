"""Train the block classifier, or measure it with no outlet on both sides.

usage: python training/pages.py measure|roles|ship html|lines [--data FOLDER] [--out FOLDER] [--quick] [--keep FILE]

``measure`` writes the system output of every set to ``--out`` (``SET.jsonl``, ready for ``score.py pages`` or ``lines``), each
page by models that saw no page of its outlet, and prints the scores. With ``--keep`` it also writes the pages and their
odds to a pickle, from which ``roles`` gives and scores the roles anew in seconds, for work on rules alone. ``ship`` learns
from all sets and writes ``src/meada/resources/blocks_html.npz`` or ``blocks_lines.npz``. Minutes, one thread. Needs
LightGBM (the ``train`` extra) and the gold data.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import pickle
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType

import fit
import forest
import gold
import numpy as np

from meada.page.role import assign

HTML = ("scrapinghub", "fundus", "naeb", "wcxb_articles", "pt_pages", "trafilatura_eval")
LINES = ("lines_scrapinghub", "lines_fundus", "lines_naeb", "lines_wcxb_articles")
SHOWN = ("body", "segments", "lines", "standfirst")
ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MEADA_SHARED") or ROOT.parent / "shared")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("measure", "roles", "ship"))
    parser.add_argument("kind", choices=("html", "lines"))
    parser.add_argument("--data", type=Path, default=SHARED / "data" / "pages")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "pages")
    parser.add_argument("--quick", action="store_true", help="ten fits instead of twenty: for comparing features only")
    parser.add_argument("--keep", type=Path, help="where the pages and their odds are kept for ``roles``")
    args = parser.parse_args()
    if args.what == "roles":
        if args.keep is None:
            parser.error("roles needs --keep")
        report(args, *pickle.loads(args.keep.read_bytes()))
        return
    sheets = sheets_of(args)
    learned = [sheet for sheet in sheets if (sheet.y >= 0).all()]
    if args.what == "ship":
        forest.write(ROOT / "src" / "meada" / "resources" / f"blocks_{args.kind}.npz", fit.final(learned))
        return
    odds = fit.cross_validate(learned, [s for s in sheets if (s.y < 0).any()], strict=not args.quick)
    if args.keep is not None:
        args.keep.write_bytes(pickle.dumps((sheets, odds)))
    report(args, sheets, odds)


def sheets_of(args: argparse.Namespace) -> list[gold.Sheet]:
    names = HTML if args.kind == "html" else LINES
    read = gold.sheet if args.kind == "html" else gold.lined
    with ProcessPoolExecutor(2) as pool:
        return [
            sheet
            for name in names
            for row in [gold.load(args.data / f"{name}.jsonl.gz")]
            for sheet in pool.map(read, row, [name] * len(row), chunksize=8)
            if sheet is not None
        ]


def report(args: argparse.Namespace, sheets: list[gold.Sheet], odds: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Writes what ``measure`` and ``roles`` make of every set, and prints how good it is."""
    args.out.mkdir(parents=True, exist_ok=True)
    score = scorer(args.data.parents[1] / "score" / "score.py")
    rows: list[dict[str, object]] = []
    for name in HTML if args.kind == "html" else LINES:
        here = [sheet for sheet in sheets if sheet.set == name]
        made = {sheet.id: output(sheet, odds[sheet.id]) for sheet in here}
        with (args.out / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(page, ensure_ascii=False) + "\n" for page in made.values())
        for lang in (None, "es") if name == "trafilatura_eval" else (None,):
            wanted = [sheet.gold for sheet in here if lang in (None, sheet.gold.get("lang"))]
            found = (score.pages if args.kind == "html" else score.lines)(wanted, made)
            shown = [f"{key} {value:.3f}" for key, value in found.items() if key.startswith(SHOWN)]
            print(f"{name} {lang or ''}({len(wanted)} pages)", *shown, sep="  ", flush=True)
            rows.append({"set": name, "lang": lang, "pages": len(wanted), **found})
    (args.out / f"scores_{args.kind}.json").write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def output(sheet: gold.Sheet, odds: tuple[np.ndarray, np.ndarray]) -> dict:
    """One page as `meada pipe page` gives it, as far as roles go."""
    body, lead = ([float(p) for p in part] for part in odds)
    verdicts = assign(sheet.drafts, sheet.shapes, sheet.hints, body, sheet.candidates, lead=lead)
    pairs = list(zip(sheet.drafts, verdicts, strict=True))

    def of(*roles: str) -> list[str]:
        return [draft.text for draft, verdict in pairs if verdict.role in roles]

    return {
        "id": sheet.id,
        "body": "\n".join(of("body", "subhead")),
        "headline": " ".join(of("headline")),
        "standfirst": " ".join(of("standfirst")),
        "blocks": [{"role": v.role, "start": d.start, "end": d.start + len(d.text)} for d, v in pairs],
    }


if __name__ == "__main__":
    main()
