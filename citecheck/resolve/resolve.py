"""The stage: Article -> Article, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citecheck.model.article import (
    Article,
    Form,
    Kind,
    Match,
    OutletMention,
    Parenthetical,
    Reference,
    Role,
)
from citecheck.parsing.words import CONNECTORS, WORD
from citecheck.resolve.outlets import identify
from citecheck.resolve.years import resolve_dates

if TYPE_CHECKING:
    from citecheck.outlets.registry import Registry

AGENCIES = frozenset(("government", "company", "igo"))
"""Kinds more often spoken of than cited: bare, they count where the article cites them with a day."""
LONGEST_SHORT = 3
"""Letters; a name so short is an abbreviation of many things."""
PERIODICALS = 2
"""A parent of so many periodicals publishes sister publications."""


def resolve(article: Article, registry: Registry) -> Article:
    """The article with outlets, days, roles and kinds."""
    publisher = registry.find(article.publisher).ids if article.publisher else ()
    publisher_id = publisher[0] if len(publisher) == 1 else None
    found = [_references(one, article, publisher_id, registry) for one in article.parentheticals]
    dated = [ref for one in found if one.form is Form.DATED for ref in one.references if ref.has_month]
    cited = frozenset(
        ref.outlet.outlet_id or ref.outlet.text
        for ref in dated
        if ref.outlet and ref.outlet.match is not Match.NONE
    )
    kinds = tuple(_with_kind(one, article, registry, bool(cited), cited) for one in found)
    citations = tuple(one for one in kinds if one.cites)
    dates = {
        (date.span, one.span): (ref, date)
        for one in citations
        for ref in one.references
        for date in ref.dates
    }
    return article._replace(
        parentheticals=kinds,
        publisher_id=publisher_id,
        citations=citations,
        dates=tuple(dates.values()),
        outlets=registry,
    )


def _references(
    one: Parenthetical, article: Article, publisher: str | None, registry: Registry
) -> Parenthetical:
    """The parenthetical, its references resolved one by one."""
    if not one.references:
        return one
    references = []
    for reference in one.references:
        outlet = identify(reference.outlet, article.text, registry) if reference.outlet else None
        role = Role.SOURCE
        if reference.see and outlet and outlet.outlet_id and _is_own(outlet.outlet_id, publisher, registry):
            role = Role.CROSS_REFERENCE
        dates = resolve_dates(reference.dates, article.published)
        references.append(
            Reference(
                reference.span,
                outlet,
                dates,
                reference.segment,
                reference.undated,
                reference.see,
                reference.relayed,
                role,
            )
        )
    return one._replace(references=tuple(references))


def _is_own(outlet_id: str, publisher: str | None, registry: Registry) -> bool:
    """Whether an outlet is the house's own, the article's publisher, or belongs to the same house."""
    if registry.is_own(outlet_id):
        return True
    parent = registry.outlet(outlet_id).parent
    if publisher is None:
        return parent is not None and registry.children(parent) >= PERIODICALS
    if publisher in (outlet_id, parent):
        return True
    return parent is not None and parent == registry.outlet(publisher).parent


def _with_kind(
    one: Parenthetical, article: Article, registry: Registry, cites_days: bool, cited: frozenset[str]
) -> Parenthetical:
    """The parenthetical with its kind; one that turns out to be an aside loses its references."""
    if one.form is Form.ASIDE:
        return one
    if one.form is Form.CREDIT:
        return one._replace(kind=Kind.CREDIT)
    if one.form is Form.YEARS and not cites_days:
        return _aside(one, "author and year")
    if (
        one.form is Form.BARE
        and one.references
        and (reason := _why_aside(one, article, registry, cites_days, cited))
    ):
        return _aside(one, reason)
    own = [reference.role is Role.CROSS_REFERENCE for reference in one.references]
    return one._replace(kind=Kind.CROSS_REFERENCE if own and all(own) else Kind.CITATION)


def _aside(one: Parenthetical, reason: str) -> Parenthetical:
    return one._replace(form=Form.ASIDE, reason=reason, references=(), joints=())


def _why_aside(
    one: Parenthetical, article: Article, registry: Registry, cites_days: bool, cited: frozenset[str]
) -> str | None:
    """Why a bare list of known outlets cites nothing; None where it does."""
    if any(reference.see for reference in one.references):
        return None
    outlets = [reference.outlet for reference in one.references if reference.outlet]
    before = article.text[max(0, one.span.start - 120) : one.span.start].rstrip()
    if len(outlets) == 1 and _glosses(outlets[0], before, registry):
        return "it glosses the words before it"
    relayed = any(reference.relayed for reference in one.references)
    if not cites_days and not relayed and not any(_is_distinct(outlet, registry) for outlet in outlets):
        return "a word that an outlet's name is, too, in a text that cites nothing with a day"
    if all(_is_agency(outlet, registry, cited) for outlet in outlets):
        return "a body of which the sentence speaks, cited nowhere with a day"
    return None


def _is_distinct(outlet: OutletMention, registry: Registry) -> bool:
    """Whether a name can hardly be anything else: a domain, several words, a core outlet's own name."""
    if outlet.url and not outlet.url.endswith(outlet.text):
        return False  # the address of a page, as any text may link to
    if outlet.vague or "." in outlet.text or " " in outlet.text or not outlet.named:
        return True
    if outlet.outlet_id is None or len(outlet.text) <= LONGEST_SHORT:
        return False
    core = registry.outlet(outlet.outlet_id).tier == "core"
    return outlet.match is Match.EXACT or (outlet.match is Match.ALIAS and core and not outlet.text.istitle())


def _is_agency(outlet: OutletMention, registry: Registry, cited: frozenset[str]) -> bool:
    ids = (outlet.outlet_id,) if outlet.outlet_id else outlet.candidates
    kinds = {registry.outlet(outlet_id).kind for outlet_id in ids}
    return bool(ids) and kinds <= AGENCIES and cited.isdisjoint(ids)


def _glosses(outlet: OutletMention, before: str, registry: Registry) -> bool:
    """Whether the words before name the same: `Institute for the Study of War (ISW)`."""
    words = list(WORD.finditer(before))[-8:]
    if not words or before[-1:] in ".!?":
        return False
    ids = {outlet.outlet_id, *outlet.candidates} - {None}
    for word in words:
        if ids.intersection(registry.listed(before[word.start() :]).ids):
            return True
    letters = [c for c in outlet.text if c.isalpha()]
    if not outlet.text.isupper() or len(letters) < 2:
        return False
    every = [word[0][0].upper() for word in words]
    capital = [word[0][0] for word in words if word[0].casefold() not in CONNECTORS and word[0][0].isupper()]
    return letters in (every[-len(letters) :], capital[-len(letters) :])
