"""Outlets for people: a card, a table, and why a text was found; for machines, the same as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from citecheck.model.article import Match
from citecheck.model.outlet import Imitation
from citecheck.outlets.records import ordered
from citecheck.report.text import columns, printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from citecheck.model.article import OutletMention
    from citecheck.model.outlet import DomainFault, Outlets, Suggestion

WHY = {
    Match.EXACT: "its name",
    Match.ALIAS: "another name of it",
    Match.DOMAIN: "its domain",
    Match.ACCOUNT: "its account on a platform",
    Match.PATTERN: "its name, put or written another way",
}
FAULTS = {
    Imitation.NONE: "no domain; {} may be meant",
    Imitation.MIXED: "letters of two scripts in one word, to look like {}; it is another site",
    Imitation.DISGUISED: "a domain that looks like {}; it is another site",
    Imitation.CLONE: "a domain that is known to have imitated {}",
}
LABELS = {"day_pages": "day pages", "state_owned": "state-owned", "print_only": "print only"}


def card(record: Mapping[str, Any], outlets: Outlets) -> Iterator[str]:
    """A record, a field a line."""
    yield printable(f"{record.get('name', record['id'])} ({record['id']})")
    labels = {
        key: LABELS.get(key, key.replace("_", " ")) for key in ordered(record) if key not in ("id", "name")
    }
    width = max((len(label) for label in labels.values()), default=0)
    for key, label in labels.items():
        yield printable(f"  {label:{width}}  {_shown(key, record[key], outlets)}")


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns one below the other."""
    widths = [max(map(columns, cells)) for cells in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)]
        yield printable("  ".join(cells).rstrip())


def found(
    mention: OutletMention, near: Sequence[Suggestion], fault: DomainFault | None, outlets: Outlets
) -> Iterator[str]:
    """Who is meant by a text, why, and what was near."""
    yield printable(f"{mention.text}: {_verdict(mention, fault, outlets)}")
    for outlet_id in mention.candidates:
        yield printable(f"  {name_of(outlet_id, outlets)}")
    for one in near:
        yield printable(f"  near: {name_of(one.outlet.id, outlets)}: '{one.name}', {one.why}")


def found_record(
    mention: OutletMention, near: Sequence[Suggestion], fault: DomainFault | None
) -> dict[str, Any]:
    """The same as data."""
    return {
        "text": mention.text,
        "match": mention.match.value,
        "outlet_id": mention.outlet_id,
        "candidates": list(mention.candidates),
        "site": mention.site,
        "near": [{"outlet_id": one.outlet.id, "name": one.name, "why": one.why} for one in near],
        "domain_fault": {"imitation": fault.imitation.value, "meant": fault.meant} if fault else None,
    }


def name_of(outlet_id: str, outlets: Outlets) -> str:
    """Name, id and country of an outlet."""
    outlet = outlets.outlet(outlet_id)
    country = f", {outlets.country_name(outlet.country)}" if outlet.country else ""
    return f"{outlet.name} ({outlet_id}{country})"


def _verdict(mention: OutletMention, fault: DomainFault | None, outlets: Outlets) -> str:
    if mention.outlet_id:
        return f"{name_of(mention.outlet_id, outlets)}; the text is {WHY[mention.match]}"
    if mention.match is Match.AMBIGUOUS:
        return f"one of {len(mention.candidates)} outlets; pin one with 'prefer', or write which"
    if mention.match is Match.ACCOUNT:
        return "an account on a platform, of nobody in the registry"
    if mention.vague:
        return "names no outlet"
    if not mention.named:
        return "a person or document, which is its own source"
    if fault:
        return FAULTS[fault.imitation].format(fault.meant or "another one")
    return f"a domain that no record has: {mention.site}" if mention.site else "no record has this name"


def _shown(key: str, value: Any, outlets: Outlets) -> str:
    if key == "country":
        return f"{outlets.country_name(value)} ({value})"
    if key in ("parent", "successor"):
        return name_of(value, outlets)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return "; ".join(
            f"{name}: {_years(one) if 'years' in key else ', '.join(one)}" for name, one in value.items()
        )
    return str(value)


def _years(pair: Sequence[int | None]) -> str:
    """`2009 to 2016`."""
    first, last = pair
    if first is None or last is None:
        return f"since {first}" if first else f"until {last}" if last else "always"
    return f"{first} to {last}"
