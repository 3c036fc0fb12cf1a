"""Every cue of cues/*.yaml finds its own `yes` examples and none of its `no` ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from conftest import PACKAGE

from citecheck.cover.claims import blanked
from citecheck.cover.cuecompile import compiled_language
from citecheck.cover.cuefile import GROUPS, Cue, read
from citecheck.cover.language import Language, Sentences
from citecheck.cover.quotes import PAIRS, quotations
from citecheck.errors import DataFileError
from citecheck.model.span import Span

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = PACKAGE / "cover" / "cues"
FILES = {path.stem: read(str(path)) for path in sorted(FOLDER.glob("*.yaml"))}
REWRITING = ("nothing", "date")
"""Their cues are looked for in the words as they are, all others in what these have left."""


class Case(NamedTuple):
    """One example of a cue."""

    language: str
    cue: Cue
    text: str
    name: str


def cases(kind: str) -> list[Case]:
    """The examples of a kind, `yes` or `no`, named by their place in the file."""
    return [
        Case(language, cue, text, f"{language}.yaml:{cue.where}-{cue.group}-{kind}-{number}")
        for language, file in FILES.items()
        for cue in file.cues
        for number, text in enumerate(getattr(cue, kind), 1)
    ]


def named(case: Case) -> str:
    return case.name


@cache
def language_of(name: str, cue: Cue) -> Language:
    """The language of a file with this cue alone in its group, and the rewriting ones."""
    files = {FILES["any"].path: FILES["any"], FILES[name].path: FILES[name]}
    rewriting = () if cue.group in REWRITING else REWRITING
    kept = [
        file._replace(cues=tuple(one for one in file.cues if one is cue or one.group in rewriting))
        for file in files.values()
    ]
    return Language(compiled_language(kept), {})


def found(case: Case) -> list[str]:
    """What the case's cue finds in its example."""
    language = language_of(case.language, case.cue)
    whole = Span(0, len(case.text))
    shown = blanked(case.text, [whole], quotations(case.text, whole, PAIRS), [])
    sentences = Sentences(language, shown)
    if case.cue.group in REWRITING:
        mark = language.nothing if case.cue.group == "nothing" else language.date
        return [mark] if mark in sentences.joined else []
    return [sentences.span(hit).of(case.text) for hit in sentences.find(case.cue.group, case.cue.strong)]


@pytest.mark.parametrize("case", cases("yes"), ids=named)
def test_cue_is_found(case: Case) -> None:
    assert found(case) != []


@pytest.mark.parametrize("case", cases("no"), ids=named)
def test_cue_is_not_found(case: Case) -> None:
    assert found(case) == []


@pytest.mark.parametrize("language", FILES)
def test_every_cue_has_examples_of_both_kinds(language: str) -> None:
    assert [cue.where for cue in FILES[language].cues if not cue.yes or not cue.no] == []


@pytest.mark.parametrize("language", [name for name in FILES if name != "any"])
def test_language_has_cues_of_every_group(language: str) -> None:
    assert {cue.group for cue in FILES[language].cues} == set(GROUPS)


def test_class_has_the_words_of_a_narrower_one_that_are_of_no_other(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    words = "words:\n  PAST: went\n  ACT: banned shut\n  THING: shut\nalso:\n  PAST: ACT\n"
    path.write_text(f"{words}cues:\n  past:\n    - cue: PAST\n      yes: [He went.]\n", "utf-8")
    language = Language(compiled_language([read(str(path))]), {})

    shown = Sentences(language, ["Somebody banned it.", "Somebody shut it.", "Somebody went."])

    assert [hit.number for hit in shown.find("past", True)] == [0, 2]


def test_narrower_class_has_to_be_there(tmp_path: Path) -> None:
    path = tmp_path / "cues.yaml"
    path.write_text("words:\n  PAST: went\nalso:\n  PAST: ACT\n", "utf-8")

    with pytest.raises(DataFileError, match="'ACT'"):
        compiled_language([read(str(path))])
