"""The cues of a language at work: words become letters, and patterns over these find what is said of them.

What the cues are stands in cues/*.yaml, how they are read in cuefile.py. They are compiled once, and the
patterns of a language only when an article in it comes.
"""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from citecheck.compiled import PACKAGE, compiled
from citecheck.cover.options import LANGUAGES
from citecheck.cover.shapes import TOKEN, shape
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ANY = "any"
"""The cues that need no words: for articles in other languages."""
MOST_REMEMBERED = 20_000
"""Words that no table has."""
ENOUGH = 0.12
"""The share of function words that tells a language."""
SAMPLE = 4000
"""Characters that are looked at for it."""
WORD = r"[^\W\d_]+"
CYRILLIC, LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[a-z\u00c0-\u024f]")
RUSSIAN = re.compile(r"[ыэё]")
NOT_RUSSIAN = re.compile(r"[іїєґўјљњћђџѓќѕәғқңөұүһ]")
"""Letters of Ukrainian, Belarusian, Serbian, Macedonian, Kazakh; Bulgarian has ъ and no ы."""
_FOLDER = os.path.join(PACKAGE, "cover", "cues")
_SOURCES = [
    *(os.path.join(_FOLDER, f"{name}.yaml") for name in (ANY, *LANGUAGES)),
    *(os.path.join(PACKAGE, "cover", name) for name in ("cuefile.py", "shapes.py")),
]


class Letters(dict[str, str]):
    """Word -> letter; words that no table has get the one of their ending or shape, and are remembered."""

    def __init__(self, data: dict[str, Any]) -> None:
        super().__init__(data["letters"])
        self._known = len(self)
        self._shapes, self._suffixes = data["shapes"], data["suffixes"].items()

    def __missing__(self, word: str) -> str:
        if len(self) > self._known + MOST_REMEMBERED:
            return self._letter(word)
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        folded = word.casefold()
        if folded != word and folded in self:
            return self[folded]
        found = shape(word)
        if found == "word":
            for ending, letter in self._suffixes:
                if word.endswith(ending):
                    return str(letter)
        return str(self._shapes[found])


class Language:
    """The words and cues of one language."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.letters = Letters(data)
        self.function_words = frozenset(data["function-words"])
        self.nothing, self.date = data["special"]["NOTHING"], data["special"]["DATE"]
        self._patterns = data["patterns"]

    @lru_cache(maxsize=64)  # noqa: B019 - there are three languages
    def pattern(self, group: str, strong: bool = True) -> re.Pattern[str] | None:
        """The pattern of a group of cues; None where it has none of that strength."""
        text = self._patterns[group][0 if strong else 1]
        return re.compile(text) if text else None


class Sentences:
    """Some sentences as one string of letters, in which the cues are looked for together."""

    def __init__(self, language: Language, texts: Iterable[str]) -> None:
        """`texts` are the sentences, with spaces where nothing counts."""
        self.language = language
        self.texts = list(texts)
        letters = language.letters
        rows = ["".join([letters[word] for word in TOKEN.findall(text)]) for text in self.texts]
        self.starts: list[int] = []
        at = 1
        for row in rows:
            self.starts.append(at)
            at += len(row) + 1
        joined = "\n" + "\n".join(rows) + "\n"
        for group, letter in ("nothing", language.nothing), ("date", language.date):
            if pattern := language.pattern(group):
                joined = pattern.sub(partial(_all, letter), joined)
        self.joined = joined

    def find(self, group: str, strong: bool = True) -> Iterator[tuple[int, int, int]]:
        """Where the cues of a group are: number of the sentence, first word, word after the last."""
        from bisect import bisect_right

        pattern = self.language.pattern(group, strong)
        if pattern is None:
            return
        for match in pattern.finditer(self.joined):
            number = bisect_right(self.starts, match.start()) - 1
            first = match.start() - self.starts[number]
            yield number, first, first + len(match[0])

    def has_date(self, number: int) -> bool:
        """Whether a sentence names a day."""
        start = self.starts[number]
        return self.joined.find(self.language.date, start, self.joined.index("\n", start)) >= 0

    def span(self, number: int, first: int, last: int) -> Span:
        """The characters of a sentence's words from `first` up to `last`, that one not included."""
        words = list(TOKEN.finditer(self.texts[number]))[first:last]
        return Span(words[0].start(), words[-1].end())


def _all(letter: str, match: re.Match[str]) -> str:
    """The letter for every word of a match."""
    return letter * len(match[0])


@lru_cache(maxsize=8)
def language(name: str) -> Language:
    """The language `en`, `ru` or `any`."""
    return Language(_data()[name])


def of_text(text: str) -> str:
    """The language of a text: `en`, `ru`, or `any` for every other.

    English is told by its function words, Russian by letters that no neighbor of it shares.
    """
    sample = text[:SAMPLE].lower()
    if len(CYRILLIC.findall(sample)) > len(LATIN.findall(sample)):
        return ANY if NOT_RUSSIAN.search(sample) or ("ъ" in sample and not RUSSIAN.search(sample)) else "ru"
    words = re.findall(WORD, sample)
    own = language("en").function_words
    return "en" if sum(word in own for word in words) > ENOUGH * len(words) else ANY


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    path = compiled("cues.json", _SOURCES, _compile)
    if path is None:
        return _read()
    with open(path, encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def _compile(target: str) -> None:
    with open(target, "w", encoding="utf-8") as file:
        json.dump(_read(), file, ensure_ascii=False)


def _read() -> dict[str, Any]:
    from citecheck.cover.cuefile import compiled_language, read

    common = read(os.path.join(_FOLDER, f"{ANY}.yaml"))
    own = {name: read(os.path.join(_FOLDER, f"{name}.yaml")) for name in LANGUAGES}
    return {ANY: compiled_language([common])} | {
        name: compiled_language([common, file]) for name, file in own.items()
    }
