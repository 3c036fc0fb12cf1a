"""What the archives say of a reference."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.verdictkind import VerdictKind as VerdictKind

if TYPE_CHECKING:
    from datetime import date

    from citecheck.model.span import Span


class Reason(StrEnum):
    """Why a verdict is inconclusive."""

    NO_CAPTURE = "no-capture"
    EXCLUDED = "excluded"
    """The archive leaves the site out on its owner's wish."""
    CAPTURE_UNUSABLE = "capture-unusable"
    TOO_LARGE = "too-large"
    RATE_LIMITED = "rate-limited"
    UNREACHABLE = "unreachable"
    BUDGET = "budget"
    OFFLINE = "offline"
    NO_DOMAIN = "no-domain"
    PRINT_ONLY = "print-only"
    NO_DATE = "no-date"
    BEFORE_OUTLET = "before-outlet"
    """The day lies outside of the outlet's years."""
    AMBIGUOUS = "ambiguous"
    NO_ANCHORS = "no-anchors"
    """Nothing in the claim can be found again on a page."""
    LANGUAGE = "language"
    TOO_RECENT = "too-recent"


class AnchorKind(StrEnum):
    """What kind of a piece an anchor is."""

    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"
    CODE = "code"
    """A string of letters and digits that all languages write alike: `Su-30`, `S-400`."""
    TITLE = "title"


class Anchor(NamedTuple):
    """A piece of a claim that can be found again on a page."""

    kind: AnchorKind
    text: str
    """As the claim has it."""
    key: str
    """What is compared, folded: of a number its value and unit, of a name its skeleton."""


class AnchorMatch(NamedTuple):
    """An anchor and where a page has it."""

    anchor: Anchor
    page: str
    """As the page has it."""
    how: str
    """How it was matched, for people: `same number`, `same consonants`, `known name of the same place`."""


class Evidence(NamedTuple):
    """A page that speaks for or against a reference."""

    url: str
    """Of the capture, for people."""
    original: str
    captured: str
    """UTC, `2020-09-01T18:00:00Z`."""
    published: date | None
    published_from: str | None
    """`json-ld`, `meta`, `url`, `time` or `text`."""
    title: str
    anchors: tuple[AnchorMatch, ...] = ()
    missing: tuple[Anchor, ...] = ()
    score: float = 0.0
    decoy: float | None = None
    """The best score of a page that can't be the source; None where there is none to compare with."""


class Verdict(NamedTuple):
    """What was found of one reference."""

    reference: Span
    outlet_id: str | None
    day: date | None
    last_day: date | None
    """The end of a range of days."""
    kind: VerdictKind
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()
    candidates: int = 0
    """Pages that were compared."""
    requests: int = 0
