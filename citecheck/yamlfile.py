"""YAML with the place of each value, and without the surprises of YAML 1.1.

`on` and `no` are words here, a bare date is text, a key stands once, and aliases and tags are refused.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from citecheck.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

INTEGER = re.compile(r"[-+]?[0-9]+$")
NUMBER = re.compile(r"[-+]?(?:[0-9]*\.[0-9]+|[0-9]+\.?)(?:[eE][-+]?[0-9]+)?$")
WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Value(NamedTuple):
    """A value and where it stands; lines and columns count from 1."""

    data: str | int | float | bool | list[Value] | dict[str, Value] | None
    line: int
    column: int
    keys: Mapping[str, tuple[int, int]] = MappingProxyType({})
    """Of a mapping, where each key stands."""


def load(path: str, text: str) -> Value:
    """The one document of a YAML text, None at its start for an empty one.

    Raises DataFileError with the place of the first fault.
    """
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, yaml.AliasEvent):
                raise _fault(path, event.start_mark, "aliases are not read here; write the value out")
            tag = getattr(event, "tag", None)
            if tag:
                raise _fault(path, event.start_mark, f"tags such as {tag} are not read here")
        node = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _fault(path, mark, f"not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        control = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text)
        before = text[: control.start()] if control else ""
        column = len(before) - before.rfind("\n")
        raise DataFileError(
            path, before.count("\n") + 1, column, f"not YAML: {str(error).splitlines()[0]}"
        ) from None
    if node is None:
        return Value(None, 1, 1)
    return _value(path, node)


def _fault(path: str, mark: Any, message: str) -> DataFileError:
    return DataFileError(path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, message)


def _value(path: str, node: yaml.Node) -> Value:
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if isinstance(node, yaml.SequenceNode):
        return Value([_value(path, item) for item in node.value], line, column)
    if isinstance(node, yaml.MappingNode):
        data: dict[str, Value] = {}
        keys: dict[str, tuple[int, int]] = {}
        for key, value in _pairs(path, node):
            place = key.start_mark.line + 1, key.start_mark.column + 1
            if key.value in data:
                raise DataFileError(
                    path,
                    *place,
                    f"the key '{key.value}' stands twice; the first is in line {keys[key.value][0]}",
                )
            data[key.value], keys[key.value] = _value(path, value), place
        return Value(data, line, column, keys)
    return Value(_scalar(node), line, column)


def _pairs(path: str, node: yaml.MappingNode) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _fault(path, key.start_mark, "a key must be a word")
        yield key, value


def _scalar(node: Any) -> str | int | float | bool | None:
    """A plain word by the YAML 1.2 core schema; anything in quotation marks or a block is text."""
    text: str = node.value
    if node.style in ('"', "'", "|", ">"):
        return text
    if text in WORDS:
        return WORDS[text]
    if INTEGER.match(text):
        return int(text)
    return float(text) if NUMBER.match(text) else text
