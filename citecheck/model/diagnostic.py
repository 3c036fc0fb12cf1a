"""What checks find and what is reported of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from citecheck.model.span import Edit, Span


class Severity(StrEnum):
    """How sure a rule is, and so how loud."""

    ERROR = "error"
    """Certain: an editor would always mend it."""
    WARNING = "warning"
    """Very likely."""
    INFO = "info"
    """Worth a look."""

    @property
    def rank(self) -> int:
        """0 for info, 2 for error."""
        return RANKS[self]


RANKS = {Severity.INFO: 0, Severity.WARNING: 1, Severity.ERROR: 2}


class Finding(NamedTuple):
    """One thing a check saw. It knows neither its code, its severity nor its wording."""

    span: Span
    words: Mapping[str, object] = MappingProxyType({})
    """What fills the braces of the rule's message."""
    edits: tuple[Edit, ...] = ()
    """What would mend it, where that is known."""
    safe: bool = True
    """Whether the edits may be made without a look; a rule with `fix: unsafe` overrules it."""
    severity: Severity | None = None
    """Lower than the rule's, where this finding is less certain."""
    variant: str | None = None
    """Which of the rule's other wordings (`variants:`) says this finding better than its message."""
    related: tuple[Span, ...] = ()
    """Other places that belong to it; the rule's `related:` says what they are."""


class Fix(NamedTuple):
    """How to mend a diagnostic: edits of the article's text."""

    safe: bool
    description: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """Another place that belongs to a diagnostic, and what it is to it."""

    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One thing a rule reports."""

    code: str
    name: str
    severity: Severity
    message: str
    span: Span
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
