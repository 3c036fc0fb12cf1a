"""What can be wrong: a file a check, and this table of them.

A check is a function of an article and its parameters that yields findings. It knows neither its code,
its severity nor its wording; these are the rule's, in rules/*.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.checks import (
    comma,
    date_order,
    day,
    duplicate,
    empty_segment,
    lone_date,
    missing_date,
    missing_outlet,
    month_name,
    parenthesis,
    precision,
    publication,
    range_order,
    separator,
    spacing,
    vague,
    weekday,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from citecheck.model.article import Article
    from citecheck.model.diagnostic import Finding


class NoParams(NamedTuple):
    """The parameters of a check that takes none."""


class Check(NamedTuple):
    """A check's function and the type of its parameters."""

    find: Callable[[Article, Any], Iterator[Finding]]
    params: type = NoParams


CHECKS: dict[str, Check] = {
    "comma": Check(comma.check),
    "date_order": Check(date_order.check),
    "day": Check(day.check),
    "duplicate": Check(duplicate.check),
    "empty_segment": Check(empty_segment.check),
    "lone_date": Check(lone_date.check),
    "missing_date": Check(missing_date.check),
    "missing_outlet": Check(missing_outlet.check),
    "month_name": Check(month_name.check),
    "parenthesis": Check(parenthesis.check),
    "precision": Check(precision.check),
    "publication": Check(publication.check, publication.Params),
    "range_order": Check(range_order.check),
    "separator": Check(separator.check, separator.Params),
    "spacing": Check(spacing.check),
    "vague": Check(vague.check),
    "weekday": Check(weekday.check),
}
