"""The numbers of a text with their units, in digits and in words: one value, whatever language wrote them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.dates import digits
from citecheck.verify.units import LONGEST_WORD, Token, is_measure, unit_of
from citecheck.verify.words import table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Number(NamedTuple):
    """A number in a text, offsets in it."""

    start: int
    end: int
    value: float
    other: float | None
    """The value if the one mark in it is no decimal one: `2.300` and `2,300` are read in two ways."""
    unit: str
    """`%`, `USD`, `km`, `soldier`: a key of data/numbers.yaml; empty where none stands beside it."""
    step: float
    """What its last digit counts: 100,000 in `2.3 million`."""


TOKEN = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?"
    r"|(?<![\d.,])\d{1,3}(?P<mark>[.,'’\u00a0\u202f\u2009 ])\d{3}(?:(?P=mark)\d{3})*(?![\d:])"
    r"(?:[.,]\d{1,6}(?!\d))?"
    r"|\d+(?:[.,]\d{1,9})?"
    r"|us\$|(?<=[^\W\d_])[-‑](?=[^\W\d_])|[^\W\d_]+(?:['’][^\W\d_]+)*[²³]?"
    r"|[^\w\s]"
)
YEAR = re.compile(r"(?:19|20)\d\d$")
DOT_IS_DECIMAL = frozenset("en he zh ja ko th".split())
"""Languages that part thousands by a comma; the others take it for the decimal mark."""
HYPHENS = frozenset("-‑")
DASHES = "-‑–—"
APOSTROPHES = str.maketrans("'ʼ`", "’’’")


class _Words(NamedTuple):
    """The words of some languages together, the endings cut from those that take any."""

    multipliers: dict[str, float]
    numerals: dict[str, int]
    phrases: dict[str, dict[tuple[str, ...], float]]
    ranges: frozenset[str]
    """What stands between two numbers of which one may have the unit for both."""


@cache
def _words(languages: tuple[str, ...]) -> _Words:
    data = table("numbers")
    multipliers: dict[str, float] = {}
    numerals: dict[str, int] = {}
    phrases: dict[str, dict[tuple[str, ...], float]] = {"before": {}, "after": {}, "and": {}}
    for language in languages:
        for word, value in data["multipliers"].get(language, {}).items():
            multipliers.setdefault(word, float(value))
        for value, word in _numerals(language):
            numerals.setdefault(word, value)
        for kind, name, worth in (
            ("before", "one-and-half", 1.5), ("before", "half", 0.5), ("after", "and-half", 0.5),
            ("and", "and", 0),
        ):  # fmt: skip
            for phrase in data[name].get(language, ()):
                phrases[kind].setdefault(tuple(phrase.split()), worth)
    ranges = {str(word) for language in languages for word in data["range"].get(language, ())}
    return _Words(multipliers, numerals, phrases, frozenset((*ranges, *DASHES)))


def _numerals(language: str) -> list[tuple[int, str]]:
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


def numbers(text: str, languages: Sequence[str]) -> list[Number]:
    """The numbers of a text, in order, without years.

    `languages` says how it is written; the first decides what `2.300` is first.
    """
    words = _words(tuple(languages) or ("en",))
    text = text.translate(APOSTROPHES)
    folded = digits(text).casefold()
    if len(folded) != len(text):  # a letter that grows when small
        folded = digits(text).lower() if len(digits(text).lower()) == len(text) else digits(text)
    tokens = [
        Token(one.start(), one.end(), one[0]) for one in TOKEN.finditer(folded) if one[0] not in HYPHENS
    ]
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        read = _read(tokens, at, words, languages[0] if languages else "en")
        if read is None:
            at += 1
            continue
        value, other, step, after = read
        unit, end = unit_of(tokens, at, after, folded)
        year = after == at + 1 and YEAR.match(tokens[at].text) and (not unit or end == after)
        if not year and 0 < value < 1e16:
            last = tokens[max(after, end) - 1]
            last = tokens[max(after, end) - 2] if last.text == "." else last
            found.append(Number(tokens[at].start, last.end, value, other, unit, step))
        at = after
    return _shared(found, folded, words.ranges)


def _shared(found: list[Number], text: str, ranges: frozenset[str]) -> list[Number]:
    """The numbers, both ends of a range with the measure that only one has: `from 14 metres to 21`."""
    for at in range(len(found) - 1):
        one, two = found[at : at + 2]
        between = text[one.end : two.start].strip()
        if between in ranges and bool(one.unit) != bool(two.unit) and is_measure(one.unit or two.unit):
            found[at : at + 2] = (
                one._replace(unit=one.unit or two.unit),
                two._replace(unit=one.unit or two.unit),
            )
    return found


def _read(
    tokens: list[Token], at: int, words: _Words, language: str
) -> tuple[float, float | None, float, int] | None:
    """The number that begins here: value, second reading, step, the token after it."""
    token = tokens[at]
    other: float | None = None
    spelled = not token.text[0].isdecimal()
    if ":" in token.text:
        return None
    if spelled:
        if begun := _phrase(tokens, at, words.phrases["before"]):
            value, after = begun
            multiplier = _multiplier(tokens, after, words)
            if multiplier:
                return value * multiplier, None, value * multiplier, after + 1
        value, after = _spelled(tokens, at, words)
        article = token.text in ("a", "an") and language == "en"
        if after == at and not (article and _multiplier(tokens, at + 1, words)):
            return None
        value, after = (1.0, at + 1) if after == at else (value, after)
        step = 1.0
    else:
        value, other, step = _value(token.text, language)
        after = at + 1
    total = 0.0
    scale = 1.0
    half = _phrase(tokens, after, words.phrases["after"])
    if half and _multiplier(tokens, half[1], words):
        value, after, step = value + half[0], half[1], 0.1
    while multiplier := _multiplier(tokens, after, words):
        scale = multiplier
        value, step, after = value * multiplier, step * multiplier, after + 1
        if after < len(tokens) and tokens[after].text == "." and tokens[after].start == tokens[after - 1].end:
            after += 1  # `тыс.`
        other = other * multiplier if other else None
        if half := _phrase(tokens, after, words.phrases["after"]):
            value, after, step = value + half[0] * multiplier, half[1], multiplier / 10
        elif spelled and multiplier >= 1000:
            more, further = _spelled(tokens, after, words)
            if further > after:
                total, value, after, step = total + value, more, further, 1.0
    total += value
    if (
        spelled
        and after == at + 1
        and scale == 1.0
        and token.text in ("один", "ein", "un", "une", "bir", "one")
    ):
        return None  # an article as often as a number
    return round(total, 6), other and round(other, 6), step, after


def _value(text: str, language: str) -> tuple[float, float | None, float]:
    """The value of digits with marks, its second reading, and what the last digit counts."""
    marks = [c for c in text if not c.isdecimal()]
    plain = re.sub(r"[^\d]", "", text)
    if not marks:
        return float(text[:300]), None, 1.0
    tail = len(text) - 1 - max(text.rfind(mark) for mark in marks)
    decimal = float(f"{plain[: len(plain) - tail]}.{plain[len(plain) - tail :]}"), 10.0**-tail
    if marks[-1] not in ".," or (len(marks) > 1 and len(set(marks)) == 1):
        return float(plain), None, 1.0
    if len(marks) > 1 or tail != 3:
        return decimal[0], None, decimal[1]
    if plain.endswith("000"):
        return float(plain), None, 1.0
    thousands = (marks[0] == ",") == (language in DOT_IS_DECIMAL)
    return (float(plain), decimal[0], 1.0) if thousands else (decimal[0], float(plain), decimal[1])


def _spelled(tokens: list[Token], at: int, words: _Words) -> tuple[float, int]:
    """A number below a thousand in words, and the token after it: `two hundred and fifty`."""
    total, last, start = 0.0, 1000, at
    while at < len(tokens):
        text = tokens[at].text
        value = words.numerals.get(text)
        if value is None and at > start and (joined := _phrase(tokens, at, words.phrases["and"])):
            value = words.numerals.get(tokens[joined[1]].text) if joined[1] < len(tokens) else None
            if value is None or value >= last:
                break
            at = joined[1]
        if value is None and text[:1] == "و" and at > start:
            value = words.numerals.get(text[1:])
        if value is None or (at > start and tokens[at].start - tokens[at - 1].end > 1):
            break
        if value == 100 and 1 < total < 10:
            total, last = total * 100, 100
        elif value == 20 and total == 4:
            total, last = 80, 20
        elif value < last or (value > total and value % 10 == 0 and text.endswith(("ون", "ين"))):
            total, last = total + value, value if value >= 20 or value == 10 else 1
            if value in (60,) and text == "soixante":
                last = 20
        else:
            break
        at += 1
    return total, at


def _multiplier(tokens: list[Token], at: int, words: _Words) -> float | None:
    if at >= len(tokens):
        return None
    text = tokens[at].text
    if found := words.multipliers.get(text):
        return found if len(text) > 1 or tokens[at].start == tokens[at - 1].end else None
    for cut in range(min(len(text), LONGEST_WORD), 2, -1):
        if found := words.multipliers.get(f"{text[:cut]}*"):
            return found
    return None


def _phrase(tokens: list[Token], at: int, known: dict[tuple[str, ...], float]) -> tuple[float, int] | None:
    """The worth of the longest phrase that begins here, and the token after it."""
    for length in (3, 2, 1):
        if worth := known.get(tuple(one.text for one in tokens[at : at + length])):
            return worth, min(at + length, len(tokens))
        if worth == 0:
            return 0.0, min(at + length, len(tokens))
    return None
