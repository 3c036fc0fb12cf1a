"""What the tests ask the archive for: URLs of CDX queries and of captures."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from archive.corpus import sites

if TYPE_CHECKING:
    from archive.corpus import Story

SITES = {site.id: site for site in sites()}
STORIES = {f"{story.outlet}/{story.name}": story for site in sites() for story in site.stories}
HOME = "http://levantwire.example/"
"""A home page of which the archive has six captures, two of them revisits."""


def stamp(story: Story, shot: int = 0) -> str:
    """When a story's capture was taken, as the archive writes it."""
    return f"{sorted(story.captures)[shot].at:%Y%m%d%H%M%S}"


def query(base: str, **params: str) -> str:
    """The URL of a CDX query for JSON."""
    return f"{base}/cdx/search/cdx?{urlencode({'output': 'json'} | params)}"


def memento(base: str, name: str, shot: int = 0) -> str:
    """The URL of a story's capture as it was sent."""
    return f"{base}/web/{stamp(STORIES[name], shot)}id_/{STORIES[name].url}"
