"""Plain text: decoded once, every character where it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.errors import UnreadableError
from citecheck.model.document import Block, BlockKind, Document, Unreadable
from citecheck.model.span import Span
from citecheck.read.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.discover import Source

BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")
"""The end of a line and blank lines after it; lines end at LF, CRLF or CR."""


def read(source: Source, encoding: str | None, fields: Mapping[str, str]) -> Iterator[Document | Unreadable]:
    """The one document of a text file."""
    try:
        data = load(source)
        text = decode(data, encoding)
    except UnreadableError as error:
        yield Unreadable(source.path, str(error), error.line)
        return
    yield Document(source.path, text, blocks(text))


def load(source: Source) -> bytes:
    """The bytes of a source; raises UnreadableError."""
    if source.data is not None:
        return source.data
    try:
        with open(source.path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UnreadableError(f"can't be read: {error.strerror}") from None


def blocks(text: str) -> tuple[Block, ...]:
    """What stands between blank lines, surrounding white space left out."""
    found: list[Block] = []
    at = 0
    for blank in (*BLANK.finditer(text), None):
        piece = text[at : blank.start() if blank else len(text)]
        if stripped := piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            found.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(stripped))))
        at = blank.end() if blank else at
    return tuple(found)
