"""What an archive doesn't answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.errors import CitecheckError

if TYPE_CHECKING:
    from citecheck.model.verdict import Reason


class Unavailable(CitecheckError):  # noqa: N818 - a state of things, not a fault
    """What was asked of an archive can't be had: the reason, and in `detail` what was seen, for people."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail
