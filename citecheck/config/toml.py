"""TOML as values that know the path of their key; the standard library's reader tells no lines of them."""

from __future__ import annotations

import json
import os
import re
from typing import Any

from citecheck.config.find import PYPROJECT
from citecheck.errors import DataFileError
from citecheck.textfile import end_of
from citecheck.yamlfile import Value

BARE = re.compile(r"[A-Za-z0-9_-]+")
PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
TABLE = "tool.citecheck"


def load(path: str, text: str) -> Value | None:
    """What a TOML file says of citecheck: its table [tool.citecheck], else all of it.

    None where it is a pyproject.toml without that table. Raises DataFileError with line and column where it
    is no TOML.
    """
    whole = _parse(path, text)
    tool = whole.get("tool")
    if isinstance(tool, dict) and "citecheck" in tool:
        return _value(tool["citecheck"], TABLE)
    return None if os.path.basename(path) == PYPROJECT else _value(whole, "")


def _parse(path: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = PLACE.search(message)
        where = f"{place['line']}:{place['column']}" if place and place["line"] else end_of(text)
        raise DataFileError(path, where, f"not TOML: {PLACE.sub('', message)}") from None
    except ValueError:
        raise DataFileError(path, "", "not TOML: a number in it is too long") from None
    except RecursionError:
        raise DataFileError(path, "", "too many lists and tables within each other") from None


def _value(data: Any, where: str) -> Value:
    if isinstance(data, dict):
        keys = {key: f"{where}.{_key(key)}" if where else _key(key) for key in data}
        return Value({key: _value(inner, keys[key]) for key, inner in data.items()}, where, keys)
    if isinstance(data, list):
        return Value([_value(inner, f"{where}[{number}]") for number, inner in enumerate(data)], where)
    return Value(data, where)


def _key(key: str) -> str:
    """A key as TOML writes it."""
    return key if BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)
