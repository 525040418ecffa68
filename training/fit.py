"""Fitting two rounds of boosted trees over blocks, cross-validated so that no outlet is on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from gold import FOLDS, Sheet, thinned
from lightgbm import LGBMClassifier

from meada.page.feature import context, lead_rows

COMMON = {
    "max_bin": 63,
    "force_col_wise": True,
    "n_jobs": 1,
    "verbose": -1,
    "colsample_bytree": 0.5,
    "deterministic": True,
}
FIRST = COMMON | {
    "n_estimators": 80,
    "learning_rate": 0.15,
    "num_leaves": 24,
    "max_depth": 8,
    "min_child_samples": 30,
    "reg_lambda": 2.0,
}
SECOND = COMMON | {
    "n_estimators": 120,
    "learning_rate": 0.08,
    "num_leaves": 24,
    "max_depth": 8,
    "min_child_samples": 40,
    "reg_lambda": 4.0,
}
LEAD = COMMON | {"n_estimators": 60, "learning_rate": 0.08, "num_leaves": 8, "min_child_samples": 8, "reg_lambda": 6.0}
SEED = 20261121


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, options: dict) -> LGBMClassifier:
    model = LGBMClassifier(**options, random_state=SEED)
    return model.fit(x, y, sample_weight=weight)


def weights(sheet: Sheet) -> np.ndarray:
    """HTML: longer blocks weigh more, by the square root of their words, and pages alike. Lines: every line one."""
    if not sheet.marked:
        return np.ones(len(sheet.y))
    raw = np.sqrt(np.array([s.words for s in sheet.shapes], dtype=float) + 2)
    share = raw[sheet.y == 1].sum() + 0.1 * raw[sheet.y == 0].sum()
    return raw / max(share, 8.0) * 40


def kept(sheet: Sheet) -> np.ndarray:
    """Rows worth learning from: every block near the body or with some words, and one in six of the rest."""
    if not sheet.marked or len(sheet.y) < 9:
        return np.ones(len(sheet.y), dtype=bool)
    words = np.array([s.words for s in sheet.shapes])
    body = np.convolve(sheet.y == 1, np.ones(9), "same") > 0
    return body | (words >= 12) | (np.arange(len(words)) % 6 == 0)


def stacked(sheets: Sequence[Sheet], matrices: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    keep = [kept(s) for s in sheets]
    rows = zip(sheets, matrices, keep, strict=True)
    return (
        np.vstack([matrix[k] for _, matrix, k in rows]),
        np.concatenate([s.y[k] for s, k in zip(sheets, keep, strict=True)]),
        np.concatenate([weights(s)[k] for s, k in zip(sheets, keep, strict=True)]),
    )


def first_round(sheets: Sequence[Sheet]) -> LGBMClassifier:
    return fit(*stacked(sheets, [s.x for s in sheets]), FIRST)


def odds(model: LGBMClassifier, x: np.ndarray) -> np.ndarray:
    return model.booster_.predict(x, num_threads=1).astype(np.float32)


def second(sheet: Sheet, first: np.ndarray) -> np.ndarray:
    return context(sheet.x, first, sheet.drafts, sheet.shapes)


def thin(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Every second page once more without most of its furniture, in its outlet's fold."""
    rng = np.random.default_rng(SEED)
    return [made for sheet in sheets[::2] if (made := thinned(sheet, rng)) is not None]


def lead_round(sheets: Sequence[Sheet], inner: dict[str, np.ndarray]) -> LGBMClassifier:
    """The standfirst's trees, from the blocks before and at the beginning of the body of pages whose gold has it apart."""
    told = [s for s in sheets if (s.lead >= 0).all()]
    rows = [lead_rows(inner[s.id][:, 0], s.shapes) for s in told]
    x = np.vstack([inner[s.id][k] for s, k in zip(told, rows, strict=True)])
    y = np.concatenate([s.lead[k] for s, k in zip(told, rows, strict=True)])
    return fit(x, y, np.where(y == 1, 3.0, 1.0), LEAD)


def cross_validate(
    sheets: Sequence[Sheet], others: Sequence[Sheet] = (), strict: bool = True
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Odds of every sheet (and of ``others``, never learned from) by models that saw no page of its fold's outlets.

    With ``strict`` the odds that the second round learns from also come from models that saw neither fold: twenty fits.
    Without, from the five of the first round: quicker, and for comparing features only.
    """
    seen = sheets
    sheets = [*sheets, *thin(sheets)]
    pairs, alone = {}, {}
    for held in range(FOLDS):
        alone[held] = first_round([s for s in sheets if s.fold != held])
    for a, b in combinations(range(FOLDS), 2):
        pairs[a, b] = first_round([s for s in sheets if s.fold not in (a, b)]) if strict else alone[b]
        pairs[b, a] = pairs[a, b] if strict else alone[a]
    out: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for held in range(FOLDS):
        learned = [s for s in sheets if s.fold != held]
        inner = {s.id: second(s, odds(pairs[held, s.fold], s.x)) for s in learned}
        last = fit(*stacked(learned, [inner[s.id] for s in learned]), SECOND)
        lead = lead_round(learned, inner) if learned[0].marked else None
        for s in [*seen, *others]:
            if s.fold == held:
                x = second(s, odds(alone[held], s.x))
                out[s.id] = odds(last, x), np.zeros(len(x)) if lead is None else odds(lead, x)
    return out


def final(sheets: Sequence[Sheet]) -> list[LGBMClassifier]:
    """The rounds that ship, from all sheets; the later ones still learn from held-out odds of the first."""
    sheets = [*sheets, *thin(sheets)]
    inner: dict[str, np.ndarray] = {}
    for held in range(FOLDS):
        model = first_round([s for s in sheets if s.fold != held])
        inner.update({s.id: second(s, odds(model, s.x)) for s in sheets if s.fold == held})
    last = fit(*stacked(sheets, [inner[s.id] for s in sheets]), SECOND)
    rounds = [first_round(sheets), last]
    return [*rounds, lead_round(sheets, inner)] if sheets[0].marked else rounds
