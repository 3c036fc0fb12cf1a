"""The names of a text: runs of capitalised words, compared by consonants over scripts."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from citecheck.parsing.names import MONTHS, WEEKDAYS
from citecheck.verify.exonyms import is_capital, variants, words
from citecheck.verify.language import WORDS
from citecheck.verify.letters import VOWELLESS, skeletons, sounds
from citecheck.verify.words import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citecheck.verify.exonyms import Word

ENDINGS = {
    "ru": "M K KM P S", "uk": "M K KM P", "be": "M K P", "bg": "T N", "sr": "M", "pl": "M K KM", "cs": "M K",
    "tr": "N R T TN L LR N S", "az": "N R T TN L LR N NN NT S", "kk": "N T TN K",
    "ka": "M S T TN ST STN STPS S SS N",
    "hy": "N S P M NR R", "de": "S", "en": "", "fr": "", "es": "", "it": "",
    "el": "S N", "lt": "S M", "lv": "S M",
}  # fmt: skip
"""Consonants (as classes) that the endings of a language add to a name."""
ADJECTIVE = re.compile(
    r"(\w+?)(?:с[ьъ]?к|ц[ьъ]?к)"
    r"(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими|а|ої|ій|у|е|і|ия|ият|о|и|ата|ото|ите)?$"
)
"""Slavic adjectives of places, which are written small: of `азовский` the first group is `азов`."""
LINK = re.compile(r"(?<=\w{3})(?:[еєиіая]н|[оеєі]в)$")
"""What such an adjective may have between the place and its ending: `рівненський` is of Rivne."""
SHORTEST_PLACE = 3
ANY_ENDING = "M K S N"
WITHOUT_H = frozenset("ru be uk".split())
"""Languages that drop it at the beginning: `Арутюнян` is Harutyunyan."""
NOMINATIVE_S = frozenset("el lt lv".split())
"""Languages that end a name in `s` in the nominative alone."""
SHORTEST = 2
"""Classes of a skeleton that is compared at all."""
SHORTEST_SURNAME = 6
"""Letters of a word whose ending is that of surnames."""
ALIKE = {2: 0.9, 3: 0.7}
"""How like the sounds must be, vowels and all, by the length of the skeleton: short ones meet by chance."""
ALIKE_LONG = 0.6
ALIKE_VOWELLESS = 0.8
"""The same of consonants alone, where the script leaves the vowels out; two of them are too few."""
VOICED = str.maketrans("vbgdzZJ", "fpktsSC")
"""Sounds that scripts without the one write with the other."""
WHERE = re.compile(r"\b(?:in|nach|bei|aus) $")
BETWEEN = re.compile(r"[\s-]{1,2}")
STOP = re.compile(r"[.!?:…\n]\W{0,4}$")


class Name(NamedTuple):
    """A name in a text, offsets in it."""

    start: int
    end: int
    words: tuple[str, ...]


def names(
    text: str,
    found: Sequence[Word],
    elsewhere: frozenset[str],
    language: str = "en",
    places: frozenset[str] = frozenset(),
) -> Iterator[Name]:
    """The runs of capitalised words, without offices around them.

    A lone first word of a sentence is a name only if it stands with a capital `elsewhere`, amid a sentence,
    or is one of `places`. German writes every noun so: there a lone word needs a word for where before it.
    """
    run: list[Word] = []
    for word in (*found, None):
        if (
            word
            and word.text[:1].isupper()
            and (not run or BETWEEN.fullmatch(text, run[-1].end, word.start))
            and not _is_plain(word)
        ):
            run.append(word)
            continue
        if run and _is_purpose(text, run, word):
            run = [one for one in run if one.folded in places][-1:]
        if run and run[0].folded in WORDS.get(language, ()):
            run = run[1:]
        if language == "de" and len(run) == 1 and not WHERE.search(text, 0, run[0].start):
            run = []
        if run and (len(run) > 1 or not _opens(text, run[0]) or _is_name(run[0], elsewhere | places)):
            yield Name(run[0].start, run[-1].end, tuple(one.text for one in run))
        run = [word] if word and word.text[:1].isupper() and not _is_plain(word) else []


@cache
def _plain(kind: str) -> frozenset[str]:
    """The words of one kind in data/plain.yaml."""
    return frozenset(str(table("plain")[kind]).split())


@cache
def _of_office() -> re.Pattern[str]:
    """`Ministry of the`, `Ministry of Sports and`, at the end of a text."""
    offices = "|".join(_plain("offices"))
    return re.compile(rf"\b(?i:{offices}) (?:of|for|on) (?:the )?(?:[A-Z]\w+ (?:and )?){{0,3}}$")


def _is_purpose(text: str, run: Sequence[Word], following: Word | None) -> bool:
    """Whether words say what an office is for."""
    at = run[-1].end
    if following and following.folded in _plain("offices") and BETWEEN.fullmatch(text, at, following.start):
        return True
    return bool(_of_office().search(text, max(0, run[0].start - 60), run[0].start))


def _is_name(word: Word, elsewhere: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name: an acronym, a surname, or one amid another sentence."""
    surname = len(word.text) >= SHORTEST_SURNAME and word.folded.endswith(tuple(_plain("surnames")))
    return surname or word.folded in elsewhere or (word.text.isupper() and len(word.text) > 2)


def _is_plain(word: Word) -> bool:
    return (
        word.folded in _plain("common")
        or word.folded in MONTHS
        or word.folded in WEEKDAYS
        or len(word.text) < 2
    )


def _opens(text: str, word: Word) -> bool:
    before = text[max(0, word.start - 6) : word.start]
    return not before.strip(" \"'“„«(") or bool(STOP.search(before))


def capitalised(text: str) -> frozenset[str]:
    """The words that stand with a capital amid a sentence, folded."""
    return frozenset(
        word.folded for word in words(text) if word.text[:1].isupper() and not _opens(text, word)
    )


class Spoken(NamedTuple):
    """A word of a page and how it sounds."""

    text: str
    sounds: str


def index(found: Sequence[Word], language: str | None) -> dict[str, list[Spoken]]:
    """The words of a page that may be names, by skeleton, with and without endings."""
    endings = ENDINGS.get(language or "", ANY_ENDING).split()
    by_skeleton: dict[str, list[Spoken]] = {}
    for text in dict.fromkeys(word.text for word in found):
        if not is_capital(text):
            continue
        for heard in (sounds(one, language or "en") for one in variants(text)):
            _keep(by_skeleton, text, heard, endings)
    for text in dict.fromkeys(word.text for word in found):
        if (place := ADJECTIVE.match(text.casefold())) and len(place[1]) >= SHORTEST_PLACE:
            for stem in dict.fromkeys((place[1], LINK.sub("", place[1]), f"{place[1]}ка")):  # of `Каховка`
                _keep(by_skeleton, text, sounds(stem, language or "en"), ())
            if not is_capital(text):
                _keep(by_skeleton, text, sounds(text, language or "en"), endings)
    return by_skeleton


def second(text: str, found: Sequence[Word], language: str | None) -> dict[str, list[Spoken]]:
    """The words in small letters right behind a word with a capital, by skeleton."""
    endings = ENDINGS.get(language or "", ANY_ENDING).split()
    kept: dict[str, list[Spoken]] = {}
    for one, two in pairwise(found):
        if one.text[:1].isupper() and two.text[:1].islower() and BETWEEN.fullmatch(text, one.end, two.start):
            _keep(kept, two.text, sounds(two.text, language or "en"), endings)
    return kept


def _keep(kept: dict[str, list[Spoken]], text: str, heard: str, endings: Sequence[str]) -> None:
    """Puts a word under its skeletons, also without the endings."""
    for skeleton in skeletons(heard):
        for key in {skeleton, *(skeleton.removesuffix(one) for one in endings)}:
            if len(key) >= SHORTEST:
                kept.setdefault(key, []).append(Spoken(text, heard))


def likest(heard: str, skeleton: str, page: dict[str, list[Spoken]]) -> str | None:
    """The word of a page that sounds most like a name, if it is the name in the page's letters; else None."""
    from rapidfuzz.distance import Indel

    best, score = None, 0.0
    for one in page.get(skeleton, ()):
        bare = one.text[0].casefold() in VOWELLESS
        left, right = (_consonants(heard), _consonants(one.sounds)) if bare else (heard, one.sounds)
        alike = max(
            Indel.normalized_similarity(left, right), Indel.normalized_similarity(left, right[: len(left)])
        )
        needed = (
            ALIKE_VOWELLESS if bare and len(skeleton) > 2 else ALIKE.get(len(skeleton), ALIKE_LONG) + bare
        )
        if alike > score and alike >= needed:
            best, score = one.text, alike
    return best


def _consonants(heard: str) -> str:
    return "".join(c for c in heard if c not in "aeiouW").translate(VOICED)
