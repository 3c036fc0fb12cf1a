"""From a source to its documents: a file a format, and this table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.read import jsonl, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from citecheck.discover import Source
    from citecheck.model.document import Document, Unreadable


class ReadOptions(NamedTuple):
    """What the command line says about reading."""

    encoding: str | None = None
    """Of every file; None lets each file's bytes decide."""
    fields: Mapping[str, str] = {}
    """Our name of a record's field -> the file's name of it."""


DEFAULTS = ReadOptions()


READERS: dict[str, Callable[[Source, str | None, Mapping[str, str]], Iterator[Document | Unreadable]]] = {
    "text": text.read,
    "jsonl": jsonl.read,
}


def read(source: Source, options: ReadOptions = DEFAULTS) -> Iterator[Document | Unreadable]:
    """The documents of a source, as a stream; what can't be read comes out as Unreadable in its place."""
    return READERS[source.format](source, options.encoding, options.fields)
