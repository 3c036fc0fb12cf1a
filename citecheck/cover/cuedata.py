"""The compiled cues: letters and patterns as JSON, and for one interpreter with the patterns' compiled form.

To compile the patterns of one language takes many times as long as to start the interpreter. CPython takes
its compiled form back in no time, but has no public way to it; so it is kept for exactly this interpreter,
and where anything about it is not as expected, the JSON is read and patterns are compiled as always.
"""

from __future__ import annotations

import json
import marshal
import os
import re
import sys
from array import array
from typing import Any

from citecheck.compiled import PACKAGE, compiled
from citecheck.cover.options import LANGUAGES

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


def load(name: str) -> tuple[dict[str, Any], Kept]:
    """The letters and patterns of `en`, `ru` or `any`; beside them the compiled form of the patterns.

    The latter is empty where this interpreter has none to keep.
    """
    file = f"cues-{name}.{sys.implementation.cache_tag}-{sys.hexversion:x}.marshal"
    path = compiled(file, _sources(name), lambda target: _freeze(name, target))
    try:
        with open(path or "", "rb") as kept:
            data, known = marshal.loads(kept.read())  # `load` would read it in thousands of bits
    except (OSError, ValueError, EOFError, TypeError):
        return _cues(name), {}
    return data, known


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


def _cues(name: str) -> dict[str, Any]:
    """What cuecompile makes of the cue files, as any interpreter can read it."""
    path = compiled(f"cues-{name}.json", _sources(name), lambda target: _write(name, target))
    if path is None:
        return _read(name)
    with open(path, encoding="utf-8") as file:
        data: dict[str, Any] = json.load(file)
    return data


def _read(name: str) -> dict[str, Any]:
    from citecheck.cover.cuecompile import compiled_language
    from citecheck.cover.cuefile import read

    return compiled_language([read(path) for path in _sources(name) if path.endswith(".yaml")])


def _write(name: str, target: str) -> None:
    with open(target, "w", encoding="utf-8") as file:
        json.dump(_read(name), file, ensure_ascii=False)


def _freeze(name: str, target: str) -> None:
    """Writes what `load` gives; no compiled forms where this interpreter's compiler isn't as CPython's."""
    frozen: Kept = {}
    with open(target, "wb") as file:  # first, for where it can't be written the rest is in vain
        data = _cues(name)
        try:
            # private as well, hence the names of the files and the empty form
            from re import _compiler, _parser  # type: ignore[attr-defined]

            for text in texts(data):
                parsed = _parser.parse(text)
                code = array(WORD, map(int, _compiler._code(parsed, 0))).tobytes()
                frozen[text] = int(parsed.state.flags), code, parsed.state.groups - 1
        except (ImportError, AttributeError, TypeError):
            frozen = {}
        marshal.dump((data, frozen), file)


def texts(data: dict[str, Any]) -> list[str]:
    """All patterns of a language."""
    listed = [text for group in data["patterns"].values() for certain in group for text in certain]
    return [*listed, *data["joined"].values()]
