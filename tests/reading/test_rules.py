"""The rules that the documentation names are those of the code."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAMED = re.compile(r'rule="([a-z:-]+)"|"((?:verb|adverbial|direct|carry|noun):[a-z-]+)"')


def test_every_rule_is_documented() -> None:
    code = "\n".join(p.read_text("utf-8") for p in (ROOT / "src" / "meada" / "reading").glob("*.py"))
    rules = {a or b for a, b in NAMED.findall(code)}
    text = (ROOT / "docs" / "attribution.md").read_text("utf-8")
    documented = set(re.findall(r"`([a-z:-]+)`", text))
    documented |= {f"adverbial{name}" for name in documented if name.startswith(":")}
    ours = {r for r in rules if r.split(":")[0] in ("verb", "adverbial", "direct", "carry", "noun")}
    assert ours <= documented, sorted(ours - documented)
