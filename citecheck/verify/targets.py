"""What there is to look up of an article: each reference with its claim, its outlet and its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.model.article import Match, Precision, Role
from citecheck.model.outlet import Outlet
from citecheck.model.verdict import Reason
from citecheck.verify.anchors import anchors_of, language_of_claim
from citecheck.verify.exonyms import acting, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from citecheck.model.article import Article, DateMention, Parenthetical, Reference
    from citecheck.model.outlet import Outlets
    from citecheck.model.span import Span
    from citecheck.model.verdict import Anchor


class Claim(NamedTuple):
    """What is said of a claim in its targets."""

    anchors: tuple[Anchor, ...]
    own: frozenset[str]
    actors: frozenset[str]
    language: str


class Target(NamedTuple):
    """One reference of a citation."""

    reference: Span
    citation: Span
    outlets: tuple[Outlet, ...]
    """Who may be meant; several where the name is shared."""
    first: date | None
    last: date | None
    """The days, the same for one day."""
    anchors: tuple[Anchor, ...]
    """Of all sentences that the citation backs."""
    own: frozenset[str]
    """The keys of those in the sentence that holds the citation."""
    actors: frozenset[str] = frozenset()
    """The keys of known names in it that may stand for who acts."""
    language: str = "en"
    """Of the claim."""
    url: str | None = None
    reason: Reason | None = None
    """Why there is nothing to look up."""


def targets(article: Article) -> Iterator[Target]:
    """The references to sources of a covered article, in the order of the text; each date of one is one."""
    outlets = article.outlets
    assert outlets is not None
    carried = {passage.citation.span: passage.sentences for passage in article.passages}
    for citation in article.citations:
        claim = _claim(article, outlets, citation, carried.get(citation.span, ()))
        for reference in citation.references:
            if reference.role is Role.SOURCE:
                for date_mention in reference.dates or (None,):
                    yield _target(reference, citation, date_mention, outlets, claim)


def _claim(article: Article, outlets: Outlets, citation: Parenthetical, sentences: Sequence[Span]) -> Claim:
    """Of the passage, and more closely of its last sentence."""
    texts = [_without_citations(article, sentence) for sentence in sentences]
    last = texts[-1] if texts else ""
    own = frozenset(anchor.key for anchor in anchors_of(last, article.text, outlets.is_place))
    whole = " ".join(texts)
    language = language_of_claim(whole, article.text)
    return Claim(anchors_of(whole, article.text, outlets.is_place), own, acting(words(last)), language)


def _without_citations(article: Article, sentence: Span) -> str:
    text, at = [], sentence.start
    for one in article.citations:
        if one.span.end > at and one.span.start < sentence.end:
            text.append(article.text[at : max(at, one.span.start)])
            at = min(sentence.end, one.span.end)
    return " ".join("".join([*text, article.text[at : sentence.end]]).split())


def _target(
    reference: Reference,
    citation: Parenthetical,
    mention: DateMention | None,
    outlets: Outlets,
    claim: Claim,
) -> Target:
    found = _outlets(reference, outlets)
    first = mention.iso if mention and mention.precision is Precision.DAY else None
    last = mention.end_iso or first if mention else None
    url = reference.outlet.url if reference.outlet else None
    known = tuple(one for one in found if one.domains and not one.print_only)
    alive = tuple(one for one in known if first is None or _lives(one, first))
    reason = None
    if first is None or (mention is not None and mention.future):
        reason = Reason.NO_DATE
    elif not known:
        reason = Reason.PRINT_ONLY if any(one.print_only for one in found) else Reason.NO_DOMAIN
    elif not alive:
        reason = Reason.BEFORE_OUTLET
    elif not claim.anchors:
        reason = Reason.NO_ANCHORS
    return Target(reference.span, citation.span, alive or known, first, last, *claim, url, reason)


def _outlets(reference: Reference, outlets: Outlets) -> tuple[Outlet, ...]:
    """The records that may be meant; one made of the domain where there is none."""
    mention = reference.outlet
    if mention is None or mention.match is Match.ACCOUNT:
        return ()
    if mention.outlet_id:
        return (outlets.outlet(mention.outlet_id),)
    if mention.candidates:
        return tuple(map(outlets.outlet, mention.candidates))
    return (Outlet("", mention.site, domains=(mention.site,)),) if mention.site else ()


def _lives(outlet: Outlet, day: date) -> bool:
    """Whether the outlet was there in that year, as far as is known."""
    return not (
        (outlet.since is not None and day.year < outlet.since)
        or (outlet.until is not None and day.year > outlet.until)
    )
