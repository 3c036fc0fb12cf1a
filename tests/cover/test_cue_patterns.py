"""The kept form of a pattern finds what the pattern finds, and where there is none all works as well."""

from __future__ import annotations

import marshal
import re
from typing import TYPE_CHECKING

import pytest

from citecheck.cover import cuedata
from citecheck.cover.language import language

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "(?:a|[bc]{1,3})d(?=e)"


@pytest.mark.parametrize("name", cuedata.NAMES)
def test_every_pattern_of_a_language_is_kept_or_none(name: str) -> None:
    data, kept = cuedata.load(name)

    assert not kept or kept.keys() == set(cuedata.texts(data))


def test_kept_pattern_finds_the_same() -> None:
    kept = language("en")._kept
    for text in list(kept)[:20]:
        sample = "".join(chr(0x4E00 + number) for number in range(0, 600, 7)) * 3

        assert cuedata.pattern(text, kept).findall(sample) == re.compile(text).findall(sample)


@pytest.mark.parametrize("damage", [b"", b"cut", marshal.dumps(7)], ids=["empty", "cut", "odd"])
def test_cues_are_read_without_a_kept_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    data, _ = cuedata.load("en")
    broken = tmp_path / "cues.marshal"
    broken.write_bytes(damage)
    compiled = cuedata.compiled
    monkeypatch.setattr(
        cuedata, "compiled", lambda name, *rest: str(broken) if "marshal" in name else compiled(name, *rest)
    )

    assert cuedata.load("en") == (data, {})


@pytest.mark.parametrize(
    "known",
    [{}, {TEXT: ("a", None, 0)}, {TEXT: (32, b"", 0)}, {TEXT: (32, b"abc", 0)}],
    ids=["none", "odd", "empty", "cut"],
)
def test_what_is_not_kept_or_cut_is_compiled_anew(known: cuedata.Kept) -> None:
    assert cuedata.pattern(TEXT, known).findall("xbcde ade") == ["bcd", "ad"]
