"""What a denial rejects when its own words do not say: the charge or claim that someone else made right before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meada.lang.table import LANGUAGES
from meada.reading.denial import pending, unsays
from meada.record.report import Report
from meada.record.saying import Act, stems
from meada.record.statement import Statement

__all__ = ["OWN", "answered"]

_BACK = 2
"""Paragraphs that a charge may stand before its denial."""
_OBJECT, _AFTER = 30, 3
"""Characters and words after a cue in which its object stands."""
OWN = 2
"""Words above which what is denied is told in words of its own."""
_ANY = 5
"""Words after the cue of a denial among which "any", or the noun for a claim, stands."""
_CHARGES = frozenset(("ACCUSE",))


def answered(report: Report, acts: Sequence[Act], said: Mapping[str, Statement]) -> dict[str, str]:
    """Statement id of a denial → statement id of what it answers.

    A denial without an object of its own ("rejects the allegation") answers the nearest charge of another speaker that is laid
    on who denies, else the nearest claim; a reply that calls something false ("jamais", "es falso") answers a charge laid on
    who replies when it shares a word with it. Who turns something down denies nothing (`meada.reading.denial.unsays`).
    """
    if report.reading.lang not in LANGUAGES:
        return {}
    out: dict[str, str] = {}
    for at, act in enumerate(acts):
        mine = said.get(act.attributions[0].id)
        if (
            mine is None
            or any(a.denies for a in act.attributions)
            or not (_unsays(report, act) if act.kind == "denial" else _calls_false(report, act))
            or _turns_down(report, act)
        ):
            continue
        before = [(a, said[a.attributions[0].id]) for a in acts[:at] if a.attributions[0].id in said]
        near = [(a, s) for a, s in before if _near(report, a, act) and s.id != mine.id and _tells(report, a)]
        near = [(a, s) for a, s in near if not set(a.speakers) & set(act.speakers) or not act.speakers]
        charges = [(a, s) for a, s in near if a.type in _CHARGES and _meets(report, a, act)]
        claims = [(a, s) for a, s in near if _bare(report, act) or _shares(report, a, act)]
        if act.kind != "denial" or _told(report, act) or _object(report, act, "charge"):
            claims = [(a, s) for a, s in near[-1:] if _replies(report, a, act)]
        if found := charges or claims:
            out[mine.id] = found[-1][1].id
    return out


def _near(report: Report, before: Act, act: Act) -> bool:
    a, b = before.attributions[-1].cue[-1], act.attributions[0].cue[-1]
    return report.paragraph(b) - report.paragraph(a) <= _BACK


def _tells(report: Report, act: Act) -> bool:
    """True for an act that says something: no asking, no denial, no mere passing on."""
    return act.kind not in ("report", "denial") and act.attributions[0].cue_lemma not in report.cues.denials["asks"]


def _turns_down(report: Report, act: Act) -> bool:
    """True where a proposal or the like is rejected, not a claim ("rejeita a proposta")."""
    return _object(report, act, "offers")


def _unsays(report: Report, act: Act) -> bool:
    """True where a denial calls something told untrue, and not one to come ("will dismiss any criticism")."""
    if pending(report.low, act.attributions[0].cue[-1], report.cues):
        return False
    return any(unsays(a.cue_lemma, _said(report, act), report.cues) for a in act.attributions)


def _said(report: Report, act: Act) -> str:
    return " ".join(c.of(report.page.text) for a in act.attributions for c in a.content)


def _object(report: Report, act: Act, name: str) -> bool:
    """True where the object of the cue begins like one of the words ``name``."""
    cue = act.attributions[0].cue[-1]
    after = report.low[cue.end : cue.end + _OBJECT].split()[:_AFTER]
    return any(word.startswith(tuple(report.rows[name])) for word in after)


def _told(report: Report, act: Act) -> bool:
    """True when the denial says in a clause of its own what is denied."""
    if not report.cues.denials["pointed"].isdisjoint(_said(report, act).lower().split()[:_AFTER]):
        return False
    return any(len(stems(report, c)) > OWN for a in act.attributions for c in a.content)


def _replies(report: Report, before: Act, act: Act) -> bool:
    """True where a denial of anything at all ("nega ter recebido qualquer aviso") stands in the sentence right after what
    another says, in one paragraph with it: what it wards off is that."""
    if act.kind != "denial" or _object(report, act, "charge"):
        return False
    said, cue = before.attributions[-1].cue[-1], act.attributions[0].cue[-1]
    sentence = report.sentence(cue)
    words = report.low[cue.end : sentence.end].split()
    if not set(words[:_ANY]) & set(report.rows["any"]):
        return False
    gap = report.low[report.sentence(said).end : sentence.start]
    return report.sentence(said).end <= sentence.start and not gap.strip() and "\n" not in gap


def _bare(report: Report, act: Act) -> bool:
    """True where what is denied is left out, or only pointed at: "denied it", "rejeita a acusação", "negou a versão"."""
    claims = report.cues.anaphors | report.cues.denials["counts"] | report.cues.denials["pointed"]
    words = [word.strip(".,;:").lower() for word in _said(report, act).split()][:_ANY]
    return not any(stems(report, c) for a in act.attributions for c in a.content) or any(w in claims for w in words)


def _meets(report: Report, charge: Act, act: Act) -> bool:
    """True where ``act`` can answer ``charge``: it is laid on who speaks, or the answer names whom it is laid on or who lays
    it, and they share a word where the answer has words of its own. Nobody need be known to speak."""
    sentence, who = report.sentence(charge.attributions[-1].cue[-1]), _voices(report, act)
    laid = {m.entity for m in report.reading.mentions if sentence.contains(m.span)}
    if who and not laid & (who | _named(report, act)):
        return False
    own = act.kind != "denial" or _told(report, act)
    return not own or _shares(report, charge, act)


def _named(report: Report, act: Act) -> set[str]:
    """Whom a denial names, and a reply that calls a claim false ("the union's claim is untrue"); of another reply, those it
    says something false of, right after their name ("a usina jamais …")."""
    found = [m for m in report.reading.mentions for a in act.attributions if any(c.contains(m.span) for c in a.content)]
    if act.kind != "denial" and report.cues.anaphors.isdisjoint(_said(report, act).lower().split()):
        false = tuple(report.rows["false"])
        found = [m for m in found if report.low[m.span.end : m.span.end + _OBJECT].lstrip().startswith(false)]
    return {m.entity for m in found}


def _voices(report: Report, act: Act) -> set[str]:
    """Who speaks, and the bodies they speak for."""
    served = {report.known[one].serves for one in act.speakers if one in report.known}
    return set(act.speakers) | {one for one in served if one}


def _shares(report: Report, charge: Act, reply: Act) -> bool:
    old = frozenset().union(*(stems(report, c) for a in charge.attributions for c in a.content))
    new = frozenset().union(*(stems(report, c) for a in reply.attributions for c in a.content))
    return bool(old & new)


def _calls_false(report: Report, act: Act) -> bool:
    if act.type not in ("STATEMENT", "REJECT") or act.mode == "decline":
        return False
    text = " ".join(c.of(report.low) for a in act.attributions for c in a.content)
    return any(f" {word}" in f" {text.strip(chr(34) + '“«')}" for word in report.rows["false"])
