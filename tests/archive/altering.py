"""True claims with one detail altered by machine: a number, a name or a country put in another's place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citecheck.model.verdict import AnchorKind
from citecheck.verify.anchors import KNOWN, anchors_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SURNAMES = ("Barankin", "Oyelaran", "Quisterfield")
COUNTRIES = ("Portugal", "Mongolia", "Bolivia")
COUNTRY = re.compile(r"known [A-Z]{2}$")


def altered(reference: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The reference once for each number, name and country of its claim, with another in its place.

    None of them may be verified, but for a country where the outlet's own need not be on its pages.
    """
    claim, citation = reference["claim"].rsplit("(", 1)
    for at, anchor in enumerate(anchors_of(claim)):
        if claim.count(anchor.text) != 1 or not (other := another(anchor.kind, anchor.key, anchor.text, at)):
            continue
        text = claim.replace(anchor.text, other)
        changes = {"claim": f"{text}({citation}", "label": "altered", "never": ["verified"]}
        yield reference | changes | {"id": f"{reference['id']}-{anchor.text}-{other}"}


def another(kind: AnchorKind, key: str, text: str, at: int) -> str | None:
    """What is put in the place of an anchor; None for what isn't altered."""
    if kind is AnchorKind.NUMBER and (digits := re.search(r"\d+", text)) and not key.startswith("day "):
        figure = int(digits[0])
        return text.replace(digits[0], str(figure + max(1, figure // 3)), 1)
    if kind is AnchorKind.NAME and COUNTRY.match(key):
        return COUNTRIES[at % len(COUNTRIES)]
    if kind is AnchorKind.NAME and not key.startswith(KNOWN):
        return f"{text.rpartition(' ')[0]} {SURNAMES[at % len(SURNAMES)]}".strip()
    return None
