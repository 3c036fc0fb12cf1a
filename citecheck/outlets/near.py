"""The outlets nearest to a name that nobody has: misspelt, in other letters, or put together otherwise.

They are suggested, never taken. Names are compared in Latin letters without spaces and marks (`plain`);
only those that begin or end alike, or have the same consonants, are looked at, so that a question costs
little, and nothing has to be imported for it.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING

from citecheck.model.outlet import Outlet, Suggestion
from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

MOST = 3
"""Suggestions."""
LIKENESS = 0.5
"""Of 1: the share of letter pairs that two names share; a short one with a wrong letter has no more."""
MUCH = 0.7
"""The share from which more than one letter may differ; below, a suggestion would be a guess."""
SHORT, LONG = 8, 5
"""Letters. A shorter name may share but its first or last letter, a longer one some of them."""
SOUNDS_ALIKE = 0.9
"""What names count for that sound alike and share some pairs."""
FOREIGN = 0.05
"""What a name in another script has less than the same in this one."""
ALIKE = "spelt much alike"
SLIPS = ("one letter more", "one letter less", "one other letter", "two letters swapped", "written otherwise")
"""What a slip of the pen explains; where one does, what sounds alike isn't meant."""
EDGE, MIDDLE = 3, 12
"""Letters at an edge that two names must share; a name longer than SHORT one more, than MIDDLE three more."""
MARGIN = 3
"""Letters that a name may be longer or shorter."""
SAME_SOUND = str.maketrans(
    {"q": "k", "c": "k", "x": "k", "w": "v", "j": "", "y": "", "h": "", **dict.fromkeys("aeiou", "")}
)
"""What romanizations differ in: vowels and their glides, `h` behind another letter, `k` and its like."""


class Near:
    """What was asked is remembered: a name is unknown in many articles."""

    def __init__(
        self, database: sqlite3.Connection, outlet: Callable[[str], Outlet], own: Mapping[str, Iterable[str]]
    ) -> None:
        """`own` has names that aren't in the database, with the ids of their records."""
        self._database = database
        self._outlet = outlet
        self._own = [(name, plain(name), " ".join(ids)) for name, ids in own.items()]
        self._asked: dict[str, tuple[Suggestion, ...]] = {}

    def to(self, text: str) -> tuple[Suggestion, ...]:
        """The nearest outlets, the best first, each once."""
        if (found := self._asked.get(text)) is None:
            found = self._asked[text] = self._search(text)
        return found

    def _search(self, text: str) -> tuple[Suggestion, ...]:
        letters = plain(text)
        if len(letters) < EDGE:
            return ()
        mine, heard = _pairs(letters), sound(letters)
        scored: dict[str, tuple[float, str, str]] = {}
        for name, theirs, ids in self._alike(letters):
            likeness = _share(mine, _pairs(theirs))
            if LIKENESS / 2 <= likeness < SOUNDS_ALIKE and len(heard) > EDGE and sound(theirs) == heard:
                likeness = SOUNDS_ALIKE
            if likeness < LIKENESS:
                continue
            why = _why(text, name, letters, theirs)
            if likeness < MUCH and why == ALIKE:
                continue
            if text.isascii() != name.isascii():
                if letters != theirs and len(theirs) < LONG:
                    continue  # an abbreviation: nobody errs by a letter and by the alphabet
                likeness -= FOREIGN
            for one in ids.split():
                if likeness > scored.get(one, (0.0, "", ""))[0]:
                    scored[one] = likeness, name, why
        best = sorted(scored.items(), key=lambda one: (-one[1][0], one[0]))[:MOST]
        slips = [one for one in best if one[1][2] in SLIPS and one[1][1].isascii() == text.isascii()]
        if slips[:1] == best[:1]:
            best = slips
        return tuple(Suggestion(self._outlet(one), name, why) for one, (_, name, why) in best)

    def _alike(self, letters: str) -> Sequence[tuple[str, str, str]]:
        """Name, plain name and ids of what shares a bucket with these letters, and nearly their number."""
        wanted = list(buckets(letters))
        marks = ", ".join("?" * len(wanted))
        query = (
            f"SELECT DISTINCT name, plain, ids FROM near WHERE bucket IN ({marks})"
            " AND length(plain) BETWEEN ? AND ?"
        )
        least, most = len(letters) - MARGIN, len(letters) + MARGIN
        return [*self._own, *self._database.execute(query, (*wanted, least, most))]


def plain(text: str) -> str:
    """The letters and digits of a name as small Latin ones, without `the` at its start."""
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    return "".join(char for char in fold(text).removeprefix("the ") if char.isalnum())


def sound(letters: str) -> str:
    """The consonants of a plain name, those that romanizations confuse made one, doubled ones single."""
    found = letters.replace("x", "ks").replace("ts", "c").translate(SAME_SOUND)
    return "".join(char for at, char in enumerate(found) if at == 0 or found[at - 1] != char)


def stored(letters: str) -> set[str]:
    """The keys under which a plain name is stored: those of a name with a letter more or less, too."""
    return {key for length in range(-1, 2) for key in buckets(letters, len(letters) + length)}


def buckets(letters: str, length: int = 0) -> Iterator[str]:
    """The keys under which a plain name is looked for, as if it had `length` letters; 0 for its own."""
    length = length or len(letters)
    if length >= LONG:
        edge = EDGE + (length > SHORT) + 2 * (length > MIDDLE)
        yield f"{letters[:edge]}-"
        yield f"-{letters[-edge:]}"
    if length <= SHORT:
        yield f"{letters[:1]}-"
        yield f"-{letters[-1:]}"
    yield f"={sound(letters)}"


def _pairs(letters: str) -> set[str]:
    """Neighbouring letters; the edges count, too."""
    return set(map(add, f"^{letters}", f"{letters}$"))


def _share(mine: set[str], theirs: set[str]) -> float:
    """Of 1: how much of the pairs two names have in common."""
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _why(text: str, name: str, letters: str, other: str) -> str:
    """What the name that may be meant has otherwise than the text; `letters` and `other` are these, plain."""
    if letters == other:
        return "in other letters" if text.isascii() != name.isascii() else "written otherwise"
    if abs(len(letters) - len(other)) == 1:
        longer, shorter = sorted((letters, other), key=len, reverse=True)
        if any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer))):
            return "one letter more" if len(letters) < len(other) else "one letter less"
    if len(letters) == len(other):
        different = [at for at in range(len(other)) if letters[at] != other[at]]
        if len(different) == 1:
            return "one other letter"
        if len(different) == 2 and sorted(letters) == sorted(other) and different[1] - different[0] == 1:
            return "two letters swapped"
    if sound(letters) == sound(other):
        return "another romanization" if text.isascii() and name.isascii() else "in other letters"
    return ALIKE
