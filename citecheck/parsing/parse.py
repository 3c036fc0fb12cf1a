"""The stage: Document -> Article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.article import Article, Form, Parenthetical, Stray
from citecheck.model.document import Block, BlockKind, Document
from citecheck.model.span import Span
from citecheck.parsing.brackets import Pair, pairs
from citecheck.parsing.citations import SURE, parenthetical
from citecheck.parsing.outlets import Names
from citecheck.parsing.pieces import What, lex
from citecheck.parsing.sections import sections
from citecheck.parsing.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

CAPTIONS = (BlockKind.CAPTION, BlockKind.TITLE)
DATES = (What.DATE, What.NUMBER, What.YEAR, What.AND, What.DASH)
STOP = r"[.!?][”\"’»]*(?=\s+[^\W\d_a-zа-яёіїєґ]|\s*$)"
DEEPEST = 12
"""Levels of parentheses in which a citation is looked for; below lies code."""
SHORTEST_REFERENCE = 3
"""Characters that a name and a date take at least: `X 5月` without its space."""
LONGEST_REFERENCE = 150
"""Characters that a reference before a stray parenthesis may have."""


def parse(document: Document, names: Names) -> Article:
    """The article: header and body told apart, each parenthetical with its form and references."""
    header = sections(document, names.registry)
    found: list[Parenthetical] = []
    strays: list[Stray] = []
    split: list[Span] = []
    for block in header.blocks:
        opened, closing = pairs(document.text, block.span)
        each = [_parentheticals(document.text, pair, block, names) for pair in opened]
        inside = [one for group in each for one in group]
        strays += _opened_twice(document.text, opened, inside)
        strays += _closed_too_often(document.text, closing, block, inside, names)
        found += inside
        if block.kind is BlockKind.PARAGRAPH:
            outer = [group[0] for group in each if group and group[0].closed]
            split += sentences(document.text, block.span, outer)
    return Article(
        document, header.blocks, tuple(found), tuple(split), tuple(strays), header.publisher, header.published
    )


def _parentheticals(text: str, pair: Pair, block: Block, names: Names) -> list[Parenthetical]:
    """The pair's parenthetical; of an aside those inside it, too, some levels deep."""
    if not pair.closed:
        return list(_unclosed(text, pair, block, names))
    found: list[Parenthetical] = []
    level = [pair]
    for _ in range(DEEPEST):
        inner: list[Pair] = []
        for one in level:
            found.append(parenthetical(text, one, block.span, names, block.kind in CAPTIONS))
            if found[-1].form is Form.ASIDE:
                inner += one.inner
        if not inner:
            break
        level = inner
    return found


def _unclosed(text: str, pair: Pair, block: Block, names: Names) -> Iterator[Parenthetical]:
    """The references of a parenthesis that is never closed: up to the first stop, or the next parenthesis."""
    start = pair.span.start
    limit = min(pair.span.end, start + 600)
    following = text.find("(", start + 1, limit)
    limit = following if following >= 0 else limit
    if len(text[start + 1 : limit].strip()) < SHORTEST_REFERENCE:
        return
    stop = re.compile(STOP).search(text, start, limit)
    end = stop.start() if stop else limit
    one = parenthetical(text, Pair(Span(start, end), False), block.span, names, False)
    if one.form is Form.DATED and one.reason == SURE and one.references:
        last = max(max([ref.span.end, *(date.span.end for date in ref.dates)]) for ref in one.references)
        yield one._replace(
            span=Span(start, last), closed=False, joints=tuple(j for j in one.joints if j.span.end <= last)
        )


def _opened_twice(text: str, opened: list[Pair], inside: list[Parenthetical]) -> Iterator[Stray]:
    """Opening parentheses right before those of citations: `((Reuters, May 5)`."""
    if all(pair.closed for pair in opened):
        return
    citing = {one.span.start: one for one in inside if one.form in (Form.DATED, Form.LOST)}
    if not citing:
        return
    for pair in opened:
        start = pair.span.start
        following = next((at for at in range(start + 1, len(text)) if not text[at].isspace()), start)
        if not pair.closed and following in citing:
            yield Stray(Span(start, start + 1), citing[following].span)


def _closed_too_often(
    text: str, closing: list[int], block: Block, inside: list[Parenthetical], names: Names
) -> Iterator[Stray]:
    """Closing parentheses that close a citation again, or end a reference in the open."""
    if not closing:
        return
    ends = {one.span.end: one for one in inside if one.form in (Form.DATED, Form.LOST, Form.BARE)}
    for at in closing:
        end = at
        while end > block.span.start and text[end - 1].isspace():
            end -= 1
        if citation := ends.get(end):
            yield Stray(Span(at, at + 1), citation.span)
        elif reference := _open_reference(text, at, block, names):
            yield Stray(Span(at, at + 1), reference)


def _open_reference(text: str, at: int, block: Block, names: Names) -> Span | None:
    """A known outlet, a comma and a date right before the closing parenthesis at `at`."""
    start = max(block.span.start, at - LONGEST_REFERENCE)
    tail = text[max(start, text.rfind(")", start, at) + 1) : at].rsplit(";", 1)[-1]
    start = at - len(tail)
    name, comma, day = tail.partition(",")
    items = lex(day.replace(",", " "))
    dated = any(item.what is What.DATE for item in items) and all(item.what in DATES for item in items)
    if not comma or not dated or "\n" in tail or "\r" in tail:
        return None
    for word in list(re.finditer(r"\S+", name))[-6:]:
        if names.registry.knows(name[word.start() :].strip()):
            return Span(start + word.start(), at)
    return None
