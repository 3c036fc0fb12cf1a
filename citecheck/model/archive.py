"""A web archive, and its address in the one form in which all of citecheck writes it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import urlsplit

from citecheck.errors import UsageError

SCHEMES = ("http", "https")
PLAIN = re.compile(r"[\w.:/\[\]~%-]+", re.ASCII)
LONGEST = 120
"""Characters that a message repeats of an address."""


class Dialect(StrEnum):
    """How an archive's index is asked."""

    WAYBACK = "wayback"
    PYWB = "pywb"


class Archive(NamedTuple):
    """An archive, as the configuration has it."""

    base: str = "https://web.archive.org"
    """Without a path: Wayback's paths below it; with one: a collection of pywb, as national archives have."""
    dialect: Dialect | None = None
    """None: told by the archive's first answer."""
    index_per_minute: float | None = None
    playback_per_second: float | None = None
    """None: 12 and 2; no limit for an archive on a private address."""
    connections: int = 4
    """For playback; the index is asked over one."""


def base_of(text: str) -> str:
    """An archive's base as it is used: with a scheme, without a slash at the end; raises UsageError."""
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        if parts.scheme in SCHEMES and parts.hostname and parts.port != 0 and PLAIN.fullmatch(text):
            return f"{parts.scheme}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
    except ValueError:
        pass
    shown = "".join(one if one.isprintable() else "�" for one in text[:LONGEST])
    such = "'https://web.archive.org' or 'http://127.0.0.1:8080/news'"
    raise UsageError(f"'{shown}' is no address of an archive; expected one such as {such}")
