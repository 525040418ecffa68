"""Fitting two rounds of boosted trees over blocks, cross-validated so that no outlet is on both sides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

import lightgbm
import numpy as np
from gold import FOLDS, Sheet, thinned
from lightgbm import Booster

from meada.page.feature import context, lead_rows

COMMON = {
    "objective": "binary",
    "max_bin": 63,
    "feature_pre_filter": False,
    "force_col_wise": True,
    "num_threads": 1,
    "verbose": -1,
    "feature_fraction": 0.5,
    "deterministic": True,
    "seed": 20261121,
}
FIRST = COMMON | {
    "num_iterations": 80,
    "learning_rate": 0.15,
    "num_leaves": 24,
    "max_depth": 8,
    "min_data_in_leaf": 30,
    "lambda_l2": 2.0,
}
SECOND = COMMON | {
    "num_iterations": 160,
    "learning_rate": 0.06,
    "num_leaves": 20,
    "max_depth": 8,
    "min_data_in_leaf": 60,
    "lambda_l2": 8.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.75,
    "bagging_freq": 1,
}
LEAD = COMMON | {"num_iterations": 60, "learning_rate": 0.08, "num_leaves": 8, "min_data_in_leaf": 8, "lambda_l2": 6.0}
SEED = 20261121


class Table:
    """The rows worth learning from of many sheets, cut into bins once; models are fitted to some of its folds."""

    def __init__(
        self, sheets: Sequence[Sheet], matrix: Callable[[Sheet], np.ndarray], rows: Callable[[Sheet], np.ndarray],
        told: Callable[[Sheet], np.ndarray], weight: Callable[[Sheet], np.ndarray],
    ) -> None:  # fmt: skip
        keep = [rows(s) for s in sheets]
        pairs = list(zip(sheets, keep, strict=True))
        self.fold = np.concatenate([np.full(int(k.sum()), s.fold) for s, k in pairs])
        self.data = lightgbm.Dataset(
            np.vstack([matrix(s)[k] for s, k in pairs]),
            np.concatenate([told(s)[k] for s, k in pairs]),
            weight=np.concatenate([weight(s)[k] for s, k in pairs]),
            params=COMMON,
        ).construct()

    def fit(self, options: dict, without: Sequence[int] = ()) -> Booster:
        """A model of every fold but those of ``without``."""
        able = np.flatnonzero(~np.isin(self.fold, without))
        data = self.data if len(able) == len(self.fold) else self.data.subset(able)
        return lightgbm.train(options, data)


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


def odds(model: Booster, matrices: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The odds of each row, one array a matrix; all are read in one go."""
    if not matrices:
        return []
    ends = np.cumsum([len(matrix) for matrix in matrices])[:-1]
    return np.split(model.predict(np.vstack(matrices), num_threads=1).astype(np.float32), ends)


def thin(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Every second page once more without most of its furniture, in its outlet's fold."""
    rng = np.random.default_rng(SEED)
    return [made for sheet in sheets[::2] if (made := thinned(sheet, rng)) is not None]


class Rounds:
    """The rounds over ``sheets``, which are to be learned from; ``first`` is the table of the first."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = [*sheets, *thin(sheets)]
        self.first = Table(self.sheets, lambda s: s.x, kept, lambda s: s.y, weights)

    def inner(self, models: dict[int, Booster], sheets: Sequence[Sheet]) -> dict[str, np.ndarray]:
        """What the later rounds see of ``sheets``, each with the odds of the model of its fold."""
        out: dict[str, np.ndarray] = {}
        for fold, model in models.items():
            here = [s for s in sheets if s.fold == fold]
            for s, first in zip(here, odds(model, [s.x for s in here]), strict=True):
                out[s.id] = context(s.x, first, s.drafts, s.shapes)
        return out

    def later(self, inner: dict[str, np.ndarray]) -> tuple[Table, Table | None]:
        """The tables of the second round and of the standfirst's, which learns from the blocks before and at the
        beginning of the body of pages whose gold has it apart."""
        sheets = [s for s in self.sheets if s.id in inner]
        second = Table(sheets, lambda s: inner[s.id], kept, lambda s: s.y, weights)
        told = [s for s in sheets if (s.lead >= 0).all()]
        if not told:
            return second, None
        lead = Table(
            told,
            lambda s: inner[s.id],
            lambda s: top(s, inner[s.id]),
            lambda s: s.lead,
            lambda s: np.where(s.lead == 1, 3.0, 1.0),
        )
        return second, lead


def top(sheet: Sheet, inner: np.ndarray) -> np.ndarray:
    rows = np.zeros(len(inner), dtype=bool)
    rows[lead_rows(inner[:, 0], sheet.shapes)] = True
    return rows


def cross_validate(
    sheets: Sequence[Sheet], others: Sequence[Sheet] = (), strict: bool = True
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Odds of every sheet (and of ``others``, never learned from) by models that saw no page of its fold's outlets.

    With ``strict`` the odds that the later rounds learn from also come from models that saw neither fold: twenty fits of
    bodies. Without, from the five of the first round: quicker, and for comparing features only.
    """
    rounds = Rounds(sheets)
    folds = range(FOLDS)
    alone = {held: rounds.first.fit(FIRST, (held,)) for held in folds}
    pairs = {pair: rounds.first.fit(FIRST, pair) for pair in combinations(folds, 2)} if strict else {}
    shared = None if strict else rounds.later(rounds.inner(alone, rounds.sheets))
    out: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    for held in folds:
        learned = {f: pairs[min(held, f), max(held, f)] for f in folds if f != held} if strict else {}
        second, lead = shared or rounds.later(rounds.inner(learned, rounds.sheets))
        here = [s for s in [*sheets, *others] if s.fold == held]
        seen = rounds.inner({held: alone[held]}, here)
        rows = [seen[s.id] for s in here]
        body = odds(second.fit(SECOND, (held,)), rows)
        first = [np.zeros(len(x)) for x in rows] if lead is None else odds(lead.fit(LEAD, (held,)), rows)
        out.update({s.id: pair for s, *pair in zip(here, body, first, strict=True)})
    return out


def final(sheets: Sequence[Sheet]) -> list[Booster]:
    """The rounds that ship, from all sheets; the later ones still learn from held-out odds of the first."""
    rounds = Rounds(sheets)
    inner = rounds.inner({held: rounds.first.fit(FIRST, (held,)) for held in range(FOLDS)}, rounds.sheets)
    second, lead = rounds.later(inner)
    made = [rounds.first.fit(FIRST), second.fit(SECOND)]
    return made if lead is None else [*made, lead.fit(LEAD)]
