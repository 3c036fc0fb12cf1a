"""Plain text: decoded once, every character where it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableError
from citecheck.model.document import (
    Block,
    BlockKind,
    Directive,
    Document,
    Encoding,
    Metadata,
    Unreadable,
)
from citecheck.model.span import Span
from citecheck.read.decode import decode
from citecheck.read.directives import aimed, directives

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.discover import Source

NO_METADATA, UTF_8 = Metadata(), Encoding()
BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
"""The end of a line and blank lines after it; lines end at LF, CRLF or CR."""
BLANK_LF = re.compile(r"\n[^\S\n]*\n\s*")
"""The same in a text without CR, as most are, found three times as fast."""


def read(source: Source, encoding: str | None, fields: Mapping[str, str]) -> Iterator[Document | Unreadable]:
    """The one document of a text file."""
    try:
        data = load(source)
        text, found = decode(data, encoding)
    except UnreadableError as error:
        yield Unreadable(source.path, str(error), error.line)
        return
    yield plain(source.path, text, encoding=found)


def plain(
    path: str,
    text: str,
    metadata: Metadata = NO_METADATA,
    article: str | None = None,
    line: int | None = None,
    encoding: Encoding = UTF_8,
) -> Document:
    """The document of a text without markup."""
    found = directives(text)
    parts = _blocks(text, found)
    return Document(
        path,
        text,
        parts,
        metadata=metadata,
        article=article,
        line=line,
        encoding=encoding,
        directives=aimed(found, parts) if found else (),
    )


def load(source: Source) -> bytes:
    """The bytes of a source; raises UnreadableError."""
    if source.data is not None:
        return source.data
    try:
        with open(source.path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from None


def _blocks(text: str, found: tuple[Directive, ...]) -> tuple[Block, ...]:
    """What stands between blank lines and directives, surrounding white space left out."""
    parts: list[Block] = []
    at = 0
    ends = [(one.span.start, one.span.end) for one in found if one.alone]
    for end, following in [*ends, (len(text), len(text))]:
        parts += _between_blank_lines(text, at, end)
        at = following
    return tuple(parts)


def _between_blank_lines(text: str, at: int, end: int) -> Iterator[Block]:
    pattern = BLANK if "\r" in text else BLANK_LF
    for blank in (*pattern.finditer(text, at, end), None):
        piece = text[at : blank.start() if blank else end]
        if stripped := piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            yield Block(BlockKind.PARAGRAPH, Span(start, start + len(stripped)))
        at = blank.end() if blank else at
