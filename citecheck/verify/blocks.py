"""A page as a list of its blocks of text, each with the element it stands in, made in one walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4 import BeautifulSoup, Tag

INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code del em font i img ins kbd label mark nobr q s samp small span
    strike strong sub sup time tt u var wbr""".split()
)
"""What doesn't end a block; everything else does, `br` too: old pages have no other paragraphs."""
SPACE = re.compile(r"\s+")
STOP = re.compile(r"[.!?…։。؟][\"'”»)\]]*$")
SHORTEST_RUN = 60
SHORTEST_SENTENCE = 25


class Block(NamedTuple):
    """Text that stands together: a paragraph, a heading, a list item, a cell."""

    text: str
    linked: int
    """Characters of it inside of links."""
    element: int
    """Its index in `Blocks.elements`."""

    @property
    def running(self) -> bool:
        """Whether it reads as prose: long enough, or a sentence, and no more than a third of it links."""
        length = len(self.text)
        return self.linked * 3 <= length and (
            length >= SHORTEST_RUN or (length >= SHORTEST_SENTENCE and bool(STOP.search(self.text)))
        )


class Blocks(NamedTuple):
    """All elements of a page in its order, with the blocks of text in them."""

    elements: list[Tag]
    parents: list[int]
    """Of each element the index of the one around it; -1 of the first."""
    blocks: list[Block]
    anchors: dict[int, list[str]]
    """Of each link the strings in it, but for those of a link within."""

    def under(self, marked: Sequence[bool]) -> list[bool]:
        """Which elements are marked or stand in one that is."""
        found: list[bool] = []
        for own, parent in zip(marked, self.parents, strict=True):
            found.append(own or (parent >= 0 and found[parent]))
        return found

    def prose(self, without: Sequence[bool] = ()) -> list[int]:
        """Of each element the characters of running text in it, but for the elements in `without`."""
        sums = [0] * len(self.elements)
        for block in self.blocks:
            if block.running and not (without and without[block.element]):
                sums[block.element] += len(block.text)
        for index in range(len(sums) - 1, 0, -1):
            sums[self.parents[index]] += sums[index]
        return sums


def blocks(soup: BeautifulSoup) -> Blocks:
    """The blocks of a page; no deeper nesting makes it recurse."""
    from bs4 import Tag
    from bs4.element import NavigableString, PreformattedString

    elements: list[Tag] = [soup]
    parents, found = [-1], list[Block]()
    places = {id(soup): 0}
    block_of, link_of = [0], [0]  # of each element: the block element around it, the link around it
    anchors: dict[int, list[str]] = {}
    pieces: list[str] = []
    linked = current = 0

    def flush() -> None:
        nonlocal linked
        if text := SPACE.sub(" ", "".join(pieces)).strip():
            found.append(Block(text, min(linked, len(text)), current))
        pieces.clear()
        linked = 0

    for node in soup.descendants:
        inside = places[id(node.parent)]
        if isinstance(node, Tag):
            index = len(elements)
            places[id(node)] = index
            elements.append(node)
            parents.append(inside)
            inline = node.name in INLINE
            block_of.append(block_of[inside] if inline else index)
            link_of.append(index if node.name == "a" else link_of[inside])
            if node.name == "a":
                anchors[index] = []
            if not inline:
                flush()
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            if node.parent is not None and node.parent.name in ("script", "style"):
                continue
            if block_of[inside] != current:
                flush()
                current = block_of[inside]
            pieces.append(node)
            if link := link_of[inside]:
                linked += len(node.strip())
                anchors[link].append(node)
    flush()
    return Blocks(elements, parents, found, anchors)
