"""What can be wrong: a file a check, and this table of them.

A check is a function of an article and its parameters that yields findings. It knows neither its code,
its severity nor its wording; these are the rule's, in rules/*.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.checks import (
    ambiguous_outlet,
    balance,
    before_event,
    comma,
    date_order,
    day,
    distant,
    domain,
    duplicate,
    earlier_article,
    empty_segment,
    gap,
    ibid,
    inconsistent_outlet,
    lone_date,
    missing_date,
    missing_outlet,
    month_name,
    no_citations,
    outlet_years,
    overloaded,
    parenthesis,
    platform,
    precision,
    publication,
    range_order,
    separator,
    spacing,
    spelling,
    unknown_outlet,
    vague,
    verdict,
    weekday,
)
from citecheck.cover.options import Depth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Finding


class NoParams(NamedTuple):
    """The parameters of a check that takes none."""


class Check(NamedTuple):
    """A check's function, the words that its findings give to a message, the type of its parameters."""

    find: Callable[[Article, Any], Iterator[Finding]]
    words: tuple[str, ...]
    params: type = NoParams
    depth: Depth = Depth.NONE
    """What it needs of the claims, where it reads what cover fills in."""


CHECKS: dict[str, Check] = {
    "ambiguous_outlet": Check(ambiguous_outlet.check, ("outlet", "times", "candidates", "id")),
    "balance": Check(balance.check, ("outlet", "country", "count"), balance.Params),
    "before_event": Check(before_event.check, ("date", "latest", "citation"), depth=Depth.DAYS),
    "comma": Check(comma.check, ("outlet", "date", "mark", "count", "citations")),
    "date_order": Check(date_order.check, ("outlet", "date")),
    "day": Check(day.check, ("date",)),
    "distant": Check(distant.check, ("words", "citation", "later"), depth=Depth.ALL),
    "domain": Check(domain.check, ("outlet", "meant"), domain.Params),
    "duplicate": Check(duplicate.check, ("outlet", "reference")),
    "earlier_article": Check(
        earlier_article.check, ("outlet", "date", "day", "near"), earlier_article.Params
    ),
    "empty_segment": Check(empty_segment.check, ("mark",)),
    "gap": Check(gap.check, ("words", "citation", "where", "outlet"), gap.Params, depth=Depth.GAPS),
    "ibid": Check(ibid.check, ("word",)),
    "inconsistent_outlet": Check(inconsistent_outlet.check, ("outlet", "usual", "count")),
    "lone_date": Check(lone_date.check, ("date", "outlet")),
    "missing_date": Check(missing_date.check, ("outlet",)),
    "missing_outlet": Check(missing_outlet.check, ("date",)),
    "month_name": Check(month_name.check, ("word", "month")),
    "no_citations": Check(no_citations.check, ("citations", "words")),
    "outlet_years": Check(outlet_years.check, ("outlet", "name", "year", "limit", "heir")),
    "overloaded": Check(overloaded.check, ("sentences", "references"), overloaded.Params, depth=Depth.GAPS),
    "parenthesis": Check(parenthesis.check, ("text",)),
    "platform": Check(platform.check, ("outlet", "times")),
    "precision": Check(precision.check, ("date", "outlet", "year")),
    "publication": Check(publication.check, ("date", "published", "year"), publication.Params),
    "range_order": Check(range_order.check, ("date",)),
    "separator": Check(
        separator.check, ("left", "right", "mark", "expect", "count", "citations"), separator.Params
    ),
    "spacing": Check(spacing.check, ("near", "more")),
    "spelling": Check(spelling.check, ("outlet", "chosen")),
    "unknown_outlet": Check(unknown_outlet.check, ("outlet", "times", "near")),
    "vague": Check(vague.check, ("outlet",)),
    "verdict": Check(
        verdict.check,
        ("outlet", "day", "then", "those", "pages", "found", "url", "more", "why", "reason"),
        verdict.Params,
    ),
    "weekday": Check(weekday.check, ("weekday", "date", "iso", "right")),
}
