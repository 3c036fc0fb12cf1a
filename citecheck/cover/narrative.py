"""Citations in the sentence's own words: `as Kommersant reported on August 12`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from citecheck.cover.language import Sentences
    from citecheck.outlets.registry import Registry

PRESS = frozenset(("newspaper", "agency", "broadcaster", "portal", "magazine"))
"""Kinds of outlet that are sources; a government or a company is a speaker."""
CAPITAL = r"[^\W\d_a-zа-яёіїєґў][\w.’'&/-]*|\d+[\w.]*"
LONGEST_NAME = 6
"""Words."""
SHORTEST = 3
"""Letters: shorter names are those of too much else."""


class Mention(NamedTuple):
    """An outlet of the press that reports, in a sentence's own words."""

    span: Span
    dated: bool
    """Whether the sentence names a day, too."""


def mentions(
    shown: Sentences, starts: Sequence[int], registry: Registry, wanted: set[int], days: Container[int]
) -> dict[int, Mention]:
    """The first such outlet of each sentence whose number is `wanted`.

    `starts` are where sentences begin, `days` where days stand in parentheses: `Reuters (May 7) said`.
    """
    found: dict[int, Mention] = {}
    for hit in shown.find("outlet"):
        if hit.number in found or hit.number not in wanted:
            continue
        if name := _outlet(shown.texts[hit.number], shown.span(hit), registry):
            span = name.shifted(starts[hit.number])
            dated = span.end in days or span.end + 1 in days or shown.has_date(hit.number)
            found[hit.number] = Mention(span, dated)
    return found


def _outlet(text: str, within: Span, registry: Registry) -> Span | None:
    """The longest name of an outlet of the press among the words of a span."""
    words = [match.span() for match in re.compile(CAPITAL).finditer(text, *within)]
    for length in range(min(LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            span = Span(words[first][0], words[first + length - 1][1])
            name = span.of(text)
            if len(name) < SHORTEST or len(name.split()) > LONGEST_NAME:
                continue
            kinds = {registry.record(one).get("kind") for one in registry.find(name).ids}
            if kinds and kinds <= PRESS:
                return span
    return None
