"""Web addresses as archives take them, and addresses of the network that nobody may be led to."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from citecheck.model.verdict import Reason
from citecheck.verify.unavailable import Unavailable

LONGEST = 2000
"""Characters of an address."""
SCHEME = re.compile(r"(https?)://", re.IGNORECASE)
LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
PORTS = {"http": 80, "https": 443}
INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode's categories of what controls a terminal or turns the direction of writing."""
KEPT = "%!$&'()+,;=:@~/?"
"""Marks that stay as they are in path and query."""


def web_address(text: str) -> str:
    """An http(s) address without fragment or port, its domain in ASCII, the rest percent-encoded.

    A bare domain gets `http://`; archives don't tell the two apart. The address is only ever a word in a
    question to an archive. Raises Unavailable for what no archive may be asked about: anything that could be
    read as another question (`*`, `user@`, a port), or as more than one line.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise _refused(text, f"an address has 1 to {LONGEST} characters")
    if any(unicodedata.category(character) in INVISIBLE for character in text):
        raise _refused(text, "it has control characters")
    if "*" in text:
        raise _refused(text, "archives read '*' as a wildcard")
    try:
        parts = urlsplit(text if SCHEME.match(text) else f"http://{text}")
        port = parts.port
    except ValueError as error:
        raise _refused(text, str(error)) from None
    if "@" in parts.netloc or port not in (None, PORTS[parts.scheme]):
        raise _refused(text, "user names and ports are not taken")
    host = parts.netloc.rpartition(":")[0] if port else parts.netloc.rstrip(":")
    host = domain(unquote(host))  # pywb redirects to domains in other scripts so
    query = f"?{parts.query}" if parts.query else ""
    address = f"{parts.scheme}://{host}{quote(_straight(parts.path) + query, safe=KEPT)}"
    if len(address) > LONGEST:
        raise _refused(text, f"it has more than {LONGEST} characters when it is encoded")
    return address


@lru_cache(maxsize=4096)
def domain(text: str) -> str:
    """A domain in small ASCII letters; raises Unavailable for what is none, IP addresses among it."""
    import idna

    host = text.strip().rstrip(".").lower()
    try:
        if not host.isascii() or "xn--" in host:
            host = idna.encode(host, uts46=True).decode()
    except idna.IDNAError as error:
        raise _refused(text, f"no such domain can be: {error}") from None
    labels = host.split(".")
    if len(labels) < 2 or len(host) > 253 or labels[-1].isdecimal() or not all(map(LABEL.fullmatch, labels)):
        raise _refused(
            text, "a domain has two or more parts of letters, digits and hyphens, as in 'kremlin.ru'"
        )
    return host


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


def printable(text: str, longest: int = 120) -> str:
    """One short line that is harmless in a terminal."""
    shown = "".join("�" if unicodedata.category(one) in INVISIBLE else one for one in text[: longest + 1])
    return shown if len(text) <= longest else f"{shown[: longest - 1]}…"


def _straight(path: str) -> str:
    """The path without `.` and `..`, by which it could climb out of the archive's own."""
    kept: list[str] = []
    for part in path.split("/"):
        if part not in (".", ".."):
            kept.append(part)
        elif part == ".." and len(kept) > 1:
            kept.pop()
    return "/".join(kept) or "/"


def _refused(text: str, why: str) -> Unavailable:
    return Unavailable(Reason.NO_DOMAIN, f"'{printable(text)}' can't be asked about: {why}")
