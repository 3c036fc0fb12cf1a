"""JSON Lines: one article a line, read as a stream; a bad line is named and the rest goes on."""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import IO, TYPE_CHECKING, Any, cast

from citecheck.model.document import OLDEST, YOUNGEST, Document, Metadata, Unreadable
from citecheck.read.decode import LONE_SURROGATE
from citecheck.read.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from citecheck.discover import Source

FIELDS = ("text", "id", "published", "title", "url", "language")
"""What a record may say; `--field` renames them."""
NO_TEXT = "in this record"
"""In the message about a record without a text; a file of nothing else says it once."""
TYPES = {
    str: "a string",
    int: "a number",
    float: "a number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


def read(source: Source, encoding: str | None, fields: Mapping[str, str]) -> Iterator[Document | Unreadable]:
    """The document of each record: `text`, and where given `id`, `published`, `title`, `url`, `language`."""
    number = 0
    waiting: list[Unreadable] = []  # what was wrong while no record had a text
    seen = False
    broken: Unreadable | None = None
    try:
        with _open(source) as lines:
            for number, line in enumerate(lines, 1):
                if number == 1:
                    if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                        yield Unreadable(source.path, "UTF-16; JSON Lines are UTF-8: save it as UTF-8")
                        return
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if not line or line.isspace():
                    continue
                record = _record(source.path, number, line, encoding, fields)
                if not seen and isinstance(record, Unreadable):
                    waiting.append(record)
                    continue
                if not seen:
                    seen = True
                    yield from waiting
                yield record
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        broken = Unreadable(source.path, f"can't be read: {reason}", number + 1)
    if not seen:
        yield from _once(waiting)
    if broken:
        yield broken


def _once(waiting: list[Unreadable]) -> Iterator[Unreadable]:
    """What is wrong with a file's records, that they have no text said at the first of them."""
    without = [one for one in waiting if NO_TEXT in one.message]
    count = f" (and in {len(without) - 1} more)" if len(without) > 1 else ""
    for one in waiting:
        if one in without[:1]:
            yield one._replace(message=one.message.replace(NO_TEXT, NO_TEXT + count))
        elif NO_TEXT not in one.message:
            yield one


def _open(source: Source) -> IO[bytes]:
    import io

    packed = source.path.lower().endswith(".gz")
    if packed:
        import gzip

        file = source.path if source.data is None else io.BytesIO(source.data)
        return cast("IO[bytes]", gzip.open(file, "rb"))
    return open(source.path, "rb") if source.data is None else io.BytesIO(source.data)


def _record(
    path: str, number: int, line: bytes, encoding: str | None, fields: Mapping[str, str]
) -> Document | Unreadable:
    """One line's document, or what is wrong with it."""
    try:
        record = json.loads(line.decode(encoding or "utf-8"))
    except UnicodeDecodeError as error:
        return Unreadable(
            path,
            f"this line isn't {encoding or 'UTF-8'} (its byte {error.start + 1}); save it as UTF-8",
            number,
        )
    except json.JSONDecodeError as error:
        return Unreadable(path, f"this line isn't JSON: {error.msg} at its character {error.pos + 1}", number)
    except (ValueError, RecursionError) as error:
        return Unreadable(path, f"this line isn't JSON that can be read: {error}", number)
    if not isinstance(record, dict):
        return Unreadable(
            path,
            f"an object with a `text` was expected; this line holds {TYPES.get(type(record), 'null')}",
            number,
        )
    found: dict[str, Any] = {}
    for name in FIELDS:
        key = fields.get(name, name)
        value = record.get(key)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            return Unreadable(path, f"`{key}` holds {TYPES[type(value)]}; a string was expected", number)
        found[name] = LONE_SURROGATE.sub("\ufffd", value) if value else value
    if found["text"] is None:
        key = fields.get("text", "text")
        keys = ", ".join(map(str, record)) or "none"
        return Unreadable(
            path, f"no `{key}` in this record; its keys: {keys}. Name the right one: --field text=KEY", number
        )
    try:
        published = date.fromisoformat(found["published"][:10]) if found["published"] else None
        if published and not OLDEST <= published.year <= YOUNGEST:
            raise ValueError
    except ValueError:
        key = fields.get("published", "published")
        return Unreadable(
            path, f"`{key}` is {found['published']!r}; a day such as 2020-09-11 was expected", number
        )
    metadata = Metadata(found["title"], published, found["language"], found["url"])
    return plain(path, found["text"], metadata, found["id"], number)
