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

NEWLINE = re.compile(r"\r\n?|\n")


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
    start: int | None = None
    end = at = 0
    for match in NEWLINE.finditer(text):
        line = text[at : match.start()]
        if not line or line.isspace():
            if start is not None:
                found.append(Block(BlockKind.PARAGRAPH, Span(start, end)))
                start = None
        else:
            if start is None:
                start = at + len(line) - len(line.lstrip())
            end = at + len(line.rstrip())
        at = match.end()
    line = text[at:]
    if line and not line.isspace():
        start = at + len(line) - len(line.lstrip()) if start is None else start
        end = at + len(line.rstrip())
    if start is not None:
        found.append(Block(BlockKind.PARAGRAPH, Span(start, end)))
    return tuple(found)
