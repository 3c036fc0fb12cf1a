"""What each sign is worth, and where verdicts begin: data/weights.yaml."""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def weights() -> Mapping[str, float]:
    """The numbers by their names."""
    return {name: value for name, value in _table().items() if isinstance(value, float)}


def homes() -> Mapping[str, tuple[str, ...]]:
    """By language the countries that its outlets write for."""
    found: Mapping[str, tuple[str, ...]] = _table()["home"]
    return found


@cache
def _table() -> dict[str, Any]:
    """data/weights.yaml."""
    from citecheck.yamlfile import Reader, load

    path = os.path.join(os.path.dirname(__file__), "data", "weights.yaml")
    with open(path, encoding="utf-8") as file:
        whole = load(path, file.read())
    reader = Reader(path)
    listed = reader.of_type(whole, dict, "the file", "a mapping of numbers")
    homes = reader.of_type(listed.pop("home"), dict, "'home'", "a mapping of languages")
    return {
        **{name: float(value.data) for name, value in listed.items()},
        "home": {language: tuple(str(one.data) for one in codes.data) for language, codes in homes.items()},
    }
