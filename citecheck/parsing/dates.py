"""The dates in a stretch of text, as a strict grammar over its tokens.

Each token becomes one letter: M a month, N a number of one or two digits, Y a year, W a weekday,
S a season, D a whole numeric date, y the word year, o a joining word, e `early` and its like, - a dash,
w any other word, and the forms of a date are one regular expression over these letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from citecheck.model.article import Point, Precision
from citecheck.parsing.names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

TOKEN = re.compile(
    r"""(?P<url>https?://\S+)
    |(?P<iso>(?:1[89]|20)\d\d-\d\d?(?:-\d\d?(?:T\d\d:?\d\d\S*)?)?(?![\w-]))
    |(?P<host>[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/[^\s,;]*)?)
    |(?P<hour>\d{1,2}:\d\d(?::\d\d)?)
    |(?P<numeric>\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.(?![\w.])|\d\d\.\d\d\.\d\d(?![\w.])|(?<![\w.])\d{1,2}\.(?:0[1-9]|1[0-2])(?![\w./])|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?!\d)
        |(?:1[89]|20)\d\d[./]\d{1,2}[./]\d{1,2}(?!\d)|\d{1,2}/(?:1[89]|20)\d\d(?!\d)|(?!24/7)(?<![\w.*/^+)\]-])\d{1,2}/\d{1,2}(?![\w/.*^])
        |(?:(?:1[89]|20)\d\d[年년]\s?)?\d{1,2}[月월]\s?(?:\d{1,2}[日일])?)
    |(?P<number>\d+)(?P<ordinal>(?:st|nd|rd|th|-?го|-?е|er|º|ª)\b)?
    |(?P<word>[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*)
    |(?P<dash>[-‐‑‒–—−])
    |(?P<mark>\S)""",
    re.VERBOSE,
)
SHAPE = re.compile(
    r"""(?P<full_range>Mo?NY-Mo?NYy?|No?MYy?-No?MYy?)
    |(?P<month_ranges>Mo?N-Mo?N(?:Yy?)?|o?No?M-o?No?M(?:o?Yy?)?)
    |(?P<day_range>Mo?N[-/]N(?!M)(?:Yy?)?|o?N[-/]No?M(?!N(?!-?N?M))(?:o?Yy?)?)
    |(?P<day>YMN|Mo?N(?:Yy?)?|N-M-Y|o?No?M(?!N(?!-?N?M))(?:o?Yy?)?)
    |(?P<months>e?-?M[-/]M(?:o?Yy?)|MY-MY)
    |(?P<month>e?-?o?Mo?Yy?|eo?Yy?)
    |(?P<season>e?-?S(?:[-/]S)?o?Yy?)
    |(?P<numeric_range>D-D)
    |(?P<numeric>D)""",
    re.VERBOSE,
)
# These count as dates only where nothing else stands beside them.
ALONE = re.compile(
    r"(?P<short_year>N-?M-?N)|(?P<months>e?-?M[-/]M)|(?P<month>e?-?o?M)|(?P<season>e?-?S)|(?P<year>Y-Y)"
)

JOINING = frozenset("of de del di do the der le el am den dem em".split())
YEAR_WORDS = frozenset("года год г року рік р ж il yılı roku".split())
UNTIL = frozenset("to till until through bis по до".split())
"""Between two days they make a range."""
EARLY = frozenset(
    "early mid late beginning end начало середина конец початок кінець anfang mitte ende début fin".split()
)
SEASONS = frozenset(
    """spring summer autumn fall winter весна весной лето летом осень осенью зима зимой весни літо осінь
    frühling frühjahr sommer herbst printemps été automne hiver primavera verano otoño invierno
    ilkbahar yaz sonbahar kış wiosna lato jesień zima""".split()
)
ENGLISH_SHORT = frozenset("jan feb mar apr jun jul aug sep oct nov dec".split())
ENGLISH = frozenset(
    "january february march april may june july august september october november december".split()
)
DAYS = r"\d{1,2}/\d{1,2}"
DIGITS = r"\d+"


class Token(NamedTuple):
    """One token of a piece and the letter of the grammar it stands for."""

    letter: str
    start: int
    end: int
    value: int = 0
    text: str = ""


class Phrase(NamedTuple):
    """A date in a piece of text, offsets counted in that piece."""

    start: int
    end: int
    first: Point
    last: Point | None
    precision: Precision
    weekday: tuple[int, int, int] | None = None
    """Its number, start and end."""
    undecided: bool = False
    doubtful: bool = False
    """A number with a dot beside words: a version, unless an outlet stands before it."""
    misspelled: tuple[int, int, tuple[str, ...]] | None = None
    """Where the misspelled month stands, and the names of the months nearest to it."""


def tokens(piece: str) -> list[Token]:
    """The tokens of a piece, each with its letter."""
    found: list[Token] = []
    matches = list(TOKEN.finditer(piece))
    for at, match in enumerate(matches):
        kind, start, end = match.lastgroup or "", match.start(), match.end()
        text = match[0]
        if kind == "ordinal":
            kind = "number"
        if kind == "host" and _is_day_and_month(text):
            cut = start + text.index(".")
            found.append(Token("N", start, cut, int(text[: cut - start])))
            found.append(_word(Token("w", cut + 1, end, 0, text[cut + 1 - start :]), ""))
        elif kind == "word" and text.casefold() in UNTIL and found and found[-1].letter in "NMYD":
            found.append(Token("-", start, end))
        elif kind == "word":
            found.append(_word(Token("w", start, end, 0, text), piece[end : end + 1]))
        elif kind == "number":
            found.append(_number(match, matches[at - 1] if at else None, piece))
        elif kind == "numeric" and re.fullmatch(DAYS, text) and found and found[-1].letter == "M":
            cut = start + text.index("/")  # `May 3/4`: two days
            found.append(Token("N", start, cut, int(text[: cut - start])))
            found.append(Token("/", cut, cut + 1, 0, "/"))
            found.append(Token("N", cut + 1, end, int(text[cut + 1 - start :])))
        elif kind in ("iso", "numeric"):
            found.append(Token("D", start, end, 0, text))
        elif kind == "dash":
            found.append(Token("-", start, end))
        elif kind == "hour":
            found.append(Token("h", start, end))
        elif (
            kind == "mark" and text == "." and found and found[-1].letter in "MNWy" and found[-1].end == start
        ):
            # the dot of an abbreviation or a German ordinal belongs to what it ends, but only inside a date
            found.append(Token(".", start, end))
        else:
            found.append(Token({"mark": text}.get(kind, "w"), start, end, 0, text))
    return found


def _is_day_and_month(text: str) -> bool:
    """`9.Mai` looks like a host and is a day."""
    day, _, month = text.partition(".")
    return day.isdecimal() and len(day) < 3 and month.casefold() in MONTHS


def _word(token: Token, following: str) -> Token:
    key = token.text.casefold()
    if (
        (month := MONTHS.get(key))
        or (month := SHORT_MONTHS.get(key))
        or (following == "." and (month := _shortened(key)))
    ):
        return token._replace(letter="M", value=month)
    if (day := WEEKDAYS.get(key)) is not None or (day := SHORT_WEEKDAYS.get(key)) is not None:
        return token._replace(letter="W", value=day)
    if key in SEASONS:
        return token._replace(letter="S")
    if key in EARLY:
        return token._replace(letter="e")
    if key in YEAR_WORDS:
        return token._replace(letter="y")
    if key in JOINING:
        return token._replace(letter="o")
    return token


@lru_cache(maxsize=1024)
def _shortened(key: str) -> int:
    """The month that a word before a dot begins: `fév.`, `Febr.`; 0 where it begins none or several."""
    months = {number for name, number in MONTHS.items() if len(key) > 2 and name.startswith(key)}
    return months.pop() if len(months) == 1 else 0


def _may_touch(key: str) -> bool:
    """Whether digits that touch this word may be its day: `June5`, but not `set1`."""
    return key in MONTHS or (key[:3] in ENGLISH_SHORT and key in SHORT_MONTHS)


def _number(match: re.Match[str], before: re.Match[str] | None, piece: str) -> Token:
    """A day, a year, or a part of a name: digits that touch the letters of no month belong to these."""
    start, end, digits = match.start(), match.end(), match["number"]
    glued = before is not None and before.end() == start and before.lastgroup in ("word", "mark")
    if glued and before is not None:
        key = before[0].casefold()
        glued = not _may_touch(key) and key not in "(./[“\"«*_~'‘„"
    after = piece[end : end + 1]
    if after.isalpha():
        tail = TOKEN.match(piece, end)
        key = tail[0].casefold() if tail else ""
        glued = glued or not _may_touch(key)
    if not glued and len(digits) <= 2:
        return Token("N", start, end, int(digits))
    if not glued and len(digits) == 4 and digits[:2] in ("18", "19", "20") and not match["ordinal"]:
        return Token("Y", start, end, int(digits))
    return Token("w", start, end, 0, match[0])


def phrases(piece: str, found: list[Token]) -> list[Phrase]:
    """The dates among a piece's tokens, in order."""
    kept = [token for token in found if token.letter != "."]
    letters = "".join(token.letter if len(token.letter) == 1 else "w" for token in kept)
    whole = (
        ALONE.fullmatch(letters)
        if letters and all(_may_stand_alone(token, found) for token in kept)
        else None
    )
    matches = [whole] if whole else SHAPE.finditer(letters)
    dates = []
    for match in matches:
        if match is None or match.start() == match.end():
            continue
        first, last = match.start(), match.end()
        phrase = _phrase(match.lastgroup or "", letters[first:last], kept[first:last])
        if phrase is None:
            continue
        if not whole and _is_a_number(kept, first, last):
            phrase = phrase._replace(doubtful=True)
        if first and letters[first - 1] == "W" and phrase.precision is Precision.DAY:
            day = kept[first - 1]
            phrase = phrase._replace(start=day.start, weekday=(day.value, day.start, day.end))
        dates.append(phrase._replace(end=_with_dot(phrase.end, kept, last, found)))
    return dates


def misspelled(piece: str, found: list[Token]) -> Phrase | None:
    """A day whose month is spelled as no month is, but nearly as one: `Spetember 29`.

    One slip of the pen (a letter too many, missing, wrong, or two swapped), two in a word of six letters
    or more; several months may be as near.
    """
    kept = [token for token in found if token.letter != "."]
    letters = "".join(token.letter for token in kept)
    if letters not in ("wN", "Nw", "wNY", "NwY", "wN-N", "N-Nw"):
        return None
    word = next(token for token in kept if token.letter == "w")
    if len(word.text) < 4 or not word.text.isalpha():
        return None
    if not (nearest := _nearest_months(word.text.casefold())):
        return None
    days = [token.value for token in kept if token.letter == "N"]
    year = next((token.value for token in kept if token.letter == "Y"), None)
    month = MONTHS[nearest[0]]
    last = Point(year, month, days[1]) if len(days) > 1 else None
    return Phrase(
        kept[0].start, kept[-1].end, Point(year, month, days[0]), last, Precision.DAY,
        misspelled=(word.start, word.end, nearest),
    )  # fmt: skip


def _nearest_months(word: str) -> tuple[str, ...]:
    """The full names nearest to `word`, one a month, English before others; () if none is near enough."""
    from rapidfuzz.distance import OSA

    allowed = 2 if len(word) >= 5 else 1
    near = {name: OSA.distance(word, name, score_cutoff=allowed) for name in MONTHS if name[0] == word[0]}
    best = min(near.values(), default=allowed + 1)
    if best > allowed:
        return ()
    names = [name for name, far in near.items() if far == best]
    one_each = {MONTHS[name]: name for name in sorted(names, key=ENGLISH.__contains__)}
    return tuple(one_each.values())


def _may_stand_alone(token: Token, found: list[Token]) -> bool:
    """A month's abbreviation alone is one in English with a capital, or with its dot; `Set` is none."""
    if token.letter != "M" or token.text.casefold() in MONTHS:
        return True
    dotted = any(dot.letter == "." and dot.start == token.end for dot in found)
    return dotted or (token.text.istitle() and token.text[:3].lower() in ENGLISH_SHORT)


def _is_a_number(kept: list[Token], first: int, last: int) -> bool:
    """`10.11` beside words is a version; alone in its piece it is the tenth of November."""
    lone = last - first == 1 and kept[first].letter == "D"
    return (
        lone and kept[first].text.rstrip(".").count(".") == 1 and any(token.letter == "w" for token in kept)
    )


def _with_dot(end: int, kept: list[Token], after: int, found: list[Token]) -> int:
    """The end of a date, the dot of its last abbreviation taken in: `15 авг.`"""
    last = kept[after - 1]
    if last.letter == "y" or (last.letter == "M" and last.text.casefold() not in MONTHS):
        return next((dot.end for dot in found if dot.letter == "." and dot.start == end), end)
    return end


def _phrase(form: str, letters: str, found: list[Token]) -> Phrase | None:
    start, end = found[0].start, found[-1].end
    if form.startswith("numeric"):
        dates = [numeric(token.text) for token in found if token.letter == "D"]
        if any(date is None for date in dates):
            return None
        points = [date[0] for date in dates if date]
        precision = Precision.DAY if points[0].day else Precision.MONTH
        undecided = any(date[1] for date in dates if date)
        return Phrase(
            start, end, points[0], points[1] if len(points) > 1 else None, precision, None, undecided
        )
    months = [token.value for token in found if token.letter == "M"]
    days = [token.value for token in found if token.letter == "N"]
    years = [token.value for token in found if token.letter == "Y"]
    year = years[-1] if years else None
    if form == "season":
        return Phrase(start, end, Point(year), None, Precision.SEASON)
    if form == "year" or not months:
        return Phrase(start, end, Point(years[0]), Point(year) if len(years) > 1 else None, Precision.YEAR)
    if form in ("month", "months"):
        last = Point(year, months[1]) if len(months) > 1 else None
        return Phrase(start, end, Point(years[0] if years else None, months[0]), last, Precision.MONTH)
    if form == "short_year":
        return Phrase(start, end, Point(_century(days[1]), months[0], days[0]), None, Precision.DAY)
    if form == "day":
        return Phrase(start, end, Point(year, months[0], days[0]), None, Precision.DAY)
    first_year = years[0] if len(years) > 1 else None
    if form == "day_range":
        return Phrase(
            start, end, Point(year, months[0], days[0]), Point(year, months[0], days[1]), Precision.DAY
        )
    return Phrase(
        start, end, Point(first_year, months[0], days[0]), Point(year, months[1], days[1]), Precision.DAY
    )


def _century(year: int) -> int:
    """The year that two digits stand for: 1969 to 2068."""
    return year + (1900 if year > 68 else 2000)


def numeric(text: str) -> tuple[Point, bool] | None:
    """A numeric date and whether two customs read it as two days; None where it is no date.

    ISO order where the year comes first, day before month with dots; with slashes both are in use, so
    a number above twelve decides, and two equal ones need no decision.
    """
    numbers = [int(digits) for digits in re.findall(DIGITS, text.partition("T")[0])]
    if len(numbers) == 2 and numbers[1] > 99:
        return (Point(numbers[1], numbers[0]), False) if 1 <= numbers[0] <= 12 else None
    if numbers[0] > 99 or "月" in text or "월" in text:
        year = numbers.pop(0) if numbers[0] > 99 else None
        if "-" in text and len(numbers) == 1 and numbers[0] > 12:
            return None  # 2021-22 is two years
        return Point(year, numbers[0], numbers[1] if len(numbers) > 1 else None), False
    year = None
    if len(numbers) > 2:
        year = numbers[2] if numbers[2] > 99 else _century(numbers[2])
    first, second = numbers[:2]
    if "/" in text or "-" in text:
        if first <= 12 and second <= 12 and first != second:
            return Point(year), True
        if second > 12 >= first:
            first, second = second, first
        if len(numbers) == 2 and not (1 <= second <= 12 and 1 <= first <= 31):
            return None  # 50/60 is a fraction
    elif len(numbers) == 2 and (not 1 <= second <= 12 or not 1 <= first <= 31):
        return None  # 3.50 is a price, 10.45 an hour
    return Point(year, second, first), False
