"""What of a claim can be found again on a page, and what of it a page has.

Claim and page mostly differ in language, so words are worth little: numbers with their units, names by
their consonants, names that are known to differ, codes; and quotations where the language is the same.
Each match says how it was made. No model judges anything here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdict import Anchor, AnchorKind, AnchorMatch
from citecheck.verify import names, quotations
from citecheck.verify.codes import codes
from citecheck.verify.dates import written
from citecheck.verify.exonyms import is_capital, known, words
from citecheck.verify.language import guess
from citecheck.verify.letters import bare, skeletons, sounds
from citecheck.verify.numbers import Number, numbers
from citecheck.verify.small import SMALLEST, has, small
from citecheck.verify.units import is_measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from citecheck.verify.exonyms import Word
    from citecheck.verify.names import Spoken
    from citecheck.verify.page import Page

LONGEST_CLAIM = 5000
MOST = 60
"""Anchors of one claim."""
SMALL = 10
"""Below it a number is looked for only with what it counts."""
RARE = 1000
"""From it on a number is seldom met by chance, and may lack its unit."""
LONG = 100
"""From it on a number of the claim may lack its unit: `260 cubic meters instead of 420`."""
PRECISE = 2
"""Digits that a number must have for a more exact one on the page to be the same, rounded."""
COUNTRY = 2
"""Letters of a country's code."""
LONG_TOWN = 3
"""Consonants of a town's known name by which it is found though it isn't known in the page's language."""
DAY, KNOWN = "day ", "known "
"""How the keys of days and of known names begin."""


class Matched(NamedTuple):
    """What a page has of a claim's anchors, and what it lacks."""

    found: tuple[AnchorMatch, ...]
    missing: tuple[Anchor, ...]
    untold: tuple[Anchor, ...]
    """Quotations and titles in another language than the page's: nothing tells whether they are there."""


def language_of_claim(claim: str, article_text: str) -> str:
    """The language that a claim is written in, else its article's, else English."""
    return guess(claim) or guess(article_text) or "en"


def anchors_of(
    claim: str, article_text: str = "", is_place: Callable[[str], bool] = lambda _: False
) -> tuple[Anchor, ...]:
    """The anchors of a claim, each key once, in its order.

    `claim` is the sentences without their citation; `article_text` and `is_place` tell which words are
    names though they open a sentence. Days have the kind of numbers and a key such as `day 08-12`; a claim
    in a script without capitals has only its known names.
    """
    claim = claim[:LONGEST_CLAIM]
    language = language_of_claim(claim, article_text)
    found: list[tuple[int, Anchor]] = []
    taken: list[tuple[int, int]] = []

    def add(kind: AnchorKind, start: int, end: int, key: str, text: str = "") -> None:
        found.append((start, Anchor(kind, text or claim[start:end], key)))

    def free(start: int, end: int) -> bool:
        return all(end <= left or right <= start for left, right in taken)

    def in_title(place: int) -> bool:  # where every word has a capital
        return any(one.title and one.start <= place < one.end for one in quoted)

    quoted = list(quotations.quotations(claim))
    for quotation in quoted:
        kind = AnchorKind.TITLE if quotation.title else AnchorKind.QUOTATION
        key = " ".join(quotations.folded(quotation.text))
        add(kind, quotation.start, quotation.end, f"{language}: {key}", quotation.text)
    for day in written(claim):
        add(AnchorKind.NUMBER, day.start, day.end, f"{DAY}{day.month:02}-{day.day:02}")
        taken.append((day.start, day.end))
    for code in codes(claim):
        if free(code.start, code.end):
            add(AnchorKind.CODE, code.start, code.end, code.key)
            taken.append((code.start, code.end))
    for number in numbers(claim, (language,)):
        counts = number.unit or number.value >= SMALLEST
        if counts and free(number.start, number.end):
            add(AnchorKind.NUMBER, number.start, number.end, _number_key(number))
    text = words(claim)
    named = [False] * len(text)
    for first, last, key in known(text, (language,)):
        if free(text[first].start, text[last - 1].end):
            add(AnchorKind.NAME, text[first].start, text[last - 1].end, f"{KNOWN}{key}")
            named[first:last] = [True] * (last - first)
    others = [word for word, is_known in zip(text, named, strict=True) if not is_known]
    elsewhere = names.capitalised(f"{claim}\n{article_text[:100_000]}")
    places = frozenset(one.folded for one in others if one.text[:1].isupper() and is_place(one.text))
    for name in names.names(claim, others, elsewhere, language, places):
        if (
            free(name.start, name.end)
            and not in_title(name.start)
            and (key := _name_key(name.words, language))
        ):
            add(AnchorKind.NAME, name.start, name.end, key)
    found.sort(key=lambda one: one[0])
    return tuple({anchor.key: anchor for _, anchor in found}.values())[:MOST]


def _number_key(number: Number) -> str:
    digits = f"{number.value:.12g}"
    return f"{digits} {number.unit}".rstrip() + (f" ±{number.step / 2:.12g}" if number.step > 1 else "")


def _name_key(run: Sequence[str], language: str) -> str:
    """The skeleton of the last word of a name, or of the one before where that is too short."""
    for word in reversed(run):
        if len(skeleton := skeletons(sounds(word, language))[0]) >= names.SHORTEST and len(word) > 2:
            return skeleton
    return ""


def match(anchors: Sequence[Anchor], page: Page) -> Matched:
    """What of the anchors stands on a page: in its title, its headline or its text."""
    content = _Content(page)
    found: list[AnchorMatch] = []
    missing: list[Anchor] = []
    untold: list[Anchor] = []
    for anchor in anchors:
        if anchor.kind in (AnchorKind.QUOTATION, AnchorKind.TITLE):
            one = content.words_of(anchor)
            foreign = page.language is not None and not anchor.key.startswith(f"{page.language}: ")
        else:
            one, foreign = content.find(anchor), False
        if one:
            found.append(AnchorMatch(anchor, *one))
        else:
            (untold if foreign else missing).append(anchor)
    return Matched(tuple(found), tuple(missing), tuple(untold))


class _Content:
    """A page made ready for looking up anchors; all of it in time that grows with the page alone."""

    def __init__(self, page: Page) -> None:
        self.language = page.language
        self.title = f"{page.title}\n{page.headline}"
        self.text = f"{self.title}\n{page.text}"
        languages = tuple(dict.fromkeys((page.language or "en", "en")))
        self.words: list[Word] = words(self.text)
        self.names: dict[str, list[Spoken]] = names.index(self.words, page.language)
        self.second: dict[str, list[Spoken]] = names.second(self.text, self.words, page.language)
        """Words in small letters behind a capital: `Океанский проспект`, `Кавказ-мария`."""
        self.spelled = {bare(word.folded): word.text for word in self.words if is_capital(word.text)}
        self.known: dict[str, str] = {}
        for first, last, key in known(self.words, languages):
            self.known.setdefault(key, self.text[self.words[first].start : self.words[last - 1].end])
        self.codes = {code.key: code.text for code in codes(self.text)}
        days = list(written(self.text))
        self.days = {f"{DAY}{day.month:02}-{day.day:02}": self.text[day.start : day.end] for day in days}
        in_days = {place for day in days for place in range(day.start, day.end)}
        self.numbers: dict[float, list[Number]] = {}
        for number in numbers(self.text, languages):
            if number.start not in in_days:
                for value in (number.value, number.other):
                    if value is not None:
                        self.numbers.setdefault(value, []).append(number)
        self.folded = quotations.folded(self.text)
        self.rows = quotations.rows(self.folded)

    def find(self, anchor: Anchor) -> tuple[str, str] | None:
        """What the page has of a number, a name or a code, and how it was matched."""
        if anchor.kind is AnchorKind.CODE:
            return (self.codes[anchor.key], "same code") if anchor.key in self.codes else None
        if anchor.key.startswith(DAY):
            return (self.days[anchor.key], "same day") if anchor.key in self.days else None
        if anchor.kind is AnchorKind.NUMBER:
            found = self._number(anchor.key)
            if not found and anchor.key.isdecimal() and (value := small(anchor)):
                return (anchor.text, "same number in some form") if self._has(value) else None
            return found
        if anchor.key.startswith(KNOWN):
            if text := self.known.get(anchor.key.removeprefix(KNOWN)):
                return text, "known name of the same"
            return self._spelled(anchor.text) or self._town(anchor)
        return self._spelled(anchor.text) or self._name(anchor)

    def _spelled(self, text: str) -> tuple[str, str] | None:
        last = words(text)[-1:]
        if last and len(last[0].folded) > names.SHORTEST and (seen := self.spelled.get(bare(last[0].folded))):
            return seen, "same spelling"
        return None

    def _town(self, anchor: Anchor) -> tuple[str, str] | None:
        """A place by its sound, where its name is known, but not in this language, or not in this case.

        Of countries the names are known in all languages.
        """
        key = anchor.key.removeprefix(KNOWN)
        if len(key) == COUNTRY or len(skeletons(sounds(anchor.text))[0]) < LONG_TOWN:
            return None
        likest = self._likest(anchor.text, self.names)
        return (likest, "same consonants") if likest else None

    def _name(self, anchor: Anchor) -> tuple[str, str] | None:
        """By its word that tells most, else by two words together: `Amu Darya` is `Амударья`."""
        run = words(anchor.text)
        at = next(
            (i for i in reversed(range(len(run))) if anchor.key in skeletons(sounds(run[i].text))), None
        )
        if at is None:
            return None
        if likest := self._likest(run[at].text, self.names):
            return likest, "same consonants"
        if at and (likest := self._likest(run[at - 1].text + run[at].text, self.names)):
            return likest, "same consonants"
        if at and (likest := self._likest(run[at].text, self.second)):
            return likest, "same consonants behind a name"
        return None

    def _likest(self, word: str, listed: dict[str, list[Spoken]]) -> str | None:
        """By the claim's reading of the letters, then by the page's: `Cavusoglu` is Turkish, too."""
        for language in dict.fromkeys(("en", self.language or "en")):
            heard = sounds(word, language)
            dropped = heard[:1] == "h" and self.language in names.WITHOUT_H
            for one in (heard, heard[1:]) if dropped else (heard,):
                skeleton = skeletons(one)[0]
                stem = skeleton.removesuffix("S") if self.language in names.NOMINATIVE_S else skeleton
                for key in dict.fromkeys((skeleton, stem)):
                    if likest := names.likest(one, key, listed):
                        return likest
        return None

    def _number(self, key: str) -> tuple[str, str] | None:
        exact, _, half = key.partition(" ±")
        digits, _, unit = exact.partition(" ")
        value = float(digits)
        for number in self.numbers.get(value, ()):
            if how := _agree(value, unit, number.unit):
                return self.text[number.start : number.end], how
        if half and len(digits.rstrip("0").replace(".", "")) >= PRECISE:
            for near, listed in self.numbers.items():
                if abs(near - value) <= float(half):
                    for number in listed:
                        if number.step < float(half) * 2 and _agree(value, unit, number.unit):
                            return self.text[number.start : number.end], "same number, rounded"
        return None

    def _has(self, value: int) -> bool:
        return has(value, self.text, self.language or "en") is not False

    def words_of(self, anchor: Anchor) -> tuple[str, str] | None:
        """Where the page has the words of a quotation or a title."""
        wanted = anchor.key.partition(": ")[2].split(" ")
        if anchor.kind is AnchorKind.TITLE:
            shared = set(wanted) & set(quotations.folded(self.title))
            if len(shared) >= quotations.ALIGNED * len(set(wanted)):
                return self.title.partition("\n")[0], "same words in the title"
            if len(wanted) < quotations.SHORTEST:
                return None
        share = quotations.where(wanted, self.folded, self.rows)
        if share >= quotations.ALIGNED:
            return anchor.text, "same words" if share == 1 else "aligned words"
        return None


def _agree(value: float, unit: str, other: str) -> str | None:
    """How two equal numbers agree by their units, or None: 300 soldiers aren't 300 kilometres."""
    if unit == other and unit:
        return "same number and unit"
    if value < SMALL or (unit and other and (is_measure(unit) or is_measure(other))):
        return None
    if is_measure(unit or other) and bool(unit) != bool(other) and value < (RARE if unit else LONG):
        return None
    return "same number"
