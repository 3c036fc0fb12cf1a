"""The compiled cues: letters and patterns as JSON, and beside them the patterns' own compiled form.

To compile the patterns of one language takes three times as long as to start the interpreter. CPython takes
its compiled form back in no time, but has no public way to it; so it is kept for exactly this interpreter,
and where anything about it is not as expected, patterns are compiled as always.
"""

from __future__ import annotations

import json
import marshal
import os
import re
import sys
from array import array
from typing import TYPE_CHECKING, Any

from citecheck.compiled import PACKAGE, compiled
from citecheck.cover.options import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterable

ANY = "any"
"""The cues that need no words: for articles in other languages."""
NAMES = (ANY, *LANGUAGES)
_FOLDER = os.path.join(PACKAGE, "cover", "cues")
_CODE = [
    os.path.join(PACKAGE, "cover", f"{name}.py") for name in ("cuefile", "cuecompile", "cuedata", "shapes")
]
WORD = "I"
"""The type code of the words of compiled patterns."""
Kept = dict[str, tuple[int, bytes, int]]
"""Pattern -> flags, code and groups, as CPython's own compiler makes them."""


def load(name: str) -> dict[str, Any]:
    """The letters and patterns of `en`, `ru` or `any`."""
    path = compiled(f"cues-{name}.json", _sources(name), lambda target: _write(name, target))
    if path is None:
        return _read(name)
    with open(path, encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def kept(name: str, patterns: Iterable[str]) -> Kept:
    """The compiled form of a language's patterns; empty where this interpreter has none to keep."""
    file = f"cues-{name}.{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
    path = compiled(file, _sources(name), lambda target: _freeze(patterns, target))
    try:
        with open(path or "", "rb") as data:
            found: Kept = marshal.load(data)
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def pattern(text: str, known: Kept) -> re.Pattern[str]:
    """The pattern of a text, from its compiled form where that is known."""
    try:
        # the core of `re`, private and so without types; where it is missing, the text is compiled anew
        import _sre  # type: ignore[import-not-found]

        flags, code, groups = known[text]
        words = array(WORD, code).tolist()
        found: re.Pattern[str] = _sre.compile(text, flags, words, groups, {}, (None,) * (groups + 1))
    except (ImportError, AttributeError, KeyError, TypeError, ValueError, RuntimeError, OverflowError):
        return re.compile(text)
    return found


def _sources(name: str) -> list[str]:
    return [os.path.join(_FOLDER, f"{one}.yaml") for one in dict.fromkeys((ANY, name))] + _CODE


def _write(name: str, target: str) -> None:
    with open(target, "w", encoding="utf-8") as file:
        json.dump(_read(name), file, ensure_ascii=False)


def _read(name: str) -> dict[str, Any]:
    from citecheck.cover.cuecompile import compiled_language
    from citecheck.cover.cuefile import read

    return compiled_language([read(path) for path in _sources(name) if path.endswith(".yaml")])


def _freeze(patterns: Iterable[str], target: str) -> None:
    """Writes the compiled form; an empty one where this interpreter's compiler is not as CPython's."""
    frozen: Kept = {}
    with open(target, "wb") as file:  # first, for where it can't be written the rest is in vain
        try:
            # private as well, hence the names of the files and the empty form
            from re import _compiler, _parser  # type: ignore[attr-defined]

            for text in patterns:
                parsed = _parser.parse(text)
                code = array(WORD, map(int, _compiler._code(parsed, 0))).tobytes()
                frozen[text] = int(parsed.state.flags), code, parsed.state.groups - 1
        except (ImportError, AttributeError, TypeError):
            frozen = {}
        marshal.dump(frozen, file)
