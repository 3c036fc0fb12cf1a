"""Cue files: the words and cues of one language, read strictly.

A cue is a regular expression over words. CAPITALS name a class of words, small letters a word itself, and
`( | ) ? {0,3} [^ ]` and lookarounds mean what they always mean. Repeats have a bound, so that matching is
linear:

    (AGENT|NAME) [^AGENT NAME]{0,8} SAYS

A word of a table is of its class alone: not of WORD, nor of what its ending would make it. `also` gives a
class the words of narrower ones, as PAST those of ACT.

What becomes of them: cuecompile.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from citecheck.errors import DataFileError
from citecheck.yamlfile import Reader, Value, load

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = ("function-words", "words", "also", "suffixes", "cues")
CUE_KEYS = ("cue", "yes", "no", "strength")
GROUPS = {
    "nothing": "rewrites its words: none of them counts",
    "date": "rewrites its words: they are one DATE",
    "quotation": "names or titles a quotation that follows, so that a short one is none",
    "reported-speech": "a reason",
    "figure": "a reason",
    "dated-event": "a reason",
    "past": "what a day needs beside it, to be of an event",
    "future": "makes of an event a plan, which is weak",
    "superlative": "a reason",
    "accusation": "a reason",
    "undated-event": "what happened without a day, for CC405",
    "own": "is the author's own account, which only what others said in it needs a source for",
    "hedge": "cancels weak reasons",
    "conclusion": "opens a sentence of the author's own",
    "outlet": "an outlet as the one who reports",
}
"""The groups of cues, and what a cue of each does."""
BRACES = re.compile(r"^(.*?)\{([^{}]*)\}(.*)$")


class Cue(NamedTuple):
    """One entry of a group."""

    group: str
    strong: bool
    text: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    where: str


class CueFile(NamedTuple):
    """What one file says."""

    path: str
    function_words: tuple[str, ...]
    words: dict[str, tuple[str, ...]]
    """Class -> its words."""
    suffixes: dict[str, tuple[str, ...]]
    """Class -> the endings of words of it that no table has."""
    also: dict[str, tuple[str, ...]]
    """Class -> classes whose words belong to it as well, where they belong to no class but such."""
    cues: tuple[Cue, ...]


def read(path: str) -> CueFile:
    """A cue file; raises DataFileError for the first fault."""
    with open(path, encoding="utf-8") as file:
        whole = load(path, file.read())
    reader = Reader(path)
    fields = reader.mapping(whole, KEYS, "a cue file")
    tables = {
        key: dict(_tables(reader, fields[key])) for key in ("words", "also", "suffixes") if key in fields
    }
    cues = reader.mapping(fields["cues"], tuple(GROUPS), "cues") if "cues" in fields else {}
    return CueFile(
        path,
        tuple(reader.text(fields["function-words"], "function-words").split())
        if "function-words" in fields
        else (),
        tables.get("words", {}),
        tables.get("suffixes", {}),
        tables.get("also", {}),
        tuple(_cue(reader, group, one) for group, listed in cues.items() for one in _list(reader, listed)),
    )


def expanded(word: str) -> Iterator[str]:
    """The forms that braces stand for: `say{s,ing}` is says and saying; an empty one is the word itself."""
    match = BRACES.match(word)
    if match is None:
        yield word
        return
    for form in match[2].split(","):
        yield from expanded(match[1] + form + match[3])


def _tables(reader: Reader, value: Value) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Classes and their words, braces expanded."""
    pairs: dict[str, Value] = reader.of_type(value, dict, "this", "a mapping of classes to words")
    for name, listed in pairs.items():
        if not re.fullmatch(r"[A-Z][A-Z-]*[A-Z]", name):
            raise DataFileError(
                reader.path, value.keys[name], f"the class '{name}' must be written in capitals"
            )
        words = [
            form for word in reader.text(listed, "the words of a class").split() for form in expanded(word)
        ]
        if twice := next((word for number, word in enumerate(words) if word in words[:number]), None):
            raise reader.fault(listed, f"'{twice}' stands twice in {name}")
        yield name, tuple(words)


def _list(reader: Reader, value: Value) -> list[Value]:
    found: list[Value] = reader.of_type(value, list, "a group of cues", "a list of cues")
    return found


def _cue(reader: Reader, group: str, value: Value) -> Cue:
    fields = reader.mapping(value, CUE_KEYS, "a cue")
    for key in ("cue", "yes"):
        if key not in fields:
            raise reader.fault(value, f"this cue has no '{key}'")
    strength = (
        reader.one_of(fields["strength"], ("strong", "weak"), "strength")
        if "strength" in fields
        else "strong"
    )
    yes, no = (
        tuple(reader.text(one, "an example") for one in _list(reader, fields[key])) if key in fields else ()
        for key in ("yes", "no")
    )
    return Cue(group, strength == "strong", reader.text(fields["cue"], "a cue"), yes, no, value.where)
