"""The captures of an archive, and the addresses at which it shows them; no sockets."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from citecheck.verify.addresses import web_address
from citecheck.verify.unavailable import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from citecheck.model.archive import Archive


class Capture(NamedTuple):
    """A page as an archive holds it."""

    original: str
    timestamp: str
    """14 digits, UTC."""
    status: int | None = None
    mimetype: str | None = None
    digest: str | None = None


class Place(NamedTuple):
    """Where a capture is played back: the one of this time, or the nearest."""

    timestamp: str
    original: str


TIME = re.compile(r"\d{1,14}", re.ASCII)
PLAYED = re.compile(r"(\d{1,14})(?:[a-z]{2}_)?/(.+)", re.ASCII)


def places(archive: Archive) -> tuple[str, str]:
    """The addresses below which index and playback are found."""
    if urlsplit(archive.base).path.strip("/"):
        return f"{archive.base}/cdx", f"{archive.base}/"
    return f"{archive.base}/cdx/search/cdx", f"{archive.base}/web/"


def place(timestamp: str, url: str) -> Place:
    """Raises Unavailable for an address that can't be asked about, ValueError for what is no time."""
    if not TIME.fullmatch(timestamp):
        raise ValueError(f"a time is 1 to 14 digits, not {timestamp!r}")
    return Place(timestamp, web_address(url))


def playback(archive: Archive, place: Place) -> str:
    """The address of a capture's original bytes."""
    return f"{places(archive)[1]}{place.timestamp}id_/{place.original}"


def shown(archive: Archive, place: Place) -> str:
    """The address at which people see a capture."""
    return f"{places(archive)[1]}{place.timestamp}/{place.original}"


def within(archive: Archive, address: str) -> Place | None:
    """The capture that an address of this archive shows; None for any other address."""
    below = places(archive)[1]
    found = PLAYED.fullmatch(address.removeprefix(below)) if address.startswith(below) else None
    return Place(found[1], found[2]) if found else None


def redirected(archive: Archive, place: Place, location: str, archived: bool) -> Place | None:
    """The capture that a redirect leads to; None where it leads out of the archive.

    An `archived` redirect is part of the capture, and pywb hands it out as it was: its target is looked up in
    the archive, at the same time.
    """
    try:
        following = within(archive, urljoin(playback(archive, place), location))
        if following is None and archived:
            following = Place(place.timestamp, urljoin(place.original, location))
        return following and following._replace(original=web_address(following.original))
    except (ValueError, Unavailable):
        return None


def memento_time(headers: Mapping[str, str]) -> str | None:
    """When the answer was captured, in 14 digits; None for an answer of the archive's own."""
    try:
        return f"{parsedate_to_datetime(headers['memento-datetime']).astimezone(UTC):%Y%m%d%H%M%S}"
    except (KeyError, ValueError, OverflowError):
        return None
