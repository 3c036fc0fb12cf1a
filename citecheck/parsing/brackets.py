"""Where parentheses open and close."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.model.span import Span

MARK = re.compile(r"[()]")


class Pair(NamedTuple):
    """One pair of parentheses, or an opening one that is never closed: then `span` ends with its block."""

    span: Span
    closed: bool
    inner: tuple[Pair, ...] = ()


def pairs(text: str, block: Span) -> tuple[list[Pair], list[int]]:
    """The outermost pairs of a block, in order, and the offsets of closing marks that close nothing.

    What an unclosed parenthesis seems to hold may be the rest of the paragraph, so the pairs after it
    are outermost ones again.
    """
    found: list[Pair] = []
    stack: list[tuple[int, list[Pair]]] = []
    strays: list[int] = []
    for mark in MARK.finditer(text, block.start, block.end):
        at = mark.start()
        if text[at] == "(":
            stack.append((at, []))
        elif stack:
            start, inner = stack.pop()
            (stack[-1][1] if stack else found).append(Pair(Span(start, at + 1), True, tuple(inner)))
        else:
            strays.append(at)
    for start, inner in stack:
        found.append(Pair(Span(start, block.end), False))
        found += inner
    return (sorted(found) if stack else found), strays
