"""What of a saying a denial rejects: the part of its content that the denial is about, else the saying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from meada.lang.table import LANGUAGES
from meada.reading.attribution import Attribution
from meada.record import side
from meada.record.answer import OWN
from meada.record.report import Report
from meada.record.saying import stems
from meada.record.statement import Statement

__all__ = ["denials", "rejected"]

_COMMON = 2
"""Words that a denial shares with the part of a saying that it rejects, where it has several."""


def denials(report: Report, statements: Sequence[Statement], answers: Mapping[str, str]) -> list[Statement]:
    """``statements`` with what ``answers`` says they reject; a reply that does becomes a denial."""
    known, content = {s.id: s for s in statements}, defaultdict(list)
    for statement in statements:
        if statement.within:
            content[statement.within].append(statement)
    out = []
    for statement in statements:
        target = known.get(answers.get(statement.id, ""))
        if target is None or statement.denies:
            out.append(statement)
            continue
        denied = rejected(report, statement, target, content[target.id])
        answer = replace(statement, kind="denial", type="REJECT", mode="deny", denies=denied)
        out.append(answer if denied else statement)
    return out


def rejected(report: Report, denial: Statement, target: Statement, held: Sequence[Statement]) -> str | None:
    """The id of what ``denial`` rejects of ``target``, which holds the statements ``held``: the one of them that shares most
    words with it, the only one where the denial does not say what it denies, else ``target`` itself; None where the denial
    is told inside it, or one speaker would deny what they say themselves."""
    if denial.chain and target.chain and denial.chain[0].entity == target.chain[0].entity is not None:
        return None
    if any(e.span.overlaps(f.span) for e in denial.evidence for f in target.evidence):
        return None
    words, made = _words(denial), report.attributions.get(denial.item or "")
    if made is None or not _counted(report, made):
        held = [one for one in held if one.kind != "figure"]
    best = max(held, key=lambda s: len(words & _words(s)), default=target)
    if len(words & _words(best)) >= _COMMON:
        return best.id
    told = made is not None and any(len(stems(report, c)) > OWN for c in made.content)
    return held[0].id if len(held) == 1 and not told else target.id


def _counted(report: Report, denial: Attribution) -> bool:
    """True where what is denied is called a count ("rejected the union's number"), or is one."""
    if report.reading.lang not in LANGUAGES:
        return False
    words = " ".join(c.of(report.low) for c in denial.content).split()
    return any(word.strip(".,;:") in report.cues.denials["counts"] or word[:1].isdigit() for word in words)


def _words(statement: Statement) -> set[str]:
    return {word for e in statement.evidence for word in side.stems(e.quote)}
