"""The kept form of a pattern finds what the pattern finds, and where there is none all works as well."""

from __future__ import annotations

import re

import pytest

from citecheck.cover import cuedata
from citecheck.cover.language import language

TEXT = "(?:a|[bc]{1,3})d(?=e)"


@pytest.mark.parametrize("name", cuedata.NAMES)
def test_every_pattern_of_a_language_is_kept_or_none(name: str) -> None:
    data = cuedata.load(name)
    texts = {text for group in data["patterns"].values() for listed in group for text in listed}
    found = cuedata.kept(name, texts)

    assert not found or texts <= found.keys()


def test_kept_pattern_finds_the_same() -> None:
    kept = language("en")._kept
    for text in list(kept)[:20]:
        sample = "".join(chr(0x4E00 + number) for number in range(0, 600, 7)) * 3

        assert cuedata.pattern(text, kept).findall(sample) == re.compile(text).findall(sample)


@pytest.mark.parametrize(
    "known",
    [{}, {TEXT: ("a", None, 0)}, {TEXT: (32, b"", 0)}, {TEXT: (32, b"abc", 0)}],
    ids=["none", "odd", "empty", "cut"],
)
def test_what_is_not_kept_or_cut_is_compiled_anew(known: cuedata.Kept) -> None:
    assert cuedata.pattern(TEXT, known).findall("xbcde ade") == ["bcd", "ad"]
