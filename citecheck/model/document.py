"""A source as a reader leaves it: plain text, its blocks, and the way back to the author's file."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from citecheck.model.span import Span


class BlockKind(StrEnum):
    """What a block of text is to a reader."""

    TITLE = "title"
    """The headline."""
    BYLINE = "byline"
    """A short line above the body: publisher, author, dateline, a mail's header."""
    CAPTION = "caption"
    """A line about a picture."""
    PARAGRAPH = "paragraph"
    """Running text: the body is made of these."""


class Block(NamedTuple):
    """A stretch of the text between blank lines, or one line of the header."""

    kind: BlockKind
    span: Span


class OffsetMap(NamedTuple):
    """Where each character of `Document.text` stands in the author's file.

    `shifts` is a sorted sequence of (from this character of the text on, add this much); a text
    that stands in its file as it is read has the one shift (0, 0).
    """

    shifts: tuple[tuple[int, int], ...] = ((0, 0),)

    def place(self, offset: int) -> int:
        """The offset in the author's file of the character at `offset` of the text."""
        shift = 0
        for start, by in self.shifts:
            if start > offset:
                break
            shift = by
        return offset + shift

    def span(self, span: Span) -> Span:
        """The range in the author's file: from its first character's place to its last one's end."""
        if span.start == span.end:
            return Span(self.place(span.start), self.place(span.start))
        return Span(self.place(span.start), self.place(span.end - 1) + 1)


OLDEST, YOUNGEST = 1600, 2200
"""Years in which an article may be published; others are slips."""


class Metadata(NamedTuple):
    """What the format itself declares about the article; None where it says nothing."""

    title: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None


class Encoding(NamedTuple):
    """How a file's characters are bytes."""

    name: str = "utf-8"
    mark: bytes = b""
    """The byte-order mark that it begins with, empty where it has none."""

    def encode(self, text: str) -> bytes:
        """The bytes of a file with this text; raises UnicodeEncodeError."""
        return self.mark + text.encode(self.name)


class Directive(NamedTuple):
    """A word to citecheck in the article, such as `[citecheck: ignore CC107 reason]`, not yet understood."""

    span: Span
    words: Span
    """What follows `citecheck`: `: ignore CC107 reason`."""
    alone: bool
    """Whether it has its line for itself, as it must."""
    closed: bool
    """Whether its bracket is closed."""
    target: Span | None = None
    """The next paragraph; None at the end."""


class Document(NamedTuple):
    """One article's text, as a reader of it would see it."""

    path: str
    """As a person would name it: relative, with forward slashes; `-` for standard input."""
    text: str
    blocks: tuple[Block, ...]
    map: OffsetMap = OffsetMap()
    metadata: Metadata = Metadata()
    article: str | None = None
    """The record's `id`, in a file of several articles."""
    line: int | None = None
    """The record's line, counted from 1, in a file of one article a line."""
    encoding: Encoding = Encoding()
    directives: tuple[Directive, ...] = ()
    """In the order of the text."""


class Unreadable(NamedTuple):
    """A file or record that is there and can't be read: what CC902 says of it."""

    path: str
    message: str
    line: int = 1
    """Counted from 1."""
