"""Articles whose sources are all alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from citecheck.checks.words import quoted
from citecheck.model.article import Role
from citecheck.model.diagnostic import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citecheck.model.article import Article, OutletMention
    from citecheck.model.outlet import Outlets

FEWEST = 3
"""Citations; of fewer nothing can be said."""


class Params(NamedTuple):
    """Parameters."""

    share: str = "outlet"
    """What the sources have in common: `outlet`, `state` (which owns them) or `country`."""


def check(article: Article, params: Params) -> Iterator[Finding]:
    """Once, at the first citation; a source of which nothing is known may be another one."""
    outlets = article.outlets
    citing = [one for one in article.citations if any(ref.role is Role.SOURCE for ref in one.references)]
    if outlets is None or len(citing) < FEWEST:
        return
    sources = [ref.outlet for one in citing for ref in one.references if ref.role is Role.SOURCE]
    traits = {_trait(source, params.share, outlets) for source in sources}
    if len(traits) == 1 and (trait := traits.pop()):
        country = outlets.country_name(trait) if params.share == "country" else ""
        outlet = quoted(sources[0].text) if sources[0] else ""
        yield Finding(citing[0].span, {"count": len(citing), "outlet": outlet, "country": country})


def _trait(source: OutletMention | None, share: str, outlets: Outlets) -> str | None:
    """What a source has of that which all may share; None where it isn't known."""
    if source is None or source.vague or not source.named:
        return None
    if share == "outlet":
        return source.outlet_id or quoted(source.text).casefold()
    outlet = outlets.outlet(source.outlet_id) if source.outlet_id else None
    if outlet is None:
        return None
    return outlet.country if share == "country" else "state" if outlet.state_owned else None
