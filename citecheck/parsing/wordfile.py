"""data/words.yaml, read strictly, so that a word that could never be met is refused with its place."""

from __future__ import annotations

from citecheck.errors import DataFileError
from citecheck.textfile import text_of
from citecheck.yamlfile import Value, load


def read(path: str) -> dict[str, list[str]]:
    """The words of each table, all languages together. Raises DataFileError for the first fault."""
    whole = load(path, text_of(path))
    return {name: _words(path, table) for name, table in _mapping(path, whole, "table").items()}


def _words(path: str, table: Value) -> list[str]:
    words: dict[str, None] = {}
    for listed in _mapping(path, table, "language").values():
        if not isinstance(listed.data, list):
            raise _fault(path, listed, "a list of words was expected")
        for value in listed.data:
            word = value.data
            if not isinstance(word, str) or not word.strip():
                raise _fault(
                    path, value, "a word was expected; what reads as something else needs quotation marks"
                )
            if word != word.casefold():
                raise _fault(
                    path, value, f"'{word}' would never be met; write it case-folded, '{word.casefold()}'"
                )
            if word in words:
                raise _fault(path, value, f"'{word}' stands twice in this table")
            words[word] = None
    return list(words)


def _mapping(path: str, value: Value, key: str) -> dict[str, Value]:
    if not isinstance(value.data, dict):
        raise _fault(path, value, f"a mapping was expected, with a key for each {key}")
    return value.data


def _fault(path: str, value: Value, message: str) -> DataFileError:
    return DataFileError(path, value.where, message)
