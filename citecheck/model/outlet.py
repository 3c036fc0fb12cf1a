"""Who publishes: a record of the registry, and what the stages may ask of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    Years = tuple[int | None, int | None]
    """First and last year; None for an open end."""


class Outlet(NamedTuple):
    """One outlet. A field that its record doesn't have is None or empty: that is not known."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    """ISO 3166, two letters: where the publisher sits."""
    languages: tuple[str, ...] = ()
    kind: str | None = None
    state_owned: bool | None = None
    parent: str | None = None
    """The id of the house it belongs to."""
    successor: str | None = None
    """The id of the outlet that goes on with it."""
    since: int | None = None
    until: int | None = None
    years_source: str | None = None
    """Where the years of life, names and domains come from."""
    alias_years: Mapping[str, Years] = {}
    domain_years: Mapping[str, Years] = {}
    tier: str = "core"
    home: str | None = None
    listings: tuple[str, ...] = ()
    """Undated pages that list what is new."""
    day_pages: tuple[str, ...] = ()
    """Templates of pages that list one day's items: `{yyyy}`, `{mm}`, `{dd}`, unpadded `{m}`, `{d}`."""
    date_paths: tuple[str, ...] = ()
    """Templates of the beginnings of addresses that start with the date."""
    timezone: str | None = None
    """IANA name of the newsroom's."""
    print_only: bool = False


class Suggestion(NamedTuple):
    """An outlet whose name is near to one that no record has."""

    outlet: Outlet
    name: str
    """The name, alias or domain that is near."""
    why: str
    """In words, such as `one letter more`."""


class Imitation(StrEnum):
    """How a domain passes for another one."""

    NONE = "none"
    """It doesn't: it is misspelt."""
    MIXED = "mixed"
    """Letters of two scripts stand in one label."""
    DISGUISED = "disguised"
    """In other letters, or as punycode, it looks like a listed one."""
    CLONE = "clone"
    """It is known to have imitated a newspaper."""


class DomainFault(NamedTuple):
    """What is wrong with a text that looks like a domain."""

    imitation: Imitation
    meant: str | None
    """The listed domain that it stands for, of a clone the outlet's name; None where nobody knows."""


class Publication(NamedTuple):
    """The house's own publication."""

    ids: tuple[str, ...] = ()
    """Of its records."""
    days: tuple[date, ...] = ()
    """Of its earlier articles, in their order; empty where they aren't known."""


class Outlets(Protocol):
    """What checks may ask of the registry."""

    own_days: tuple[date, ...]
    """Of the house's own earlier articles, in their order; empty where they aren't known."""

    def is_own(self, outlet_id: str) -> bool:
        """Whether it is the house's own publication."""

    def outlet(self, outlet_id: str) -> Outlet:
        """The record with this id; raises KeyError."""

    def has_years(self, outlet_id: str) -> bool:
        """Whether a record says from when or until when the outlet, a name or a domain of it holds."""

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The three outlets nearest to an unknown name, the best first."""

    def spelling(self, outlet_id: str) -> str | None:
        """How the house writes the outlet's name; None where it says nothing."""

    def country_name(self, code: str) -> str:
        """The usual English name of a country; the code where none is listed."""

    def is_place(self, text: str) -> bool:
        """Whether a text is the name of a town, region or country."""

    def domain_fault(self, text: str) -> DomainFault | None:
        """What is wrong with a text that looks like a domain and isn't listed; None where nothing is."""
