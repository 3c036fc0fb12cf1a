"""The address of a web archive, in the one form in which all of citecheck writes it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from citecheck.errors import UsageError

SCHEMES = ("http", "https")
PLAIN = re.compile(r"[\w.:/\[\]~%-]+", re.ASCII)
LONGEST = 120
"""Characters that a message repeats of an address."""


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
