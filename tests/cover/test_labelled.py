"""How well claims are found in a hundred sentences of each language, labelled by hand after the cues were written.

A line of labelled/*.txt is a sentence: `+` where it needs a source, `b` where a citation backs it, the reason.
Blank lines part paragraphs. The bars are the design's; what the tests print with -s is what there is.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import document, pipeline

from citecheck.cover.options import Coverage
from citecheck.model.coverage import Claim
from citecheck.pipeline import Options

FOLDER = Path(__file__).parent / "labelled"
LANGUAGES = ("en", "ru")
PRECISION, RECALL, STRONG_RECALL, BACKING = 0.95, 0.90, 0.80, 0.97


class Labelled(NamedTuple):
    """A sentence, what a reader says of it, and what was found."""

    text: str
    needs_source: bool
    backed: bool
    reason: str
    claim: Claim | None


def labelled(language: str) -> list[Labelled]:
    """The sentences of a language."""
    found: list[Labelled] = []
    line = pipeline(Options(coverage=Coverage(always=True)))
    for paragraph in (FOLDER / f"{language}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        rows = [row.partition(" | ") for row in paragraph.split("\n")]
        text = " ".join(sentence for _, _, sentence in rows)
        article = line.covered(line.article(document(text)))
        claims = {claim.span.of(text): claim for claim in article.claims}
        for label, _, sentence in rows:
            mark, reason = label.split()
            found.append(Labelled(sentence, mark[0] == "+", mark[1] == "b", reason, claims.get(sentence)))
    return found


def scores(language: str, strong: bool = False) -> tuple[float, float]:
    """Precision and recall of what needs a source."""
    rows = labelled(language)
    tally = Counter(
        (one.needs_source, one.claim is not None and (one.claim.strong or not strong)) for one in rows
    )
    hit, extra, missed = tally[(True, True)], tally[(False, True)], tally[(True, False)]
    print(f"{language}: hit {hit}, extra {extra}, missed {missed}, strong only {strong}")
    print(*[f"  {one.text}" for one in rows if (one.claim is not None) != one.needs_source], sep="\n")
    return hit / (hit + extra), hit / (hit + missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_a_hundred_sentences(language: str) -> None:
    assert len(labelled(language)) >= 90


@pytest.mark.parametrize("language", LANGUAGES)
def test_claims_are_found(language: str) -> None:
    precision, recall = scores(language)

    assert precision >= PRECISION
    assert recall >= RECALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_claims_are_strong(language: str) -> None:
    precision, recall = scores(language, strong=True)

    assert precision >= PRECISION
    assert recall >= STRONG_RECALL


@pytest.mark.parametrize("language", LANGUAGES)
def test_backing_is_right(language: str) -> None:
    rows = [one for one in labelled(language) if one.needs_source and one.claim]
    right = sum((one.claim.source is not None) == one.backed for one in rows if one.claim)

    assert right / len(rows) >= BACKING
