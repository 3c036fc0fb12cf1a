"""Cue files made into letters and patterns.

Each set of classes that some word belongs to is one letter. The words of a sentence become a string of
letters, and a cue some patterns over it, one for each of its alternatives: a pattern that begins with a
letter or a set of letters is found many times faster than one that begins with a choice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citecheck.cover.cuefile import GROUPS
from citecheck.cover.shapes import SHAPES, shape
from citecheck.errors import DataFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citecheck.cover.cuefile import Cue, CueFile

NOTHING, DATE = "NOTHING", "DATE"
"""Classes that no word has: what rewriting leaves."""
VERBS = frozenset(("SAYS", "SAID", "SHOWS", "PLURAL", "BASE", "VIEW", "URGES", "ASKS", "PAST"))
"""Classes of words that are none of these with a capital inside a sentence: United States, Herbert Read."""
FIRST_LETTER = 0x4E00
PART = re.compile(
    r"(?P<space>\s+)|(?P<open>\[\^)|(?P<shut>\])|(?P<look>\(\?<?[=!])|(?P<mark>[()|?])|(?P<times>\{\d+,\d+\})"
    r"|(?P<name>[A-Z][A-Z-]*[A-Z])|(?P<word>[^\W\d_A-Z](?:[-'’.]?[^\W_A-Z])*)"
)
EDGES = ("START", "END")
"""Names for where a sentence begins and ends, in lookarounds."""
EDGE = "\n"
SHORT = 2
"""Letters in a row that are as short without a dash."""
ONE_BY_ONE = ("past", "future", "hedge", "conclusion", "undated-event")
"""Groups of cues that are looked for in single sentences, all at once."""
NEVER = "(?!)"
"""A pattern that is nowhere."""


def compiled_language(files: Sequence[CueFile]) -> dict[str, Any]:
    """Letters and patterns of a language, from its own file and the one for all.

    `letters` maps a word to its letter, `capitals` that letter to the one of the word with a capital, which
    may be a name; `shapes` maps what a word looks like, `suffixes` an ending. `patterns` has for each group
    the strong patterns and the weak ones, `joined` for each of ONE_BY_ONE the strong ones as one. Raises
    DataFileError for a cue that can't be read.
    """
    words = _classes(files)
    shapes = {name: frozenset(found) for name, found in SHAPES.items()}
    suffixes = {end: frozenset((name,)) for end, name in _suffixes(files)}
    special = {name: frozenset((name,)) for name in (NOTHING, DATE)}
    capitals = {found: _capital(found) for found in words.values()}
    every = {*words.values(), *capitals.values(), *shapes.values(), *suffixes.values(), *special.values()}
    letter = {found: chr(FIRST_LETTER + number) for number, found in enumerate(sorted(every, key=sorted))}
    chars: dict[str, list[str]] = {}
    for found, char in letter.items():
        for name in found:
            chars.setdefault(name, []).append(char)
    members = dict.fromkeys(EDGES, EDGE) | {name: "".join(_runs(listed)) for name, listed in chars.items()}
    patterns: dict[str, tuple[list[str], list[str]]] = {group: ([], []) for group in GROUPS}
    for file in files:
        for cue in file.cues:
            patterns[cue.group][not cue.strong].extend(_patterns(file, cue, members))
    return {
        "function-words": [word for file in files for word in file.function_words],
        "letters": {word: letter[found] for word, found in words.items()},
        "capitals": {letter[found]: letter[also] for found, also in capitals.items()},
        "shapes": {name: letter[found] for name, found in shapes.items()},
        "suffixes": {end: letter[suffixes[end]] for end in sorted(suffixes, key=len, reverse=True)},
        "special": {name: letter[found] for name, found in special.items()},
        "patterns": patterns,
        "joined": {group: "|".join(patterns[group][0]) or NEVER for group in ONE_BY_ONE},
    }


def _runs(chars: Sequence[str]) -> Iterator[str]:
    """Letters in their order as a set in a pattern has them, three or more in a row as a range."""
    ends = [n for n in range(len(chars)) if n + 1 == len(chars) or ord(chars[n + 1]) != ord(chars[n]) + 1]
    for first, last in zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True):
        run = chars[first : last + 1]
        yield f"{run[0]}-{run[-1]}" if len(run) > SHORT else "".join(run)


def _classes(files: Sequence[CueFile]) -> dict[str, frozenset[str]]:
    """Each word of a table or cue, with its classes; a word of a cue is a class of its own."""
    classes: dict[str, set[str]] = {}
    for file in files:
        for name, words in file.words.items():
            for word in words:
                classes.setdefault(word, set()).add(name)
    wider: dict[str, set[str]] = {}
    for file in files:
        for name, narrower in file.also.items():
            for one in narrower:
                if one not in file.words:
                    raise DataFileError(file.path, "also", f"no class of words is called '{one}'")
                wider.setdefault(one, set()).add(name)
    for found in classes.values():
        if found <= wider.keys():
            found.update(*[wider[one] for one in found])
    suffixes = tuple(_suffixes(files))
    for word in {word for file in files for cue in file.cues for word in _literals(cue.text)}:
        if word not in classes:
            endings = [name for end, name in suffixes if word.endswith(end)]
            classes[word] = set(endings or SHAPES[shape(word)])
        classes[word].add(word)
    return {word: frozenset(found) for word, found in classes.items()}


def _capital(classes: frozenset[str]) -> frozenset[str]:
    """The classes of a word with these when it has a capital inside a sentence: it may be a name."""
    kept = (name for name in classes - VERBS if name.isupper()) if classes & VERBS else classes
    return frozenset(kept).union(SHAPES["name"])


def _suffixes(files: Sequence[CueFile]) -> Iterator[tuple[str, str]]:
    return ((end, name) for file in files for name, ends in file.suffixes.items() for end in ends)


def _literals(text: str) -> Iterator[str]:
    return (match[0] for match in PART.finditer(text) if match.lastgroup == "word")


def _patterns(file: CueFile, cue: Cue, members: Mapping[str, str]) -> list[str]:
    """The patterns of one cue over letters, one for each alternative."""
    made = [""]
    depth = 0
    inside = False
    for match in _parts(file, cue):
        kind, text = match.lastgroup, match[0]
        if kind in ("name", "word"):
            chars = members.get(text)
            if chars is None:
                raise DataFileError(file.path, cue.where, f"no class of words is called '{text}'")
            made[-1] += chars if inside else f"[{chars}]"
        elif kind == "open":
            inside = True
            made[-1] += text
        elif kind == "shut":
            inside = False
            made[-1] += EDGE + text
        elif text == "|" and not depth:
            made.append("")
        elif kind != "space":
            depth += (kind == "look" or text == "(") - (text == ")")
            made[-1] += "(?:" if text == "(" else text
    for pattern in made:
        try:
            re.compile(pattern)
        except re.error as error:
            raise DataFileError(
                file.path, cue.where, f"this cue is no regular expression: {error.msg}"
            ) from None
    return made


def _parts(file: CueFile, cue: Cue) -> Iterator[re.Match[str]]:
    at = 0
    while at < len(cue.text):
        match = PART.match(cue.text, at)
        if match is None:
            rest = cue.text[at : at + 20]
            raise DataFileError(
                file.path, cue.where, f"'{rest}' in this cue means nothing; repeats are written {{0,3}}"
            )
        yield match
        at = match.end()
