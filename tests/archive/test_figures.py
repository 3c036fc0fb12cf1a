"""How often verdicts are right in the archive of the tests, by the part that they were fixed on and those they weren't."""

from __future__ import annotations

import pytest

from archive.altering import altered
from archive.corpus import references
from archive.verifying import PLAIN, REFUTED, Run, forbidden, judged, share
from citecheck.model.verdict import VerdictKind

PARTS = ("fit", "held", "fresh", "unseen")
VERIFIED = {"fit": 0.75, "held": 0.55, "fresh": 0.9, "unseen": 0.65}
"""The share of true references; it is to be 0.65 of those that nothing was fixed on, too."""
VERIFIED_OR_PLAUSIBLE = 0.92
REFUTED_OF_PLAIN = {"fit": 0.5, "held": 0.6, "fresh": 0.6, "unseen": 0.6}
ALTERED = 0.03
"""The share of true claims with one detail altered by machine that may be verified all the same."""
ANSWERS = 6
"""The most that a reference may take on average, of many that share listings."""
ANSWERS_ALONE = 10
"""The same of true references that are looked up each on its own; false ones take some more."""


@pytest.fixture(scope="module")
def found(archive: str) -> dict[str, Run]:
    """The verdicts on all references, by part."""
    return {part: judged([one for one in references() if one["split"] == part], archive) for part in PARTS}


@pytest.mark.parametrize("part", PARTS)
def test_nothing_false_is_verified(found: dict[str, Run], part: str) -> None:
    assert forbidden(found[part].found, VerdictKind.VERIFIED) == []


@pytest.mark.parametrize("part", PARTS)
def test_what_a_machine_altered_is_hardly_ever_verified(archive: str, part: str) -> None:
    true = [one for one in references() if one["split"] == part and one["label"] == "true"]
    run = judged([other for one in true for other in altered(one)], archive)

    assert len(forbidden(run.found, VerdictKind.VERIFIED)) <= ALTERED * len(run.found)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_not_found_that_may_be_there(found: dict[str, Run], part: str) -> None:
    assert forbidden(found[part].found, VerdictKind.NOT_FOUND) == []


@pytest.mark.parametrize("part", PARTS)
def test_true_references_are_verified(found: dict[str, Run], part: str) -> None:
    true = [one for one in found[part].found if one.is_true]

    assert share(true, VerdictKind.VERIFIED) >= VERIFIED[part]
    assert share(true, VerdictKind.VERIFIED, VerdictKind.PLAUSIBLE) >= VERIFIED_OR_PLAUSIBLE


@pytest.mark.parametrize("part", PARTS)
def test_what_the_outlet_did_not_run_is_refuted(found: dict[str, Run], part: str) -> None:
    plain = [one for one in found[part].found if one.reference["label"] in PLAIN and one.reference["covered"]]

    assert share(plain, *REFUTED) >= REFUTED_OF_PLAIN[part]


@pytest.mark.parametrize("part", PARTS)
def test_references_take_few_answers(found: dict[str, Run], part: str) -> None:
    assert found[part].answers <= ANSWERS * len(found[part].found)


def test_a_true_reference_on_its_own_takes_few_answers(archive: str) -> None:
    some = [one for one in references() if one["split"] == "fit" and one["label"] == "true"][::4]

    assert sum(judged([one], archive).answers for one in some) <= ANSWERS_ALONE * len(some)
