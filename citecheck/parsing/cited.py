"""Which of the names before one date are cited, and which only tell where in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.parsing import words
from citecheck.parsing.pieces import What

if TYPE_CHECKING:
    from citecheck.parsing.outlets import Name


class Pending(NamedTuple):
    """A name that waits for its date; offsets count in the text."""

    name: Name
    relation: What | None
    """VIA or CITING, where such a word stands before it."""


def cited(pending: list[Pending]) -> list[Name]:
    """Of the names that stand before one date those that are cited.

    Of `X via Y` and `Y, citing X` Y is, and X where the registry has it. Places, columns, programmes and
    titles beside an outlet only tell where in it. An interview's outlet ends at the first comma.
    """
    if not pending:
        return []
    names = [one.name for one in pending]
    if names[0].interview:
        return names[:1]
    relations = [one.relation for one in pending]
    if What.VIA in relations:
        at = relations.index(What.VIA)
        names = [name for name in names[:at] if name.known or name.address] + names[at:]
    elif What.CITING in relations:
        at = relations.index(What.CITING)
        names = names[:at] + [name for name in names[at:] if name.known or name.address] if at else names
    if len(names) > 1:
        kept = [n for n in names if not n.title and not is_column(n.text)] or names
        kept = [n for at, n in enumerate(kept) if at == 0 or not is_document(n.text)]
        known = any(name.sure for name in kept)
        firm = [name for name in kept if name.sure or not (name.place or (known and name.fault))]
        names = firm or kept
    return names


def is_document(text: str) -> bool:
    """Whether the words are a kind of document and nobody's name: `press release` behind its issuer."""
    folded = [word.casefold() for word in words.WORD.findall(text)]
    return text.islower() and words.DOCUMENTS.issuperset(folded)


def is_column(text: str) -> bool:
    """Whether the words are a newspaper's column or a station's programme."""
    folded = [word.casefold() for word in words.WORD.findall(text)]
    return bool(folded) and (words.SECTIONS.issuperset(folded) or folded[-1] in words.PROGRAMMES)
