"""The words of data/*.yaml, each file read once, when a page or a claim first needs it."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import Any

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data")


@cache
def table(name: str) -> dict[str, Any]:
    """The content of a data file, as it stands."""
    import yaml

    with open(os.path.join(FOLDER, f"{name}.yaml"), encoding="utf-8") as file:
        found: dict[str, Any] = yaml.load(file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return found


@cache
def phrases(kind: str) -> re.Pattern[str]:
    """The phrases of one kind in data/pages.yaml, all languages, as one expression over folded text."""
    listed = {str(phrase).casefold() for language in table("pages")[kind].values() for phrase in language}
    longest_first = sorted(listed, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
