"""What an archive doesn't answer."""

from __future__ import annotations

from citecheck.errors import CitecheckError
from citecheck.model.verdict import Reason

PASSING = (Reason.RATE_LIMITED, Reason.UNREACHABLE, Reason.BUDGET)
"""Reasons of this run alone: the same question may be answered by the next one."""


class Unavailable(CitecheckError):  # noqa: N818 - a state of things, not a fault
    """What was asked of an archive can't be had: the reason, and in `detail` what was seen, for people."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
