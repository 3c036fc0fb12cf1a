"""The look-up: which outlet of the registry a text names."""

from __future__ import annotations

import json
import sqlite3
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.compiled import compiled
from citecheck.model.article import Match
from citecheck.model.outlet import Outlet, Publication
from citecheck.outlets.bodies import keys
from citecheck.outlets.domains import HOST, Facts, encoded
from citecheck.outlets.fold import fold
from citecheck.outlets.patterns import EVERYWHERE, Patterns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from citecheck.model.outlet import DomainFault, Suggestion

HOSTS = {"telegram": "t.me", "telegram.me": "t.me", "x": "x.com", "twitter": "x.com", "twitter.com": "x.com"}
"""Of accounts: the domain under which records list them."""
MOST_REMEMBERED = 50_000
"""Answers; a stream of records has no end of unknown names."""


class Found(NamedTuple):
    """The outlets that a text names: one id, several when the name is shared, none."""

    match: Match
    ids: tuple[str, ...] = ()
    site: str | None = None
    """The domain, where the text is one that no record has."""
    rivals: tuple[str, ...] = ()
    """Others that carry the name, where one is the usual reading."""


NOT_FOUND = Found(Match.NONE)
NOT_KNOWN = Publication()


class Registry:
    """All known outlets, and the places that no outlet is. Read-only; what was asked is remembered."""

    def __init__(
        self,
        prefer: Iterable[tuple[str, str]] = (),
        own: Sequence[str] = (),
        spelling: Iterable[tuple[str, str]] = (),
        publication: Publication = NOT_KNOWN,
    ) -> None:
        """`prefer` has names, and the ids of the records that are always meant by them.

        `own` has records as lines of JSON, to lie over the built-in ones: one with the id of such a record
        adds to its lists and replaces its other fields, and what they say of a name or domain wins.
        `spelling` has ids, and the form in which a house writes the name; `publication` is its own one.
        """
        self.own_days = publication.days
        self._own_ids = publication.ids
        self._spelling = dict(spelling)
        self._database = _connection()
        self._own: dict[tuple[str, str], Found] = {}
        self._own_names: dict[str, set[str]] = {}
        self._own_dated: tuple[str, ...] = ()
        self._preferred = {fold(name): Found(Match.ALIAS, (outlet_id,)) for name, outlet_id in prefer}
        self._listed: dict[str, Found] = {}
        self._found: dict[tuple[str, str], Found] = {}
        self._records: dict[str, dict[str, Any]] = {}
        self._outlets: dict[str, Outlet] = {}
        self._places: dict[str, bool] = {}
        self._faults: dict[str, DomainFault | None] = {}
        self._children: dict[str, int] = {}
        self._patterns = Patterns(self._database)
        self._near: Callable[[str], Sequence[Suggestion]] | None = None
        if own:
            self._lay_over([json.loads(line) for line in own])

    def __del__(self) -> None:
        with suppress(AttributeError):  # where there was none to open
            self._database.close()

    def listed(self, text: str) -> Found:
        """Who has exactly this name, alias or domain, or the longest suffix of a host as domain."""
        if (found := self._listed.get(text)) is None:
            found = _remember(self._listed, text, self._look_up(text))
        return found

    def find(self, text: str, place: str = "") -> Found:
        """Who is meant by the text of a reference: what is listed, else an outlet inside a longer name.

        `place` stands in brackets behind it, and tells outlets of one name apart.
        """
        if (found := self._found.get((text, place))) is None:
            found = _remember(self._found, (text, place), self._identify(text, place))
        return found

    def account(self, text: str) -> str | None:
        """The id of the outlet whose account `T.me/name`, `Telegram/@name` or `@name` is; None for nobody's.

        An `@name` that stands alone is one on Telegram: few others are cited so.
        """
        platform, _, name = fold(text).rpartition("@") if "@" in text else fold(text).partition("/")
        name, _, behind = name.partition(",")
        name = name.removeprefix("s/").partition("/")[0].strip()
        host = HOSTS.get((behind.strip() or platform.rstrip("/ ") or "telegram"), platform)
        row = self._row("domains", f"{host}/{name}")
        return row.ids[0] if row and len(row.ids) == 1 else None

    def knows(self, text: str) -> bool:
        """Whether `text` is a known name, alias or domain."""
        return self.listed(text).match is not Match.NONE

    def writes(self, text: str) -> bool:
        """Whether an outlet's name or alias is written exactly so, in these capitals."""
        found = self.listed(text)
        outlets = map(self.outlet, (*found.ids, *found.rivals))
        return any(text in (outlet.name, *outlet.aliases) for outlet in outlets)

    def outlet(self, outlet_id: str) -> Outlet:
        """The record as a value; raises KeyError for an id that isn't there."""
        if (outlet := self._outlets.get(outlet_id)) is None:
            outlet = self._outlets[outlet_id] = _outlet(self.record(outlet_id))
        return outlet

    def has_years(self, outlet_id: str) -> bool:
        """Whether a record says from when or until when the outlet, a name or a domain of it holds."""
        return outlet_id in self._dated

    def has(self, outlet_id: str) -> bool:
        """Whether a record has this id."""
        try:
            self.record(outlet_id)
        except KeyError:
            return False
        return True

    def record(self, outlet_id: str) -> dict[str, Any]:
        """The record as the registry's file has it; raises KeyError for an id that isn't there."""
        if (record := self._records.get(outlet_id)) is None:
            row = self._database.execute("SELECT record FROM outlets WHERE id = ?", (outlet_id,)).fetchone()
            if row is None:
                raise KeyError(outlet_id)
            record = self._records[outlet_id] = json.loads(row[0])
        return record

    def ids(self) -> list[str]:
        """Of all records, sorted."""
        listed = {row[0] for row in self._database.execute("SELECT id FROM outlets")}
        return sorted(listed | {one for found in self._own.values() for one in found.ids})

    def suggest(self, text: str) -> Sequence[Suggestion]:
        """The three outlets whose names are nearest to an unknown one, the best first."""
        if self._near is None:
            from citecheck.outlets.near import Near

            self._near = Near(self._database, self.outlet, self._own_names).to
        return self._near(text)

    def hint(self, outlet_id: str) -> str:
        """`; did you mean 'tass'?`: what to write for a text that is no id, perhaps a name."""
        if ids := self.find(outlet_id).ids:
            return f"; did you mean {' or '.join(map(repr, ids))}?"
        from citecheck.near import suggestion

        return suggestion(outlet_id, self.ids())

    def spelling(self, outlet_id: str) -> str | None:
        """How the house writes the outlet's name; None where it says nothing."""
        return self._spelling.get(outlet_id)

    def is_own(self, outlet_id: str) -> bool:
        """Whether it is the house's own publication."""
        return outlet_id in self._own_ids

    def country_name(self, code: str) -> str:
        """The usual English name of a country; the code where none is listed."""
        return self._patterns.country_name(code)

    def domain_fault(self, text: str) -> DomainFault | None:
        """What is wrong with a text that looks like a domain and isn't listed; None where nothing is."""
        if text not in self._faults:  # three rules ask
            _remember(self._faults, text, self._facts.fault(text, self._is_listed))
        return self._faults[text]

    def _is_listed(self, domain: str) -> bool:
        return bool(self._row("names", domain) or self._row("domains", domain))

    def is_place(self, text: str) -> bool:
        """Whether `text` is the name of a town, region or country."""
        if (known := self._places.get(text)) is None:
            row = self._database.execute("SELECT 1 FROM places WHERE key = ?", (fold(text),)).fetchone()
            known = _remember(self._places, text, row is not None)
        return known

    def children(self, outlet_id: str) -> int:
        """How many records have this one as their `parent` and are periodicals."""
        if (count := self._children.get(outlet_id)) is None:
            query = (
                "SELECT count(*) FROM outlets WHERE json_extract(record, '$.parent') = ?"
                " AND json_extract(record, '$.kind') IN ('magazine', 'newspaper')"
            )
            count = self._children[outlet_id] = int(self._database.execute(query, (outlet_id,)).fetchone()[0])
        return count

    @cached_property
    def _facts(self) -> Facts:
        """Of domains; read when the first unlisted one is met."""
        (found,) = self._database.execute("SELECT facts FROM domain_facts").fetchone()
        return Facts.of(json.loads(found))

    def _look_up(self, text: str) -> Found:
        key = fold(text)
        if preferred := self._preferred.get(key):
            return preferred
        if row := self._row("names", key):
            return row
        host = HOST.match(key)
        if not host:
            return NOT_FOUND
        domain = host[1].removeprefix("www.")
        if host.end(1) == len(key) and (row := self._row("names", domain)):
            return row
        whole = name = encoded(domain)
        while "." in name:
            if (row := self._row("domains", name)) and (name == whole or not self._facts.is_shared(name)):
                return row
            name = name.partition(".")[2]
        ending = whole.rpartition(".")[2]
        return Found(Match.NONE, (), domain if ending in self._facts.tlds else None)

    def _identify(self, text: str, place: str) -> Found:
        found = self.listed(text)
        if found.match is Match.NONE and not found.site:
            found = self._with_article(text) or self._body(text) or self._inside(text)
        return self._placed(text, found, place) if place else found

    def _body(self, text: str) -> Found | None:
        """A country's public body, whichever way its name is put; None where nothing or several fit."""
        found = {
            row
            for key in keys(text, self._body_kinds, self._patterns.countries)
            if (row := self._row("names", key))
        }
        return found.pop() if len(found) == 1 else None

    @cached_property
    def _dated(self) -> frozenset[str]:
        built_in = (row[0] for row in self._database.execute("SELECT id FROM dated"))
        return frozenset((*built_in, *self._own_dated))

    @cached_property
    def _body_kinds(self) -> dict[str, str]:
        return dict(self._database.execute("SELECT name, kind FROM body_kinds"))

    def _with_article(self, text: str) -> Found | None:
        """A name of several words that is listed with `The` before it, or without."""
        first, _, rest = text.partition(" ")
        if " " not in (rest if first.casefold() == "the" else text):
            return None
        found = self.listed(rest if first.casefold() == "the" else f"The {text}")
        return None if found.match is Match.NONE else found

    def _inside(self, text: str) -> Found:
        """By the patterns; an account of somebody unknown is found, too, with nobody's id."""
        account = False
        for name, affix in self._patterns.inside(text):
            account = account or affix.account
            found = self.listed(name)
            if found.match is Match.NONE:
                found = self._body(name) or found
            fitting = [one for one in (*found.ids, *found.rivals) if affix.fits(self.outlet(one))]
            if not fitting:
                continue
            fitting = [one for one in fitting if self.outlet(one).country in affix.services] or fitting
            if len(fitting) == 1 or (found.rivals and fitting[0] == found.ids[0]):
                return Found(Match.ACCOUNT if affix.account else Match.PATTERN, (fitting[0],))
            return Found(Match.AMBIGUOUS, tuple(fitting))
        return Found(Match.ACCOUNT) if account else NOT_FOUND

    def _placed(self, text: str, found: Found, place: str) -> Found:
        """What a place in brackets leaves of outlets of one name, or adds to a name: `INE [La Paz]`."""
        countries = self._patterns.place(place)
        if not countries:
            return found
        everybody = (*found.ids, *found.rivals)
        fitting = tuple(one for one in everybody if self.outlet(one).country in countries)
        if len(fitting) == 1:
            return Found(Match.PATTERN, fitting) if len(everybody) > 1 else found
        if not fitting and (there := self._of_country(text, countries)):
            return there
        return found if fitting or any(map(self._may_be_anywhere, everybody)) else NOT_FOUND

    def _of_country(self, text: str, countries: frozenset[str]) -> Found | None:
        """The outlet that is listed with a country behind its name."""
        lands = map(self.country_name, sorted(countries))
        wholes = [whole for land in lands for whole in (f"{text} ({land})", f"{text} of {land}")]
        found = {
            one.ids[0] for whole in wholes if len((one := self._body(whole) or self.listed(whole)).ids) == 1
        }
        return Found(Match.PATTERN, (found.pop(),)) if len(found) == 1 else None

    def _may_be_anywhere(self, outlet_id: str) -> bool:
        """Whether a place behind the name may be where the news comes from."""
        outlet = self.outlet(outlet_id)
        return outlet.kind in EVERYWHERE or (outlet.country is None and outlet.tier != "single")

    def _lay_over(self, records: list[dict[str, Any]]) -> None:
        """Puts own records over the built-in ones."""
        from citecheck.outlets import compile as compiling
        from citecheck.outlets.records import laid_over

        for record in records:
            below = self.record(record["id"]) if self.has(record["id"]) else {}
            self._records[record["id"]] = laid_over(below, record)
        for table, rows in (("names", compiling.names(records)), ("domains", compiling.domains(records))):
            for key, match, ids in rows:
                self._own[table, key] = _found_in(match, ids)
        self._own_names = compiling.nameholders(records)
        self._own_dated = tuple(compiling.dated(records))

    def _row(self, table: str, key: str) -> Found | None:
        if own := self._own.get((table, key)):
            return own
        row = self._database.execute(f"SELECT match, ids FROM {table} WHERE key = ?", (key,)).fetchone()
        return _found_in(*row) if row else None


def _found_in(match: str, ids: str) -> Found:
    """What a row of the compiled registry says."""
    listed = tuple(ids.split(" "))
    if match == Match.AMBIGUOUS:
        return Found(Match.AMBIGUOUS, listed)
    return Found(Match(match), listed[:1], None, listed[1:])


def _remember(memory: dict[Any, Any], key: object, answer: Any) -> Any:
    if len(memory) >= MOST_REMEMBERED:
        memory.clear()
    memory[key] = answer
    return answer


def _outlet(record: dict[str, Any]) -> Outlet:
    """The record's fields that the stages ask for."""
    fields = {name: record[name] for name in Outlet._fields if name in record}
    for name in ("aliases", "domains", "languages", "listings", "day_pages", "date_paths"):
        fields[name] = tuple(fields.get(name, ()))
    for name in ("alias_years", "domain_years"):
        fields[name] = {key: tuple(years) for key, years in fields.get(name, {}).items()}
    return Outlet(**fields)


def _connection() -> sqlite3.Connection:
    from citecheck.outlets import compile as compiling

    path = compiled("registry.sqlite", compiling.SOURCES, compiling.build)
    if path is None:
        return compiling.fill(sqlite3.connect(":memory:"))
    escaped = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23").replace("\\", "/")
    return sqlite3.connect(f"file:///{escaped.lstrip('/')}?mode=ro&immutable=1", uri=True)
