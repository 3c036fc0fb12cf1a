"""What `check` and `extract` do alike: find and read, and say on stderr what there was."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from citecheck.discover import Found, discover
from citecheck.read import ReadOptions, read

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from citecheck.model.document import Document, Unreadable


def found(args: Namespace) -> Found:
    """The sources that the command line means; notes go to stderr."""
    sources = discover(args.paths, args.exclude, args.stdin_filename)
    if not args.quiet:
        for text in sources.notes:
            note(text)
    if args.verbose:
        note(f"{len(sources.sources)} files to read")
    return sources


def documents(sources: Found, args: Namespace) -> Iterator[Document | Unreadable]:
    """The documents, as a stream; before them the files that can't be opened."""
    options = ReadOptions(args.encoding, dict(args.field))
    yield from sources.unreadable
    for source in sources.sources:
        yield from read(source, options)


def note(text: str) -> None:
    """A line for people, on stderr."""
    print(f"citecheck: {text}", file=sys.stderr)
