"""What a denial rejects when its own words do not say: the charge or claim that someone else made right before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from meada.lang.table import LANGUAGES, table
from meada.record.report import Report
from meada.record.saying import Act, stems
from meada.record.statement import Statement

__all__ = ["answered", "denials"]

_BACK = 2
"""Paragraphs that a charge may stand before its denial."""
_OBJECT, _WORDS = 30, 3
"""Characters and words after a cue in which its object stands."""
_ANY = 5
"""Words after the cue of a denial among which "any" stands."""
_CHARGES = frozenset(("ACCUSE",))


def answered(report: Report, acts: Sequence[Act], said: Mapping[str, Statement]) -> dict[str, str]:
    """Statement id of a denial → statement id of what it answers.

    A denial without an object of its own ("rejects the allegation") answers the nearest charge of another speaker, else the
    nearest claim; a reply that calls something false ("jamais", "es falso") answers a charge when it shares a word with it.
    """
    out: dict[str, str] = {}
    for at, act in enumerate(acts):
        mine = said.get(act.attributions[0].id)
        if (
            mine is None
            or any(a.denies for a in act.attributions)
            or not (act.kind == "denial" or _calls_false(report, act))
            or _turns_down(report, act)
            or _refuses(report, act)
        ):
            continue
        before = [(a, said[a.attributions[0].id]) for a in acts[:at] if a.attributions[0].id in said]
        near = [(a, s) for a, s in before if _near(report, a, act) and s.id != mine.id and a.kind != "report"]
        near = [(a, s) for a, s in near if not set(a.speakers) & set(act.speakers) or not act.speakers]
        charges = [(a, s) for a, s in near if a.type in _CHARGES]
        if act.kind != "denial":
            charges = [(a, s) for a, s in charges if _shares(report, a, act)]
        answers = act.kind == "denial" and near and not _told(report, act) and not _object(report, act, "charge")
        answers = answers or (bool(near) and _replies(report, near[-1][0], act))
        if charges or answers:
            out[mine.id] = (charges or near)[-1][1].id
    return out


def _near(report: Report, before: Act, act: Act) -> bool:
    a, b = before.attributions[-1].cue[-1], act.attributions[0].cue[-1]
    return report.paragraph(b) - report.paragraph(a) <= _BACK


def _turns_down(report: Report, act: Act) -> bool:
    """True where a proposal or the like is rejected, not a claim ("rejeita a proposta")."""
    return _object(report, act, "offers")


def _refuses(report: Report, act: Act) -> bool:
    """True where somebody will not do something, unless it is a charge that they refuse ("recusa-se a voltar")."""
    if report.reading.lang not in LANGUAGES or _object(report, act, "charge"):
        return False
    return act.attributions[0].cue_lemma in table(report.reading.lang, "record")["refuses"]


def _object(report: Report, act: Act, name: str) -> bool:
    """True where the object of the cue begins like one of the words ``name``."""
    if report.reading.lang not in LANGUAGES:
        return False
    cue = act.attributions[0].cue[-1]
    after = report.low[cue.end : cue.end + _OBJECT].split()[:_WORDS]
    return any(word.startswith(tuple(table(report.reading.lang, "record")[name])) for word in after)


def _told(report: Report, act: Act) -> bool:
    """True when the denial says in a clause of its own what is denied."""
    return any(len(stems(report, c)) > _BACK for a in act.attributions for c in a.content)


def _replies(report: Report, before: Act, act: Act) -> bool:
    """True where a denial of anything at all ("nega ter recebido qualquer aviso") stands in the sentence right after what
    another says, in one paragraph with it: what it wards off is that."""
    if act.kind != "denial" or report.reading.lang not in LANGUAGES or _object(report, act, "charge"):
        return False
    said, cue = before.attributions[-1].cue[-1], act.attributions[0].cue[-1]
    sentence = report.sentence(cue)
    words = report.low[cue.end : sentence.end].split()
    if not set(words[:_ANY]) & set(table(report.reading.lang, "record")["any"]):
        return False
    gap = report.low[report.sentence(said).end : sentence.start]
    return report.sentence(said).end <= sentence.start and not gap.strip() and "\n" not in gap


def _shares(report: Report, charge: Act, reply: Act) -> bool:
    old = frozenset().union(*(stems(report, c) for a in charge.attributions for c in a.content))
    new = frozenset().union(*(stems(report, c) for a in reply.attributions for c in a.content))
    return bool(old & new)


def _calls_false(report: Report, act: Act) -> bool:
    if report.reading.lang not in LANGUAGES or act.type not in ("STATEMENT", "REJECT") or act.mode == "decline":
        return False
    rows = table(report.reading.lang, "record")
    text = " ".join(c.of(report.low) for a in act.attributions for c in a.content)
    return any(f" {word}" in f" {text.strip(chr(34) + '“«')}" for word in rows["false"])


def denials(statements: Sequence[Statement], answers: Mapping[str, str]) -> list[Statement]:
    """``statements`` with what ``answers`` says they reject; a reply that does becomes a denial."""
    content = {s.within: s.id for s in reversed(statements) if s.within}
    out = []
    for statement in statements:
        target = answers.get(statement.id)
        if target is None or statement.denies:
            out.append(statement)
            continue
        out.append(replace(statement, kind="denial", type="REJECT", mode="deny", denies=content.get(target, target)))
    return out
