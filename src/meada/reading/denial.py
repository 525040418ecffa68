"""What a denial denies: which denials answer a claim at all, and which claim before them they answer."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.draft import Draft
from meada.reading.lexicon import Lexicon
from meada.span import Span

__all__ = ["deny", "pending", "unsays"]

_LOOK_BACK = 12
"""A denial is tied to one of this many attributions before it."""
_HEAD = 4
"""Words at the beginning of what is denied among which the noun for a claim stands."""
_SHARED, _SHARE = 2, 0.4
"""How many stems of content words a denial shares with what it denies, and what share of its own they are."""
_REACH, _MODAL = 30, 3
"""Characters and words before a verb among which its modal stands."""
_MARKS = ".,;:“”\"«»‘’'"


def unsays(lemma: str | None, said: str, known: Lexicon) -> bool:
    """True where a denial by ``lemma`` calls something told untrue; ``said`` is what it denies, "" where that is left out.

    Verbs of turning down do so only of a claim, a count, or a clause ("rejected the allegation", "descartou que …"): who
    rejects a motion, dismisses a noise or refuses to come has denied nothing that was told."""
    verb = (lemma or "").split(" ")[0]
    if verb in known.denials["untrue"]:
        return True
    if verb not in known.denials["turned"]:
        return False
    words = _words(said)[:_HEAD]
    claims = known.anaphors | known.denials["counts"]
    return known.has("complementisers", words[0] if words else "") or any(word in claims for word in words)


def pending(text: str, cue: Span, known: Lexicon) -> bool:
    """True where the verb ``cue`` is only to come, or possible: "will dismiss", "pode negar"."""
    before = text[max(0, cue.start - _REACH) : cue.start].lower().split()[-_MODAL:]
    return any(known.has("modals", word) for word in (*before, *cue.of(text).lower().split()))


def deny(drafts: Sequence[Draft], text: str, known: Lexicon) -> None:
    """Ties denials to the claim before them: a rejection by anaphor to the nearest charge or claim about the one who rejects
    it, a denial to one about the same. What is told inside a claim does not deny it."""
    for k, draft in enumerate(drafts):
        if draft.polarity != "denied" or not draft.content or not unsays(draft.lemma, _said(draft, text), known):
            continue
        if draft.cue and pending(text, draft.cue[-1], known):
            continue
        earlier = [
            d for d in drafts[max(0, k - _LOOK_BACK) : k]
            if d.content and d.polarity == "asserted" and d.source != draft.source
            and d.lemma not in known.denials["asks"] and not _inside(draft, d)
        ]  # fmt: skip
        if draft.rule == "rejection" or _anaphoric(draft, text, known):
            near = [d for d in earlier if draft.paragraph - d.paragraph <= 1]
            about = [d for d in near if d.rule == "verb:charge" or _concerns(d, draft, text)]
            found = about or (near if draft.rule == "rejection" else [])
            draft.denies = found[-1] if found else None
            continue
        words = _stems(draft, text, known)
        shared = [(len(words & _stems(d, text, known)), i, d) for i, d in enumerate(earlier)]
        best = max(shared, key=lambda item: item[:2], default=None)
        if best is not None and best[0] >= max(_SHARED, _SHARE * len(words)):
            draft.denies = best[2]


def _inside(draft: Draft, claim: Draft) -> bool:
    """Whether what ``claim`` says holds ``draft``, as in "said that he denied it"."""
    return any(c.contains(cue) for c in claim.content for cue in draft.cue)


def _anaphoric(draft: Draft, text: str, known: Lexicon) -> bool:
    """Whether what is denied is only called a claim: “a acusação”, “all these allegations”, but not “the idea that …”."""
    words = _words(_said(draft, text))[: _HEAD + 1]
    return any(w in known.anaphors for w in words[:_HEAD]) and not any(known.has("complementisers", w) for w in words)


def _concerns(claim: Draft, denial: Draft, text: str) -> bool:
    """Whether ``claim`` speaks of the one who denies: it shares the last word of its name."""
    words = [word for s in denial.source for word in _words(s.of(text))]
    return bool(words) and any(words[-1] in s.of(text).lower() for s in claim.content)


def _said(draft: Draft, text: str) -> str:
    return " ".join(s.of(text) for s in draft.content)


def _words(text: str) -> list[str]:
    return [word.strip(_MARKS).lower() for word in text.split()]


def _stems(draft: Draft, text: str, known: Lexicon) -> set[str]:
    """The long words of the content that are not common ones, cut to stems of five letters."""
    return {w[:5] for w in _words(_said(draft, text)) if len(w) > 4 and w not in known.idle}
