"""The short way through a plain segment says what the long one says."""

from __future__ import annotations

from pathlib import Path

from conftest import article

from citecheck.outlets.registry import Registry
from citecheck.parsing.outlets import Names
from citecheck.parsing.pieces import readable
from citecheck.parsing.references import Reader, plain

SEEDS = sorted((Path(__file__).parents[2] / "seeds" / "articles").glob("*.txt"))


def test_plain_segments_are_read_as_all_others_are() -> None:
    names = Names(Registry())
    compared = 0
    for seed in SEEDS:
        text = seed.read_text(encoding="utf-8-sig")
        for citation in article(text).citations:
            at = citation.span.start + 1
            for part in readable(text[at : citation.span.end - 1]).split(";"):
                short = plain(text, at, part, names, 0)
                if short is not None:
                    assert short == Reader(text, names, 0).read(at, part), part
                    compared += 1
                at += len(part) + 1

    assert compared > 100
