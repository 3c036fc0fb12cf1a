"""An outlet inside a longer name: `Kanal D TV`, `Belgian VRT`, `Gazprom press release`.

The words that may stand around a name are data: patterns.yaml, countries.yaml, cities.txt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.outlets.bodies import POSSESSIVE
from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from citecheck.model.outlet import Outlet

BRACKETS = re.compile(r"\s*[\[(]([^\[\]()]+)[\])]$")
PERIOD = re.compile(
    r"(?:q[1-4]|h[12]|fy|fy\d{2,4}|(?:19|20)\d\d|(?:19|20)\d\d[-/]\d\d|annual|quarterly|monthly|weekly|half-year|full-year"
    r"|first-quarter|second-quarter|third-quarter|fourth-quarter)$"
)
"""What a document may be of: `Intel Q3 2025 release`."""
LONGEST = 4
"""Words of a phrase around a name."""
AROUND = 4
"""Phrases on one side of a name."""
EVERYWHERE = frozenset(("agency", "government", "company", "igo", "ngo"))
"""Kinds that report from everywhere: a place in brackets behind one may be where the news comes from."""


class Affix(NamedTuple):
    """What a phrase beside a name says of the outlet."""

    kinds: frozenset[str] = frozenset()
    """The kinds of outlet that it may stand beside; empty for any."""
    countries: frozenset[str] = frozenset()
    """Where the outlet sits; empty where nothing is said."""
    services: frozenset[str] = frozenset()
    """The same of a bracket: an outlet that reports from everywhere has services in other countries, too."""
    account: bool = False
    """It is the outlet's account on a platform."""

    def plus(self, other: Affix) -> Affix:
        """Both phrases together."""
        return Affix(
            self.kinds & other.kinds if self.kinds and other.kinds else self.kinds | other.kinds,
            self.countries & other.countries
            if self.countries and other.countries
            else self.countries | other.countries,
            self.services | other.services,
            self.account or other.account,
        )

    def fits(self, outlet: Outlet) -> bool:
        """Whether the outlet can be the one meant."""
        if self.kinds and outlet.kind not in self.kinds:
            return False
        if self.services:
            return outlet.country in self.services or outlet.kind in EVERYWHERE
        if self.countries:
            return outlet.country in self.countries
        return outlet.tier != "single"


NOTHING = Affix()


class Inside(NamedTuple):
    """A piece of a longer name that may be an outlet, and what the words around it say."""

    name: str
    affix: Affix


class Patterns:
    """The phrases, read when the first unknown name is met."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._affixes: dict[tuple[str, str], Affix] = {}

    def inside(self, text: str) -> Iterator[Inside]:
        """The pieces of `text` that may name an outlet, those with the fewest words taken off first."""
        affix = NOTHING
        if bracket := BRACKETS.search(text):
            inner = fold(bracket[1])
            countries = self.countries("name", inner)
            known = Affix(services=countries) if countries else self._affix("after", inner)
            if known is None:
                return
            affix, text = known, text[: bracket.start()]
            yield Inside(f"{text} {bracket[1]}", NOTHING)  # `Sputnik (Georgia)` for Sputnik Georgia
        words = text.split()
        keys = [fold(word) for word in words]
        yield from self._ending_in_country(words, keys)
        heads = [(0, NOTHING), *self._heads(keys)]
        tails = [(len(words), NOTHING), *self._tails(keys)]
        found = sorted(
            (start + len(words) - end, start, end, head.plus(tail).plus(affix))
            for start, head in heads
            for end, tail in tails
            if start < end
        )
        for taken, start, end, around in found:
            if not taken and affix is NOTHING:
                continue
            name = " ".join(words[start:end])
            yield Inside(name, around)
            if len(around.countries) == 1 and self._is_state(keys[:start]):
                # `Kenya's Communications Authority`, `Kenyan Capital FM`
                land = self.country_name(*around.countries)
                yield Inside(f"{name} of {land}", around)
                yield Inside(f"{name} ({land})", around)
            if end < len(words) and POSSESSIVE.search(name):
                yield Inside(POSSESSIVE.sub("", name), around)

    def _ending_in_country(self, words: list[str], keys: list[str]) -> Iterator[Inside]:
        """`NSS Armenia` for what is listed as NSS (Armenia)."""
        for at in range(max(1, len(keys) - LONGEST), len(keys)):
            countries = self.countries("land", " ".join(keys[at:]))
            if len(countries) == 1:
                name = f"{' '.join(words[:at])} ({self.country_name(*countries)})"
                yield Inside(name, Affix(countries=countries))

    def place(self, text: str) -> frozenset[str]:
        """The countries that a place's name may lie in; empty for what isn't known as a place."""
        return self.countries("name", fold(text))

    def _heads(self, keys: list[str]) -> Iterator[tuple[int, Affix]]:
        """Where a name may begin behind the phrases that `before` has, adjectives and possessives."""
        at, affix = int(keys[:1] == ["the"]), NOTHING
        for _ in range(AROUND):
            for long in range(min(LONGEST, len(keys) - at - 1), 0, -1):
                phrase = " ".join(keys[at : at + long])
                one = self._affix("before", phrase) or self._adjective(phrase)
                if one:
                    at, affix = at + long, affix.plus(one)
                    break
            else:
                return
            if keys[at] == "the" and at + 1 < len(keys):
                yield at + 1, affix
            yield at, affix

    def _tails(self, keys: list[str]) -> Iterator[tuple[int, Affix]]:
        """Where a name may end before the phrases that `after` has."""
        end, affix = len(keys), NOTHING
        for _ in range(AROUND):
            sizes = range(min(LONGEST, end - 1), 0, -1)
            found = [
                (long, one)
                for long in sizes
                if (one := self._affix("after", " ".join(keys[end - long : end])))
            ]
            if not found:
                return
            for long, one in found[1:]:  # `Beijing Daily newspaper` isn't Beijing, a daily newspaper
                yield end - long, affix.plus(one)
            end, affix = end - found[0][0], affix.plus(found[0][1])
            yield end, affix
            while end > 1 and PERIOD.match(keys[end - 1]):
                end -= 1
                yield end, affix

    def _is_state(self, keys: list[str]) -> bool:
        """Whether a country stands among the words, or where somebody is based.

        Not for a part of one beside it, or a town: these have bodies of their own.
        """
        phrases = [" ".join(keys[at:end]) for at in range(len(keys)) for end in range(at + 1, len(keys) + 1)]
        if any(one.endswith("-based") for one in phrases):
            return True
        bare = [(one, POSSESSIVE.sub("", one)) for one in phrases]
        places = {
            one for one, name in bare if self.countries("adjective", one) or self.countries("name", name)
        }
        states = {one for one, name in bare if self.countries("people", one) or self.countries("land", name)}
        return bool(states) and places <= states

    def _adjective(self, phrase: str) -> Affix | None:
        """`belgian`, `russia's`, `nairobi-based`."""
        if phrase.endswith("-based"):
            countries = self.countries("name", phrase.removesuffix("-based"))
        else:
            countries = self.countries("adjective", phrase)
        if not countries and POSSESSIVE.search(phrase):
            countries = self.countries("name", POSSESSIVE.sub("", phrase))
        return Affix(countries=countries) if countries else None

    def _affix(self, side: str, phrase: str) -> Affix | None:
        if not self._affixes:
            for key, where, kinds, account in self._database.execute("SELECT * FROM affixes"):
                self._affixes[where, key] = Affix(frozenset(kinds.split()), account=bool(account))
        return self._affixes.get((side, phrase))

    def country_name(self, code: str) -> str:
        """The usual English name of a country; the code where none is listed."""
        query = "SELECT codes FROM countries WHERE key = ? AND form = 'code'"
        row = self._database.execute(query, (code,)).fetchone()
        return str(row[0]) if row else code

    def countries(self, form: str, key: str) -> frozenset[str]:
        """The countries that a folded text means, as a `name` or an `adjective`."""
        query = "SELECT codes FROM countries WHERE key = ? AND form = ?"
        row = self._database.execute(query, (key, form)).fetchone()
        return frozenset(row[0].split()) if row else frozenset()
