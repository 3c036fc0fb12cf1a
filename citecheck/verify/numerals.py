"""The words that numbers are made of, by language, from data/numbers.yaml."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from citecheck.verify.words import table

DASHES = "-‑–—"


class Numerals(NamedTuple):
    """The words of some languages together, the endings cut from those that take any."""

    multipliers: dict[str, float]
    numerals: dict[str, int]
    phrases: dict[str, dict[tuple[str, ...], float]]
    ranges: frozenset[str]
    """What stands between two numbers of which one may have the unit for both."""


@cache
def numerals_of(languages: tuple[str, ...]) -> Numerals:
    data = table("numbers")
    multipliers: dict[str, float] = {}
    numerals: dict[str, int] = {}
    phrases: dict[str, dict[tuple[str, ...], float]] = {"before": {}, "after": {}, "and": {}}
    for language in languages:
        for word, value in data["multipliers"].get(language, {}).items():
            multipliers.setdefault(word, float(value))
        for value, word in _listed(language):
            numerals.setdefault(word, value)
        for kind, name, worth in (
            ("before", "one-and-half", 1.5), ("before", "half", 0.5), ("after", "and-half", 0.5),
            ("and", "and", 0),
        ):  # fmt: skip
            for phrase in data[name].get(language, ()):
                phrases[kind].setdefault(tuple(phrase.split()), worth)
    ranges = {str(word) for language in languages for word in data["range"].get(language, ())}
    return Numerals(multipliers, numerals, phrases, frozenset((*ranges, *DASHES)))


def _listed(language: str) -> list[tuple[int, str]]:
    """Every word of one language that is a number below a thousand."""
    data = table("numbers")
    found: list[tuple[int, str]] = []
    first: dict[int, str] = {}
    for name, start, step in (("ones", 1, 1), ("tens", 20, 10), ("hundreds", 100, 100)):
        for at, forms in enumerate(str(data[name].get(language, "")).split()):
            first[start + at * step] = forms.split("/")[0]
            found += ((start + at * step, form) for form in forms.split("/"))
    for ten in range(20, 100, 10):
        for one in range(1, 20):
            if language == "de" and one < 10:
                found.append((ten + one, f"{first[one]}und{first[ten]}"))
            elif language == "hy" and one < 10:
                found.append((ten + one, f"{first[ten]}{first[one]}"))
                if ten == 20:
                    found.append((10 + one, f"տասն{first[one]}"))
            elif language == "ka" and ten % 20 == 0:
                found.append((ten + one, f"{first[ten][:-1]}და{first[one]}"))
    if language == "de":
        below = [(value, word) for value, word in found if value < 100]
        for hundred in range(100, 1000, 100):
            heads = (f"{first[hundred // 100]}hundert", *(("hundert",) if hundred == 100 else ()))
            found += ((hundred, head) for head in heads)
            found += ((hundred + value, f"{head}{word}") for head in heads for value, word in below)
    if language == "es":
        found += ((20 + one, f"veinti{form}") for one, form in list(found) if one < 10)
        found += ((22, "veintidós"), (23, "veintitrés"), (26, "veintiséis"))
    return found
