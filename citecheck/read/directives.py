"""Words to citecheck in an article's text: `[citecheck: ignore CC107 reason]` on a line of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.document import Directive
from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from citecheck.model.document import Block

MARK = re.compile(r"\[[ \t]*[Cc]itecheck\b[ \t]*(?=:|ignore)([^\]\r\n]*)(\]?)")
LINE_END = re.compile(r"\r\n?|\n")


def directives(text: str) -> tuple[Directive, ...]:
    """The directives of a text in their order, those that stand where they can't work among them."""
    if "itecheck" not in text:  # whichever way its first letter is written
        return ()
    return tuple(_directive(text, match) for match in MARK.finditer(text))


def aimed(found: Sequence[Directive], blocks: Sequence[Block]) -> tuple[Directive, ...]:
    """The directives, each with the block after it as its target."""
    starts = [block.span.start for block in blocks]
    targets = [next((at for at, start in enumerate(starts) if start >= one.span.end), None) for one in found]
    return tuple(
        one if at is None else one._replace(target=blocks[at].span)
        for one, at in zip(found, targets, strict=True)
    )


def _directive(text: str, match: re.Match[str]) -> Directive:
    start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
    newline = LINE_END.search(text, match.end())
    end = newline.start() if newline else len(text)
    alone = not text[start : match.start()].strip() and not text[match.end() : end].strip()
    return Directive(Span(*match.span()), Span(*match.span(1)), alone, bool(match[2]))
