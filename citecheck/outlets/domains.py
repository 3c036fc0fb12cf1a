"""What can be told of a domain: whether it is well-formed, whose subdomains it has, whom it imitates.

The facts are data: domains.yaml and tlds.txt.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, NamedTuple

from citecheck.model.outlet import DomainFault, Imitation
from citecheck.outlets.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

HOST = re.compile(
    r"(?:https?://)?(?P<host>(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:xn--[\w-]+|[^\W\d_]{2,24}))"
    r"(?::\d+)?(?P<path>[/?#]\S*)?$"
)
"""A host or a web address, folded."""
SCHEME = re.compile(r"(?:h?ttps?:?/{1,3}|w{2,4}[.,])+")
"""What stands before a host, well-formed or not."""
STOPS = re.compile(r"\s*[.,]+\s*|\s+")
"""What stands in the place of a dot."""
MOST_LABELS = 4
LONGEST_ENDING = 6
"""Letters; what is longer is a word that stands behind a name, and no misspelt ending."""
SCRIPTS = {"latin": "a-zà-ɏ", "cyrillic": "Ѐ-ӿ", "greek": "Ͱ-Ͽ", "armenian": "԰-֏"}
LETTERS = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}


class Facts(NamedTuple):
    """What domains.yaml and tlds.txt hold."""

    tlds: frozenset[str]
    hosting: frozenset[str]
    shared: frozenset[str]
    clones: Mapping[str, str]
    confusable: Mapping[int, str]

    @classmethod
    def of(cls, compiled: Mapping[str, Any]) -> Facts:
        """From their compiled form."""
        tlds, hosting, shared = (frozenset(compiled[name]) for name in ("tlds", "hosting", "shared"))
        return cls(tlds, hosting, shared, compiled["clones"], str.maketrans(compiled["confusable"]))

    def is_shared(self, domain: str) -> bool:
        """Whether subdomains of a domain are other people's: `gov.ge`, `blogspot.com`."""
        label, _, ending = domain.partition(".")
        return domain in self.hosting or (label in self.shared and len(ending) == 2)

    def fault(self, text: str, is_listed: Callable[[str], bool]) -> DomainFault | None:
        """What is wrong with a text that looks like a domain and isn't listed; None for any other text."""
        key = fold(text)
        host = HOST.match(key)
        if not host:
            repaired = _repaired(key)
            meant = repaired if repaired and is_listed(repaired) else self._ended(repaired or "", is_listed)
            return DomainFault(Imitation.NONE, meant) if meant else None
        domain = host[1].removeprefix("www.")
        for clone, imitated in self.clones.items():
            if domain == clone or domain.endswith("." + clone):
                return DomainFault(Imitation.CLONE, imitated)
        shown = _decoded(domain)
        latin = shown.translate(self.confusable)
        meant = latin if latin != shown and is_listed(latin) else None
        if any(_is_mixed(label) for label in shown.split(".")):
            return DomainFault(Imitation.MIXED, meant)
        if meant:
            return DomainFault(Imitation.DISGUISED, meant)
        ending = encoded(shown.rpartition(".")[2])
        return None if ending in self.tlds else DomainFault(Imitation.NONE, self._ended(domain, is_listed))

    def _ended(self, domain: str, is_listed: Callable[[str], bool]) -> str | None:
        """The listed domain that differs by one letter in its ending: `kremlin.rru`."""
        stem, _, ending = domain.rpartition(".")
        if not stem or len(ending) > LONGEST_ENDING or ending in self.tlds:
            return None
        near = sorted(self.tlds.intersection(_a_letter_apart(ending)))
        return next((f"{stem}.{tld}" for tld in near if is_listed(f"{stem}.{tld}")), None)


def encoded(domain: str) -> str:
    """The domain as the registry writes it; one that can't be written so stays as it is."""
    try:
        return domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return domain


def _repaired(key: str) -> str | None:
    """The domain that a text may have been: `trend,az`, `kremlin. ru`, `http:/www.tass.ru`."""
    labels = STOPS.split(SCHEME.sub("", key).rstrip("/."))
    fits = 2 <= len(labels) <= MOST_LABELS and all(re.fullmatch(r"[\w-]+", label) for label in labels)
    return ".".join(labels) if fits else None


def _decoded(domain: str) -> str:
    try:
        return domain.encode("ascii").decode("idna") if "xn--" in domain else domain
    except UnicodeError:
        return domain


def _is_mixed(label: str) -> bool:
    """Whether letters of two scripts stand in one label."""
    return sum(bool(letters.search(label)) for letters in LETTERS.values()) > 1


def _a_letter_apart(ending: str) -> Iterator[str]:
    """What an ending may have been before a letter was changed, left out or put in."""
    for at in range(len(ending) + 1):
        before, after = ending[:at], ending[at:]
        yield before + after[1:]
        for letter in ascii_lowercase:
            yield before + letter + after
            yield before + letter + after[1:]
