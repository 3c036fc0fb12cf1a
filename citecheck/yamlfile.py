"""YAML with the place of each value, and without the surprises of YAML 1.1.

`on` and `no` are words here, a bare date is text, a key stands once, and aliases and tags are refused.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.errors import DataFileError
from citecheck.textfile import end_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

INTEGER = re.compile(r"[-+]?[0-9]+$")
NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[eE][-+]?[0-9]+)?$")
LONGEST_NUMBER = 1000
"""Digits; a longer one is text, since to make a number of it takes ever longer."""
WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
ALIAS = "aliases are not read here; put a text that begins with '*' in quotation marks"
TAG = "tags are not read here; put a text that begins with '!' in quotation marks"
REFUSED = {"while scanning an alias": ALIAS, "while scanning a tag": TAG}
"""What is to be said where YAML fails over `*.txt` or `!kept.txt`."""
DEEPEST = 50
"""Lists and mappings within each other."""


class Value(NamedTuple):
    """A value and where it stands."""

    data: str | int | float | bool | date | list[Value] | dict[str, Value] | None
    where: str
    """`12:3`, line and column from 1; of TOML, which is read without them, the path of the key."""
    keys: Mapping[str, str] = MappingProxyType({})
    """Of a mapping, where each key stands."""


class Reader:
    """Reads the values of one file, and knows how to say what is wrong with one."""

    def __init__(self, path: str) -> None:
        self.path = path

    def fault(self, value: Value, message: str) -> DataFileError:
        """The error that says so of a value."""
        return DataFileError(self.path, value.where, message)

    def mapping(self, value: Value, known: Sequence[str], what: str) -> dict[str, Value]:
        """The values of a mapping that has no other keys than these."""
        if not isinstance(value.data, dict):
            raise self.fault(value, f"{what} must be a mapping with keys among {', '.join(known)}")
        for key, where in value.keys.items():
            if key not in known:
                from citecheck.near import suggestion

                hint = suggestion(key, known) or f"; {what} has {', '.join(known) or 'no keys'}"
                raise DataFileError(self.path, where, f"unknown key {shown(key)}{hint}")
        return value.data

    def text(self, value: Value, what: str) -> str:
        """A text with something in it, without the spaces around it."""
        if isinstance(value.data, str) and value.data.strip():
            return value.data.strip()
        told = f"{what} must be a text, and not empty; this is {shown(value.data)}"
        if isinstance(value.data, (bool, int, float)):
            told += "; put it in quotation marks"
        raise self.fault(value, told)

    def of_type(self, value: Value, expected: type, what: str, like: str) -> Any:
        """A value of this type and no other: true is no number."""
        if type(value.data) is not expected:
            raise self.fault(value, f"{what} must be {like}; this is {shown(value.data)}")
        return value.data

    def one_of(self, value: Value, known: Sequence[str], what: str) -> str:
        """One of these words."""
        if isinstance(value.data, str) and value.data in known:
            return value.data
        from citecheck.near import suggestion

        hint = suggestion(value.data, known) if isinstance(value.data, str) else ""
        hint = hint or f"; it is one of {', '.join(known)}"
        raise self.fault(value, f"{what} can't be {shown(value.data)}{hint}")

    def matching(self, value: Value, pattern: re.Pattern[str], what: str, like: str) -> str:
        """A text of this form."""
        if not isinstance(value.data, str) or not pattern.match(value.data):
            raise self.fault(value, f"{what} looks like {like}; this is {shown(value.data)}")
        return value.data


def shown(data: object) -> str:
    """A value as a message quotes it, on one line."""
    if isinstance(data, str):
        text = data if data.isprintable() else repr(data)[1:-1]
        return f"'{text if len(text) <= 60 else text[:59] + '…'}'"
    if isinstance(data, (list, dict)):
        return "a list" if isinstance(data, list) else "a mapping"
    return "nothing" if data is None else str(data).lower() if isinstance(data, bool) else str(data)


def load(path: str, text: str) -> Value:
    """The one document of a YAML text, None at its start for an empty one.

    Raises DataFileError with the place of the first fault.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise _fault(path, event.start_mark, ALIAS)
            if getattr(event, "tag", None):
                raise _fault(path, event.start_mark, TAG)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise _fault(path, event.start_mark, "too many lists and mappings within each other")
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        if error.context in REFUSED:
            raise _fault(path, error.context_mark, REFUSED[error.context]) from None
        told = error.problem or error.context or ""
        if told.startswith("but "):  # goes on from what was expected
            told = f"{error.context}, {told}"
        raise _fault(path, error.problem_mark or error.context_mark, f"not YAML: {told}") from None
    except yaml.YAMLError as error:
        control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
        before = text[: control.start()] if control else ""
        raise DataFileError(path, end_of(before), f"not YAML: {str(error).splitlines()[0]}") from None
    return Value(None, "1:1") if node is None else _value(path, node)


def _fault(path: str, mark: Any, message: str) -> DataFileError:
    return DataFileError(path, _where(mark) if mark else "1:1", message)


def _where(mark: Any) -> str:
    return f"{mark.line + 1}:{mark.column + 1}"


def _value(path: str, node: Any) -> Value:
    where = _where(node.start_mark)
    if node.id == "sequence":
        return Value([_value(path, item) for item in node.value], where)
    if node.id == "mapping":
        data: dict[str, Value] = {}
        keys: dict[str, str] = {}
        for key, value in _pairs(path, node):
            if key.value in data:
                line = keys[key.value].partition(":")[0]
                raise _fault(
                    path,
                    key.start_mark,
                    f"the key {shown(key.value)} stands twice; the first is in line {line}",
                )
            data[key.value], keys[key.value] = _value(path, value), _where(key.start_mark)
        return Value(data, where, keys)
    return Value(_scalar(node), where)


def _pairs(path: str, node: Any) -> Iterator[tuple[Any, Any]]:
    for key, value in node.value:
        if key.id != "scalar":
            raise _fault(path, key.start_mark, "a key must be a word")
        yield key, value


def _scalar(node: Any) -> str | int | float | bool | None:
    """A plain word by the YAML 1.2 core schema; anything in quotation marks or a block is text."""
    text: str = node.value
    if node.style in ('"', "'", "|", ">") or len(text) > LONGEST_NUMBER:
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.match(text):
        return int(text)
    return float(text) if NUMBER.match(text) else text
