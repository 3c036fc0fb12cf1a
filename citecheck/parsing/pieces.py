"""A citation cut at its semicolons and commas, and what one piece between them says.

What a piece says depends on its text alone, so it is remembered: the same days and outlets come again
and again in a corpus.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from citecheck.outlets.fold import INVISIBLE
from citecheck.parsing import words
from citecheck.parsing.dates import EARLY, SEASONS, Phrase, Token, misspelled, phrases, tokens
from citecheck.parsing.names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

HINT = re.compile(r"[“«»„\"‘\[(]|https?:")
OPAQUE = re.compile(
    r"“[^”“]*”|«[^»]*»|»[^«»]*«|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’(?!\w)|\[[^][]*\]|\([^()]*\)|https?://[^\s()]*[^\s(),;.]"
)
JOINERS = frozenset(("and", "&", "und", "et", "y", "e", "и", "та", "і", "ve", "i", "a", "en", "și", "oraz"))
MARKS = frozenset(":.|•·/")
LINK = re.compile(r"\[([^][]*)\]\(\S*?\)")
QUOTED_LINE = re.compile(r"\n[ \t]*>[> \t]*")
"""A line's end within a quotation of an email or of Markdown, with the marks of the next line."""
AS_SEEN = str.maketrans("，、；،؛" + INVISIBLE, ",,;,;" + " " * len(INVISIBLE))
"""What a reader sees: the commas of Chinese, Japanese and Arabic type, and nothing where no width is."""
# Letters, with none of the words that could mean something in a citation.
PLAIN_NAME = re.compile(r"\s*([^\W\d_](?:[^\d:|•·\[\]()“”„«»\"‘*_/#§–—]*[^\W\d_])?)\s*$")
SPEAKING = frozenset(
    (
        *(*MONTHS, *SHORT_MONTHS, *WEEKDAYS, *SHORT_WEEKDAYS, *SEASONS, *EARLY, *JOINERS),
        *(
            *words.SEE,
            *words.EXAMPLE,
            *words.VIA,
            *words.CITING,
            *words.ACCESSED,
            *words.PARTS,
            *words.LOCATORS,
            *words.BEFORE_DATE,
        ),
        *(word for phrase in (*words.UNDATED, *words.IBID) for word in phrase.split()),
    )
)
PARTING = str.maketrans(".-’", "  '")
UNUSUAL = re.compile("[" + "".join(map(chr, AS_SEEN)) + "]")
DEEPEST_MASK = 12
"""Levels of brackets."""
MIXED = re.compile(r"[\W_]+")


class What(Enum):
    """What an item of a piece is."""

    NAME = auto()
    """Words that may name an outlet."""
    DATE = auto()
    NUMBER = auto()
    """A number of one or two digits, or a range of them; a day where a date stands before."""
    YEAR = auto()
    WEEKDAY = auto()
    UNDATED = auto()
    EXTRA = auto()
    """A page, an hour, when the author looked: nothing that is cited."""
    SLIP = auto()
    """A word and a day, where the word is nearly a month's name; a date where an outlet stands before."""
    PART = auto()
    """`Part Two`: it goes on with the outlet before."""
    IBID = auto()
    VIA = auto()
    CITING = auto()
    AND = auto()
    DASH = auto()
    MARK = auto()
    """A colon, full stop or bar between a date and a name."""
    COMMA = auto()


class Item(NamedTuple):
    """One thing in a piece; offsets count in the piece, later in the text."""

    what: What
    start: int
    end: int
    date: Phrase | None = None
    numbers: tuple[int, ...] = ()

    def shifted(self, by: int) -> Item:
        return Item(self.what, self.start + by, self.end + by, self.date, self.numbers)


def mask(inner: str) -> str:
    """The text with what stands in quotation marks and brackets made one dull word, lengths kept."""
    if not HINT.search(inner):
        return inner
    for _ in range(DEEPEST_MASK):
        before, inner = inner, OPAQUE.sub(_dull, inner)
        if before == inner:
            break
    return inner


def readable(inner: str) -> str:
    """The text for reading: masked, links as their text, Chinese and Japanese commas as the usual ones."""
    if "](" in inner:
        inner = LINK.sub(lambda link: f" {link[1]}".ljust(len(link[0])), inner)
    if "\n" in inner:
        inner = QUOTED_LINE.sub(lambda end: "\n".ljust(len(end[0])), inner)
    masked = mask(inner)
    return masked if masked.isascii() or not UNUSUAL.search(masked) else masked.translate(AS_SEEN)


def _dull(match: re.Match[str]) -> str:
    text = match[0]
    if text.startswith("http"):
        return text.replace(",", "x").replace(";", "x")
    return "x" * len(text)


@lru_cache(maxsize=1 << 16)
def plain_name(piece: str) -> Item | None:
    """The one item of a piece that is a name and nothing else, as most pieces are; None for others."""
    plain = PLAIN_NAME.match(piece)
    if plain and SPEAKING.isdisjoint(plain[0].casefold().translate(PARTING).split()):
        return Item(What.NAME, plain.start(1), plain.end(1))
    return None


@lru_cache(maxsize=1 << 16)
def lex(piece: str) -> tuple[Item, ...]:
    """The items of a piece that holds no comma, in order."""
    if plain := plain_name(piece):
        return (plain,)
    found = tokens(piece)
    if not found:
        return ()
    start, end = found[0].start, found[-1].end
    folded = [token.text.casefold().replace("’", "'") for token in found if token.text]
    if whole := _whole(found, folded):
        return (Item(whole, start, end),)
    dates = phrases(piece, found)
    if words.leading(folded, words.ACCESSED) and (dates or len(folded) < 4):
        when = dates[0] if dates else None
        first, last = (when.start, when.end) if when else (start, end)
        return (Item(What.EXTRA, first, last, when),)
    if not dates and (slip := misspelled(piece, found)):
        return (Item(What.SLIP, slip.start, slip.end, slip),)
    items: list[Item] = []
    rest = found
    for date in dates:
        items += _between([t for t in rest if t.end <= date.start], bool(items), True)
        items.append(Item(What.SLIP if date.doubtful else What.DATE, date.start, date.end, date))
        rest = [t for t in rest if t.start >= date.end]
    return tuple(items + list(_between(rest, bool(items), False)))


def _whole(found: list[Token], folded: list[str]) -> What | None:
    """What the piece is as a whole, where it is neither name nor date."""
    letters = "".join(token.letter for token in found)
    if letters in ("W", "W."):
        return What.WEEKDAY
    plain = MIXED.sub(" ", " ".join(folded)).strip()
    if plain in words.UNDATED and (len(plain.replace(" ", "")) > 3 or "." in folded or "." in letters):
        return What.UNDATED
    if plain in words.IBID:
        return What.IBID
    if (
        len(found) == 2
        and folded
        and folded[0] in words.PARTS
        and (letters[1] == "N" or folded[-1] in words.NUMERALS)
    ):
        return What.PART
    if _locates(found, folded):
        return What.EXTRA
    return None


def _locates(found: list[Token], folded: list[str]) -> bool:
    """Whether the piece is a page, an issue number, an hour or the like."""
    letters = [token.letter for token in found if token.letter not in (".", "-", "–", "—")]
    if not letters:
        return False
    if letters[0] == "#":
        return len(letters) > 1
    if letters[0] == "h":
        return all(token.letter in "h-.NW" or token.text.casefold() in words.CLOCKS for token in found[1:])
    if not folded or len(found) > 7:
        return False
    numbers = [
        token
        for token in found
        if token.letter in "NYDh" or (token.letter == "w" and any(map(str.isdigit, token.text)))
    ]
    plain = [token for token in found if token not in numbers and any(map(str.isalpha, token.text))]
    others = [token for token in plain if token.text.casefold() not in words.CLOCKS]
    if found[0].text.casefold() in words.LOCATORS and numbers:
        return len(others) <= 1
    return bool(numbers) and letters[0] == "N" and not others and len(folded) >= 1


def _between(found: list[Token], after_date: bool, before_date: bool) -> Iterator[Item]:
    """What stands before, between or after the dates of a piece: a name, and marks towards the dates."""
    if all(t.letter in "NY-." or t.text.casefold() in JOINERS for t in found):
        yield from _numbers(found)
        return
    first, last = 0, len(found)
    if not after_date and last > 1 and found[0].letter == "Y" and found[1].letter != "-":
        yield Item(What.YEAR, found[0].start, found[0].end, None, (found[0].value,))
        first, after_date = 1, True
    if not after_date and last > 2 and found[0].letter == "N" and found[1].text.casefold() in JOINERS:
        yield Item(What.NUMBER, found[0].start, found[0].end, None, (found[0].value,))
        first, after_date = 1, True  # `May 3, 4 and Yle, May 5`
    while first < last and after_date and (item := _mark(found[first])):
        yield item
        first += 1
    tail: list[Item] = []
    while last > first and before_date and (item := _mark(found[last - 1])):
        tail.insert(0, item)
        last -= 1
    if last > first and before_date and found[last - 1].text.casefold() in words.BEFORE_DATE:
        last -= 1
        tail = [Item(What.EXTRA, found[last].start, found[last].end)]
    if not after_date and first < last and found[first].text.casefold() in JOINERS and last - first > 1:
        yield Item(What.AND, found[first].start, found[first].end)
        first += 1
    if last - first > 1 and before_date and found[last - 1].letter == "W":
        tail.insert(0, Item(What.WEEKDAY, found[last - 1].start, found[last - 1].end))
        last -= 1
    yield from _names(found[first:last])
    yield from tail


def _mark(token: Token) -> Item | None:
    if token.text.casefold() in JOINERS:
        return Item(What.AND, token.start, token.end)
    if token.letter == "-":
        return Item(What.DASH, token.start, token.end)
    if (token.text or token.letter) in MARKS:
        return Item(What.MARK, token.start, token.end)
    return None


def _numbers(found: list[Token]) -> Iterator[Item]:
    """Days, ranges of days and years without a month beside them."""
    found = [token for token in found if token.letter != "."]
    at = 0
    while at < len(found):
        token = found[at]
        letters = "".join(t.letter for t in found[at : at + 3])
        if letters == "N-N":
            yield Item(What.NUMBER, token.start, found[at + 2].end, None, (token.value, found[at + 2].value))
            at += 3
            continue
        if token.letter == "N":
            yield Item(What.NUMBER, token.start, token.end, None, (token.value,))
        elif token.letter == "Y":
            yield Item(What.YEAR, token.start, token.end, None, (token.value,))
        else:
            yield Item(What.DASH if token.letter == "-" else What.AND, token.start, token.end)
        at += 1


def _names(found: list[Token]) -> Iterator[Item]:
    """Names, and the words that say who brings what whom said."""
    dotted = found
    found = [token for token in dotted if token.text != "." and token.letter != "."]
    folded = [token.text.casefold().replace("’", "'") for token in found]
    at = start = 0
    while at < len(found):
        via, citing = words.leading(folded, words.VIA, at), words.leading(folded, words.CITING, at)
        if long := max(via, citing):
            if at > start:
                yield Item(What.NAME, found[start].start, found[at - 1].end)
            yield Item(What.VIA if via >= citing else What.CITING, found[at].start, found[at + long - 1].end)
            at = start = at + long
        else:
            at += 1
    if at > start:
        yield Item(What.NAME, found[start].start, dotted[-1].end)
