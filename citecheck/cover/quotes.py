"""Quotations: the outermost, by every pair of marks in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOUBLE = re.compile(r"[“”„«»‹›「」『』\"]|``|''")
CURLY = re.compile("“[^“”]*”")
PAIRS: Mapping[str, str] = {
    "“": "”", "”": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", '"': '"', "``": "''",
}  # fmt: skip
REVERSED: Mapping[str, str] = {**PAIRS, "»": "«", "«": "", "›": "‹", "‹": ""}
"""As German and Danish books set guillemets: »so«."""
ONLY_AFTER_SPACE = ('"', "”", "»", "``")
"""Marks that also close, or mean inches, and open only where a word may begin."""
UNUSUAL = '„«»‹›「」『』"`'
"""Double marks beside the English ones, which are easily counted."""
SINGLE = r"[‘’‚']"
OPENING_SINGLES = ("‘", "‚", "'")
SINGLES: Mapping[str, str] = {"‘": "’", "‚": "‘’", "'": "'"}
APHERESIS = r"(?i:\d0s|tis|twas|twere|twill|til|till|em|cause|bout|round|n|neath|tude)\b(?![’'])"
"""Words that begin with an apostrophe: ’90s, ’tis, ’em."""
FEET_AND_INCHES = r"\d['’′]\s?\d{1,2}$"
BEFORE = '([{<—–-/“„«‹"‘'
"""What a word may begin after, beside white space."""
DEEPEST = 4
"""Quotations within each other."""
STOPS = ",.!?…;:"


class Quotation(NamedTuple):
    """A quotation with its marks."""

    span: Span
    closed: bool = True
    """False where no mark ends it; it then goes to its paragraph's end, and perhaps on."""


def style(text: str) -> Mapping[str, str]:
    """Which mark opens and which close, in a document with this text."""
    first = re.search("[«»]", text) if "»" in text else None
    if first and first[0] == "»" and _may_open(text, first.start(), 0):
        return REVERSED
    return PAIRS


def quotations(text: str, paragraph: Span, pairs: Mapping[str, str]) -> list[Quotation]:
    """The outermost quotations of one paragraph, in order; `pairs` are the document's (see `style`)."""
    found = _curly(text, paragraph)
    if found is None:
        found = list(_double(text, paragraph, pairs))
    if not any(text.find(mark, *paragraph) >= 0 for mark in OPENING_SINGLES):
        return found
    for span in _single(text, paragraph, [one.span for one in found]):
        found = [one for one in found if not span.covers(one.span)]
        found.append(Quotation(span))
    return sorted(found)


def is_unclosed(text: str, paragraph: Span, pairs: Mapping[str, str]) -> bool:
    """Whether a paragraph's last quotation is still open at its end."""
    balanced = text.count("“", *paragraph) == text.count("”", *paragraph)
    if balanced and all(text.find(mark, *paragraph) < 0 for mark in UNUSUAL):
        return False
    found = list(_double(text, paragraph, pairs))
    return bool(found) and not found[-1].closed


def opens(text: str, start: int) -> bool:
    """Whether a paragraph that begins at `start` begins with a quotation, perhaps one that goes on."""
    return text[start : start + 1] in ("“", "„", "«", '"', "»", "‘", "「", "『")


def _curly(text: str, paragraph: Span) -> list[Quotation] | None:
    """Those of a paragraph in which curly marks open and close in turn, as in most, and no others stand."""
    if any(text.find(mark, *paragraph) >= 0 for mark in UNUSUAL):
        return None
    found = [Quotation(Span(*match.span())) for match in CURLY.finditer(text, *paragraph)]
    even = len(found) == text.count("“", *paragraph) == text.count("”", *paragraph)
    return found if even else None


def _double(text: str, paragraph: Span, pairs: Mapping[str, str]) -> Iterator[Quotation]:
    """By a stack: a mark that can close an open quotation closes it with all that is open inside."""
    opened: list[tuple[int, str]] = []
    for match in DOUBLE.finditer(text, *paragraph):
        mark, at = match[0], match.start()
        level = next((n for n in range(1, min(len(opened), DEEPEST) + 1) if mark in opened[-n][1]), 0)
        if level and not (
            mark == '"' and re.search(FEET_AND_INCHES, text[max(paragraph.start, at - 6) : at])
        ):
            start = opened[-level][0]
            del opened[-level:]
            if not opened:
                yield Quotation(Span(start, match.end()))
        elif pairs.get(mark) and (mark not in ONLY_AFTER_SPACE or _may_open(text, at, paragraph.start)):
            opened.append((at, pairs[mark]))
    if opened:
        yield Quotation(Span(opened[0][0], paragraph.end), False)


def _single(text: str, paragraph: Span, others: list[Span]) -> Iterator[Span]:
    """Those in single marks, outside of the double ones; one that is never closed is an apostrophe."""
    marks = [match.start() for match in re.compile(SINGLE).finditer(text, *paragraph)]
    start, closing, at_other = -1, "", 0
    for number, at in enumerate(marks):
        while at_other < len(others) and others[at_other].end <= at:
            at_other += 1
        if at_other < len(others) and others[at_other].start <= at:
            continue
        mark = text[at]
        if (
            start >= 0
            and mark in closing
            and _closes(text, at, paragraph.end, marks[number + 1 : number + 2])
        ):
            yield Span(start, at + 1)
            start = -1
        elif (
            mark in SINGLES
            and _may_open(text, at, paragraph.start)
            and not re.compile(APHERESIS).match(text, at + 1)
        ):
            start, closing = at, SINGLES[mark]


def _may_open(text: str, at: int, first: int) -> bool:
    """Whether a word begins here: after the start, a space, a bracket or a dash, and before no space."""
    after = text[at + 1 : at + 2]
    return (at <= first or text[at - 1].isspace() or text[at - 1] in BEFORE) and not after.isspace()


def _closes(text: str, at: int, end: int, following: list[int]) -> bool:
    """Whether a single mark ends a quotation: not before a letter or after a space.

    In ‘the aides’ plan’ the first might, but another follows that can be no apostrophe.
    """
    if text[at - 1].isspace() or (at + 1 < end and text[at + 1].isalnum()):
        return False
    if text[at - 1] == "s" and text[at + 2 : at + 3].islower() and following:
        other = following[0]
        return text[other] != text[at] or text[other - 1].isspace() or text[other + 1 : other + 2].isalnum()
    return True
