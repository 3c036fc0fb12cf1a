"""A file that this program is given to read strictly: configuration, rules, records, an index."""

from __future__ import annotations

from citecheck.errors import DataFileError

MARK = "\ufeff"
"""The byte-order mark."""


def text_of(path: str, whole: bool = False) -> str:
    """The text of a file, its line ends as they are; `whole` with a byte-order mark that it begins with.

    Raises DataFileError, with the place of the first byte that is no UTF-8.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise DataFileError(path, "", f"can't be read: {error.strerror}") from None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        where = end_of(data[: error.start].decode().removeprefix(MARK))
        raise DataFileError(path, where, "not UTF-8; save the file in this encoding") from None
    return text if whole else text.removeprefix(MARK)


def end_of(text: str) -> str:
    """Line and column, `12:3`, of the character that would follow a text."""
    return f"{text.count(chr(10)) + 1}:{len(text) - text.rfind(chr(10))}"
