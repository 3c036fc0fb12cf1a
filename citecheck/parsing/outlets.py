"""What the words of one name stand for: one outlet, several joined by a slash, or no outlet at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from citecheck.outlets.domains import HOST
from citecheck.outlets.fold import INVISIBLE
from citecheck.parsing import words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Knows(Protocol):
    """The questions that parse puts to the registry."""

    def knows(self, text: str) -> bool:
        """Whether this is a known name, alias or domain."""

    def writes(self, text: str) -> bool:
        """Whether an outlet's name or alias is written exactly so, in these capitals."""

    def is_place(self, text: str) -> bool:
        """Whether this is the name of a town, region or country."""


class Name(NamedTuple):
    """One outlet's name within a piece; offsets count in that piece."""

    start: int
    end: int
    text: str
    url: str | None = None
    known: bool = False
    """The registry has it."""
    small: bool = False
    """It stands in small letters, and no outlet is written so, as dpa is: it may be a word."""
    address: bool = False
    """It is a host or a web address, listed or not."""
    vague: bool = False
    place: bool = False
    document: bool = False
    """It names a document or an interview: `Toshiba leaflet`."""
    interview: bool = False
    title: bool = False
    """It stands in quotation marks."""
    fault: str | None = None
    """Why it can't be the name of an outlet; None where it can."""

    @property
    def sure(self) -> bool:
        """Whether a date beside it makes a reference, whatever else stands there."""
        return self.known or self.address or self.vague


AROUND = " \t\r\n\u00a0\u00ad\u2009\u202f*_~`:–—-|•·&/" + INVISIBLE
QUOTES = {"“": "”", "«": "»", "»": "«", "„": "“”", '"': '"', "‘": "’", "'": "'"}
ADDRESS = re.compile(HOST.pattern, re.IGNORECASE)
ACCOUNT = re.compile(r"(?:[^\W\d_][\w. ]*/\s?)?@\w[\w.-]*(?:,\s*\w[\w /]*)?$")
"""`@name`, `Telegram/@name`, `@name, X`."""
TAIL = (
    r"\s*(?:\[[^\]]*\]?|(?P<paren>\([^)]*\))|“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’"
    r"|\#\s?\d+|(?<!\w)(?:No|Nr|no|nr|pp?|vol)\.\s?\d[\d–-]*|№\s?\d+)\s*$"
)
DASH = r"\s*[–—]\s*|(?<=\w)-(?=\w)"
SLASH = r"\s*/\s*"
AND = r"(?<!\s)\s+(?:and|&|und|et|y|и|та|і|ve|i)\s+"
LATIN = r"[A-Za-z]"
MOST_REMEMBERED = 50_000
"""Names; a stream of records has no end of them."""
CLAUSE = "a clause, not a name"
NO_LETTERS = "no letters"
MOST_SLASHES = 3
"""A name of the registry holds at most so many."""
BILL = r"(?:[A-Z]\.){1,3}\s?\d"
PARTICLES = frozenset("al el as ash an ad ed la le les il los las die der das de het o os a i l d".split())
"""A name may begin with one of these in lower case."""
LETTER = r"[^\W\d_]"
VERSION = r"(?:v\.?\s?)?\d+(?:\.[\w-]+)*\w?$"
CODE = r"[=<>{}\\^$%~|_]|\w\(|->"
"""Marks of formulas and programs; an account may hold an underscore, but it is an address."""
LONGEST_VAGUE = 4
"""Words; a longer phrase says something."""


class Names:
    """Reads names, and remembers what it read."""

    def __init__(self, registry: Knows) -> None:
        self.registry = registry
        self._read: dict[str, tuple[Name, ...]] = {}
        self._read_last: dict[str, tuple[Name, ...]] = {}

    def read(self, piece: str, listed: bool = False) -> tuple[Name, ...]:
        """The outlets named by a piece of text; none where no letter stands in it.

        `listed` when other names stand before it: then `and` joins two of them, `Onet, Fakt and Polityka`,
        though the registry may know but one.
        """
        if listed and (cut := self._last_of_list(piece)):
            if (found := self._read_last.get(piece)) is None:
                left, right = (
                    tuple(self._names(piece, 0, cut[0])),
                    tuple(self._names(piece, cut[1], len(piece))),
                )
                found = self._read_last[piece] = left + right
            return found
        if (found := self._read.get(piece)) is None:
            if len(self._read) >= MOST_REMEMBERED:
                self._read.clear()
                self._read_last.clear()
            found = self._read[piece] = tuple(self._names(piece, 0, len(piece)))
        return found

    def _last_of_list(self, piece: str) -> tuple[int, int] | None:
        """Where `and` joins the last two names of a list; None for one name."""
        match = re.search(AND, piece)
        if match is None or self.registry.knows(piece.strip()):
            return None
        known = self.registry.knows(piece[: match.start()].strip())
        return match.span() if known and piece[match.end() :][:1].isupper() else None

    def _names(self, piece: str, start: int, end: int) -> Iterator[Name]:
        start, end = _trimmed(piece, start, end)
        if start == end:
            return
        if address := ADDRESS.match(piece[start:end]):
            yield self._address(piece, start, end, address)
            return
        text = piece[start:end]
        if self.registry.knows(text):
            yield Name(start, end, text, known=True, small=self._is_small(text))
            return
        if ACCOUNT.match(text):
            yield Name(start, end, text, address=True)
            return
        if piece[start] in QUOTES and piece[end - 1] in QUOTES[piece[start]]:
            inner = piece[start + 1 : end - 1].rstrip(" ,.")
            yield self._judged(start + 1, start + 1 + len(inner), inner)._replace(title=True)
            return
        if tail := re.search(TAIL, text):
            own_script = bool(re.search(LATIN, tail[0])) == bool(re.search(LATIN, text[: tail.start()]))
            if tail.start() and not (tail["paren"] and own_script):
                quoted = tail[0].strip()
                lead = text[: tail.start()].casefold().split()
                if quoted[0] in QUOTES and lead and words.leading(lead, words.LEADS) == len(lead):
                    at = start + tail.start() + len(tail[0]) - len(tail[0].lstrip())
                    yield from (name._replace(title=False) for name in self._names(piece, at, end))
                else:
                    yield from self._names(piece, start, start + tail.start())
                return
        if parts := self._parts(text):
            for first, last in parts:
                yield from self._names(piece, start + first, start + last)
            return
        if ":" in text:
            cut = text.rindex(":") + 1
            if self.registry.knows(text[cut:].strip()):
                yield from self._names(piece, start + cut, end)
                return
        folded = text.casefold().split()
        long = words.leading(folded, words.LEADS)
        if 0 < long < len(folded):
            rest = text.split(None, long)[long]
            if self.registry.knows(rest) or ADDRESS.match(rest):
                yield from self._names(piece, end - len(rest), end)
                return
        yield self._judged(start, end, text)

    def _address(self, piece: str, start: int, end: int, address: re.Match[str]) -> Name:
        """The host of a web address; on a platform host and account."""
        host, path = address["host"], address["path"] or ""
        at = start + address.start("host")
        stop = at + len(host)
        if host.casefold().removeprefix("www.") in words.PLATFORMS and len(path) > 1:
            account = re.match(r"/(?:[sc]/)?@?[\w.+-]+", path)
            stop += account.end() if account else 0
        url = piece[start:end] if path or at > start else None
        known = self.registry.knows(piece[at:stop])
        return Name(at, stop, piece[at:stop], url, known, address=True)

    def _parts(self, text: str) -> list[tuple[int, int]] | None:
        """Where the names lie that a slash or a joining word holds together; None for one name."""
        if "/" in text:
            cuts = [match.span() for match in re.finditer(SLASH, text) if "(" not in text[: match.start()]]
            edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
            pieces = list(zip(edges[::2], edges[1::2], strict=True))
            joined = self._joined(text, pieces)
            if len(joined) > 1 and all(re.search(LETTER, text[a:b]) and b - a > 1 for a, b in joined):
                return joined
        for match in re.finditer(AND, text):
            left, right = text[: match.start()], text[match.end() :]
            if self.registry.knows(right) and (self.registry.knows(left) or self._parts(left)):
                return [(0, match.start()), (match.end(), len(text))]
        return None

    def _joined(self, text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The pieces, those made one again that together begin a known name: `RFE/RL Armenia Report`."""
        found: list[tuple[int, int]] = []
        at = 0
        while at < len(pieces):
            for last in range(min(at + MOST_SLASHES, len(pieces) - 1), at, -1):
                start, end = pieces[at][0], pieces[last][1]
                head = text[start:end]
                first_word = (
                    (text[pieces[last][0] : end].split(None, 1) or [""])[0]
                    .removesuffix("’s")
                    .removesuffix("'s")
                )
                names = (head, text[start : pieces[last][0]] + first_word)
                if any(map(self.registry.knows, names)):
                    found.append((start, end))
                    at = last + 1
                    break
            else:
                found.append(pieces[at])
                at += 1
        return found

    def _is_small(self, text: str) -> bool:
        return text.islower() and "." not in text and not self.registry.writes(text)

    def _judged(self, start: int, end: int, text: str) -> Name:
        """The name with what can be told from its words alone."""
        known = self.registry.knows(text)
        listed = words.WORD.findall(text)
        folded = [word.casefold() for word in listed]
        name = Name(start, end, text, known=known, small=self._is_small(text))
        if known:
            return name
        if not folded or re.match(VERSION, text, re.IGNORECASE):
            return name._replace(fault=NO_LETTERS)
        lower = listed[-1].islower() or folded[-1] in words.VAGUE_CAPITALS or " ".join(listed[:-1]).islower()
        last = folded[-1] in words.VAGUE and text.endswith(listed[-1]) and lower
        generic = text.casefold() in words.VAGUE or last or (folded[0] in words.VAGUE and text.islower())
        short = len(folded) <= LONGEST_VAGUE
        if generic and short and words.PROSE.isdisjoint(folded) and words.CONNECTORS.isdisjoint(folded):
            return name._replace(vague=True)
        document = not words.DOCUMENTS.isdisjoint(folded)
        interview = not words.INTERVIEWS.isdisjoint(folded)
        if self.registry.is_place(text) or all(map(self.registry.is_place, re.split(DASH, text))):
            return name._replace(place=True)
        return name._replace(
            document=document, interview=interview, fault=_fault(text, listed, folded, document)
        )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in AROUND:
        start += 1
    while end > start and text[end - 1] in AROUND:
        end -= 1
    return start, end


def _fault(text: str, listed: list[str], folded: list[str], document: bool) -> str | None:
    """Why these words are no outlet's name; None where they may be one."""
    if re.search(CODE, text):
        return "code or a formula"
    numbered = any(map(str.isdigit, text))
    if "§" in text or re.match(BILL, text):
        return "a law, case or version"
    if numbered and not words.LEGAL.isdisjoint(folded) and not document:
        return "a law, case or version"
    if "v" in listed or "vs" in folded or "v." in text.split():
        return "a law, case or version"
    if not document and (folded[-1] in words.EVENTS or (folded[0] in words.EVENTS and len(folded) > 1)):
        return "an event"
    if not words.INTERVIEWS.isdisjoint(folded[:3]):
        return None
    if (
        any(word in words.PROSE and listed[i].islower() for i, word in enumerate(folded))
        or folded[0] in words.PROSE
    ):
        return CLAUSE
    if len(folded) > 12:
        return "too long for a name"
    if document:
        return None
    first = listed[0][0]
    if "\u10d0" <= first <= "\u10ff":
        return None  # Georgian letters count as small ones and have no capitals
    small = [word for word in listed if word.islower() and word.casefold() not in words.CONNECTORS]
    if first.islower() and not any(map(str.isupper, text)):
        return "no name: all in lower case"
    if first.islower() and listed[0] not in PARTICLES and "-" not in listed[0] and listed[0].islower():
        return CLAUSE
    if text.isascii() and len(small) > 1:
        return CLAUSE
    if len(small) > 3:
        return CLAUSE
    return None
