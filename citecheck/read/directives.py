"""Words to citecheck in an article's text: `[citecheck: ignore CC107 reason]` on a line of its own."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from citecheck.model.document import Directive
from citecheck.model.span import Span, line_end, line_start

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.model.document import Block

MARK = re.compile(r"\[[ \t]*[Cc]itecheck\b[ \t]*(?=:|ignore)([^\]\r\n]*)(\]?)")


def directives(text: str) -> tuple[Directive, ...]:
    """The directives of a text in their order, those that stand where they can't work among them."""
    if "itecheck" not in text:  # whichever way its first letter is written
        return ()
    return tuple(_directive(text, match) for match in MARK.finditer(text))


def aimed(found: Sequence[Directive], blocks: Sequence[Block]) -> tuple[Directive, ...]:
    """The directives, each with the block after it as its target."""
    starts = [block.span.start for block in blocks]
    after = (bisect_left(starts, one.span.end) for one in found)
    return tuple(
        one._replace(target=blocks[at].span) if at < len(blocks) else one
        for one, at in zip(found, after, strict=True)
    )


def _directive(text: str, match: re.Match[str]) -> Directive:
    start = line_start(text, match.start())
    alone = (
        not text[start : match.start()].strip()
        and not text[match.end() : line_end(text, match.end())].strip()
    )
    return Directive(Span(*match.span()), Span(*match.span(1)), alone, bool(match[2]))
