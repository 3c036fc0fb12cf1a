"""How often each rule spoke: for people as a table, for machines as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.report.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citecheck.report.rows import Row


class Tally(NamedTuple):
    """The diagnostics of one rule, counted. The fields are the keys of its record."""

    code: str
    name: str
    diagnostics: int = 0
    safe_fixes: int = 0
    unsafe_fixes: int = 0

    def plus(self, row: Row) -> Tally:
        """With one more diagnostic."""
        safe = row.fix is not None and row.fix.safe
        unsafe = row.fix is not None and not row.fix.safe
        return Tally(
            self.code, self.name, self.diagnostics + 1, self.safe_fixes + safe, self.unsafe_fixes + unsafe
        )


def ordered(tallies: Iterable[Tally]) -> list[Tally]:
    """The most frequent first; where two are as frequent, by code."""
    return sorted(tallies, key=lambda one: (-one.diagnostics, one.code))


def table(tallies: Iterable[Tally]) -> Iterator[str]:
    """A line for each rule: how often, code, name, and how many of them have a fix."""
    listed = ordered(tallies)
    most = max((len(str(one.diagnostics)) for one in listed), default=0)
    code = max((len(one.code) for one in listed), default=0)
    name = max((len(one.name) for one in listed), default=0)
    for one in listed:
        fixes = [plural(one.safe_fixes, "safe fix", "safe fixes")] if one.safe_fixes else []
        fixes += [plural(one.unsafe_fixes, "unsafe fix", "unsafe fixes")] if one.unsafe_fixes else []
        yield f"{one.diagnostics:{most}}  {one.code:{code}}  {one.name:{name}}  {', '.join(fixes)}".rstrip()
