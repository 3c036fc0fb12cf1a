"""Who is meant by the outlet of a reference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citecheck.model.article import Match
from citecheck.parsing.words import PLATFORMS

if TYPE_CHECKING:
    from citecheck.model.article import OutletMention
    from citecheck.outlets.registry import Registry

BRACKETED = re.compile(r"\s*[\[(]([^\[\]()]{2,40})[\])]")


def identify(mention: OutletMention, text: str, registry: Registry) -> OutletMention:
    """The mention with what the registry knows of it, and the way it was found; `text` is the article's.

    A name that several outlets share is its usual bearer's, unless the article speaks of another one of
    them by another name: then it may be either.
    """
    if _is_account(mention.text):
        return mention._replace(match=Match.ACCOUNT, outlet_id=registry.account(mention.text))
    bracketed = (
        BRACKETED.match(text, mention.span.end)
        if text[mention.span.end : mention.span.end + 2].strip()[:1] in "[("
        else None
    )
    found = registry.find(mention.text, bracketed[1].strip() if bracketed else "")
    if found.match is Match.NONE:
        return mention._replace(site=found.site)
    if found.match is Match.AMBIGUOUS:
        return mention._replace(match=found.match, candidates=found.ids)
    if any(_is_spoken_of(rival, mention.text, text, registry) for rival in found.rivals):
        return mention._replace(match=Match.AMBIGUOUS, candidates=tuple(sorted((*found.ids, *found.rivals))))
    return mention._replace(match=found.match, outlet_id=found.ids[0] if found.ids else None)


def _is_account(text: str) -> bool:
    """`T.me/region_chronicle`, `Telegram/@name`, `@name`."""
    if "@" in text and (text[0] == "@" or "/@" in text):
        return True
    return "/" in text and text.casefold().removeprefix("www.").partition("/")[0] in PLATFORMS


def _is_spoken_of(outlet_id: str, shared: str, text: str, registry: Registry) -> bool:
    """Whether the article has another name or domain of an outlet than the one it shares."""
    outlet = registry.outlet(outlet_id)
    others = [
        name
        for name in (outlet.name, *outlet.aliases, *outlet.domains)
        if name.casefold() != shared.casefold() and registry.listed(name).ids == (outlet_id,)
    ]
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in others)
