"""Public bodies of countries, whichever way their names are put: `Turkey's Ministry of the Interior`.

bodies.yaml has the kinds of bodies with their names, countries.yaml the names and adjectives of countries.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Countries = Callable[[str, str], frozenset[str]]
    """The countries that (`land` or `people`, folded text) means."""

POSSESSIVE = re.compile(r"['’]s?$")
OF = re.compile(r" (?:of(?: the)?|de(?: la)?|del|do|da|du)$")
"""`Ministry of Finance of Ghana`, `Banco Central do Brasil`."""
STATE = re.compile(
    r" of(?: the)?(?: [\w'-]+){0,2} (?:commonwealth|kingdom|republic|state|sultanate|union) of(?: the)?$"
)
"""`Ministry of Justice of the Republic of Armenia`, where the short name tells which state it is."""
HALVES = frozenset(("china", "congo", "korea"))
"""Names that two states have, and only the official ones tell apart."""
LONGEST = 4
"""Words of a country's name."""


def keys(text: str, kinds: Mapping[str, str], countries: Countries) -> Iterator[str]:
    """`=TR interior-ministry` for each way to read a text as a country's body; `kinds` is by folded name."""
    words = fold(text).replace("(", "").replace(")", "").split()
    if words[:1] == ["the"]:
        words = words[1:]
    for at in range(1, min(LONGEST, len(words) - 1) + 1):
        head, rest = " ".join(words[:at]), " ".join(words[at:])
        if kind := kinds.get(rest):
            bare = POSSESSIVE.sub("", head)
            found = countries("people", head) | countries("land", bare)
            yield from (f"={code} {kind}" for code in sorted(found))
        tail, rest = " ".join(words[-at:]), " ".join(words[:-at])
        rest = OF.sub("", rest if tail in HALVES else STATE.sub("", rest))
        if kind := kinds.get(rest):
            yield from (f"={code} {kind}" for code in sorted(countries("land", tail)))
