"""The numbers of a text with their units, in digits and in words: one value, whatever language wrote them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.verify.dates import digits
from citecheck.verify.numerals import numerals_of
from citecheck.verify.units import LONGEST_WORD, Token, is_measure, unit_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.verify.numerals import Numerals


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
THOUSAND, SHORTEST_THOUSAND = 1000, 3
"""And the letters of a word for it; `k` and `m` are none by themselves."""
HYPHENS = frozenset("-‑")
APOSTROPHES = str.maketrans("'ʼ`", "’’’")


def numbers(text: str, languages: Sequence[str]) -> list[Number]:
    """The numbers of a text, in order, without years.

    `languages` says how it is written; the first decides what `2.300` is first.
    """
    words = numerals_of(tuple(languages) or ("en",))
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
    tokens: list[Token], at: int, words: Numerals, language: str
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
        if after == at and article and _multiplier(tokens, at + 1, words):
            value, after = 1.0, at + 1
        elif after == at and _is_one(tokens, at, words):
            value = 1.0
        elif after == at:
            return None
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
            if after < len(tokens) and _multiplier(tokens, after, words) == multiplier:
                after += 1  # `a milliard and half a milliard`
                break
        elif spelled and multiplier >= THOUSAND:
            more, further = _spelled(tokens, after, words)
            if further > after:
                total, value, after, step = total + value, more, further, 1.0
        elif rest := _thousands(tokens, after, multiplier, words):
            total, value, after, step = total + value, rest, after + 2, THOUSAND
    total += value
    if (
        spelled
        and after == at + 1
        and scale == 1.0
        and token.text in ("один", "ein", "un", "une", "bir", "one")
    ):
        return None  # an article as often as a number
    return round(total, 6), other and round(other, 6), step, after


def _is_one(tokens: list[Token], at: int, words: Numerals) -> bool:
    """Whether a word for a thousand or more stands alone for one: `bin üç yüz`, `ألف وخمسمئة`; or is dual."""
    multiplier = _multiplier(tokens, at, words)
    if not multiplier or multiplier < THOUSAND or len(tokens[at].text) < SHORTEST_THOUSAND:
        return False
    if str(multiplier).startswith("2"):
        return True
    half = _phrase(tokens, at + 1, words.phrases["after"])
    return half is not None or (multiplier == THOUSAND and _spelled(tokens, at + 1, words)[1] > at + 1)


def _thousands(tokens: list[Token], at: int, multiplier: float, words: Numerals) -> float | None:
    """The rest of a number in figures and words: 400,000 of `21 milyon 400 bin`."""
    if at + 1 >= len(tokens) or not tokens[at].text.isdecimal() or tokens[at].start - tokens[at - 1].end > 1:
        return None
    smaller = _multiplier(tokens, at + 1, words)
    return float(tokens[at].text) * smaller if smaller and THOUSAND <= smaller < multiplier else None


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


def _spelled(tokens: list[Token], at: int, words: Numerals) -> tuple[float, int]:
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
        if value is None and text[:1] == "و":
            value = words.numerals.get(text[1:])
        if value is None or (at > start and tokens[at].start - tokens[at - 1].end > 1):
            break
        if value == 100 and 1 < total < 10:
            total, last = total * 100, 100
        elif value == 20 and total == 4:
            total, last = 80, 20
        elif text in ("عشر", "عشرة") and 0 < total < 10:
            total, last = total + 10, 1
        elif value < last or (value > total and value % 10 == 0 and text.endswith(("ون", "ين"))):
            total, last = total + value, value if value >= 20 or value == 10 else 1
            if value in (60,) and text == "soixante":
                last = 20
        else:
            break
        at += 1
    return total, at


def _multiplier(tokens: list[Token], at: int, words: Numerals) -> float | None:
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
