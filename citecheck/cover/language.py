"""The cues of a language at work: words become letters, and patterns over these find what is said of them.

What the cues are stands in cues/*.yaml, how they are read in cuefile.py,
and what becomes of them in cuecompile.py.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.cover import cuedata
from citecheck.cover.cuedata import ANY
from citecheck.cover.shapes import TOKEN, shape
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_REMEMBERED = 20_000
"""Words that no table has."""
ENOUGH = 0.08
"""The share of function words that tells a language."""
SAMPLE = 2000
"""Characters that are looked at for it."""
HEAD = 400
"""Characters among which a text in Cyrillic letters has one."""
CYRILLIC, LATIN = r"[\u0400-\u052f]+", r"[a-z\u00c0-\u024f]+"
RUSSIAN, NOT_RUSSIAN = r"[ыэё]", r"[іїєґўјљњћђџѓќѕәғқңөұүһ]"
"""Letters of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh; Bulgarian has ъ and no ы."""


class Hit(NamedTuple):
    """Where a cue is: the number of the sentence, the first of its words, the one after the last."""

    number: int
    first: int
    last: int


class Letters(dict[str, str]):
    """Word -> letter; words that no table has get the one of their ending or shape, and are remembered."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(data["letters"])
        self._known = dict(self)
        self._capitals, self._shapes, self._suffixes = (
            data["capitals"],
            data["shapes"],
            data["suffixes"].items(),
        )

    def row(self, words: Sequence[str]) -> str:
        """The letters of a sentence; the capital of its first word says nothing, if a table has that word."""
        if not words:
            return ""
        first = self._known.get(words[0].casefold()) if words[0] not in self._known else None
        return (first or self[words[0]]) + "".join([self[word] for word in words[1:]])

    def __missing__(self, word: str) -> str:
        if len(self) > len(self._known) + MOST_REMEMBERED:
            return self._letter(word)
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        folded = word.casefold()
        if folded != word and folded in self._known:
            return str(self._capitals[self._known[folded]])
        found = shape(word)
        if found == "word":
            for ending, letter in self._suffixes:
                if word.endswith(ending):
                    return str(letter)
        return str(self._shapes[found])


class Language:
    """The words and cues of one language."""

    def __init__(self, data: dict[str, Any], kept: cuedata.Kept) -> None:
        """`data` is what cuecompile makes of cue files, `kept` the compiled form of its patterns."""
        self.letters = Letters(data)
        self._kept = kept
        self.function_words = frozenset(data["function-words"])
        self.nothing, self.date = data["special"]["NOTHING"], data["special"]["DATE"]
        self._patterns, self._texts = data["patterns"], data["joined"]
        self._compiled: dict[tuple[str, bool], list[re.Pattern[str]]] = {}
        self._joined: dict[str, re.Pattern[str]] = {}

    def patterns(self, group: str, strong: bool = True) -> list[re.Pattern[str]]:
        """The patterns of a group of cues, compiled when they are first asked for."""
        key = group, strong
        if key not in self._compiled:
            self._compiled[key] = [
                cuedata.pattern(text, self._kept) for text in self._patterns[group][not strong]
            ]
        return self._compiled[key]

    def any_of(self, group: str) -> re.Pattern[str]:
        """The strong patterns of a group as one, for looking into single sentences."""
        if group not in self._joined:
            self._joined[group] = cuedata.pattern(self._texts[group], self._kept)
        return self._joined[group]


class Sentences:
    """Some sentences as one string of letters, in which the cues are looked for together."""

    def __init__(self, language: Language, texts: Iterable[str]) -> None:
        """`texts` are the sentences, with spaces where nothing counts."""
        self.language = language
        self.texts = list(texts)
        letters = language.letters
        self._found: dict[tuple[str, bool], list[Hit]] = {}
        self.words = [TOKEN.findall(text) for text in self.texts]
        self.starts: list[int] = []
        at = 1
        for words in self.words:
            self.starts.append(at)
            at += len(words) + 1
        self.joined = "\n".join(["", *map(letters.row, self.words), ""])
        for group, letter in ("nothing", language.nothing), ("date", language.date):
            for pattern in language.patterns(group) if self.texts else ():
                self.joined = pattern.sub(partial(_all, letter), self.joined)

    def find(self, group: str, strong: bool = True) -> list[Hit]:
        """Where the cues of a group are, cue by cue."""
        if (found := self._found.get((group, strong))) is None:
            found = self._found[group, strong] = []
            for pattern in self.language.patterns(group, strong):
                for match in pattern.finditer(self.joined):
                    start, end = match.span()
                    number = bisect_right(self.starts, start) - 1
                    first = self.starts[number]
                    found.append(Hit(number, start - first, end - first))
        return found

    def first(self, group: str, number: int) -> Hit | None:
        """Where the first strong cue of a group is in one sentence; None where none is."""
        start = self.starts[number]
        end = self.joined.index("\n", start)
        match = self.language.any_of(group).search(self.joined, start, end)
        return Hit(number, match.start() - start, match.end() - start) if match else None

    def has_date(self, number: int) -> bool:
        """Whether a sentence names a day."""
        start = self.starts[number]
        return self.joined.find(self.language.date, start, self.joined.index("\n", start)) >= 0

    def span(self, hit: Hit) -> Span:
        """The characters of a hit in the text of its sentence."""
        text, words = self.texts[hit.number], self.words[hit.number]
        at = 0
        for word in words[: hit.first]:
            at = text.index(word, at) + len(word)
        start = at = text.index(words[hit.first], at)
        for word in words[hit.first : hit.last]:
            at = text.index(word, at) + len(word)
        return Span(start, at)


def _all(letter: str, match: re.Match[str]) -> str:
    """The letter for every word of a match."""
    return letter * len(match[0])


@lru_cache(maxsize=8)
def language(name: str) -> Language:
    """The language `en`, `ru` or `any`."""
    return Language(*cuedata.load(name))


def of_text(text: str) -> str:
    """The language of a text: `en`, `ru`, or `any` for every other.

    English is told by its function words, Russian by letters that no neighbor of it shares.
    """
    sample = text[:SAMPLE].lower()
    if _is_cyrillic(sample):
        return (
            ANY
            if re.search(NOT_RUSSIAN, sample) or ("ъ" in sample and not re.search(RUSSIAN, sample))
            else "ru"
        )
    words = [word for word in sample.split() if word.isalpha()]  # few of those in citations are bare letters
    own = language("en").function_words
    return "en" if sum(map(own.__contains__, words)) > ENOUGH * len(words) else ANY


def _is_cyrillic(sample: str) -> bool:
    """Whether most words are in Cyrillic letters."""
    if not re.search(CYRILLIC, sample[:HEAD]):
        return False
    return len(re.findall(CYRILLIC, sample)) > len(re.findall(LATIN, sample))
