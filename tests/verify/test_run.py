"""What a run makes of several articles at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from conftest import article, pipeline

from citecheck.model.verdict import Reason, VerdictKind
from citecheck.verify import run
from citecheck.verify.run import Settings, Verifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article
    from citecheck.verify.targets import Target

PUBLISHED = date(2020, 9, 5)
OFFLINE = Settings(offline=True)


def covered(*texts: str) -> list[Article]:
    return [pipeline().covered(article(text, PUBLISHED)) for text in texts]


def test_verdicts_stand_in_the_order_of_articles_and_references() -> None:
    some = covered(
        "A ferry sank off Aktau (Tass, September 1; Yle, September 2).",
        "It rained.",
        "Oil rose (Dawn, May 3).",
    )

    with Verifier(OFFLINE) as verifier:
        found = verifier.verdicts(some)

    assert [
        [str(one.outlet_id) for one in verdicts] for verdicts in found if isinstance(verdicts, tuple)
    ] == [
        ["tass", "yle"],
        [],
        ["dawn"],
    ]


def test_fault_of_ours_costs_no_other_article(monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = covered(
        "A ferry sank off Aktau (Tass, September 1).", "It rained in Aktau (Yle, September 2)."
    )
    targets = run.targets

    def faulty(one: Article) -> Iterator[Target]:
        if one is bad:
            raise ZeroDivisionError
        return targets(one)

    monkeypatch.setattr(run, "targets", faulty)
    with Verifier(OFFLINE) as verifier:
        first, second, third = verifier.verdicts([good, bad, good])

    assert isinstance(second, ZeroDivisionError)
    assert first == third
    assert isinstance(first, tuple)
    assert [(one.kind, one.reason) for one in first] == [(VerdictKind.INCONCLUSIVE, Reason.OFFLINE)]
