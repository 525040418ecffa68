"""How many whole articles a second are read: page, article and reading, with the models that are installed.

usage: python benchmarks/articles.py [N] [--no-model]

The pages are those of `benchmarks/maker.py` (about 600 words each, Portuguese, Spanish and English); one core, processor
time. The first pages of each language are left out, for they load tables and models.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict

from maker import pages, payload

from meada import flow
from meada.sources import paste

WARM = 3


def main() -> None:
    given = [a for a in sys.argv[1:] if not a.startswith("-")]
    count = int(given[0]) if given else 90
    tools = flow.Tools.load(models="--no-model" not in sys.argv)
    spent: dict[str, list[float]] = defaultdict(list)
    words: dict[str, int] = defaultdict(int)
    for page in pages(count, seed=1, noisy=0):
        capture = paste(payload(page, 1), url=page.url)
        begin = time.process_time()
        entry = flow.take(capture, tools)
        spent[entry.reading.lang or "?"].append(time.process_time() - begin)
        words[entry.reading.lang or "?"] += len(entry.page.text.split())
    for lang, times in sorted(spent.items()):
        own = times[WARM:] or times
        mean = words[lang] / len(times)
        print(f"{lang}: {len(own) / sum(own):.1f} articles a second, {mean:.0f} words a page, {len(own)} pages")


if __name__ == "__main__":
    main()
