"""What an article claims, what backs it, and where nothing does: filled in by cover."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.span import Span

if TYPE_CHECKING:
    from citecheck.model.article import Parenthetical


class Reason(StrEnum):
    """Why a sentence needs a source; the first of several is the most telling."""

    QUOTATION = "quotation"
    REPORTED_SPEECH = "reported-speech"
    """Somebody said, thinks or wants it."""
    FIGURE = "figure"
    DATED_EVENT = "dated-event"
    SUPERLATIVE = "superlative"
    ACCUSATION = "accusation"


class Evidence(NamedTuple):
    """The words of a sentence that make it a claim."""

    reason: Reason
    strong: bool
    """False for what needs a source in most sentences, but not in all."""
    span: Span

    @property
    def rank(self) -> tuple[bool, int]:
        """Sorts the most telling evidence first."""
        return not self.strong, REASONS.index(self.reason)


REASONS = tuple(Reason)


class Claim(NamedTuple):
    """A sentence that needs a source."""

    span: Span
    evidence: tuple[Evidence, ...]
    """The most telling first; never empty."""
    source: Span | None = None
    """The citation that backs it, or the outlet that its own words name; None where nothing does."""

    @property
    def strong(self) -> bool:
        """Whether at least one piece of its evidence is strong."""
        return self.evidence[0].strong


class Passage(NamedTuple):
    """The sentences that one citation backs."""

    citation: Parenthetical
    sentences: tuple[Span, ...]


class Lead(StrEnum):
    """What stands at the head of a gap, and so which rule reports it."""

    QUOTATION = "quotation"
    STATEMENT = "statement"
    FIGURE = "figure"
    EVENT = "event"
    """Something that happened on a day, a superlative, an accusation."""
    NARRATIVE = "narrative"
    """What an outlet reports that is named without a day."""
    PARAGRAPH = "paragraph"
    """Events without a day, in a paragraph that has no citation and no claim."""


class Gap(NamedTuple):
    """A stretch of claims that nothing backs: one citation at its end would."""

    lead: Lead
    evidence: Evidence
    """The most telling of all its claims; of a paragraph without claims its first event."""
    claims: tuple[Claim, ...]
    """In the order of the text; () for Lead.PARAGRAPH."""
    span: Span
    """From the first claim to the last; of Lead.PARAGRAPH the whole paragraph."""
    before: Span | None = None
    """The nearest citation before it, anywhere in the article."""
    outlet: Span | None = None
    """The name of the outlet, of Lead.NARRATIVE."""
