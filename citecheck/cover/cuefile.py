"""Cue files: the words and cues of one language, read strictly and made into letters and patterns.

A cue is a regular expression over words. CAPITALS name a class of words, small letters a word itself, and
`( | ) ? {0,3} [^ ]` and lookarounds mean what they always mean. Repeats have a bound, so that matching is
linear:

    (AGENT|NAME) [^AGENT NAME]{0,8} SAYS

For matching, each set of classes that some word belongs to is one letter; the words of a sentence become a
string of letters, and the cue a pattern over it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.cover.shapes import SHAPES
from citecheck.errors import DataFileError
from citecheck.yamlfile import Reader, Value, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

KEYS = ("function-words", "words", "suffixes", "cues")
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
    "hedge": "cancels weak reasons",
    "conclusion": "opens a sentence of the author's own",
    "outlet": "an outlet as the one who reports",
}
"""The groups of cues, and what a cue of each does."""
NOTHING, DATE = "NOTHING", "DATE"
"""Classes that no word has: what rewriting leaves."""
FIRST_LETTER = 0x4E00
PART = re.compile(
    r"(?P<space>\s+)|(?P<open>\[\^)|(?P<shut>\])|(?P<look>\(\?<?[=!])|(?P<mark>[()|?])|(?P<times>\{\d+,\d+\})"
    r"|(?P<name>[A-Z][A-Z-]*[A-Z])|(?P<word>[^\W\d_A-Z](?:[-'’.]?[^\W_A-Z])*)"
)
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
    cues: tuple[Cue, ...]


def read(path: str) -> CueFile:
    """A cue file; raises DataFileError for the first fault."""
    with open(path, encoding="utf-8") as file:
        whole = load(path, file.read())
    reader = Reader(path)
    fields = reader.mapping(whole, KEYS, "a cue file")
    tables = {key: dict(_tables(reader, fields[key])) for key in ("words", "suffixes") if key in fields}
    cues = reader.mapping(fields["cues"], tuple(GROUPS), "cues") if "cues" in fields else {}
    return CueFile(
        path,
        tuple(reader.text(fields["function-words"], "function-words").split())
        if "function-words" in fields
        else (),
        tables.get("words", {}),
        tables.get("suffixes", {}),
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


def compiled_language(files: Sequence[CueFile]) -> dict[str, Any]:
    """Letters and patterns of a language, from its own file and the one for all.

    `letters` maps a word to its letter, `shapes` what a word looks like, `suffixes` an ending; `patterns` has
    for each group the strong and the weak pattern, None where there are none. Raises DataFileError for a cue
    that can't be read.
    """
    classes: dict[str, set[str]] = {}
    for file in files:
        for name, words in file.words.items():
            for word in words:
                classes.setdefault(word, set()).add(name)
        for cue in file.cues:
            for word in _literals(cue.text):
                classes.setdefault(word, set()).add(word)
    sets = {word: frozenset(found) for word, found in classes.items()}
    shapes = {shape: frozenset(found) for shape, found in SHAPES.items()}
    suffixes = {
        end: frozenset((name,)) for file in files for name, ends in file.suffixes.items() for end in ends
    }
    special = {NOTHING: frozenset((NOTHING,)), DATE: frozenset((DATE,))}
    every = sorted({*sets.values(), *shapes.values(), *suffixes.values(), *special.values()}, key=sorted)
    letter = {found: chr(FIRST_LETTER + number) for number, found in enumerate(every)}
    members: dict[str, str] = {}
    for found, char in letter.items():
        for name in found:
            members[name] = members.get(name, "") + char
    patterns: dict[str, list[str | None]] = {}
    for group in GROUPS:
        for number, strong in enumerate((True, False)):
            wanted = [
                (file, cue)
                for file in files
                for cue in file.cues
                if (cue.group, cue.strong) == (group, strong)
            ]
            joined = "|".join(_pattern(file, cue, members) for file, cue in wanted)
            patterns.setdefault(group, [None, None])[number] = joined or None
    return {
        "function-words": [word for file in files for word in file.function_words],
        "letters": {word: letter[found] for word, found in sets.items()},
        "shapes": {shape: letter[found] for shape, found in shapes.items()},
        "suffixes": {
            end: letter[found] for end, found in sorted(suffixes.items(), key=lambda one: -len(one[0]))
        },
        "special": {name: letter[found] for name, found in special.items()},
        "patterns": patterns,
    }


def _pattern(file: CueFile, cue: Cue, members: dict[str, str]) -> str:
    """The pattern of one cue over letters."""
    made: list[str] = []
    inside = False
    for match in _parts(file, cue):
        kind, text = match.lastgroup, match[0]
        if kind in ("name", "word"):
            chars = "\n" if text in ("START", "END") else members.get(text)
            if text == "ANY":
                made.append(r"[^\n]")
                continue
            if chars is None:
                raise DataFileError(file.path, cue.where, f"no class of words is called '{text}'")
            made.append(chars if inside else f"[{chars}]")
        elif kind == "shut":
            made.append("\n]")
        elif text == "(":
            made.append("(?:")
        elif kind != "space":
            made.append(text)
        inside = (inside or kind == "open") and kind != "shut"
    pattern = "".join(made)
    try:
        re.compile(pattern)
    except re.error as error:
        raise DataFileError(file.path, cue.where, f"this cue is no regular expression: {error}") from None
    return pattern


def _parts(file: CueFile, cue: Cue) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(cue.text):
        match = PART.match(cue.text, at)
        if match is None:
            raise DataFileError(
                file.path,
                cue.where,
                f"'{cue.text[at : at + 20]}' in this cue means nothing; repeats are written {{0,3}}",
            )
        yield match
        at = match.end()


def _literals(text: str) -> Iterable[str]:
    return (match[0] for match in PART.finditer(text) if match.lastgroup == "word")


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
