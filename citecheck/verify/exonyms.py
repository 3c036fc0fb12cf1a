"""Names that languages don't share: `Turkey` is `Турция`, `UN` is `ՄԱԿ`. CLDR's places, the rest by hand."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.words import FOLDER, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Word(NamedTuple):
    """A word of a text, offsets in it; its text without an ending behind an apostrophe or `l'` before it."""

    text: str
    folded: str
    start: int
    end: int


class Form(NamedTuple):
    """How one language writes a known name."""

    words: tuple[str, ...]
    """Folded; of those that take endings the part before them."""
    exact: tuple[bool, ...]
    capital: bool
    """Whether it is a name only where it begins with a capital."""
    acronym: bool
    key: str


WORD = re.compile(r"[^\W\d_]+(?:[.'’ʼ\u200c](?=[^\W\d_])[^\W\d_]+)*")
APOSTROPHE = re.compile("['’ʼ]")
VOWEL = re.compile(r"(?:ый|ий|ая|ое|ой|ые|ая|ій|[aeiouyəıüöаеиоуыэюяіїйьიըиη]|ة|ه)$")
SHORTEST_STEM = 4
UNINFLECTED = frozenset("en fr es it".split())
"""Languages that put no ending on a name: `Tarawneh` is no case of `Tarawa`."""
LONGEST_ENDING = 3
LONGEST_OPEN_ENDING = 5
WHERE = frozenset(
    "in at to from near of for outside inside around through via into toward towards off and or".split()
)
"""Words behind which the name of a town is a place; behind `and` it may be one, too."""
ARABIC = re.compile(r"[\u0620-\u06ff]")
ARTICLES = re.compile(r"^(?:وال|بال|لل|ال|و|ب|ل)(?=\w{3})")
"""`and`, `in`, `to`, `the`, written on to the Arabic word."""


def is_capital(word: str) -> bool:
    """Whether a word can be a name by its first letter: a capital, or of a script without capitals."""
    first = word[:1]
    return first.isupper() or not first.islower() or "\u10d0" <= first <= "\u10ff"  # Georgian in use has none


def words(text: str) -> list[Word]:
    """The words of a text."""
    found = []
    for one in WORD.finditer(text):
        word = one[0]
        parts = APOSTROPHE.split(word, maxsplit=1)
        start = one.start()
        if len(parts) == 2:
            elided = len(parts[0]) == 1 or parts[0].casefold() == "qu"
            word, start = (parts[1], one.end() - len(parts[1])) if elided else (parts[0], start)
        folded = word.replace(".", "").replace("\u200c", "").casefold()
        found.append(Word(word, folded, start, start + len(word)))
    return found


@cache
def adjectives(key: str) -> frozenset[str]:
    """The languages of which the adjectives and other names of a place are known, not its name alone."""
    return frozenset(table("names").get(key, ()))


def is_adjective(key: str, text: str) -> bool:
    """Whether an English text has a place's adjective, or another name of it: all but its own name."""
    forms = (str(form).rstrip("*") for form in table("names").get(key, {}).get("en", ()))
    return any(text.startswith(form) for form in forms)


@cache
def _forms(language: str) -> dict[str, list[Form]]:
    """The forms of one language by the first word's beginning, those of more words first."""
    listed: list[tuple[str, str]] = []
    with open(os.path.join(FOLDER, "places.tsv"), encoding="utf-8") as file:
        for line in file:
            key, *languages = line.rstrip("\n").split("\t")
            for one in languages:
                code, _, names = one.partition(":")
                if code == language:
                    listed += ((key, name) for name in names.split("|"))
    for key, by_language in table("names").items():
        listed += ((key, str(name)) for name in by_language.get(language, ()))
    found: dict[str, list[Form]] = {}
    for key, name in listed:
        form = _form(key, name, language in UNINFLECTED)
        if form.words:
            found.setdefault(form.words[0], []).append(form)
    for forms in found.values():
        forms.sort(key=lambda form: -len(form.words))
    return found


def _form(key: str, name: str, whole_words: bool) -> Form:
    parts = words(name)
    acronym = name.replace(".", "").replace(" ", "").isupper() and len(name) <= 6
    stems, exact = [], []
    for at, part in enumerate(parts):
        whole = part.folded
        is_open = name.endswith("*") and at == len(parts) - 1
        stem = whole if is_open else VOWEL.sub("", whole)
        fixed = acronym or (
            not is_open and (whole_words or len(stem) < (3 if len(parts) > 1 else SHORTEST_STEM))
        )
        stems.append(whole if fixed else stem)
        exact.append(fixed)
    return Form(
        tuple(stems),
        tuple(exact),
        not name[:1].islower() and name[:1].upper() != name[:1].lower(),
        acronym,
        key,
    )


def known(text: Sequence[Word], languages: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The known names in a text: the first word of each, the one behind its last, and its key."""
    tables = [_forms(language) for language in languages]
    at = 0
    while at < len(text):
        best: tuple[int, str] | None = None
        for folded in variants(text[at].folded):
            for cut in range(min(len(folded), 40), 1, -1):
                for forms in tables:
                    for form in forms.get(folded[:cut], ()):
                        length = len(form.words)
                        if (best is None or length > best[0]) and _fits(text[at : at + length], folded, form):
                            best = length, form.key
                if best:
                    break
            if best:
                break
        if best:
            yield at, at + best[0], best[1]
        at += best[0] if best else 1


def acting(text: Sequence[Word]) -> frozenset[str]:
    """The keys of known names that an English text has where who acts may stand, not where something is."""
    found = list(known(text, ("en",)))
    return frozenset(key for at, _, key in found if not at or text[at - 1].folded not in WHERE)


def country(key: str) -> str | None:
    """The country that is meant where its seat of government is named."""
    return table("capitals").get(key)


def variants(folded: str) -> tuple[str, ...]:
    """A word, and of an Arabic one what is left without `and`, `in` or `the`."""
    if ARABIC.match(folded) and (bare := ARTICLES.sub("", folded)) != folded:
        return folded, bare
    return (folded,)


def _fits(found: Sequence[Word], first: str, form: Form) -> bool:
    if len(found) < len(form.words):
        return False
    if form.capital and not found[0].text[:1].isupper():
        return False
    if form.acronym and not found[0].text.replace(".", "").isupper():
        return False
    longest = LONGEST_ENDING if form.capital else LONGEST_OPEN_ENDING
    for at, (word, stem, exact) in enumerate(zip(found, form.words, form.exact, strict=False)):
        folded = (
            first if at == 0 else next((one for one in variants(word.folded) if one.startswith(stem)), "")
        )
        if (
            folded != stem
            if exact
            else not (folded.startswith(stem) and len(folded) - len(stem) <= longest + 1)
        ):
            return False
    return True
