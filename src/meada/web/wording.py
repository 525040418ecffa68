"""The words for codes: what a relation, role, state or unit is called on screen. Words of care stand here.

No word here says what is true: “different figures”, “denied by”, “among the pages held here”.
"""

from __future__ import annotations

from meada.i18n import N_, Words

__all__ = [
    "AGAINST",
    "ATTRIBUTIONS",
    "BOUNDS",
    "COPIES",
    "COUNTED",
    "FLAGS",
    "HEADINGS",
    "KINDS",
    "RELATIONS",
    "ROLES",
    "SORTS",
    "STANDINGS",
    "amount",
    "medium",
    "note",
    "said",
]

ATTRIBUTIONS = {
    "direct": N_("direct speech"),
    "mixed": N_("partly quoted"),
    "indirect": N_("indirect speech"),
    "claim": N_("claim"),
    "figure": N_("figure"),
    "denial": N_("denial"),
    "relay": N_("relay"),
}

RELATIONS = {
    "corroborates": N_("Agree"),
    "contradicts": N_("Different versions"),
    "updates": N_("Update"),
    "repeats": N_("Repeat"),
    "coincides": N_("Coincide, no source cited"),
    "tension": N_("In tension"),
    "complements": N_("Complete each other"),
    "subset": N_("Part of another count"),
    "distinct": N_("Another occasion"),
    "background": N_("Background"),
    "context": N_("Same occasion"),
}

HEADINGS = RELATIONS | {
    "denied": N_("Denied"),
    "figures": N_("Different figures"),
    "versions": N_("Different versions"),
}
"""The headings of the statements tab: contradictions parted by what differs."""

COUNTED = {
    "dead": N_("Dead"),
    "missing": N_("Missing"),
    "hurt": N_("Injured"),
    "displaced": N_("Displaced"),
}

AGAINST = {
    "corroborates": N_("agrees"),
    "contradicts": N_("differs"),
    "updates": N_("updates"),
    "repeats": N_("repeats"),
    "coincides": N_("coincides"),
    "tension": N_("in tension"),
    "complements": N_("completes"),
    "subset": N_("part of another count"),
    "denied": N_("denied"),
}
"""Relations beside a statement."""

STANDINGS = {
    "initial": N_("first count here"),
    "repeated": N_("repeats"),
    "revised": N_("updates"),
    "conflicting": N_("differs from another source of the day"),
    "superseded": N_("withdrawn later by its source"),
}

SORTS = {
    "person": N_("person"),
    "organisation": N_("organisation"),
    "state": N_("state"),
    "place": N_("place"),
    "group": N_("group"),
    "work": N_("work"),
    "event": N_("event"),
}

KINDS = {
    "event": N_("Happening"),
    "claim": N_("Claim"),
    "report": N_("Report"),
    "figure": N_("Figure"),
    "denial": N_("Denial"),
    "background": N_("Background"),
    "trend": N_("Trend"),
    "state": N_("Situation"),
}

COPIES = {
    "origin": N_("nearest the source"),
    "verbatim": N_("copied word for word"),
    "edited": N_("edited copy"),
    "cut": N_("shortened copy"),
    "passage": N_("shares a passage"),
    "translated": N_("translation"),
}

ROLES = {
    "headline": N_("headline"),
    "standfirst": N_("standfirst"),
    "kicker": N_("kicker"),
    "byline": N_("byline"),
    "dateline": N_("date line"),
    "body": N_("body text"),
    "subhead": N_("subheading"),
    "caption": N_("caption"),
    "quote_box": N_("quote box"),
    "agency_credit": N_("agency credit"),
    "desk_initials": N_("desk initials"),
    "copyright": N_("copyright"),
    "correction": N_("correction notice"),
    "related": N_("related headlines"),
    "most_read": N_("most read"),
    "latest": N_("latest headlines"),
    "recommended": N_("recommended"),
    "newsletter": N_("newsletter"),
    "comments": N_("comments"),
    "navigation": N_("navigation"),
    "share": N_("share buttons"),
    "legal": N_("legal notice"),
    "advertisement": N_("advertisement"),
    "widget_scar": N_("trace of page furniture"),
    "translation_scar": N_("mark of machine translation"),
    "other": N_("other"),
}

FLAGS = {
    "index": N_("a list of headlines, not an article"),
    "live": N_("live coverage"),
    "paywall": N_("cut off by a paywall"),
    "truncated": N_("cut off"),
    "structure": N_("only the structure was read"),
}

BOUNDS = {
    "min": N_("at least {n}"),
    "max": N_("at most {n}"),
    "over": N_("more than {n}"),
    "about": N_("about {n}"),
    "almost": N_("almost {n}"),
    "vague": N_("some {n}"),
}


def said(words: Words, table: dict[str, str], code: str) -> str:
    """What ``table`` calls ``code``; the code itself where the table has no word for it."""
    return words(table[code]) if code in table else code


def medium(words: Words, name: str | None, state: bool) -> str:
    """A medium of a relay: its name or that the page does not state it, and whether a state runs it."""
    shown = name or words("outlet not stated")
    return f"{shown} ({words('state-run')})" if state else shown


def amount(words: Words, bound: str, value: float | None, low: float | None = None, high: float | None = None) -> str:
    """A figure with its bound: ``at least 600``, ``10–12``; nothing where no number could be read."""
    if bound == "range" and low is not None and high is not None:
        return f"{words.number(low)}–{words.number(high)}"
    if value is None:
        return ""
    number = words.number(value)
    return words(BOUNDS[bound], n=number) if bound in BOUNDS else number


def note(words: Words, code: str, values: dict[str, str | int]) -> str:
    """What an article's note says (see `meada.export.summary.ArticleLine`)."""
    n = int(values.get("n", 0))
    match code:
        case "no headline":
            return words("no headline")
        case "the text says":
            return words("the text says {words}", words=values["words"])
        case "foreign headlines":
            return words.count("{n} foreign headline set apart", "{n} foreign headlines set apart", n)
        case "translation scars":
            return words.count("{n} mark of machine translation", "{n} marks of machine translation", n)
        case "widget scars":
            return words.count("{n} trace of page furniture", "{n} traces of page furniture", n)
        case "corrections":
            return words.count("{n} correction notice", "{n} correction notices", n)
        case _:
            return said(words, FLAGS, code.removeprefix("flag ")) if code.removeprefix("flag ") in FLAGS else ""
