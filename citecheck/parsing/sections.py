"""The header told from the body: title, publisher, dateline, captions."""

from __future__ import annotations

import os
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.document import Block, BlockKind, Document
from citecheck.model.span import Span
from citecheck.parsing.dates import phrases, tokens
from citecheck.parsing.words import DIGESTS, WORD

if TYPE_CHECKING:
    from citecheck.parsing.outlets import Knows

LONGEST_TITLE = 200
"""Characters."""
HEADER_BLOCKS = 4
LONGEST_DATELINE, SHORT_SENTENCE, LONGEST_DIGEST = 16, 6, 6
"""Words; of a digest's title those beside its day."""
LINE = re.compile(r"[^\r\n]+")
MAIL = frozenset("date from to cc sent subject reply-to message-id newsgroups organization".split())
"""The fields of a mail's header."""
PUBLICATION = "publication:"
STOPS = (".", "!", "?", "…", ".”", '."', "?”", "!”")
DAY_LAST = r"\d(?:\s+[^\W\d_A-ZА-Я]+\.?)?$"
"""`2024`, `2024 года`."""
DATED_NAME = r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)"


class Sections(NamedTuple):
    """What the header says."""

    blocks: tuple[Block, ...]
    publisher: str | None
    published: date | None


def sections(document: Document, registry: Knows) -> Sections:
    """The document's blocks by kind, and who published it when, as far as it says.

    The day comes from the format's own metadata, then the dateline, then a title such as `Weekly Digest,
    9 October 2024`, then a dated file name.
    """
    text, blocks = document.text, list(document.blocks)
    header: list[Block] = []
    publisher: str | None = None
    dateline: date | None = None
    at = 0
    if len(blocks) > 1 and _is_title(text, blocks[0]):
        header.append(Block(BlockKind.TITLE, blocks[0].span))
        at = 1
    for block in blocks[at : min(at + HEADER_BLOCKS, len(blocks) - 1)]:
        lines = [Span(*match.span()) for match in LINE.finditer(text, block.span.start, block.span.end)]
        shown = [line.of(text).strip() for line in lines]
        if not all(_is_short(line) for line in shown):
            break
        days = [_day(line) for line in shown]
        names = [_publisher(line, registry) for line in shown]
        if not any(days) and not any(names) and not all(_is_mail(line) for line in shown):
            break
        dateline = dateline or next((day for day in days if day), None)
        publisher = publisher or next((name for name in names if name), None)
        header += [Block(_kind(line), span) for line, span in zip(shown, lines, strict=True)]
        at += 1
    body = [_caption(text, block) for block in blocks[at:]]
    title = header[0].span.of(text) if header and header[0].kind is BlockKind.TITLE else ""
    published = document.metadata.published or dateline or _from_title(title) or _from_name(document)
    return Sections(tuple(header + body), publisher, published)


def _is_title(text: str, block: Block) -> bool:
    """A first line of at most 200 characters, without a full stop at its end, with a blank line after it."""
    shown = block.span.of(text)
    one_line = "\n" not in shown and "\r" not in shown
    return one_line and len(shown) <= LONGEST_TITLE and not shown.endswith(".") and not _is_mail(shown)


def _is_mail(line: str) -> bool:
    field, colon, _ = line.partition(":")
    return bool(colon) and field.lower() in MAIL


def _is_short(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and (not line.endswith(STOPS) or _day(line) is not None)


def _kind(line: str) -> BlockKind:
    return BlockKind.CAPTION if line.endswith(")") else BlockKind.BYLINE


def _caption(text: str, block: Block) -> Block:
    """A line of its own that ends with a parenthesis and no stop is a picture's, if a credit stands there."""
    shown = block.span.of(text)
    alone = len(shown) <= 400 and "\n" not in shown and "\r" not in shown and shown.endswith(")")
    return Block(BlockKind.CAPTION, block.span) if alone and not _has_sentence(shown) else block


def _has_sentence(shown: str) -> bool:
    return any(stop in shown for stop in (". ", "! ", "? ", ".\u00a0", "; "))


def _day(line: str) -> date | None:
    """The one day with its year that a line of the header gives; of one that is but a range, its last day."""
    day, _ = _day_and_rest(line)
    longest = SHORT_SENTENCE if line.endswith(STOPS) else LONGEST_DATELINE
    return day if len(line.split()) <= longest else None


def _day_and_rest(line: str) -> tuple[date | None, str]:
    """The one day with its year in a line, and what else stands there."""
    if len(line) > 100 or not any(map(str.isdigit, line)) or "(" in line:
        return None, line
    plain = line.replace(",", " ")
    found = [one for one in phrases(plain, tokens(plain)) if (one.last or one.first).year and one.first.day]
    if len(found) != 1:
        return None, line
    rest = plain[: found[0].start] + plain[found[0].end :]
    if found[0].last and not DIGESTS.issuperset(map(str.casefold, WORD.findall(rest))):
        return None, line  # the days of an event
    point = found[0].last or found[0].first
    month = point.month or found[0].first.month
    try:
        return date(point.year or 0, month or 0, point.day or 0), rest
    except ValueError:
        return None, line


def _publisher(line: str, registry: Knows) -> str | None:
    if line.lower().startswith(PUBLICATION):
        name = re.split(r"\s(?:Volume|Issue)\b", line[len(PUBLICATION) :], maxsplit=1)[0]
        return name.strip()
    return line if len(line) < 80 and registry.knows(line) else None


def _from_title(title: str) -> date | None:
    """The day that is a title, or that of a digest; an article's title tells the day of something else."""
    day, rest = _day_and_rest(title)
    folded = [word.casefold() for word in WORD.findall(rest)]
    of_digest = (
        not DIGESTS.isdisjoint(folded) and len(folded) <= LONGEST_DIGEST and re.search(DAY_LAST, title)
    )
    return day if of_digest or len(folded) <= 1 else None


def _from_name(document: Document) -> date | None:
    """The day in the document's file name; records have their own field for it."""
    return day_of_name(document.path) if document.line is None else None


def day_of_name(path: str) -> date | None:
    """The day in a file's name, `edm-2020-09-11.txt`."""
    match = re.search(DATED_NAME, os.path.basename(path))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
