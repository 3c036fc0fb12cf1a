"""References looked up in the archive of the tests, and figures over what came of them."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from archive.corpus import registry
from citecheck.model.archive import Archive
from citecheck.model.verdict import VerdictKind
from citecheck.pipeline import Options, Pipeline
from citecheck.read.text import plain
from citecheck.verify.client import Client
from citecheck.verify.facts import Facts
from citecheck.verify.judge import judge
from citecheck.verify.limits import Limits
from citecheck.verify.lookup import look_up
from citecheck.verify.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from citecheck.model.verdict import Verdict

PLAIN = ("wrong-day", "wrong-outlet", "only-elsewhere", "other-day-same-actors")
"""Labels of references whose story isn't in the outlet on that day at all."""
AT_ONCE = 8
REFUTED = (VerdictKind.NOT_FOUND, VerdictKind.WRONG_DAY)


class Judged(NamedTuple):
    """A labelled reference and what was found of it."""

    reference: dict[str, Any]
    verdict: Verdict

    @property
    def is_true(self) -> bool:
        """Whether the outlet ran the story then."""
        return bool(self.reference["label"] == "true")


class Run(NamedTuple):
    """References looked up with one memory."""

    found: list[Judged]
    answers: int
    """With a body; redirects are counted apart."""


def judged(references: Iterable[dict[str, Any]], base: str) -> Run:
    """The verdicts on references in the archive at `base`."""
    records = tuple(json.dumps(record, ensure_ascii=False) for record in registry().values())
    return asyncio.run(_judged(references, base, Pipeline(Options(outlets=records))))


async def _judged(references: Iterable[dict[str, Any]], base: str, pipeline: Pipeline) -> Run:
    gate = asyncio.Semaphore(AT_ONCE)

    async def verdict(reference: dict[str, Any]) -> Judged:
        document = plain("article", reference["claim"])
        published = date.fromisoformat(reference["published"])
        document = document._replace(metadata=document.metadata._replace(published=published))
        article = pipeline.covered(pipeline.article(document))
        async with gate:
            group = [
                (target, [await look_up(client, target, outlet) for outlet in target.outlets])
                for target in targets(article)
            ]
        return Judged(reference, judge(group, lambda timestamp, original: f"{timestamp} {original}")[0])

    async with Client(Archive(base), Facts(None), Limits(None), allow_private=True) as client:
        found = await asyncio.gather(*map(verdict, references))
        return Run(found, client.requests - client.redirects)


def share(found: Sequence[Judged], *kinds: VerdictKind) -> float:
    """How many of them have one of these verdicts."""
    counts = Counter(one.verdict.kind for one in found)
    return sum(counts[kind] for kind in kinds) / len(found)


def forbidden(found: Iterable[Judged], *kinds: VerdictKind) -> list[str]:
    """The ids of references that have one of these verdicts and must not."""
    return [
        one.reference["id"]
        for one in found
        if one.verdict.kind in kinds and one.verdict.kind in one.reference["never"]
    ]


def calibration(found: Iterable[Judged], width: float = 1.0) -> dict[float, tuple[int, int]]:
    """By the best page's points, in bands: how many references, and how many of them are true."""
    bands: dict[float, tuple[int, int]] = {}
    for one in found:
        score = one.verdict.evidence[0].score if one.verdict.evidence else 0.0
        band = score // width * width
        count, right = bands.get(band, (0, 0))
        bands[band] = count + 1, right + one.is_true
    return dict(sorted(bands.items()))
