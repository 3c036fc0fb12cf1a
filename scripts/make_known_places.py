"""Write citecheck/verify/data/places.tsv: countries and cities in 23 languages, from CLDR (Babel)."""

from pathlib import Path

from babel import Locale

LANGUAGES = "en ru uk be pl cs de fr es it tr az kk ka hy ar fa he el bg sr ro hu".split()
CONTINENTS = frozenset("002 142 143 150".split())
"""Africa, Asia, Central Asia, Europe; the other regions of CLDR are statisticians'."""
TARGET = Path(__file__).parent.parent / "citecheck" / "verify" / "data" / "places.tsv"


def main() -> None:
    """A line a place: its code in CLDR, then `language:name|name` by tabs."""
    names: dict[str, dict[str, list[str]]] = {}
    known = {zone for language in LANGUAGES for zone in Locale.parse(language).time_zones}
    for zone in known:  # CLDR leaves out the English name where it is the zone's
        names[zone] = {"en": [zone.rpartition("/")[2].replace("_", " ")]}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for code, name in locale.territories.items():
            if code.split("-")[0].isalpha() or code in CONTINENTS:
                names.setdefault(code.split("-")[0], {}).setdefault(language, []).append(name)
        for zone, data in locale.time_zones.items():
            if "/" in zone and not zone.startswith("Etc/") and (city := data.get("city")):
                names.setdefault(zone, {}).setdefault(language, []).append(city)
    countries = {
        name for code, table in names.items() if "/" not in code for all_ in table.values() for name in all_
    }
    lines = []
    for code, table in sorted(names.items()):
        if "/" in code and len(table) < 5:
            continue  # in most scripts the city has no name of its own in CLDR
        kept = {
            lang: [n for n in dict.fromkeys(all_) if "/" not in code or n not in countries]
            for lang, all_ in table.items()
        }
        lines.append(
            "\t".join([code, *(f"{lang}:{'|'.join(found)}" for lang, found in kept.items() if found)])
        )
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(len(lines), "places")


if __name__ == "__main__":
    main()
